"""When stories arrived: what is new since a chat asked, and what was reported day by day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import unindexed
from storage.stories import first_since, of_stories, story_key
from storage.tables import articles, matches


@dataclass(frozen=True, slots=True)
class TopicStory:
    """A story's reports on one topic."""

    story_id: int
    first_at: datetime
    publishers: frozenset[str]
    """Publishers with a text of their own."""
    title: str
    """Of the first report."""


async def arrived_at(connection: AsyncConnection, story_ids: Sequence[int]) -> dict[int, datetime]:
    """When the newest report of each story reached us, regardless of its own date."""
    rows = await connection.execute(
        select(story_key().label("story_id"), func.max(articles.c.first_seen_at).label("at"))
        .where(of_stories(story_ids))
        .group_by(story_key())
    )
    return {row.story_id: row.at.astimezone(UTC) for row in rows}


async def reported(connection: AsyncConnection, topic_id: str, since: datetime) -> list[TopicStory]:
    """The stories of a topic with reports since `since`, in order of their first report."""
    rows = await connection.execute(
        select(
            story_key().label("story_id"),
            articles.c.published_at,
            articles.c.publisher,
            articles.c.title,
            articles.c.copy_of,
        )
        .join(matches, matches.c.article_id == articles.c.id)
        .where(
            matches.c.topic_id == topic_id,
            matches.c.article_id >= await first_since(connection, since),
            articles.c.published_at > since,
        )
        .order_by(articles.c.published_at, articles.c.id)
    )
    first: dict[int, tuple[datetime, str]] = {}
    publishers: dict[int, set[str]] = {}
    for row in rows:
        first.setdefault(row.story_id, (row.published_at, row.title))
        own_texts = publishers.setdefault(row.story_id, set())
        if row.copy_of is None:
            own_texts.add(row.publisher)
    return [
        TopicStory(story_id, at, frozenset(publishers[story_id]), title)
        for story_id, (at, title) in first.items()
    ]


async def recent_ids(
    connection: AsyncConnection,
    since: datetime,
    limit: int,
    before_id: int | None = None,
    *,
    language: str | None = None,
) -> list[int]:
    """The ids of up to `limit` articles first seen after `since`, the last to arrive first.

    `language` is the tag that their feeds give; None: any. To continue, pass the last id of the previous call
    as `before_id`.
    """
    first_id = await first_since(connection, since)
    statement = select(articles.c.id).where(articles.c.first_seen_at > since, articles.c.id >= first_id)
    if before_id is not None:
        statement = statement.where(articles.c.id < before_id)
    if language is not None:
        statement = statement.where(articles.c.language == language)
    return list(await connection.scalars(statement.order_by(articles.c.id.desc()).limit(limit)))


async def count_recent(connection: AsyncConnection, since: datetime, language: str | None = None) -> int:
    """How many articles were first seen after `since`, in all languages or the one that their feeds say."""
    counted = select(func.count()).where(articles.c.first_seen_at > since)
    if language is not None:
        counted = counted.where(articles.c.language == language)
    return await connection.scalar(counted) or 0


async def report_ids(connection: AsyncConnection, since: datetime, story_ids: Collection[int]) -> list[int]:
    """The ids of the articles of stories first seen after `since`, in order of arrival."""
    of_them = articles.c.story_id.in_(story_ids) & (articles.c.first_seen_at > since)
    return list(
        await connection.scalars(select(articles.c.id).where(of_them).order_by(unindexed(articles.c.id)))
    )
