"""Servers that frame, label and redirect oddly, over HTTP: what arrived whole is used."""

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.http.fetch import Fetcher
from bot.model import Feed, FeedResponse
from tests.feed_host import Answer, FeedHost, Handler, Request, item, rss
from tests.whole.wire import wire

BODY = rss(item(1), item(2))


def _raw(head: str, body: bytes) -> Handler:
    return _beginning(f"HTTP/1.1 200 OK\r\n{head}", body)


def _beginning(lines: str, body: bytes) -> Handler:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(f'{lines}\r\nETag: "1"\r\n\r\n'.encode() + body)
        writer.close()

    return answer


def _chunked(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(body), body)


def _coded(coding: str, body: bytes = BODY) -> Answer:
    return Answer(body, headers={"Content-Encoding": coding})


@pytest.mark.parametrize(
    ("answer", "etag"),
    [
        (_coded("UTF-8"), None),
        (_coded("none"), None),
        (_coded("gzip"), None),
        (_coded("br"), None),
        (_coded("deflate"), None),
        (_coded("zstd"), None),
        (_coded("gzip, utf-8", gzip.compress(BODY)), None),
        (_coded("gzip", gzip.compress(gzip.compress(BODY))), None),
        (Answer(gzip.compress(BODY), headers={"Content-Type": "application/gzip"}), None),
        (Answer(BODY, status=203), None),
        (_raw("Content-Length: 99999", BODY), None),
        (_raw("Content-Length: 99999\r\nContent-Encoding: gzip", gzip.compress(BODY)), None),
        (_raw("Transfer-Encoding: chunked", _chunked(BODY)), None),
        (_raw("Transfer-Encoding: chunked", _chunked(BODY) + b"0\r\n\r\n"), '"1"'),
        (_raw("Connection: close", BODY), '"1"'),
        (_raw(f"Content-Length: {len(BODY)}\r\nContent-Length: {len(BODY)}", BODY), '"1"'),
        (_raw(f"Content-Length: {len(BODY)}, {len(BODY)}", BODY), '"1"'),
        (_raw(f"Content-Length: {len(BODY)}", BODY + b"<!-- cached -->"), '"1"'),
        (_raw(f"Content-Length: {len(BODY)}\r\nTransfer-Encoding: identity", BODY), '"1"'),
        (_raw("Content-Length: 9\r\nTransfer-Encoding: chunked", _chunked(BODY) + b"0\r\n\r\n"), '"1"'),
        (_raw("Content-Length:", BODY), '"1"'),
        (_raw("Content-Length: -1", BODY), '"1"'),
        (_raw("Content-Length: 99999999999999999999999", BODY), '"1"'),
        (_raw("Transfer-Encoding: chunked", BODY), '"1"'),
        (_raw("Transfer-Encoding: chunked", _chunked(BODY) + b"Warning: in x.php"), None),
        (
            _raw(
                "Warning: in /var/www/x.php on line 3\r\nNotice\r\n: none\r\nX-Caf\u00e9: 1\r\nX-Y : z", BODY
            ),
            '"1"',
        ),
        (_raw("X-Nothing: a\0b\x01c\r\nX-Folded: a\r\n\tb", BODY), '"1"'),
        (_raw("\r\n".join(f"X-{number}: 1" for number in range(300)), BODY), '"1"'),
        (_beginning("\ufeffHTTP/1.1 200 OK", BODY), '"1"'),
        (_beginning("\r\n\r\nhttp/1.1  200 OK", BODY), '"1"'),
        (_beginning("HTTP/2 200", BODY), '"1"'),
        (_beginning("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK", BODY), '"1"'),
    ],
)
async def test_what_arrived_whole_is_used(
    host: FeedHost, fetcher: Fetcher, answer: Answer | Handler, etag: str | None
) -> None:
    """Without the validators of a body that broke off, so that the rest is asked for."""
    host.answers["/f"] = answer
    response = await fetcher.fetch(Feed(1, host.url + "/f", "Testland"))
    assert (response.status, response.body, response.error) == (200, BODY, None)
    assert response.etag == etag


async def test_an_answer_in_single_bytes_is_read_like_any_other(host: FeedHost, fetcher: Fetcher) -> None:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 200 OK\r\nBad line\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()
        for octet in head:
            writer.write(bytes([octet]))
            await writer.drain()
            await asyncio.sleep(0)
        writer.write(BODY + b"more")

    host.answers["/f"] = answer
    assert (await fetcher.fetch(Feed(1, host.url + "/f", "Testland"))).body == BODY


async def test_a_body_after_a_304_is_left_out(host: FeedHost, fetcher: Fetcher) -> None:
    """And so is what follows an answer on an open connection: it answers no later request."""

    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 304 Not Modified\r\nContent-Length: {len(BODY)}\r\n\r\n".encode() + BODY)

    host.answers |= {"/f": answer, "/g": Answer(BODY)}
    response = await fetcher.fetch(Feed(1, host.url + "/f", "Testland", etag='"1"'))
    assert (response.status, response.error) == (304, None)
    response = await fetcher.fetch(Feed(2, host.url + "/g", "Testland"))
    assert (response.status, response.body) == (200, BODY)


async def test_a_head_without_end_is_given_up(host: FeedHost, fetcher: Fetcher) -> None:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 100_000)
        await writer.drain()

    host.answers["/f"] = answer
    response = await fetcher.fetch(Feed(1, host.url + "/f", "Testland"))
    assert "not valid HTTP (" in (response.error or "")


@pytest.mark.parametrize(
    "part", [b"", b"<rss", b'{"version": "https://jsonfeed.org/version/1.1", "items": [{']
)
async def test_a_body_of_which_nothing_arrived_whole_is_a_broken_connection(
    host: FeedHost, fetcher: Fetcher, part: bytes
) -> None:
    host.answers["/f"] = _raw("Content-Length: 99999", part)
    response = await fetcher.fetch(Feed(1, host.url + "/f", "Testland"))
    assert response.status == 0
    assert "connection broke" in (response.error or "")


async def test_an_empty_validator_is_none(host: FeedHost, fetcher: Fetcher) -> None:
    host.answers["/f"] = Answer(BODY, headers={"ETag": "", "Last-Modified": ""})
    response = await fetcher.fetch(Feed(1, host.url + "/f", "Testland"))
    assert (response.body, response.etag, response.last_modified) == (BODY, None, None)


async def test_a_site_that_redirects_until_it_gets_its_cookie_back(host: FeedHost, fetcher: Fetcher) -> None:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        if "seen=yes" in request.headers.get("cookie", ""):
            writer.write(Answer(BODY).raw())
        else:
            cookie = {"Location": "/f", "Set-Cookie": "seen=yes; Path=/"}
            writer.write(Answer(status=302, headers=cookie).raw())

    host.answers["/f"] = answer
    feed = Feed(1, host.url + "/f", "Testland")

    def cookies(responses: list[FeedResponse]) -> list[str | None]:
        assert [response.body for response in responses] == [BODY] * len(responses)
        return [request.headers.get("cookie") for request in host.asked("/f")]

    assert cookies([await fetcher.fetch(feed)]) == [None, "seen=yes"]
    both = [await fetcher.fetch(feed) for _ in range(2)]
    assert cookies(both) == [None, "seen=yes"] * 3, "nothing is kept for the next request"


async def test_a_cookie_goes_to_no_other_path_or_host(host: FeedHost, fetcher: Fetcher) -> None:
    localhost = host.url.replace("127.0.0.1", "localhost")
    host.answers |= {
        "/f": Answer(status=302, headers={"Location": "/g", "Set-Cookie": "a=1; Path=/private"}),
        "/g": Answer(status=302, headers={"Location": f"{localhost}/h", "Set-Cookie": "b=2; Path=/"}),
        "/h": Answer(BODY),
    }
    assert (await fetcher.fetch(Feed(1, host.url + "/f", "Testland"))).body == BODY
    assert [request.headers.get("cookie") for request in host.requests] == [None, None, None]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("/a%2Fb|c?x=%2F|y", "/a%2Fb%7Cc?x=%2F%7Cy"),
        ("/caf\u00e9/%2F?q=\u00fc", "/caf%C3%A9/%2F?q=%C3%BC"),
        ("/100%/x y", "/100%25/x%20y"),
        ('/"quoted"/{x}', "/%22quoted%22/%7Bx%7D"),
    ],
)
async def test_only_what_must_be_quoted_is(
    host: FeedHost, fetcher: Fetcher, written: str, asked: str
) -> None:
    host.answers[asked] = Answer(BODY)
    assert (await fetcher.fetch(Feed(1, host.url + written, "Testland"))).body == BODY


def _too_long(body: bytes) -> Answer | Handler:
    return _raw("Content-Length: 99999", body)


def _mislabelled(body: bytes) -> Answer | Handler:
    return _coded("gzip", body)


def _with_warnings(body: bytes) -> Answer | Handler:
    return _raw(f"Notice: x in y.php\r\nContent-Length: {len(body)}\r\nContent-Length: {len(body)}", body)


@pytest.mark.parametrize("odd", [_too_long, _mislabelled, _with_warnings])
async def test_an_odd_server_alerts_like_any_other(
    tmp_path: Path, odd: Callable[[bytes], Answer | Handler]
) -> None:
    titles = [
        "Choir sings",
        "Flood closes the road to Testmouth",
        "Harbour of Ornsk is under water after flood",
    ]
    entries = [
        item(number, title, date="Thu, 26 Nov 2026 10:00:00 GMT") for number, title in enumerate(titles)
    ]
    async with wire(tmp_path) as news:
        for shown in (1, 2, 2, 3):
            news.host.answers["/feed"] = odd(rss(*reversed(entries[:shown])))
            await news.poll()
        assert news.heard(*titles) == [0, 1, 1]
