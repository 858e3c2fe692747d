"""Which articles matched which topics, and the articles that wait for triage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Match, StoredArticle
from storage.database import upsert
from storage.tables import articles, matches, topics

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


@dataclass(frozen=True, slots=True)
class Untriaged:
    """An article that waits for triage, and whether its own page was requested already."""

    article: StoredArticle
    page_asked: bool


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


async def untriaged(connection: AsyncConnection, limit: int, page_patience_at: datetime) -> list[Untriaged]:
    """Up to `limit` articles not yet triaged, in order of arrival.

    An article that waits for its page is left out, unless it was first seen before `page_patience_at`.
    """
    waiting = (articles.c.page_state == "wanted") & (articles.c.first_seen_at > page_patience_at)
    rows = await connection.execute(
        select(*_STORED, articles.c.page_state)
        .where(articles.c.triaged_at.is_(None), ~waiting)
        .order_by(articles.c.id)
        .limit(limit)
    )
    return [Untriaged(StoredArticle(*row[:-1]), row[-1] != "unasked") for row in rows]


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
        }
        await connection.execute(statement.values(columns), values)
    wanted = [decision.article_id for decision in decisions if decision.page_wanted]
    if wanted:
        await connection.execute(
            update(articles).where(articles.c.id.in_(wanted)).values(page_state="wanted")
        )


async def save(connection: AsyncConnection, matches_by_article: Mapping[int, Sequence[Match]]) -> None:
    """Store the matches of articles, by article id; a match that exists gets the new score and words."""
    rows = [
        {"article_id": key, "topic_id": match.topic_id, "score": match.score, "terms": list(match.terms)}
        for key, article_matches in matches_by_article.items()
        for match in article_matches
    ]
    if rows:
        statement = upsert(connection, matches, ["article_id", "topic_id"], ["score", "terms"])
        await connection.execute(statement, rows)


async def of_articles(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, list[Match]]:
    """The stored matches of the articles `ids`, best first."""
    stored: dict[int, list[Match]] = {}
    rows = await connection.execute(
        select(matches)
        .where(matches.c.article_id.in_(ids))
        .order_by(matches.c.score.desc(), matches.c.topic_id)
    )
    for row in rows:
        stored.setdefault(row.article_id, []).append(_match(row))
    return stored


async def articles_by_id(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, StoredArticle]:
    """The articles `ids`, by id."""
    rows = await connection.execute(select(*_STORED).where(articles.c.id.in_(ids)))
    return {row.id: StoredArticle(*row) for row in rows}


async def grouped_since(connection: AsyncConnection, since: datetime) -> list[StoredArticle]:
    """The articles of stories first seen after `since`, in order of arrival."""
    rows = await connection.execute(
        select(*_STORED)
        .where(articles.c.first_seen_at > since, articles.c.story_id.is_not(None))
        .order_by(articles.c.id)
    )
    return [StoredArticle(*row) for row in rows]


async def topics_version(connection: AsyncConnection) -> str:
    """A string that changes whenever a topic is added, changed, retired or removed."""
    active = topics.c.state == "active"
    row = (await connection.execute(select(func.count(), func.max(topics.c.created_at)).where(active))).one()
    return f"{row[0]} {row[1]}"


async def topic_queries(connection: AsyncConnection) -> dict[str, str]:
    """The query of every active topic, by topic id."""
    rows = await connection.execute(select(topics.c.id, topics.c.query).where(topics.c.state == "active"))
    return {row.id: row.query for row in rows}


def _match(row: Row[tuple[int, str, float, list[str]]]) -> Match:
    return Match(row.topic_id, tuple(row.terms), row.score)
