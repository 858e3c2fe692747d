"""Digests: alerts held for quiet hours, mute, the cap or digest mode, later gathered in one message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind, Delivery, DeliveryState
from storage.columns import Instant
from storage.database import unindexed
from storage.deliveries import Moment, is_due
from storage.delivery_rows import deliveries_of
from storage.tables import outbox

_HELD, _DUE = DeliveryState.HELD.value, DeliveryState.DUE.value
GATHERED = 100
"""Chats whose digests one transaction queues: more than it claims, and some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The alerts and updates that a chat got recently, not counting digests."""

    count: int
    first_at: datetime
    """When the first of them was sent."""


async def recent(
    connection: AsyncConnection, chat_ids: Sequence[int], since: datetime
) -> Mapping[int, Recent]:
    """What each chat got since `since`, by chat id; chats that got nothing are left out."""
    first_at = func.min(outbox.c.settled_at).label("first_at")
    rows = await connection.execute(
        select(outbox.c.chat_id, func.count().label("number"), first_at)
        .where(
            outbox.c.chat_id.in_(chat_ids),
            outbox.c.settled_at > since,
            unindexed(outbox.c.state) == DeliveryState.SENT.value,
            outbox.c.kind.in_((AlertKind.ALERT.value, AlertKind.UPDATE.value)),
            outbox.c.digest_id.is_(None),
        )
        .group_by(outbox.c.chat_id)
    )
    return {row.chat_id: Recent(row.number, row.first_at) for row in rows}


async def hold(connection: AsyncConnection, rows: Sequence[tuple[int, datetime, str]]) -> None:
    """Hold claimed rows for a digest: (row id, until when, why). A digest itself is rescheduled."""
    if not rows:
        return
    parameters = [{"row": row_id, "until": until_at, "why": reason} for row_id, until_at, reason in rows]
    values: dict[str, Any] = {
        "state": case((outbox.c.kind == AlertKind.DIGEST.value, _DUE), else_=_HELD),
        "due_at": bindparam("until", type_=Instant),
        "reason": bindparam("why"),
        "leased_until_at": None,
    }
    mine = and_(outbox.c.id == bindparam("row"), outbox.c.state == _DUE)
    await connection.execute(update(outbox).where(mine).values(values), parameters)


async def is_capped(connection: AsyncConnection, chat_id: int, reason: str) -> bool:
    """Whether something is held for the chat for this reason already."""
    held = (outbox.c.chat_id == chat_id) & (outbox.c.state == _HELD) & (outbox.c.reason == reason)
    return await connection.scalar(select(outbox.c.id).where(held).limit(1)) is not None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is held for a chat, for one reason."""

    reason: str
    count: int
    until_at: datetime


async def waiting(connection: AsyncConnection, chat_id: int) -> list[Waiting]:
    """What is held for a chat, the soonest first."""
    rows = await connection.execute(
        select(outbox.c.reason, func.count(), func.min(outbox.c.due_at))
        .where(outbox.c.chat_id == chat_id, outbox.c.state == _HELD)
        .group_by(outbox.c.reason)
        .order_by(func.min(outbox.c.due_at))
    )
    return [Waiting(reason or "", count, until_at) for reason, count, until_at in rows]


async def gather(connection: AsyncConnection, moment: Moment, most: int = GATHERED) -> int:
    """Queue a digest for each of the chats that have the `most` held rows which are due first.

    A digest takes all held rows of its chat. Returns how many digests were queued; more may be due.
    """
    held = and_(outbox.c.state == _HELD, outbox.c.digest_id.is_(None))
    first = select(outbox.c.chat_id).where(held, is_due(outbox, moment)).order_by(outbox.c.due_at)
    chat_ids = sorted(set(await connection.scalars(first.limit(most))))
    if not chat_ids:
        return 0
    row = {"kind": AlertKind.DIGEST.value, "due_at": moment.wall, "created_at": moment.wall}
    await connection.execute(insert(outbox), [row | {"chat_id": chat_id} for chat_id in chat_ids])
    digest = outbox.alias("digest")
    newest = (
        select(func.max(digest.c.id))
        .where(digest.c.chat_id == outbox.c.chat_id, digest.c.state == _DUE)
        .where(digest.c.kind == AlertKind.DIGEST.value)
        .scalar_subquery()
    )
    theirs = update(outbox).where(held, outbox.c.chat_id.in_(chat_ids))
    await connection.execute(theirs.values(digest_id=newest))
    return len(chat_ids)


async def anything_to_gather(connection: AsyncConnection, moment: Moment) -> bool:
    """Whether `gather` would queue anything; spares an idle desk the write lock."""
    held = select(outbox.c.id).where(
        outbox.c.state == _HELD, is_due(outbox, moment), outbox.c.digest_id.is_(None)
    )
    return await connection.scalar(held.limit(1)) is not None


async def members(connection: AsyncConnection, digest_ids: Sequence[int]) -> dict[int, list[Delivery]]:
    """The held rows of each digest, oldest first; digests without are left out."""
    chosen = outbox.c.digest_id.in_(digest_ids) & (outbox.c.state == _HELD)
    rows = (await connection.execute(select(outbox).where(chosen))).all()
    digest_of = {row.id: row.digest_id for row in rows}
    found: dict[int, list[Delivery]] = {}
    for delivery in await deliveries_of(connection, rows):
        found.setdefault(digest_of[delivery.id], []).append(delivery)
    return found


async def told_in(connection: AsyncConnection, chat_id: int, message_id: int) -> list[Delivery]:
    """What a chat was told in the digest that is its message `message_id`, oldest first."""
    rows = await connection.execute(
        select(outbox).where(
            outbox.c.chat_id == chat_id,
            outbox.c.message_id == message_id,
            outbox.c.digest_id.is_not(None),
            outbox.c.state == DeliveryState.SENT.value,
        )
    )
    return await deliveries_of(connection, rows.all())


async def retime(connection: AsyncConnection, chat_id: int, due_at: datetime) -> int:
    """Reschedule what is held for a chat after its settings changed; returns how many rows.

    A digest that was queued but not sent yet is rescheduled with them.
    """
    moved = await connection.execute(
        update(outbox).where(outbox.c.chat_id == chat_id, outbox.c.state == _HELD).values(due_at=due_at)
    )
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.chat_id == chat_id,
            outbox.c.state == _DUE,
            outbox.c.kind == AlertKind.DIGEST.value,
            outbox.c.text_html.is_(None),
            outbox.c.leased_until_at.is_(None),
        )
        .values(due_at=due_at)
    )
    return moved.rowcount


async def hurry(connection: AsyncConnection, chat_id: int, lease: timedelta, at: datetime) -> None:
    """Claim again at once what a chat's queue put off for longer than a `lease`: nobody is sending it."""
    failed = (outbox.c.state == _DUE) & outbox.c.failing_since_at.is_not(None)
    put_off = (outbox.c.chat_id == chat_id) & (outbox.c.leased_until_at > at + lease)
    await connection.execute(update(outbox).where(failed, put_off).values(leased_until_at=at))
