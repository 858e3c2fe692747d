"""What each step writes, and that what was sent is settled however long the database refuses."""

import asyncio
import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.delivery.prepare import Outgoing
from bot.delivery.retry import Again, Bury, Done, Drop, LeaveThread, MoveChat, PauseChat, PauseThread, Step
from bot.delivery.settle import Attempt, Steps, give_back, settle, settle_with_retries, warn_if_slow
from bot.model import Alert, AlertKind, Chat, Delivery
from storage import privacy, tables
from storage.database import Database
from storage.deliveries import Moment
from tests.outbox import NOW, Clock, queue, rows, seed

SENT = Done(message_id=7)


@pytest.fixture
def lock(sqlite_database: Database) -> Iterator[sqlite3.Connection]:
    """Another process's connection to the database, which holds the write lock until it rolls back."""
    path = sqlite_database.engine.url.database
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


class ReleasingClock(Clock):
    """A clock by which the lock is released during the `patience`-th sleep."""

    def __init__(self, lock: sqlite3.Connection, patience: int) -> None:
        super().__init__()
        self.lock = lock
        self.patience = patience

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        if len(self.slept) == self.patience:
            self.lock.execute("ROLLBACK")


async def settle_while_locked(
    database: Database, lock: sqlite3.Connection, patience: int, stopping: asyncio.Event, step: Step = SENT
) -> tuple[Steps, ReleasingClock]:
    await seed(database)
    (row,) = await queue(database, {"chat_id": 1})
    lock.execute("BEGIN IMMEDIATE")
    attempt = Attempt(Delivery(row, Chat(1, 1, None, "private"), AlertKind.NOTICE, 0, NOW), step)
    clock = ReleasingClock(lock, patience)
    impatient = Database.open(database.engine.url.render_as_string(), busy_timeout_s=0)
    try:
        return await settle_with_retries(impatient, [attempt], (), clock.steady(), stopping), clock
    finally:
        await impatient.close()


async def test_settling_is_retried_until_the_database_takes_it(
    sqlite_database: Database, lock: sqlite3.Connection
) -> None:
    steps, clock = await settle_while_locked(sqlite_database, lock, 25, asyncio.Event())
    assert steps == {Done: 1}
    assert len(clock.slept) == 25
    assert await rows(sqlite_database, "state", "message_id") == [("sent", 7)]


async def test_a_bot_that_stops_tries_five_more_times_and_says_what_may_be_repeated(
    sqlite_database: Database, lock: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    stopping = asyncio.Event()
    stopping.set()
    with caplog.at_level(logging.ERROR):
        steps, clock = await settle_while_locked(sqlite_database, lock, 100, stopping)
    assert not steps
    assert len(clock.slept) == 5
    assert "1 deliveries remain unsettled and may be sent again" in caplog.text
    lock.execute("ROLLBACK")
    assert await rows(sqlite_database, "state") == ["due"]


STEADY = NOW - timedelta(minutes=7)
MOMENT = Moment(wall=NOW, steady=STEADY)
PRIVATE, GROUP = Chat(1, 1, None, "private"), Chat(3, -3, None, "group", title="War & peace")
ADMIN = 2
WAIT, DAY = timedelta(seconds=35), timedelta(days=1)


def attempt_of(row: int, step: Step, chat: Chat = PRIVATE, **more: Any) -> Attempt:
    kind = more.pop("kind", AlertKind.NOTICE)
    return Attempt(Delivery(row, chat, kind, 0, NOW), step, more.pop("outgoing", None))


async def settle_all(database: Database, *attempts: Attempt) -> Steps:
    async with database.transaction() as connection:
        return await settle(connection, attempts, [ADMIN], MOMENT)


async def claimed(database: Database, *more: dict[str, Any]) -> list[int]:
    """Three chats, the second of them the admin's, and rows of the outbox that are out for sending."""
    await seed(database, (1, ADMIN, -3))
    return await queue(
        database, *({"chat_id": 1, "leased_until_at": NOW + WAIT, **row} for row in more or ({},))
    )


async def notices(database: Database) -> list[str]:
    return await rows(database, "text_html", chat_id=ADMIN)


async def test_every_step_is_written_and_counted(sqlite_database: Database) -> None:
    row = await claimed(sqlite_database, {}, {}, {}, {})
    again = Again(WAIT, 2, NOW - WAIT, plain=True, reason="HTTP 502")
    steps = await settle_all(
        sqlite_database,
        attempt_of(row[0], SENT),
        attempt_of(row[1], again),
        attempt_of(row[2], Drop("gone")),
        attempt_of(row[3], Drop("gone, too")),
    )
    assert steps == {Done: 1, Again: 1, Drop: 2}
    columns = (
        "state",
        "message_id",
        "leased_until_at",
        "settled_at",
        "reason",
        "attempts",
        "failing_since_at",
        "plain",
    )
    assert await rows(sqlite_database, *columns) == [
        ("sent", 7, None, STEADY, None, 0, None, False),
        ("due", None, STEADY + WAIT, None, "HTTP 502", 2, NOW - WAIT, True),
        ("cancelled", None, None, STEADY, "gone", 0, None, False),
        ("cancelled", None, None, STEADY, "gone, too", 0, None, False),
    ]


async def test_what_becomes_of_a_forgotten_message_is_not_written_into_the_row_that_got_its_id(
    sqlite_database: Database,
) -> None:
    (row,) = await claimed(sqlite_database)
    async with sqlite_database.transaction() as connection:
        await privacy.forget(connection, 1, None)
    assert await queue(sqlite_database, {"chat_id": 2, "created_at": NOW + WAIT}) == [row]
    again = Again(WAIT, 2, NOW - WAIT, plain=True, reason="HTTP 502")
    steps = (SENT, again, Drop("gone"), Bury("refused"), LeaveThread("gone"), MoveChat(-5))
    counted = await settle_all(sqlite_database, *[attempt_of(row, step) for step in steps])
    assert counted == dict.fromkeys(map(type, steps), 1)
    async with sqlite_database.transaction() as connection:
        await give_back(connection, [attempt_of(row, SENT).delivery], [NOW])
    assert await rows(sqlite_database, "state", "leased_until_at", "reason") == [("due", None, None)]


async def test_what_is_given_up_is_kept_and_the_admins_hear_of_the_last(sqlite_database: Database) -> None:
    first, second = await claimed(sqlite_database, {}, {})
    outgoing = Outgoing(Delivery(first, PRIVATE, AlertKind.NOTICE, 0, NOW), Alert("<b>hi</b>"))
    steps = await settle_all(
        sqlite_database,
        attempt_of(first, Bury("too long"), outgoing=outgoing),
        attempt_of(second, Bury("<" + 400 * "x")),
    )
    assert steps == {Bury: 2}
    assert await rows(sqlite_database, "state", "reason", "payload", "settled_at", chat_id=1) == [
        ("dead", "too long", "<b>hi</b>", STEADY),
        ("dead", "<" + 400 * "x", "", STEADY),
    ]
    (notice,) = await notices(sqlite_database)
    assert notice.startswith(
        f"<b>Some messages could not be delivered.</b>\nThe latest reason: &lt;{299 * 'x'}\n"
    )
    assert "<code>sitrep outbox</code>" in notice
    assert await rows(sqlite_database, "due_at", "created_at", chat_id=ADMIN) == [(NOW, NOW)]
    await settle_all(sqlite_database, attempt_of(first, Bury("again")))
    assert len(await notices(sqlite_database)) == 1
    assert await noted(sqlite_database) == ["dead-letters"]


async def test_a_digest_settles_what_it_holds(sqlite_database: Database) -> None:
    digest, first, second = await claimed(
        sqlite_database,
        {"kind": "digest"},
        {"kind": "alert", "story_id": 1, "alert_id": 1, "state": "held"},
        {"kind": "alert", "story_id": 2, "alert_id": 2, "state": "held"},
    )
    async with sqlite_database.transaction() as connection:
        await connection.execute(
            update(tables.outbox).where(tables.outbox.c.id != digest).values(digest_id=digest)
        )
    delivery = Delivery(digest, PRIVATE, AlertKind.DIGEST, 0, NOW)
    await settle_all(sqlite_database, Attempt(delivery, SENT, Outgoing(delivery, Alert("page 1"))))
    columns = ("id", "kind", "state", "message_id", "settled_at")
    assert {row[0]: row[1:] for row in await rows(sqlite_database, *columns)} == {
        digest: ("digest", "sent", 7, STEADY),
        first: ("alert", "sent", 7, STEADY),
        second: ("alert", "sent", 7, STEADY),
    }


async def test_only_a_digest_settles_other_rows(sqlite_database: Database) -> None:
    digest, held = await claimed(sqlite_database, {"kind": "digest"}, {"kind": "alert", "state": "held"})
    async with sqlite_database.transaction() as connection:
        await connection.execute(
            update(tables.outbox).where(tables.outbox.c.id == held).values(digest_id=digest)
        )
    await settle_all(sqlite_database, attempt_of(digest, SENT))
    assert await rows(sqlite_database, "state") == ["sent", "held"]
    await settle_all(sqlite_database, attempt_of(digest, SENT, kind=AlertKind.DIGEST))
    assert await rows(sqlite_database, "state") == ["sent", "sent"]


async def test_a_chat_that_is_gone_is_paused_and_admins_hear_of_groups(sqlite_database: Database) -> None:
    private, group = await claimed(sqlite_database, {}, {"chat_id": 3})
    await settle_all(sqlite_database, attempt_of(private, PauseChat("blocked")))
    assert await chats_of(sqlite_database, 1) == (1, NOW, "blocked")
    assert await notices(sqlite_database) == []
    await settle_all(sqlite_database, attempt_of(group, PauseChat("<kicked>" + 400 * "x"), GROUP))
    assert await chats_of(sqlite_database, 3) == (-3, NOW, "<kicked>" + 400 * "x")
    assert await rows(sqlite_database, "state", id=group) == ["cancelled"]
    assert await notices(sqlite_database) == ["<b>Paused</b>: War &amp; peace\n&lt;kicked&gt;" + 292 * "x"]
    assert await rows(sqlite_database, "due_at", "created_at", chat_id=ADMIN) == [(NOW, NOW)]


async def noted(database: Database) -> list[str]:
    """What the admins have been told of."""
    async with database.reading() as connection:
        return list(await connection.scalars(select(tables.notes.c.name)))


async def test_a_group_without_a_title_is_named_by_its_number(sqlite_database: Database) -> None:
    (row,) = await claimed(sqlite_database, {"chat_id": 3})
    await settle_all(sqlite_database, attempt_of(row, PauseChat("kicked"), replace(GROUP, title="")))
    assert await notices(sqlite_database) == ["<b>Paused</b>: -3\nkicked"]
    assert await noted(sqlite_database) == ["paused-chats"]


async def test_a_chat_that_moved_or_left_its_thread_is_tried_again_at_once(sqlite_database: Database) -> None:
    moved, left = await claimed(sqlite_database, {"chat_id": 3}, {})
    async with sqlite_database.transaction() as connection:
        await connection.execute(update(tables.chats).where(tables.chats.c.id == 1).values(thread_id=5))
    steps = await settle_all(
        sqlite_database,
        attempt_of(moved, MoveChat(-1003), GROUP),
        attempt_of(left, LeaveThread("topic closed"), replace(PRIVATE, thread_id=5)),
    )
    assert steps == {MoveChat: 1, LeaveThread: 1}
    assert (await chats_of(sqlite_database, 3))[0] == -1003
    async with sqlite_database.reading() as connection:
        thread = await connection.scalar(select(tables.chats.c.thread_id).where(tables.chats.c.id == 1))
    assert thread == 0
    leases = await rows(sqlite_database, "state", "leased_until_at")
    assert leases == [("due", STEADY), ("due", STEADY), ("due", None)], "the last tells where alerts go now"


async def test_what_became_of_a_forum_topic_is_told_in_the_general_one_once_a_day(
    sqlite_database: Database,
) -> None:
    (row,) = await claimed(sqlite_database)
    forum = Chat(5, -40, 6, "group", title="Forum", language="de")
    closed = Again(WAIT, 0, NOW, plain=False, reason="closed", closed=True)
    steps = (closed, closed, PauseThread("closed for long"), LeaveThread("gone"))
    for thread in (6, 7):
        await settle_all(
            sqlite_database, *[attempt_of(row, step, replace(forum, thread_id=thread)) for step in steps]
        )
    told = await rows(sqlite_database, "text_html", chat_id=4)
    assert len(told) == 6, "three for each forum topic"
    assert len(set(told)) == 3
    assert not any(re.search(r"\b(?:topic|group|alerts)\b", text) for text in told), "in the topic's language"
    assert set(await rows(sqlite_database, "due_at", "created_at", chat_id=4)) == {(NOW, NOW)}
    before = len(await rows(sqlite_database, "id"))
    await settle_all(sqlite_database, attempt_of(row, closed, replace(forum, thread_id=None)))
    assert len(await rows(sqlite_database, "id")) == before
    async with sqlite_database.transaction() as connection:
        await settle(connection, [attempt_of(row, closed, forum)], [ADMIN], Moment(NOW + DAY, NOW + DAY))
    assert len(await rows(sqlite_database, "id")) == before + 1


async def chats_of(database: Database, chat_id: int) -> tuple[int, datetime | None, str | None]:
    c = tables.chats.c
    async with database.reading() as connection:
        query = select(c.telegram_id, c.paused_at, c.paused_reason).where(c.id == chat_id)
        telegram_id, paused_at, reason = (await connection.execute(query)).one()
    return telegram_id, paused_at, reason


async def test_one_step_that_cannot_be_stored_is_buried_and_the_others_are_settled(
    sqlite_database: Database,
) -> None:
    """Telegram's id of a message does not fit into the column."""
    row = await claimed(sqlite_database, {}, {}, {})
    attempts = [attempt_of(row[0], SENT), attempt_of(row[1], Done(2**70)), attempt_of(row[2], Drop("gone"))]
    steps = await settle_with_retries(sqlite_database, attempts, [ADMIN], Clock().steady(), asyncio.Event())
    assert steps == {Done: 1, Bury: 1, Drop: 1}
    assert await rows(sqlite_database, "state", "message_id", chat_id=1) == [
        ("sent", 7), ("dead", None), ("cancelled", None),
    ]  # fmt: skip
    (reason,) = await rows(sqlite_database, "reason", id=row[1])
    assert reason == f"its outcome ({Done(2**70)}) cannot be stored; the log says why"
    assert len(await notices(sqlite_database)) == 1


async def test_a_burial_that_cannot_be_stored_either_is_left_to_its_lease(sqlite_database: Database) -> None:
    (row,) = await claimed(sqlite_database)
    unstorable = attempt_of(2**70, Done(7))
    settled = attempt_of(row, SENT)
    steps = await settle_with_retries(
        sqlite_database, [unstorable, settled], [ADMIN], Clock().steady(), asyncio.Event()
    )
    assert steps == {Done: 1}
    assert await rows(sqlite_database, "state", chat_id=1) == ["sent"]


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (SENT, (logging.DEBUG, "sent as message 7")),
        (
            Again(WAIT, 2, None, plain=False, reason="HTTP 502"),
            (logging.INFO, "HTTP 502; next attempt in 35.0 s, 2"),
        ),
        (PauseChat("blocked"), (logging.WARNING, "blocked; the chat is paused")),
        (MoveChat(-1003), (logging.INFO, "the chat is now -1003")),
        (LeaveThread("closed"), (logging.INFO, "closed; sent to the general topic")),
        (PauseThread("closed"), (logging.WARNING, "closed; the forum topic is paused")),
        (Bury("too long"), (logging.ERROR, "too long; given up")),
        (Drop("gone"), (logging.INFO, "gone; not sent")),
    ],
)
async def test_a_line_in_the_log_says_what_became_of_a_delivery(
    step: Step, line: tuple[int, str], sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    (row,) = await claimed(sqlite_database)
    with caplog.at_level(logging.DEBUG, logger="bot.delivery.settle"):
        await settle_all(sqlite_database, attempt_of(row, step))
    (record,) = [record for record in caplog.records if record.name == "bot.delivery.settle"]
    assert record.levelno == line[0]
    assert record.getMessage().startswith(f"delivery {row} (notice) to chat 1: {line[1]}")
    caplog.clear()
    if isinstance(step, Done):
        with caplog.at_level(logging.INFO, logger="bot.delivery.settle"):
            await settle_all(sqlite_database, attempt_of(row, step))
        assert not caplog.records


async def test_work_that_takes_long_is_logged_once_and_quick_work_never(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def result() -> int:
        return 5

    assert await warn_if_slow(result(), "settling", slow_s=0.0) == 5
    await asyncio.sleep(0.01)
    assert caplog.text == ""
    gate = asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, gate.set)
    await warn_if_slow(gate.wait(), "settling deliveries", slow_s=0.0)
    assert caplog.messages == [
        "settling deliveries is waiting for the database; another process may have locked it"
    ]
