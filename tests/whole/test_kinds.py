"""Which reports alert whom: news everybody, what may be news without a sound, the rest who chose its kind."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from storage import chats
from storage.database import Database
from tests.whole.newsroom import Clock, FeedServer, Sitrep, follow, make_settings, rss, running

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
OLD = ("old", "Chess open ends", "The chess open ended on Friday with a draw between the two leaders.")
ANALYSIS = (
    "Analysis: Why the dam near Raqqa matters to everyone on the Euphrates",
    "Who holds the dam near Raqqa holds the water of three provinces, and that may explain why nobody wants "
    "to repair it. Our correspondent looks at what could come next for the farmers downstream.",
)
FALLEN = (
    "Dam near Raqqa on the Euphrates bursts, killing nine",
    "The dam near Raqqa on the Euphrates burst before dawn on Sunday and the water killed nine people in "
    "three villages downstream, the army said. Nobody had repaired the dam for years, engineers said.",
)
UNSURE = (
    "Raqqa market with second gate in use",
    "The market of Raqqa has a second gate now.",
)


class Newsroom:
    """One feed and the chats 1 (the operator's kinds), 2 (analyses too) and 3 (news alone)."""

    def __init__(self, clock: Clock, server: FeedServer, api: BotApi, sitrep: Sitrep) -> None:
        self.clock, self.server, self.api, self.sitrep = clock, server, api, sitrep
        self.items = [OLD]

    async def publish(self, told: tuple[str, str] | None = None) -> None:
        if told is not None:
            self.items.insert(0, (f"item{len(self.items)}", *told))
        self.server.documents["feed"] = rss(*self.items, published=self.clock.now)
        await self.sitrep.make_due(self.clock.now)
        await self.sitrep.tick()
        self.clock.move(minutes=20)
        await self.sitrep.tick()

    def heard(self) -> list[list[Message]]:
        return [self.api.messages(chat) for chat in (1, 2, 3)]

    async def choose(self, telegram_id: int, *kinds: str) -> None:
        async with self.sitrep.database.transaction() as connection:
            chat = await chats.find(connection, telegram_id)
            assert chat is not None
            await chats.save_settings(connection, replace(chat, kinds=frozenset(kinds)))


@asynccontextmanager
async def opened(url: str, *kinds: str) -> AsyncIterator[Newsroom]:
    clock, server = Clock(START), FeedServer()
    async with BotApi() as api, server.serving():
        feeds = [{"url": f"{server.url}/feed", "publisher": "Euphrates Post"}]
        settings = make_settings(api, url, feeds, {"raqqa": "Raqqa"})
        if kinds:
            alerts = settings.alerts.model_copy(update={"kinds": kinds})
            settings = settings.model_copy(update={"alerts": alerts})
        async with running(settings, clock) as sitrep:
            made = Newsroom(clock, server, api, sitrep)
            for telegram_id in (1, 2, 3):
                await follow(sitrep.database, telegram_id, "raqqa", now=START)
            await made.choose(2, "news", "analysis")
            await made.choose(3, "news")
            await made.publish()
            clock.move(hours=1)
            yield made


@pytest.fixture
def url(bare_database: Database) -> str:
    """The address of an empty database."""
    return bare_database.engine.url.render_as_string(hide_password=False)


async def test_an_analysis_alerts_the_chats_that_chose_analyses(url: str) -> None:
    async with opened(url) as newsroom:
        await newsroom.publish(ANALYSIS)
        default, chosen, news = newsroom.heard()
        assert (default, news) == ([], [])
        (alert,) = chosen
        assert alert.silent
        assert alert.text.startswith("Analysis · Raqqa\nAnalysis: Why the dam near Raqqa matters")

        await newsroom.publish(FALLEN)
        (default, news) = newsroom.heard()[0], newsroom.heard()[2]
        for (told,) in (default, news):
            assert told.text.startswith("Raqqa\nDam near Raqqa on the Euphrates bursts, killing nine")
            assert not told.silent
        assert "bursts, killing nine" in newsroom.heard()[1][-1].text


async def test_a_chat_may_switch_off_what_the_operator_chose(url: str) -> None:
    async with opened(url, "news", "analysis") as newsroom:
        await newsroom.publish(ANALYSIS)
        assert [len(heard) for heard in newsroom.heard()] == [1, 1, 0]
        await newsroom.publish(FALLEN)
        assert "bursts, killing nine" in newsroom.heard()[2][-1].text
        assert not newsroom.heard()[2][-1].silent


async def test_nobody_is_told_of_a_kind_that_nobody_chose(url: str) -> None:
    async with opened(url) as newsroom:
        await newsroom.choose(2, "news")
        await newsroom.publish(ANALYSIS)
        assert newsroom.heard() == [[], [], []]
        # What was switched on afterwards begins with what comes afterwards.
        await newsroom.choose(2, "news", "analysis")
        await newsroom.publish()
        assert newsroom.heard() == [[], [], []]


async def test_what_is_not_surely_news_comes_without_a_sound(url: str) -> None:
    async with opened(url) as newsroom:
        await newsroom.publish(UNSURE)
        for (told,) in newsroom.heard():
            assert told.silent
            assert told.text.startswith("Raqqa\nRaqqa market with second gate in use")
