"""All that is kept about a chat: shown on demand, deleted on demand."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import chats, feedback, outbox, stories, story_mutes, subscriptions, topics


async def export(connection: AsyncConnection, chat_id: int) -> dict[str, Any]:
    """Everything that is kept about a chat, fit for JSON: instants in ISO 8601."""
    heard = select(
        outbox.c.kind,
        outbox.c.state,
        outbox.c.reason,
        outbox.c.story_id,
        stories.c.headline,
        outbox.c.topic_ids,
        outbox.c.text_html,
        outbox.c.created_at,
        outbox.c.settled_at,
    ).outerjoin(stories, stories.c.id == outbox.c.story_id)
    return {
        "chat": (await _rows(connection, select(chats).where(chats.c.id == chat_id)))[0],
        "own_topics": await _rows(
            connection,
            select(topics.c.id, topics.c.name, topics.c.query, topics.c.state, topics.c.created_at).where(
                topics.c.owner_chat_id == chat_id
            ),
        ),
        "follows": await _rows(
            connection,
            select(subscriptions.c.topic_id, subscriptions.c.created_at)
            .where(subscriptions.c.chat_id == chat_id)
            .order_by(subscriptions.c.created_at),
        ),
        "muted_stories": await _rows(
            connection,
            select(story_mutes.c.story_id, stories.c.headline, story_mutes.c.created_at)
            .join(stories, stories.c.id == story_mutes.c.story_id)
            .where(story_mutes.c.chat_id == chat_id),
        ),
        "feedback": await _rows(
            connection,
            select(
                feedback.c.story_id, feedback.c.verdict, feedback.c.topic_ids, feedback.c.created_at
            ).where(feedback.c.chat_id == chat_id),
        ),
        "alerts": await _rows(connection, heard.where(outbox.c.chat_id == chat_id).order_by(outbox.c.id)),
    }


async def forget(connection: AsyncConnection, telegram_id: int, thread_id: int | None) -> bool:
    """Delete a chat and all that belongs to it; False where there was nothing."""
    gone = await connection.execute(
        delete(chats).where(chats.c.telegram_id == telegram_id, chats.c.thread_id == (thread_id or 0))
    )
    return gone.rowcount == 1


async def _rows(connection: AsyncConnection, statement: Select[Any]) -> list[dict[str, Any]]:
    rows = await connection.execute(statement)
    return [{key: _plain(value) for key, value in row.items()} for row in rows.mappings()]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
