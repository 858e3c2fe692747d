"""The composition root of `sitrep run`: stations, Telegram application and timetable are put together here.

`bot.desk.opening` opens what other commands need too: database, HTTP client, writer.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

import handlers
from bot.clock import Clock, utc_now
from bot.config.settings import Settings
from bot.delivery.pace import Pace
from bot.desk import configuration
from bot.desk.leases import CHECK_S, Lease, release_of_the_dead
from bot.desk.opening import make_fetcher, make_robots, open_database, open_writer
from bot.desk.post import LEASE, Post
from bot.desk.stations import Stations, make_stations, spare_collector, spare_memory
from bot.desk.telegram import open_telegram, require_token, stop_handlers
from bot.desk.timetable import TICK_S, Station, Timetable
from bot.desk.updates import Updates, unless
from bot.errors import ConfigError, FeedError
from bot.feeds.probe import probe
from bot.hours.allowance import Allowance
from bot.http.fetch import Fetcher
from bot.polling.rounds import Rounds
from bot.triage.station import LEASE as TRIAGE
from bot.websub.callbacks import callbacks
from handlers.answers import Answers
from handlers.context import App, Desk, FoundFeed
from handlers.gate import BURST, PER_SECOND
from storage import faults, polls
from storage.database import Database
from storage.topics import OwnTopics
from storage.wakes import Wake, listen

log = logging.getLogger(__name__)

PATIENCE_S = 30.0
"""A feed whose host is busy for longer than this gives way to others."""
EVERY_S = {
    "search": 60.0,
    "watch": 60.0,
    "websub": 60.0,
    "lease of commands": CHECK_S,
    "lease of deliver": CHECK_S,
}
LINGER = 0.9
"""For this share of a tick a round of delivery waits for rows that become ready before the next."""


async def run(
    settings: Settings,
    roles: Sequence[str],
    stop: asyncio.Event,
    clock: Clock = utc_now,
    *,
    tick_s: float = TICK_S,
    freely: bool = False,
) -> None:
    """Run the stations of `roles`, and the chat commands if they are among them, until `stop` is set.

    `roles` are some of `bot.desk.roles.ROLES`; each station checks for work every `tick_s`. The process that
    answers commands applies the configuration; others do so in a database that has none, or `freely`. Raises
    ConfigError and StorageError, which say what to do.
    """
    telegram = bool({"commands", "deliver"} & set(roles))
    if telegram:
        require_token(settings)
    spare_memory()
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings))
        if freely or "commands" in roles:
            await configuration.apply(database, settings, clock, freely=freely)
        else:
            await configuration.apply_if_new(database, settings, clock)
        writer = await stack.enter_async_context(open_writer(settings, database))
        stations = make_stations(settings, database, clock, writer)
        stack.push_async_callback(_unless_outage, stations.close)
        await release_of_the_dead(database, TRIAGE, stations.memory.holder)
        fetcher = await stack.enter_async_context(make_fetcher(settings))
        jobs = await _jobs(stations, fetcher, roles, stack)
        leases = await _leases(stations, roles, stack)
        jobs |= {f"lease of {name}": lease.keep for name, lease in leases.items()}
        pace = Pace(settings.deliver.per_second, time.monotonic())
        scheduler, application, updates, post = AsyncIOScheduler(), None, None, None
        if telegram:
            desk = make_desk(settings, database, clock, fetcher, pace)
            application = await stack.enter_async_context(open_telegram(settings, desk, stop))
            stack.push_async_callback(desk.answers.close)
            if "commands" in roles and not stop.is_set():
                await unless(stop, handlers.set_menu(application, desk))
                updates = Updates(application, leases["commands"])
            if "deliver" in roles:
                post = Post(stations, pace, leases["deliver"], LINGER * tick_s)
                jobs["deliver"] = partial(post.run, application.bot, stop)
        if stop.is_set():
            return
        spare_collector()
        backend = database.engine.url.get_backend_name()
        log.info("sitrep is running roles=%s database=%s", ",".join(roles), backend)
        timetable = Timetable(scheduler, jobs, EVERY_S, tick_s)
        async with _waking(database, partial(_wake, timetable, post)):
            await _work(application, updates, timetable, scheduler, stop)


def _wake(timetable: Timetable, post: Post | None, station: str) -> None:
    if station == LEASE and post is not None:
        post.wake()
    timetable.wake(station)


@asynccontextmanager
async def _waking(database: Database, wake: Wake) -> AsyncIterator[None]:
    """During the block, stations are woken by what this and other processes leave for them."""
    database.wake_up = wake
    listening = asyncio.create_task(listen(database, wake))
    try:
        yield
    finally:
        database.wake_up = None
        listening.cancel()
        await asyncio.wait([listening])


async def _leases(stations: Stations, roles: Sequence[str], stack: AsyncExitStack) -> dict[str, Lease]:
    """The leases of the roles that one process of a bot has at a time, by role, taken if they are free."""
    work = {"commands": "answers commands", "deliver": "delivers"}
    held = {}
    for role in work.keys() & set(roles):
        lease = Lease(stations.database, role, stations.memory.holder, stations.clock, work[role])
        await lease.keep()
        stack.push_async_callback(_unless_outage, lease.release)
        held[role] = lease
    return held


async def _unless_outage(close: Callable[[], Awaitable[None]]) -> None:
    """Close something; where the database is gone, what was to be written there runs out by itself."""
    try:
        await close()
    except Exception as error:
        if not faults.is_outage(error):
            raise
        log.warning("stopping without the database: %s", faults.cause(error))


async def _jobs(
    stations: Stations, fetcher: Fetcher, roles: Sequence[str], stack: AsyncExitStack
) -> dict[str, Station]:
    """The jobs of `roles`, by name, but delivery."""
    jobs = await _polling_jobs(stations, fetcher, stack) if "poll" in roles else {}
    if "triage" in roles:
        jobs["triage"] = stations.triage
        jobs["search"] = stations.index_articles
    return jobs


async def _polling_jobs(stations: Stations, fetcher: Fetcher, stack: AsyncExitStack) -> dict[str, Station]:
    """The jobs of the role "poll", by name; what hubs push to stays open until `stack` is closed."""
    settings, database, clock = stations.settings, stations.database, stations.clock
    await _spread_overdue(settings, database, clock)
    rounds = Rounds(partial(stations.poll, fetcher, PATIENCE_S))
    reader = stations.page_reader(fetcher, make_robots(settings, fetcher))
    stack.push_async_callback(rounds.close)
    stack.push_async_callback(reader.close)
    jobs: dict[str, Station] = {"watch": stations.watch, "poll": rounds.run, "pages": reader.run}
    if settings.websub.callback_url is not None:
        jobs["websub"] = partial(stations.keep_subscribed, fetcher, settings.websub.callback_url)
        await stack.enter_async_context(_callbacks(stations))
    return jobs


def make_desk(
    settings: Settings,
    database: Database,
    clock: Clock,
    fetcher: Fetcher | None = None,
    pace: Pace | None = None,
) -> Desk:
    """What handlers depend on; without a `fetcher` nobody can add feeds from the chat.

    `pace` is that of the alerts which this process sends, if it does: answers go first, and count in it.
    """
    return Desk(
        database=database,
        clock=clock,
        admins=frozenset(settings.telegram.admins),
        own_topics=OwnTopics(settings.alerts.own_topics, settings.alerts.own_topics_total),
        max_age=settings.alerts.max_age,
        kinds=frozenset(settings.alerts.kinds),
        allowance=Allowance(BURST, PER_SECOND),
        answers=Answers(pace or Pace(settings.deliver.per_second, time.monotonic())),
        find_feed=None if fetcher is None else partial(_find_feed, fetcher),
    )


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


async def _find_feed(fetcher: Fetcher, address: str) -> FoundFeed:
    """The feed at an address, or the first that its page links to. Raises FeedError if there is none."""
    result = await probe(fetcher, address)
    if not result.feeds:
        raise FeedError(result.problem or "there is no feed")
    feed = result.feeds[0]
    return FoundFeed(
        feed.url, feed.title, feed.publisher, feed.language, tuple(title for title, _ in feed.newest)
    )


async def _work(
    application: App | None,
    updates: Updates | None,
    timetable: Timetable,
    scheduler: AsyncIOScheduler,
    stop: asyncio.Event,
) -> None:
    """Answer commands and run the stations until `stop` is set, and then what is in flight."""
    scheduler.start()
    reading = None
    if application is not None and updates is not None:
        await application.start()
        reading = asyncio.create_task(updates.run(stop))
    try:
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([task for task in (stopped, reading) if task], return_when=asyncio.FIRST_COMPLETED)
        log.info("stopping: finishing what is in flight")
        await timetable.stop()
        if reading is not None and application is not None:
            await reading
            await stop_handlers(application)
    finally:
        scheduler.shutdown(wait=False)
