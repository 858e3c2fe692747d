"""What chats want of their topics, and what they are told when alerts must wait."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from bot.delivery.hold import hold
from bot.model import AlertKind, Chat, Sent, ThreadClosed
from storage import chats, digests, tables, wishes
from storage.database import Database
from storage.wishes import Wish
from tests.bot.delivery.test_station import Desk, desk, fan_out
from tests.outbox import NOW, add_chats, queue, rows

QUIET = {"quiet_from": "11:00", "quiet_to": "18:00"}


async def wish(database: Database, topic_id: str = "raqqa", **values: bool) -> None:
    async with database.transaction() as connection:
        assert await wishes.save(connection, 1, topic_id, Wish(**values))


async def reports(database: Database, story_id: int, *publishers: str, importance: int = 0) -> None:
    """The story's reports, of which the first told something of this importance."""
    effect = {"kind": "develops", "reasons": [], "act": "", "agent": "", "importance": importance}
    dated: dict[str, Any] = {"published_at": NOW, "dated": True, "first_seen_at": NOW, "baseline": False}
    text = {"feed_id": 1, "url": "u", "title": "t", "text": "x", "language": "en"}
    async with database.transaction() as connection:
        for number, publisher in enumerate(publishers):
            row = {"id": 100 * story_id + number, "publisher": publisher, "story_id": story_id}
            await connection.execute(insert(tables.articles), row | text | dated | {"effect": effect})


async def test_a_paused_topic_queues_nothing_and_cancels_what_waits(database: Database) -> None:
    station = await desk(database)
    await fan_out(database, 1)
    async with database.transaction() as connection:
        await wishes.pause(connection, 1, ["raqqa"], NOW)
        assert await wishes.of_chat(connection, 1) == {"raqqa": Wish(paused=True)}
    await fan_out(database, 2)
    assert (await station.deliver()).sent == 0
    assert await rows(database, "state", "reason") == [("cancelled", "paused")]
    async with database.transaction() as connection:
        await wishes.resume(connection, 1, ["raqqa"])
    await fan_out(database, 3)
    assert (await station.deliver()).sent == 1


async def test_what_another_topic_wants_too_still_comes(database: Database) -> None:
    station = await desk(database)
    async with database.transaction() as connection:
        await connection.execute(
            insert(tables.topics), {"id": "isis", "name": "isis", "query": "isis", "created_at": NOW}
        )
        row = {"chat_id": 1, "topic_id": "isis", "created_at": NOW}
        await connection.execute(insert(tables.subscriptions), row)
    await queue(database, _alert(1, "isis,raqqa"), _alert(2, "raqqa"))
    async with database.transaction() as connection:
        await wishes.pause(connection, 1, ["raqqa"], NOW)
    assert (await station.deliver()).sent == 1
    assert await rows(database, "state") == ["sent", "cancelled"]


def _alert(story: int, topic_ids: str) -> dict[str, Any]:
    story_of = {"kind": "alert", "alert_id": story, "story_id": story}
    return {"chat_id": 1, "text_html": None, "topic_ids": topic_ids, **story_of}


async def test_a_silent_topic_makes_no_sound(sqlite_database: Database) -> None:
    station = await desk(sqlite_database)
    silent: list[bool] = []

    async def send(chat: Chat, alert: Any, *, reply_to: int | None, plain: bool) -> Sent:
        silent.append(alert.silent)
        return Sent(1)

    station.telegram.send = send  # type: ignore[method-assign]
    await fan_out(sqlite_database, 1)
    await station.deliver()
    await wish(sqlite_database, silent=True)
    await fan_out(sqlite_database, 2)
    await station.deliver()
    assert silent == [False, True]


async def test_important_news_breaks_quiet_hours_where_that_is_wanted(database: Database) -> None:
    station = await desk(database, stories=4)
    async with database.transaction() as connection:
        await connection.execute(update(tables.chats).values(**QUIET))
    await reports(database, 1, "A")
    await reports(database, 2, "A", "B", "C")
    await reports(database, 3, "A", importance=99)
    await reports(database, 4, "A", "A", "B")
    await fan_out(database, 2)
    assert (await station.deliver()).held == 1, "it is not wanted yet"
    await wish(database, urgent=True)
    await fan_out(database, 1, 3, 4)
    report = await station.deliver()
    assert (report.sent, report.held) == (1, 2)
    assert await rows(database, "story_id", state="sent") == [3]


def test_a_muted_chat_stays_muted_whatever_is_urgent() -> None:
    chat = Chat(1, 1, None, "private", muted_until_at=NOW + timedelta(hours=1))
    held = hold(chat, AlertKind.ALERT, NOW, breaks_quiet_hours=True)
    assert held is not None
    assert held.reason == "muted"


async def test_the_cap_that_begins_to_hold_is_told_once(database: Database) -> None:
    station = await desk(database, stories=6, per_hour=2)
    await fan_out(database, 1, 2, 3, 4, 5)
    await station.deliver()
    told = [text for text in station.texts() if "which is the limit" in text]
    assert len(told) == 1
    assert told[0].startswith("You got 2 alerts within an hour, which is the limit.")
    assert len(await rows(database, "id", state="held")) == 3
    station.clock.go(hours=2)
    await station.deliver()
    await fan_out(database, 6)
    await station.deliver()
    assert len([text for text in station.texts() if "which is the limit" in text]) == 1


async def closed_desk(database: Database) -> Desk:
    """A forum topic with an alert, which is closed."""
    station = await desk(database, (-100,))
    async with database.transaction() as connection:
        await connection.execute(update(tables.chats).values(thread_id=5, kind="supergroup"))
    await fan_out(database, 1)
    station.telegram.answer(-100, ThreadClosed("TOPIC_CLOSED"))
    await station.deliver()
    return station


async def test_alerts_wait_for_a_closed_forum_topic_and_its_group_is_told(database: Database) -> None:
    station = await closed_desk(database)
    (notice,) = station.texts(-100)
    assert notice.startswith("A topic of this group that gets alerts is closed.")
    assert await rows(database, "state", kind="alert") == ["due"]
    station.clock.go(minutes=5)
    await station.deliver()
    assert [chat.thread_id for chat, *_ in station.telegram.calls] == [5, None, 5]
    assert await rows(database, "state", kind="alert") == ["sent"]


async def test_a_forum_topic_that_opens_gets_what_waited_at_once(database: Database) -> None:
    station = await closed_desk(database)
    async with database.transaction() as connection:
        chat = await chats.resume_thread(connection, -100, 5)
        assert chat is not None
        await digests.hurry(connection, chat.id, timedelta(seconds=90), station.clock.now)
    await station.deliver()
    assert await rows(database, "state", kind="alert") == ["sent"]


async def test_a_forum_topic_closed_for_a_day_is_paused_and_its_group_told(database: Database) -> None:
    station = await closed_desk(database)
    async with database.transaction() as connection:
        await add_chats(connection, [])
    station.clock.go(hours=25)
    station.telegram.answer(-100, ThreadClosed("TOPIC_CLOSED"))
    await station.deliver()
    async with database.reading() as connection:
        paused = await connection.scalars(
            select(tables.chats.c.thread_id).where(tables.chats.c.paused_at.is_not(None))
        )
        assert paused.all() == [5], "the rest of the group goes on"
    assert await rows(database, "state", kind="alert") == ["cancelled"]
    assert any("its alerts are off" in text for text in station.texts(-100))
