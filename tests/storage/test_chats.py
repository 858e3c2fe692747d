"""Chats: known once, paused and resumed, moved and merged, shown and forgotten."""

import json
from dataclasses import replace
from datetime import time, timedelta

from sqlalchemy import select

from bot.model import Topic
from storage import chats, privacy, tables, topics, verdicts
from storage.database import Database
from tests.stored import NOW, add_article, add_delivery

HARUN = Topic("harun", "Harun", "Harun")
DELTA = Topic("delta", "Delta", "delta")


async def states(database: Database) -> list[tuple[int, str]]:
    async with database.reading() as connection:
        rows = await connection.execute(
            select(tables.outbox.c.chat_id, tables.outbox.c.state).order_by(tables.outbox.c.id)
        )
        return [(row.chat_id, row.state) for row in rows]


async def test_a_chat_is_known_once_and_its_title_follows(database: Database) -> None:
    async with database.transaction() as connection:
        first = await chats.register(connection, 5, None, "private", "Ann", NOW)
        again = await chats.register(connection, 5, None, "private", "Anna", NOW)
        topic = await chats.register(connection, 5, 8, "supergroup", "Anna", NOW)
        assert (again.id, again.title) == (first.id, "Anna")
        assert topic.id != first.id
        assert topic.thread_id == 8
        assert await chats.find(connection, 5) == again
        assert await chats.find(connection, 6) is None
        assert await chats.by_id(connection, [topic.id]) == {topic.id: topic}


async def test_a_private_chat_follows_its_person_language_until_it_chooses_one(database: Database) -> None:
    async with database.transaction() as connection:
        new = await chats.register(connection, 5, None, "private", "Ann", NOW, "tr")
        assert (new.language, new.language_chosen) == ("tr", False)
        assert (await chats.register(connection, 5, None, "private", "Ann", NOW)).language == "tr"
        followed = await chats.register(connection, 5, None, "private", "Ann", NOW, "ru")
        assert followed.language == "ru"
        assert await chats.find(connection, 5) == followed
        await chats.save_settings(connection, replace(followed, language="ar", language_chosen=True))
        assert (await chats.register(connection, 5, None, "private", "Ann", NOW, "ru")).language == "ar"


async def test_a_group_keeps_the_language_of_who_added_the_bot(database: Database) -> None:
    async with database.transaction() as connection:
        await chats.register(connection, -5, None, "supergroup", "Desk", NOW, "fa")
        assert (await chats.register(connection, -5, None, "supergroup", "Desk", NOW, "de")).language == "fa"


async def test_settings_are_kept(database: Database) -> None:
    async with database.transaction() as connection:
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        wanted = replace(
            chat,
            timezone="Asia/Beirut",
            language="ar",
            language_chosen=True,
            quiet_from=time(22, 0),
            quiet_to=time(7, 30),
            digest_at=time(8, 0),
            digest_weekdays_only=True,
            muted_until_at=NOW,
        )
        await chats.save_settings(connection, wanted)
        await chats.note_asked(connection, chat.id, NOW)
        assert await chats.find(connection, 5) == replace(wanted, asked_at=NOW)


async def test_a_paused_chat_loses_its_queue_and_keeps_its_topics(database: Database) -> None:
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [HARUN], NOW)
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        await topics.subscribe(connection, chat.id, "harun", NOW)
        await add_article(connection, 1, "Bridge falls", story_id=1)
        await add_delivery(connection, chat.id, 1)
        await chats.pause(connection, 5, "blocked the bot", NOW)
        paused = await chats.find(connection, 5)
        assert paused is not None
        assert paused.paused_reason == "blocked the bot"
        assert await topics.followed(connection, chat.id) == ["harun"]
        assert await chats.resume(connection, 5)
        assert not await chats.resume(connection, 5)
    assert await states(database) == [(chat.id, "cancelled")]


async def test_one_forum_topic_is_paused_alone(database: Database) -> None:
    async with database.transaction() as connection:
        for thread in (None, 8):
            await chats.register(connection, -5, thread, "supergroup", "Desk", NOW)
        await chats.pause(connection, -5, "closed", NOW, thread_id=8)
        general, thread_chat = await chats.find(connection, -5), await chats.find(connection, -5, 8)
    assert general is not None
    assert thread_chat is not None
    assert (general.paused_reason, thread_chat.paused_reason) == (None, "closed")


async def test_a_group_that_moves_takes_everything_along(database: Database) -> None:
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [HARUN, DELTA], NOW)
        old = await chats.register(connection, -5, None, "group", "Desk", NOW)
        await topics.subscribe(connection, old.id, "harun", NOW)
        await chats.save_settings(connection, replace(old, timezone="Asia/Beirut"))
        await add_article(connection, 1, "Bridge falls", story_id=1)
        await add_article(connection, 2, "Dam holds", story_id=2)
        await add_delivery(connection, old.id, 1)
        new = await chats.register(connection, -1005, None, "supergroup", "Desk", NOW)
        await topics.subscribe(connection, new.id, "harun", NOW)
        await topics.subscribe(connection, new.id, "delta", NOW)
        await add_delivery(connection, new.id, 1)
        await add_delivery(connection, new.id, 2)
        await chats.move(connection, -5, -1005)
        moved = await chats.find(connection, -1005)
        assert moved is not None
        assert (moved.id, moved.kind, moved.timezone) == (old.id, "supergroup", "Asia/Beirut")
        assert sorted(await topics.followed(connection, old.id)) == ["delta", "harun"]
        assert await chats.find(connection, -5) is None
        await chats.move(connection, -5, -1005)
    assert await states(database) == [(old.id, "due"), (old.id, "due")]


async def test_a_muted_story_is_silent_until_unmuted(database: Database) -> None:
    async with database.transaction() as connection:
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        await add_article(connection, 1, "Bridge falls", story_id=1)
        await add_delivery(connection, chat.id, 1)
        for _ in range(2):
            await verdicts.mute_story(connection, chat.id, 1, NOW)
        assert await verdicts.has_muted(connection, chat.id, 1)
        await verdicts.unmute_story(connection, chat.id, 1, NOW)
        assert not await verdicts.has_muted(connection, chat.id, 1)
    assert await states(database) == [(chat.id, "due")], "what waited comes"


async def test_what_waited_long_ago_does_not_come_when_a_story_is_unmuted(database: Database) -> None:
    async with database.transaction() as connection:
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        await add_article(connection, 1, "Bridge falls", story_id=1)
        await add_delivery(connection, chat.id, 1)
        assert await verdicts.mute_story(connection, chat.id, 1, NOW)
        assert not await verdicts.mute_story(connection, chat.id, 1, NOW), "muted already"
        assert await verdicts.unmute_story(connection, chat.id, 1, NOW + timedelta(days=3)) == 0
    assert await states(database) == [(chat.id, "cancelled")]


async def test_what_is_kept_is_shown_and_forgotten(database: Database) -> None:
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [HARUN], NOW)
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        own = Topic("own-1", "Dams", "dam OR weir", chat.id)
        await topics.propose(connection, chat.id, own, NOW)
        await topics.confirm(connection, chat.id, own.id, topics.OwnTopics(20, 20), NOW)
        await topics.subscribe(connection, chat.id, "harun", NOW + timedelta(seconds=1))
        await add_article(connection, 1, "Bridge falls", story_id=1)
        await add_delivery(connection, chat.id, 1)
        await verdicts.mute_story(connection, chat.id, 1, NOW)
        for verdict in ("relevant", "not relevant"):
            await verdicts.save_feedback(connection, chat.id, 1, verdict, ["harun", "own-1"], NOW)
        shown = json.loads(json.dumps(await privacy.export(connection, chat.id)))
        assert shown["chat"]["telegram_id"] == 5
        assert shown["own_topics"][0]["query"] == "dam OR weir"
        assert [one["topic_id"] for one in shown["follows"]] == ["own-1", "harun"]
        assert shown["muted_stories"][0]["headline"] == "Bridge falls"
        assert [(one["verdict"], one["topic_ids"]) for one in shown["feedback"]] == [
            ("not relevant", "harun,own-1")
        ]
        assert shown["alerts"][0]["created_at"] == NOW.isoformat()
        assert await privacy.forget(connection, 5, None)
        assert not await privacy.forget(connection, 5, None)
        for table in (tables.chats, tables.subscriptions, tables.outbox, tables.feedback, tables.story_mutes):
            assert (await connection.execute(select(table))).all() == []
        assert [row.id for row in await connection.execute(select(tables.topics))] == ["harun"]
