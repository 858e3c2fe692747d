"""Subscriptions to hubs: wanted, requested, confirmed, refused, ending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import FeedState
from storage.database import upsert
from storage.notes import read_note, write_note
from storage.tables import feeds, websub

REQUESTED = "requested"
ACTIVE = "active"
RENEWING = "renewing"
"""Active, and the hub was asked to renew it."""
REFUSED = "refused"
ENDING = "ending"

_ASK_AGAIN = timedelta(hours=1)
_ASK_REFUSER_AGAIN = timedelta(days=7)
_RENEW_AT = 0.8
"""The share of the lease after which it is renewed."""
_PUSHES_KNOWN = 256
"""Number of pushes that are remembered for each feed."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed's subscription at a hub."""

    feed_id: int
    hub_url: str
    topic_url: str
    callback_id: str
    secret: str
    state: str
    requested_at: datetime | None
    lease_until_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A feed that names a hub, with the subscription that it has so far."""

    feed_id: int
    hub_url: str
    topic_url: str
    subscription: Subscription | None


_COLUMNS = (
    websub.c.feed_id, websub.c.hub_url, websub.c.topic_url, websub.c.callback_id, websub.c.secret,
    websub.c.state, websub.c.requested_at, websub.c.lease_until_at,
)  # fmt: skip


async def to_subscribe(connection: AsyncConnection, now: datetime) -> list[Wanted]:
    """Feeds to subscribe: without a subscription, with another hub or topic, or with one that is due again.

    A subscription is due when the hub has not answered, or most of the lease is over.
    """
    query = (
        select(feeds.c.id, feeds.c.url, feeds.c.hub_url.label("feed_hub"), feeds.c.self_url, *_COLUMNS)
        .outerjoin(websub, websub.c.feed_id == feeds.c.id)
        .where(
            feeds.c.state == FeedState.ACTIVE, feeds.c.hub_url.is_not(None), feeds.c.baselined_at.is_not(None)
        )
    )
    wanted = []
    for row in await connection.execute(query):
        known = None if row.callback_id is None else _subscription(row[4:])
        feed = Wanted(row.id, row.feed_hub, row.self_url or row.url, known)
        if (
            known is None
            or (known.hub_url, known.topic_url) != (feed.hub_url, feed.topic_url)
            or _is_due(known, now)
        ):
            wanted.append(feed)
    return wanted


def _is_due(known: Subscription, now: datetime) -> bool:
    asked, lease_until_at = known.requested_at or now, known.lease_until_at
    if known.state in (ACTIVE, RENEWING) and lease_until_at is not None and lease_until_at > asked:
        renew_at = asked + (lease_until_at - asked) * _RENEW_AT
        return now >= renew_at
    wait = _ASK_REFUSER_AGAIN if known.state == REFUSED else _ASK_AGAIN
    return now >= asked + wait


def _subscription(values: Sequence[Any]) -> Subscription:
    return Subscription(*values)


async def to_unsubscribe(connection: AsyncConnection, now: datetime) -> list[Subscription]:
    """Subscriptions to end because their feeds are no longer polled; due again after an hour."""
    due = or_(websub.c.state != ENDING, websub.c.requested_at <= now - _ASK_AGAIN)
    query = (
        select(*_COLUMNS)
        .join(feeds, feeds.c.id == websub.c.feed_id)
        .where(or_(feeds.c.state != FeedState.ACTIVE, feeds.c.hub_url.is_(None)), due)
    )
    return [_subscription(row) for row in await connection.execute(query)]


async def save(connection: AsyncConnection, subscription: Subscription) -> None:
    """Write a subscription; it replaces the feed's earlier one."""
    columns = [column.name for column in _COLUMNS]
    row = {name: getattr(subscription, name) for name in columns}
    await connection.execute(upsert(connection, websub, ["feed_id"], columns[1:]), row)


async def by_callback(connection: AsyncConnection, callback_id: str) -> Subscription | None:
    """The subscription that a hub's call to `callback_id` is about."""
    row = (
        await connection.execute(select(*_COLUMNS).where(websub.c.callback_id == callback_id))
    ).one_or_none()
    return None if row is None else _subscription(row)


async def confirm(
    connection: AsyncConnection, callback_id: str, lease_until_at: datetime, now: datetime
) -> None:
    """The hub has verified a subscription that we asked for, and pushes until `lease_until_at`."""
    await connection.execute(
        update(websub)
        .where(websub.c.callback_id == callback_id, websub.c.state.in_((REQUESTED, RENEWING)))
        .values(state=ACTIVE, lease_until_at=lease_until_at, requested_at=now)
    )


async def refuse(connection: AsyncConnection, callback_id: str) -> None:
    """The hub has denied the subscription."""
    await connection.execute(update(websub).where(websub.c.callback_id == callback_id).values(state=REFUSED))


async def forget(connection: AsyncConnection, callback_id: str) -> None:
    """The subscription has ended."""
    await connection.execute(delete(websub).where(websub.c.callback_id == callback_id))


async def forget_overdue(connection: AsyncConnection, now: datetime) -> None:
    """Delete subscriptions that have ended: an hour after the request to end, if no lease is left.

    Those that a hub denied end with their feed.
    """
    over = or_(websub.c.lease_until_at.is_(None), websub.c.lease_until_at <= now)
    ended = and_(websub.c.state == ENDING, over, websub.c.requested_at <= now - _ASK_AGAIN)
    inactive = select(feeds.c.id).where(feeds.c.state != FeedState.ACTIVE)
    refused = and_(websub.c.state == REFUSED, websub.c.feed_id.in_(inactive))
    await connection.execute(delete(websub).where(or_(ended, refused)))


async def has_taken(connection: AsyncConnection, feed_id: int, digest: str) -> bool:
    """Whether a push with this digest is among the last that were stored for the feed."""
    return digest in await _taken(connection, feed_id)


async def note_push(connection: AsyncConnection, feed_id: int, digest: str, now: datetime) -> None:
    """Remember a push that was stored, so that it is not stored again."""
    digests = [*await _taken(connection, feed_id), digest][-_PUSHES_KNOWN:]
    await write_note(connection, _pushes_note(feed_id), " ".join(digests), now)


async def _taken(connection: AsyncConnection, feed_id: int) -> list[str]:
    return (await read_note(connection, _pushes_note(feed_id)) or "").split()


def _pushes_note(feed_id: int) -> str:
    return f"pushes of feed {feed_id}"
