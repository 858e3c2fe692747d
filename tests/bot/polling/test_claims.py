"""Claimed feeds: nobody else polls them while they are being polled, and others do soon after a kill."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import text

from bot.polling.claims import LEASE, REFUSED_FOR, RENEW_S, Claims
from storage import feeds
from storage.database import Database
from tests.stored import NOW
from tests.whole.newsroom import Clock


class Pauses:
    """Instead of a sleep: passes `count` of them, and waits for ever in the next."""

    def __init__(self, clock: Clock, count: int) -> None:
        self.clock, self.left = clock, count
        self.over = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.clock.move(seconds=seconds)
        self.left -= 1
        if self.left < 0:
            self.over.set()
            await asyncio.Event().wait()


async def add_feeds(database: Database, count: int) -> Sequence[int]:
    async with database.transaction() as connection:
        return [
            (await feeds.add(connection, f"http://{n}.example/", f"P{n}", "en", "admin", NOW)).id
            for n in range(count)
        ]


async def taken(database: Database, clock: Clock, limit: int = 10) -> list[int]:
    """What another process would claim now."""
    return sorted(feed.id for feed in await Claims(database, clock).take(limit, clock()))


async def test_what_a_killed_process_claimed_is_claimed_by_another_within_seconds(database: Database) -> None:
    ids, clock = await add_feeds(database, 3), Clock(NOW)
    assert timedelta(seconds=15) >= LEASE
    assert await taken(database, clock) == ids
    clock.move(seconds=LEASE.total_seconds() - 1)
    assert await taken(database, clock) == []
    clock.move(seconds=1)
    assert await taken(database, clock) == ids


async def test_a_feed_that_takes_long_stays_claimed(database: Database) -> None:
    ids, clock = await add_feeds(database, 2), Clock(NOW)
    pauses = Pauses(clock, 10)
    claims = Claims(database, clock, pauses.sleep)
    await claims.take(10, NOW)
    claims.held.discard(ids[1])  # it was stored, or its process thinks so
    keeping = asyncio.create_task(claims.keep())
    await pauses.over.wait()
    keeping.cancel()
    assert clock() - NOW > 3 * LEASE
    assert timedelta(seconds=2 * RENEW_S) < LEASE
    assert await taken(database, clock) == [ids[1]]
    await claims.release()
    assert await taken(database, clock) == [ids[0]]


async def test_a_renewal_survives_a_database_that_is_away(sqlite_database: Database) -> None:
    ids, clock = await add_feeds(sqlite_database, 1), Clock(NOW)
    pauses = Pauses(clock, 1)
    claims = Claims(sqlite_database, clock, pauses.sleep)
    await claims.take(10, NOW)
    async with sqlite_database.transaction() as connection:
        await connection.execute(text("ALTER TABLE feeds RENAME TO gone"))
    keeping = asyncio.create_task(claims.keep())
    await pauses.over.wait()
    assert not keeping.done()
    keeping.cancel()
    assert claims.held == set(ids)


async def test_a_feed_whose_poll_the_database_refuses_waits_for_minutes(database: Database) -> None:
    ids, clock = await add_feeds(database, 1), Clock(NOW)
    claims = Claims(database, clock)
    await claims.take(10, NOW)
    await claims.refuse(ids[0])
    clock.move(seconds=REFUSED_FOR.total_seconds() - 1)
    assert await taken(database, clock) == []
    clock.move(seconds=1)
    assert await taken(database, clock) == ids
