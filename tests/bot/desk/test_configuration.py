"""Configuration cannot destroy: who applies it, what that says, and what it refuses."""

import logging

import pytest
from sqlalchemy import select

from bot.config.settings import DatabaseSettings, FeedSettings, Settings, TelegramSettings, TopicSettings
from bot.desk import configuration
from bot.errors import ConfigError
from storage import chats, feeds, outbox, people, tables, topics
from storage.database import Database
from tests.stored import NOW


def settings(feed_count: int, *topic_ids: str, database: str = "sqlite://") -> Settings:
    return Settings(
        database=DatabaseSettings(url=database),
        feeds=tuple(
            FeedSettings(url=f"http://feed{number}.example/", publisher="Post")
            for number in range(feed_count)
        ),
        topics=tuple(TopicSettings(id=topic_id, name=topic_id, query="dam") for topic_id in topic_ids),
    )


async def held(database: Database) -> tuple[int, list[str]]:
    """How many feeds are polled, and the topics that everybody may follow."""
    async with database.reading() as connection:
        listed = await feeds.list_all(connection, NOW)
        return len(listed), [topic.id for topic in await topics.visible(connection, None)]


async def test_it_says_what_it_changes(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.desk.configuration")
    await configuration.apply(database, settings(3, "dams", "ports"), lambda: NOW)
    await configuration.apply(database, settings(3, "dams", "ports"), lambda: NOW)
    await configuration.apply(database, settings(2, "dams", "ports", "roads"), lambda: NOW)
    assert caplog.messages == [
        "configuration: 3 feeds, 2 topics",
        "configuration: feeds: 1 removed (http://feed2.example/); topics: 1 added (roads)",
    ]


@pytest.mark.parametrize(("feed_count", "kept"), [(1, ("dams", "ports")), (4, ("new",)), (0, ())])
async def test_removing_more_than_half_is_refused_and_changes_nothing(
    database: Database, feed_count: int, kept: tuple[str, ...]
) -> None:
    await configuration.apply(database, settings(4, "dams", "ports"), lambda: NOW)
    with pytest.raises(ConfigError, match=r"would remove .* of (4 feeds|2 topics) .* --apply"):
        await configuration.apply(database, settings(feed_count, *kept), lambda: NOW)
    assert await held(database) == (4, ["dams", "ports"])
    await configuration.apply(database, settings(feed_count, *kept), lambda: NOW, freely=True)
    assert await held(database) == (feed_count, list(kept))


async def test_half_may_leave(database: Database) -> None:
    await configuration.apply(database, settings(4, "dams", "ports"), lambda: NOW)
    await configuration.apply(database, settings(2, "dams"), lambda: NOW)
    assert await held(database) == (2, ["dams"])


async def test_a_worker_fills_an_empty_database_and_leaves_another_alone(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await configuration.apply_if_new(database, settings(2, "dams"), lambda: NOW)
    assert await held(database) == (2, ["dams"])
    await configuration.apply_if_new(database, settings(1, "older"), lambda: NOW)
    assert await held(database) == (2, ["dams"])
    assert "differs from the database, which stays as it is" in caplog.messages[-1]
    assert "1 added (older), 1 removed (dams)" in caplog.messages[-1]


async def test_what_would_be_refused_can_be_asked_without_a_change(database: Database) -> None:
    await configuration.apply(database, settings(4, "dams"), lambda: NOW)
    with pytest.raises(ConfigError, match="3 of 4 feeds"):
        await configuration.refuse_to_destroy(database, settings(1, "dams"), lambda: NOW)
    await configuration.refuse_to_destroy(database, settings(3, "dams", "roads"), lambda: NOW)
    assert await held(database) == (4, ["dams"])


async def test_followers_of_a_removed_topic_are_told_in_their_language(sqlite_database: Database) -> None:
    await configuration.apply(sqlite_database, settings(2, "raqqa", "isis"), lambda: NOW)
    async with sqlite_database.transaction() as connection:
        for telegram_id, language in ((1, "en"), (2, "de"), (3, "en")):
            chat = await chats.register(connection, telegram_id, None, "private", "", NOW, language)
            await topics.subscribe(connection, chat.id, "isis" if telegram_id < 3 else "raqqa", NOW)
    await configuration.apply(sqlite_database, settings(2, "raqqa"), lambda: NOW)
    async with sqlite_database.reading() as connection:
        told = (await connection.execute(select(tables.outbox.c.chat_id, tables.outbox.c.text_html))).all()
    assert sorted(chat_id for chat_id, _ in told) == [1, 2]
    assert "removed the topic <b>isis</b>" in dict(tuple(row) for row in told)[1]
    await configuration.apply(sqlite_database, settings(2, "raqqa"), lambda: NOW)
    async with sqlite_database.reading() as connection:
        assert len((await connection.execute(select(tables.outbox.c.id))).all()) == 2, "told once"


async def test_chats_that_are_not_allowed_are_paused_until_they_are(sqlite_database: Database) -> None:
    async def apply(**telegram: object) -> list[int]:
        changed = settings(2, "raqqa").model_copy(update={"telegram": TelegramSettings(**telegram)})  # type: ignore[arg-type]
        await configuration.apply(sqlite_database, changed, lambda: NOW)
        async with sqlite_database.reading() as connection:
            paused = tables.chats.c.paused_at.is_not(None)
            return sorted(await connection.scalars(select(tables.chats.c.telegram_id).where(paused)))

    async with sqlite_database.transaction() as connection:
        for telegram_id in (1, 2, 3, 9):
            chat = await chats.register(connection, telegram_id, None, "private", "", NOW)
            await outbox.enqueue_notice(connection, chat.id, "waits", NOW)
        await people.decide(connection, 3, people.ALLOWED, NOW)
    assert await apply(admins=(9,)) == []
    assert await apply(admins=(9,), allowed=(1,)) == [2, 3]
    async with sqlite_database.reading() as connection:
        waiting = tables.outbox.c.state == "due"
        assert len((await connection.execute(select(tables.outbox.c.id).where(waiting))).all()) == 2
    assert await apply(admins=(9,), approval=True) == [1, 2]
    assert await apply(admins=(9,)) == []
