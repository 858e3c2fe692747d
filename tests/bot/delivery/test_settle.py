"""What was sent is settled however long the database refuses, and up to five times while the bot stops."""

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.delivery.retry import Done, Step
from bot.delivery.settle import Attempt, Steps, settle_with_retries
from bot.model import AlertKind, Chat, Delivery
from storage.database import Database
from tests.whole.delivery import NOW, Clock, queue, rows, seed

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
