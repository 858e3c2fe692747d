"""Station 2: untriaged articles -> topics -> stories -> alerts, in one transaction.

::

    articles --match--> about a topic? --place--> story --plan--> alert | update | edit | nothing
                |                                                      |
                no: marked triaged                          one row of `alerts`, fanned out to the outbox
                                                            in slices (`storage.fanouts`)

Grouping is global, so one process triages at a time, under a lease. Its decisions are committed together with
the articles' mark. After a kill at any point the next run decides the same again and alerts nobody twice: a
story has the id of its first article, and a constraint allows one alert per chat and story.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Match
from bot.news.matching.match import document
from bot.news.matching.meter import Meter
from bot.news.matching.prominence import NEAR, THRESHOLD
from bot.triage.affairs import read_affairs
from bot.triage.announce import Announcements, PlannedStory, announce_stories
from bot.triage.memory import HOUR, Memory, Topics, learn_topics, next_batch, next_slice, remember_stories
from bot.triage.pace import UpdatePace
from bot.triage.place import Placements, TriageLimits, place_articles, stories_told
from bot.triage.plan import plan
from bot.triage.rephrase import rephrase
from bot.triage.shares import note_overflow, share_out, silence_overflow
from bot.triage.slow_topics import GRACE_S, PER_ARTICLE_S, suspend_slow
from bot.triage.steps import Affair
from bot.triage.writer import Writer
from storage import chats, fanouts, faults, leases, matches, regroup, shares, stories
from storage.database import Database
from storage.matches import Decision, Untriaged

log = logging.getLogger(__name__)

LEASE = "triage"
PAGE_PATIENCE = timedelta(seconds=90)
"""How long an article waits for its page before it is triaged without it."""


class LeaseLostError(Exception):
    """Another worker took over while this one was deciding."""


@dataclass(frozen=True, slots=True)
class TriageReport:
    """What one run of triage did."""

    articles: int = 0
    matched: int = 0
    announcements: Announcements = field(default_factory=Announcements)

    def __add__(self, other: "TriageReport") -> "TriageReport":
        return TriageReport(
            self.articles + other.articles,
            self.matched + other.matched,
            self.announcements + other.announcements,
        )


async def triage_due(
    database: Database,
    memory: Memory,
    limits: TriageLimits,
    clock: Callable[[], datetime],
    writer: Writer | None = None,
) -> TriageReport:
    """Triage every waiting article, one batch per transaction; none where another process has the lease.

    A `writer` may rephrase the facts first. Batches are as large as takes `BATCH_S`, and `WRITING_S` to
    write, so that articles made to be slow keep nobody waiting for long.
    """
    total = TriageReport()
    while True:
        size, started = min(memory.batch, limits.batch), time.perf_counter()
        report = await _triage_batch(database, memory, replace(limits, batch=size), clock(), writer)
        if report.articles == size:
            memory.batch = next_batch(size, time.perf_counter() - started, memory.wrote_s)
        queued = await _queue_slice(database, memory, limits, clock())
        total += report + TriageReport(announcements=Announcements(queued=queued or 0))
        if report.articles < size and queued is None:
            return total


async def _queue_slice(database: Database, memory: Memory, limits: TriageLimits, now: datetime) -> int | None:
    """Queue a slice of what is told to very many chats; returns how many rows, None if nothing is left."""
    async with database.reading() as connection:
        if not await fanouts.anything_left(connection):
            return None
    async with database.transaction() as connection:
        started = time.perf_counter()
        if not await take_lease(connection, memory, limits, now):
            return None
        queued = await fanouts.go_on(connection, memory.slice)
    memory.slice = next_slice(memory.slice, time.perf_counter() - started)
    return queued


async def _triage_batch(
    database: Database, memory: Memory, limits: TriageLimits, now: datetime, writer: Writer | None
) -> TriageReport:
    async with database.reading() as connection:
        if not await matches.untriaged(connection, 1, now - PAGE_PATIENCE):
            return TriageReport()
    async with database.transaction() as connection:
        if not await take_lease(connection, memory, limits, now):
            return TriageReport()
    started = time.perf_counter()
    batch, known = await _read_batch(database, memory, limits, now)
    placements = None
    try:
        meter = Meter(memory.timer, memory.topics.own, per_article_s=PER_ARTICLE_S, grace_s=GRACE_S)
        met, near = await asyncio.to_thread(match_articles, memory.topics, batch, known, meter)
        met |= await _met_by_story(database, memory, batch, met, near)
        decisions, placements = await asyncio.to_thread(
            place_articles, memory.stories, limits, batch, met, now, memory.kinds, memory.pages_asked(now)
        )
        planned = await _plan_batch(database, memory, placements, limits, now)
        decisions, silenced = silence_overflow(decisions, planned)
        rephrased = await rephrase(writer, [report for story in planned for report in story.reports], now)
        async with database.transaction() as connection:
            began = time.perf_counter()
            await _extend_lease(connection, memory, limits, now)
            await _write(connection, batch, met, decisions, placements, now)
            announcements = await announce_stories(connection, planned, rephrased, now)
            await note_overflow(connection, silenced, limits.admins, now)
            await suspend_slow(connection, meter.skipped, len(batch), now)
        memory.wrote_s = time.perf_counter() - began
    except LeaseLostError:
        memory.stories = None
        return TriageReport()
    except BaseException as error:
        memory.take_back(placements if faults.is_outage(error) else None)
        raise
    memory.note_pages(batch, decisions, now)
    if met:
        _log(len(batch), len(met), announcements, time.perf_counter() - started)
    return TriageReport(len(batch), len(met), announcements)


async def _read_batch(
    database: Database, memory: Memory, limits: TriageLimits, now: datetime
) -> tuple[list[Untriaged], dict[int, list[Match]]]:
    """The articles of a batch and the topics known of them; `memory` is brought up to date."""
    async with database.reading() as connection:
        batch = await matches.untriaged(connection, limits.batch, now - PAGE_PATIENCE)
        asked = [item.article.id for item in batch if item.page_asked or item.earlier]
        known = await matches.of_articles(connection, asked)
        await learn_topics(connection, memory.topics)
        memory.kinds = await chats.kinds_chosen(connection)
        await remember_stories(connection, memory, now)
    return batch, known


async def take_lease(
    connection: AsyncConnection, memory: Memory, limits: TriageLimits, now: datetime
) -> bool:
    """Take the lease; whether it was free. What this worker remembers is stale if another held it since."""
    if not await leases.is_last(connection, LEASE, memory.holder):
        memory.stories = None
    return await leases.take(connection, LEASE, memory.holder, now, now + limits.lease)


async def _extend_lease(
    connection: AsyncConnection, memory: Memory, limits: TriageLimits, now: datetime
) -> None:
    """Extend the lease before writing. Raises LeaseLostError if another held it, even if it is free again."""
    if not await leases.is_last(connection, LEASE, memory.holder):
        raise LeaseLostError
    if not await leases.take(connection, LEASE, memory.holder, now, now + limits.lease):
        raise LeaseLostError


def _log(articles: int, matched: int, announcements: Announcements, seconds: float) -> None:
    log.info(
        "triage articles=%d matched=%d alerts=%d updates=%d queued=%d ms=%.0f",
        articles,
        matched,
        announcements.alerts,
        announcements.updates,
        announcements.queued,
        1000 * seconds,
    )


_Met = dict[int, tuple[Match, ...]]
"""Article id -> the topics that it met, best first."""


def match_articles(
    topics: Topics,
    batch: Sequence[Untriaged],
    known: Mapping[int, Sequence[Match]],
    meter: Meter | None = None,
) -> tuple[_Met, _Met]:
    """The topics that articles are about, and those that other articles only mention.

    `known` holds the matches stored before an article's page was read or its publisher edited it. They stay:
    a page may tell of more than the article, so that it adds facts, never topics, and an edited report of a
    told story belongs there whatever words it lost. Topics that `meter` finds too slow are left out.
    """
    met, near = _Met(), _Met()
    for item in batch:
        article = item.article
        mentioned: Sequence[Match] = ()
        if item.page_asked:
            found = known.get(article.id, ())
        else:
            if meter is not None:
                meter.next_article()
            words = document(article.title, article.text, article.language, article.publisher)
            with topics.held():
                mentioned = topics.index.matches(words, meter, NEAR)
            found = [match for match in mentioned if match.score >= THRESHOLD]
            if not found and item.earlier is not None:
                found = known.get(article.id, ())
        if found or mentioned:
            into = met if found else near
            into[article.id] = tuple(
                sorted(found or mentioned, key=lambda match: (-match.score, match.topic_id))
            )
    return met, near


async def _met_by_story(
    database: Database, memory: Memory, batch: Sequence[Untriaged], met: _Met, near: _Met
) -> _Met:
    """What articles meet that are about no topic, but tell the same as a story that is about one.

    Of the topics of the story those that the article mentions, or all where it mentions none.
    """
    assert memory.stories is not None
    others = [item.article for item in batch if item.article.id not in met and not item.page_asked]
    told = await asyncio.to_thread(stories_told, memory.stories, others, near)
    async with database.reading() as connection:
        topics = await stories.topics_of(connection, sorted(set(told.values()))) if told else {}
    found_by_story = _Met()
    for article_id, story_id in told.items():
        mentioned = {match.topic_id: match for match in near.get(article_id, ())}
        ids = topics.get(story_id, [])
        found = [mentioned[topic_id] for topic_id in ids if topic_id in mentioned]
        if not mentioned:
            found = [Match(topic_id, (), 0.0) for topic_id in ids]
        if found:
            found_by_story[article_id] = tuple(found)
    return found_by_story


async def _plan_batch(
    database: Database, memory: Memory, placements: Placements, limits: TriageLimits, now: datetime
) -> list[PlannedStory]:
    """What to do about the stories of a batch, within the share of alerts that each feed has an hour."""
    async with database.reading() as connection:
        affairs = await read_affairs(connection, placements.lineages(), placements.parted)
        spent = await shares.spent(connection, now - HOUR) if placements.by_story else {}
    planned = await asyncio.to_thread(plan_stories, affairs, placements, limits.pace, now)
    return share_out(planned, spent, limits.feed_per_hour, memory.topics.own)


def plan_stories(
    affairs: Mapping[int, Affair], placements: Placements, pace: UpdatePace, now: datetime
) -> list[PlannedStory]:
    """What to do about every story that has new reports, or lost some."""
    planned = []
    for story_id, reports in placements.by_story.items():
        fresh = {report.article.id for report in reports if report.earlier is None}
        earlier = tuple(one for one in affairs[story_id].earlier if one.article.id not in fresh)
        affair = replace(affairs[story_id], earlier=earlier)
        decided = plan(affair, reports, pace, now)
        planned.append(PlannedStory(affair, tuple(reports), decided))
    return planned


async def _write(
    connection: AsyncConnection,
    batch: Sequence[Untriaged],
    met: Mapping[int, tuple[Match, ...]],
    decisions: Sequence[Decision],
    placements: Placements,
    now: datetime,
) -> None:
    """Write the matches, the stories and the articles' marks."""
    unmatched = [item.article.id for item in batch if item.article.id not in met]
    await matches.settle_unmatched(connection, unmatched, now)
    await matches.save(connection, met)
    await stories.found(connection, placements.founded)
    await matches.settle(connection, decisions, now)
    for parted in placements.parted:
        await regroup.part(connection, parted, now)
    for gone_id, kept_id in placements.merged:
        await regroup.merge(connection, gone_id, kept_id, now)
