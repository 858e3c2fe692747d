"""Which articles matched which topics, and the articles that wait for triage."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Effect, Match, StoredArticle
from storage import effects, open_reports
from storage.database import unindexed, upsert
from storage.tables import articles, matches
from storage.wakes import wake

_STORED = (
    articles.c.id,
    articles.c.feed_id,
    articles.c.publisher,
    articles.c.url,
    articles.c.title,
    articles.c.text,
    articles.c.language,
    articles.c.published_at,
    articles.c.dated,
    articles.c.first_seen_at,
    articles.c.baseline,
    articles.c.story_id,
)
_RECENT = 50_000
_SLICE = 200
"""Matches that are bound or read at a time: one article may meet thousands of topics, and a statement for
all holds the event loop."""


@dataclass(frozen=True, slots=True)
class Untriaged:
    """An article that waits for triage, and whether its own page was requested already."""

    article: StoredArticle
    page_asked: bool
    kind: "StoredKind | None" = None
    """Its kind, where it was judged before its page was read."""
    earlier: StoredArticle | None = None
    """What it said when it was triaged before, where its publisher edited it since."""
    categories: tuple[str, ...] = ()
    """How its feed filed it."""


@dataclass(frozen=True, slots=True)
class StoredKind:
    """What kind of report an article is; see `bot.news.kinds`."""

    kind: str
    score: float
    """Above 0 it is worth a buzz."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What triage decided about an article that matched a topic."""

    article_id: int
    story_id: int | None
    copy_of: int | None
    silence: str | None
    """Why it does not alert; None if it does."""
    page_wanted: bool = False
    """Its page must be read first; triage decides again afterwards."""
    kind: StoredKind | None = None
    edited: bool = False
    """Its story has it already; what it said before is no longer needed."""
    clues: str | None = None
    """The clues by which grouping finds it again; None for a copy."""


async def untriaged(connection: AsyncConnection, limit: int, page_patience_at: datetime) -> list[Untriaged]:
    """Up to `limit` articles not yet triaged: of each feed the first to arrive, then the second, and so on.

    The feeds take turns, those with the fewest articles first: one that sends thousands delays no other.
    An article that waits for its page is left out, unless it was first seen before `page_patience_at`.
    """
    waiting = (articles.c.page_state == "wanted") & (articles.c.first_seen_at > page_patience_at)
    ready = articles.c.triaged_at.is_(None) & ~waiting
    place = func.row_number().over(partition_by=unindexed(articles.c.feed_id), order_by=articles.c.id)
    waits = func.count().over(partition_by=unindexed(articles.c.feed_id))
    ranked = select(articles.c.id, place.label("place"), waits.label("waits")).where(ready).subquery()
    rows = await connection.execute(
        select(
            *_STORED,
            articles.c.earlier_title,
            articles.c.earlier_text,
            articles.c.page_state,
            articles.c.kind,
            articles.c.kind_score,
            articles.c.kind_reasons,
            articles.c.categories,
        )
        .join(ranked, ranked.c.id == articles.c.id)
        .order_by(ranked.c.place, ranked.c.waits, articles.c.id)
        .limit(limit)
    )
    return [_untriaged(*row) for row in rows]


def _untriaged(*row: Any) -> Untriaged:
    *values, earlier_title, earlier_text, page_state, kind, score, reasons, categories = row
    article = StoredArticle(*values)
    judged = None if kind is None else StoredKind(kind, score, tuple(reasons))
    told = earlier_text is not None and article.story_id is not None
    earlier = replace(article, title=earlier_title, text=earlier_text) if told else None
    return Untriaged(article, page_state != "unasked", judged, earlier, tuple(categories or ()))


async def settle_unmatched(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> None:
    """Mark the articles that matched no topic as triaged.

    By their ids, never by a range: an article within the range that triage has not seen (its page arrived
    in the meantime, or a slower poll committed a lower id) would never be triaged.
    """
    if ids:
        unseen = articles.c.id.in_(ids) & articles.c.triaged_at.is_(None)
        await connection.execute(update(articles).where(unseen).values(triaged_at=now))


async def settle(connection: AsyncConnection, decisions: Sequence[Decision], now: datetime) -> None:
    """Store what triage decided; articles that wait for their page stay untriaged."""
    values = [
        {
            "key": decision.article_id,
            "story": decision.story_id,
            "copied": decision.copy_of,
            "why": decision.silence,
            "at": None if decision.page_wanted else now,
            "what": decision.kind.kind if decision.kind else None,
            "sure": decision.kind.score if decision.kind else None,
            "told": list(decision.kind.reasons) if decision.kind else None,
        }
        for decision in decisions
    ]
    if values:
        statement = update(articles).where(articles.c.id == bindparam("key"))
        columns: dict[str, BindParameter[Any]] = {
            "story_id": bindparam("story"),
            "copy_of": bindparam("copied"),
            "silence": bindparam("why"),
            "triaged_at": bindparam("at"),
            "kind": bindparam("what"),
            "kind_score": bindparam("sure"),
            "kind_reasons": bindparam("told"),
        }
        await connection.execute(statement.values(columns), values)
    edited = [decision.article_id for decision in decisions if decision.edited]
    if edited:
        told = update(articles).where(articles.c.id.in_(edited))
        await connection.execute(told.values(earlier_title=None, earlier_text=None))
    clues = {decision.article_id: decision.clues for decision in decisions if decision.clues}
    await open_reports.keep(connection, clues, now)
    wanted = [decision.article_id for decision in decisions if decision.page_wanted]
    if wanted:
        await connection.execute(
            update(articles).where(articles.c.id.in_(wanted)).values(page_state="wanted")
        )
        wake(connection, "pages")


async def save(connection: AsyncConnection, matches_by_article: Mapping[int, Sequence[Match]]) -> None:
    """Store the matches of articles, by article id; a match that exists gets the new score and words."""
    rows = (
        {"article_id": key, "topic_id": match.topic_id, "score": match.score, "terms": list(match.terms)}
        for key, article_matches in matches_by_article.items()
        for match in article_matches
    )
    statement = upsert(connection, matches, ["article_id", "topic_id"], ["score", "terms"])
    while some := list(islice(rows, _SLICE)):
        await connection.execute(statement, some)


async def of_articles(
    connection: AsyncConnection, ids: Sequence[int], topic_ids: Collection[str] | None = None
) -> dict[int, list[Match]]:
    """The stored matches of the articles `ids` with some topics, or with all, best first."""
    chosen = select(matches).where(matches.c.article_id.in_(ids))
    if topic_ids is not None:
        chosen = chosen.where(matches.c.topic_id.in_(topic_ids))
    return await _read(connection, chosen)


async def best_of_articles(
    connection: AsyncConnection, ids: Sequence[int], most: int
) -> dict[int, list[Match]]:
    """The `most` best of the stored matches of each of the articles `ids`, best first."""
    order = (matches.c.score.desc(), matches.c.topic_id)
    place = func.row_number().over(partition_by=matches.c.article_id, order_by=order).label("place")
    ranked = select(matches.c.article_id, matches.c.topic_id, place).where(matches.c.article_id.in_(ids))
    best = ranked.subquery()
    mine = (best.c.article_id == matches.c.article_id) & (best.c.topic_id == matches.c.topic_id)
    return await _read(connection, select(matches).join(best, mine & (best.c.place <= most)))


async def _read(connection: AsyncConnection, chosen: Select[Any]) -> dict[int, list[Match]]:
    """The chosen matches by article, best first."""
    stored: dict[int, list[Match]] = {}
    async with connection.stream(chosen.order_by(matches.c.score.desc(), matches.c.topic_id)) as rows:
        async for some in rows.partitions(_SLICE):
            for row in some:
                stored.setdefault(row.article_id, []).append(_match(row))
    return stored


async def with_unmet(connection: AsyncConnection, topic_ids: Collection[str]) -> set[str]:
    """Those of the topics with a recent report that does not meet them but tells a story of theirs.

    Recent are the last `_RECENT` articles, so that a topic's past is not read.
    """
    newest_id = select(func.coalesce(func.max(articles.c.id), 0)).scalar_subquery()
    recent = matches.c.topic_id.in_(topic_ids) & (matches.c.article_id > newest_id - _RECENT)
    unmet = select(matches.c.topic_id).where(recent, matches.c.score == 0).distinct()
    return set(await connection.scalars(unmet))


async def articles_by_id(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, StoredArticle]:
    """The articles `ids`, by id."""
    rows = await connection.execute(select(*_STORED).where(articles.c.id.in_(ids)))
    return {row.id: StoredArticle(*row) for row in rows}


async def as_announced(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, StoredArticle]:
    """The articles `ids` with what their feeds said, by id: a page adds facts, never topics.

    Where an older version kept only the page's text, the title is all that is known of that.
    """
    own = func.coalesce(
        articles.c.feed_text, case((articles.c.page_state == "fetched", ""), else_=articles.c.text)
    )
    columns = [own.label("text") if column is articles.c.text else column for column in _STORED]
    rows = await connection.execute(select(*columns).where(articles.c.id.in_(ids)))
    return {row.id: StoredArticle(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class StoredReport:
    """An article of a story, with what triage decided about it."""

    article: StoredArticle
    copy_of: int | None
    silence: str | None
    kind: str | None
    kind_score: float | None
    effect: Effect | None


async def reports_of(
    connection: AsyncConnection, story_ids: Sequence[int], most: int
) -> dict[int, list[StoredReport]]:
    """The reports of stories, oldest first, by story: at most the first and the `most` newest of each."""
    place = func.row_number().over(partition_by=articles.c.story_id, order_by=articles.c.published_at.desc())
    numbered = (
        select(
            *_STORED,
            articles.c.copy_of,
            articles.c.silence,
            articles.c.kind,
            articles.c.kind_score,
            articles.c.effect,
            place.label("place"),
        )
        .where(articles.c.story_id.in_(story_ids))
        .subquery()
    )
    chosen = (numbered.c.place <= most) | (numbered.c.id == numbered.c.story_id)
    rows = await connection.execute(
        select(numbered).where(chosen).order_by(numbered.c.published_at, numbered.c.id)
    )
    found: dict[int, list[StoredReport]] = {}
    for row in rows:
        *article, copy_of, silence, kind, score, effect, _ = row
        known = effects.from_json(effect)
        report = StoredReport(StoredArticle(*article), copy_of, silence, kind, score, known)
        found.setdefault(row.story_id, []).append(report)
    return found


def _match(row: Row[tuple[int, str, float, list[str]]]) -> Match:
    return Match(row.topic_id, tuple(row.terms), row.score)
