"""Topics: the configured ones follow the configuration, own ones are a chat's own."""

from datetime import timedelta

from bot.model import Chat, Topic
from storage import chats, matched_topics, topics
from storage.database import Database
from tests.stored import NOW

MOST = topics.OwnTopics(20, 20)
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
        before = await matched_topics.version(connection)
        await topics.sync_configured(connection, [HARUN, DELTA], NOW + timedelta(days=1))
        assert await matched_topics.version(connection) == before
        await topics.sync_configured(
            connection, [Topic("delta", "Delta", "delta dam")], NOW + timedelta(days=1)
        )
        assert await matched_topics.version(connection) != before
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
        assert await topics.confirm(connection, chat.id, "old-1", MOST, NOW) is None
        assert await topics.confirm(connection, other.id, "dams-1", MOST, NOW) is None
        assert await topics.confirm(connection, chat.id, "dams-1", MOST, NOW) == dams
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
            two = topics.OwnTopics(2, 50)
            confirmed = await topics.confirm(connection, chat.id, f"own-{number}", two, NOW)
            assert (confirmed is None) == (number == 2)
        assert await topics.count_own(connection, chat.id, None) == topics.OwnTopics(2, 2)


async def make(database: Database, chat: Chat, maker_id: int, most: topics.OwnTopics) -> bool:
    """Let a user make a topic in a chat; False where a quota forbids it."""
    async with database.transaction() as connection:
        topic = Topic(f"own-{chat.id}-{maker_id}-{most.of_each}", "Own", "own", chat.id)
        await topics.propose(connection, chat.id, topic, NOW, maker_id)
        return await topics.confirm(connection, chat.id, topic.id, most, NOW) is not None


async def test_quotas_count_a_group_with_all_its_forum_topics_a_user_and_the_bot(database: Database) -> None:
    async with database.transaction() as connection:
        forum = [
            await chats.register(connection, -100, thread, "supergroup", "Desk", NOW) for thread in (1, 2, 3)
        ]
        private = await chats.register(connection, 5, None, "private", "Ann", NOW)
    two = topics.OwnTopics(2, 50)
    assert await make(database, forum[0], 5, two)
    assert await make(database, forum[1], 6, two)
    assert not await make(database, forum[2], 7, two), "the group has two, in whichever forum topic"
    assert await make(database, private, 5, two)
    assert not await make(database, private, 5, topics.OwnTopics(2, 51)), "the user made two, wherever"
    assert not await make(database, private, 5, topics.OwnTopics(20, 3)), "the bot has three"
    assert await make(database, private, 5, topics.OwnTopics(20, 4))


async def test_a_suspended_topic_is_matched_no_more_and_still_counts(database: Database) -> None:
    chat = await chat_of(database)
    own = Topic("own-1", "Own", "own", chat.id)
    async with database.transaction() as connection:
        await topics.propose(connection, chat.id, own, NOW, 5)
        await topics.confirm(connection, chat.id, own.id, MOST, NOW)
        before = await matched_topics.version(connection)
        assert await topics.suspend(connection, ["own-1", "harun", "gone"]) == [own]
        assert await topics.suspend(connection, ["own-1"]) == []
        assert await matched_topics.version(connection) != before
        assert await matched_topics.ids(connection) == {"harun", "delta"}
        assert await topics.followed(connection, chat.id) == []
        assert await topics.suspended(connection, chat.id) == [own]
        assert (await topics.count_own(connection, chat.id, None)).of_each == 1
        assert await topics.tracked(connection, chat.id, "own") is not None
        assert await topics.remove_own(connection, chat.id, "own-1")


async def test_an_own_topic_gets_another_query_unless_it_changed_meanwhile(database: Database) -> None:
    chat = await chat_of(database)
    own = Topic("own-1", "Own", "own", chat.id)
    async with database.transaction() as connection:
        await topics.propose(connection, chat.id, own, NOW)
        assert await topics.draft(connection, chat.id, own.id) == own
        assert not await topics.change_query(connection, own, "own OR mine", NOW), "a draft is proposed again"
        await topics.confirm(connection, chat.id, own.id, MOST, NOW)
        assert await topics.draft(connection, chat.id, own.id) is None
        before = await matched_topics.version(connection)
        assert await topics.change_query(connection, own, "own OR mine", NOW + timedelta(hours=1))
        assert await matched_topics.version(connection) != before
        assert not await topics.change_query(connection, own, "own OR yours", NOW)
        assert not await topics.change_query(connection, HARUN, "Harun OR mine", NOW), "everybody's"
        assert [topic.query for topic in await topics.visible(connection, chat.id)][-1] == "own OR mine"
