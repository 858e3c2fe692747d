"""A digest of many stories asks the database as often as one of few."""

from dataclasses import replace

from sqlalchemy import insert

from bot.messages.compose import render_digests, render_held
from bot.messages.speech.say import say_in
from bot.model import AlertKind, Chat, Delivery
from storage import tables
from storage.database import Database
from tests.statements import caught
from tests.stored import NOW, add_article

CHAT = Chat(id=1, telegram_id=5, thread_id=None, kind="private")


async def asked(database: Database, count: int) -> tuple[int, str]:
    """How many statements a digest of the first `count` stories takes, and its text."""
    held = [
        Delivery(
            n, CHAT, AlertKind.ALERT, attempts=0, created_at=NOW, alert_id=n, story_id=n, topic_ids=("dams",)
        )
        for n in range(1, count + 1)
    ]
    with caught(database) as statements:
        async with database.reading() as connection:
            pages = await render_held(connection, held, {"dams": "Dams"}, NOW, say_in("en", "UTC"))
    return len(statements), "".join(page.html for page in pages)


async def test_many_chats_take_the_queries_of_one_and_are_told_what_each_follows(database: Database) -> None:
    async with database.transaction() as connection:
        for number in (1, 2, 3):
            await add_article(connection, number, f"Dam {number} bursts", published_at=NOW, story_id=number)

    def held(chat_id: int, language: str, *story_ids: int) -> list[Delivery]:
        chat = replace(CHAT, id=chat_id, language=language)
        return [
            Delivery(n, chat, AlertKind.ALERT, attempts=0, created_at=NOW, story_id=n, topic_ids=("dams",))
            for n in story_ids
        ]

    asked = {1: held(1, "en", 1, 2), 2: held(2, "en", 1, 2), 3: held(3, "de", 1, 2), 4: held(4, "en", 3)}
    counts = []
    for digests in ({1: asked[1]}, asked):
        with caught(database) as statements:
            async with database.reading() as connection:
                told = await render_digests(connection, digests, {"dams": "Dams"}, NOW)
        counts.append(len(statements))
    assert counts[0] == counts[1]
    for key, some in asked.items():
        async with database.reading() as connection:
            say = say_in(some[0].chat.language, "UTC")
            assert [told[key]] == await render_held(connection, some, {"dams": "Dams"}, NOW, say)
    assert told[1] == told[2] != told[3]
    assert "Dam 3" in told[4].html

    async with database.transaction() as connection:
        await add_article(connection, 4, "Staudamm bricht", published_at=NOW, language="de", story_id=1)
    reader = [replace(one, chat=replace(one.chat, reads=("de",))) for one in asked[1]]
    async with database.reading() as connection:
        told = await render_digests(connection, {1: asked[1], 2: reader}, {"dams": "Dams"}, NOW)
    assert "Staudamm bricht" in told[2].html
    assert "Staudamm bricht" not in told[1].html


async def test_it_takes_the_same_queries_for_any_number_of_stories(database: Database) -> None:
    async with database.transaction() as connection:
        for number in range(1, 21):
            await add_article(connection, number, f"Dam {number} bursts", published_at=NOW, story_id=number)
            fact = {"topic_id": "dams", "article_id": number, "text": f"Dam {number} burst.", "source": "",
                    "start": 0, "end": 0, "note": "", "extract": None}  # fmt: skip
            alert = {"id": number, "story_id": number, "kind": "alert", "position": 0, "facts": [fact]}
            await connection.execute(insert(tables.alerts), alert | {"created_at": NOW, "due_at": NOW})
    few, _ = await asked(database, 2)
    many, text = await asked(database, 20)
    assert many == few
    assert all(f"Dam {number} bursts" in text for number in range(1, 21))
