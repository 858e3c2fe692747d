"""The state of the outbox, and dead letters: given-up messages that an operator lists, retries or drops."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind, DeliveryState
from storage.tables import chats, outbox

_DEAD, _DUE = DeliveryState.DEAD.value, DeliveryState.DUE.value


@dataclass(frozen=True, slots=True)
class OutboxState:
    """The outbox at a glance."""

    counts: Mapping[DeliveryState, int]
    """How many rows are in each state; states without rows are left out."""
    oldest_due_at: datetime | None
    """When the oldest overdue row was due; None if none is overdue."""
    paused_chats: int


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was given up."""

    id: int
    telegram_id: int
    chat_title: str
    kind: AlertKind
    story_id: int | None
    attempts: int
    reason: str
    payload: str
    """Its text as Telegram HTML; empty if it could not be rendered."""
    created_at: datetime
    died_at: datetime


async def overview(connection: AsyncConnection, now: datetime) -> OutboxState:
    """Counts by state, the oldest row overdue at `now`, and how many chats are paused."""
    rows = await connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    counts = {DeliveryState(row[0]): row[1] for row in rows}
    oldest = await connection.scalar(
        select(func.min(outbox.c.due_at)).where(outbox.c.state == _DUE, outbox.c.due_at <= now)
    )
    paused = await connection.scalar(
        select(func.count()).select_from(chats).where(chats.c.paused_at.is_not(None))
    )
    return OutboxState(counts, oldest, paused or 0)


async def dead_letters(connection: AsyncConnection, limit: int = 100) -> list[DeadLetter]:
    """The newest `limit` dead letters, newest first."""
    rows = await connection.execute(
        select(outbox, chats.c.telegram_id, chats.c.title)
        .join(chats, chats.c.id == outbox.c.chat_id)
        .where(outbox.c.state == _DEAD)
        .order_by(outbox.c.settled_at.desc(), outbox.c.id.desc())
        .limit(limit)
    )
    return [
        DeadLetter(
            id=row.id,
            telegram_id=row.telegram_id,
            chat_title=row.title,
            kind=AlertKind(row.kind),
            story_id=row.story_id,
            attempts=row.attempts,
            reason=row.reason or "",
            payload=row.payload or "",
            created_at=row.created_at,
            died_at=row.settled_at,
        )
        for row in rows
    ]


async def bury(connection: AsyncConnection, rows: Sequence[tuple[int, str, str]], at: datetime) -> None:
    """Give up claimed rows: (row id, reason, payload)."""
    if rows:
        values = {
            outbox.c.state: _DEAD,
            outbox.c.reason: bindparam("why"),
            outbox.c.payload: bindparam("text"),
            outbox.c.leased_until_at: None,
            outbox.c.settled_at: at,
            outbox.c.attempts: outbox.c.attempts + 1,
        }
        parameters = [{"row": row_id, "why": why, "text": payload} for row_id, why, payload in rows]
        mine = (outbox.c.id == bindparam("row")) & (outbox.c.state == _DUE)
        await connection.execute(update(outbox).where(mine).values(values), parameters)


async def retry(connection: AsyncConnection, now: datetime, row_id: int | None = None) -> int:
    """Make the dead letter `row_id`, or all of them, due again as if new; returns how many.

    An edit is settled without being due where another of the same alert waits, which shows all that it would.
    """
    is_done = update(outbox).where(_dead(row_id), _has_newer_edit(row_id))
    done = await connection.execute(
        is_done.values(state=DeliveryState.CANCELLED.value, reason="a newer edit waits", settled_at=now)
    )
    changed = await connection.execute(
        update(outbox)
        .where(_dead(row_id))
        .values(
            state=_DUE,
            due_at=now,
            attempts=0,
            failing_since_at=None,
            plain=False,
            payload=None,
            settled_at=None,
        )
    )
    return done.rowcount + changed.rowcount


async def drop(connection: AsyncConnection, now: datetime, row_id: int | None = None) -> int:
    """Cancel the dead letter `row_id`, or all of them; returns how many.

    The held rows of a digest among them are cancelled with it.
    """
    held = update(outbox).where(
        outbox.c.state == DeliveryState.HELD.value,
        outbox.c.digest_id.in_(select(outbox.c.id).where(_dead(row_id))),
    )
    cancelled = {"state": DeliveryState.CANCELLED.value, "settled_at": now}
    await connection.execute(held.values(cancelled))
    changed = await connection.execute(update(outbox).where(_dead(row_id)).values(cancelled))
    return changed.rowcount


def _dead(row_id: int | None, row: FromClause = outbox) -> ColumnElement[bool]:
    dead: ColumnElement[bool] = row.c.state == _DEAD
    return dead if row_id is None else dead & (row.c.id == row_id)


def _has_newer_edit(row_id: int | None) -> ColumnElement[bool]:
    """Whether a row is an edit beside another that waits, or is about to; the schema allows one."""
    other = outbox.alias("other")
    same = (other.c.chat_id == outbox.c.chat_id) & (other.c.story_id == outbox.c.story_id)
    edits = (outbox.c.kind == AlertKind.EDIT.value) & (other.c.kind == AlertKind.EDIT.value)
    waits = (other.c.state == _DUE) & other.c.leased_until_at.is_(None)
    will_wait = _dead(row_id, other) & (other.c.id > outbox.c.id)
    return select(other.c.id).where(edits, same, or_(waits, will_wait)).exists()
