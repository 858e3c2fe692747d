"""All that is stored about a chat: exported or deleted on demand."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import alerts
from storage.tables import chats, feedback, guests, outbox, roles, stories, story_mutes, subscriptions, topics


async def export(connection: AsyncConnection, chat_id: int) -> dict[str, Any]:
    """Everything that is stored about a chat, fit for JSON: instants in ISO 8601."""
    (chat,) = await _rows(connection, select(chats).where(chats.c.id == chat_id))
    lists = {
        "own_topics": _own_topics(chat_id),
        "follows": _follows(chat_id),
        "muted_stories": _muted_stories(chat_id),
        "feedback": _feedback(chat_id),
        "alerts": _alerts(chat_id),
        "roles": select(roles).where(
            (roles.c.telegram_id == chat["telegram_id"]) | (roles.c.user_id == chat["telegram_id"])
        ),
        "access": select(guests).where(guests.c.telegram_id == chat["telegram_id"]),
    }
    return {"chat": chat} | {name: await _rows(connection, statement) for name, statement in lists.items()}


def _own_topics(chat_id: int) -> Select[Any]:
    columns = topics.c.id, topics.c.name, topics.c.query, topics.c.state, topics.c.created_at
    return select(*columns).where(topics.c.owner_chat_id == chat_id)


def _follows(chat_id: int) -> Select[Any]:
    columns = [column for column in subscriptions.c if column.name != "chat_id"]
    return select(*columns).where(subscriptions.c.chat_id == chat_id).order_by(subscriptions.c.created_at)


def _muted_stories(chat_id: int) -> Select[Any]:
    return (
        select(story_mutes.c.story_id, stories.c.headline, story_mutes.c.created_at)
        .join(stories, stories.c.id == story_mutes.c.story_id)
        .where(story_mutes.c.chat_id == chat_id)
    )


def _feedback(chat_id: int) -> Select[Any]:
    columns = [column for column in feedback.c if column.name != "chat_id"]
    return select(*columns).where(feedback.c.chat_id == chat_id)


def _alerts(chat_id: int) -> Select[Any]:
    """Every message to the chat, sent or not, in the order in which they were queued."""
    names = "kind", "state", "reason", "story_id", "topic_ids", "text_html", "created_at", "settled_at"
    return (
        select(*[outbox.c[name] for name in names], stories.c.headline)
        .outerjoin(stories, stories.c.id == outbox.c.story_id)
        .where(outbox.c.chat_id == chat_id)
        .order_by(outbox.c.id)
    )


async def forget(connection: AsyncConnection, telegram_id: int, thread_id: int | None) -> bool:
    """Delete a chat and all that belongs to it; False if it does not exist."""
    this = (chats.c.telegram_id == telegram_id) & (chats.c.thread_id == (thread_id or 0))
    own = select(topics.c.id).join(chats, chats.c.id == topics.c.owner_chat_id).where(this)
    await alerts.forget_topics(connection, (await connection.scalars(own)).all())
    deleted = await connection.execute(delete(chats).where(this))
    if thread_id is None:
        theirs = (roles.c.telegram_id == telegram_id) | (roles.c.user_id == telegram_id)
        await connection.execute(delete(roles).where(theirs))
        # Whether they may use the bot stays: whoever was refused must not come in by forgetting.
        await connection.execute(update(guests).where(guests.c.telegram_id == telegram_id).values(name=""))
    return deleted.rowcount == 1


async def _rows(connection: AsyncConnection, statement: Select[Any]) -> list[dict[str, Any]]:
    rows = await connection.execute(statement)
    return [{key: _plain(value) for key, value in row.items()} for row in rows.mappings()]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
