"""People: who may change a group's settings, and who may use a bot that does not let everybody in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Chat
from storage.chats import chat_of
from storage.database import insert_or_ignore, upsert
from storage.tables import chats, guests, outbox, roles

ADMIN, EDITOR = "admin", "editor"
ASKED, ALLOWED, REFUSED = "asked", "allowed", "refused"


async def note_admin(connection: AsyncConnection, telegram_id: int, user_id: int, now: datetime) -> None:
    """Remember that a user is an admin of a chat, so that the chat is found for them."""
    row = {"telegram_id": telegram_id, "user_id": user_id, "role": ADMIN, "noted_at": now}
    await connection.execute(insert_or_ignore(connection, roles), row)


async def make_editor(
    connection: AsyncConnection, telegram_id: int, user_id: int, name: str, now: datetime
) -> None:
    """Let a user who is no admin change what a chat gets."""
    row = {"telegram_id": telegram_id, "user_id": user_id, "role": EDITOR, "name": name, "noted_at": now}
    columns = ["role", "name", "noted_at"]
    await connection.execute(upsert(connection, roles, ["telegram_id", "user_id"], columns), row)


async def remove_role(connection: AsyncConnection, telegram_id: int, user_id: int) -> bool:
    """Forget a user's role in a chat; False if there was none."""
    mine = (roles.c.telegram_id == telegram_id) & (roles.c.user_id == user_id)
    return (await connection.execute(delete(roles).where(mine))).rowcount == 1


async def is_editor(connection: AsyncConnection, telegram_id: int, user_id: int) -> bool:
    """Whether an admin lets the user change what a chat gets."""
    mine = (roles.c.telegram_id == telegram_id) & (roles.c.user_id == user_id) & (roles.c.role == EDITOR)
    return await connection.scalar(select(roles.c.user_id).where(mine)) is not None


async def editors(connection: AsyncConnection, telegram_id: int) -> Mapping[int, str]:
    """The names of a chat's editors, by user id."""
    rows = await connection.execute(
        select(roles.c.user_id, roles.c.name)
        .where(roles.c.telegram_id == telegram_id, roles.c.role == EDITOR)
        .order_by(roles.c.noted_at, roles.c.user_id)
    )
    return {row.user_id: row.name for row in rows}


async def chats_of(connection: AsyncConnection, user_id: int, most: int) -> Sequence[Chat]:
    """Up to `most` groups, channels and forum topics in which a user has a role, by title."""
    rows = await connection.execute(
        select(chats)
        .join(roles, roles.c.telegram_id == chats.c.telegram_id)
        .where(roles.c.user_id == user_id, chats.c.kind != "private")
        .order_by(chats.c.title, chats.c.telegram_id, chats.c.thread_id)
        .limit(most)
    )
    return [chat_of(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who wants to use the bot, or a group that somebody wants to use it in."""

    telegram_id: int
    name: str
    state: str
    """ASKED, ALLOWED or REFUSED."""


async def guest(connection: AsyncConnection, telegram_id: int) -> Guest | None:
    """What is known of a user or group; None if it never asked."""
    rows = await connection.execute(select(guests).where(guests.c.telegram_id == telegram_id))
    row = rows.first()
    return None if row is None else Guest(row.telegram_id, row.name, row.state)


async def ask(connection: AsyncConnection, telegram_id: int, name: str, now: datetime) -> bool:
    """Note that a user or group wants to use the bot; False if that was known."""
    row = {"telegram_id": telegram_id, "name": name, "state": ASKED, "noted_at": now}
    return (await connection.execute(insert_or_ignore(connection, guests), row)).rowcount == 1


async def decide(connection: AsyncConnection, telegram_id: int, state: str, now: datetime) -> None:
    """Allow or refuse a user or group."""
    row = {"telegram_id": telegram_id, "state": state, "noted_at": now}
    columns = ["state", "noted_at"]
    await connection.execute(upsert(connection, guests, ["telegram_id"], columns), row)


async def waiting(connection: AsyncConnection, most: int) -> list[Guest]:
    """Up to `most` who asked and have no answer yet, the first first."""
    asked = select(guests).where(guests.c.state == ASKED).order_by(guests.c.noted_at, guests.c.telegram_id)
    rows = await connection.execute(asked.limit(most))
    return [Guest(row.telegram_id, row.name, row.state) for row in rows]


async def shut_out(
    connection: AsyncConnection, allowed: Sequence[int], approval: bool, reason: str, now: datetime
) -> tuple[int, int]:
    """Pause the chats that may not use the bot, resume those that may again; returns how many of each.

    Empty `allowed` without `approval`: everybody may. `approval`: those who were let in may, too.
    """
    may: ColumnElement[bool] = chats.c.telegram_id.in_(allowed)
    if approval:
        may |= chats.c.telegram_id.in_(select(guests.c.telegram_id).where(guests.c.state == ALLOWED))
    if not allowed and not approval:
        may = true()
    gone = update(chats).where(~may, chats.c.paused_at.is_(None))
    paused = await connection.execute(gone.values(paused_at=now, paused_reason=reason))
    theirs = select(chats.c.id).where(chats.c.paused_reason == reason, ~may)
    waiting = outbox.c.chat_id.in_(theirs) & outbox.c.state.in_(("due", "held"))
    cancelled = {"state": "cancelled", "reason": reason, "leased_until_at": None, "settled_at": now}
    await connection.execute(update(outbox).where(waiting).values(cancelled))
    back = update(chats).where(may, chats.c.paused_reason == reason)
    resumed = await connection.execute(back.values(paused_at=None, paused_reason=None))
    return paused.rowcount, resumed.rowcount
