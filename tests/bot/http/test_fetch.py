"""Fetching over real HTTP: limits, redirects, encodings, and every kind of fault."""

import asyncio
import gzip
import ssl
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import brotli
import pytest

from bot.http.fetch import Fetcher
from bot.model import Feed, FeedResponse
from tests.feed_host import Answer, FeedHost, Request, feed_host, item, rss

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BODY = rss(item(1), item(2))


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with _fetcher() as made:
        yield made


def _fetcher(
    *,
    timeout_s: float = 60.0,
    max_bytes: int = 100_000,
    per_host: int = 8,
    gap_s: float = 0.0,
    private: bool = True,
) -> Fetcher:
    return Fetcher(
        user_agent="Sitrep-Test/1",
        timeout_s=timeout_s,
        max_bytes=max_bytes,
        per_host=per_host,
        per_host_gap_s=gap_s,
        allow_private_hosts=private,
    )


def feed(url: str) -> Feed:
    return Feed(1, url, "Testland")


async def get(fetcher: Fetcher, host: FeedHost, answer: object, path: str = "/f") -> FeedResponse:
    host.answers[path] = answer  # type: ignore[assignment]
    return await fetcher.fetch(feed(host.url + path))


async def test_answer_with_its_headers(host: FeedHost, fetcher: Fetcher) -> None:
    headers = {
        "ETag": '"1"',
        "Last-Modified": "Tue, 05 May 2026 10:00:00 GMT",
        "Cache-Control": "public, max-age=900",
    }
    response = await get(fetcher, host, Answer(BODY, headers=headers))
    assert (response.status, response.body, response.error) == (200, BODY, None)
    assert (response.etag, response.last_modified) == ('"1"', "Tue, 05 May 2026 10:00:00 GMT")
    assert response.max_age_s == 900
    assert response.url == host.url + "/f"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("br", brotli.compress(BODY)),
        ("zstd", zstd.compress(BODY)),
        ("gzip, br", brotli.compress(gzip.compress(BODY))),
        ("identity", BODY),
    ],
)
async def test_content_codings(host: FeedHost, fetcher: Fetcher, coding: str, body: bytes) -> None:
    response = await get(fetcher, host, Answer(body, headers={"Content-Encoding": coding}))
    assert response.body == BODY


@pytest.mark.parametrize("times", [3, 752])
async def test_a_body_that_is_encoded_again_and_again_is_not_unpacked(
    host: FeedHost, fetcher: Fetcher, times: int
) -> None:
    answer = Answer(gzip.compress(BODY), headers={"Content-Encoding": ", ".join(["gzip"] * times)})
    response = await get(fetcher, host, answer)
    assert (response.status, response.body) == (200, None)
    assert f"encoded {times} times over" in (response.error or "")


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
async def test_bomb_is_refused(host: FeedHost, fetcher: Fetcher, coding: str) -> None:
    packed = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}[coding](bytes(2_000_000))
    assert len(packed) < 100_000
    response = await get(fetcher, host, Answer(packed, headers={"Content-Encoding": coding}))
    assert (response.status, response.body) == (200, None), "an answer, hence no outage of our network"
    assert "larger than 100000 bytes" in (response.error or "")


async def test_body_of_the_limit_and_one_byte_more(host: FeedHost, fetcher: Fetcher) -> None:
    assert len((await get(fetcher, host, Answer(bytes(100_000)))).body or b"") == 100_000
    for headers in ({}, {"Content-Length": "100001"}):
        response = await get(fetcher, host, Answer(bytes(100_001), headers=headers))
        assert "larger" in (response.error or "")


async def test_endless_body_is_refused_while_reading(host: FeedHost, fetcher: Fetcher) -> None:
    async def endless(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while not writer.is_closing():
            writer.write(bytes(10_000))
            await writer.drain()

    assert "larger" in ((await get(fetcher, host, endless)).error or "")


async def test_slow_loris(host: FeedHost) -> None:
    async def loris(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with _fetcher(timeout_s=0.3) as fetcher:
        response = await get(fetcher, host, loris)
        page = await fetcher.get_page(response.url, within_s=0.1)
    assert "no complete answer within 0.3 s" in (response.error or "")
    assert "no complete answer within 0.1 s" in (page.error or "")
    assert not response.local_outage


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
        b"HTTP/1.1 200 OK\r\nContent-Le",
    ],
)
async def test_broken_connections(host: FeedHost, fetcher: Fetcher, raw: bytes) -> None:
    async def broken(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        writer.close()

    response = await get(fetcher, host, broken)
    assert (response.status, response.body) == (0, None)
    assert "connection broke" in (response.error or "")


@pytest.mark.parametrize("raw", [b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 two hundred\r\n\r\n"])
async def test_not_http(host: FeedHost, fetcher: Fetcher, raw: bytes) -> None:
    async def other(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        writer.close()

    assert (await get(fetcher, host, other)).error


async def test_content_length_that_is_too_small(host: FeedHost, fetcher: Fetcher) -> None:
    response = await get(
        fetcher, host, Answer(BODY, headers={"Content-Length": "100", "Connection": "close"})
    )
    assert (response.body, response.error) == (BODY[:100], None)


async def test_ten_redirects_are_followed_and_not_eleven(host: FeedHost, fetcher: Fetcher) -> None:
    for hop in range(11):
        host.answers[f"/{hop}"] = Answer(status=302, headers={"Location": f"/{hop + 1}"})
    host.answers["/11"] = Answer(BODY)
    assert (await fetcher.fetch(feed(host.url + "/1"))).body == BODY
    response = await fetcher.fetch(feed(host.url + "/0"))
    assert "more than 10 redirects" in (response.error or "")


async def test_endless_redirects(host: FeedHost, fetcher: Fetcher) -> None:
    response = await get(fetcher, host, Answer(status=301, headers={"Location": "/f"}))
    assert "redirects" in (response.error or "")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/", "http://[", "javascript:alert(1)"]
)
async def test_bad_redirects(host: FeedHost, fetcher: Fetcher, target: str) -> None:
    response = await get(fetcher, host, Answer(status=302, headers={"Location": target}))
    assert response.error


@pytest.mark.parametrize(
    ("codes", "moved"), [((301,), True), ((308, 301), True), ((302,), False), ((301, 307), False)]
)
async def test_only_permanent_redirects_move(
    host: FeedHost, fetcher: Fetcher, codes: tuple[int, ...], moved: bool
) -> None:
    for hop, code in enumerate(codes):
        host.answers[f"/{hop}"] = Answer(status=code, headers={"Location": f"/{hop + 1}"})
    host.answers[f"/{len(codes)}"] = Answer(BODY)
    response = await fetcher.fetch(feed(host.url + "/0"))
    assert response.moved_url == (f"{host.url}/{len(codes)}" if moved else None)


async def test_credentials_do_not_travel_to_another_host(host: FeedHost, fetcher: Fetcher) -> None:
    async with feed_host() as other:
        other.answers["/f"] = Answer(BODY)
        host.answers["/same"] = Answer(status=302, headers={"Location": "/away"})
        host.answers["/away"] = Answer(status=302, headers={"Location": other.url + "/f"})
        url = host.url.replace("http://", "http://me:pw@") + "/same"
        assert (await fetcher.fetch(feed(url))).body == BODY
    assert host.asked("/same")[0].headers["authorization"] == host.asked("/away")[0].headers["authorization"]
    assert "authorization" not in other.asked("/f")[0].headers


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254"]
)
async def test_no_connection_into_the_local_network(host: FeedHost, name: str) -> None:
    host.answers["/f"] = Answer(BODY)
    port = host.url.rpartition(":")[2]
    async with _fetcher(private=False) as fetcher:
        response = await fetcher.fetch(feed(f"http://{name}:{port}/f"))
    assert (response.status, response.local_outage, host.requests) == (0, False, [])
    assert "allow_private_hosts" in (response.error or "")


@pytest.mark.parametrize("name", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
async def test_no_connection_under_a_disguise(host: FeedHost, name: str) -> None:
    port = host.url.rpartition(":")[2]
    async with _fetcher(private=False) as fetcher:
        assert (await fetcher.fetch(feed(f"http://{name}:{port}/f"))).error
    assert host.requests == []


async def test_no_redirect_into_the_local_network(host: FeedHost, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public host (by way of a proxy, which may be local) that redirects to a local one."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", host.url)
    monkeypatch.setenv("no_proxy", "localhost")
    async with feed_host() as inside, _fetcher(private=False) as fetcher:
        target = inside.url.replace("127.0.0.1", "localhost") + "/inside"
        host.answers["http://news.invalid/f"] = Answer(status=302, headers={"Location": target})
        response = await fetcher.fetch(feed("http://news.invalid/f"))
    assert (len(host.requests), inside.requests) == (1, [])
    assert "allow_private_hosts" in (response.error or "")


async def test_retry_after_as_seconds_and_as_date(host: FeedHost, fetcher: Fetcher) -> None:
    response = await get(fetcher, host, Answer(status=429, headers={"Retry-After": "120"}))
    assert response.retry_after_s == 120
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=600), usegmt=True)
    response = await get(fetcher, host, Answer(status=503, headers={"Retry-After": later}))
    assert response.retry_after_s is not None
    assert 590 <= response.retry_after_s <= 600
    response = await get(fetcher, host, Answer(status=503, headers={"Retry-After": "soon"}))
    assert response.retry_after_s is None


async def test_cookies_are_not_kept(host: FeedHost, fetcher: Fetcher) -> None:
    await get(fetcher, host, Answer(BODY, headers={"Set-Cookie": "a=b"}))
    await get(fetcher, host, Answer(BODY))
    assert "cookie" not in host.requests[-1].headers


async def test_at_most_so_many_at_once_per_host(host: FeedHost) -> None:
    two = asyncio.Event()

    async def slow(_: Request, writer: asyncio.StreamWriter) -> None:
        if host.under_way == 2:
            two.set()
        await two.wait()
        await asyncio.sleep(0.02)
        writer.write(Answer(BODY).raw())

    host.answers["/f"] = slow
    async with _fetcher(per_host=2) as fetcher:
        await asyncio.gather(*(fetcher.fetch(feed(host.url + "/f")) for _ in range(8)))
    assert host.most_under_way == 2


async def test_pause_between_starts_per_host(host: FeedHost) -> None:
    starts: list[float] = []

    async def note(_: Request, writer: asyncio.StreamWriter) -> None:
        starts.append(asyncio.get_running_loop().time())
        writer.write(Answer(BODY).raw())

    host.answers["/f"] = note
    async with _fetcher(gap_s=0.1) as fetcher:
        began = asyncio.get_running_loop().time()
        await asyncio.gather(*(fetcher.fetch(feed(host.url + "/f")) for _ in range(3)))
    # A request may arrive late on a busy machine, but never before its turn.
    assert [started - began >= 0.1 * turn for turn, started in enumerate(starts)] == [True] * 3


async def test_nobody_listens(fetcher: Fetcher) -> None:
    response = await fetcher.fetch(feed("http://127.0.0.1:1/f"))
    assert "cannot connect" in (response.error or "")
    assert not response.local_outage


async def test_name_that_does_not_exist(fetcher: Fetcher) -> None:
    response = await fetcher.fetch(feed("http://nowhere.invalid/f"))
    assert response.status == 0
    assert "nowhere.invalid" in (response.error or "") or response.local_outage


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody vouches for, and its key, in one file."""
    made = tmp_path / "certificate.pem"
    request = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1"
    )
    alternative = ["-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(made)]
    subprocess.run([*request.split(), *alternative, *files], check=True, capture_output=True)
    made.write_bytes(made.read_bytes() + (tmp_path / "key.pem").read_bytes())
    return made


async def test_certificate_that_nobody_vouches_for(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    async with feed_host(context) as host, _fetcher() as fetcher:
        response = await get(fetcher, host, Answer(BODY))
        assert "certificate is not valid" in (response.error or "")
        plain = await fetcher.fetch(feed(host.url.replace("https://", "http://") + "/f"))
        assert plain.error
    trusting = ssl.create_default_context(cafile=str(certificate))
    async with (
        feed_host(context) as host,
        Fetcher(user_agent="x", allow_private_hosts=True, ssl_context=trusting) as fetcher,
    ):
        assert (await get(fetcher, host, Answer(BODY))).body == BODY


async def test_tls_spoken_to_a_plain_server(host: FeedHost) -> None:
    async with _fetcher(timeout_s=0.5) as fetcher:
        response = await fetcher.fetch(feed(host.url.replace("http://", "https://") + "/f"))
    assert response.status == 0
    assert response.error


async def test_proxy_from_the_environment(host: FeedHost, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "no_proxy",
        "https_proxy",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", host.url)
    host.answers["http://news.invalid/f"] = Answer(BODY)
    async with _fetcher(private=False) as fetcher:
        assert (await fetcher.fetch(feed("http://news.invalid/f"))).body == BODY
        inside = await fetcher.fetch(feed("http://169.254.169.254/latest/meta-data"))
    assert "allow_private_hosts" in (inside.error or "")
    assert len(host.requests) == 1
