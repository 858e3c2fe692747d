"""The event loop goes on to answer others while hostile articles are stored and triaged."""

import time
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import insert, select

from bot.http.fetch import Fetcher
from bot.polling.station import poll_due
from bot.triage.memory import Memory, topic_filter
from bot.triage.place import TriageLimits
from bot.triage.station import triage_due
from storage import feeds, tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, item, rss
from tests.loop_lag import loop_lag

ARTICLES = 40
NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
MOST_SHARE = 0.2
"""Of the processor time, in one piece; a twentieth is measured where nothing else runs."""
UNITS = {"commas": "a, ", "tolls": "12 killed 13 wounded "}


@pytest.mark.parametrize("unit", UNITS)
async def test_hostile_articles_do_not_hold_the_event_loop(
    sqlite_database: Database, host: FeedHost, fetcher: Fetcher, unit: str
) -> None:
    text = "Soldiers met in Raqqa. " + (UNITS[unit] * 48_000)[:48_000]
    async with sqlite_database.transaction() as connection:
        await feeds.add(connection, host.url + "/f", "Testland", "en", "config", NOW)
        row = {"id": "raqqa", "name": "Raqqa", "query": "raqqa", "created_at": NOW}
        await connection.execute(insert(tables.topics), row)
    host.answers["/f"] = Answer(
        rss(*(item(n, f"Raqqa blast {n} kills {n}", text=f"{n} {text}") for n in range(ARTICLES)))
    )
    shares = list[float]()
    # The first reads and compiles what every process reads once; any of the others is enough.
    while len(shares) < 2 or (min(shares[1:]) >= MOST_SHARE and len(shares) < 4):
        began = time.process_time()
        async with loop_lag() as lag:
            learn = partial(topic_filter, memory=Memory("poll"))
            await poll_due(sqlite_database, fetcher, lambda: NOW, every_s=300, learn=learn)
            limits = TriageLimits(fetch_articles=False, max_age=None)
            await triage_due(sqlite_database, Memory("test"), limits, lambda: NOW)
        shares.append(lag.worst_s / (time.process_time() - began))
        async with sqlite_database.transaction() as connection:
            assert len((await connection.execute(select(tables.articles.c.story_id))).all()) == ARTICLES
            for table in ("outbox", "alerts", "matches", "article_keys", "articles", "stories", "leases"):
                await connection.execute(tables.metadata.tables[table].delete())
            await connection.execute(tables.feeds.update().values(due_at=NOW, body_hash=None, etag=None))
    assert min(shares[1:]) < MOST_SHARE
