"""The fan-out: who gets a row, who does not, and that nobody gets two."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.model import AlertKind
from storage import chats, deliveries, outbox, tables, topics, wishes
from storage.database import Database
from storage.deliveries import Moment
from storage.followers import Takers
from tests.outbox import NOW, add_chats, queue, rows, seed, send_alerts

HOUR = timedelta(hours=1)
updates = select(tables.alerts.c.id).where(tables.alerts.c.kind == "update")


async def alert(database: Database, story: int = 1, *topics: str) -> int:
    async with database.transaction() as connection:
        return await outbox.enqueue_alert(connection, story, story, topics or ("raqqa",), NOW, NOW)


async def update_of(database: Database, story: int = 1) -> int:
    async with database.transaction() as connection:
        row = {
            "story_id": story,
            "kind": "update",
            "position": 1,
            "facts": [],
            "created_at": NOW,
            "due_at": NOW,
        }
        made = await connection.execute(insert(tables.alerts).values(row).returning(tables.alerts.c.id))
        return await outbox.enqueue_update(connection, made.scalar_one(), story, NOW, NOW + HOUR)


async def edits_of(database: Database, story: int = 1) -> int:
    async with database.transaction() as connection:
        return await outbox.enqueue_edits(connection, story, NOW, NOW)


async def test_every_follower_gets_one_row_that_names_its_topics(database: Database) -> None:
    await seed(database, (1, 2, 3), topics=("raqqa", "isis"))
    async with database.transaction() as connection:
        await add_chats(connection, [4], ["isis"])
        await add_chats(connection, [5], [])
    assert await alert(database, 1, "raqqa", "isis") == 4
    found = await rows(database, "chat_id", "topic_ids", "kind", "state", "due_at")
    assert [(chat, set(topics.split(","))) for chat, topics, *_ in found[:3]] == [
        (chat, {"raqqa", "isis"}) for chat in (1, 2, 3)
    ]
    assert found[3] == (4, "isis", "alert", "due", NOW)
    assert await alert(database, 3, "isis") == 4
    assert await rows(database, "alert_id", "story_id", "created_at", chat_id=4) == [(1, 1, NOW), (3, 3, NOW)]


async def test_nobody_is_alerted_of_a_story_twice(database: Database) -> None:
    await seed(database, (1, 2))
    assert await alert(database) == 2
    async with database.transaction() as connection:
        await add_chats(connection, [3], ["raqqa"])
    assert await alert(database) == 1
    assert await rows(database, "chat_id") == [1, 2, 3]


async def test_nobody_is_alerted_of_a_story_that_took_in_one_it_knows(database: Database) -> None:
    await seed(database)
    await alert(database, 1)
    async with database.transaction() as connection:
        merged = update(tables.stories).where(tables.stories.c.id == 1).values(merged_into=2)
        await connection.execute(merged)
    assert await alert(database, 2) == 0


async def test_only_an_alert_counts_as_having_heard_of_a_story(database: Database) -> None:
    await seed(database)
    await queue(database, {"chat_id": 1, "kind": "update", "story_id": 1, "alert_id": 1, "state": "sent"})
    assert await alert(database) == 1


async def test_paused_chats_and_those_that_muted_the_story_are_left_out(database: Database) -> None:
    await seed(database, (1, 2, 3))
    await alert(database, 1)
    async with database.transaction() as connection:
        paused = update(tables.chats).where(tables.chats.c.id == 1).values(paused_at=NOW)
        await connection.execute(paused)
        for story in (1, 2):
            mute = {"chat_id": 2, "story_id": story, "created_at": NOW}
            await connection.execute(insert(tables.story_mutes).values(mute))
    assert await alert(database, 2) == 1
    await send_alerts(database)
    assert await update_of(database, 1) == 1
    assert await rows(database, "chat_id", kind="update") == [3]


async def test_an_update_goes_to_those_who_have_the_alert(database: Database) -> None:
    await seed(database, (1, 2))
    await alert(database)
    await send_alerts(database)
    async with database.transaction() as connection:
        await add_chats(connection, [3], ["raqqa"])
        cancelled = update(tables.outbox).where(tables.outbox.c.chat_id == 2).values(state="cancelled")
        await connection.execute(cancelled)
    assert await update_of(database) == 1
    assert await rows(database, "chat_id", "topic_ids", "due_at", kind="update") == [(1, "raqqa", NOW + HOUR)]


async def test_an_update_follows_the_alert_of_its_story_or_of_one_that_it_took_in(database: Database) -> None:
    """Not the alert of another story, and not an update whose alert is gone."""
    await seed(database, ())
    sent = {"kind": "alert", "story_id": 1, "alert_id": 1, "state": "sent", "topic_ids": "raqqa"}
    async with database.transaction() as connection:
        await add_chats(connection, range(1, 5), ["raqqa"])
        merged = update(tables.stories).where(tables.stories.c.id == 2).values(merged_into=1)
        await connection.execute(merged)
    await queue(
        database,
        {"chat_id": 1, **sent},
        {"chat_id": 2, **sent, "story_id": 2, "alert_id": 2},
        {"chat_id": 3, **sent, "story_id": 3, "alert_id": 3},
        {"chat_id": 4, **sent, "kind": "update"},
    )
    assert await update_of(database) == 2
    waiting = await rows(database, "chat_id", "story_id", "created_at", kind="update", state="due")
    assert waiting == [(1, 1, NOW), (2, 1, NOW)]


async def test_an_update_goes_to_those_alone_who_still_follow_and_once(database: Database) -> None:
    await seed(database, (1, 2, 3), topics=("raqqa", "raqqa-city"))
    await alert(database, 1, "raqqa-city")
    await send_alerts(database)
    async with database.transaction() as connection:
        await topics.unsubscribe(connection, 1, "raqqa-city")
        await topics.unsubscribe(connection, 2, "raqqa")
    assert await update_of(database) == 2
    assert await rows(database, "chat_id", kind="update") == [2, 3]
    async with database.transaction() as connection:
        (update_id,) = {found.id for found in await connection.execute(updates)}
        assert await outbox.enqueue_update(connection, update_id, 1, NOW, NOW) == 0
        await add_chats(connection, [4], ["raqqa-city"])
        await outbox.enqueue_alert(connection, 1, 1, ["raqqa-city"], NOW, NOW)
        waits = await outbox.enqueue_update(connection, update_id, 1, NOW, NOW)
    assert waits == 0, "the alert tells what the update does"
    await send_alerts(database)
    async with database.transaction() as connection:
        assert await outbox.enqueue_update(connection, update_id, 1, NOW, NOW) == 1


async def test_a_topic_met_later_is_named_to_those_who_follow_it(database: Database) -> None:
    await seed(database, (1,), topics=("raqqa", "isis"))
    async with database.transaction() as connection:
        await add_chats(connection, [2], ["raqqa"])
    await alert(database, 1, "raqqa")
    await alert(database, 2, "raqqa")
    await send_alerts(database)
    await update_of(database, 1)
    async with database.transaction() as connection:
        for _ in range(2):
            await outbox.name_topics(connection, 1, ["isis"], NOW)
    named = await rows(database, "chat_id", "topic_ids", story_id=1, kind="alert")
    assert named == [(1, "raqqa,isis"), (2, "raqqa")]
    assert await rows(database, "topic_ids", story_id=1, kind="update") == ["raqqa", "raqqa"]
    assert await rows(database, "topic_ids", story_id=2) == ["raqqa", "raqqa"]


@pytest.mark.parametrize(
    ("takers", "hear"),
    [
        (None, [1, 2, 3, 4]),
        (Takers(frozenset({"analysis"}), by_default=False), [2]),
        (Takers(frozenset({"analysis"}), by_default=True), [1, 2]),
        (Takers(frozenset({"opinion", "live"}), by_default=False), [2, 4]),
        (Takers(frozenset({"news"}), by_default=True), [1, 2, 3, 4]),
        (Takers(frozenset({"promo"}), by_default=False), []),
    ],
)
async def test_reports_that_are_not_surely_news_reach_those_who_take_their_kind(
    database: Database, takers: Takers | None, hear: list[int]
) -> None:
    await seed(database, (1, 2, 3, 4))
    chosen = {2: "analysis,live,news", 3: "news", 4: "live,news"}
    async with database.transaction() as connection:
        for chat_id, kinds in chosen.items():
            await connection.execute(
                update(tables.chats).where(tables.chats.c.id == chat_id).values(kinds=kinds)
            )
        assert await outbox.anybody_new(connection, 1, ["raqqa"], takers=takers) == bool(hear)
        queued = await outbox.enqueue_alert(connection, 1, 1, ["raqqa"], NOW, NOW, takers=takers)
        assert await chats.kinds_chosen(connection) == {"analysis", "live", "news"}
        assert await outbox.enqueue_newcomers(connection, 2, ["raqqa"], NOW, takers) == len(hear)
    assert queued == len(hear)
    assert await rows(database, "chat_id", story_id=1) == hear
    assert await rows(database, "chat_id", story_id=2) == hear


async def test_a_story_alerts_those_who_read_the_language_of_one_of_its_reports(database: Database) -> None:
    await seed(database, (1, 2, 3, 4))
    async with database.transaction() as connection:
        for chat_id, reads in {2: "tr", 3: "en,ar", 4: "ckb"}.items():
            of_chat = update(tables.chats).where(tables.chats.c.id == chat_id)
            await connection.execute(of_chat.values(reads=reads))
        await connection.execute(update(tables.articles).values(story_id=1, language="en-GB"))
        assert await outbox.enqueue_alert(connection, 1, 1, ["raqqa"], NOW, NOW) == 2
    assert await rows(database, "chat_id") == [1, 3]
    async with database.transaction() as connection:
        assert not await outbox.anybody_new(connection, 1, ["raqqa"])
        await connection.execute(update(tables.articles).values(story_id=1, language="tr"))
        assert await outbox.anybody_new(connection, 1, ["raqqa"])
        assert await outbox.enqueue_alert(connection, 1, 1, ["raqqa"], NOW, NOW) == 1
    assert await rows(database, "chat_id") == [1, 3, 2]


async def test_whether_anybody_hears_of_a_story_for_the_first_time(database: Database) -> None:
    await seed(database, (1,), topics=("raqqa", "isis"))
    async with database.transaction() as connection:
        assert await outbox.anybody_new(connection, 1, ["raqqa", "isis"])
        assert not await outbox.anybody_new(connection, 1, [])
    await alert(database, 1, "raqqa")
    async with database.transaction() as connection:
        assert not await outbox.anybody_new(connection, 1, ["raqqa", "isis"])
        await add_chats(connection, [2], ["isis"])
        assert not await outbox.anybody_new(connection, 1, ["raqqa"])
        assert await outbox.anybody_new(connection, 1, ["raqqa", "isis"])
        mute = {"chat_id": 2, "story_id": 1, "created_at": NOW}
        await connection.execute(insert(tables.story_mutes).values(mute))
        assert not await outbox.anybody_new(connection, 1, ["raqqa", "isis"])
        assert await outbox.anybody_new(connection, 2, ["raqqa"])


async def test_an_edit_waits_once_for_every_alert_that_is_out_or_going_out(database: Database) -> None:
    await seed(database, ())
    sent = {"kind": "alert", "story_id": 1, "alert_id": 1, "state": "sent", "message_id": 7}
    async with database.transaction() as connection:
        await add_chats(connection, range(1, 7))
    await queue(
        database,
        {"chat_id": 1, **sent, "settled_at": NOW - HOUR},
        {"chat_id": 2, **sent, "settled_at": NOW - 49 * HOUR},
        {"chat_id": 3, **sent, "settled_at": NOW - HOUR, "digest_id": 99},
        {"chat_id": 4, **sent, "state": "due", "leased_until_at": NOW},
        {"chat_id": 5, **sent, "state": "due"},
        {"chat_id": 6, **sent, "settled_at": NOW - 48 * HOUR},
    )
    assert await edits_of(database) == 2
    assert await edits_of(database) == 0
    assert await rows(database, "chat_id", "alert_id", "yields", kind="edit") == [(1, 1, True), (4, 1, True)]
    assert not any(await rows(database, "yields", kind="alert"))


async def test_an_edit_goes_to_nobody_who_does_not_want_the_story(database: Database) -> None:
    """Nor does it go to the alerts of another story, or to updates."""
    await seed(database, ())
    sent = {"kind": "alert", "story_id": 1, "alert_id": 1, "state": "sent", "settled_at": NOW - HOUR}
    async with database.transaction() as connection:
        await add_chats(connection, range(1, 6))
    await queue(
        database,
        {"chat_id": 1, **sent},
        {"chat_id": 2, **sent},
        {"chat_id": 3, **sent},
        {"chat_id": 4, **sent, "story_id": 2},
        {"chat_id": 5, **sent, "kind": "update"},
    )
    async with database.transaction() as connection:
        paused = update(tables.chats).where(tables.chats.c.id == 1).values(paused_at=NOW)
        await connection.execute(paused)
        mutes = [
            {"chat_id": 2, "story_id": 1, "created_at": NOW},
            {"chat_id": 3, "story_id": 2, "created_at": NOW},
        ]
        await connection.execute(insert(tables.story_mutes), mutes)
    assert await edits_of(database) == 1
    assert await rows(database, "chat_id", "story_id", "due_at", "created_at", kind="edit") == [
        (3, 1, NOW, NOW)
    ]


async def test_an_edit_on_its_way_does_not_stand_for_one_with_a_newer_report(database: Database) -> None:
    await seed(database)
    sent = {"kind": "alert", "story_id": 1, "alert_id": 1, "state": "sent", "message_id": 7}
    await queue(database, {"chat_id": 1, **sent, "settled_at": NOW - HOUR})
    assert await edits_of(database) == 1
    async with database.transaction() as connection:
        (going,) = await deliveries.claim(connection, Moment(NOW, NOW), NOW + HOUR, 10)
    assert await edits_of(database) == 1
    assert await edits_of(database) == 0
    async with database.transaction() as connection:
        await deliveries.release(connection, [(going.id, NOW)])
        assert len(await deliveries.claim(connection, Moment(NOW, NOW), NOW + HOUR, 10)) == 1


async def test_the_last_edit_of_each_story_is_known(database: Database) -> None:
    await seed(database, (1, 2))
    edit = {"chat_id": 1, "kind": "edit", "story_id": 1, "alert_id": 1}
    await queue(
        database,
        {**edit, "due_at": NOW + HOUR},
        {**edit, "chat_id": 2, "due_at": NOW},
        {**edit, "story_id": 2, "due_at": NOW - HOUR},
        {**edit, "story_id": 3, "due_at": NOW},
        {**edit, "kind": "update", "due_at": NOW + 2 * HOUR},
    )
    async with database.reading() as connection:
        assert await outbox.edited_at(connection, [1, 2, 4]) == {1: NOW + HOUR, 2: NOW - HOUR}


async def test_admins_are_told_of_one_thing_once_an_hour(database: Database) -> None:
    await seed(database, (1, 2))
    told = []
    async with database.transaction() as connection:
        for minutes in (0, 59, 60):
            at = NOW + timedelta(minutes=minutes)
            told.append(await outbox.enqueue_admin_notice(connection, [2, 404], "dead", "x", at))
        told.append(await outbox.enqueue_admin_notice(connection, [2], "other", "x", NOW))
        # The note is from the future once the clock was set back; that must not silence it.
        told.append(await outbox.enqueue_admin_notice(connection, [2], "dead", "x", NOW - HOUR))
    assert told == [1, 0, 1, 1, 1]
    assert set(await rows(database, "chat_id", "kind")) == {(2, AlertKind.NOTICE)}


async def test_admins_who_paused_the_bot_are_not_told_and_others_but_once(database: Database) -> None:
    """An admin may have a forum topic of the same number as the chat; the word goes to the chat."""
    await seed(database, (1, 2))
    async with database.transaction() as connection:
        await add_chats(connection, [3], paused_at=NOW)
        topic = {"id": 9, "telegram_id": 2, "thread_id": 5, "kind": "supergroup", "created_at": NOW}
        await connection.execute(insert(tables.chats).values(topic))
        assert await outbox.enqueue_admin_notice(connection, [1, 2, 3], "dead", "x", NOW) == 2
        note = select(tables.notes.c.name, tables.notes.c.value, tables.notes.c.written_at)
        assert (await connection.execute(note)).all() == [("dead", "2", NOW)]
    assert await rows(database, "chat_id", "text_html") == [(1, "x"), (2, "x")]


async def test_a_paused_topic_brings_no_update(database: Database) -> None:
    await seed(database, (1, 2))
    await alert(database)
    async with database.transaction() as connection:
        await connection.execute(update(tables.outbox).values(state="sent", message_id=1, settled_at=NOW))
        await wishes.pause(connection, 1, ["raqqa"], NOW)
    assert await update_of(database) == 1
    assert await rows(database, "chat_id", kind="update") == [2]
