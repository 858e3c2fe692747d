"""Deliveries: rows of the outbox claimed for sending, then settled by what became of them.

A claim takes only the first row in each chat's queue, so order within a chat is kept and a chat that must
wait holds up no other. Updates and edits yield: new alerts go before them. Feeds take turns: the alert of one
that told of fewer stories in the hour goes before.
`outbox.leased_until_at` is set by the first claim and stays until the row is settled: as long as it is set,
the row blocks later ones of its chat. A row merely scheduled for later has never been claimed and blocks
nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    FromClause,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from bot.model import Delivery, DeliveryState
from storage import tables
from storage.columns import Instant, microseconds
from storage.database import execute_many, unindexed
from storage.delivery_rows import deliveries_of
from storage.tables import outbox

_DUE, _SENT, _HELD = DeliveryState.DUE.value, DeliveryState.SENT.value, DeliveryState.HELD.value


@dataclass(frozen=True, slots=True)
class Moment:
    """The present time on two clocks: `wall`, the system's, and `steady`, which never jumps back.

    Leases and waits follow `steady`; schedules follow `wall`, except for rows created before a jump back.
    """

    wall: datetime
    steady: datetime


async def claim(
    connection: AsyncConnection, moment: Moment, lease_until: datetime, limit: int
) -> list[Delivery]:
    """Lease up to `limit` rows whose turn it is until `lease_until`: oldest due first, at most one a chat.

    Rows that yield are claimed only where there is room left, and in chats where nothing else is due or under
    way. One statement for either on both databases: PostgreSQL skips rows that another process is claiming,
    and SQLite has one writer at a time.
    """
    rows = list[Row[Any]]()
    given = {"wall": moment.wall, "steady": moment.steady, "until": lease_until}
    for claim_heads in (_CLAIM, _CLAIM_YIELDING):
        if len(rows) < limit:
            claimed = await connection.execute(claim_heads, given | {"most": limit - len(rows)})
            rows += claimed.all()
    return await deliveries_of(connection, rows)


def is_due(row: FromClause, moment: "Moment | _At") -> ColumnElement[bool]:
    """Whether a row is due by the clock under which it was scheduled."""
    due_at, created_at = row.c.due_at, row.c.created_at
    return and_(due_at <= moment.steady, or_(due_at <= moment.wall, created_at > moment.wall))


class _At(NamedTuple):
    """A moment that a statement is given when it is executed."""

    wall: BindParameter[Any] = bindparam("wall", type_=Instant)
    steady: BindParameter[Any] = bindparam("steady", type_=Instant)


def _is_first(row: FromClause, moment: _At) -> ColumnElement[bool]:
    """Whether a row is the first in the queue of its chat: no other blocks it."""
    queued = outbox.alias("queued")
    # Not NOT EXISTS, which PostgreSQL would turn into a join of the whole queue with itself.
    first = (
        select(queued.c.id)
        .where(
            queued.c.chat_id == row.c.chat_id,
            queued.c.state == _DUE,
            or_(queued.c.leased_until_at.is_not(None), is_due(queued, moment)),
        )
        .order_by(queued.c.yields, queued.c.turn, queued.c.id)
        .limit(1)
        .scalar_subquery()
    )
    result: ColumnElement[bool] = row.c.id == first
    return result


def _claim(*, yields: bool) -> ReturningUpdate[Any]:
    """Lease the first row of every chat's queue, where it may be claimed, locked for this transaction."""
    row, moment = outbox.alias("candidate"), _At()
    heads = (
        select(row.c.id)
        .where(
            row.c.state == _DUE,
            row.c.yields == yields,
            is_due(row, moment),
            or_(row.c.leased_until_at.is_(None), row.c.leased_until_at <= moment.steady),
            _is_first(row, moment),
        )
        .order_by(row.c.due_at, row.c.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True, of=row)
        .cte("heads")
    )
    return (
        update(outbox)
        .where(outbox.c.id.in_(select(heads.c.id)))
        .values(leased_until_at=bindparam("until", type_=Instant))
        .returning(*outbox.c)
    )


def _waiting() -> Select[datetime | None]:
    """When the first lease ends among the rows that no other of their chat blocks."""
    row = outbox.alias("candidate")
    leased = (row.c.state == _DUE) & row.c.leased_until_at.is_not(None)
    return select(func.min(row.c.leased_until_at)).where(leased, _is_first(row, _At()))


# Made once: making them takes longer than a claim.
_CLAIM, _CLAIM_YIELDING, _WAITING = _claim(yields=False), _claim(yields=True), _waiting()


async def mark_sent(connection: AsyncConnection, sent: Sequence[tuple[int, int]], at: datetime) -> None:
    """Settle rows as sent: (row id, Telegram's message id)."""
    if not sent:
        return
    settled = microseconds(at)
    rows = [(message_id, settled, row_id) for row_id, message_id in sent]
    await execute_many(connection, _MARK_SENT, ("message", "at", "row"), rows)


_MARK_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        state=literal_column(f"'{_SENT}'"),
        leased_until_at=null(),
        reason=null(),
        message_id=bindparam("message"),
        settled_at=bindparam("at", type_=BigInteger),
    )
)


async def mark_digested(connection: AsyncConnection, digest_id: int, message_id: int, at: datetime) -> None:
    """Settle the held rows that went out in a digest."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.digest_id == digest_id, outbox.c.state == _HELD)
        .values(state=_SENT, message_id=message_id, settled_at=at)
    )


@dataclass(frozen=True, slots=True)
class Postponement:
    """A claimed row to be sent later; later rows of its chat wait for it."""

    id: int
    until_at: datetime
    """On the steady clock; a past instant means at once."""
    attempts: int
    failing_since_at: datetime | None
    plain: bool
    reason: str | None


async def postpone(connection: AsyncConnection, rows: Sequence[Postponement]) -> None:
    """Return rows to the queue, unless they were cancelled in the meantime."""
    if not rows:
        return
    parameters = [
        {
            "row": row.id,
            "until": row.until_at,
            "tried": row.attempts,
            "since": row.failing_since_at,
            "as_plain": row.plain,
            "why": row.reason,
        }
        for row in rows
    ]
    values: dict[str, Any] = {
        "leased_until_at": bindparam("until", type_=Instant),
        "attempts": bindparam("tried"),
        "failing_since_at": bindparam("since", type_=Instant),
        "plain": bindparam("as_plain"),
        "reason": bindparam("why"),
    }
    mine = and_(outbox.c.id == bindparam("row"), outbox.c.state == _DUE)
    await connection.execute(update(outbox).where(mine).values(values), parameters)


async def release(connection: AsyncConnection, rows: Sequence[tuple[int, datetime]]) -> None:
    """Return rows that were claimed but not tried: (row id, when it may be claimed again, steady clock)."""
    if rows:
        parameters = [{"row": row_id, "until": until_at} for row_id, until_at in rows]
        mine = and_(outbox.c.id == bindparam("row"), outbox.c.state == _DUE)
        until = bindparam("until", type_=Instant)
        await connection.execute(update(outbox).where(mine).values(leased_until_at=until), parameters)


async def reclaim(connection: AsyncConnection, steady: datetime, longest: timedelta) -> int:
    """Free the rows that were claimed for the first time, for `longest` at most; returns how many.

    Rows that wait because Telegram asked for it, or after a failure, have a reason and go on waiting.
    """
    claimed = and_(
        outbox.c.state == _DUE,
        outbox.c.leased_until_at > steady,
        outbox.c.leased_until_at <= steady + longest,
        outbox.c.reason.is_(None),
    )
    freed = await connection.execute(update(outbox).where(claimed).values(leased_until_at=steady))
    return freed.rowcount


async def cancel(connection: AsyncConnection, rows: Sequence[tuple[int, str]], at: datetime) -> None:
    """Settle rows as cancelled: (row id, reason)."""
    if rows:
        values: dict[str, Any] = {
            "state": DeliveryState.CANCELLED.value,
            "reason": bindparam("why"),
            "leased_until_at": None,
            "settled_at": at,
        }
        parameters = [{"row": row_id, "why": reason} for row_id, reason in rows]
        mine = and_(outbox.c.id == bindparam("row"), outbox.c.state == _DUE)
        await connection.execute(update(outbox).where(mine).values(values), parameters)


async def anything_ready(connection: AsyncConnection, moment: Moment) -> bool:
    """Whether any row is due, even behind another of its chat; spares an idle desk the write lock."""
    free = or_(outbox.c.leased_until_at.is_(None), outbox.c.leased_until_at <= moment.steady)
    ready = select(outbox.c.id).where(outbox.c.state == _DUE, is_due(outbox, moment), free)
    # In the index's order: PostgreSQL would otherwise read all that was ever sent, hoping to meet one soon.
    first = ready.order_by(outbox.c.due_at, outbox.c.id).limit(1)
    return await connection.scalar(first) is not None


async def sent_since(connection: AsyncConnection, since: datetime) -> list[tuple[int, str, datetime]]:
    """Messages sent since `since`: (Telegram chat id, kind of chat, when), oldest first."""
    rows = await connection.execute(
        select(tables.chats.c.telegram_id, tables.chats.c.kind, outbox.c.settled_at)
        .join(tables.chats, tables.chats.c.id == outbox.c.chat_id)
        .where(unindexed(outbox.c.state) == _SENT, outbox.c.settled_at > since)
        .order_by(outbox.c.settled_at, outbox.c.id)
    )
    return [(row.telegram_id, row.kind, row.settled_at) for row in rows]


async def next_ready_at(connection: AsyncConnection, moment: Moment) -> datetime | None:
    """When the next row may be claimed, on the steady clock, if none may be now; None if none is left.

    A due row behind another of its chat is not ready before that one, so it does not count.
    """
    scheduled = select(func.min(outbox.c.due_at)).where(
        outbox.c.state == _DUE, outbox.c.leased_until_at.is_(None), ~is_due(outbox, moment)
    )
    given = {"wall": moment.wall, "steady": moment.steady}
    waits_until, due_at = await connection.scalar(_WAITING, given), await connection.scalar(scheduled)
    ahead = None if due_at is None else moment.steady + (due_at - moment.wall)
    return min((at for at in (waits_until, ahead) if at is not None), default=None)


async def last_seen_at(connection: AsyncConnection) -> datetime | None:
    """The latest instant at which the outbox is known to have changed, where the steady clock resumes."""
    newest = await connection.scalar(select(outbox.c.created_at).order_by(outbox.c.id.desc()).limit(1))
    settled = await connection.scalar(
        select(func.max(outbox.c.settled_at)).where(outbox.c.settled_at.is_not(None))
    )
    return max((at for at in (newest, settled) if at is not None), default=None)
