"""A feed that floods a topic: so many stories alert, the rest is one line, and others alert as ever."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, insert, select, update

from bot.messages.compose import render_held
from bot.messages.digest import render_digest
from bot.messages.speech.say import ENGLISH
from bot.model import Alert, AlertKind, Chat, Delivery
from bot.triage.memory import Memory
from bot.triage.place import TriageLimits
from bot.triage.shares import tell_overflows
from bot.triage.station import triage_due
from storage import shares, tables
from storage.database import Database
from tests.stored import NOW

LIMITS = TriageLimits(fetch_articles=False, feed_per_hour=5, admins=(9,))
VERBS = "sinks burns buys floods tilts derails closes opens cracks lands bans sues".split()
SYLLABLES = "ka ro mi ste lu von dar pe gil sho ne bru ti wex yo fal".split()


def name(number: int) -> str:
    """A name that nobody has, the same for the same number."""
    return "".join(SYLLABLES[number // 16**place % 16] for place in (2, 1, 0)).title()


async def prepared(database: Database, followers: dict[int, tuple[str, ...]]) -> None:
    async with database.transaction() as connection:
        for number, name in enumerate(("Flood @Press", "Harbour Post"), 1):
            feed = {"id": number, "url": f"https://{number}.example/feed?key=s3cret", "publisher": name}
            await connection.execute(insert(tables.feeds), feed | {"due_at": NOW, "added_at": NOW})
        for topic in ("harun", "delta"):
            row = {"id": topic, "name": topic, "query": topic, "created_at": NOW}
            await connection.execute(insert(tables.topics), row)
        for chat_id, topics in followers.items():
            chat = {"id": chat_id, "telegram_id": chat_id, "kind": "private", "created_at": NOW}
            await connection.execute(insert(tables.chats), chat)
            for topic in topics:
                follow = {"chat_id": chat_id, "topic_id": topic, "created_at": NOW}
                await connection.execute(insert(tables.subscriptions), follow)


async def publish(database: Database, feed: int, count: int, topic: str = "Harun", first: int = 1) -> None:
    """Reports of different events; each names the topic."""
    async with database.transaction() as connection:
        for number in range(first, first + count):
            who, what, where, whose, town = (name(number * 7 + nth * 613) for nth in range(5))
            verb = VERBS[number % len(VERBS)]
            title = f"{who} {verb} {what} in {topic}"
            text = f"{who} {verb} {what} near {where}, {whose} of {town} said on Monday. In {topic}. {topic}!"
            article = {
                "id": number, "feed_id": feed, "publisher": ("Flood @Press", "Harbour Post")[feed - 1],
                "url": f"https://{feed}.example/{number}", "title": title,
                "text": text, "language": "en", "published_at": NOW - timedelta(seconds=number),
                "dated": True, "first_seen_at": NOW, "baseline": False,
            }  # fmt: skip
            await connection.execute(insert(tables.articles), article)


async def alerts_of(database: Database, chat_id: int) -> int:
    box = tables.outbox.c
    async with database.reading() as connection:
        mine = (box.chat_id == chat_id) & (box.kind == "alert") & box.story_id.is_not(None)
        return await connection.scalar(select(func.count()).where(mine)) or 0


async def texts(database: Database, chat_id: int) -> list[str]:
    box = tables.outbox.c
    async with database.reading() as connection:
        mine = select(box.text_html).where(box.chat_id == chat_id, box.text_html.is_not(None))
        return list(await connection.scalars(mine.order_by(box.id)))


async def told_in_slices(database: Database, now: datetime) -> int:
    """For how many chats lines were queued, a transaction a slice."""
    told, more = 0, True
    while more:
        async with database.transaction() as connection:
            queued, more = await tell_overflows(connection, now)
        assert queued <= 1 or shares.PAIRS > 1
        told += queued
    return told


@pytest.mark.parametrize("pairs", [shares.PAIRS, 1])
async def test_a_flood_alerts_of_its_share_and_the_rest_is_one_line_an_hour(
    database: Database, monkeypatch: pytest.MonkeyPatch, pairs: int
) -> None:
    monkeypatch.setattr(shares, "PAIRS", pairs)
    await prepared(database, {1: ("harun",), 2: ("delta",), 3: ("harun",), 9: ()})
    await publish(database, 1, 40)
    memory, now = Memory("me"), NOW
    await triage_due(database, memory, LIMITS, lambda: now)
    alerted = await alerts_of(database, 1)
    assert alerted == 5
    async with database.reading() as connection:
        told = (await connection.scalars(select(tables.articles.c.silence))).all()
    silent = sum(why == "more than the feed's share" for why in told)
    assert silent >= 10, "reports; some are taken for one event"
    (to_admin,) = await texts(database, 9)
    assert "Flood @\u2060Press" in to_admin
    assert "s3cret" not in to_admin
    assert await told_in_slices(database, now + timedelta(minutes=5)) == 0, "it gathers for a while"
    now = NOW + timedelta(minutes=30)
    await publish(database, 1, 48, first=101)
    await triage_due(database, memory, LIMITS, lambda: now)
    assert await told_in_slices(database, now) == 2
    assert await told_in_slices(database, now + timedelta(minutes=1)) == 0
    assert await texts(database, 3) == await texts(database, 1)
    (line,) = await texts(database, 1)
    assert line.startswith("And ")
    assert line.endswith(" more from <b>Flood @\u2060Press</b>: /latest lists the newest.")
    assert int(line.split()[1]) > silent
    assert await texts(database, 2) == [], "only followers of what it flooded are told"
    assert len(await texts(database, 9)) == 1, "admins are told once"
    assert await alerts_of(database, 1) == alerted, "the hour is not over"


async def test_others_alert_beside_the_flood_also_of_what_it_told(database: Database) -> None:
    await prepared(database, {1: ("harun",)})
    await publish(database, 1, 40)
    memory = Memory("me")
    await triage_due(database, memory, LIMITS, lambda: NOW)
    assert await alerts_of(database, 1) == 5
    await publish(database, 2, 4, first=201)
    await triage_due(database, memory, LIMITS, lambda: NOW)
    async with database.reading() as connection:
        seen = select(tables.articles.c.silence).where(tables.articles.c.feed_id == 2)
        assert (await connection.scalars(seen)).all() == [None] * 4
        turns = select(tables.outbox.c.turn).order_by(tables.outbox.c.id)
        assert (await connection.scalars(turns)).all() == [0, 1, 2, 3, 4, 0, 1, 2, 3]


async def test_each_topic_has_a_share_and_each_hour(database: Database) -> None:
    await prepared(database, {1: ("harun", "delta")})
    await publish(database, 1, 20)
    await publish(database, 1, 20, "Delta", first=301)
    memory, now = Memory("me"), NOW
    await triage_due(database, memory, LIMITS, lambda: now)
    assert await alerts_of(database, 1) == 10
    now = NOW + timedelta(minutes=61)
    await publish(database, 1, 48, first=401)
    await triage_due(database, memory, LIMITS, lambda: now)
    assert await alerts_of(database, 1) == 15


async def test_own_topics_to_which_a_flood_is_new_let_it_reach_nobody_else(sqlite_database: Database) -> None:
    """Neither by its reports, nor where it tells a story again; another feed's report does."""
    things = "anvil basket candle drum easel flute jar hammer ink jug kettle lamp mug nail oar cup".split()
    await prepared(sqlite_database, {1: ("harun",), 2: ()})
    async with sqlite_database.transaction() as connection:
        for number, query in enumerate(f"any({', '.join(things[at::8])})" for at in range(8)):
            topic = {"id": f"own-{number}", "name": "mine", "query": query, "created_at": NOW}
            await connection.execute(insert(tables.topics), topic | {"owner_chat_id": 2})
            follow = {"chat_id": 2, "topic_id": f"own-{number}", "created_at": NOW}
            await connection.execute(insert(tables.subscriptions), follow)
    await publish(sqlite_database, 1, 16)
    id_, title, text = tables.articles.c.id, tables.articles.c.title, tables.articles.c.text
    async with sqlite_database.transaction() as connection:
        for number, thing in enumerate(things, 1):
            words = {"title": title + f" {thing}", "text": text + f" A {thing}."}
            await connection.execute(update(tables.articles).where(id_ == number).values(words))
    memory = Memory("me")
    await triage_due(sqlite_database, memory, LIMITS, lambda: NOW)
    assert await alerts_of(sqlite_database, 1) == 5
    assert await alerts_of(sqlite_database, 2) >= 12, "its own followers have a share on each"
    for feed, alerted in ((1, 5), (2, 6)):
        last, copied = 16, tables.articles.alias()
        async with sqlite_database.transaction() as connection:
            columns = [column for column in copied.c if column.name not in ("story_id", "triaged_at")]
            row = dict((await connection.execute(select(*columns).where(copied.c.id == last))).one()._mapping)
            row |= {
                "id": last + feed,
                "feed_id": feed,
                "publisher": f"P{feed}",
                "silence": None,
                "copy_of": None,
            }
            await connection.execute(insert(tables.articles), row)
        await triage_due(sqlite_database, memory, LIMITS, lambda: NOW)
        assert await alerts_of(sqlite_database, 1) == alerted


async def test_pages_of_a_flood_are_not_all_read(sqlite_database: Database) -> None:
    await prepared(sqlite_database, {1: ("harun",)})
    await publish(sqlite_database, 1, 40)
    memory, limits = Memory("me"), TriageLimits(feed_per_hour=5)
    wanted = select(func.count()).where(tables.articles.c.page_state == "wanted")
    for hour, expected in ((0, 15), (1, 30)):
        await triage_due(sqlite_database, memory, limits, partial(NOW.__add__, timedelta(hours=hour)))
        async with sqlite_database.transaction() as connection:
            assert await connection.scalar(wanted) == expected
            again = tables.articles.c.page_state == "unasked"
            await connection.execute(update(tables.articles).where(again).values(triaged_at=None))


async def test_a_line_that_was_held_is_in_the_digest(sqlite_database: Database) -> None:
    chat = Chat(1, 1, None, "private")
    lines = ("And 1 more", "And 2 more")
    held = [Delivery(7, chat, AlertKind.ALERT, 0, NOW, text_html=line) for line in lines]
    async with sqlite_database.reading() as connection:
        (page,) = await render_held(connection, held, {}, NOW, ENGLISH)
    assert page == Alert("And 1 more\nAnd 2 more")
    assert render_digest([], now=NOW) == []


@pytest.mark.parametrize("fields", [{"feed_per_hour": 0}])
def test_a_share_is_one_story_at_least(fields: dict[str, int]) -> None:
    from pydantic import ValidationError

    from bot.config.settings import AlertSettings

    with pytest.raises(ValidationError):
        AlertSettings.model_validate(fields)
