"""Held rows, gathered; the count of what a chat got within the hour."""

from datetime import timedelta

from storage import deliveries, digests
from storage.database import Database
from storage.deliveries import Moment
from tests.outbox import NOW, queue, rows, seed

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ALERT = {"kind": "alert", "alert_id": 1, "story_id": 1}


async def test_all_that_is_held_for_a_chat_goes_into_one_digest(database: Database) -> None:
    await seed(database, (1, 2, 3))
    held = await queue(
        database,
        {"chat_id": 1, **ALERT, "state": "held"},
        {"chat_id": 1, "state": "held", "due_at": NOW + HOUR},
        {"chat_id": 2, **ALERT, "state": "held", "due_at": NOW + HOUR},
        {"chat_id": 3, **ALERT, "state": "held"},
    )
    async with database.transaction() as connection:
        assert await digests.anything_to_gather(connection, Moment(NOW, NOW))
        assert await digests.gather(connection, Moment(NOW, NOW)) == 2
        assert await digests.gather(connection, Moment(NOW, NOW)) == 0
        assert not await digests.anything_to_gather(connection, Moment(NOW, NOW))
    made = dict(await rows(database, "chat_id", "id", kind="digest"))
    assert set(made) == {1, 3}
    assert await rows(database, "digest_id", state="held") == [made[1], made[1], None, made[3]]
    async with database.transaction() as connection:
        members = (await digests.members(connection, [made[1], made[3]]))[made[1]]
        assert [one.id for one in members] == held[:2]
        await deliveries.mark_digested(connection, made[1], 77, NOW)
    assert await rows(database, "state", "message_id", digest_id=made[1]) == [("sent", 77)] * 2


async def test_a_claimed_row_is_held_and_a_claimed_digest_put_off(database: Database) -> None:
    await seed(database, (1, 2))
    row, digest = await queue(database, {"chat_id": 1, **ALERT}, {"chat_id": 2, "kind": "digest"})
    async with database.transaction() as connection:
        await deliveries.claim(connection, Moment(NOW, NOW), NOW + MINUTE, 10)
        await digests.hold(connection, [(row, NOW + HOUR, "muted"), (digest, NOW + HOUR, "muted")])
    assert await rows(database, "state", "due_at", "leased_until_at", "reason") == [
        ("held", NOW + HOUR, None, "muted"),
        ("due", NOW + HOUR, None, "muted"),
    ]


async def test_what_a_chat_got_within_the_hour_is_counted(database: Database) -> None:
    await seed(database, (1, 2))
    sent = {"chat_id": 1, "state": "sent", "alert_id": 1}
    await queue(
        database,
        {**sent, "kind": "alert", "settled_at": NOW - 61 * MINUTE},
        {**sent, "kind": "alert", "settled_at": NOW - 50 * MINUTE},
        {**sent, "kind": "update", "settled_at": NOW - 10 * MINUTE},
        {**sent, "kind": "alert", "settled_at": NOW - MINUTE, "digest_id": 9},
        {**sent, "kind": "edit", "settled_at": NOW - MINUTE},
        {**sent, "kind": "alert", "settled_at": NOW - MINUTE, "state": "cancelled"},
    )
    async with database.reading() as connection:
        found = await digests.recent(connection, [1, 2], NOW - HOUR)
    assert found == {1: digests.Recent(2, NOW - 50 * MINUTE)}


async def test_changed_settings_move_what_is_held_and_the_digest_that_waits(database: Database) -> None:
    await seed(database, (1, 2))
    await queue(
        database,
        {"chat_id": 1, "state": "held", "due_at": NOW + HOUR},
        {"chat_id": 2, "state": "held", "due_at": NOW + HOUR},
        {"chat_id": 1, "kind": "digest", "due_at": NOW + HOUR, "text_html": None},
        {"chat_id": 1, "kind": "notice", "due_at": NOW + HOUR},
    )
    async with database.transaction() as connection:
        assert await digests.retime(connection, 1, NOW) == 1
    assert await rows(database, "due_at") == [NOW, NOW + HOUR, NOW, NOW + HOUR]
