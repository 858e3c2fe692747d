"""Documents made to be slow are given up, and neither other feeds nor the event loop wait for them."""

import asyncio
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import select

from bot.http.fetch import Fetcher
from bot.polling.rounds import Rounds
from bot.polling.station import poll_due
from bot.workers.pool import Workers
from storage import feeds, tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, Request, item, rss
from tests.loop_lag import loop_lag

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
HELD_S = 0.5
"""A document that the event loop read itself would hold it for seconds."""
HOSTILE = {
    "unclosed tags": b'<rss version="2.0"><channel>' + b"<a>" * 390_000,
    "unclosed hours": b'<rss version="2.0"><channel>' + b"<skipHours>" * 390_000,
    "unclosed entries": b'<rss version="2.0"><channel>' + b"<item>" * 390_000,
    "odd dates": b'<rss version="2.0"><channel>'
    + b"<item><title>a</title><pubDate>32 Foo 2020 25:61 XYZ</pubDate><x:y/></item>" * 45_000,
}


async def _add(database: Database, host: FeedHost, *paths: str) -> None:
    async with database.transaction() as connection:
        for path in paths:
            await feeds.add(connection, host.url + path, path, "en", "config", NOW)


async def _errors(database: Database) -> dict[str, str | None]:
    async with database.reading() as connection:
        rows = await connection.execute(select(tables.feeds.c.publisher, tables.feeds.c.last_error))
        return {row.publisher: row.last_error for row in rows}


@pytest.mark.parametrize("attack", HOSTILE)
async def test_slow_document_is_given_up_with_a_reason(
    sqlite_database: Database, host: FeedHost, fetcher: Fetcher, attack: str
) -> None:
    host.answers["/hostile"] = Answer(HOSTILE[attack])
    host.answers["/honest"] = Answer(rss(item(1)))
    await _add(sqlite_database, host, "/hostile", "/honest")
    async with Workers(budget_s=0.2) as workers, loop_lag() as lag:
        report = await poll_due(sqlite_database, fetcher, lambda: NOW, every_s=300, workers=workers)
    assert {row.url.rpartition("/")[2]: row.new for row in report.feeds} == {"hostile": 0, "honest": 1}
    errors = await _errors(sqlite_database)
    assert errors["/honest"] is None
    assert (errors["/hostile"] or "").startswith("the document takes more than 0.2 s to read")
    assert lag.worst_s < HELD_S


async def test_a_document_of_countless_tags_is_not_read_at_all(
    sqlite_database: Database, host: FeedHost, fetcher: Fetcher
) -> None:
    host.answers["/tags"] = Answer(b'<rss version="2.0"><channel>' + b"<a>" * 400_000)
    await _add(sqlite_database, host, "/tags")
    async with Workers(budget_s=0) as workers:
        await poll_due(sqlite_database, fetcher, lambda: NOW, every_s=300, workers=workers)
    reason = "the document has more than 400,000 tags: it is too big, or made to be slow"
    assert await _errors(sqlite_database) == {"/tags": reason}


async def test_a_round_goes_on_while_a_server_drips(
    sqlite_database: Database, host: FeedHost, fetcher: Fetcher
) -> None:
    async def drip(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
        await writer.drain()
        await asyncio.Event().wait()

    host.answers["/drip"], host.answers["/honest"] = drip, Answer(rss(item(1)))
    await _add(sqlite_database, host, "/drip")
    rounds = Rounds(partial(poll_due, sqlite_database, fetcher, lambda: NOW, every_s=300), patience_s=0.05)
    await rounds.run()
    await _add(sqlite_database, host, "/honest")
    while not (await _stored(sqlite_database)):
        await rounds.run()
    assert host.under_way == 1
    await rounds.close()
    async with sqlite_database.reading() as connection:
        due = await connection.execute(
            select(tables.feeds.c.due_at).where(tables.feeds.c.publisher == "/drip")
        )
        assert due.scalar_one() == NOW


async def _stored(database: Database) -> bool:
    async with database.reading() as connection:
        return (await connection.execute(select(tables.articles.c.id))).first() is not None
