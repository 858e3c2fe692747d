"""Whatever is fetched for a feed (links, articles, robots.txt, hubs) stays out of the local network."""

import pytest

from bot.feeds.probe import probe
from bot.http.fetch import Fetcher
from bot.http.robots import Robots
from bot.websub import protocol as websub
from tests.feed_host import Answer, feed_host, item, rss


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _fetcher() -> Fetcher:
    return Fetcher(user_agent="x", timeout_s=60, per_host_gap_s=0, per_host=8)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127.1", "0x7f.1", "0"])
async def test_no_way_in(name: str) -> None:
    async with feed_host() as inside, _fetcher() as fetcher:
        inside.answers |= {"/f": Answer(rss(item(1))), "/robots.txt": Answer(b"")}
        url = inside.url.replace("127.0.0.1", name) + "/f"
        assert (await fetcher.get_page(url)).error
        assert (await fetcher.post(url, b"", "text/plain")).error
        assert (await probe(fetcher, url)).problem
        assert not await Robots(fetcher, "x").allow(url)
        request = {
            "mode": "subscribe",
            "topic_url": "https://a.example/",
            "callback_url": "https://b.example/",
        }
        assert await websub.request(fetcher, url, secret="s", **request)
    assert inside.requests == []


async def test_no_way_in_through_what_a_page_or_hub_outside_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy stands in for the world outside, where names cannot be looked up."""
    async with feed_host() as outside, feed_host() as inside:
        monkeypatch.setenv("http_proxy", outside.url)
        monkeypatch.setenv("no_proxy", "localhost")
        within = inside.url.replace("127.0.0.1", "localhost") + "/f"
        inside.answers["/f"] = Answer(rss(item(1)))
        link = f'<html><link rel="alternate" type="application/rss+xml" href="{within}"></html>'
        outside.answers["http://news.invalid/"] = Answer(link.encode(), headers={"Content-Type": "text/html"})
        outside.answers["http://news.invalid/hub"] = Answer(status=307, headers={"Location": within})
        outside.answers["http://news.invalid/page"] = Answer(status=302, headers={"Location": within})
        async with _fetcher() as fetcher:
            assert (await probe(fetcher, "http://news.invalid/")).feeds == ()
            assert "refused" in (
                (await fetcher.post("http://news.invalid/hub", b"", "text/plain")).error or ""
            )
            assert "refused" in ((await fetcher.get_page("http://news.invalid/page")).error or "")
    assert inside.requests == []
    assert len(outside.requests) > 3
