"""A feed that calls itself by another's name can neither rewrite its articles nor be there first."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.feeds.house import name_feed
from bot.http.fetch import Fetcher
from bot.polling.station import poll_due
from storage import feeds, tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, rss
from tests.whole.test_poll_credentials import _sitrep

START = datetime(2026, 5, 5, 12, tzinfo=UTC)
ITEM = (
    "<guid>https://harbour-post.com/1</guid><link>https://harbour-post.com/1</link>"
    "<title>{}</title><description>{}</description>"
)


async def polled(database: Database, fetcher: Fetcher, minutes: int) -> list[tuple[str, str]]:
    """(publisher, title) of everything stored after a poll of all feeds."""
    now = START + timedelta(minutes=minutes)
    async with database.transaction() as connection:
        await connection.execute(tables.feeds.update().values(due_at=now))
    await poll_due(database, fetcher, lambda: now, every_s=300)
    async with database.reading() as connection:
        rows = await connection.execute(
            select(tables.articles.c.publisher, tables.articles.c.title).order_by(tables.articles.c.id)
        )
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("first", ["post", "evil"])
async def test_a_namesake_neither_rewrites_an_article_nor_is_there_first(
    sqlite_database: Database, host: FeedHost, fetcher: Fetcher, first: str
) -> None:
    host.answers["/post"] = Answer(rss(ITEM.format("Harbour open", "It is open.")))
    host.answers["/evil"] = Answer(rss(ITEM.format("Harbour mined", "It is mined. Flee!")))
    local = host.url.replace("127.0.0.1", "localhost")
    urls = {"post": f"{host.url}/post", "evil": f"{local}/evil"}
    for which in (first, "evil" if first == "post" else "post"):
        async with sqlite_database.transaction() as connection:
            named = name_feed("Harbour Post", urls[which], await feeds.every(connection))
            await feeds.add(connection, urls[which], named.publisher, "en", "admin", START, "", named.house)
        await polled(sqlite_database, fetcher, 1 if which == first else 2)
    stored = await polled(sqlite_database, fetcher, 3)
    assert sorted(title for _, title in stored) == ["Harbour mined", "Harbour open"]
    host.answers["/evil"] = Answer(rss(ITEM.format("Harbour sunk", "It is gone, says this one at length.")))
    titles = {title: publisher for publisher, title in await polled(sqlite_database, fetcher, 4)}
    assert set(titles) == {"Harbour open", "Harbour sunk"}
    assert titles["Harbour open"] != titles["Harbour sunk"], "nor do they share a name"


async def test_two_feeds_of_a_house_know_each_others_articles(
    sqlite_database: Database, host: FeedHost, fetcher: Fetcher
) -> None:
    host.answers["/world"] = host.answers["/home"] = Answer(rss(ITEM.format("Harbour open", "It is open.")))
    for name in ("world", "home"):
        url = f"{host.url}/{name}"
        async with sqlite_database.transaction() as connection:
            named = name_feed("Harbour Post", url, await feeds.every(connection))
            await feeds.add(connection, url, named.publisher, "en", "admin", START, "", named.house)
    assert await polled(sqlite_database, fetcher, 1) == [("Harbour Post", "Harbour open")]


async def test_a_list_of_feeds_cannot_take_a_name_unless_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(
        "[[feeds]]\nurl = 'https://feeds.harbour-post.com/world'\npublisher = 'Harbour Post'\n"
    )
    outlines = "".join(
        f'<outline type="rss" text="Harbour Post - World" xmlUrl="{url}"/>'
        for url in ("https://evil.net/feed", "https://www.harbour-post.com/sport")
    )
    (tmp_path / "list.opml").write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
    _, said = await _sitrep("feeds", "import", "list.opml")
    assert "named Harbour Post (evil.net), because another publisher has that name" in said
    _, listed = await _sitrep("feeds", "list")
    assert listed.count("(evil.net)") == 1
    _, again = await _sitrep("feeds", "import", "list.opml")
    assert "feeds: 0 added" in again
    (tmp_path / "list.opml").write_text(
        '<opml version="2.0"><body><outline type="rss" text="Harbour Post" xmlUrl="https://hp.org/f"/></body></opml>'
    )
    _, said = await _sitrep("feeds", "import", "--keep-names", "list.opml")
    assert "because another publisher" not in said
