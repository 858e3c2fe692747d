"""Why an alert came, or did not: what is kept about an article, a story, and what a chat was sent of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import articles, feeds, outbox, stories


@dataclass(frozen=True, slots=True)
class Fate:
    """What triage made of an article."""

    article_id: int
    story_id: int | None
    silence: str | None
    """Why it may not alert anybody."""
    triaged: bool


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What became of one message about a story for one chat."""

    kind: str
    state: str
    reason: str | None
    topic_ids: tuple[str, ...]
    message_id: int | None
    settled_at: datetime | None


async def publishers(connection: AsyncConnection) -> list[str]:
    """Everybody whose feeds are or were read."""
    rows = await connection.execute(select(feeds.c.publisher).distinct())
    return list(rows.scalars())


async def fate(connection: AsyncConnection, article_id: int) -> Fate:
    """What triage made of the article, which must exist; its story is the one into which others merged."""
    rows = await connection.execute(
        select(articles.c.id, articles.c.story_id, articles.c.silence, articles.c.triaged_at).where(
            articles.c.id == article_id
        )
    )
    row = rows.one()
    return Fate(row.id, row.story_id, row.silence, row.triaged_at is not None)


async def dispatches(connection: AsyncConnection, chat_id: int, story_id: int) -> list[Dispatch]:
    """What a chat was sent, or will be, of a story and those merged into it; the alert itself first."""
    lineage = select(stories.c.id).where(or_(stories.c.id == story_id, stories.c.merged_into == story_id))
    rows = await connection.execute(
        select(outbox)
        .where(
            outbox.c.chat_id == chat_id,
            outbox.c.story_id.in_(lineage),
            outbox.c.kind.in_(("alert", "update")),
        )
        .order_by(outbox.c.kind, outbox.c.id)
    )
    return [
        Dispatch(
            row.kind,
            row.state,
            row.reason,
            tuple(filter(None, row.topic_ids.split(","))),
            row.message_id,
            row.settled_at,
        )
        for row in rows
    ]


async def stories_of_message(connection: AsyncConnection, chat_id: int, message_id: int) -> Sequence[int]:
    """The stories told in a message: one for an alert or update, several for a digest."""
    rows = await connection.execute(
        select(outbox.c.story_id)
        .where(outbox.c.chat_id == chat_id, outbox.c.message_id == message_id, outbox.c.story_id.is_not(None))
        .distinct()
        .order_by(outbox.c.story_id)
    )
    return [story_id for story_id in rows.scalars() if story_id is not None]


async def current_story(connection: AsyncConnection, story_id: int) -> int | None:
    """The story into which `story_id` was merged, itself where it was not, None where it is not kept."""
    rows = await connection.execute(
        select(func.coalesce(stories.c.merged_into, stories.c.id)).where(stories.c.id == story_id)
    )
    found: int | None = rows.scalar()
    return found
