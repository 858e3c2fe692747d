"""Claims: whose turn it is, leases, order within a chat; and settling."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind, Delivery
from storage import chats, deliveries, tables
from storage.database import Database
from storage.deliveries import Moment, Postponement
from storage.delivery_rows import deliveries_of
from tests.outbox import NOW, queue, rows, seed

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


async def claim(database: Database, now: datetime = NOW, limit: int = 10) -> list[int]:
    async with database.transaction() as connection:
        moment = Moment(now, now)
        return [one.id for one in await deliveries.claim(connection, moment, now + MINUTE, limit)]


async def load(connection: AsyncConnection, *chosen: ColumnElement[bool]) -> list[Delivery]:
    found = await connection.execute(select(tables.outbox).where(*chosen))
    return await deliveries_of(connection, found.all())


async def test_a_claim_takes_the_oldest_row_of_each_chat(database: Database) -> None:
    await seed(database, (1, 2))
    first, second, other = await queue(
        database, {"chat_id": 1}, {"chat_id": 1}, {"chat_id": 2, "due_at": NOW - SECOND}
    )
    assert await claim(database) == [other, first]
    assert await claim(database) == []
    async with database.transaction() as connection:
        await deliveries.mark_sent(connection, [(first, 70)], NOW)
    assert await claim(database) == [second]
    assert await rows(database, "state", "message_id", id=first) == [("sent", 70)]


async def test_a_lease_that_ran_out_is_claimed_again(database: Database) -> None:
    await seed(database)
    await queue(database, {"chat_id": 1})
    assert len(await claim(database)) == 1
    assert len(await claim(database, NOW + MINUTE - SECOND)) == 0
    assert len(await claim(database, NOW + MINUTE)) == 1


async def test_what_a_dead_process_had_claimed_is_freed_and_what_waits_for_a_reason_is_not(
    database: Database,
) -> None:
    await seed(database, (1, 2, 3))
    claimed, waits, far = await queue(database, {"chat_id": 1}, {"chat_id": 2}, {"chat_id": 3})
    assert await claim(database) == [claimed, waits, far]
    async with database.transaction() as connection:
        throttled = Postponement(waits, NOW + MINUTE, 0, None, plain=False, reason="Telegram asked to wait")
        await deliveries.postpone(connection, [throttled])
        await deliveries.release(connection, [(far, NOW + HOUR)])
        assert await deliveries.reclaim(connection, NOW + SECOND, 2 * MINUTE) == 1
        assert await deliveries.reclaim(connection, NOW + SECOND, 2 * MINUTE) == 0
    assert await claim(database, NOW + SECOND) == [claimed]


async def test_a_row_that_waits_for_another_attempt_holds_up_its_chat_only(database: Database) -> None:
    await seed(database, (1, 2))
    first, _, other = await queue(database, {"chat_id": 1}, {"chat_id": 1}, {"chat_id": 2})
    assert await claim(database) == [first, other]
    async with database.transaction() as connection:
        again = Postponement(first, NOW + HOUR, 1, NOW, plain=True, reason="no answer")
        await deliveries.postpone(connection, [again])
        await deliveries.release(connection, [(other, NOW)])
    assert await claim(database) == [other]
    async with database.transaction() as connection:
        found, _ = await deliveries.claim(connection, Moment(NOW + HOUR, NOW + HOUR), NOW + 2 * HOUR, 10)
    assert (found.id, found.attempts, found.failing_since_at, found.plain) == (first, 1, NOW, True)


async def test_a_row_scheduled_for_later_holds_up_nothing(database: Database) -> None:
    await seed(database)
    later, now_due = await queue(database, {"chat_id": 1, "due_at": NOW + HOUR}, {"chat_id": 1})
    assert await claim(database) == [now_due]
    async with database.transaction() as connection:
        await deliveries.mark_sent(connection, [(now_due, 70)], NOW)
        assert await deliveries.next_ready_at(connection, Moment(NOW, NOW)) == NOW + HOUR
    assert await claim(database) == []
    assert await claim(database, NOW + HOUR) == [later]


async def test_a_row_that_another_of_its_chat_blocks_does_not_count_as_ready(database: Database) -> None:
    """Delivery would look again and again for a row that it cannot claim."""
    await seed(database)
    _, told = await queue(
        database,
        {"chat_id": 1, "kind": "edit", "story_id": 1, "yields": True, "leased_until_at": NOW - HOUR},
        {"chat_id": 1, "kind": "update", "story_id": 1, "alert_id": 1, "leased_until_at": NOW + HOUR},
    )
    assert await claim(database) == []
    async with database.reading() as connection:
        assert await deliveries.next_ready_at(connection, Moment(NOW, NOW)) == NOW + HOUR
    assert await claim(database, NOW + HOUR) == [told]


async def test_a_chat_with_a_long_queue_starves_no_other(database: Database) -> None:
    await seed(database, (1, 2, 3))
    first, *_ = await queue(database, *[{"chat_id": 1, "due_at": NOW - HOUR}] * 300)
    others = await queue(database, {"chat_id": 2}, {"chat_id": 3})
    assert await claim(database, limit=3) == [first, *others]


async def test_what_yields_lets_all_else_of_its_chat_go_first(database: Database) -> None:
    await seed(database)
    edit, other, alert = await queue(
        database,
        {"chat_id": 1, "yields": True, "due_at": NOW - HOUR},
        {"chat_id": 1, "yields": True, "due_at": NOW - HOUR},
        {"chat_id": 1},
    )
    assert await claim(database) == [alert]
    assert await claim(database) == []  # one at a time
    async with database.transaction() as connection:
        await deliveries.mark_sent(connection, [(alert, 70)], NOW)
    assert await claim(database) == [edit]
    (late,) = await queue(database, {"chat_id": 1})
    assert await claim(database) == [late]  # it need not wait for the edit, which may take another attempt
    async with database.transaction() as connection:
        await deliveries.mark_sent(connection, [(edit, 70), (late, 71)], NOW)
    assert await claim(database) == [other]


async def test_feeds_take_turns_and_nothing_overtakes_what_it_follows(database: Database) -> None:
    """Of a flood, whose third story has an update, and two calm feeds."""
    await seed(database)
    flood = [{"chat_id": 1, "turn": turn} for turn in range(3)]
    first, second, third, update_, calm, calm_update = await queue(
        database, *flood, {"chat_id": 1, "turn": 2, "yields": True}, {"chat_id": 1},
        {"chat_id": 1, "yields": True},
    )  # fmt: skip
    sent: list[int] = []
    while claimed := await claim(database):
        sent += claimed
        async with database.transaction() as connection:
            await deliveries.mark_sent(connection, [(claimed[0], 70)], NOW)
    assert sent == [first, calm, second, third, calm_update, update_]


async def test_what_yields_takes_the_places_that_are_left(database: Database) -> None:
    await seed(database, (1, 2, 3, 4))
    edits = await queue(
        database,
        *[{"chat_id": chat, "yields": True, "due_at": NOW - HOUR} for chat in (1, 2)],
    )
    alerts = await queue(database, {"chat_id": 3}, {"chat_id": 4})
    assert await claim(database, limit=3) == [*alerts, edits[0]]
    assert await claim(database, limit=3) == [edits[1]]


async def test_a_clock_set_back_stalls_nothing_and_hurries_nothing(database: Database) -> None:
    await seed(database, (1, 2, 3))
    before, before_later, after_later = await queue(
        database,
        {"chat_id": 1},
        {"chat_id": 2, "due_at": NOW + MINUTE},
        {"chat_id": 3, "due_at": NOW - HOUR + 10 * MINUTE, "created_at": NOW - HOUR},
    )
    set_back = NOW - HOUR
    async with database.transaction() as connection:
        moment = Moment(wall=set_back, steady=NOW)
        found = await deliveries.claim(connection, moment, NOW + MINUTE, 10)
        assert [one.id for one in found] == [before]
        moment = Moment(wall=set_back + MINUTE, steady=NOW + MINUTE)
        found = await deliveries.claim(connection, moment, NOW + 2 * MINUTE, 10)
        assert before_later in [one.id for one in found]
        assert after_later not in [one.id for one in found]


async def test_the_last_instant_that_the_outbox_saw_is_known(database: Database) -> None:
    await seed(database)
    async with database.reading() as connection:
        assert await deliveries.last_seen_at(connection) is None
    await queue(database, {"chat_id": 1}, {"chat_id": 1, "state": "sent", "settled_at": NOW + SECOND})
    async with database.reading() as connection:
        assert await deliveries.last_seen_at(connection) == NOW + SECOND


async def test_an_update_answers_and_an_edit_changes_the_chats_own_alert(database: Database) -> None:
    await seed(database, (1, 2, 3))
    alert = {"kind": "alert", "alert_id": 1, "story_id": 1, "state": "sent"}
    await queue(
        database,
        {"chat_id": 1, **alert, "message_id": 71},
        {"chat_id": 2, **alert, "message_id": 72, "digest_id": 99},
    )
    for kind in ("update", "edit"):
        news = {"kind": kind, "alert_id": 2, "story_id": 1, "topic_ids": "raqqa,isis"}
        await queue(database, *[{"chat_id": chat, **news} for chat in (1, 2, 3)])
    async with database.reading() as connection:
        found = await load(connection, tables.outbox.c.state == "due")
    assert [(one.chat.id, one.reply_to_message_id, one.message_id) for one in found] == [
        (1, 71, None),
        (2, 72, None),
        (3, None, None),
        (1, None, 71),
        (2, None, None),
        (3, None, None),
    ]
    assert found[0].topic_ids == ("isis", "raqqa")


async def test_an_update_finds_the_alert_of_a_story_that_was_merged(database: Database) -> None:
    await seed(database)
    alert = {"chat_id": 1, "kind": "alert", "alert_id": 1, "story_id": 2, "state": "sent", "message_id": 71}
    await queue(database, alert, {"chat_id": 1, "kind": "update", "alert_id": 2, "story_id": 1})
    async with database.transaction() as connection:
        merged = update(tables.stories).where(tables.stories.c.id == 1).values(merged_into=2)
        await connection.execute(merged)
        (found,) = await load(connection, tables.outbox.c.state == "due")
    assert (found.kind, found.reply_to_message_id) == (AlertKind.UPDATE, 71)


async def test_what_was_cancelled_in_flight_stays_cancelled_unless_it_was_sent(database: Database) -> None:
    await seed(database)
    (row,) = await queue(database, {"chat_id": 1})
    await claim(database)
    async with database.transaction() as connection:
        await chats.pause(connection, 1, "blocked", NOW)
        await deliveries.postpone(connection, [Postponement(row, NOW, 1, NOW, plain=False, reason="x")])
        await deliveries.release(connection, [(row, NOW)])
    assert await rows(database, "state") == ["cancelled"]
    async with database.transaction() as connection:
        await deliveries.mark_sent(connection, [(row, 70)], NOW)
    assert await rows(database, "state") == ["sent"]


async def test_two_processes_never_claim_the_same_row(postgres_database: Database) -> None:
    await seed(postgres_database, range(1, 41))
    await queue(postgres_database, *[{"chat_id": chat} for chat in range(1, 41)])
    moment = Moment(NOW, NOW)
    async with postgres_database.transaction() as one, postgres_database.transaction() as other:
        first = await deliveries.claim(one, moment, NOW + MINUTE, 25)
        second = await deliveries.claim(other, moment, NOW + MINUTE, 25)
    ids = [found.id for found in (*first, *second)]
    assert len(ids) == len(set(ids)) == 40


@pytest.mark.parametrize("leased", [None, NOW + MINUTE])
async def test_a_forum_topic_that_is_gone_leads_to_the_general_one(
    database: Database, leased: datetime | None
) -> None:
    await seed(database, ())
    async with database.transaction() as connection:
        general = await chats.register(connection, -100, None, "supergroup", "G", NOW)
        topic = await chats.register(connection, -100, 5, "supergroup", "G", NOW)
        lone = await chats.register(connection, -200, 5, "supergroup", "H", NOW)
    await queue(
        database,
        {"chat_id": topic.id, "leased_until_at": leased},
        {"chat_id": lone.id, "leased_until_at": leased},
    )
    async with database.transaction() as connection:
        for chat in (topic, lone):
            await chats.leave_thread(connection, chat.id)
        found = await load(connection)
    assert [(one.chat.id, one.chat.thread_id) for one in found] == [(general.id, None), (lone.id, None)]
