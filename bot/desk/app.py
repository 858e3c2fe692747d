"""The composition root of `sitrep run`: stations, Telegram application and timetable are put together here.

`bot.desk.opening` opens what other commands need too: database, HTTP client, writer.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

import handlers
from bot.clock import Clock, utc_now
from bot.config.settings import Settings
from bot.delivery.pace import Pace
from bot.desk import configuration
from bot.desk.jobs import EVERY_S, station_jobs, take_leases, unless_outage, watch_jobs
from bot.desk.leases import Lease, release_of_the_dead
from bot.desk.opening import make_fetcher, open_database, open_writer
from bot.desk.post import LEASE, Post
from bot.desk.stations import Stations, make_stations, spare_collector, spare_memory
from bot.desk.telegram import open_telegram, require_token, stop_handlers
from bot.desk.timetable import TICK_S, Timetable
from bot.desk.updates import Updates, unless
from bot.desk.webhook import Webhook
from bot.errors import FeedError
from bot.feeds.probe import probe
from bot.health.systemd import notify
from bot.health.vitals import Vitals
from bot.hours.allowance import Allowance
from bot.http.fetch import Fetcher
from bot.triage.station import LEASE as TRIAGE
from handlers.answers import Answers
from handlers.context import App, Desk, FoundFeed
from handlers.gate import BURST, PER_SECOND, SILENT_BURST, SILENT_PER_SECOND
from handlers.policy import Access
from storage.database import Database
from storage.topics import OwnTopics
from storage.wakes import Wake, listen

log = logging.getLogger(__name__)

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
        stations = await _open_stations(settings, roles, clock, stack, freely=freely)
        fetcher = await stack.enter_async_context(make_fetcher(settings))
        vitals = Vitals(roles)
        jobs = await station_jobs(stations, fetcher, roles, vitals, stack)
        leases = await take_leases(stations, roles, stack)
        jobs |= await watch_jobs(stations, vitals, leases, stack)
        chat = _Chat()
        if telegram:
            chat = await _open_chat(stations, fetcher, roles, leases, vitals, stop, stack, LINGER * tick_s)
        if chat.application is not None and chat.post is not None:
            jobs["deliver"] = partial(chat.post.run, chat.application.bot, stop)
        if stop.is_set():
            return
        spare_collector()
        _say_ready(roles, stations.database)
        scheduler = AsyncIOScheduler()
        timetable = Timetable(scheduler, jobs, EVERY_S, tick_s)
        async with _waking(stations.database, partial(_wake, timetable, chat.post)):
            await _work(chat.application, chat.updates, timetable, scheduler, stop)


async def _open_stations(
    settings: Settings, roles: Sequence[str], clock: Clock, stack: AsyncExitStack, *, freely: bool
) -> Stations:
    """Open the database, apply the configuration, and make the stations, which are closed with `stack`.

    A lease on triage that a dead process left is free again.
    """
    database = await stack.enter_async_context(open_database(settings))
    if freely or "commands" in roles:
        await configuration.apply(database, settings, clock, freely=freely)
    else:
        await configuration.apply_if_new(database, settings, clock)
    await database.expect_answers()  # not before: a topic that is renamed may have a million followers
    writer = await stack.enter_async_context(open_writer(settings, database))
    stations = make_stations(settings, database, clock, writer)
    stack.push_async_callback(unless_outage, stations.close)
    await release_of_the_dead(database, TRIAGE, stations.memory.holder)
    return stations


@dataclass(frozen=True, slots=True)
class _Chat:
    """What of a process talks with Telegram."""

    application: App | None = None
    updates: Updates | Webhook | None = None
    """Reads what people send, where the process answers commands."""
    post: Post | None = None
    """Sends, where the process delivers."""


async def _open_chat(
    stations: Stations,
    fetcher: Fetcher,
    roles: Sequence[str],
    leases: Mapping[str, Lease],
    vitals: Vitals,
    stop: asyncio.Event,
    stack: AsyncExitStack,
    linger_s: float,
) -> _Chat:
    """Connect to Telegram, unless `stop` is set first; it is closed with `stack`."""
    settings = stations.settings
    pace = Pace(settings.deliver.per_second, time.monotonic())
    desk = make_desk(settings, stations.database, stations.clock, fetcher, pace)
    application = await stack.enter_async_context(open_telegram(settings, desk, stop))
    stack.push_async_callback(desk.answers.close)
    updates: Updates | Webhook | None = None
    post = None
    if "commands" in roles and not stop.is_set():
        await unless(stop, handlers.set_menu(application, desk))
        worked = partial(vitals.worked, "commands")
        telegram = settings.telegram
        if telegram.webhook_url is None:
            updates = Updates(application, leases["commands"], worked)
        else:
            token = require_token(settings)
            updates = Webhook(application, telegram.webhook_url, telegram.webhook_listen, token, worked)
    if "deliver" in roles:
        post = Post(stations, pace, leases["deliver"], linger_s, vitals)
    return _Chat(application, updates, post)


def _say_ready(roles: Sequence[str], database: Database) -> None:
    """Tell the log and systemd that the process has started."""
    log.info("sitrep is running roles=%s database=%s", ",".join(roles), database.engine.dialect.name)
    notify("READY=1")


def _wake(timetable: Timetable, post: Post | None, station: str) -> None:
    if station == LEASE and post is not None:
        post.wake()
    timetable.wake(station)


@asynccontextmanager
async def _waking(database: Database, wake: Wake) -> AsyncIterator[None]:
    """During the block, stations are woken by what this and other processes leave for them."""
    database.wake_up = wake
    listening = asyncio.create_task(listen(database.engine, wake))
    try:
        yield
    finally:
        database.wake_up = None
        listening.cancel()
        await asyncio.wait([listening])


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
        access=Access(frozenset(settings.telegram.allowed), settings.telegram.approval),
        own_topics=OwnTopics(settings.alerts.own_topics, settings.alerts.own_topics_total),
        max_age=settings.alerts.max_age,
        kinds=frozenset(settings.alerts.kinds),
        allowance=Allowance(BURST, PER_SECOND),
        silent_allowance=Allowance(SILENT_BURST, SILENT_PER_SECOND),
        answers=Answers(pace or Pace(settings.deliver.per_second, time.monotonic())),
        find_feed=None if fetcher is None else partial(_find_feed, fetcher),
    )


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
    updates: Updates | Webhook | None,
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
        notify("STOPPING=1")
        await timetable.stop()
        if reading is not None and application is not None:
            await reading
            await stop_handlers(application)
    finally:
        scheduler.shutdown(wait=False)
