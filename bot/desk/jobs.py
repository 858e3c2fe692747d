"""What a process does at the ticks of its timetable, by its roles, and how often."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import TypeVar

from bot.clock import Clock
from bot.config.settings import Settings
from bot.desk.leases import CHECK_S, Lease
from bot.desk.opening import make_robots
from bot.desk.stations import Stations
from bot.desk.timetable import Station
from bot.errors import ConfigError
from bot.health.server import served
from bot.health.vitals import Vitals
from bot.health.watch import GAUGES_S, PING_S, PULSE_S, SUMMARY_S, Watch
from bot.http.fetch import Fetcher
from bot.polling.rounds import Rounds
from bot.websub.callbacks import callbacks
from storage import faults, polls
from storage.database import Database

T = TypeVar("T")

log = logging.getLogger(__name__)

PATIENCE_S = 30.0
"""A feed whose host is busy for longer than this gives way to others."""
EVERY_S = {
    "search": 60.0,
    "retention": 60.0,
    "watch": 60.0,
    "websub": 60.0,
    "lease of commands": CHECK_S,
    "lease of deliver": CHECK_S,
    "pulse": PULSE_S,
    "gauges": GAUGES_S,
    "lag": 1.0,
    "summary": SUMMARY_S,
    "ping": PING_S,
}


async def station_jobs(
    stations: Stations, fetcher: Fetcher, roles: Sequence[str], vitals: Vitals, stack: AsyncExitStack
) -> dict[str, Station]:
    """The jobs of `roles`, by name, except delivery."""
    jobs = await _polling_jobs(stations, fetcher, vitals, stack) if "poll" in roles else {}
    if "triage" in roles:
        jobs["triage"] = partial(_reporting, stations.triage_prepared, vitals.triaged)
        jobs["search"] = stations.index_articles
        jobs["retention"] = stations.prune
    return jobs


async def _polling_jobs(
    stations: Stations, fetcher: Fetcher, vitals: Vitals, stack: AsyncExitStack
) -> dict[str, Station]:
    """The jobs of the role "poll", by name; what hubs push to stays open until `stack` is closed."""
    settings, database, clock = stations.settings, stations.database, stations.clock
    await _spread_overdue(settings, database, clock)
    rounds = Rounds(partial(_reporting, partial(stations.poll, fetcher, PATIENCE_S), vitals.polled))
    reader = stations.page_reader(fetcher, make_robots(settings, fetcher))
    stack.push_async_callback(rounds.close)
    stack.push_async_callback(reader.close)
    jobs: dict[str, Station] = {"watch": stations.watch, "poll": rounds.run, "pages": reader.run}
    if settings.websub.callback_url is not None:
        jobs["websub"] = partial(stations.keep_subscribed, fetcher, settings.websub.callback_url)
        await stack.enter_async_context(_callbacks(stations))
    return jobs


async def take_leases(stations: Stations, roles: Sequence[str], stack: AsyncExitStack) -> dict[str, Lease]:
    """The leases of the roles that one process of a bot plays at a time, by role; taken if they are free."""
    work = {"commands": "answers commands", "deliver": "delivers"}
    held = {}
    if stations.settings.telegram.webhook_url is not None:
        del work["commands"]  # every process may take pushes
    for role in work.keys() & set(roles):
        lease = Lease(stations.database, role, stations.memory.holder, stations.clock, work[role])
        await lease.keep()
        stack.push_async_callback(unless_outage, lease.release)
        held[role] = lease
    return held


async def watch_jobs(
    stations: Stations, vitals: Vitals, leases: Mapping[str, Lease], stack: AsyncExitStack
) -> dict[str, Station]:
    """What a process does to be seen at work, by name; `/healthz` and `/metrics` are served until then."""
    health = stations.settings.health
    await stack.enter_async_context(served(vitals, health.listen, health.max_age.total_seconds()))
    delivery = leases.get("deliver")
    watch = Watch(
        stations.database, vitals, stations.clock, health.ping_url,
        bool if delivery is None else delivery.held.is_set,
    )  # fmt: skip
    jobs: dict[str, Station] = {
        "pulse": watch.pulse, "gauges": watch.measure, "lag": watch.lag, "summary": watch.summarise,
    }  # fmt: skip
    if health.ping_url is not None:
        jobs["ping"] = watch.ping
    return jobs | {f"lease of {role}": partial(_keep, lease, role, vitals) for role, lease in leases.items()}


async def _keep(lease: Lease, role: str, vitals: Vitals) -> None:
    """Keep the lease; all that a process has to do which stands by."""
    await lease.keep()
    if not lease.held.is_set():
        vitals.stood_by(role)


async def _reporting(work: Callable[[], Awaitable[T]], report: Callable[[T], None]) -> None:
    """Do the work and pass its report on."""
    report(await work())


async def unless_outage(close: Callable[[], Awaitable[None]]) -> None:
    """Close something; where the database is gone, what was to be written there runs out by itself."""
    try:
        await close()
    except Exception as error:
        if not faults.is_outage(error):
            raise
        log.warning("stopping without the database: %s", faults.cause(error))


async def _spread_overdue(settings: Settings, database: Database, clock: Clock) -> None:
    """Spread the feeds that fell due while the bot was stopped over one polling interval."""
    async with database.transaction() as connection:
        count = await polls.spread_overdue(connection, clock(), settings.poll.every.total_seconds())
    if count:
        log.info("feeds overdue since the last run are polled over the next %s feeds=%d",
                 settings.poll.every, count)  # fmt: skip


@asynccontextmanager
async def _callbacks(stations: Stations) -> AsyncIterator[str]:
    """The server that hubs push to. Raises ConfigError if it cannot listen on its address."""
    poll, listen = stations.settings.poll, stations.settings.websub.listen
    try:
        async with callbacks(
            stations.database,
            stations.clock,
            listen,
            every_s=poll.every.total_seconds(),
            max_bytes=poll.max_bytes,
            workers=stations.workers,
        ) as address:
            yield address
    except OSError as error:
        raise ConfigError([f"websub.listen: cannot listen on {listen}: {error.strerror}"]) from None
