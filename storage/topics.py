"""Topics and who follows them: the configured topics, and every chat's own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Topic
from storage import alerts
from storage.database import insert_or_ignore, upsert
from storage.tables import chats, subscriptions, topics

ACTIVE = "active"
RETIRED = "retired"
DRAFT = "draft"
"""A chat's own topic that waits for confirmation; no article is matched against it."""


async def sync_configured(connection: AsyncConnection, configured: Sequence[Topic], now: datetime) -> None:
    """Make the topics that everybody may follow equal to the configured ones.

    A topic that is no longer configured is retired: not shown or matched, but it keeps its followers in case
    it returns. A change of query sets `created_at`, by which the stations notice that topics changed.
    """
    ours = topics.c.owner_chat_id.is_(None)
    known = {row.id: row for row in await connection.execute(select(topics).where(ours))}
    for topic in configured:
        row = known.pop(topic.id, None)
        unchanged = row is not None and row.query == topic.query and row.state == ACTIVE
        value = {
            "id": topic.id,
            "name": topic.name,
            "query": topic.query,
            "state": ACTIVE,
            "created_at": row.created_at if row is not None and unchanged else now,
        }
        columns = ["name", "query", "state", "created_at"]
        await connection.execute(upsert(connection, topics, ["id"], columns), value)
    if known:
        await connection.execute(update(topics).where(topics.c.id.in_(known)).values(state=RETIRED))


async def visible(connection: AsyncConnection, chat_id: int | None) -> list[Topic]:
    """The topics that a chat may follow: everybody's by name, then its own in order of creation."""
    theirs = or_(topics.c.owner_chat_id.is_(None), topics.c.owner_chat_id == chat_id)
    rows = await connection.execute(select(topics).where(theirs, topics.c.state == ACTIVE))
    ordered = sorted(rows.all(), key=lambda row: (row.owner_chat_id is not None, _place(row)))
    return [_topic(row) for row in ordered]


async def names(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, str]:
    """The names of the topics `ids`, including retired ones, by id."""
    rows = await connection.execute(select(topics.c.id, topics.c.name).where(topics.c.id.in_(ids)))
    return {row.id: row.name for row in rows}


async def followed(connection: AsyncConnection, chat_id: int) -> list[str]:
    """The ids of the active topics that a chat follows, in the order in which it subscribed."""
    rows = await connection.execute(
        select(subscriptions.c.topic_id)
        .join(topics, topics.c.id == subscriptions.c.topic_id)
        .where(subscriptions.c.chat_id == chat_id, topics.c.state == ACTIVE)
        .order_by(subscriptions.c.created_at, subscriptions.c.topic_id)
    )
    return list(rows.scalars())


async def subscribe(connection: AsyncConnection, chat_id: int, topic_id: str, now: datetime) -> bool:
    """Follow a topic; False if the chat already follows it or may not."""
    allowed = await connection.scalar(
        select(topics.c.id).where(
            topics.c.id == topic_id,
            topics.c.state == ACTIVE,
            topics.c.owner_chat_id.is_(None) | (topics.c.owner_chat_id == chat_id),
        )
    )
    if allowed is None:
        return False
    row = {"chat_id": chat_id, "topic_id": topic_id, "created_at": now}
    added = await connection.execute(insert_or_ignore(connection, subscriptions), row)
    return added.rowcount == 1


async def unsubscribe(connection: AsyncConnection, chat_id: int, topic_id: str) -> bool:
    """Unfollow a topic; False if the chat did not follow it."""
    deleted = await connection.execute(
        delete(subscriptions).where(subscriptions.c.chat_id == chat_id, subscriptions.c.topic_id == topic_id)
    )
    return deleted.rowcount == 1


async def is_tracked(connection: AsyncConnection, chat_id: int, query: str) -> bool:
    """Whether a chat has a topic of its own with this query, not counting drafts."""
    same = (topics.c.owner_chat_id == chat_id) & (topics.c.query == query) & (topics.c.state == ACTIVE)
    return await connection.scalar(select(topics.c.id).where(same).limit(1)) is not None


async def count_own(connection: AsyncConnection, chat_id: int) -> int:
    """How many topics of its own a chat has, not counting drafts."""
    counted = await connection.scalar(
        select(func.count()).where(topics.c.owner_chat_id == chat_id, topics.c.state == ACTIVE)
    )
    return counted or 0


async def propose(connection: AsyncConnection, chat_id: int, topic: Topic, now: datetime) -> None:
    """Store a chat's own topic as a draft until it is confirmed; it replaces an earlier draft."""
    await connection.execute(delete(topics).where(topics.c.owner_chat_id == chat_id, topics.c.state == DRAFT))
    row = {
        "id": topic.id,
        "name": topic.name,
        "query": topic.query,
        "owner_chat_id": chat_id,
        "state": DRAFT,
        "created_at": now,
    }
    await connection.execute(insert_or_ignore(connection, topics), row)


async def confirm(
    connection: AsyncConnection, chat_id: int, topic_id: str, most: int, now: datetime
) -> Topic | None:
    """Turn a draft into a topic and follow it; None if it no longer exists or the chat has `most` topics."""
    await connection.execute(select(chats.c.id).where(chats.c.id == chat_id).with_for_update())
    if await count_own(connection, chat_id) >= most:
        return None
    draft = (topics.c.id == topic_id) & (topics.c.owner_chat_id == chat_id) & (topics.c.state == DRAFT)
    rows = await connection.execute(
        update(topics).where(draft).values(state=ACTIVE, created_at=now).returning(*topics.c)
    )
    row = rows.first()
    if row is None:
        return None
    await subscribe(connection, chat_id, topic_id, now)
    return _topic(row)


async def remove_own(connection: AsyncConnection, chat_id: int, topic_id: str) -> bool:
    """Delete a chat's own topic or draft and everything that it matched; False if there is none."""
    mine = (topics.c.id == topic_id) & (topics.c.owner_chat_id == chat_id)
    if await connection.scalar(select(topics.c.id).where(mine)) is None:
        return False
    await alerts.forget_topics(connection, [topic_id])
    deleted = await connection.execute(delete(topics).where(mine))
    return deleted.rowcount == 1


def _place(row: Row[Any]) -> tuple[float, str]:
    own = row.owner_chat_id is not None
    return (row.created_at.timestamp() if own else 0.0, row.name.casefold())


def _topic(row: Row[Any]) -> Topic:
    return Topic(row.id, row.name, row.query, row.owner_chat_id)
