"""A feed server for benchmarks: `python -m benchmarks.feed_server PORT FEEDS WORKLOAD [CERTIFICATE KEY]`.

GET /f/N gives feed N with an ETag and honours If-None-Match; GET /change/PERCENT gives every 100/PERCENT-th
feed one new entry; GET /close makes every answer close its connection. With the workload "made-up" all
content is made up; with "real" it is that of `benchmarks.real_feeds`.
"""

import asyncio
import random
import ssl
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from benchmarks.real_feeds import documents, renewed

ENTRIES = 50
_WORD_LIST = """
    the a of in to and officials said leaders city border talks crisis government workers ministry police
    report region north south east west river bridge convoy market school hospital weather election court
    budget oil trade minister president parliament council agency camp aid refugees strike protest union
    company bank storm flood fire rescue team league match cup final season coach player record film music
    festival museum
"""
_WORDS = _WORD_LIST.split()
_ON_A_TOPIC = 0.1
"""The share of entries with a word that may match a topic of config.example.toml. Of 2,794 real ones (BBC,
CNN, NYT, Reuters and others) 5 % have one, and 9 % of those with more than 400 characters of text."""


def make_entry(feed: int, number: int) -> str:
    """One item of about 1,250 characters, marked up as publishing systems do."""
    rng = random.Random(feed * 1_000_003 + number)
    words = rng.choices(_WORDS, k=115)
    if rng.random() < _ON_A_TOPIC:
        words[rng.randrange(len(words))] = rng.choice(("troops", "forces", "soldiers"))
    title = " ".join(words[:9]).capitalize()
    lead, first, second, third = (" ".join(words[a:b]) for a, b in ((9, 32), (32, 60), (60, 88), (88, 115)))
    url = f"https://news{feed}.example.org/world/{feed}-{number}-{words[0]}"
    date = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=7 * number + feed)
    return (
        f'<item><title>{title}</title><link>{url}</link><guid isPermaLink="true">{url}</guid>'
        f"<pubDate>{date:%a, %d %b %Y %H:%M:%S} GMT</pubDate><dc:creator>{words[3]} {words[4]}</dc:creator>"
        f"<description>{lead}.</description>"
        f"<content:encoded><![CDATA[<p>{first} <strong>{words[1]}</strong>.</p>\n<p>{second}, "
        f'<a href="{url}">'
        f"{words[2]}</a> &amp; {words[3]}.</p>\n<p>{third}.</p>]]></content:encoded>"
        f"<category>{words[5]}</category></item>"
    )


def make_feed(feed: int, version: int) -> bytes:
    """A document of `ENTRIES` items; each version has a new one at the top and loses the last."""
    items = "\n".join(make_entry(feed, number) for number in range(ENTRIES - 1 + version, version - 1, -1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>News {feed}</title><link>https://news{feed}.example.org/</link>"
        f"<description>News</description>\n{items}</channel></rss>"
    ).encode()


class Feeds(asyncio.Protocol):
    """As much of HTTP/1.1 as the benchmark needs."""

    documents: ClassVar[dict[int, bytes]] = {}
    versions: ClassVar[dict[int, int]] = {}
    renew: ClassVar[Callable[[int, int], bytes]] = make_feed
    close_each = False
    served = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            self.answer(head.decode("latin-1"))

    def answer(self, head: str) -> None:
        path = head.split(" ", 2)[1]
        kind, _, argument = path.strip("/").partition("/")
        if kind == "f":
            feed = int(argument)
            etag = f'"{feed}-{Feeds.versions[feed]}"'
            if f"If-None-Match: {etag}".lower() in head.lower():
                self.send(304, b"", etag)
            else:
                self.send(200, Feeds.documents[feed], etag)
            Feeds.served += 1
            return
        if kind == "change":
            step = 100 // int(argument)
            for feed in range(0, len(Feeds.documents), step):
                Feeds.versions[feed] += 1
                Feeds.documents[feed] = Feeds.renew(feed, Feeds.versions[feed])
        elif kind == "close":
            Feeds.close_each = True
        self.send(200, str(Feeds.served).encode(), '"x"')

    def send(self, status: int, body: bytes, etag: str) -> None:
        connection = "close" if Feeds.close_each else "keep-alive"
        head = (
            f"HTTP/1.1 {status} OK\r\nETag: {etag}\r\nContent-Type: application/rss+xml\r\n"
            f"Connection: {connection}\r\n"
            + (f"Content-Length: {len(body)}\r\n" if status == 200 else "")
            + "\r\n"
        )
        self.transport.write(head.encode() + body)  # type: ignore[attr-defined]
        if Feeds.close_each:
            self.transport.close()


async def serve(port: int, feeds: int, workload: str, certificate: list[str]) -> None:
    """Serve until killed; prints "ready" once it listens."""
    Feeds.versions = dict.fromkeys(range(feeds), 0)
    if workload == "real":
        published = documents()
        Feeds.renew = lambda feed, version: renewed(published[feed % len(published)], version)
        Feeds.documents = {feed: published[feed % len(published)] for feed in range(feeds)}
    else:
        Feeds.documents = {feed: make_feed(feed, 0) for feed in range(feeds)}
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    server = await asyncio.get_running_loop().create_server(
        Feeds, "127.0.0.1", port, ssl=context, backlog=1024
    )
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:]))
