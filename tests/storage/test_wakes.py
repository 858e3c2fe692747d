"""What a transaction leaves for a station is told after its commit, here and in other processes."""

import asyncio

import pytest

from bot.demo.standin.server import PATIENCE_S
from storage import outbox, wakes
from storage.database import Database
from storage.tables import chats
from storage.wakes import wake
from tests.stored import NOW


async def test_the_commit_tells_and_a_rollback_does_not(database: Database) -> None:
    told: list[str] = []
    database.wake_up = told.append
    async with database.transaction() as connection:
        wake(connection, "triage")
        wake(connection, "deliver")
        wake(connection, "triage")
        assert told == []
    assert told == ["deliver", "triage"]
    with pytest.raises(ValueError, match="rolled back"):
        async with database.transaction() as connection:
            wake(connection, "triage")
            raise ValueError("rolled back")
    async with database.transaction():
        pass
    assert told == ["deliver", "triage"]


async def test_what_is_queued_wakes_delivery(database: Database) -> None:
    told: list[str] = []
    database.wake_up = told.append
    async with database.transaction() as connection:
        chat = {"id": 1, "telegram_id": 5, "kind": "private", "created_at": NOW}
        await connection.execute(chats.insert(), chat)
        await outbox.enqueue_notice(connection, 1, "hello", NOW)
    assert told == ["deliver"]


async def test_other_processes_are_told_by_postgresql(postgres_url: str, postgres_database: Database) -> None:
    other = Database.open(postgres_url)
    heard: asyncio.Queue[str] = asyncio.Queue()
    listening = asyncio.create_task(wakes.listen(other.engine, heard.put_nowait))

    async def said() -> str:
        """What is heard; until the other listens, it is said again."""
        while True:
            async with postgres_database.transaction() as connection:
                wake(connection, "triage")
            try:
                return await asyncio.wait_for(heard.get(), 0.2)
            except TimeoutError:
                continue

    try:
        assert await asyncio.wait_for(said(), PATIENCE_S) == "triage"
    finally:
        listening.cancel()
        await asyncio.wait([listening])
        await other.close()
