"""Own topics that are too slow to match: suspended, their chats told once, everybody else served."""

from itertools import count

import pytest
from sqlalchemy import func, insert, select

from bot.model import Feed
from bot.news.articles.identity import make_article
from bot.triage.memory import Memory, topic_filter
from bot.triage.place import TriageLimits
from bot.triage.station import triage_due
from storage import tables
from storage.database import Database
from tests.bot.news.matching.test_cost import STARTS, article
from tests.stored import NOW, add_article

SLOW = 400
READ_S = 0.001
"""What passes between two readings of the timer, so that a fast machine suspends as many as a slow one."""


@pytest.fixture
async def besieged(sqlite_database: Database) -> Database:
    """One topic for everybody, with a follower, and a chat with many topics that are slow to match."""
    async with sqlite_database.transaction() as connection:
        for telegram_id in (7, 8):
            chat = {"telegram_id": telegram_id, "kind": "private", "created_at": NOW}
            await connection.execute(insert(tables.chats), chat)
        topics: list[dict[str, object]] = []
        for number in range(SLOW):
            pairs = ((STARTS[(number + n) % 130], STARTS[(number * n) % 130]) for n in range(20))
            query = " OR ".join(f"({first}* NEAR/50 {second}*)" for first, second in pairs)
            topics.append({"id": f"own-{number}", "name": "@slow", "query": query, "owner_chat_id": 2})
        topics.append({"id": "harun", "name": "Harun", "query": "harun", "owner_chat_id": None})
        await connection.execute(insert(tables.topics), [topic | {"created_at": NOW} for topic in topics])
        follow = {"chat_id": 1, "topic_id": "harun", "created_at": NOW}
        await connection.execute(insert(tables.subscriptions), follow)
        for number in range(1, 21):
            text = f"Harun number {number} is here. {article(number).text} Harun."
            await add_article(connection, number, f"Harun {number}", text)
        await connection.execute(tables.articles.update().values(triaged_at=None))
    return sqlite_database


async def test_slow_topics_are_suspended_and_their_chat_told(besieged: Database) -> None:
    reads = count()
    memory = Memory("me", timer=lambda: next(reads) * READ_S)
    await triage_due(besieged, memory, TriageLimits(fetch_articles=False), lambda: NOW)
    async with besieged.reading() as connection:
        box, topics = tables.outbox.c, tables.topics.c
        suspended = await connection.scalar(select(func.count()).where(topics.state == "suspended"))
        notices = (
            await connection.execute(select(box.chat_id, box.text_html).where(box.kind == "notice"))
        ).all()
        told = await connection.scalar(select(func.count()).where(box.chat_id == 1, box.kind == "alert"))
        state = await connection.scalar(select(topics.state).where(topics.id == "harun"))
    assert suspended
    assert suspended > SLOW / 4
    assert len(notices) == 1, "a message for all of them"
    assert notices[0].chat_id == 2
    assert "more. Delete with /untrack" in notices[0].text_html
    assert told
    assert state == "active"


async def test_long_articles_are_left_to_triage(besieged: Database) -> None:
    async with besieged.reading() as connection:
        meets = await topic_filter(connection, Memory("me"))
    feed = Feed(1, "https://paper.example/feed", "Paper")
    texts = "Quay yaks zig. " * 1000, "Quay yaks zig. " * 2000
    assert [meets(make_article(feed, NOW, (), "Quay", text, "", None)) for text in texts] == [False, True]


async def test_the_poll_station_does_not_wait_for_slow_topics(besieged: Database) -> None:
    reads = count()
    async with besieged.reading() as connection:
        meets = await topic_filter(connection, Memory("me", timer=lambda: next(reads) * READ_S / 10))
    feed = Feed(1, "https://paper.example/feed", "Paper")
    words = [article(number) for number in range(20)]
    made = [make_article(feed, NOW, (), one.title, one.text, "", None) for one in words]
    assert all(meets(one) for one in made)
    assert next(reads) < 20 * 20, "evaluations, of 8,000"
