"""Feeds: adding, removing, listing with their health. What polling needs is in `storage/polls.py`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Feed, FeedState
from storage.database import insert_or_ignore, unindexed
from storage.feed_rows import COLUMNS, MOVED, moved_note, to_feed
from storage.synced import Synced
from storage.tables import articles, feeds, notes

_FRESH = {
    "state": FeedState.ACTIVE,
    "etag": None,
    "last_modified": None,
    "body_hash": None,
    "baselined_at": None,
    "failing_since_at": None,
    "failures": 0,
    "last_error": None,
    "admins_told_at": None,
    "stale_told_at": None,
}


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """A feed as an operator sees it."""

    feed: Feed
    entries_a_day: float
    """New articles a day over the last week."""


async def add(
    connection: AsyncConnection,
    url: str,
    publisher: str,
    language: str,
    origin: str,
    now: datetime,
    title: str = "",
    house: str = "",
) -> Feed:
    """Add a feed, due now, and return it.

    A feed that was removed or is gone becomes active again, one that is active stays as it is. If its
    document still lists what it listed before, it continues (`bot.polling.batch`).
    """
    feed = Feed(0, url, publisher, language, title, origin=origin, house=house)
    added = await connection.execute(insert_or_ignore(connection, feeds), _new_row(feed, now))
    revived = await connection.execute(
        update(feeds)
        .where(feeds.c.url == url, feeds.c.state != FeedState.ACTIVE)
        .values(_FRESH | {"origin": origin, "due_at": now})
    )
    if added.rowcount > 0 or revived.rowcount > 0:
        await _poll_siblings_first(connection, {publisher}, now)
    stored = await get_by_url(connection, url)
    assert stored is not None, "the row was just written"
    return stored


async def _poll_siblings_first(
    connection: AsyncConnection, publishers: Collection[str], now: datetime
) -> None:
    """Make the other feeds of these publishers due before those just added.

    The articles of a first poll alert nobody, but another feed of the publisher may be about to bring them as
    news.
    """
    known = (feeds.c.state == FeedState.ACTIVE) & feeds.c.baselined_at.is_not(None) & (feeds.c.failures == 0)
    await connection.execute(
        update(feeds)
        .where(feeds.c.publisher.in_(publishers), known, feeds.c.due_at >= now)
        .values(due_at=now - timedelta(seconds=1))
    )


def _new_row(feed: Feed, now: datetime) -> dict[str, object]:
    return {
        "url": feed.url,
        "publisher": feed.publisher,
        "house": feed.house,
        "language": feed.language,
        "origin": feed.origin,
        "title": feed.title,
        "state": FeedState.ACTIVE,
        "due_at": now,
        "added_at": now,
    }


async def remove(connection: AsyncConnection, url: str) -> bool:
    """Stop polling `url`; its articles stay. False if there is no such feed, or it was removed before."""
    removed = await connection.execute(
        update(feeds)
        .where(feeds.c.url == url, feeds.c.state != FeedState.REMOVED)
        .values(state=FeedState.REMOVED, leased_until_at=None)
    )
    return removed.rowcount > 0


async def get_by_url(connection: AsyncConnection, url: str) -> Feed | None:
    """The feed with this address, whatever its state."""
    row = (await connection.execute(select(*COLUMNS).where(feeds.c.url == url))).one_or_none()
    return None if row is None else to_feed(row)


async def get(connection: AsyncConnection, feed_id: int) -> Feed | None:
    """The feed with this id, whatever its state."""
    row = (await connection.execute(select(*COLUMNS).where(feeds.c.id == feed_id))).one_or_none()
    return None if row is None else to_feed(row)


async def every(connection: AsyncConnection) -> list[Feed]:
    """Every feed, whatever its state: those that were removed first still have their articles."""
    return [to_feed(row) for row in await connection.execute(select(*COLUMNS).order_by(feeds.c.id))]


async def list_all(connection: AsyncConnection, now: datetime, *, removed: bool = False) -> list[FeedHealth]:
    """Every feed with its health, sorted by publisher and address; also removed ones if `removed`."""
    feed_id = unindexed(articles.c.feed_id)
    counted = (
        select(feed_id.label("feed_id"), func.count().label("recent"))
        .where(articles.c.first_seen_at >= now - timedelta(days=7), ~articles.c.baseline)
        .group_by(feed_id)
        .subquery()
    )
    query = (
        select(*COLUMNS, feeds.c.added_at, counted.c.recent)
        .outerjoin(counted, counted.c.feed_id == feeds.c.id)
        .order_by(feeds.c.publisher, feeds.c.url)
    )
    if not removed:
        query = query.where(feeds.c.state != FeedState.REMOVED)
    listed = []
    for row in await connection.execute(query):
        days = min(max((now - row.added_at) / timedelta(days=1), 1 / 24), 7.0)
        listed.append(FeedHealth(to_feed(row), round((row.recent or 0) / days, 1)))
    return listed


async def sync_configured(connection: AsyncConnection, configured: Sequence[Feed], now: datetime) -> Synced:
    """Make the feeds of the configuration those of the database; returns what that changed.

    `configured` need only url, publisher and language. New feeds are added, due now; publisher and language
    follow the configuration; a feed that came from the configuration and is no longer in it is removed. Feeds
    that admins added are not changed. An address that has moved means the feed at its new address.
    """
    wanted: dict[str, Feed] = {}
    moves = await _moves(connection)
    for feed in configured:
        url = _current_url(feed.url, moves)
        wanted.setdefault(url, replace(feed, url=url))
    known = {feed.url: feed for feed in await every(connection)}
    new = [feed for url, feed in wanted.items() if url not in known]
    added = await _add_configured(connection, new, now)
    changed = []
    for url, feed in wanted.items():
        before = known.get(url)
        if before is not None and before.state != FeedState.ACTIVE:
            added.append(url)
            await add(connection, url, feed.publisher, feed.language, "config", now)
        if before is not None and (before.publisher, before.language) != (feed.publisher, feed.language):
            changed.append(url)
            named = {"publisher": feed.publisher, "language": feed.language}
            await connection.execute(update(feeds).where(feeds.c.url == url).values(named))
    ours = [url for url, feed in known.items() if feed.origin == "config" and feed.state != FeedState.REMOVED]
    removed = [url for url in ours if url not in wanted]
    for url in removed:
        await remove(connection, url)
    return Synced(len(ours), tuple(added), tuple(changed), tuple(removed))


async def _add_configured(connection: AsyncConnection, new: Sequence[Feed], now: datetime) -> list[str]:
    """Store `new` feeds of the configuration; returns their addresses."""
    if new:
        rows = [_new_row(replace(feed, origin="config"), now) for feed in new]
        await connection.execute(insert_or_ignore(connection, feeds), rows)
        await _poll_siblings_first(connection, {feed.publisher for feed in new}, now)
    return [feed.url for feed in new]


async def _moves(connection: AsyncConnection) -> dict[str, str]:
    """The new addresses of feeds that have moved, by the name of their note."""
    moved = select(notes.c.name, notes.c.value).where(notes.c.name.startswith(MOVED))
    return {row.name: row.value for row in await connection.execute(moved)}


def _current_url(url: str, moves: Mapping[str, str], hops: int = 8) -> str:
    """Where a configured address leads by now, after at most `hops` moves."""
    for _ in range(hops if moves else 0):
        moved = moves.get(moved_note(url))
        if moved is None or moved == url:
            break
        url = moved
    return url
