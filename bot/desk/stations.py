"""The stations with their dependencies filled in, for a timetable or for a single run."""

import asyncio
import ctypes
import gc
import logging
import math
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.clock import Clock, SteadyClock
from bot.config.settings import Settings
from bot.delivery.pace import Pace
from bot.delivery.prepare import Renderers, Sender
from bot.delivery.recall import open_pace, recall
from bot.delivery.station import DeliverLimits, DeliverReport, deliver_due
from bot.desk.leases import make_holder
from bot.desk.rehearsal import prepare
from bot.feeds.parse import READER
from bot.http.fetch import Fetcher
from bot.http.robots import Robots
from bot.messages.compose import render_deliveries, render_digests
from bot.messages.speech.say import load_languages
from bot.model import Alert, Delivery, Outcome
from bot.polling.report import PollReport
from bot.polling.station import poll_due
from bot.polling.watch import watch_feeds
from bot.triage.memory import Memory, topic_filter
from bot.triage.pace import UpdatePace
from bot.triage.pages import BUDGET_S, MODULES, PageReader
from bot.triage.place import TriageLimits
from bot.triage.rephrase import AT_ONCE, MOST
from bot.triage.shares import tell_overflows
from bot.triage.station import LEASE, TriageReport, triage_due
from bot.triage.writer import Writer
from bot.websub.callbacks import keep_subscribed
from bot.workers.pool import Workers, memory_for
from storage import deliveries, leases, pages, search, topics
from storage.database import Database
from storage.retention import Keep, prune

if TYPE_CHECKING:
    from telegram import Bot

log = logging.getLogger(__name__)

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""From malloc.h."""
_OWN_PAGES = 256 << 10
"""Bytes from which a block has pages of its own, which go back to the system when it is freed."""
FREE_PER_SECOND = 30
"""What Telegram delivers for nothing (Bot API FAQ, "My bot is hitting limits")."""
PRUNE_SLICES = 50
PRUNE_BREATH_S = 0.1
Delivering = Callable[[float], Awaitable[DeliverReport]]
"""One round of station 3; it also waits for rows that become ready within the seconds given."""


@dataclass(frozen=True, slots=True)
class Stations:
    """The stations of one process and what they share."""

    settings: Settings
    database: Database
    clock: Clock
    memory: Memory
    workers: Workers
    """Read documents that are large or slow; end with `close`."""
    page_workers: Workers
    """Read pages: slow documents must not keep them waiting, nor the other way round."""
    writer: Writer | None = None

    async def poll(self, fetcher: Fetcher, patience_s: float | None = None) -> PollReport:
        """Station 1; see `bot.polling.station.poll_due`."""
        every_s = self.settings.poll.every.total_seconds()
        learn = partial(topic_filter, memory=self.memory)
        return await poll_due(
            self.database,
            fetcher,
            self.clock,
            every_s=every_s,
            patience_s=patience_s,
            learn=learn,
            workers=self.workers,
        )

    async def triage(self) -> TriageReport:
        """Station 2; see `bot.triage.station.triage_due`."""
        return await triage_due(self.database, self.memory, self._limits(), self.clock, self.writer)

    async def triage_prepared(self) -> TriageReport:
        """The same in a process that goes on: the first time, even if no article waits, it gets ready."""
        if not self.memory.prepared:
            self.memory.prepared = True
            await prepare(self.database, self.memory, self._limits(), self.clock)
        return await self.triage()

    def _limits(self) -> TriageLimits:
        alerts = self.settings.alerts
        limits = TriageLimits(
            max_age=alerts.max_age,
            kinds=frozenset(alerts.kinds),
            pace=UpdatePace(alerts.updates_per_hour, alerts.updates_per_day, alerts.update_gap),
            fetch_articles=self.settings.facts.fetch_articles,
            feed_per_hour=alerts.feed_per_hour,
            admins=self.settings.telegram.admins,
        )
        if self.writer is None:
            return limits
        writing = self.settings.facts.openai_timeout * math.ceil(MOST / AT_ONCE)
        return replace(limits, lease=limits.lease + writing)

    def page_reader(self, fetcher: Fetcher, robots: Robots) -> PageReader:
        """Between stations 1 and 2: reads the pages of matched articles whose feed gave too little text."""
        return PageReader(self.database, fetcher, robots, self.clock, self.memory.holder, self.page_workers)

    async def pages_wanted(self) -> bool:
        """Whether any article is waiting for its page."""
        async with self.database.reading() as connection:
            return bool(await pages.wanted(connection, 1))

    async def watch(self) -> int:
        """Tell admins of feeds that have failed for long, and followers of what a feed's share left silent.

        See `bot.polling.watch` and `bot.triage.shares`.
        """
        told, more = 0, True
        while more:
            async with self.database.transaction() as connection:
                queued, more = await tell_overflows(connection, self.clock())
            told += queued
        return told + await watch_feeds(self.database, self.settings.telegram.admins, self.clock())

    async def keep_subscribed(self, fetcher: Fetcher, callback_url: str) -> int:
        """Renew the subscriptions to hubs; see `bot.websub.callbacks`."""
        return await keep_subscribed(self.database, fetcher, self.clock, callback_url)

    async def index_articles(self) -> None:
        """Bring the index of `/search` up to date, one batch per transaction."""
        more = True
        while more:
            async with self.database.transaction() as connection:
                more = await search.refresh(connection)

    async def prune(self) -> None:
        """Delete what is kept no longer, in slices between which others have their turn."""
        keep = Keep(self.settings.database.keep, self.settings.database.keep_matched)
        for _ in range(PRUNE_SLICES):
            async with self.database.transaction() as connection:
                more = await prune(connection, keep, self.clock())
                more |= await search.tidy(connection, self.clock())
            if not more:
                return
            await asyncio.sleep(PRUNE_BREATH_S)

    async def open_pace(self) -> Pace:
        """The bot's send pace, as earlier processes left it."""
        return await open_pace(self.database, self.settings.deliver.per_second, await self._steady_clock())

    async def recall(self, pace: Pace) -> None:
        """Count in `pace` what other processes sent in the last minute."""
        await recall(self.database, pace, await self._steady_clock())

    async def reclaim(self) -> None:
        """Let rows that were claimed and not settled go out at once; call it while nobody delivers."""
        clock = await self._steady_clock()
        async with self.database.transaction() as connection:
            count = await deliveries.reclaim(connection, clock.steady(), DeliverLimits().lease)
        if count:
            log.info("%d messages were claimed and not settled; they are sent now", count)

    async def _steady_clock(self) -> SteadyClock:
        async with self.database.reading() as connection:
            known_at = await deliveries.last_seen_at(connection)
        return SteadyClock(self.clock, time.monotonic, asyncio.sleep, known_at)

    async def delivery(
        self,
        bot: "Bot",
        stopping: asyncio.Event,
        pace: Pace | None = None,
        woken: asyncio.Event | None = None,
        allowed: Callable[[], bool] = lambda: True,
        told: Callable[[Outcome], None] | None = None,
    ) -> Delivering:
        """Station 3, at `pace` or what earlier processes left; see `bot.delivery.station.deliver_due`."""
        from bot.delivery.send import edit, send  # here, so that only processes that send load PTB

        deliver = self.settings.deliver
        clock = await self._steady_clock()
        limits = DeliverLimits(
            per_hour=self.settings.alerts.per_hour,
            give_up_after=deliver.give_up_after,
            concurrency=deliver.concurrency,
            admins=self.settings.telegram.admins,
        )
        kept = pace or await self.open_pace()
        await asyncio.to_thread(load_languages)
        sender = Sender(
            _telling(partial(send, bot, paid=pays(self.settings)), told), _telling(partial(edit, bot), told)
        )
        renderers = make_renderers(self.database, self.clock)

        async def run(linger_s: float) -> DeliverReport:
            return await deliver_due(
                self.database, sender, renderers, clock, kept, limits,
                linger_s=linger_s, stopping=stopping, woken=woken, allowed=allowed,
            )  # fmt: skip

        return run

    async def close(self) -> None:
        """End the workers, and give the triage lease back, so that the next process need not wait for it."""
        await self.workers.close()
        await self.page_workers.close()
        async with self.database.transaction() as connection:
            await leases.release(connection, LEASE, self.memory.holder)


def spare_collector() -> None:
    """Make the garbage collector run less often, and never over what was loaded at startup.

    Stations create many small objects that reference counting frees; with Python's default thresholds the
    collector takes a quarter of the time of a delivery (measured by benchmarks/deliver.py). It holds
    the event loop while it runs: for some milliseconds, with this many young objects.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def spare_memory() -> None:
    """Let all threads share one heap, and large blocks stay out of it, where the C library is glibc.

    Otherwise it keeps what each thread has freed, and places documents of up to 32 MB in the heap, which they
    leave full of holes. Under the attacks of benchmarks/attacks.py this saves over 90 MB; threads of ours
    wait for each other anyway.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_M_ARENA_MAX, 1)
            library.mallopt(_M_MMAP_THRESHOLD, _OWN_PAGES)


def make_stations(
    settings: Settings, database: Database, clock: Clock, writer: Writer | None = None
) -> Stations:
    """The stations of this process; `writer` rephrases facts, if there is one."""
    holder = make_holder()
    documents = Workers(memory_mb=memory_for(settings.poll.max_bytes), modules=READER)
    articles = Workers(BUDGET_S, modules=MODULES)
    return Stations(settings, database, clock, Memory(holder), documents, articles, writer)


def make_renderers(database: Database, clock: Clock) -> Renderers:
    """How deliveries become messages, from what the database holds by then."""
    return Renderers(partial(_render, database, clock), partial(_render_digests, database, clock))


def pays(settings: Settings) -> bool:
    """Whether messages are paid for: if that is wanted, and only above the pace that is free."""
    return settings.deliver.paid and settings.deliver.per_second > FREE_PER_SECOND


def _telling(
    call: Callable[..., Awaitable[Outcome]], told: Callable[[Outcome], None] | None
) -> Callable[..., Awaitable[Outcome]]:
    """`call`, whose outcomes are `told` too."""
    if told is None:
        return call

    async def telling(*arguments: object, **options: object) -> Outcome:
        outcome = await call(*arguments, **options)
        told(outcome)
        return outcome

    return telling


async def _render(database: Database, clock: Clock, batch: Sequence[Delivery]) -> Mapping[int, Alert]:
    async with database.reading() as connection:
        ids = sorted({topic_id for delivery in batch for topic_id in delivery.topic_ids})
        names = await topics.names(connection, ids)
        return await render_deliveries(connection, batch, names, clock())


async def _render_digests(
    database: Database, clock: Clock, held: Mapping[int, Sequence[Delivery]]
) -> Mapping[int, Alert]:
    async with database.reading() as connection:
        ids = sorted({topic_id for some in held.values() for one in some for topic_id in one.topic_ids})
        names = await topics.names(connection, ids)
        return await render_digests(connection, held, names, clock())
