"""Feeds in pages, and what a person is shown of them."""

from datetime import UTC, datetime

import pytest

from bot.feeds.discover import discover
from bot.feeds.probe import probe
from bot.feeds.publisher import publisher_name
from bot.http.fetch import Fetcher
from tests.feed_host import Answer, FeedHost, item, rss

PAGE = """<!doctype html><html><head><title>Testland</title>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml; charset=utf-8" title="World" href="/world.xml">
<link rel="alternate" type="application/feed+json" href="https://testland.example/feed.json">
<link rel="alternate" type="text/html" hreflang="de" href="/de/">
<link rel="stylesheet" type="text/css" href="/feed.css">
</head><body><a href="/news/rss-world">RSS</a> <a href="/feedback">Feedback</a>
<a href="javascript:rss()">x</a>
</body></html>"""


def test_declared_then_linked_then_guessed() -> None:
    candidates = discover(PAGE, "https://testland.example/news/")
    assert [(candidate.kind, candidate.url) for candidate in candidates][:4] == [
        ("declared", "https://testland.example/world.xml"),
        ("declared", "https://testland.example/feed.json"),
        ("declared", "https://testland.example/comments/feed/"),
        ("linked", "https://testland.example/news/rss-world"),
    ]
    assert {candidate.kind for candidate in candidates[4:]} == {"guessed"}
    assert candidates[0].title == "World"


def test_base_and_nonsense() -> None:
    page = '<base href="https://cdn.example/x/"><link rel=alternate type=application/atom+xml href="a.xml">'
    assert discover(page, "https://testland.example/")[0].url == "https://cdn.example/x/a.xml"
    for nonsense in (
        "",
        "\0",
        "<",
        b"\xff\xfe",
        "<link rel=alternate type=application/rss+xml href='http://['>",
    ):
        assert {candidate.kind for candidate in discover(nonsense, "https://testland.example/")} == {
            "guessed"
        }


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        ("BBC News - Middle East", "https://feeds.bbci.co.uk/x", "BBC News"),
        ("NYT > World News", "https://rss.nytimes.com/x", "NYT"),
        ("World news | The Guardian", "https://www.theguardian.com/world/rss", "The Guardian"),
        ("Enab Baladi (English)", "https://english.enabbaladi.net/feed/", "Enab Baladi"),
        ("Latest news", "https://www.testland.example/rss", "testland.example"),
        ("", "https://feeds.testland.example/rss", "testland.example"),
        ("L'Orient-Le Jour", "https://x.example", "L'Orient-Le Jour"),
    ],
)
def test_publisher_names(title: str, url: str, name: str) -> None:
    assert publisher_name(title, url) == name


HTML = {"Content-Type": "text/html"}


async def test_address_of_a_feed(host: FeedHost, fetcher: Fetcher) -> None:
    older = item(1, "Older", date="Mon, 04 May 2026 10:00:00 GMT")
    host.answers["/f"] = Answer(rss(older, item(2, "Newer &amp; better"), head="<language>en-gb</language>"))
    result = await probe(fetcher, host.url + "/f")
    (feed,) = result.feeds
    assert (feed.title, feed.publisher, feed.language, feed.entries) == (
        "Testland News",
        "Testland News",
        "en",
        2,
    )
    assert feed.newest[0] == ("Newer & better", datetime(2026, 5, 5, 10, tzinfo=UTC))


async def test_page_that_names_feeds(host: FeedHost, fetcher: Fetcher) -> None:
    host.answers["/"] = Answer(PAGE.replace("https://testland.example", host.url).encode(), headers=HTML)
    host.answers["/world.xml"] = Answer(rss(item(1)))
    result = await probe(fetcher, host.url + "/")
    assert [feed.url for feed in result.feeds] == [host.url + "/world.xml"]


async def test_page_with_a_feed_at_a_usual_place(host: FeedHost, fetcher: Fetcher) -> None:
    host.answers["/"] = Answer(b"<html><body>Hello</body></html>", headers=HTML)
    host.answers["/rss.xml"] = Answer(rss(item(1)))
    assert [feed.url for feed in (await probe(fetcher, host.url + "/")).feeds] == [host.url + "/rss.xml"]


async def test_neither(host: FeedHost, fetcher: Fetcher) -> None:
    host.answers["/"] = Answer(b"<html><body>Hello</body></html>", headers=HTML)
    assert "no feed" in ((await probe(fetcher, host.url + "/")).problem or "")
    assert "404" in ((await probe(fetcher, host.url + "/missing")).problem or "")
    host.answers["/pdf"] = Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    assert "application/pdf" in ((await probe(fetcher, host.url + "/pdf")).problem or "")
    assert (await probe(fetcher, "ftp://testland.example/")).problem


def test_base_that_nobody_can_read_is_none() -> None:
    page = '<base href="http://["><link rel="alternate" type="application/rss+xml" href="/f">'
    assert discover(page, "https://testland.example/a")[0].url == "https://testland.example/f"


async def test_address_of_a_feed_reader(host: FeedHost, fetcher: Fetcher) -> None:
    host.answers["/f"] = Answer(rss(item(1)))
    for address in (f"feed:{host.url}/f", f"FEED:{host.url}/f"):
        assert [feed.url for feed in (await probe(fetcher, address)).feeds] == [host.url + "/f"]
