"""Reading the pages of articles whose feeds gave too little."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.http.fetch import Allow, Fetcher
from bot.http.robots import Robots
from bot.model import Article, FeedResponse
from bot.polling.station import poll_due
from bot.triage.pages import PageReader
from bot.triage.place import kind_of
from bot.workers.pool import Workers
from storage import articles, feeds, matches, tables
from storage import pages as stored_pages
from storage.articles import Edit
from storage.database import Database
from tests.feed_host import Answer, FeedHost, Handler, Request, feed_host, item, rss

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
SENTENCE = "The council of Testland said on Tuesday that the bridge over the river would open again in June. "
PAGE = (
    "<html><head><title>T</title></head><body><nav>Home</nav><article><h1>Bridge opens</h1>"
    + "".join(
        f"<p>{SENTENCE} Part {number} of the report follows with details of the work.</p>"
        for number in range(8)
    )
    + "</article></body></html>"
).encode()
HTML = {"Content-Type": "text/html"}


class Pages:
    def __init__(self, database: Database, host: FeedHost, fetcher: Fetcher) -> None:
        self.database, self.host, self.fetcher = database, host, fetcher
        self.robots = Robots(fetcher, "Sitrep")
        self.workers = Workers(most=1)
        self.reader = PageReader(database, fetcher, self.robots, lambda: NOW, "test", self.workers)

    async def want(self, path: str) -> None:
        """An article with this address, which waits for its page."""
        link = f"<link>{self.host.url}{path}</link>"
        entry = f"<title>Bridge opens in June</title>{link}<description>Short.</description>"
        self.host.answers["/feed"] = Answer(rss(entry))
        async with self.database.transaction() as connection:
            await feeds.add(connection, self.host.url + "/feed", "Testland", "en", "config", NOW)
        await poll_due(self.database, self.fetcher, lambda: NOW, every_s=300)
        async with self.database.transaction() as connection:
            await connection.execute(update(tables.articles).values(page_state="wanted"))

    async def read(self) -> int:
        """Read what is wanted, to the end; how many gave a text."""
        texts = await self.reader.run()
        while self.reader._open or await self.wanted():
            texts += await self.reader.run()
        return texts

    async def wanted(self) -> bool:
        async with self.database.reading() as connection:
            return bool(await stored_pages.wanted(connection, 1))

    async def article(self) -> tuple[str, str]:
        async with self.database.reading() as connection:
            row = (await connection.execute(select(tables.articles))).one()
        return row.text, row.page_state


@pytest.fixture
async def pages(sqlite_database: Database) -> AsyncIterator[Pages]:
    async with (
        feed_host() as host,
        Fetcher(user_agent="Sitrep/1", per_host_gap_s=0, allow_private_hosts=True, timeout_s=60) as fetcher,
    ):
        pages = Pages(sqlite_database, host, fetcher)
        yield pages
        await pages.reader.close()
        await pages.workers.close()


async def test_text_of_the_page_replaces_a_shorter_one(pages: Pages) -> None:
    await pages.want("/1")
    pages.host.answers["/1"] = Answer(PAGE, headers=HTML)
    assert await pages.read() == 1
    text, state = await pages.article()
    assert text.count(SENTENCE.strip()) == 8
    assert state == "fetched"
    assert await pages.read() == 0


async def test_an_edited_item_is_judged_by_what_its_feed_says_again(pages: Pages) -> None:
    await pages.want("/1")
    pages.host.answers["/1"] = Answer(PAGE, headers=HTML)
    assert await pages.read() == 1
    async with pages.database.transaction() as connection:
        (article_id,) = await connection.scalars(select(tables.articles.c.id))
        retitled = Edit(article_id, "Bridge stays shut", None, None, None, substance=True, retitled=True)
        await articles.edit(connection, [retitled], NOW)
    assert await pages.article() == ("Short.", "unasked")


async def test_page_that_fails_leaves_the_feeds_text(pages: Pages) -> None:
    await pages.want("/1")
    assert await pages.read() == 0
    assert await pages.article() == ("Short.", "failed")


async def test_robots_are_obeyed_and_asked_once(pages: Pages) -> None:
    pages.host.answers["/robots.txt"] = Answer(b"User-agent: sitrep\nDisallow: /private/\n")
    pages.host.answers["/private/1"] = pages.host.answers["/public"] = Answer(PAGE, headers=HTML)
    await pages.want("/private/1")
    assert await pages.read() == 0
    assert pages.host.asked("/private/1") == []
    assert await pages.robots.allow(pages.host.url + "/public")
    assert len(pages.host.asked("/robots.txt")) == 1


async def test_host_that_cannot_say_is_left_alone(pages: Pages) -> None:
    pages.host.answers["/robots.txt"] = Answer(status=500)
    assert not await pages.robots.allow(pages.host.url + "/1")
    del pages.host.answers["/robots.txt"]
    assert await Robots(pages.fetcher, "Sitrep").allow(pages.host.url + "/1")


async def test_page_with_nothing_to_read(pages: Pages) -> None:
    await pages.want("/1")
    pages.host.answers["/1"] = Answer(b"<html><body>Please accept cookies</body></html>", headers=HTML)
    assert await pages.read() == 0
    assert await pages.article() == ("Short.", "failed")


async def test_page_that_takes_longer_than_its_budget_is_given_up_with_a_reason(pages: Pages) -> None:
    pages.workers.budget_s = 0.05
    await pages.want("/1")
    pages.host.answers["/1"] = Answer(PAGE + b"<p>Rain <div>" * 20_000, headers=HTML)
    assert await pages.read() == 0
    assert await pages.article() == ("Short.", "failed")
    assert "takes more than 0.05 s to read" in await problem(pages)


async def test_a_page_of_countless_tags_is_not_read_at_all(pages: Pages) -> None:
    await pages.want("/1")
    pages.host.answers["/1"] = Answer(PAGE + b"<p>Rain <div>" * 30_000, headers=HTML)
    assert await pages.read() == 0
    assert await problem(pages) == "has more than 50,000 tags"


async def problem(pages: Pages) -> str:
    async with pages.database.reading() as connection:
        return str((await connection.execute(select(tables.articles.c.page_problem))).scalars().all()[-1])


async def test_a_page_that_fails_as_nobody_foresaw_stops_no_other(pages: Pages) -> None:
    await pages.want("/1")
    async with pages.database.transaction() as connection:
        await connection.execute(update(tables.articles).values(url="http://[odd/1"))
    assert await pages.read() == 0
    assert await pages.article() == ("Short.", "failed")
    assert await problem(pages) == "cannot be read (ValueError)"


async def test_why_a_page_was_not_used_is_stored(pages: Pages) -> None:
    await pages.want("/1")
    pages.host.answers["/1"] = Answer(b"<p>We value your privacy. Accept all cookies?</p>", headers=HTML)
    assert await pages.read() == 0
    assert await problem(pages) == "consent wall"


async def test_a_link_that_ends_on_the_front_page_is_not_used(pages: Pages) -> None:
    await pages.want("/news/bridge-opens-in-june")
    pages.host.answers["/news/bridge-opens-in-june"] = Answer(status=302, headers={"Location": "/"})
    pages.host.answers["/"] = Answer(PAGE, headers=HTML)
    assert await pages.read() == 0
    assert await pages.article() == ("Short.", "failed")
    assert await problem(pages) == "its link ends on a front page or section"


async def test_robots_of_the_host_where_a_redirect_ends_are_obeyed(pages: Pages) -> None:
    async with feed_host() as other:
        target = other.url.replace("127.0.0.1", "localhost") + "/a/77"
        other.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /a/\n")
        other.answers["/a/77"] = Answer(PAGE, headers=HTML)
        await pages.want("/1")
        pages.host.answers["/1"] = Answer(status=302, headers={"Location": target})
        assert await pages.read() == 0
        assert other.asked("/robots.txt")
        assert not other.asked("/a/77")
        assert await problem(pages) == "robots.txt forbids it"


async def test_robots_are_asked_of_every_host_on_the_way(pages: Pages) -> None:
    async with feed_host() as other:
        away = other.url.replace("127.0.0.1", "localhost")
        other.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /out/\n")
        pages.host.answers["/1"] = Answer(status=302, headers={"Location": f"{away}/out/1"})
        other.answers["/out/1"] = Answer(status=302, headers={"Location": f"{pages.host.url}/story/1"})
        pages.host.answers["/story/1"] = Answer(PAGE, headers=HTML)
        await pages.want("/1")
        assert await pages.read() == 0
        assert not other.asked("/out/1")
        assert not pages.host.asked("/story/1")
        assert await problem(pages) == "robots.txt forbids it"


async def test_a_redirect_that_robots_allow_is_followed(pages: Pages) -> None:
    async with feed_host() as other:
        away = other.url.replace("127.0.0.1", "localhost")
        other.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /out/\n")
        pages.host.answers["/1"] = Answer(status=302, headers={"Location": f"{away}/story/1"})
        other.answers["/story/1"] = Answer(
            PAGE.replace(b"<h1>Bridge opens", b"<h1>Bridge opens in June"), headers=HTML
        )
        await pages.want("/1")
        assert await pages.read() == 1
        assert (await pages.article())[1] == "fetched"


async def test_a_text_served_for_several_links_is_used_for_none(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.triage.pages._PATIENCE_S", 60.0)  # so that both are settled in one run
    await pages.want("/1")
    entries = "".join(
        f"<item><title>{title}</title><link>{pages.host.url}/{number}</link>"
        f"<description>The council of Testland said so on Tuesday.</description></item>"
        for number, title in ((2, "Council of Testland on the bridge"), (3, "River work starts Tuesday"))
    )
    pages.host.answers["/feed"] = Answer(
        f"<rss version='2.0'><channel><title>T</title>{entries}</channel></rss>".encode()
    )
    later = NOW + timedelta(hours=1)
    await poll_due(pages.database, pages.fetcher, lambda: later, every_s=300)
    async with pages.database.transaction() as connection:
        this = tables.articles.c.url.not_like("%/1")
        await connection.execute(update(tables.articles).where(this).values(page_state="wanted"))
    for path in ("/1", "/2", "/3"):
        pages.host.answers[path] = Answer(PAGE, headers=HTML)
    assert await pages.read() == 0
    assert await problem(pages) == "this publisher serves the same text for other links"


async def test_a_text_served_for_several_links_is_used_for_none_that_comes_later(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.triage.pages._PATIENCE_S", 60.0)  # so that both are settled in one run
    titles = ["Bridge opens in June", "Council of Testland on the bridge", "River work starts Tuesday"]
    pages.host.answers |= {f"/{number}": Answer(PAGE, headers=HTML) for number in range(3)}
    async with pages.database.transaction() as connection:
        await feeds.add(connection, pages.host.url + "/feed", "Testland", "en", "config", NOW)
    for hour, numbers in enumerate(((0, 1), (2,))):
        entries = (
            f"<title>{titles[n]}</title><link>{pages.host.url}/{n}</link><description>Short.</description>"
            for n in numbers
        )
        pages.host.answers["/feed"] = Answer(rss(*entries))
        later = NOW + timedelta(hours=hour)
        await poll_due(pages.database, pages.fetcher, partial(_at, later), every_s=300)
        async with pages.database.transaction() as connection:
            unread = tables.articles.c.page_state == "unasked"
            await connection.execute(update(tables.articles).where(unread).values(page_state="wanted"))
        assert await pages.read() == 0
        assert await problem(pages) == "this publisher serves the same text for other links"


def _at(now: datetime) -> datetime:
    return now


async def test_a_page_may_say_what_kind_of_report_it_is(pages: Pages) -> None:
    await pages.want("/1")
    data = b'<script type="application/ld+json">{"@type": "OpinionNewsArticle"}</script></head>'
    pages.host.answers["/1"] = Answer(PAGE.replace(b"</head>", data), headers=HTML)
    assert await pages.read() == 1
    async with pages.database.reading() as connection:
        kind, reasons = (
            await connection.execute(select(tables.articles.c.kind, tables.articles.c.kind_reasons))
        ).one()
    assert kind == "opinion"
    assert "the page calls itself opinion" in reasons


async def test_how_a_feed_files_an_article_is_kept_for_those_about_a_topic(pages: Pages) -> None:
    filed = "<category>Opinion</category><category>World</category>"
    pages.host.answers["/feed"] = Answer(rss(item(1, "Rain in Orn") + filed, item(2, "Harvest") + filed))

    async def learn(_: AsyncConnection) -> Callable[[Article], bool]:
        return lambda article: "Orn" in article.title

    async with pages.database.transaction() as connection:
        await feeds.add(connection, pages.host.url + "/feed", "Testland", "en", "config", NOW)
    await poll_due(pages.database, pages.fetcher, lambda: NOW, every_s=300, learn=learn)
    async with pages.database.reading() as connection:
        rows = await connection.execute(select(tables.articles.c.title, tables.articles.c.categories))
        assert {row.title: row.categories for row in rows} == {
            "Rain in Orn": ["Opinion", "World"],
            "Harvest": None,
        }
        (waiting,) = await matches.untriaged(connection, 5, NOW)
    assert waiting.categories == ("Opinion", "World")
    assert kind_of(waiting.article, waiting.categories).kind == "opinion"


async def hang_up(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.close()


@pytest.mark.parametrize(
    ("page", "at_once", "within_s"),
    [(Answer(PAGE + b"<p>Rain <div>" * 20_000, headers=HTML), 1, 8), (hang_up, 2, 3)],
)
async def test_a_host_whose_page_was_given_up_or_did_not_come_waits_for_the_others(
    pages: Pages, page: Answer | Handler, at_once: int, within_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no alert waits as long for another page that may not come."""
    patience: list[float] = []

    async def get_page(url: str, allow: Allow | None = None, *, within_s: float) -> FeedResponse:
        patience.extend([] if allow is None else [within_s])  # robots.txt apart
        return await ask(url, allow, within_s=within_s)

    ask = pages.fetcher.get_page
    monkeypatch.setattr(pages.fetcher, "get_page", get_page)
    await pages.want("/slow/1")
    pages.host.answers["/slow/1"] = page
    pages.workers.budget_s = 0.05
    assert await pages.read() == 0
    pages.workers.budget_s = 60
    async with feed_host() as other:
        links = [f"{pages.host.url}/slow/2", f"{pages.host.url}/slow/3", f"{other.url}/1", f"{other.url}/2"]
        entries = (f"<title>Story {n}</title><link>{link}</link>" for n, link in enumerate(links))
        pages.host.answers["/feed"] = Answer(rss(*entries))
        later = NOW + timedelta(hours=1)
        await poll_due(pages.database, pages.fetcher, lambda: later, every_s=300)
        async with pages.database.transaction() as connection:
            unread = tables.articles.c.page_state == "unasked"
            await connection.execute(update(tables.articles).where(unread).values(page_state="wanted"))
        await pages.reader._begin()
        begun = [page.url for page in pages.reader._open.values()]
        assert begun[:2] == links[2:]
        assert len(begun) == 2 + at_once
        assert set(begun[2:]) <= set(links[:2])
        while len(patience) < 3 + at_once:
            await pages.reader.run()
    assert sorted(patience) == sorted([8, 8, 8] + [within_s] * at_once)
