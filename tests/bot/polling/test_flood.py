"""Entries that thousands of others resemble cost no more than others."""

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

import pytest

from bot.feeds.draft import Draft
from bot.http.fetch import Fetcher
from bot.news.articles.sameness import Content, is_copy
from bot.polling import recognise
from bot.polling.batch import surfaced_places
from bot.polling.station import poll_due
from storage import feeds
from storage.database import Database
from tests.effort import least_growth
from tests.feed_host import Answer, FeedHost, item, rss

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
ENTRIES = 200


def _at(now: datetime) -> datetime:
    return now


async def test_an_entry_is_compared_with_few_of_those_that_say_the_same(
    sqlite_database: Database, host: FeedHost, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = count()

    def counted(entry: Content, known: Content) -> bool:
        next(compared)
        return is_copy(entry, known)

    monkeypatch.setattr(recognise, "is_copy", counted)
    async with sqlite_database.transaction() as connection:
        await feeds.add(connection, host.url + "/f", "Testland", "en", "config", NOW)
    for hour in range(3):
        numbers = range(hour * ENTRIES, (hour + 1) * ENTRIES)
        host.answers["/f"] = Answer(rss(*(item(n, f"Hay bale {n} {n}", text="Read on.") for n in numbers)))
        now = NOW + timedelta(hours=hour)
        report = await poll_due(sqlite_database, fetcher, partial(_at, now), every_s=300)
        assert report.new == ENTRIES
    assert ENTRIES <= next(compared) < 2 * ENTRIES * 10, "of 120,000"


def test_where_old_entries_stand_is_found_in_linear_time() -> None:
    def find(entries: int) -> None:
        surfaced_places(drafts[:entries], known[:entries])

    drafts, known = [Draft(None, "", "", "", None)] * 40_000, [True, False] * 20_000
    assert least_growth(find, 20_000) < 3
    assert len(surfaced_places(drafts, known)) == 39_995
