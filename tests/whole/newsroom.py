"""A whole Sitrep for tests: feeds over HTTP, a real database and PTB application, the Bot API stand-in."""

import asyncio
import math
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy import event, update

from bot.config.settings import Settings
from bot.demo.standin.server import BotApi
from bot.desk import configuration
from bot.desk.app import make_desk
from bot.desk.opening import make_fetcher, open_database
from bot.desk.stations import make_stations
from bot.desk.telegram import open_telegram
from storage import chats, tables, topics
from storage.database import Database


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class FeedServer:
    """Serves one document a path; the tests change it between polls."""

    documents: dict[str, bytes] = field(default_factory=dict)
    url: str = ""

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["FeedServer"]:
        app = web.Application()
        app.router.add_get("/{name}", self._answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        body = self.documents.get(request.match_info["name"])
        if body is None:
            return web.Response(status=404)
        return web.Response(body=body, content_type="application/rss+xml")


def rss(*items: tuple[str, str, str], published: datetime) -> bytes:
    """An RSS document of (guid, title, text), all published at one instant."""
    at = published.strftime("%a, %d %b %Y %H:%M:%S GMT")
    entries = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>https://news.example/{guid}</link>"
        f"<title>{title}</title><description>{text}</description><pubDate>{at}</pubDate></item>"
        for guid, title, text in items
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title>{entries}</channel></rss>".encode()
    )


def make_settings(
    api: BotApi, database_url: str, feeds: list[dict[str, str]], queries: dict[str, str]
) -> Settings:
    """A configuration for loopback without the limits that only slow tests down."""
    settings = Settings.model_validate(
        {
            "telegram": {"token": api.token, "api_url": api.url},
            "database": {"url": database_url},
            "poll": {"per_host_gap": "0s", "per_host": 8, "allow_private_hosts": True},
            "alerts": {"per_hour": 10_000},
            "facts": {"fetch_articles": False},
            "feeds": feeds,
            "topics": [{"id": key, "name": key.title(), "query": query} for key, query in queries.items()],
        }
    )
    deliver = settings.deliver.model_copy(update={"per_second": math.inf})
    return settings.model_copy(update={"deliver": deliver})


async def follow(database: Database, telegram_id: int, *topic_ids: str, now: datetime) -> None:
    """Let a private chat follow topics."""
    async with database.transaction() as connection:
        chat = await chats.register(connection, telegram_id, None, "private", "", now)
        for topic_id in topic_ids:
            await topics.subscribe(connection, chat.id, topic_id, now)


@asynccontextmanager
async def running(settings: Settings, clock: Clock) -> AsyncIterator["Sitrep"]:
    """The stations of one process, not yet running."""
    stop = asyncio.Event()
    async with open_database(settings) as database, make_fetcher(settings) as fetcher:
        await configuration.apply(database, settings, clock)
        desk = make_desk(settings, database, clock)
        async with open_telegram(settings, desk, stop) as application:
            stations = make_stations(settings, database, clock)
            deliver = await stations.delivery(application.bot, stop)

            async def tick() -> None:
                await stations.poll(fetcher)
                await stations.triage()
                await deliver(0.0)

            yield Sitrep(database, tick)


@dataclass
class Sitrep:
    """A process of Sitrep whose stations run when told."""

    database: Database
    _tick: object

    async def tick(self) -> None:
        """Poll, triage and deliver once."""
        await self._tick()  # type: ignore[operator]

    async def make_due(self, now: datetime) -> None:
        """Make every feed due."""
        async with self.database.transaction() as connection:
            await connection.execute(update(tables.feeds).values(due_at=now))


def tick_and_die(settings: Settings, clock: Clock, commit: int) -> None:
    """Run every station once in this process, and kill it when the given commit is about to be made."""
    seen = [0]

    def kill(_: object) -> None:
        seen[0] += 1
        if seen[0] == commit:
            os._exit(9)

    async def work() -> None:
        async with running(settings, clock) as sitrep:
            seen[0] = 0
            event.listen(sitrep.database.engine.sync_engine, "commit", kill)
            await sitrep.tick()

    asyncio.run(work())
