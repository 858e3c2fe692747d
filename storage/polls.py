"""The poll station's statements: claim feeds, save their new states, move them, retire them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Feed, FeedState
from storage.columns import bound
from storage.database import execute_many
from storage.feed_rows import COLUMNS, POLLED, moved_note, to_feed
from storage.notes import write_note
from storage.tables import articles, fanouts, feeds, notes

_SAVE = (
    update(feeds)
    .where(feeds.c.id == bindparam("_id"))
    .ordered_values(*[(name, bindparam(name)) for name in POLLED], ("leased_until_at", null()))
)


async def claim_due(
    connection: AsyncConnection,
    now: datetime,
    limit: int,
    lease_until: datetime,
    *,
    due_before: datetime | None = None,
) -> list[Feed]:
    """Lease up to `limit` active feeds that are due, the longest overdue first, until `lease_until`.

    No other caller gets them until then. `due_before` (by default `now`) keeps feeds that became due during a
    run out of it.
    """
    due = (
        select(feeds.c.id)
        .where(_is_due(now, due_before or now))
        .order_by(feeds.c.due_at, feeds.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    claimed = await connection.execute(
        update(feeds)
        .where(feeds.c.id.in_(select(due.c.id)))
        .values(leased_until_at=lease_until)
        .returning(*COLUMNS)
    )
    return sorted((to_feed(row) for row in claimed), key=lambda feed: (feed.due_at or now, feed.id))


async def anything_due(connection: AsyncConnection, now: datetime, due_before: datetime) -> bool:
    """Whether `claim_due` would give a feed; spares an idle desk the write lock."""
    return await connection.scalar(select(feeds.c.id).where(_is_due(now, due_before)).limit(1)) is not None


def _is_due(now: datetime, due_before: datetime) -> ColumnElement[bool]:
    free = or_(feeds.c.leased_until_at.is_(None), feeds.c.leased_until_at <= now)
    return and_(feeds.c.state == FeedState.ACTIVE, feeds.c.due_at <= due_before, free)


async def is_idle(connection: AsyncConnection, now: datetime) -> bool:
    """Whether there are feeds of which none is due, and triage has nothing to do: no article, no fan-out."""
    any_feed, due = exists().where(feeds.c.id > 0), exists().where(_is_due(now, now))
    waiting = exists().where(articles.c.triaged_at.is_(None))
    unfinished = exists().where(fanouts.c.id > 0)
    row = (await connection.execute(select(any_feed, due, waiting, unfinished))).one()
    return tuple(row) == (True, False, False, False)


async def any_works(connection: AsyncConnection) -> bool:
    """Whether the last poll of any active feed was a success."""
    works = (feeds.c.state == FeedState.ACTIVE) & (feeds.c.last_success_at == feeds.c.last_polled_at)
    return await connection.scalar(select(feeds.c.id).where(works).limit(1)) is not None


async def claim(
    connection: AsyncConnection, feed_id: int, now: datetime, lease_until: datetime
) -> Feed | None:
    """Lease an active feed whether it is due or not; None while another caller holds it."""
    free = or_(feeds.c.leased_until_at.is_(None), feeds.c.leased_until_at <= now)
    claimed = await connection.execute(
        update(feeds)
        .where(feeds.c.id == feed_id, feeds.c.state == FeedState.ACTIVE, free)
        .values(leased_until_at=lease_until)
        .returning(*COLUMNS)
    )
    row = claimed.one_or_none()
    return None if row is None else to_feed(row)


async def renew(connection: AsyncConnection, feed_ids: Sequence[int], lease_until: datetime) -> None:
    """Extend the leases of feeds that are still being polled."""
    held = feeds.c.id.in_(feed_ids), feeds.c.leased_until_at.is_not(None)
    await connection.execute(update(feeds).where(*held).values(leased_until_at=lease_until))


async def release(connection: AsyncConnection, feed_ids: Sequence[int]) -> None:
    """End the leases of feeds that were not polled."""
    await connection.execute(update(feeds).where(feeds.c.id.in_(feed_ids)).values(leased_until_at=None))


async def save_polled(connection: AsyncConnection, polled: Iterable[Feed]) -> None:
    """Save the feeds as their polls left them, and end their leases. Address and state do not change."""
    rows = [(*[bound(getattr(feed, name)) for name in POLLED], feed.id) for feed in polled]
    if rows:
        await execute_many(connection, _SAVE, (*POLLED, "_id"), rows)


async def outage_goes_on(connection: AsyncConnection, at_least: int) -> bool:
    """Whether polls found our own network down and no feed has answered since.

    Such polls leave an error but count no failure. False if there are fewer active feeds than `at_least`.
    """
    active = feeds.c.state == FeedState.ACTIVE
    ours = active & feeds.c.failing_since_at.is_(None) & feeds.c.last_error.is_not(None)
    silent = or_(feeds.c.last_success_at.is_(None), feeds.c.last_success_at < feeds.c.last_polled_at)
    seen_at, known, answered_at = (
        await connection.execute(
            select(
                func.max(feeds.c.last_polled_at).filter(ours & silent),
                func.count().filter(active),
                func.max(feeds.c.last_success_at),
            )
        )
    ).one()
    return seen_at is not None and known >= at_least and (answered_at is None or answered_at < seen_at)


async def mark_gone(connection: AsyncConnection, feed_id: int) -> None:
    """The server says for good that the feed is gone: stop polling it, but keep it on record."""
    active = feeds.c.state == FeedState.ACTIVE
    gone = {"state": FeedState.GONE, "admins_told_at": None}
    await connection.execute(update(feeds).where(feeds.c.id == feed_id, active).values(gone))


async def move(connection: AsyncConnection, feed: Feed, new_url: str, now: datetime) -> bool:
    """Give `feed` the address to which it has moved; True if another feed had it and the two were merged.

    The old address is remembered, so that a configuration that still lists it means the same feed, and to be
    asked again. If the feed at the new address was no longer polled, it is polled again, with the state of
    the one that moved.
    """
    original_url = feed.original_url or feed.url
    original = {"original_url": None if new_url == original_url else original_url}
    await connection.execute(delete(notes).where(notes.c.name == moved_note(new_url)))
    await write_note(connection, moved_note(feed.url), new_url, now)
    other = await connection.scalar(select(feeds.c.id).where(feeds.c.url == new_url, feeds.c.id != feed.id))
    if other is None:
        await connection.execute(
            update(feeds)
            .where(feeds.c.id == feed.id)
            .values({"url": new_url, "moved_url": None, "moved_polls": 0} | original)
        )
        return False
    await connection.execute(update(articles).where(articles.c.feed_id == feed.id).values(feed_id=other))
    await connection.execute(update(feeds).where(feeds.c.id == feed.id).values(state=FeedState.REMOVED))
    revived = {name: getattr(feed, name) for name in (*POLLED, "publisher", "language", "origin")}
    await connection.execute(
        update(feeds)
        .where(feeds.c.id == other, feeds.c.state != FeedState.ACTIVE)
        .values(revived | {"state": FeedState.ACTIVE, "moved_url": None, "moved_polls": 0})
    )
    await connection.execute(
        update(feeds).where(feeds.c.id == other, feeds.c.original_url.is_(None)).values(original)
    )
    return True


async def spread_overdue(connection: AsyncConnection, now: datetime, every_s: float) -> int:
    """After a long downtime, spread the overdue feeds over the next `every_s` seconds; returns how many.

    These are the feeds that have been polled before and are overdue by more than `every_s`.
    """
    long_due = (feeds.c.state == FeedState.ACTIVE) & (feeds.c.due_at < now - timedelta(seconds=every_s))
    ids = (
        await connection.scalars(select(feeds.c.id).where(long_due, feeds.c.last_polled_at.is_not(None)))
    ).all()
    step = every_s / max(len(ids), 1)
    rows = [{"_id": id_, "due": now + timedelta(seconds=step * n)} for n, id_ in enumerate(ids)]
    if rows:
        spread = update(feeds).where(feeds.c.id == bindparam("_id")).values(due_at=bindparam("due"))
        await connection.execute(spread, rows)
    return len(rows)


async def pull_back(connection: AsyncConnection, now: datetime, after: datetime) -> int:
    """Make the feeds due that were polled, or leased until, later than `after`; returns how many.

    The clock was wrong then: they would wait until it is as late again.
    """
    ahead = or_(feeds.c.last_polled_at > after, feeds.c.leased_until_at > after)
    pulled = await connection.execute(
        update(feeds)
        .where(feeds.c.state == FeedState.ACTIVE, ahead)
        .values(due_at=now, last_polled_at=now, leased_until_at=None)
    )
    return pulled.rowcount


async def claim_long_failing(connection: AsyncConnection, now: datetime, after: timedelta) -> list[Feed]:
    """Active feeds that have failed for longer than `after`, each returned once until it recovers."""
    rows = await connection.execute(
        update(feeds)
        .where(
            feeds.c.state == FeedState.ACTIVE,
            feeds.c.failing_since_at <= now - after,
            feeds.c.admins_told_at.is_(None),
        )
        .values(admins_told_at=now)
        .returning(*COLUMNS)
    )
    return [to_feed(row) for row in rows]


async def claim_gone(connection: AsyncConnection, now: datetime) -> list[Feed]:
    """Feeds that are no longer polled because their server says that they are gone, each returned once."""
    rows = await connection.execute(
        update(feeds)
        .where(feeds.c.state == FeedState.GONE, feeds.c.admins_told_at.is_(None))
        .values(admins_told_at=now)
        .returning(*COLUMNS)
    )
    return [to_feed(row) for row in rows]


async def maybe_stale(connection: AsyncConnection, before: datetime) -> list[Feed]:
    """Active feeds that answer but have no entry newer than `before`, and that no admin was told of."""
    query = select(*COLUMNS).where(
        feeds.c.state == FeedState.ACTIVE,
        feeds.c.failing_since_at.is_(None),
        feeds.c.newest_at < before,
        feeds.c.stale_told_at.is_(None),
    )
    return [to_feed(row) for row in await connection.execute(query)]


async def note_stale(
    connection: AsyncConnection, feed_ids: Sequence[int], before: datetime, now: datetime
) -> None:
    """Note that the admins are told of stale feeds.

    They may be told again of feeds that have an entry newer than `before` by now.
    """
    if feed_ids:
        await connection.execute(update(feeds).where(feeds.c.id.in_(feed_ids)).values(stale_told_at=now))
    await connection.execute(
        update(feeds)
        .where(feeds.c.stale_told_at.is_not(None), feeds.c.newest_at >= before)
        .values(stale_told_at=None)
    )


async def claim_recovered(connection: AsyncConnection) -> list[Feed]:
    """Feeds from `claim_long_failing` that answer again, each returned once."""
    rows = await connection.execute(
        update(feeds)
        .where(feeds.c.admins_told_at.is_not(None), feeds.c.failing_since_at.is_(None))
        .values(admins_told_at=None)
        .returning(*COLUMNS)
    )
    return [to_feed(row) for row in rows]
