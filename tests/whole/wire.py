"""Sequences of polls over real HTTP with the whole way to a chat behind them: what a follower was told."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from bot.demo.standin.server import BotApi
from storage import tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, feed_host
from tests.stored import new_file
from tests.whole.newsroom import Clock, Sitrep, follow, make_settings, running

START = datetime(2026, 11, 26, 12, tzinfo=UTC)
_CHAT = 1


@dataclass
class Wire:
    """A newsroom with one follower of the topic "flood" and the feed at `/feed`."""

    sitrep: Sitrep
    host: FeedHost
    api: BotApi
    clock: Clock
    told: list[str] = field(default_factory=list)

    @property
    def database(self) -> Database:
        return self.sitrep.database

    async def poll(self, body: bytes | Answer | None = None, **after: float) -> None:
        """Serve `body` (None: what was served before), poll, triage and deliver; an hour later by default."""
        if body is not None:
            self.host.answers["/feed"] = body if isinstance(body, Answer) else Answer(body)
        self.clock.move(**(after or {"hours": 1}))
        await self.sitrep.make_due(self.clock.now)
        await self.sitrep.tick()

    def alerts(self) -> list[str]:
        """The texts of the messages so far."""
        return [message.text for message in self.api.messages(_CHAT)]

    def heard(self, *titles: str) -> list[int]:
        """How many messages begin with each of these headlines or hold it."""
        return [sum(title in text for text in self.alerts()) for title in titles]

    async def rows(self) -> int:
        """Number of articles stored."""
        async with self.database.reading() as connection:
            return (await connection.execute(select(func.count()).select_from(tables.articles))).scalar_one()

    async def stored(self) -> Sequence[tuple[str, str, str, datetime]]:
        """Title, text, address and date of the articles, in order of arrival."""
        c = tables.articles.c
        async with self.database.reading() as connection:
            rows = await connection.execute(select(c.title, c.text, c.url, c.published_at).order_by(c.id))
            return [tuple(row) for row in rows]


@asynccontextmanager
async def wire(folder: Path, *, query: str = "flood", database_url: str = "") -> AsyncIterator[Wire]:
    """A newsroom whose feed was not polled yet."""
    clock = Clock(START)
    async with BotApi() as api, feed_host() as host:
        feed = {"url": f"{host.url}/feed", "publisher": "Testland Post"}
        url = database_url or await new_file(folder / "wire.db")
        settings = make_settings(api, url, [feed], {"flood": query})
        async with running(settings, clock) as sitrep:
            api.add_chat(_CHAT)
            await follow(sitrep.database, _CHAT, "flood", now=START)
            yield Wire(sitrep, host, api, clock)
