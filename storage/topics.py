"""Topics and who follows them: the configured topics, and every chat's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Topic
from storage import alerts
from storage.database import insert_or_ignore, upsert
from storage.synced import Synced
from storage.tables import chats, subscriptions, topics
from storage.topic_renames import rename

ACTIVE = "active"
RETIRED = "retired"
SUSPENDED = "suspended"
"""A chat's own topic that took too long to match; no longer matched, kept until the chat deletes it."""
DRAFT = "draft"
"""A chat's own topic that waits for confirmation; no article is matched against it."""


_KEPT = topics.c.state.in_((ACTIVE, SUSPENDED))


async def sync_configured(
    connection: AsyncConnection,
    configured: Sequence[Topic],
    now: datetime,
    renamed_from: Mapping[str, str] | None = None,
) -> Synced:
    """Make the topics that everybody may follow equal to the configured ones; returns what that changed.

    `renamed_from` has the former id of a topic by its new one: followers and matches move along. A topic that
    is no longer configured is retired: not shown or matched, but it keeps its followers in case it returns.
    A change of query sets `created_at`, by which the stations notice that topics changed.
    """
    renames = [(old, topic.id) for topic in configured if (old := (renamed_from or {}).get(topic.id))]
    renamed = [pair for pair in renames if await rename(connection, *pair, now)]
    ours = topics.c.owner_chat_id.is_(None)
    known = {row.id: row for row in await connection.execute(select(topics).where(ours))}
    before = sum(row.state == ACTIVE for row in known.values())
    added: list[str] = []
    changed: list[str] = []
    for topic in configured:
        row = known.pop(topic.id, None)
        active = row is not None and row.state == ACTIVE
        unchanged = row is not None and active and row.query == topic.query
        if unchanged and row is not None and row.name == topic.name:
            continue
        (changed if active else added).append(topic.id)
        value = {
            "id": topic.id,
            "name": topic.name,
            "query": topic.query,
            "state": ACTIVE,
            "created_at": row.created_at if row is not None and unchanged else now,
        }
        columns = ["name", "query", "state", "created_at"]
        await connection.execute(upsert(connection, topics, ["id"], columns), value)
    left = sorted(topic_id for topic_id, row in known.items() if row.state == ACTIVE)
    if left:
        await connection.execute(update(topics).where(topics.c.id.in_(left)).values(state=RETIRED))
    return Synced(before, tuple(added), tuple(changed), tuple(left), tuple(renamed))


async def any_configured(connection: AsyncConnection) -> bool:
    """Whether the database holds a topic that came from a configuration."""
    ours = topics.c.owner_chat_id.is_(None)
    return await connection.scalar(select(topics.c.id).where(ours).limit(1)) is not None


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


async def tracked(connection: AsyncConnection, chat_id: int, query: str) -> Topic | None:
    """The chat's own topic that has this query, not counting drafts."""
    same = (topics.c.owner_chat_id == chat_id) & (topics.c.query == query) & _KEPT
    row = (await connection.execute(select(topics).where(same).limit(1))).first()
    return None if row is None else _topic(row)


async def draft(connection: AsyncConnection, chat_id: int, topic_id: str) -> Topic | None:
    """The chat's draft with this id."""
    waiting = (topics.c.owner_chat_id == chat_id) & (topics.c.id == topic_id) & (topics.c.state == DRAFT)
    row = (await connection.execute(select(topics).where(waiting))).first()
    return None if row is None else _topic(row)


async def change_query(connection: AsyncConnection, topic: Topic, query: str, now: datetime) -> bool:
    """Give a chat's own topic another query; False where it no longer is as `topic` says.

    `created_at` is set too, by which the stations notice that topics changed.
    """
    same = (topics.c.id == topic.id) & (topics.c.query == topic.query) & (topics.c.state == ACTIVE)
    mine = same & topics.c.owner_chat_id.is_not(None)
    changed = await connection.execute(update(topics).where(mine).values(query=query, created_at=now))
    return changed.rowcount == 1


async def suspended(connection: AsyncConnection, chat_id: int) -> list[Topic]:
    """A chat's own topics that are suspended, in the order of their making."""
    mine = (topics.c.owner_chat_id == chat_id) & (topics.c.state == SUSPENDED)
    rows = await connection.execute(select(topics).where(mine).order_by(topics.c.created_at, topics.c.id))
    return [_topic(row) for row in rows]


async def suspend(connection: AsyncConnection, topic_ids: Sequence[str]) -> list[Topic]:
    """Suspend those of the topics that are chats' own and active; returns them."""
    if not topic_ids:
        return []
    own = topics.c.id.in_(topic_ids) & topics.c.owner_chat_id.is_not(None) & (topics.c.state == ACTIVE)
    rows = await connection.execute(update(topics).where(own).values(state=SUSPENDED).returning(*topics.c))
    return [_topic(row) for row in rows]


@dataclass(frozen=True, slots=True)
class OwnTopics:
    """How many own topics there are or may be, not counting drafts."""

    of_each: int
    """Of a Telegram chat in all its forum topics, or made by one user in all chats: the larger number."""
    of_bot: int

    def within(self, most: "OwnTopics") -> bool:
        """Whether one more would not exceed `most`."""
        return self.of_each < most.of_each and self.of_bot < most.of_bot


async def count_own(connection: AsyncConnection, chat_id: int, maker_id: int | None) -> OwnTopics:
    """The own topics that count where `maker_id` (a Telegram id) makes one in a chat."""
    telegram_id = select(chats.c.telegram_id).where(chats.c.id == chat_id).scalar_subquery()
    here = select(chats.c.id).where(chats.c.telegram_id == telegram_id)
    counted = select(
        func.count().filter(topics.c.owner_chat_id.in_(here)),
        func.count().filter(topics.c.maker_id == maker_id),
        func.count(),
    ).where(topics.c.owner_chat_id.is_not(None), _KEPT)
    of_chat, of_maker, of_bot = (await connection.execute(counted)).one()
    return OwnTopics(max(of_chat, of_maker), of_bot)


async def propose(
    connection: AsyncConnection, chat_id: int, topic: Topic, now: datetime, maker_id: int | None = None
) -> None:
    """Store a chat's own topic as a draft until it is confirmed; it replaces an earlier draft.

    `maker_id` is the Telegram id of the user who made it, or of the chat where nobody is named.
    """
    await connection.execute(delete(topics).where(topics.c.owner_chat_id == chat_id, topics.c.state == DRAFT))
    row = {
        "id": topic.id,
        "name": topic.name,
        "query": topic.query,
        "owner_chat_id": chat_id,
        "maker_id": maker_id,
        "state": DRAFT,
        "created_at": now,
    }
    await connection.execute(insert_or_ignore(connection, topics), row)


async def confirm(
    connection: AsyncConnection, chat_id: int, topic_id: str, most: OwnTopics, now: datetime
) -> Topic | None:
    """Turn a draft into a topic and follow it; None if it no longer exists or there are `most` topics."""
    await connection.execute(select(chats.c.id).where(chats.c.id == chat_id).with_for_update())
    draft = (topics.c.id == topic_id) & (topics.c.owner_chat_id == chat_id) & (topics.c.state == DRAFT)
    maker_id = await connection.scalar(select(topics.c.maker_id).where(draft))
    if not (await count_own(connection, chat_id, maker_id)).within(most):
        return None
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
