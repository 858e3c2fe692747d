"""A topic that changes its id keeps its followers, and what was said about it."""

from sqlalchemy import select

from bot.model import Topic
from storage import chats, topics
from storage.database import Database
from storage.tables import alerts, matches, outbox
from tests.stored import NOW, add_article

OLD, NEW = Topic("dams", "Dams", "dam"), Topic("barrages", "Barrages", "dam OR barrage")
OTHER = Topic("dams-north", "Northern dams", "dam AND north")
RENAMED = {"barrages": "dams"}


async def test_followers_matches_and_messages_move_to_the_new_id(database: Database) -> None:
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [OLD, OTHER], NOW)
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        await topics.subscribe(connection, chat.id, "dams", NOW)
        await add_article(connection, 1, "Dam bursts", published_at=NOW, story_id=1)
        match = {"article_id": 1, "topic_id": "dams", "score": 1.0, "terms": ["dam"]}
        await connection.execute(matches.insert(), match)
        fact = {"topic_id": "dams", "article_id": 1, "text": "A dam burst."}
        alert = {
            "story_id": 1,
            "kind": "alert",
            "position": 0,
            "facts": [fact],
            "created_at": NOW,
            "due_at": NOW,
        }
        await connection.execute(alerts.insert(), alert | {"id": 1})
        row = {
            "chat_id": chat.id,
            "kind": "alert",
            "alert_id": 1,
            "story_id": 1,
            "due_at": NOW,
            "created_at": NOW,
        }
        await connection.execute(outbox.insert(), row | {"topic_ids": "dams,dams-north"})

        synced = await topics.sync_configured(connection, [NEW, OTHER], NOW, RENAMED)

        assert synced.renamed == (("dams", "barrages"),)
        assert synced.removed == synced.added == ()
        assert await topics.followed(connection, chat.id) == ["barrages"]
        assert await connection.scalar(select(matches.c.topic_id)) == "barrages"
        assert await connection.scalar(select(outbox.c.topic_ids)) == "barrages,dams-north"
        assert await connection.scalar(select(alerts.c.facts)) == [fact | {"topic_id": "barrages"}]
        assert await topics.names(connection, ["dams", "barrages"]) == {"barrages": "Barrages"}
        again = await topics.sync_configured(connection, [NEW, OTHER], NOW, RENAMED)
        assert not again


async def test_followers_move_even_where_the_topic_was_renamed_without_a_word_before(
    database: Database,
) -> None:
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [OLD], NOW)
        ann = await chats.register(connection, 5, None, "private", "Ann", NOW)
        bob = await chats.register(connection, 6, None, "private", "Bob", NOW)
        await topics.subscribe(connection, ann.id, "dams", NOW)
        await topics.subscribe(connection, bob.id, "dams", NOW)
        await topics.sync_configured(connection, [NEW], NOW)
        await topics.subscribe(connection, bob.id, "barrages", NOW)

        await topics.sync_configured(connection, [NEW], NOW, RENAMED)

        for chat in (ann, bob):
            assert await topics.followed(connection, chat.id) == ["barrages"]
        assert await topics.names(connection, ["dams"]) == {}


async def test_nobodys_own_topic_can_be_renamed_by_the_configuration(database: Database) -> None:
    async with database.transaction() as connection:
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        await topics.propose(connection, chat.id, Topic("own-1", "Mine", "mine", chat.id), NOW)
        await topics.confirm(connection, chat.id, "own-1", topics.OwnTopics(5, 5), NOW)
        await topics.sync_configured(connection, [NEW], NOW, {"barrages": "own-1"})
        assert await topics.followed(connection, chat.id) == ["own-1"]
