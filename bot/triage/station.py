"""Station 2: untriaged articles -> topics -> stories -> alerts, in one transaction.

::

    articles --match--> about a topic? --place--> story --plan--> alert | update | edit | nothing
                |                                                      |
                no: marked triaged                          one row of `alerts`, fanned out to the outbox

Grouping is global, so one process triages at a time, under a lease. Its decisions are committed together with
the articles' mark. After a kill at any point the next run decides the same again and alerts nobody twice: a
story has the id of its first article, and a constraint allows one alert per chat and story.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Match, StoredArticle
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Kind
from bot.news.matching.match import TopicIndex, document
from bot.news.reports import PlacedArticle
from bot.news.stories.index import StoryIndex
from bot.triage.affairs import read_affairs
from bot.triage.announce import Announcements, PlannedStory, announce_stories
from bot.triage.memory import Memory, learn_topics, remember_stories, report_of
from bot.triage.pace import UpdatePace
from bot.triage.plan import Affair, plan
from bot.triage.rephrase import rephrase
from bot.triage.writer import Writer
from storage import leases, matches, stories
from storage.database import Database
from storage.matches import Decision, StoredKind, Untriaged
from storage.stories import NewStory

log = logging.getLogger(__name__)

LEASE = "triage"
PAGE_PATIENCE = timedelta(seconds=90)
"""How long an article waits for its page before it is triaged without it."""
WORDS_ENOUGH = 80
"""An article with fewer words than this has too little text to choose facts from; its page is read."""


@dataclass(frozen=True, slots=True)
class TriageLimits:
    """The part of the configuration that triage needs."""

    max_age: timedelta | None = timedelta(hours=48)
    kinds: frozenset[str] = frozenset({"news"})
    """The kinds of report that alert; see `bot.news.kinds`."""
    pace: UpdatePace = field(default_factory=UpdatePace)
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

    A `writer` may rephrase the facts first.
    """
    total = TriageReport()
    while True:
        report = await _triage_batch(database, memory, limits, clock(), writer)
        total += report
        if report.articles < limits.batch:
            return total


async def _triage_batch(
    database: Database, memory: Memory, limits: TriageLimits, now: datetime, writer: Writer | None
) -> TriageReport:
    async with database.reading() as connection:
        if not await matches.untriaged(connection, 1, now - PAGE_PATIENCE):
            return TriageReport()
    if not await _take_lease(database, memory, limits, now):
        return TriageReport()
    started = time.perf_counter()
    async with database.reading() as connection:
        batch = await matches.untriaged(connection, limits.batch, now - PAGE_PATIENCE)
        known = await matches.of_articles(connection, [item.article.id for item in batch if item.page_asked])
        await learn_topics(connection, memory)
        await remember_stories(connection, memory, now)
    try:
        met = await asyncio.to_thread(match_articles, memory.topics, batch, known)
        decisions, placements = await asyncio.to_thread(
            place_articles, memory.stories, limits, batch, met, now
        )
        async with database.reading() as connection:
            affairs = await read_affairs(connection, placements.lineages())
        planned = await asyncio.to_thread(plan_stories, affairs, placements, limits.pace, now)
        rephrased = await rephrase(writer, [report for story in planned for report in story.reports], now)
        async with database.transaction() as connection:
            await _extend_lease(connection, memory, limits, now)
            await _write(connection, batch, met, decisions, placements, now)
            announcements = await announce_stories(connection, planned, rephrased, now)
    except LeaseLostError:
        memory.stories = None
        return TriageReport()
    except BaseException:
        # The index in memory is ahead of the database, which was rolled back.
        memory.stories = None
        raise
    if met:
        _log(len(batch), len(met), announcements, time.perf_counter() - started)
    return TriageReport(len(batch), len(met), announcements)


async def _take_lease(database: Database, memory: Memory, limits: TriageLimits, now: datetime) -> bool:
    """Take the lease. If another worker held it since, what this one remembers of stories is stale."""
    async with database.transaction() as connection:
        if await leases.holder_of(connection, LEASE) != memory.holder:
            memory.stories = None
        return await leases.take(connection, LEASE, memory.holder, now, now + limits.lease)


async def _extend_lease(
    connection: AsyncConnection, memory: Memory, limits: TriageLimits, now: datetime
) -> None:
    """Extend the lease before writing. Raises LeaseLostError if another held it, even if it is free again."""
    if await leases.holder_of(connection, LEASE) != memory.holder:
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


def match_articles(
    index: TopicIndex, batch: Sequence[Untriaged], known: Mapping[int, Sequence[Match]]
) -> dict[int, tuple[Match, ...]]:
    """Article id -> the topics that it met, best first; articles that met none are left out.

    `known` holds the matches stored before the article's page was read: the page only adds to them.
    """
    met: dict[int, tuple[Match, ...]] = {}
    for item in batch:
        article = item.article
        best = {match.topic_id: match for match in known.get(article.id, ())}
        for match in index.matches(document(article.title, article.text, article.language)):
            if match.topic_id not in best or match.score > best[match.topic_id].score:
                best[match.topic_id] = match
        if best:
            met[article.id] = tuple(sorted(best.values(), key=lambda match: (-match.score, match.topic_id)))
    return met


def silence_of(article: StoredArticle, max_age: timedelta | None, now: datetime) -> str | None:
    """Why `article` may not alert anybody, whatever it reports; None where it may."""
    if article.baseline:
        return "baseline"
    if max_age is not None and now - article.published_at > max_age:
        return "too old"
    return None


def kind_of(article: StoredArticle) -> StoredKind:
    """What kind of report an article is, by its title and the first words of its text."""
    item = Item(article.title, article.text, article.url, article.publisher, article.language)
    judgement = judge(item)
    return StoredKind(judgement.kind.value, judgement.score, judgement.reasons)


def kind_silence(kind: StoredKind, kinds: Collection[str]) -> str | None:
    """Why a report of this kind may not alert; None where it may. `kinds` are those that may.

    What is worth a buzz is one whatever its kind; what may be news and is not surely worth one is let
    through, to be sent without a sound.
    """
    return None if kind.score >= 0 or kind.kind in kinds else f"kind: {kind.kind}"


@dataclass(slots=True)
class Placements:
    """Where a batch's matched articles went."""

    by_story: dict[int, list[PlacedArticle]] = field(default_factory=dict)
    founded: list[NewStory] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)
    """(the story that no longer exists, the story that took its articles)."""

    def lineages(self) -> dict[int, list[int]]:
        """The stories with new reports, each with those that are merged into it."""
        found: dict[int, list[int]] = {story_id: [] for story_id in self.by_story}
        for gone_id, kept_id in self.merged:
            found.setdefault(kept_id, []).extend([gone_id, *found.pop(gone_id, [])])
        return found


def place_articles(
    index: StoryIndex | None,
    limits: TriageLimits,
    batch: Sequence[Untriaged],
    met: Mapping[int, tuple[Match, ...]],
    now: datetime,
) -> tuple[list[Decision], Placements]:
    """Put every matched article into its story, except those whose page is to be read first."""
    assert index is not None
    decisions: list[Decision] = []
    placements = Placements()
    # Feeds list the newest first; a story is told in the order in which it happened.
    for item in sorted(batch, key=lambda item: (item.article.published_at, item.article.id)):
        article = item.article
        if article.id not in met:
            continue
        kind = item.kind or kind_of(article)
        silence = silence_of(article, limits.max_age, now) or kind_silence(kind, limits.kinds)
        if silence is None and limits.fetch_articles and not item.page_asked and _is_short(article):
            decisions.append(Decision(article.id, None, None, None, page_wanted=True, kind=kind))
            continue
        if item.earlier is not None and article.story_id is not None:
            report = _report(article, met[article.id], None, silence, kind)
            report = replace(report, earlier=item.earlier)
            placements.by_story.setdefault(article.story_id, []).append(report)
            decisions.append(Decision(article.id, article.story_id, None, silence, kind=kind, edited=True))
            continue
        placement = index.place(report_of(article))
        story_id = _number(placement.story_id)
        if placement.founded:
            placements.founded.append(NewStory(story_id, article.title, article.published_at))
        for gone_id in map(_number, placement.merged):
            placements.merged.append((gone_id, story_id))
            placements.by_story.setdefault(story_id, []).extend(placements.by_story.pop(gone_id, []))
        copy_of = None if placement.copy_of is None else _number(placement.copy_of)
        report = _report(article, met[article.id], copy_of, silence, kind)
        placements.by_story.setdefault(story_id, []).append(report)
        decisions.append(Decision(article.id, story_id, copy_of, silence, kind=kind))
    return decisions, placements


def _report(
    article: StoredArticle,
    met: tuple[Match, ...],
    copy_of: int | None,
    silence: str | None,
    kind: StoredKind,
) -> PlacedArticle:
    return PlacedArticle(article, met, copy_of, silence, sure=kind.score >= 0, live=kind.kind == Kind.LIVE)


def plan_stories(
    affairs: Mapping[int, Affair], placements: Placements, pace: UpdatePace, now: datetime
) -> list[PlannedStory]:
    """What to do about every story that has new reports."""
    planned = []
    for story_id, reports in placements.by_story.items():
        affair = affairs[story_id]
        decided = plan(affair, reports, pace, now)
        planned.append(PlannedStory(affair, tuple(reports), decided))
    return planned


def _number(key: int | str) -> int:
    """The index's key of a story or a report as an article id, which triage always uses as the key."""
    return int(key)


def _is_short(article: StoredArticle) -> bool:
    return len(article.text.split()) < WORDS_ENOUGH


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
    for gone_id, kept_id in placements.merged:
        await stories.merge(connection, gone_id, kept_id, now)
