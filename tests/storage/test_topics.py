"""Topics: the configured ones follow the configuration, own ones are a chat's own."""

from datetime import timedelta

from bot.model import Chat, Topic
from storage import chats, matches, topics
from storage.database import Database
from tests.stored import NOW

HARUN = Topic("harun", "Harun", "Harun")
DELTA = Topic("delta", "delta floods", "delta")


async def chat_of(database: Database, telegram_id: int = 5) -> Chat:
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [HARUN, DELTA], NOW)
        return await chats.register(connection, telegram_id, None, "private", "Ann", NOW)


async def test_configured_topics_follow_the_configuration(database: Database) -> None:
    chat = await chat_of(database)
    async with database.transaction() as connection:
        assert await topics.subscribe(connection, chat.id, "harun", NOW)
        assert not await topics.subscribe(connection, chat.id, "harun", NOW)
        before = await matches.topics_version(connection)
        await topics.sync_configured(connection, [HARUN, DELTA], NOW + timedelta(days=1))
        assert await matches.topics_version(connection) == before
        await topics.sync_configured(
            connection, [Topic("delta", "Delta", "delta dam")], NOW + timedelta(days=1)
        )
        assert await matches.topics_version(connection) != before
        assert await topics.visible(connection, chat.id) == [Topic("delta", "Delta", "delta dam")]
        assert await topics.followed(connection, chat.id) == []
        assert not await topics.subscribe(connection, chat.id, "harun", NOW)
        assert await topics.names(connection, ["harun", "gone"]) == {"harun": "Harun"}
        await topics.sync_configured(connection, [HARUN], NOW + timedelta(days=2))
        assert await topics.followed(connection, chat.id) == ["harun"]
        assert await topics.unsubscribe(connection, chat.id, "harun")
        assert not await topics.unsubscribe(connection, chat.id, "harun")


async def test_an_own_topic_is_a_draft_until_confirmed_and_nobody_elses(database: Database) -> None:
    chat, other = await chat_of(database), await chat_of(database, 6)
    dams = Topic("dams-1", "Dams", "dam OR weir", chat.id)
    async with database.transaction() as connection:
        await topics.propose(connection, chat.id, Topic("old-1", "Old", "old", chat.id), NOW)
        await topics.propose(connection, chat.id, dams, NOW)
        assert await topics.visible(connection, chat.id) == [DELTA, HARUN]
        assert await topics.confirm(connection, chat.id, "old-1", 20, NOW) is None
        assert await topics.confirm(connection, other.id, "dams-1", 20, NOW) is None
        assert await topics.confirm(connection, chat.id, "dams-1", 20, NOW) == dams
        assert await topics.visible(connection, chat.id) == [DELTA, HARUN, dams]
        assert await topics.visible(connection, other.id) == [DELTA, HARUN]
        assert await topics.followed(connection, chat.id) == ["dams-1"]
        assert not await topics.subscribe(connection, other.id, "dams-1", NOW)
        assert not await topics.remove_own(connection, other.id, "dams-1")
        assert not await topics.remove_own(connection, chat.id, "harun")
        assert await topics.remove_own(connection, chat.id, "dams-1")
        assert await topics.visible(connection, chat.id) == [DELTA, HARUN]


async def test_a_chat_has_only_so_many_own_topics(database: Database) -> None:
    chat = await chat_of(database)
    async with database.transaction() as connection:
        for number in range(3):
            await topics.propose(connection, chat.id, Topic(f"own-{number}", "Own", "own"), NOW)
            confirmed = await topics.confirm(connection, chat.id, f"own-{number}", 2, NOW)
            assert (confirmed is None) == (number == 2)
        assert await topics.count_own(connection, chat.id) == 2
