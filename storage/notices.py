"""Notices to chats about what became of their alerts."""

from datetime import datetime, timedelta

from sqlalchemy import insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind
from storage.columns import Instant
from storage.notes import is_noted, write_note
from storage.outbox import enqueue_notice
from storage.tables import chats, outbox, subscriptions


async def notify_followers(
    connection: AsyncConnection, topic_id: str, language: str, html: str, now: datetime
) -> int:
    """Queue a notice to the chats of a language that follow a topic; returns to how many."""
    chosen = (
        select(
            chats.c.id,
            literal(AlertKind.NOTICE.value),
            literal(html),
            literal(now, Instant),
            literal(now, Instant),
        )
        .join(subscriptions, subscriptions.c.chat_id == chats.c.id)
        .where(
            subscriptions.c.topic_id == topic_id,
            chats.c.language == language,
            chats.c.paused_at.is_(None),
        )
    )
    columns = ["chat_id", "kind", "text_html", "due_at", "created_at"]
    done = await connection.execute(insert(outbox).from_select(columns, chosen, include_defaults=False))
    return done.rowcount


async def enqueue_once(
    connection: AsyncConnection, chat_id: int, about: str, html: str, now: datetime, every: timedelta
) -> bool:
    """Queue a notice to a chat, unless it got one `about` the same less than `every` ago."""
    name = f"{about}:{chat_id}"
    if await is_noted(connection, name, now, every):
        return False
    await enqueue_notice(connection, chat_id, html, now)
    await write_note(connection, name, "", now)
    return True
