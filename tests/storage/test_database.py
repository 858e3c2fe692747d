"""Transactions, instants and addresses, on both databases."""

import asyncio
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError

from bot.errors import StorageError
from storage import tables
from storage.database import Database, async_url, insert_or_ignore, upsert

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


async def note(database: Database, name: str) -> str | None:
    async with database.reading() as connection:
        found = await connection.execute(select(tables.notes.c.value).where(tables.notes.c.name == name))
        return found.scalar()


async def test_a_transaction_is_kept_at_its_end_and_undone_when_it_raises(database: Database) -> None:
    row = {"name": "a", "value": "1", "written_at": NOW}
    async with database.transaction() as connection:
        await connection.execute(insert(tables.notes), row)
    with pytest.raises(RuntimeError):
        async with database.transaction() as connection:
            await connection.execute(tables.notes.delete())
            raise RuntimeError
    assert await note(database, "a") == "1"


async def test_a_row_that_is_there_is_ignored_or_replaced(database: Database) -> None:
    rows = [{"name": "a", "value": str(i), "written_at": NOW} for i in range(2)]
    async with database.transaction() as connection:
        for row in rows:
            await connection.execute(insert_or_ignore(connection, tables.notes), row)
    assert await note(database, "a") == "0"
    async with database.transaction() as connection:
        await connection.execute(upsert(connection, tables.notes, ["name"], ["value"]), rows[1])
    assert await note(database, "a") == "1"


async def test_an_instant_survives_to_the_microsecond(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(insert(tables.notes), {"name": "a", "value": "", "written_at": NOW})
        assert (await connection.execute(select(tables.notes.c.written_at))).scalar() == NOW


async def test_an_instant_without_a_timezone_is_refused(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as connection:
        with pytest.raises(Exception, match="no timezone"):
            await connection.execute(
                insert(tables.notes), {"name": "a", "value": "", "written_at": NOW.replace(tzinfo=None)}
            )


def test_a_file_that_cannot_be_opened_leaves_no_thread_behind() -> None:
    """The thread would answer a closed loop: a traceback below the one line that says what is wrong."""

    async def look() -> None:
        database = Database.open("sqlite:////nonexistent/folder/sitrep.db")
        with pytest.raises(OperationalError):
            async with database.reading():
                pass
        assert not any("_connection_worker_thread" in thread.name for thread in threading.enumerate())
        await database.close()

    for _ in range(20):
        asyncio.run(look())


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///sitrep.db", "sqlite+aiosqlite"),
        ("postgresql://u:p@h/d", "postgresql+asyncpg"),
        ("postgres://u:p@h/d", "postgresql+asyncpg"),
        ("postgresql+asyncpg://u:p@h/d", "postgresql+asyncpg"),
    ],
)
def test_an_address_gets_its_async_driver(url: str, driver: str) -> None:
    assert async_url(url).drivername == driver


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.find_spec", lambda name: None)
    with pytest.raises(StorageError, match=r"pip install 'sitrep\[postgres\]'"):
        Database.open("postgresql://u:p@h/d")
    Database.open("sqlite://")


@pytest.mark.parametrize("url", ["mysql://h/d", "sitrep.db", ""])
def test_an_address_of_another_kind_is_refused_with_the_mend(url: str) -> None:
    with pytest.raises(StorageError, match="sqlite:///sitrep.db or postgresql://"):
        async_url(url)
