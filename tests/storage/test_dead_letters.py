"""What an operator sees of the outbox, and what can be done about dead letters."""

from datetime import timedelta

from bot.model import AlertKind, DeliveryState
from storage import dead_letters
from storage.database import Database
from tests.outbox import NOW, queue, rows, seed

HOUR = timedelta(hours=1)


async def bury_two(database: Database) -> list[int]:
    await seed(database, (1, 2), title="Newsroom")
    ids = await queue(database, {"chat_id": 1, "attempts": 1, "plain": True}, {"chat_id": 2}, {"chat_id": 2})
    async with database.transaction() as connection:
        buried = [(ids[0], "too long", "<b>x</b>"), (ids[1], "no answer", "")]
        await dead_letters.bury(connection, buried, NOW + HOUR)
    return ids


async def test_the_outbox_at_a_glance(database: Database) -> None:
    await bury_two(database)
    await queue(database, {"chat_id": 1, "due_at": NOW + HOUR}, {"chat_id": 1, "state": "held"})
    async with database.reading() as connection:
        found = await dead_letters.overview(connection, NOW)
    assert found.counts == {DeliveryState.DEAD: 2, DeliveryState.DUE: 2, DeliveryState.HELD: 1}
    assert (found.oldest_due_at, found.paused_chats) == (NOW, 0)


async def test_dead_letters_are_kept_with_reason_and_payload(database: Database) -> None:
    ids = await bury_two(database)
    async with database.reading() as connection:
        found = await dead_letters.dead_letters(connection)
    assert [one.id for one in found] == [ids[1], ids[0]]
    first = found[1]
    assert (first.reason, first.payload, first.attempts, first.died_at) == (
        "too long",
        "<b>x</b>",
        2,
        NOW + HOUR,
    )
    assert (first.telegram_id, first.chat_title, first.kind) == (1, "Newsroom", AlertKind.NOTICE)


async def test_dead_letters_are_retried_as_if_never_tried(database: Database) -> None:
    ids = await bury_two(database)
    async with database.transaction() as connection:
        assert await dead_letters.retry(connection, NOW, ids[2]) == 0
        assert await dead_letters.retry(connection, NOW, ids[0]) == 1
        assert await dead_letters.retry(connection, NOW) == 1
    assert await rows(database, "state", "attempts", "plain") == [("due", 0, False)] * 3


async def test_of_dead_edits_of_an_alert_one_is_retried_and_none_beside_one_that_waits(
    database: Database,
) -> None:
    await seed(database, (1, 2))
    edit = {"kind": "edit", "story_id": 1, "text_html": None}
    dead = edit | {"state": "dead", "settled_at": NOW}
    beside = await queue(database, {"chat_id": 1} | edit, {"chat_id": 1} | dead)
    await queue(database, {"chat_id": 2} | dead, {"chat_id": 2} | dead)
    async with database.transaction() as connection:
        assert await dead_letters.retry(connection, NOW, beside[1]) == 1
        assert await dead_letters.retry(connection, NOW) == 2
    assert await rows(database, "chat_id", "state") == [
        (1, "due"),
        (1, "cancelled"),
        (2, "cancelled"),
        (2, "due"),
    ]


async def test_dead_letters_are_dropped_with_what_a_digest_holds(database: Database) -> None:
    ids = await bury_two(database)
    await queue(database, {"chat_id": 1, "state": "held", "digest_id": ids[0]})
    await queue(database, {"chat_id": 1, "state": "held"})
    async with database.transaction() as connection:
        assert await dead_letters.drop(connection, NOW, ids[0]) == 1
        assert await dead_letters.drop(connection, NOW) == 1
    assert await rows(database, "state") == ["cancelled", "cancelled", "due", "cancelled", "held"]
