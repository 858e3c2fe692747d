"""The pages of a digest, turned under the message that told it."""

import math
from functools import partial

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.pace import Pace
from bot.delivery.prepare import Sender
from bot.delivery.send import edit, send
from bot.delivery.station import DeliverLimits, deliver_due
from bot.demo.standin.server import BotApi
from bot.desk.stations import make_renderers
from handlers.context import Desk
from storage import chats, tables
from tests.handlers.conftest import ANN, Clock, Room, sender
from tests.handlers.test_topics import labels
from tests.outbox import Clock as SteadyClock
from tests.stored import NOW, add_article, add_delivery

STORIES = 102


async def deliver(api: BotApi, desk: Desk) -> None:
    """Send what is due with the real station and the real bot."""
    async with sender(api) as bot:
        clock = SteadyClock()
        clock.now = NOW
        await deliver_due(
            desk.database,
            Sender(partial(send, bot), partial(edit, bot)),
            make_renderers(desk.database, desk.clock),
            clock.steady(),
            Pace(math.inf, clock.seconds),
            DeliverLimits(per_hour=0),
        )


async def hold(desk: Desk, count: int) -> None:
    """Ann's chat has this many stories that waited for a digest, which is due now."""
    async with desk.database.transaction() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        for number in range(1, count + 1):
            await add_article(
                connection, number, f"Bridge {number} falls", story_id=number, topics=("harun",)
            )
            await add_alert(connection, number)
            await add_delivery(connection, chat.id, number, "held", topic_ids="harun", alert_id=number)


async def add_alert(connection: AsyncConnection, number: int) -> None:
    row = {"id": number, "story_id": number, "kind": "alert", "position": 0, "facts": [], "created_at": NOW}
    await connection.execute(insert(tables.alerts), row | {"due_at": NOW})


async def test_a_hundred_held_stories_make_one_message_with_the_ten_first(
    ann: Room, api: BotApi, desk: Desk, clock: Clock
) -> None:
    await ann.says("/topics")
    await hold(desk, STORIES)
    await deliver(api, desk)
    menu, digest = ann.answers
    assert digest.text.startswith(f"Digest · {STORIES} stories\n\n1. Bridge ")
    assert digest.text.count("falls\n") == 10
    assert labels(digest) == ["Older ›"]
    seen = {line for line in digest.text.split("\n") if ". Bridge" in line}
    for _ in range(10):
        assert await ann.presses(digest, "Older ›") == ""
        seen |= {line for line in digest.text.split("\n") if ". Bridge" in line}
    assert len(seen) == STORIES
    assert labels(digest) == ["‹ Newer"]
    await ann.presses(digest, "‹ Newer")
    assert "\n\n91. Bridge" in digest.text
    assert ann.answers == [menu, digest], "turning pages sends nothing that could make a sound"
    assert "What this digest told" in await ann.forges(menu, "digest:1")
    await ann.forges(digest, "digest:999")
    assert "\n\n101. Bridge" in digest.text


async def test_pages_are_in_the_language_of_the_chat(ann: Room, api: BotApi, desk: Desk) -> None:
    ann.api.speaks(ANN, "tr")
    await ann.says("/topics")
    await hold(desk, 12)
    await deliver(api, desk)
    digest = ann.answers[-1]
    assert digest.text.startswith("Özet · 12 olay\n")
    await ann.presses(digest, labels(digest)[0])
    assert digest.text.startswith("Özet · 12 olay\n\n11. Bridge")
