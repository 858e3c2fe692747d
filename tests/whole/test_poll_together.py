"""Two processes that store the same articles at the same time: none is lost, none comes twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.http.fetch import Fetcher
from bot.polling.report import PollReport
from bot.polling.station import poll_due
from bot.polling.store import Learn
from bot.polling.wording import MeetsTopic
from storage import feeds, tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, item, rss

START = datetime(2026, 5, 5, 12, tzinfo=UTC)


@pytest.fixture
async def other(database: Database) -> AsyncIterator[Database]:
    """The same database, opened a second time."""
    made = Database.open(database.engine.url.render_as_string(hide_password=False))
    yield made
    await made.close()


async def _poll(database: Database, fetcher: Fetcher, learn: Learn | None = None) -> PollReport:
    now = START + timedelta(hours=2)
    return await poll_due(database, fetcher, lambda: now, every_s=300, learn=learn)


async def _add(database: Database, *urls: str) -> None:
    async with database.transaction() as connection:
        for url in urls:
            await feeds.add(connection, url, "Testland", "en", "admin", START)
        await connection.execute(update(tables.feeds).values(baselined_at=START))


async def _titles(database: Database) -> Counter[str]:
    async with database.reading() as connection:
        keys = list(await connection.scalars(select(tables.article_keys.c.article_id)))
        rows = (await connection.execute(select(tables.articles.c.id, tables.articles.c.title))).all()
    assert {row.id for row in rows} == set(keys), "every article is known by a key"
    return Counter(row.title for row in rows)


async def test_another_process_stores_the_same_articles_between_look_and_write(
    database: Database, other: Database, host: FeedHost, fetcher: Fetcher
) -> None:
    """The batch finds them taken when it writes, and is sorted out again."""
    host.answers["/a"] = Answer(rss(*(item(number) for number in range(1, 8))))
    host.answers["/b"] = Answer(rss(*(item(number) for number in range(4, 12))))
    await _add(database, host.url + "/a")
    looks = 0

    async def learn(_: AsyncConnection) -> MeetsTopic:
        nonlocal looks
        looks += 1
        if looks == 1:
            await _add(other, host.url + "/b")
            assert (await _poll(other, fetcher)).new == 8
        return lambda _: True

    report = await _poll(database, fetcher, learn)
    assert looks == 2
    assert [(row.new, row.error) for row in report.feeds] == [(3, None)]
    assert await _titles(database) == {f"Story number {number}": 1 for number in range(1, 12)}
    async with database.reading() as connection:
        assert list(await connection.scalars(select(tables.feeds.c.leased_until_at))) == [None, None]


async def test_two_processes_poll_feeds_that_share_their_articles(
    database: Database, other: Database, host: FeedHost, fetcher: Fetcher
) -> None:
    urls = []
    for number in range(40):
        host.answers[f"/{number}"] = Answer(rss(*(item(entry) for entry in range(number, number + 10))))
        urls.append(f"{host.url}/{number}")
    await _add(database, *urls)
    reports = await asyncio.gather(_poll(database, fetcher), _poll(other, fetcher))
    assert [report.failed for report in reports] == [0, 0]
    assert sorted(row.url for report in reports for row in report.feeds) == sorted(urls)
    assert sum(report.new for report in reports) == 49
    assert await _titles(database) == {f"Story number {number}": 1 for number in range(49)}
