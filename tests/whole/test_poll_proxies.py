"""Proxies of the environment: their credentials, their faults in words, and no way round the guard."""

import asyncio

import pytest

from bot.http.fetch import Fetcher
from bot.model import Feed, FeedResponse
from tests.feed_host import Answer, FeedHost, Request, feed_host, item, rss
from tests.socks_proxy import Socks

BODY = rss(item(1))
FEED = "http://news.invalid/f"


async def _fetch(monkeypatch: pytest.MonkeyPatch, url: str, **proxies: str) -> FeedResponse:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, proxy in proxies.items():
        monkeypatch.setenv(name, proxy)
    async with Fetcher(user_agent="Sitrep-Test/1", timeout_s=60, per_host_gap_s=0) as fetcher:
        return await fetcher.fetch(Feed(1, url, "Testland"))


async def test_credentials_of_the_proxy_go_to_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with feed_host() as proxy:
        proxy.answers[FEED] = Answer(BODY)
        address = proxy.url.replace("//", "//me:pw@")
        assert (await _fetch(monkeypatch, FEED, http_proxy=address)).body == BODY
    headers = proxy.requests[0].headers
    assert headers["proxy-authorization"] == "Basic bWU6cHc="
    assert "authorization" not in headers


async def test_proxy_without_a_scheme_speaks_http(monkeypatch: pytest.MonkeyPatch) -> None:
    async with feed_host() as proxy:
        proxy.answers[FEED] = Answer(BODY)
        assert (await _fetch(monkeypatch, FEED, http_proxy=proxy.url.partition("//")[2])).body == BODY


@pytest.mark.parametrize("no_proxy", ["", "*"])
async def test_proxy_itself_is_no_publisher(monkeypatch: pytest.MonkeyPatch, no_proxy: str) -> None:
    async with feed_host() as proxy:
        proxy.answers["/f"] = proxy.answers[proxy.url + "/f"] = Answer(BODY)
        for name in ("127.0.0.1", "localhost", "2130706433"):
            url = proxy.url.replace("127.0.0.1", name) + "/f"
            response = await _fetch(monkeypatch, url, http_proxy=proxy.url, no_proxy=no_proxy)
            assert response.error
    assert proxy.requests == []


async def _refuse(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")


async def test_faults_of_proxies_are_ours_and_say_what_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(proxy: FeedHost) -> FeedResponse:
        proxy.answers["news.invalid:443"] = _refuse
        return await _fetch(monkeypatch, FEED.replace("http", "https"), https_proxy=proxy.url)

    async with feed_host() as proxy:
        cases = [
            (await refused(proxy), "407"),
            (await _fetch(monkeypatch, FEED, http_proxy="http://127.0.0.1:9"), "cannot be reached"),
            (await _fetch(monkeypatch, FEED, all_proxy="socks5://me:pw@127.0.0.1:9"), "fails"),
            (await _fetch(monkeypatch, FEED, all_proxy="ftp://me:pw@127.0.0.1:9"), "neither HTTP nor SOCKS"),
        ]
    for response, reason in cases:
        assert reason in (response.error or "")
        assert "PROXY" in (response.error or "")
        assert "pw" not in (response.error or "")
        assert response.local_outage


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_feeds_come_through_a_socks_proxy_that_looks_names_up(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    socks = Socks()
    async with feed_host() as host, socks.serving():
        # Two lengths: what a direct connection puts right is put right here too.
        host.answers["/f"] = _two_lengths
        url = host.url.replace("127.0.0.1", "news.invalid") + "/f"
        response = await _fetch(monkeypatch, url, all_proxy=socks.url.replace("socks5", scheme))
    assert response.error is None
    assert response.body == BODY
    assert socks.asked == ["news.invalid"]


async def _two_lengths(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY)


async def test_a_socks_proxy_is_no_way_to_private_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    socks = Socks()
    async with feed_host() as host, socks.serving():
        host.answers["/f"] = Answer(BODY)
        response = await _fetch(monkeypatch, host.url + "/f", all_proxy=socks.url)
        itself = await _fetch(monkeypatch, socks.url.replace("socks5", "http"), all_proxy=socks.url)
    assert "refused to connect" in (response.error or "")
    assert "refused to connect" in (itself.error or "")
    assert socks.asked == []


async def test_a_server_that_a_socks_proxy_cannot_reach_is_the_feeds_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    socks = Socks(reply=5)
    async with socks.serving():
        response = await _fetch(monkeypatch, FEED, all_proxy=socks.url)
    assert "the connection was refused" in (response.error or "")
    assert not response.local_outage
