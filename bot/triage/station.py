"""Station 2: untriaged articles -> topics -> stories -> what to say of them, in one transaction.

::

    articles --match--> about a topic? --place--> story --plan--> alert | update | edit | nothing
                |                                                      |
                no: marked triaged                          one row of `alerts`, fanned out to the outbox

One process triages at a time (a lease): grouping is global. What it decided is committed together with the
articles' mark, so that a kill at any point means the same decisions once more, and no second alert: stories
are founded under their first article's id, and a chat has one alert a story by constraint.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Match, StoredArticle
from bot.news.matching.match import TopicIndex, document
from bot.news.reports import PlacedArticle
from bot.news.stories.index import StoryIndex
from bot.triage.announce import Said, say_all
from bot.triage.memory import Memory, learn_topics, remember_stories, report_of
from bot.triage.rephrase import rephrase
from bot.triage.writer import Writer
from storage import leases, matches, stories
from storage.database import Database
from storage.matches import Decision, Untriaged
from storage.stories import NewStory

log = logging.getLogger(__name__)

LEASE = "triage"
PAGE_PATIENCE = timedelta(seconds=90)
"""An article that waits for its page is triaged without it after so long."""
WORDS_ENOUGH = 80
"""A feed that gives fewer words than this gives too little to choose facts from."""


@dataclass(frozen=True, slots=True)
class TriageLimits:
    """What configuration has to say about triage."""

    max_age: timedelta | None = timedelta(hours=48)
    updates_per_story: int = 5
    fetch_articles: bool = True
    batch: int = 500
    lease: timedelta = timedelta(seconds=20)
    """How long a batch may take; after a crash another worker takes over when this has passed."""


class LeaseLostError(Exception):
    """Another worker took over while this one was deciding."""


@dataclass(frozen=True, slots=True)
class TriageReport:
    """What one run of triage did."""

    articles: int = 0
    matched: int = 0
    said: Said = field(default_factory=Said)

    def __add__(self, other: "TriageReport") -> "TriageReport":
        return TriageReport(
            self.articles + other.articles, self.matched + other.matched, self.said + other.said
        )


async def triage_due(
    database: Database,
    memory: Memory,
    limits: TriageLimits,
    clock: Callable[[], datetime],
    writer: Writer | None = None,
) -> TriageReport:
    """Triage every article that waits, a batch a transaction; none where another process has the lease.

    A `writer` rephrases the facts before they are told.
    """
    total = TriageReport()
    while True:
        done = await _triage_batch(database, memory, limits, clock(), writer)
        total += done
        if done.articles < limits.batch:
            return total


async def _triage_batch(
    database: Database, memory: Memory, limits: TriageLimits, now: datetime, writer: Writer | None
) -> TriageReport:
    async with database.reading() as connection:
        if not await matches.untriaged(connection, 1, now - PAGE_PATIENCE):
            return TriageReport()
    if not await _take_turn(database, memory, limits, now):
        return TriageReport()
    started = time.perf_counter()
    async with database.reading() as connection:
        batch = await matches.untriaged(connection, limits.batch, now - PAGE_PATIENCE)
        known = await matches.of_articles(connection, [one.article.id for one in batch if one.page_asked])
        await learn_topics(connection, memory)
        await remember_stories(connection, memory, now)
    try:
        found = await asyncio.to_thread(match_all, memory.topics, batch, known)
        decisions, placed = await asyncio.to_thread(place_all, memory.stories, limits, batch, found, now)
        new = [report for reports in placed.by_story.values() for report in reports]
        rephrased = await rephrase(writer, new, now)
        async with database.transaction() as connection:
            await _keep_turn(connection, memory, limits, now)
            await _write(connection, batch, found, decisions, placed, now)
            said = await say_all(connection, placed.by_story, rephrased, limits.updates_per_story, now)
    except LeaseLostError:
        memory.stories = None
        return TriageReport()
    except BaseException:
        # The index in memory is ahead of what was rolled back.
        memory.stories = None
        raise
    if found:
        _log(len(batch), len(found), said, time.perf_counter() - started)
    return TriageReport(len(batch), len(found), said)


async def _take_turn(database: Database, memory: Memory, limits: TriageLimits, now: datetime) -> bool:
    """Take the lease; where another worker had it since, what this one remembers of stories is stale."""
    async with database.transaction() as connection:
        if await leases.holder_of(connection, LEASE) != memory.holder:
            memory.stories = None
        return await leases.take(connection, LEASE, memory.holder, now, now + limits.lease)


async def _keep_turn(
    connection: AsyncConnection, memory: Memory, limits: TriageLimits, now: datetime
) -> None:
    """Extend the lease for the writing; LeaseLostError where another had it, even if it is free again."""
    if await leases.holder_of(connection, LEASE) != memory.holder:
        raise LeaseLostError
    if not await leases.take(connection, LEASE, memory.holder, now, now + limits.lease):
        raise LeaseLostError


def _log(articles: int, matched: int, said: Said, seconds: float) -> None:
    log.info(
        "triage articles=%d matched=%d alerts=%d updates=%d queued=%d ms=%.0f",
        articles,
        matched,
        said.announced,
        said.updated,
        said.queued,
        1000 * seconds,
    )


def match_all(
    index: TopicIndex, batch: Sequence[Untriaged], known: Mapping[int, Sequence[Match]]
) -> dict[int, tuple[Match, ...]]:
    """The topics that each article of `batch` met, best first; those that met none are left out.

    `known` are matches stored before the article's page was read: the page only adds to them.
    """
    found = {}
    for one in batch:
        article = one.article
        met = {match.topic_id: match for match in known.get(article.id, ())}
        for match in index.matches(document(article.title, article.text, article.language)):
            if match.topic_id not in met or match.score > met[match.topic_id].score:
                met[match.topic_id] = match
        if met:
            found[article.id] = tuple(sorted(met.values(), key=lambda match: (-match.score, match.topic_id)))
    return found


def silence_of(article: StoredArticle, max_age: timedelta | None, now: datetime) -> str | None:
    """Why `article` may not alert anybody, whatever it reports; None where it may."""
    if article.baseline:
        return "baseline"
    if max_age is not None and now - article.published_at > max_age:
        return "too old"
    return None


@dataclass(slots=True)
class Placed:
    """Where a batch's matched articles went."""

    by_story: dict[int, list[PlacedArticle]] = field(default_factory=dict)
    founded: list[NewStory] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)
    """(the story that is no more, the one that it became)."""


def place_all(
    index: StoryIndex | None,
    limits: TriageLimits,
    batch: Sequence[Untriaged],
    found: Mapping[int, tuple[Match, ...]],
    now: datetime,
) -> tuple[list[Decision], Placed]:
    """Put every matched article into its story, but for those whose page is to be read first."""
    assert index is not None
    decisions: list[Decision] = []
    placed = Placed()
    # Feeds list the newest first; a story is told in the order in which it happened.
    for one in sorted(batch, key=lambda one: (one.article.published_at, one.article.id)):
        article = one.article
        if article.id not in found:
            continue
        silence = silence_of(article, limits.max_age, now)
        if silence is None and limits.fetch_articles and not one.page_asked and _is_short(article):
            decisions.append(Decision(article.id, None, None, None, page_wanted=True))
            continue
        placement = index.place(report_of(article))
        story_id, copy_of = _number(placement.story_id), placement.copy_of
        if placement.founded:
            placed.founded.append(NewStory(story_id, article.title, article.published_at))
        for gone_id in map(_number, placement.merged):
            placed.merged.append((gone_id, story_id))
            placed.by_story.setdefault(story_id, []).extend(placed.by_story.pop(gone_id, []))
        copied = None if copy_of is None else _number(copy_of)
        placed.by_story.setdefault(story_id, []).append(
            PlacedArticle(article, found[article.id], copied, silence)
        )
        decisions.append(Decision(article.id, story_id, copied, silence))
    return decisions, placed


def _number(key: int | str) -> int:
    """The id of a story or report of ours, which is always an article's id."""
    return int(key)


def _is_short(article: StoredArticle) -> bool:
    return len(article.text.split()) < WORDS_ENOUGH


async def _write(
    connection: AsyncConnection,
    batch: Sequence[Untriaged],
    found: Mapping[int, tuple[Match, ...]],
    decisions: Sequence[Decision],
    placed: Placed,
    now: datetime,
) -> None:
    """Write matches, stories and the articles' marks."""
    unmatched = [one.article.id for one in batch if one.article.id not in found]
    await matches.settle_unmatched(connection, unmatched, now)
    await matches.save(connection, found)
    await stories.found(connection, placed.founded)
    await matches.settle(connection, decisions, now)
    for gone_id, kept_id in placed.merged:
        await stories.merge(connection, gone_id, kept_id, now)
