"""Admins hear once of a feed that fails for a day, and once when it recovers."""

from datetime import UTC, datetime, timedelta
from html import unescape

from sqlalchemy import insert, select, update

from bot.polling.watch import watch_feeds
from storage import chats, feeds, polls, tables
from storage.database import Database

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADMIN = 7


async def notices(database: Database) -> list[str]:
    async with database.reading() as connection:
        return list(await connection.scalars(select(tables.outbox.c.text_html).order_by(tables.outbox.c.id)))


async def set_failing(database: Database, since: datetime | None) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            update(tables.feeds).values(failing_since_at=since, last_error="HTTP 500 <x>")
        )


async def test_one_message_after_a_day_and_one_at_recovery(database: Database) -> None:
    async with database.transaction() as connection:
        row = {"url": "http://u:secret@a.example/feed", "publisher": "A & B", "due_at": NOW, "added_at": NOW}
        await connection.execute(insert(tables.feeds), row)
        await chats.register(connection, ADMIN, None, "private", "", NOW)
    await set_failing(database, NOW - timedelta(hours=23))
    assert await watch_feeds(database, [ADMIN], NOW) == 0
    for hours in (1, 2, 3):
        await watch_feeds(database, [ADMIN], NOW + timedelta(hours=hours))
    (failing,) = await notices(database)
    assert "A &amp; B" in failing
    assert "HTTP 500 &lt;x&gt;" in failing
    assert "secret" not in failing
    await set_failing(database, None)
    for hours in (4, 5):
        await watch_feeds(database, [ADMIN], NOW + timedelta(hours=hours))
    assert len(await notices(database)) == 2


async def test_many_feeds_fit_into_one_message_and_a_fresh_start_is_no_recovery(database: Database) -> None:
    async with database.transaction() as connection:
        for number in range(40):
            url = f"https://{number}.example/" + "f" * 300
            await feeds.add(connection, url, "P" * 200, "en", "admin", NOW)
        await chats.register(connection, ADMIN, None, "private", "", NOW)
        await connection.execute(
            update(tables.feeds).values(failing_since_at=NOW - timedelta(days=2), last_error="<" * 3000)
        )
    assert await watch_feeds(database, [ADMIN], NOW) == 40
    (failing,) = await notices(database)
    assert len(unescape(failing)) < 4096
    assert "… and 30 more" in failing
    async with database.transaction() as connection:
        for health in await feeds.list_all(connection, NOW):
            await feeds.remove(connection, health.feed.url)
            await feeds.add(connection, health.feed.url, "P", "en", "admin", NOW)
    assert await watch_feeds(database, [ADMIN], NOW) == 0


async def test_feeds_that_were_polled_while_the_clock_was_ahead_are_due_again(database: Database) -> None:
    ahead = NOW + timedelta(days=400)
    found = {
        "punctual": {"due_at": NOW + timedelta(hours=1), "last_polled_at": NOW},
        "hasty": {"due_at": ahead, "last_polled_at": ahead},
        "leased": {"due_at": NOW, "leased_until_at": ahead},
    }
    async with database.transaction() as connection:
        for name, values in found.items():
            await feeds.add(connection, f"https://{name}.example/feed", name, "en", "admin", NOW)
            named = tables.feeds.c.publisher == name
            await connection.execute(update(tables.feeds).where(named).values(values))
    await watch_feeds(database, [ADMIN], NOW)
    async with database.transaction() as connection:
        claimed = await polls.claim_due(connection, NOW, 10, NOW + timedelta(seconds=30))
    assert {feed.publisher for feed in claimed} == {"hasty", "leased"}
