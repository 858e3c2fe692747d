"""Chats: which there are, their settings, and whether Telegram still lets us write to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Chat
from storage.columns import EPOCH
from storage.database import upsert
from storage.notes import read_note
from storage.tables import chats, feedback, guests, notes, outbox, roles, story_mutes, subscriptions, topics


def chat_of(row: Row[Any]) -> Chat:
    """The chat in a row that has every column of `chats`."""
    return Chat(
        id=row.id,
        telegram_id=row.telegram_id,
        thread_id=row.thread_id or None,
        kind=row.kind,
        title=row.title,
        timezone=row.timezone,
        language=row.language,
        language_chosen=row.language_chosen,
        quiet_from=_time(row.quiet_from),
        quiet_to=_time(row.quiet_to),
        digest_at=_time(row.digest_at),
        digest_weekdays_only=row.digest_weekdays_only,
        muted_until_at=row.muted_until_at,
        paused_reason=row.paused_reason,
        asked_at=row.asked_at,
        kinds=None if row.kinds is None else frozenset(filter(None, row.kinds.split(","))),
        reads=tuple(filter(None, (row.reads or "").split(","))),
    )


async def register(
    connection: AsyncConnection,
    telegram_id: int,
    thread_id: int | None,
    kind: str,
    title: str,
    now: datetime,
    language: str | None = None,
) -> Chat:
    """The chat, created if it is new; its kind and title are updated to Telegram's.

    `language` is that of whoever writes, if known: a new chat gets it, and a private chat that chose none
    follows it.
    """
    row = {
        "telegram_id": telegram_id,
        "thread_id": thread_id or 0,
        "kind": kind,
        "title": title,
        "created_at": now,
        "language": language or "en",
    }
    await connection.execute(upsert(connection, chats, ["telegram_id", "thread_id"], ["kind", "title"]), row)
    chat = await find(connection, telegram_id, thread_id)
    assert chat is not None
    if kind != "private" or chat.language_chosen or language in (None, chat.language):
        return chat
    followed = replace(chat, language=language or chat.language)
    await save_settings(connection, followed)
    return followed


async def find(connection: AsyncConnection, telegram_id: int, thread_id: int | None = None) -> Chat | None:
    """The chat with this Telegram id and forum topic; None if it never wrote to us."""
    rows = await connection.execute(
        select(chats).where(chats.c.telegram_id == telegram_id, chats.c.thread_id == (thread_id or 0))
    )
    row = rows.first()
    return chat_of(row) if row else None


async def by_id(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Chat]:
    """The chats with our own `ids`, by id."""
    rows = await connection.execute(select(chats).where(chats.c.id.in_(ids)))
    return {row.id: chat_of(row) for row in rows}


async def save_settings(connection: AsyncConnection, chat: Chat) -> None:
    """Store the settings: timezone, language, quiet hours, digest, mute, kinds of report, languages read."""
    await connection.execute(
        update(chats)
        .where(chats.c.id == chat.id)
        .values(
            timezone=chat.timezone,
            language=chat.language,
            language_chosen=chat.language_chosen,
            quiet_from=_text(chat.quiet_from),
            quiet_to=_text(chat.quiet_to),
            digest_at=_text(chat.digest_at),
            digest_weekdays_only=chat.digest_weekdays_only,
            muted_until_at=chat.muted_until_at,
            kinds=None if chat.kinds is None else ",".join(sorted(chat.kinds)),
            reads=",".join(chat.reads) or None,
        )
    )


async def kinds_chosen(connection: AsyncConnection) -> frozenset[str]:
    """The kinds of report that some chat chose to be alerted of."""
    chosen = select(chats.c.kinds).where(chats.c.kinds.is_not(None), chats.c.paused_at.is_(None)).distinct()
    return frozenset(kind for kinds in await connection.scalars(chosen) for kind in kinds.split(",") if kind)


async def note_asked(connection: AsyncConnection, chat_id: int, now: datetime) -> None:
    """Note that the chat got an answer to `/latest`."""
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(asked_at=now))


async def pause(
    connection: AsyncConnection, telegram_id: int, reason: str, now: datetime, thread_id: int | None = None
) -> None:
    """Stop writing to a chat and all its forum topics, or to the forum topic `thread_id` only.

    Its queue is cancelled; its subscriptions stay and take effect again with `resume`.
    """
    there = chats.c.telegram_id == telegram_id
    if thread_id is not None:
        there &= chats.c.thread_id == thread_id
    await connection.execute(update(chats).where(there).values(paused_at=now, paused_reason=reason))
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.chat_id.in_(select(chats.c.id).where(there)),
            outbox.c.state.in_(("due", "held")),
        )
        .values(state="cancelled", reason=reason, leased_until_at=None, settled_at=now)
    )


async def resume(connection: AsyncConnection, telegram_id: int) -> bool:
    """Write to a chat and its forum topics again; returns whether any was paused."""
    resumed = await connection.execute(
        update(chats)
        .where(chats.c.telegram_id == telegram_id, chats.c.paused_at.is_not(None))
        .values(paused_at=None, paused_reason=None)
    )
    return resumed.rowcount > 0


async def resume_thread(connection: AsyncConnection, telegram_id: int, thread_id: int) -> Chat | None:
    """Write to a forum topic again; the topic as it was before, None if it is not known."""
    chat = await find(connection, telegram_id, thread_id)
    this = (chats.c.telegram_id == telegram_id) & (chats.c.thread_id == thread_id)
    await connection.execute(update(chats).where(this).values(paused_at=None, paused_reason=None))
    return chat


async def moved_to(connection: AsyncConnection, telegram_id: int) -> int | None:
    """The supergroup that a group became, if it is known to have become one."""
    to_id = await read_note(connection, f"moved:{telegram_id}")
    return None if to_id is None else int(to_id)


async def move(connection: AsyncConnection, from_telegram_id: int, to_telegram_id: int) -> None:
    """Give a group that became a supergroup (Bot API: migrate_to_chat_id) its new Telegram id.

    If the supergroup is known already, the two are merged: the group's settings, the subscriptions of both.
    """
    note = {"name": f"moved:{from_telegram_id}", "value": str(to_telegram_id), "written_at": EPOCH}
    await connection.execute(upsert(connection, notes, ["name"], ["value"]), note)
    there = select(roles.c.user_id).where(roles.c.telegram_id == to_telegram_id).scalar_subquery()
    await connection.execute(
        update(roles)
        .where(roles.c.telegram_id == from_telegram_id, roles.c.user_id.not_in(there))
        .values(telegram_id=to_telegram_id)
    )
    await connection.execute(
        update(guests)
        .where(guests.c.telegram_id == from_telegram_id)
        .where(~select(guests.c.telegram_id).where(guests.c.telegram_id == to_telegram_id).exists())
        .values(telegram_id=to_telegram_id)
    )
    old = await connection.execute(select(chats).where(chats.c.telegram_id == from_telegram_id))
    for row in old.all():
        known = await find(connection, to_telegram_id, row.thread_id)
        if known is not None:
            await _merge(connection, known.id, row.id)
        await connection.execute(
            update(chats)
            .where(chats.c.id == row.id)
            .values(telegram_id=to_telegram_id, kind="supergroup", paused_at=None, paused_reason=None)
        )


async def leave_thread(connection: AsyncConnection, chat_id: int) -> None:
    """Merge a forum topic that no longer exists into its group's general topic."""
    row = (await connection.execute(select(chats).where(chats.c.id == chat_id))).first()
    if row is None or not row.thread_id:
        return
    general = await find(connection, row.telegram_id)
    if general is not None:
        await _merge(connection, row.id, general.id)
    else:
        await connection.execute(update(chats).where(chats.c.id == row.id).values(thread_id=0))


async def _merge(connection: AsyncConnection, gone_id: int, kept_id: int) -> None:
    """Give the chat `kept_id` everything that only `gone_id` has, and delete `gone_id`."""
    for table, key in ((subscriptions, "topic_id"), (story_mutes, "story_id"), (feedback, "story_id")):
        theirs = select(table.c[key]).where(table.c.chat_id == kept_id).scalar_subquery()
        await connection.execute(
            update(table)
            .where(table.c.chat_id == gone_id, table.c[key].not_in(theirs))
            .values(chat_id=kept_id)
        )
    await connection.execute(
        update(topics).where(topics.c.owner_chat_id == gone_id).values(owner_chat_id=kept_id)
    )
    alert = outbox.alias()
    heard = (
        select(alert.c.id)
        .where(
            alert.c.chat_id == gone_id,
            alert.c.story_id == outbox.c.story_id,
            alert.c.kind == "alert",
            alert.c.state == "sent",
        )
        .exists()
    )
    pending = outbox.c.state.in_(("due", "held"))
    await connection.execute(delete(outbox).where(outbox.c.chat_id == kept_id, pending, heard))
    already = (
        select(alert.c.id).where(alert.c.chat_id == kept_id, alert.c.story_id == outbox.c.story_id).exists()
    )
    await connection.execute(
        update(outbox).where(outbox.c.chat_id == gone_id, ~already).values(chat_id=kept_id)
    )
    await connection.execute(delete(chats).where(chats.c.id == gone_id))


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _text(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None
