"""Feeds on both databases: who added them, who is due, how they do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Feed, FeedState
from storage import feeds, polls, tables
from storage.database import Database

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)


def configured(*urls: str, publisher: str = "P") -> list[Feed]:
    return [Feed(0, url, publisher) for url in urls]


async def urls(connection: AsyncConnection) -> list[str]:
    return [health.feed.url for health in await feeds.list_all(connection, NOW)]


async def test_configuration_adds_changes_and_removes_only_its_own(database: Database) -> None:
    async with database.transaction() as connection:
        await feeds.add(connection, "http://admin.example", "A", "en", "admin", NOW)
        await feeds.sync_configured(connection, configured("http://a.example", "http://b.example"), NOW)
        assert await urls(connection) == ["http://admin.example", "http://a.example", "http://b.example"]
        await feeds.sync_configured(connection, configured("http://b.example", publisher="Q"), NOW)
        assert await urls(connection) == ["http://admin.example", "http://b.example"]
        changed = await feeds.get_by_url(connection, "http://b.example")
        removed = await feeds.get_by_url(connection, "http://a.example")
        assert changed is not None
        assert removed is not None
        assert (changed.publisher, removed.state) == ("Q", FeedState.REMOVED)
        await feeds.sync_configured(connection, configured("http://a.example", "http://b.example"), NOW)
        again = await feeds.get_by_url(connection, "http://a.example")
        assert again is not None
        assert (again.state, again.id) == (FeedState.ACTIVE, removed.id)


async def test_configuration_twice_changes_nothing(database: Database) -> None:
    async with database.transaction() as connection:
        for _ in range(2):
            await feeds.sync_configured(connection, configured("http://a.example", "http://a.example"), NOW)
        assert await urls(connection) == ["http://a.example"]


async def test_gone_feed_is_asked_again_while_configured(database: Database) -> None:
    async with database.transaction() as connection:
        feed = await feeds.add(connection, "http://a.example", "P", "en", "config", NOW)
        await polls.mark_gone(connection, feed.id)
        await feeds.sync_configured(connection, configured("http://a.example"), NOW)
        found = await feeds.get(connection, feed.id)
        assert found is not None
        assert (found.state, found.due_at) == (FeedState.ACTIVE, NOW)
        assert await feeds.remove(connection, "http://a.example")
        assert not await feeds.remove(connection, "http://a.example")
        assert not await feeds.remove(connection, "http://unknown.example")


async def test_adding_again_keeps_what_is_known(database: Database) -> None:
    async with database.transaction() as connection:
        feed = await feeds.add(connection, "http://a.example", "P", "en", "config", NOW)
        await polls.save_polled(connection, [replace(feed, baselined_at=NOW, etag='"1"', due_at=NOW)])
        again = await feeds.add(connection, "http://a.example", "Other", "de", "admin", NOW)
        assert (again.id, again.publisher, again.etag, again.baselined_at) == (feed.id, "P", '"1"', NOW)


async def test_claims_are_exclusive_ordered_and_end(database: Database) -> None:
    async with database.transaction() as connection:
        for number in range(5):
            due = NOW - timedelta(minutes=number)
            await feeds.add(connection, f"http://{number}.example", "P", "en", "config", due)
        await feeds.add(connection, "http://later.example", "P", "en", "config", NOW + timedelta(hours=1))
        until = NOW + timedelta(minutes=10)
        first = await polls.claim_due(connection, NOW, 3, until)
        assert [feed.url for feed in first] == ["http://4.example", "http://3.example", "http://2.example"]
        second = await polls.claim_due(connection, NOW, 3, until)
        assert [feed.url for feed in second] == ["http://1.example", "http://0.example"]
        assert await polls.claim_due(connection, NOW, 3, until) == []
        await polls.release(connection, [second[0].id])
        assert len(await polls.claim_due(connection, NOW, 3, until)) == 1
        assert len(await polls.claim_due(connection, until, 10, until + timedelta(minutes=10))) == 5
        assert await polls.claim(connection, first[0].id, until, until) is None


async def test_removed_while_polled_stays_removed(database: Database) -> None:
    async with database.transaction() as connection:
        await feeds.add(connection, "http://a.example", "P", "en", "config", NOW)
        (claimed,) = await polls.claim_due(connection, NOW, 1, NOW + timedelta(minutes=10))
        await feeds.remove(connection, "http://a.example")
        await polls.save_polled(connection, [claimed])
        found = await feeds.get(connection, claimed.id)
        assert found is not None
        assert found.state == FeedState.REMOVED


async def test_after_a_day_off_feeds_are_spread_and_not_all_due_at_once(database: Database) -> None:
    async with database.transaction() as connection:
        for number in range(100):
            await feeds.add(
                connection, f"http://{number}.example", "P", "en", "config", NOW - timedelta(days=1)
            )
        polled = (
            update(tables.feeds).where(tables.feeds.c.id > 1).values(last_polled_at=NOW - timedelta(days=1))
        )
        await connection.execute(polled)
        assert await polls.spread_overdue(connection, NOW, 300) == 99
        due = []
        for minute in range(6):
            now = NOW + timedelta(minutes=minute)
            due.append(len(await polls.claim_due(connection, now, 1000, NOW + timedelta(days=1))))
    assert sum(due) == 100
    assert max(due) <= 22


async def test_long_failures_are_told_once_and_so_is_recovery(database: Database) -> None:
    day = timedelta(days=1)
    async with database.transaction() as connection:
        feed = await feeds.add(connection, "http://a.example", "P", "en", "config", NOW)
        await polls.save_polled(connection, [replace(feed, failures=3, failing_since_at=NOW, due_at=NOW)])
        assert await polls.claim_long_failing(connection, NOW + day / 2, day) == []
        told = await polls.claim_long_failing(connection, NOW + day, day)
        assert [one.url for one in told] == ["http://a.example"]
        assert await polls.claim_long_failing(connection, NOW + day, day) == []
        assert await polls.claim_recovered(connection) == []
        await polls.save_polled(connection, [replace(feed, failures=0, failing_since_at=None, due_at=NOW)])
        assert len(await polls.claim_recovered(connection)) == 1
        assert await polls.claim_recovered(connection) == []


async def test_health_counts_new_articles_a_day(database: Database) -> None:
    async with database.transaction() as connection:
        feed = await feeds.add(connection, "http://a.example", "P", "en", "config", NOW - timedelta(days=30))
        rows = [
            {"feed_id": feed.id, "publisher": "P", "url": "u", "title": "t", "text": "", "language": "en",
             "published_at": NOW, "dated": True, "first_seen_at": NOW - timedelta(days=day),
             "baseline": day == 0}
            for day in (0, 1, 1, 2, 3, 4, 5, 6, 8)
        ]  # fmt: skip
        await connection.execute(insert(tables.articles), rows)
        (health,) = await feeds.list_all(connection, NOW)
    assert health.entries_a_day == 1.0
