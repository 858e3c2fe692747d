"""Station 1: due feeds -> conditional GET -> entries -> articles, many feeds to a transaction.

::

    claim due feeds --lease--> fetch, many at once --> read --> queue --> store a batch, next due times
                                     |
            no answer: held until another feed answers; if none does, our network is down

A killed poll loses nothing: another polls its feeds as soon as their leases end (`bot.polling.claims`).
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.feeds.parse import READER
from bot.http.address import host_of
from bot.http.fetch import Fetcher
from bot.http.politeness import Turn
from bot.log import redact
from bot.model import Feed, FeedResponse
from bot.polling.claims import Claims
from bot.polling.feed_state import Cadence, after_outage, wants_all
from bot.polling.origin import Ask, poll_feed
from bot.polling.read import read_answer
from bot.polling.report import FeedPoll, FeedReport, PollReport, log_poll, report_of
from bot.polling.store import Learn, store
from bot.workers.pool import Workers, pool_or
from storage import faults, polls
from storage.database import Database

log = logging.getLogger(__name__)

_CLAIM = 500
_OPEN = 2000
"""Feeds claimed and not yet fetched; most of them wait for their turn at their host."""
_BATCH_FEEDS = 200
_BATCH_ENTRIES = 3000
_LINGER_S = 0.2
_HEAVY, _ENTRY_IN_CHARACTERS = 500_000, 500
"""Characters of text from which a document is stored by itself, after the others: a feed of fifty whole
articles has fewer. An entry counts for this many besides its text."""
_OUTAGE_FEEDS = 3
"""If this many feeds on at least two hosts give no answer at all, our own network is down."""


async def poll_due(
    database: Database,
    fetcher: Fetcher,
    clock: Callable[[], datetime],
    *,
    every_s: float,
    limit: int | None = None,
    patience_s: float | None = None,
    spread: Callable[[], float] = random.random,
    learn: Learn | None = None,
    workers: Workers | None = None,
) -> PollReport:
    """Poll every feed that is due now, at most `limit`, each once.

    `every_s` is `[poll] every`, the shortest interval between two polls of a feed. A feed whose turn at its
    host would come later than `patience_s` is put off for that long instead; None waits for the turn. New
    articles about none of the topics that `learn` reads are stored as triaged; the others wait for triage, as
    all do without `learn`. It is called before every batch, so a new topic counts at once. Failures of feeds
    and of the database are logged and reported, not raised. `workers` read what is large or slow; without
    them the run has its own.
    """
    async with pool_or(workers, READER) as pool:
        claims = Claims(database, clock)
        run = _Run(database, fetcher, clock, pool, claims, every_s, patience_s, spread, learn)
        return await run.run(limit)


@dataclass(slots=True)
class _Run:
    database: Database
    fetcher: Fetcher
    clock: Callable[[], datetime]
    workers: Workers
    claims: Claims
    every_s: float
    patience_s: float | None
    spread: Callable[[], float]
    learn: Learn | None
    queue: "asyncio.Queue[FeedPoll | None]" = field(default_factory=lambda: asyncio.Queue(maxsize=16))
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    held: list[FeedPoll] = field(default_factory=list)
    """Polls without an answer, until it is known whether our own network is down."""
    put_off: Counter[str] = field(default_factory=Counter)
    """Number of feeds put off, by host."""
    answered: bool = False
    outage: bool = False
    open: set[asyncio.Task[None]] = field(default_factory=set)
    rows: list[FeedReport] = field(default_factory=list)

    async def run(self, limit: int | None) -> PollReport:
        writer = asyncio.create_task(self.write())
        keeping = asyncio.create_task(self.claims.keep())
        try:
            await self.claim_all(limit)
            if self.open:
                await asyncio.wait(self.open)
        finally:
            is_stopped = bool(self.open)
            for task in self.open:
                task.cancel()
            try:
                await self.queue.put(None)
                await asyncio.shield(writer)
            finally:
                keeping.cancel()  # whatever happens: it would keep these feeds from being polled for ever
            if is_stopped:
                await self.release()
        return PollReport(tuple(self.rows), self.outage)

    async def claim_all(self, limit: int | None) -> None:
        started, taken = self.clock(), set[int]()
        while limit is None or len(taken) < limit:
            while len(self.open) >= _OPEN:
                await asyncio.wait(self.open, return_when=asyncio.FIRST_COMPLETED)
            at_most = _CLAIM if limit is None else min(_CLAIM, limit - len(taken))
            try:
                async with self.database.reading() as connection:
                    if not await polls.anything_due(connection, self.clock(), started):
                        return
                claimed = await self.claims.take(at_most, started)
            except (SQLAlchemyError, OSError) as fault:
                reason = faults.cause(fault)
                log.error("feeds not claimed reason=%r next='tried again at the next poll'", reason)
                return
            fresh = [feed for feed in claimed if feed.id not in taken]
            if not fresh:
                return
            taken.update(feed.id for feed in fresh)
            for feed in fresh:
                task = asyncio.create_task(self.poll(feed))
                self.open.add(task)
                task.add_done_callback(self.open.discard)
            await asyncio.sleep(0)

    async def poll(self, feed: Feed) -> None:
        began = time.perf_counter()
        host = host_of(feed.url)
        wait_s = self.fetcher.wait_s(feed.url) + self.put_off[host] * self.fetcher.gates.gap_s
        if self.patience_s is not None and wait_s > self.patience_s:
            self.put_off[host] += 1
            later = replace(feed, due_at=self.clock() + timedelta(seconds=wait_s))
            await self.queue.put(
                FeedPoll(feed, later, FeedResponse(url=feed.url, status=0), 0.0, put_off=True)
            )
            return
        async with self.fetcher.turn(feed.url) as turn:
            poll = await poll_feed(feed, self.asking(turn, feed), self.read, self.clock())
            poll.duration_s = time.perf_counter() - began
            # Within the turn, so that no more is fetched than can be stored.
            await self.queue.put(poll)

    def asking(self, turn: Turn, feed: Feed) -> Ask:
        """Asks servers, in full now and then: first in the `turn` at the host of `feed`, then in others."""
        in_turn = host_of(feed.url)

        async def ask(feed: Feed) -> FeedResponse:
            nonlocal in_turn
            if host_of(feed.url) != in_turn:
                await turn.move(host_of(feed.url))
            in_turn = ""
            if wants_all(feed, self.clock()):
                feed = replace(feed, etag=None, last_modified=None)
            return await self.fetcher.fetch_in_turn(feed, turn)

        return ask

    async def read(self, feed: Feed, response: FeedResponse) -> FeedPoll:
        return await read_answer(feed, response, self.clock(), self.cadence(), self.reading, self.workers)

    def cadence(self) -> Cadence:
        return Cadence(self.every_s, self.spread())

    async def write(self) -> None:
        """Store the polls from the queue in batches, until None arrives.

        A batch waits `_LINGER_S` to fill up: a transaction costs as much as storing thirty articles.
        """
        ended = False
        while not ended:
            batch, entries = [], 0
            item = await self.queue.get()
            deadline = time.monotonic() + _LINGER_S
            while item is not None:
                batch.append(item)
                entries += len(item.drafts)
                if len(batch) >= _BATCH_FEEDS or entries >= _BATCH_ENTRIES:
                    break
                if not self.queue.empty():
                    item = self.queue.get_nowait()
                    continue
                try:
                    async with asyncio.timeout(deadline - time.monotonic()):
                        item = await self.queue.get()
                except TimeoutError:
                    break
            ended = item is None
            await self.settle(batch, last=ended)

    async def settle(self, batch: list[FeedPoll], *, last: bool) -> None:
        """Store the polls of a batch, but hold those without an answer until another feed answers."""
        self.answered = self.answered or any(poll.response.status for poll in batch)
        silent = [poll for poll in batch if not poll.response.status and not poll.put_off]
        batch = [poll for poll in batch if poll.response.status or poll.put_off]
        self.held += silent
        if self.held and (last or self.answered):
            batch += await self.judge_held()
        light, heavy = _by_weight(batch)
        for part in (light, *([poll] for poll in heavy)):
            if part:
                await self.store(part)

    async def store(self, batch: list[FeedPoll]) -> None:
        """Store a batch; if one feed in it cannot be stored, store feed by feed."""
        try:
            await store(self.database, batch, self.clock(), self.learn)
        except Exception as fault:
            if len(batch) > 1 and not faults.is_outage(fault):
                for poll in batch:
                    await self.store([poll])
                return
            log.error(
                "polls not stored feeds=%d first=%s reason=%r next='polled again later'",
                len(batch), redact(batch[0].before.url), faults.cause(fault),
            )  # fmt: skip
            if not faults.is_outage(fault):
                await self.claims.refuse(batch[0].before.id)
            for poll in batch:
                poll.error = f"not stored: {faults.cause(fault)}"
                poll.new = poll.edited = poll.off_topic = 0
        self.claims.held.difference_update(poll.before.id for poll in batch)
        for poll in batch:
            if not poll.put_off:
                self.rows.append(report_of(poll))
                log_poll(poll, quiet=self.outage)

    async def judge_held(self) -> list[FeedPoll]:
        """The polls without an answer: failures of their feeds, or of our own network if no feed answers."""
        held, self.held = self.held, []
        if self.answered:
            return held
        hosts = {host_of(poll.before.url) for poll in held}
        goes_on = await self.outage_goes_on()
        if not goes_on and (len(held) < _OUTAGE_FEEDS or len(hosts) < 2):
            return held
        self.outage = True
        if not goes_on:
            log.error(
                "no feed answers feeds=%d reason=%r next='our network seems down; tried again in minutes'",
                len(held), held[0].response.error,
            )  # fmt: skip
        now = self.clock()
        for poll in held:
            poll.after = after_outage(poll.before, poll.response.error or "", now, self.cadence())
        return held

    async def outage_goes_on(self) -> bool:
        """Whether an outage that an earlier run found goes on, however few feeds are due now."""
        try:
            async with self.database.reading() as connection:
                return await polls.outage_goes_on(connection, _OUTAGE_FEEDS)
        except Exception as fault:
            if not faults.is_outage(fault):
                raise
            return False  # it may be our own network that took both away

    async def release(self) -> None:
        """Give back the feeds that a stop left unpolled."""
        try:
            await self.claims.release()
        except (SQLAlchemyError, OSError) as fault:
            log.error("feeds not released feeds=%d reason=%r", len(self.claims.held), faults.cause(fault))


def _by_weight(batch: list[FeedPoll]) -> tuple[list[FeedPoll], list[FeedPoll]]:
    """The polls that are quick to store, and those that would keep the others waiting, the lighter first."""
    weights = [sum(_ENTRY_IN_CHARACTERS + len(draft.content_html) for draft in poll.drafts) for poll in batch]
    light = [poll for poll, weight in zip(batch, weights, strict=True) if weight < _HEAVY]
    heavy = [(weight, place) for place, weight in enumerate(weights) if weight >= _HEAVY]
    return light, [batch[place] for _, place in sorted(heavy)]
