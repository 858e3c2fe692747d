"""Feeds that move: only after three polls in a row, and never to nowhere."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.http.fetch import Fetcher
from bot.model import Feed, FeedState
from bot.polling.station import poll_due
from storage import feeds
from storage.database import Database
from tests.feed_host import Answer, FeedHost, feed_host, item, rss

START = datetime(2026, 5, 5, 12, tzinfo=UTC)
MOVED = Answer(status=301, headers={"Location": "/new"})


class Desk:
    def __init__(self, database: Database, host: FeedHost, fetcher: Fetcher) -> None:
        self.database, self.host, self.fetcher, self.now = database, host, fetcher, START

    async def poll(self, polls: int = 1) -> None:
        for _ in range(polls):
            self.now += timedelta(days=2)
            await poll_due(self.database, self.fetcher, lambda: self.now, every_s=300)

    async def add(self, path: str, publisher: str) -> Feed:
        async with self.database.transaction() as connection:
            return await feeds.add(connection, self.host.url + path, publisher, "en", "admin", self.now)

    async def remove(self, path: str) -> None:
        async with self.database.transaction() as connection:
            await feeds.remove(connection, self.host.url + path)

    async def feed(self, path: str) -> Feed | None:
        async with self.database.reading() as connection:
            return await feeds.get_by_url(connection, self.host.url + path)


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    fetcher = Fetcher(user_agent="x", per_host_gap_s=0, allow_private_hosts=True)
    async with feed_host() as host, fetcher:
        host.answers |= {"/old": MOVED, "/new": Answer(rss(item(1)))}
        yield Desk(database, host, fetcher)


@pytest.mark.parametrize("between", [Answer(status=500), Answer(rss(item(1)))])
async def test_three_polls_in_a_row_it_takes(desk: Desk, between: Answer) -> None:
    await desk.add("/old", "Testland")
    await desk.poll(2)
    desk.host.answers["/old"] = between
    await desk.poll()
    desk.host.answers["/old"] = MOVED
    await desk.poll(2)
    assert await desk.feed("/new") is None
    await desk.poll()
    assert await desk.feed("/new") is not None
    assert await desk.feed("/old") is None


@pytest.mark.parametrize("gone", [False, True])
async def test_feed_that_moves_to_where_polling_had_ended_is_still_polled(desk: Desk, gone: bool) -> None:
    await desk.add("/new", "Formerly")
    await desk.poll()
    if gone:
        desk.host.answers["/new"] = Answer(status=410)
        await desk.poll(17)
        before = await desk.feed("/new")
        assert before is not None
        assert before.state is FeedState.GONE
        desk.host.answers["/new"] = Answer(rss(item(1)))
    else:
        await desk.remove("/new")
    await desk.add("/old", "Testland")
    await desk.poll(3)
    feed = await desk.feed("/new")
    assert feed is not None
    assert (feed.state, feed.publisher, feed.moved_polls) == (FeedState.ACTIVE, "Testland", 0)
    asked = len(desk.host.asked("/new"))
    await desk.poll()
    assert len(desk.host.asked("/new")) == asked + 1


async def _moved(desk: Desk) -> None:
    await desk.add("/old", "Testland")
    await desk.poll(3)
    assert await desk.feed("/new") is not None


async def test_the_original_address_is_asked_at_once_when_the_new_one_fails(desk: Desk) -> None:
    await _moved(desk)
    desk.host.answers |= {"/old": Answer(rss(item(2), item(1))), "/new": Answer(status=404)}
    await desk.poll()
    feed = await desk.feed("/old")
    assert feed is not None
    assert (feed.failures, feed.original_url, feed.moved_url) == (0, None, None)
    assert await desk.feed("/new") is None


async def test_the_original_address_is_asked_now_and_then(desk: Desk) -> None:
    """A redirect that was a mistake is undone within a week or so, though its target answers."""
    await _moved(desk)
    desk.host.answers["/old"] = Answer(rss(item(2), item(1)))
    await desk.poll(5)
    assert await desk.feed("/old") is not None


@pytest.mark.parametrize(
    "original",
    [MOVED, Answer(status=404), Answer(b"<html><body>For sale</body></html>"), Answer(status=301)],
    ids=["still moved", "missing", "for sale", "redirect to nowhere"],
)
async def test_a_feed_stays_where_its_original_address_serves_no_feed(desk: Desk, original: Answer) -> None:
    await _moved(desk)
    desk.host.answers["/old"] = original
    await desk.poll(10)
    feed = await desk.feed("/new")
    assert feed is not None
    assert (feed.failures, feed.last_error) == (0, None)
    assert feed.original_url == desk.host.url + "/old"
    asked = len(desk.host.asked("/old")) - 3
    assert 2 <= asked <= 4, "once a week, of twenty days"


async def test_the_original_address_may_lead_elsewhere_by_now(desk: Desk) -> None:
    await _moved(desk)
    desk.host.answers |= {
        "/old": Answer(status=301, headers={"Location": "/newer"}),
        "/newer": Answer(rss(item(1))),
        "/new": Answer(status=404),
    }
    await desk.poll()
    feed = await desk.feed("/newer")
    assert feed is not None
    assert feed.original_url == desk.host.url + "/old"


async def test_a_configuration_means_the_feed_that_moved_there_and_back(desk: Desk) -> None:
    await _moved(desk)
    desk.host.answers |= {"/old": Answer(rss(item(1))), "/new": Answer(status=404)}
    await desk.poll()
    wanted = [Feed(0, desk.host.url + "/old", "Testland")]
    async with desk.database.transaction() as connection:
        await feeds.sync_configured(connection, wanted, desk.now)
        known = {feed.url: feed.state for feed in await feeds.every(connection)}
    assert known == {desk.host.url + "/old": FeedState.ACTIVE}
