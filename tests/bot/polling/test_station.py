"""Station 1 over real HTTP and a real database."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.demo.standin.server import PATIENCE_S
from bot.http.fetch import Fetcher
from bot.model import Feed, FeedState
from bot.polling import station
from bot.polling.report import PollReport
from bot.polling.station import poll_due
from bot.triage.memory import Memory, topic_filter
from bot.triage.place import TriageLimits
from bot.triage.station import triage_due
from storage import feeds, polls, tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, Handler, Request, feed_host, item, rss

START = datetime(2026, 5, 5, 12, 0, tzinfo=UTC)


class Desk:
    """A database, a host and a clock that the test moves."""

    def __init__(self, database: Database, host: FeedHost, fetcher: Fetcher) -> None:
        self.database, self.host, self.fetcher = database, host, fetcher
        self.now = START

    async def add(self, path: str, publisher: str = "Testland", language: str = "") -> Feed:
        async with self.database.transaction() as connection:
            return await feeds.add(connection, self.host.url + path, publisher, language, "config", self.now)

    async def poll(self, **after: float) -> PollReport:
        self.now += timedelta(**after)
        return await poll_due(self.database, self.fetcher, lambda: self.now, every_s=300, spread=lambda: 0.5)

    async def feed(self, path: str) -> Feed:
        async with self.database.reading() as connection:
            stored = await feeds.get_by_url(connection, self.host.url + path)
        assert stored is not None
        return stored

    async def articles(self) -> list[tuple[str, bool]]:
        query = select(tables.articles.c.title, tables.articles.c.baseline).order_by(tables.articles.c.id)
        async with self.database.reading() as connection:
            return [(row.title, row.baseline) for row in await connection.execute(query)]


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    async with feed_host() as host, _fetcher() as fetcher:
        yield Desk(database, host, fetcher)


@pytest.fixture
async def one_desk(sqlite_database: Database) -> AsyncIterator[Desk]:
    """For what does not depend on the database."""
    async with feed_host() as host, _fetcher() as fetcher:
        yield Desk(sqlite_database, host, fetcher)


def _fetcher(**limits: float) -> Fetcher:
    return Fetcher(
        user_agent="Sitrep-Test/1 (+https://sitrep.example)",
        timeout_s=limits.get("timeout_s", 60.0),
        per_host_gap_s=0,
        per_host=8,
        allow_private_hosts=True,
    )


async def test_first_poll_is_baseline_later_ones_bring_what_is_new(desk: Desk) -> None:
    desk.host.answers["/a"] = Answer(rss(item(2), item(1)))
    await desk.add("/a")
    first = await desk.poll()
    assert [(row.entries, row.new, row.baseline, row.error) for row in first.feeds] == [(2, 2, True, None)]
    desk.host.answers["/a"] = Answer(rss(item(3, "Fresh"), item(2), item(1)))
    second = await desk.poll(hours=2)
    assert [(row.entries, row.new, row.baseline) for row in second.feeds] == [(3, 1, False)]
    assert await desk.articles() == [("Story number 2", True), ("Story number 1", True), ("Fresh", False)]
    assert (await desk.poll()).feeds == (), "nothing is due"


@pytest.mark.parametrize(
    ("set_for_it", "said", "title", "language"),
    [
        ("", "de-AT", "Brücke gesperrt", "de"),
        ("", "eng", "Bridge closed", "en"),
        ("", "", "Bridge closed", "en"),
        ("fr", "en-US", "Pont fermé", "fr"),
        ("", "en", "إغلاق الجسر أمام الشاحنات", "ar"),
    ],
)
async def test_an_article_is_in_its_feeds_language_unless_its_script_tells_another(
    one_desk: Desk, set_for_it: str, said: str, title: str, language: str
) -> None:
    one_desk.host.answers["/a"] = Answer(rss(item(1, title), head=f"<language>{said}</language>"))
    await one_desk.add("/a", language=set_for_it)
    await one_desk.poll()
    async with one_desk.database.reading() as connection:
        assert (await connection.execute(select(tables.articles.c.language))).scalar_one() == language
    assert (await one_desk.feed("/a")).language == set_for_it


async def test_edited_title_and_longer_text_update_the_article(desk: Desk) -> None:
    desk.host.answers["/a"] = Answer(rss(item(1, "Old title", text="Short.")))
    await desk.add("/a")
    await desk.poll()
    desk.host.answers["/a"] = Answer(rss(item(1, "New title", text="Much longer than it was.")))
    report = await desk.poll(hours=2)
    assert [(row.new, row.edited) for row in report.feeds] == [(0, 1)]
    async with desk.database.reading() as connection:
        row = (await connection.execute(select(tables.articles))).one()
    assert (row.title, row.text, row.edited_at) == ("New title", "Much longer than it was.", desk.now)
    assert row.triaged_at is None
    assert row.first_seen_at == START
    again = "<p class='x'>Much longer than it was.</p>"
    desk.host.answers["/a"] = Answer(rss(item(1, "New title", text=again), head="<ttl>1</ttl>"))
    assert [row.edited for row in (await desk.poll(hours=2)).feeds] == [0], "it only looks different"
    desk.host.answers["/a"] = Answer(rss(item(1, "New title", text="Cut."), head="<ttl>2</ttl>"))
    assert [row.edited for row in (await desk.poll(hours=2)).feeds] == [1]
    async with desk.database.reading() as connection:
        assert (await connection.execute(select(tables.articles.c.text))).scalar_one() == "Cut."


async def test_same_article_in_two_feeds_of_a_publisher_is_one(desk: Desk) -> None:
    desk.host.answers["/a"] = Answer(rss(item(1)))
    other = (
        item(1)
        .replace("<guid>https://testland.example/news/1</guid>", "<guid>tag:1</guid>")
        .replace("news/1</link>", "news/1?utm_source=rss</link>")
    )
    desk.host.answers["/b"] = Answer(rss(other))
    desk.host.answers["/c"] = Answer(rss(item(1)))
    await desk.add("/a")
    await desk.add("/b")
    await desk.add("/c", publisher="Otherland")
    await desk.poll()
    assert len(await desk.articles()) == 2
    # The guid of the second feed is a key now: another address under it is the same article.
    moved = other.replace("https://testland.example/news/1", "https://testland.example/moved/1")
    desk.host.answers["/b"] = Answer(rss(moved))
    assert [row.new for row in (await desk.poll(hours=2)).feeds if row.url.endswith("/b")] == [0]


@pytest.mark.parametrize("configured", [False, True])
async def test_feed_that_is_added_makes_no_old_news_of_what_its_sibling_was_about_to_bring(
    desk: Desk, configured: bool
) -> None:
    desk.host.answers["/a"] = Answer(rss(item(1)))
    await desk.add("/a")
    await desk.poll()
    desk.host.answers["/a"] = Answer(rss(item(2), item(1)))
    desk.host.answers["/b"] = Answer(rss(item(3), item(2), item(1)))
    desk.now += timedelta(minutes=1)
    if configured:
        async with desk.database.transaction() as connection:
            wanted = [Feed(0, desk.host.url + path, "Testland") for path in ("/a", "/b")]
            await feeds.sync_configured(connection, wanted, desk.now)
    else:
        await desk.add("/b")
    assert len((await desk.poll()).feeds) == 2
    assert sorted(await desk.articles()) == [
        ("Story number 1", True), ("Story number 2", False), ("Story number 3", True),
    ]  # fmt: skip
    await desk.add("/b")
    assert (await desk.poll(seconds=1)).feeds == (), "a feed that is there already changes nothing"


async def test_changed_guid_with_the_same_address_is_the_same_article(one_desk: Desk) -> None:
    entry = item(1).replace("news/1</guid>", "news/1#0</guid>")
    one_desk.host.answers["/a"] = Answer(rss(entry))
    await one_desk.add("/a")
    await one_desk.poll()
    one_desk.host.answers["/a"] = Answer(rss(entry.replace("#0", "#1")))
    assert (await one_desk.poll(hours=2)).new == 0


async def test_entries_that_share_an_address_are_told_apart_by_guid(one_desk: Desk) -> None:
    def live(number: int) -> str:
        return f"<title>Update {number}</title><link>https://testland.example/live</link><guid>live-{number}</guid>"

    one_desk.host.answers["/a"] = Answer(rss(live(2), live(1)))
    await one_desk.add("/a")
    assert (await one_desk.poll()).new == 2
    one_desk.host.answers["/a"] = Answer(rss(live(3), live(2), live(1)))
    assert (await one_desk.poll(hours=2)).new == 1


async def test_entries_that_share_a_guid_are_told_apart_by_address(one_desk: Desk) -> None:
    def entry(number: int) -> str:
        return f"<title>S {number}</title><link>https://testland.example/{number}</link><guid>testland</guid>"

    one_desk.host.answers["/a"] = Answer(rss(entry(2), entry(1)))
    await one_desk.add("/a")
    assert (await one_desk.poll()).new == 2


async def test_entries_without_guid_and_address_are_known_by_their_words(one_desk: Desk) -> None:
    one_desk.host.answers["/a"] = Answer(
        rss("<title>Bare</title>", "<title>Bone</title>", "<title>Bare</title>")
    )
    await one_desk.add("/a")
    assert (await one_desk.poll()).new == 2
    one_desk.host.answers["/a"] = Answer(rss("<title>Bone</title>", "<title>Bare</title>"))
    assert (await one_desk.poll(hours=2)).new == 0


async def test_missing_date_is_first_sight_and_future_is_now(one_desk: Desk) -> None:
    one_desk.host.answers["/a"] = Answer(
        rss(item(1, date="sometime"), item(2, date="Tue, 05 May 2099 10:00:00 GMT"), item(3))
    )
    await one_desk.add("/a")
    await one_desk.poll()
    async with one_desk.database.reading() as connection:
        rows = (await connection.execute(select(tables.articles).order_by(tables.articles.c.url))).all()
    assert [(row.published_at, row.dated) for row in rows] == [
        (START, False), (START, True), (START - timedelta(hours=2), True),
    ]  # fmt: skip


async def test_validators_are_sent_back_as_they_came_and_304_costs_nothing(one_desk: Desk) -> None:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        seen = request.headers.get("if-none-match")
        changed = Answer(rss(item(1)), headers={"ETag": 'W/"odd  one"', "Last-Modified": "yesterday-ish"})
        writer.write((Answer(status=304) if seen else changed).raw())

    one_desk.host.answers["/a"] = answer
    await one_desk.add("/a")
    await one_desk.poll()
    report = await one_desk.poll(hours=2)
    assert [(row.status, row.entries, row.error) for row in report.feeds] == [(304, 0, None)]
    headers = one_desk.host.asked("/a")[1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('W/"odd  one"', "yesterday-ish")
    assert headers["user-agent"] == "Sitrep-Test/1 (+https://sitrep.example)"
    assert (await one_desk.feed("/a")).etag == 'W/"odd  one"'


async def test_hours_that_the_publisher_excludes_are_waited_out_after_a_304_too(desk: Desk) -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in (15, 16))
    document = rss(item(1), head=f"<skipHours>{hours}</skipHours>")
    desk.host.answers["/a"] = Answer(document, headers={"ETag": '"1"'})
    await desk.add("/a")
    await desk.poll()
    desk.host.answers["/a"] = Answer(status=304)
    report = await desk.poll(hours=2, minutes=40)
    assert [(row.status, row.next_due_at and row.next_due_at.hour) for row in report.feeds] == [(304, 17)]


async def test_one_failing_feed_stops_no_other(desk: Desk) -> None:
    desk.host.answers |= {"/page": Answer(b"<html><body>Hi</body></html>"), "/good": Answer(rss(item(1)))}
    for path in ("/missing", "/page", "/good"):
        await desk.add(path)
    report = await desk.poll()
    rows = {row.url.rpartition("/")[2]: row for row in report.feeds}
    assert rows["good"].new == 1
    assert rows["good"].error is None
    assert "404" in (rows["missing"].error or "")
    assert "discover" in (rows["page"].error or "")
    feed = await desk.feed("/missing")
    assert feed.failures == 1
    assert feed.failing_since_at == START
    assert "404" in (feed.last_error or "")
    assert feed.due_at is not None
    assert timedelta(seconds=60) <= feed.due_at - START <= timedelta(seconds=80)
    desk.host.answers["/missing"] = Answer(rss(item(2)))
    await desk.poll(minutes=2)
    feed = await desk.feed("/missing")
    assert (feed.failures, feed.failing_since_at, feed.last_error) == (0, None, None)


async def test_malformed_entries_stop_no_others(one_desk: Desk) -> None:
    one_desk.host.answers["/a"] = Answer(
        rss("<link>:::</link><pubDate>x</pubDate>", "<guid></guid>", item(1), "<title>&#8203;</title>")
    )
    await one_desk.add("/a")
    await one_desk.poll()
    assert ("Story number 1", True) in await one_desk.articles()


async def test_gone_feed_is_asked_again_for_a_month_and_then_no_more(desk: Desk) -> None:
    desk.host.answers["/a"] = Answer(status=410)
    async with desk.database.transaction() as connection:
        await feeds.add(connection, desk.host.url + "/a", "Testland", "en", "admin", desk.now)
    for day in range(16):
        report = await desk.poll(days=2)
        assert (await desk.feed("/a")).state == (FeedState.ACTIVE if day < 15 else FeedState.GONE)
    assert report.feeds[0].next_due_at is None
    assert len(desk.host.asked("/a")) == 16
    await desk.poll(days=30)
    assert len(desk.host.asked("/a")) == 16


async def test_retry_after_is_honoured(one_desk: Desk) -> None:
    one_desk.host.answers["/a"] = Answer(status=503, headers={"Retry-After": "7200"})
    await one_desk.add("/a")
    await one_desk.poll()
    assert (await one_desk.feed("/a")).due_at == START + timedelta(hours=2)


async def test_permanent_redirect_seen_three_times_moves_the_feed(desk: Desk) -> None:
    desk.host.answers["/old"] = Answer(status=301, headers={"Location": "/new"})
    desk.host.answers["/new"] = Answer(rss(item(1)))
    await desk.add("/old")
    for _ in range(3):
        assert (await desk.poll(hours=2)).failed == 0
    assert (await desk.feed("/new")).state == FeedState.ACTIVE
    async with desk.database.transaction() as connection:
        configured = [Feed(0, desk.host.url + "/old", "Testland")]
        await feeds.sync_configured(connection, configured, desk.now)
        listed = await feeds.list_all(connection, desk.now)
    assert [health.feed.url for health in listed] == [desk.host.url + "/new"], (
        "the old address means the same feed"
    )


async def test_feed_that_moves_to_another_feeds_address_merges(desk: Desk) -> None:
    desk.host.answers["/old"] = Answer(status=308, headers={"Location": "/new"})
    desk.host.answers["/new"] = Answer(rss(item(1)))
    await desk.add("/old")
    new = await desk.add("/new")
    for _ in range(3):
        await desk.poll(hours=2)
    assert (await desk.feed("/old")).state == FeedState.REMOVED
    async with desk.database.reading() as connection:
        assert (await connection.scalars(select(tables.articles.c.feed_id))).all() == [new.id]


async def test_temporary_redirects_do_not_move(one_desk: Desk) -> None:
    one_desk.host.answers["/old"] = Answer(status=301, headers={"Location": "/hop"})
    one_desk.host.answers["/hop"] = Answer(status=302, headers={"Location": "/new"})
    one_desk.host.answers["/new"] = Answer(rss(item(1)))
    await one_desk.add("/old")
    for _ in range(4):
        await one_desk.poll(hours=2)
    assert (await one_desk.feed("/old")).moved_polls == 0


async def test_outage_of_our_own_is_held_against_no_feed(
    one_desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with one_desk.database.transaction() as connection:
        for port in (1, 2, 3, 4):
            await feeds.add(connection, f"http://127.0.0.1:{port}/f", "P", "en", "config", START)
    report = await one_desk.poll()
    assert report.outage
    assert len(report.feeds) == 4
    assert sum("no feed answers" in line for line in caplog.messages) == 1
    assert not any("feed failed" in line for line in caplog.messages)
    async with one_desk.database.reading() as connection:
        listed = [health.feed for health in await feeds.list_all(connection, START)]
    assert {feed.failures for feed in listed} == {0}
    assert all(feed.last_error for feed in listed)


@pytest.mark.parametrize(
    ("addresses", "outage"),
    [
        (["127.0.0.1:1/a", "127.0.0.1:2/b"], False),
        (["127.0.0.1:1/a", "127.0.0.1:1/b", "127.0.0.1:1/c"], False),
        (["127.0.0.1:1/a", "127.0.0.1:1/b", "127.0.0.1:2/c"], True),
    ],
    ids=["two feeds", "three feeds of one host", "three feeds of two hosts"],
)
async def test_an_outage_takes_three_silent_feeds_on_two_hosts(
    one_desk: Desk, addresses: list[str], outage: bool
) -> None:
    async with one_desk.database.transaction() as connection:
        for address in addresses:
            await feeds.add(connection, f"http://{address}", "P", "en", "config", START)
    assert (await one_desk.poll()).outage is outage
    async with one_desk.database.reading() as connection:
        listed = [health.feed for health in await feeds.list_all(connection, START)]
    assert {feed.failures for feed in listed} == {0 if outage else 1}


async def test_outage_lasts_until_a_feed_answers_though_they_fall_due_one_by_one(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    dead = [f"http://127.0.0.1:{port}/f" for port in (1, 2, 3)]
    await desk.add("/a")
    async with desk.database.transaction() as connection:
        for url in dead:
            await feeds.add(connection, url, "P", "en", "config", START)

    async def due(url: str) -> None:
        async with desk.database.transaction() as connection:
            await connection.execute(update(tables.feeds).values(due_at=desk.now + timedelta(days=9)))
            this = tables.feeds.c.url == url
            await connection.execute(
                update(tables.feeds).where(this).values(due_at=desk.now, leased_until_at=None)
            )

    async def failures() -> list[int]:
        async with desk.database.reading() as connection:
            listed = [health.feed for health in await feeds.list_all(connection, START)]
        return [feed.failures for feed in listed if feed.url in dead]

    async with desk.database.transaction() as connection:
        later = START + timedelta(days=1)
        await connection.execute(update(tables.feeds).where(tables.feeds.c.id == 1).values(due_at=later))
    assert (await desk.poll()).outage
    for url in dead:
        desk.now += timedelta(minutes=5)
        await due(url)
        assert (await desk.poll()).outage
    assert await failures() == [0, 0, 0]
    assert sum("no feed answers" in line for line in caplog.messages) == 1
    assert not any("feed failed" in line for line in caplog.messages)
    desk.host.answers["/a"] = Answer(rss(item(1)))
    for url, failed in ((desk.host.url + "/a", [0, 0, 0]), (dead[0], [1, 0, 0])):
        desk.now += timedelta(minutes=5)
        await due(url)
        assert not (await desk.poll()).outage
        assert await failures() == failed


async def test_dead_host_among_living_ones_backs_off(one_desk: Desk) -> None:
    one_desk.host.answers["/a"] = Answer(rss(item(1)))
    await one_desk.add("/a")
    async with one_desk.database.transaction() as connection:
        for port in (1, 2, 3, 4):
            await feeds.add(connection, f"http://127.0.0.1:{port}/f", "P", "en", "config", START)
    report = await one_desk.poll()
    assert not report.outage
    assert report.failed == 4
    async with one_desk.database.reading() as connection:
        listed = [health.feed for health in await feeds.list_all(connection, START)]
    assert sorted(feed.failures for feed in listed) == [0, 1, 1, 1, 1]


async def test_credentials_are_sent_and_never_told(one_desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    one_desk.host.answers["/a"] = Answer(status=500)
    url = one_desk.host.url.replace("http://", "http://me:s3cret%21@") + "/a"
    async with one_desk.database.transaction() as connection:
        await feeds.add(connection, url, "Testland", "en", "config", START)
    report = await one_desk.poll()
    assert one_desk.host.asked("/a")[0].headers["authorization"] == "Basic bWU6czNjcmV0IQ=="
    shown = caplog.text + repr(report)
    assert "HTTP 500" in shown
    assert "s3cret" not in shown


async def test_killed_poll_loses_nothing(one_desk: Desk) -> None:
    one_desk.host.answers["/a"] = Answer(rss(item(1)))
    await one_desk.add("/a")
    async with one_desk.database.transaction() as connection:
        # A process that died after its claim: the lease is all it left behind.
        claimed = await polls.claim_due(connection, START, 10, START + timedelta(minutes=10))
    assert len(claimed) == 1
    assert (await one_desk.poll(minutes=1)).feeds == ()
    assert (await one_desk.poll(minutes=10)).new == 1


async def test_stopped_poll_gives_its_feeds_back(one_desk: Desk) -> None:
    asked = asyncio.Event()

    async def hang(_request: Request, _writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    one_desk.host.answers["/a"] = hang
    await one_desk.add("/a")
    running = asyncio.create_task(one_desk.poll())
    await asyncio.wait_for(asked.wait(), PATIENCE_S)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    one_desk.host.answers["/a"] = Answer(rss(item(1)))
    assert (await one_desk.poll()).new == 1


async def test_database_that_cannot_be_written_is_no_crash(
    one_desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    one_desk.host.answers |= {"/a": Answer(rss(item(1))), "/b": Answer(rss(item(2)))}
    await one_desk.add("/a")
    await one_desk.add("/b")
    async with one_desk.database.transaction() as connection:
        await connection.execute(
            text(
                "CREATE TRIGGER full BEFORE INSERT ON articles BEGIN SELECT RAISE(FAIL, 'disk is full'); END"
            )
        )
    report = await one_desk.poll()
    assert [row.error for row in report.feeds] == ["not stored: disk is full"] * 2
    assert "disk is full" in caplog.text
    assert await one_desk.articles() == []
    async with one_desk.database.transaction() as connection:
        await connection.execute(text("DROP TRIGGER full"))
    assert (await one_desk.poll(minutes=11)).new == 2


async def test_broken_database_is_not_asked_again_for_each_feed(
    one_desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    one_desk.host.answers |= {"/a": Answer(rss(item(1))), "/b": Answer(rss(item(2)))}
    await one_desk.add("/a")
    await one_desk.add("/b")
    async with one_desk.database.transaction() as connection:
        await connection.execute(text("ALTER TABLE article_keys RENAME TO lost"))
    report = await one_desk.poll()
    assert [row.error for row in report.feeds] == ["not stored: no such table: article_keys"] * 2
    failures = [line for line in caplog.messages if "polls not stored" in line]
    assert len(failures) == 1
    assert "feeds=2" in failures[0]


class VanishingDatabase(Database):
    """A database whose server is gone while `is_gone`."""

    is_gone = False

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        self._reach()
        async with super().reading() as connection:
            yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        self._reach()
        async with super().transaction() as connection:
            yield connection

    def _reach(self) -> None:
        if self.is_gone:
            raise ConnectionRefusedError


async def test_network_that_takes_feeds_and_database_away_costs_one_poll(sqlite_database: Database) -> None:
    database = VanishingDatabase(sqlite_database.engine)

    async def hang_up(_request: Request, writer: asyncio.StreamWriter) -> None:
        database.is_gone = True
        writer.close()

    async with feed_host() as host, _fetcher() as fetcher:
        desk = Desk(database, host, fetcher)
        host.answers["/a"] = hang_up
        await desk.add("/a")
        report = await desk.poll()
        assert [row.error for row in report.feeds] == ["not stored: its server cannot be reached"]
        database.is_gone = False
        host.answers["/a"] = Answer(rss(item(1)))
        assert (await desk.poll(seconds=16)).new == 1
        await database.close()


async def test_one_feed_that_cannot_be_stored_stops_no_other(one_desk: Desk) -> None:
    one_desk.host.answers |= {"/a": Answer(rss(item(1, "Poison"))), "/b": Answer(rss(item(2)))}
    await one_desk.add("/a")
    await one_desk.add("/b")
    async with one_desk.database.transaction() as connection:
        await connection.execute(
            text(
                "CREATE TRIGGER poison BEFORE INSERT ON articles WHEN new.title = 'Poison' "
                "BEGIN SELECT RAISE(ABORT, 'cannot be stored'); END"
            )
        )
    await one_desk.poll()
    assert await one_desk.articles() == [("Story number 2", True)]
    feed_ids = [(await one_desk.feed("/a")).id]
    async with one_desk.database.transaction() as connection:
        due = await polls.claim_due(connection, one_desk.now + timedelta(minutes=9), 10, one_desk.now)
        assert [feed.id for feed in due if feed.id in feed_ids] == []


async def test_article_stored_by_another_process_meanwhile(one_desk: Desk) -> None:
    """The constraint decides: the batch is looked at again and stored without the twin."""
    one_desk.host.answers["/a"] = Answer(rss(item(1), item(2)))
    await one_desk.add("/a")
    await one_desk.add("/b")
    await one_desk.poll()
    async with one_desk.database.transaction() as connection:
        key = await connection.scalar(select(tables.article_keys.c.key).limit(1))
        count = (await connection.execute(select(tables.articles.c.id))).all()
    assert key is not None
    assert len(key) == 32
    assert len(count) == 2
    with pytest.raises(Exception, match="UNIQUE"):
        async with one_desk.database.transaction() as connection:
            await connection.execute(insert(tables.article_keys), [{"key": key, "article_id": count[0].id}])


async def test_busy_host_puts_feeds_off_instead_of_blocking_the_run(sqlite_database: Database) -> None:
    async with feed_host() as host:
        fetcher = Fetcher(user_agent="x", per_host_gap_s=60, allow_private_hosts=True)
        async with fetcher:
            desk = Desk(sqlite_database, host, fetcher)
            for number in range(5):
                host.answers[f"/{number}"] = Answer(rss(item(number)))
                if number == 3:  # credentials make no other host
                    host.url = host.url.replace("//", "//reader:secret@")
                await desk.add(f"/{number}")
            report = await poll_due(sqlite_database, fetcher, lambda: desk.now, every_s=300, patience_s=30)
    assert len(report.feeds) == 1
    async with sqlite_database.reading() as connection:
        due = await connection.scalars(
            select(tables.feeds.c.due_at).where(tables.feeds.c.last_polled_at.is_(None))
        )
        waits = sorted((moment - START).total_seconds() for moment in due)
    assert waits == [60, 120, 180, 240]


async def test_limit(one_desk: Desk) -> None:
    for number in range(5):
        await one_desk.add(f"/{number}")
    report = await poll_due(
        one_desk.database, one_desk.fetcher, lambda: START, every_s=300, limit=2, spread=lambda: 0.0
    )
    assert len(report.feeds) == 2


async def _ask(database: Database, topic_id: str, query: str, now: datetime) -> None:
    async with database.transaction() as connection:
        row = {"id": topic_id, "name": topic_id, "query": query, "created_at": now}
        await connection.execute(insert(tables.topics), row)


async def test_articles_about_no_topic_are_triaged_as_they_are_stored(desk: Desk) -> None:
    """A topic added between two polls counts at the second; what is off topic triage never looks at."""
    learn = partial(topic_filter, memory=Memory("poll"))

    async def poll(*items: str) -> PollReport:
        desk.host.answers["/a"] = Answer(rss(*items))
        desk.now += timedelta(hours=2)
        return await poll_due(desk.database, desk.fetcher, lambda: desk.now, every_s=300, learn=learn)

    async def waiting() -> list[str]:
        c = tables.articles.c
        query = select(c.title).where(c.triaged_at.is_(None)).order_by(c.id)
        async with desk.database.reading() as connection:
            return list(await connection.scalars(query))

    await desk.add("/a")
    await _ask(desk.database, "floods", "flood", desk.now)
    items = [item(1, "Flood closes the bridge at Testmouth"), item(2, "Choir sings at the market")]
    report = await poll(*items)
    assert (report.new, report.off_topic, await waiting()) == (2, 1, ["Flood closes the bridge at Testmouth"])
    await _ask(desk.database, "choirs", "choir", desk.now)
    items += [item(3, "Choir of Testmouth wins a prize"), item(4, "Bakery opens"), item(5, "Flood is over")]
    report = await poll(*items)
    assert (report.new, report.off_topic) == (3, 1)
    assert set(await waiting()) == {
        "Flood closes the bridge at Testmouth", "Choir of Testmouth wins a prize", "Flood is over",
    }  # fmt: skip
    limits = TriageLimits(fetch_articles=False)
    looked_at = await triage_due(desk.database, Memory("triage"), limits, lambda: desk.now)
    assert (looked_at.articles, looked_at.matched, await waiting()) == (3, 3, [])


async def test_real_sequence_alerts_each_article_once(one_desk: Desk, data_folder: Path) -> None:
    """Every poll of the BBC's and the NYT's feeds: as many new articles as there are addresses.

    The NYT gave four articles another address, with the same title and text.
    """
    for name, moved in (("bbc_middle_east_2021-07", 0), ("nytimes_2020-2021", 4)):
        path, addresses, new = f"/{name}", set[bytes](), 0
        await one_desk.add(path, publisher=name)
        for document in sorted((data_folder / "feeds" / "sequences" / name).iterdir())[:60]:
            body = document.read_bytes()
            addresses.update(re.findall(rb"<item>.*?<link>(.*?)</link>", body, re.DOTALL))
            one_desk.host.answers[path] = Answer(body)
            async with one_desk.database.transaction() as connection:
                await connection.execute(update(tables.feeds).values(due_at=one_desk.now))
            new += (await one_desk.poll(minutes=10)).new
        assert new == len(addresses) - moved


async def test_an_aggregators_article_is_its_sources(one_desk: Desk) -> None:
    source = '<source url="https://ornpost.example">Orn Post</source>'
    own = '<source url="http://127.0.0.1/feed">Testland</source>'
    one_desk.host.answers["/a"] = Answer(
        rss(item(1, "Bridge falls - Orn Post") + source, item(2, "Rain - Testland") + own, item(3, "Harvest"))
    )
    await one_desk.add("/a")
    await one_desk.poll()
    async with one_desk.database.reading() as connection:
        rows = await connection.execute(select(tables.articles.c.publisher, tables.articles.c.title))
        assert {tuple(row) for row in rows} == {
            ("Orn Post", "Bridge falls"),
            ("Testland", "Rain - Testland"),
            ("Testland", "Harvest"),
        }
    await one_desk.poll(hours=1)
    assert len(await one_desk.articles()) == 3


async def test_heavy_documents_are_stored_after_the_others(
    one_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or articles of an honest feed would wait for them."""
    monkeypatch.setattr(station, "_LINGER_S", 60)  # all in one batch, which ends with the last
    counts = {"/heavier": 1200, "/heavy": 1100, "/light": 1, "/also-light": 2}
    asked = {path: asyncio.Event() for path in counts}

    def after(path: str, body: bytes) -> Handler:
        async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
            if path.endswith("light"):
                await asyncio.gather(asked["/heavy"].wait(), asked["/heavier"].wait())
            writer.write(Answer(body).raw())
            await writer.drain()
            asked[path].set()

        return answer

    for path, count in counts.items():
        one_desk.host.answers[path] = after(path, rss(*(item(n, f"{path} {n}") for n in range(count))))
        await one_desk.add(path, path)
    report = await one_desk.poll()
    stored = [(row.url.rpartition("/")[2], row.new) for row in report.feeds]
    assert sorted(stored[:2]) == [("also-light", 2), ("light", 1)]
    assert stored[2:] == [("heavy", 1100), ("heavier", 1200)]
