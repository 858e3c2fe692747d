"""From feeds over HTTP to messages in chats, and what a crash between any two steps leaves behind."""

import asyncio
import itertools
import multiprocessing
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo.standin.server import PATIENCE_S, BotApi
from storage import tables
from storage.database import Database
from tests.whole.newsroom import Clock, FeedServer, follow, make_settings, rss, running, tick_and_die

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
OLD = ("old", "Market reopens in Raqqa", "The covered market of Raqqa reopened on Saturday with 40 stalls.")
NEWS = (
    "new",
    "Flood cuts the road to Raqqa",
    "A flood cut the road from Aleppo to Raqqa on Sunday, engineers said.",
)
OTHER = (
    "other",
    "Raqqa hospital gets a scanner",
    "The hospital of Raqqa received its first scanner in ten years.",
)


async def test_what_is_new_alerts_every_follower_once_and_the_first_poll_nobody(tmp_path: Path) -> None:
    clock, server = Clock(START), FeedServer()
    async with BotApi() as api, server.serving():
        feed = {"url": f"{server.url}/feed", "publisher": "Post"}
        settings = make_settings(api, f"sqlite:///{tmp_path / 'a.db'}", [feed], {"raqqa": "raqqa"})
        async with running(settings, clock) as sitrep:
            for chat in (1, 2):
                api.add_chat(chat)
                await follow(sitrep.database, chat, "raqqa", now=START)
            server.documents["feed"] = rss(OLD, published=START)
            await sitrep.tick()
            assert api.messages(1) == []
            clock.move(hours=1)
            server.documents["feed"] = rss(NEWS, OLD, published=START)
            for _ in range(3):
                await sitrep.make_due(clock.now)
                await sitrep.tick()
            edited = ("new", "Flood cuts the road to Raqqa, bridge shut", NEWS[2])
            server.documents["feed"] = rss(edited, OLD, published=START)
            await sitrep.make_due(clock.now)
            await sitrep.tick()
            for chat in (1, 2):
                (message,) = api.messages(chat)
                assert "Flood cuts the road to Raqqa" in message.text


async def test_killed_at_any_commit_and_started_again_no_alert_is_lost(tmp_path: Path) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.whole.warm_newsroom"])
    server = FeedServer()
    async with BotApi() as api, server.serving():
        for kill_at in itertools.count(1):
            chat = kill_at
            api.add_chat(chat)
            feed = {"url": f"{server.url}/feed", "publisher": "Post"}
            database_url = f"sqlite:///{tmp_path / f'{kill_at}.db'}"
            settings = make_settings(api, database_url, [feed], {"raqqa": "raqqa"})
            clock = Clock(START)
            async with running(settings, clock) as sitrep:
                await follow(sitrep.database, chat, "raqqa", now=START)
                server.documents["feed"] = rss(OLD, published=START)
                await sitrep.tick()
            server.documents["feed"] = rss(NEWS, OTHER, OLD, published=START)
            clock.move(hours=1)
            victim = processes.Process(target=tick_and_die, args=(settings, clock, kill_at))
            victim.start()
            await asyncio.to_thread(victim.join, PATIENCE_S)
            clock.move(hours=1)
            async with running(settings, clock) as sitrep:
                for _ in range(3):
                    await sitrep.tick()
                    clock.move(minutes=11)
            heard = Counter(
                title for one in api.messages(chat) for title in (NEWS[1], OTHER[1]) if title in one.text
            )
            assert all(heard.values()), f"killed at commit {kill_at}: {heard}"
            assert all(count <= 2 for count in heard.values())
            if victim.exitcode == 0:
                break
        assert kill_at > 5


QUERIES_2021 = {
    "syria": "any(Syria, Syrian, Idlib, Damascus)",
    "gaza": "any(Gaza, Israel, Israeli, Palestinian, Hamas)",
    "iran": "any(Iran, Iranian, Tehran)",
    "lebanon": "any(Lebanon, Lebanese, Beirut)",
    "iraq": "any(Iraq, Iraqi, Baghdad)",
}


async def test_a_month_of_real_polls_alerts_each_new_article_once(data_folder: Path, tmp_path: Path) -> None:
    files = sorted((data_folder / "feeds" / "sequences" / "bbc_middle_east_2021-07").glob("*.xml"))
    if not files:
        pytest.skip("the recorded polls of BBC Middle East are not there")
    clock, server = Clock(_polled_at(files[0])), FeedServer()
    async with BotApi() as api, server.serving():
        feed = {"url": f"{server.url}/feed", "publisher": "BBC"}
        settings = make_settings(api, f"sqlite:///{tmp_path / 'a.db'}", [feed], QUERIES_2021)
        async with running(settings, clock) as sitrep:
            for chat, topic_ids in ((1, list(QUERIES_2021)), (2, ["gaza", "iran"])):
                api.add_chat(chat)
                await follow(sitrep.database, chat, *topic_ids, now=clock.now)
            for file in files:
                clock.now = max(clock.now, _polled_at(file))
                server.documents["feed"] = file.read_bytes()
                await sitrep.make_due(clock.now)
                await sitrep.tick()
            for _ in range(10):
                clock.move(minutes=11)
                await sitrep.tick()
            await _check_each_alerted_once(sitrep.database, api)


async def _check_each_alerted_once(database: Database, api: BotApi) -> None:
    """Every article that met a topic and may alert belongs to a story that each follower has one alert of."""
    box, articles, matches = tables.outbox.c, tables.articles.c, tables.matches.c
    async with database.reading() as connection:
        loud = list(
            await connection.execute(
                select(articles.id, articles.story_id, matches.topic_id)
                .join(tables.matches, matches.article_id == articles.id)
                .where(articles.silence.is_(None), articles.triaged_at.is_not(None))
            )
        )
        alerted = list(
            await connection.execute(select(box.chat_id, box.story_id, box.state).where(box.kind == "alert"))
        )
        states = {state for (state,) in await connection.execute(select(box.state))}
    assert loud
    expected = {(1, story) for _, story, _ in loud}
    expected |= {(2, story) for _, story, topic in loud if topic in ("gaza", "iran")}
    assert Counter((chat, story) for chat, story, _ in alerted) == Counter(expected)
    assert states == {"sent"}
    for chat in (1, 2):
        first_words = [
            message for message in api.messages(chat) if "UPDATE" not in message.text.split("\n")[0]
        ]
        assert len(first_words) == sum(1 for one, _, _ in alerted if one == chat)
    assert not api.counts.get("refused", 0)


def _polled_at(file: Path) -> datetime:
    """The instant in a file name such as 2021-07-17T1013030000.xml."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)T(\d\d)(\d\d)(\d\d)", file.stem)
    assert found is not None
    year, month, day, hour, minute, second = map(int, found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
