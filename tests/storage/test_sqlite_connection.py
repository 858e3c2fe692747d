"""What goes to SQLite's thread and back: as little as can be, and every row."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, bindparam, insert, text
from sqlalchemy.exc import IntegrityError

from storage import sqlite_connection
from storage.database import Database, execute_many

NUMBERS = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s"


@pytest.fixture
async def file(tmp_path: Path) -> Any:
    database = Database.open(f"sqlite:///{tmp_path / 'x.db'}")
    yield database
    await database.close()


@pytest.fixture
async def ways(file: Database, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What has gone to the thread, once there is a table."""
    async with file.transaction() as connection:
        await connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY)"))
    async with file.reading() as connection:
        await connection.execute(text("SELECT n FROM t"))  # on a connection of its own
    ways: list[object] = []
    execute = sqlite_connection.Connection._execute

    async def noting(self: sqlite_connection.Connection, work: Any, *more: Any) -> Any:
        ways.append(work)
        return await execute(self, work, *more)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(sqlite_connection.Connection, "_execute", noting)
    return ways


async def test_a_transaction_of_one_statement_goes_there_twice(file: Database, ways: list[object]) -> None:
    async with file.transaction() as connection:
        await connection.execute(text("INSERT INTO t VALUES (1), (2)"))
    assert len(ways) == 2
    async with file.transaction():
        pass
    assert len(ways) == 2
    async with file.reading() as connection:
        assert list(await connection.scalars(text("SELECT n FROM t"))) == [1, 2]
    assert len(ways) == 4


NUMBER = Table("t", MetaData(), Column("n", Integer, primary_key=True))
INSERT = insert(NUMBER).values(n=bindparam("number"))


async def test_many_rows_go_there_with_what_follows(file: Database, ways: list[object]) -> None:
    async with file.transaction() as connection:
        await execute_many(connection, INSERT, ("number",), [(1,), (2,)])
        await execute_many(connection, INSERT, ("number",), [(3,)])
    assert len(ways) == 1
    with pytest.raises(IntegrityError):
        async with file.transaction() as connection:
            await execute_many(connection, INSERT, ("number",), [(4,), (1,)])
    with pytest.raises(RuntimeError):
        async with file.transaction() as connection:
            await execute_many(connection, INSERT, ("number",), [(5,)])
            raise RuntimeError
    async with file.transaction() as connection:
        await execute_many(connection, INSERT, ("number",), [(6,)])
        assert list(await connection.scalars(text("SELECT n FROM t"))) == [1, 2, 3, 6]


@pytest.mark.parametrize("count", [1, 255, 256, 257, 1000])
async def test_all_rows_come(file: Database, count: int) -> None:
    async with file.reading() as connection:
        numbers = text(NUMBERS.format(count=count))
        assert list(await connection.scalars(numbers)) == list(range(1, count + 1))
        async with connection.stream(numbers) as rows:
            streamed = [row.n async for some in rows.partitions(100) for row in some]
        assert streamed == list(range(1, count + 1))


async def test_rows_that_nobody_wants_keep_nothing_open(file: Database) -> None:
    async with file.transaction() as connection:
        await connection.execute(text("CREATE TABLE t AS " + NUMBERS.format(count=1000)))
        async with connection.stream(text("SELECT n FROM t")) as rows:
            assert (await rows.fetchone()) is not None
        await connection.execute(text("DROP TABLE t"))  # SQLite refuses this while it is read
