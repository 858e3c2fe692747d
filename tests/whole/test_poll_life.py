"""The life of a feed over HTTP: empty, removed and put back, gone, stale; and what alerts meanwhile."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.model import FeedState
from bot.polling.watch import watch_feeds
from storage import chats, feeds, tables
from tests.feed_host import Answer, Request, rss
from tests.whole.wire import START, Wire, wire

_TITLES = (
    "Flood closes the road to Testmouth",
    "Harbour of Ornsk is under water after flood",
    "Rescuers free forty sheep from flood at Wexby",
    "Flood wall breaks beside the mill of Durnholt",
)
_ADMIN = 7


def _entry(number: int, at: datetime | None = None) -> str:
    url = f"https://testland.example/{number}"
    date = f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>" if at else ""
    return f"<title>{_TITLES[number]}</title><link>{url}</link><guid>{url}</guid>{date}"


async def _url(news: Wire) -> str:
    async with news.database.reading() as connection:
        (feed,) = await feeds.every(connection)
    return feed.url


async def _notices(news: Wire) -> list[str]:
    async with news.database.transaction() as connection:
        await chats.register(connection, _ADMIN, None, "private", "", START)
    await watch_feeds(news.database, [_ADMIN], news.clock.now)
    async with news.database.reading() as connection:
        notices = tables.outbox.c.text_html.is_not(None)
        return list(await connection.scalars(select(tables.outbox.c.text_html).where(notices)))


async def test_an_empty_first_document_makes_no_news_of_what_is_old(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss())
        await news.poll(rss(_entry(1, news.clock.now + timedelta(minutes=30)), _entry(0, START)))
        await news.poll(rss(_entry(2), _entry(1), _entry(0, START)))
        assert news.heard(*_TITLES[:3]) == [0, 1, 1]


@pytest.mark.parametrize("label", [{}, {"Content-Length": "99999"}], ids=["closed early", "too short"])
async def test_a_first_document_that_breaks_off_makes_no_news_of_the_rest(
    tmp_path: Path, label: dict[str, str]
) -> None:
    """What is published between the two polls is news."""
    old = rss(_entry(2, START - timedelta(hours=1)), _entry(1, START - timedelta(hours=2)), _entry(0))
    part = old[: old.index(b"</item>") + 20]
    async with wire(tmp_path) as news:

        async def break_off(_: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(Answer(part, headers=label or {"Content-Length": str(len(part))}).raw())
            writer.close()

        news.host.answers["/feed"] = break_off
        await news.poll(None)
        fresh = _entry(3, news.clock.now + timedelta(minutes=30))
        await news.poll(old.replace(b"<item>", f"<item>{fresh}</item><item>".encode(), 1))
        assert news.heard(*_TITLES) == [0, 0, 0, 1]


async def test_a_feed_that_breaks_off_at_every_poll_alerts_all_the_same(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:
        for newest in (0, 1, 2):
            shown = rss(*(_entry(number) for number in range(newest, -1, -1)))
            await news.poll(shown.removesuffix(b"</channel></rss>"))
        assert news.heard(*_TITLES[:3]) == [0, 0, 1]


async def test_a_feed_that_is_put_back_continues(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0)))
        async with news.database.transaction() as connection:
            await feeds.remove(connection, await _url(news))
        await news.poll(rss(_entry(1), _entry(0)))
        assert news.alerts() == []
        url = await _url(news)
        async with news.database.transaction() as connection:
            await feeds.add(connection, url, "Testland Post", "en", "admin", news.clock.now)
        await news.poll()
        assert news.heard(*_TITLES[:2]) == [0, 1]


async def test_a_feed_that_is_put_back_when_all_is_new_begins_silently(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0)))
        url = await _url(news)
        async with news.database.transaction() as connection:
            await feeds.remove(connection, url)
            await feeds.add(connection, url, "Testland Post", "en", "admin", news.clock.now)
        await news.poll(rss(_entry(2), _entry(1)))
        assert news.alerts() == []
        await news.poll(rss(_entry(3), _entry(2), _entry(1)))
        assert news.heard(*_TITLES) == [0, 0, 0, 1]


@pytest.mark.parametrize("place", [1, 2])
async def test_an_undated_entry_that_surfaces_among_old_ones_does_not_alert(
    tmp_path: Path, place: int
) -> None:
    old = [_entry(0, START - timedelta(hours=20)), _entry(1, START - timedelta(hours=30))]
    async with wire(tmp_path) as news:
        await news.poll(rss(*old))
        old.insert(place, _entry(2))
        await news.poll(rss(*old))
        await news.poll(rss(_entry(3), *old))
        assert news.heard(*_TITLES) == [0, 0, 0, 1]


async def test_a_feed_that_was_gone_for_a_week_alerts_again(tmp_path: Path) -> None:
    """A feed of the configuration is asked again however long its server says 410; admins hear of it."""
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0)))
        for _ in range(40):
            await news.poll(Answer(status=410), days=1)
        (notice,) = await _notices(news)
        assert "HTTP 410" in notice
        await news.poll(rss(_entry(1), _entry(0)), days=1)
        assert news.heard(*_TITLES[:2]) == [0, 1]


async def test_admins_hear_once_of_a_feed_that_is_gone_for_good(tmp_path: Path) -> None:
    async with wire(tmp_path) as news:
        await news.poll(rss(_entry(0)))
        async with news.database.transaction() as connection:
            await connection.execute(tables.feeds.update().values(origin="admin"))
        for _ in range(32):
            await news.poll(Answer(status=410), days=1)
        notices = await _notices(news)
        assert sum("Gone for good" in notice for notice in notices) == 1
        async with news.database.reading() as connection:
            (health,) = await feeds.list_all(connection, news.clock.now)
        assert health.feed.state is FeedState.GONE
        assert len(await _notices(news)) == len(notices)


async def test_a_server_that_answers_304_for_ever_is_asked_in_full_once_a_day(tmp_path: Path) -> None:
    def lying(body: bytes) -> object:
        async def answer(request: Request, writer: object) -> None:
            asked = "if-none-match" in request.headers
            reply = Answer(status=304) if asked else Answer(body, headers={"ETag": '"1"'})
            writer.write(reply.raw())  # type: ignore[attr-defined]

        return answer

    async with wire(tmp_path) as news:
        news.host.answers["/feed"] = lying(rss(_entry(0)))  # type: ignore[assignment]
        await news.poll()
        news.host.answers["/feed"] = lying(rss(_entry(1), _entry(0)))  # type: ignore[assignment]
        await news.poll(hours=12)
        assert news.alerts() == []
        await news.poll(hours=12)
        assert news.heard(*_TITLES[:2]) == [0, 1]


async def test_admins_hear_once_of_a_feed_with_nothing_new_for_weeks(tmp_path: Path) -> None:
    entries = [_entry(number, START - timedelta(hours=6 * number)) for number in range(3)]
    async with wire(tmp_path) as news:
        for day in range(20):
            await news.poll(rss(*entries) + b" " * (day % 2), days=1)
            told = await _notices(news)
            assert len(told) == (1 if day >= 14 else 0)
        assert "Nothing new for weeks" in told[0]
        entries.insert(0, _entry(3, news.clock.now))
        await news.poll(rss(*entries))
        assert len(await _notices(news)) == 1
        for _ in range(36):
            await news.poll(days=1)
        assert len(await _notices(news)) == 2, "once for each time"
