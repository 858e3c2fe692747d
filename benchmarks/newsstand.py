"""Invented events, and feeds with pages on this machine that carry them, for benchmarks of the whole bot."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from aiohttp import web

from benchmarks.loopback import serving

CITIES = (
    "Lima Oslo Nairobi Quito Hanoi Dakar Perth Tunis Riga Minsk Accra Lusaka Manila Bogota Havana Athens "
    "Lisbon Warsaw Cairo Ankara Kabul Harare Dublin Vienna Kampala Montevideo Caracas Bamako Luanda Maputo "
    "Tokyo Seoul Jakarta Bangkok Delhi Karachi Tehran Baghdad Amman Beirut Tripoli Algiers Rabat Lagos "
    "Kinshasa Windhoek Gaborone Madrid Rome Berlin Prague Budapest Bucharest Sofia Belgrade Zagreb Tallinn "
    "Vilnius Helsinki Stockholm"
).split()
"""Each event is in a city of its own, or some would be taken for one; so there are as many as cities."""
EVENTS = (
    (
        "Fire destroys warehouse in {city}",
        "A fire destroyed a warehouse in {city}, killing {count} people.",
    ),
    (
        "Flood closes bridge in {city}",
        "A flood closed the main bridge of {city} for {count} days, the mayor said.",
    ),
    (
        "Train derails near {city}",
        "A train with {count} passengers derailed near {city}, railway officials said.",
    ),
    (
        "Teachers begin strike in {city}",
        "Teachers in {city} began a strike of {count} days over pay on Monday.",
    ),
    (
        "Storm cuts power in {city}",
        "A storm left {count} villages around {city} without electricity, the utility said.",
    ),
)
MORE = " Officials said that repairs and inquiries begin next week. The opposition asked for {count} million."
QUERY = "any(fire, flood, train, strike, storm)"
_KEPT = 20


def story(number: int) -> tuple[str, str, str]:
    """Title, sentence and text of an event like no other: another would be taken for its sequel."""
    title, sentence = EVENTS[number % len(EVENTS)]
    words = {"city": CITIES[number], "count": number + 3}
    return title.format(**words), sentence.format(**words), (sentence + MORE).format(**words)


@dataclass
class Newsstand:
    """Feeds that get one item at a time, at `/feed/N`, with a page an item; notes when each was served."""

    feeds: int = 1
    short: bool = False
    """Whether items say so little that their pages are read."""
    items: dict[int, list[int]] = field(default_factory=dict)
    """The numbers of the stories of each feed, newest first."""
    published_at: dict[int, float] = field(default_factory=dict)
    served_at: dict[int, float] = field(default_factory=dict)
    """By the number of the story, by the monotonic clock."""
    polls: int = 0
    polled_at: dict[int, float] = field(default_factory=dict)
    """When each feed was polled last."""
    longest_s: float = 0.0
    """The longest time between two polls of a feed."""
    url: str = ""
    hub_url: str | None = None
    """The hub that the feeds name."""

    def publish(self, number: int) -> None:
        """Add the story `number` to a feed."""
        carried = self.items.setdefault(number % self.feeds, [])
        carried.insert(0, number)
        del carried[_KEPT:]
        self.published_at[number] = time.monotonic()

    def document(self, feed: int) -> bytes:
        """The feed as it is now."""
        now = format_datetime(datetime.now(UTC), usegmt=True)
        # Not about the topic: the first document of a feed is its baseline, unless it is empty.
        lines = [f"<item><title>Gazette {feed} is printed again</title><guid>{feed}</guid></item>"]
        for number in self.items.get(feed, ()):
            title, sentence, text = story(number)
            summary = sentence if self.short else text
            link = f"{self.url}/page/{number}"
            lines.append(
                f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{now}</pubDate>"
                f"<description>{summary}</description></item>"
            )
        links = ""
        if self.hub_url is not None:
            named = {"hub": self.hub_url, "self": f"{self.url}/feed/{feed}"}
            links = "".join(f"<a:link rel='{rel}' href='{url}'/>" for rel, url in named.items())
        head = (
            f"<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel><title>Gazette {feed}</title>"
        )
        return f"{head}{links}{''.join(lines)}</channel></rss>".encode()

    async def answer_feed(self, request: web.Request) -> web.Response:
        """A feed, or 304."""
        feed = int(request.match_info["feed"])
        self.polls += 1
        now = time.monotonic()
        self.longest_s = max(self.longest_s, now - self.polled_at.get(feed, now))
        self.polled_at[feed] = now
        carried = self.items.get(feed, ())
        for number in carried:
            self.served_at.setdefault(number, time.monotonic())
        tag = f'"{carried[0] if carried else "none"}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(
            body=self.document(feed), content_type="application/rss+xml", headers={"ETag": tag}
        )

    async def answer_page(self, request: web.Request) -> web.Response:
        """An item's page."""
        title, _, text = story(int(request.match_info["number"]))
        body = f"<article><h1>{title}</h1>{f'<p>{text}</p>' * 2}</article>"
        html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
        return web.Response(text=html, content_type="text/html")

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve on loopback during the block."""
        app = web.Application()
        app.router.add_get("/feed/{feed}", self.answer_feed)
        app.router.add_get("/page/{number}", self.answer_page)
        async with serving(app) as self.url:
            yield
