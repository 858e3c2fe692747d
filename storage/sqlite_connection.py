"""SQLite behind a thread, with one round trip for a statement and its rows.

aiosqlite makes four: for a cursor, the statement, its rows, and to close the cursor. Each takes longer than
most of our statements.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite

_FIRST_ROWS = 256
"""Rows that come with the statement; most have fewer."""
_CHUNK = 64


class Connection(aiosqlite.Connection):
    """aiosqlite's connection with cursors of our own; for SQLAlchemy, which makes no other use of it.

    A transaction begins with its first statement.
    """

    _begins: str | None = None
    """The statement that begins a transaction in which nothing has been executed yet."""
    _waiting: Sequence[tuple[str, Sequence[Any]]] = ()
    """What is executed together with the next statement or the commit, just before it."""

    def cursor(self) -> "Cursor":  # type: ignore[override]
        """A cursor; it exists for SQLite once it executes something."""
        return Cursor(self)

    async def commit(self) -> None:
        """Commit the transaction."""
        if self._waiting or self._begins is None:
            await self.in_thread(self._commit)
        self._begins = None

    async def rollback(self) -> None:
        """Roll the transaction back, if there is one: SQLAlchemy also asks where it has ended."""
        self._waiting = ()
        if self._begins is None and self.in_transaction:
            await super().rollback()
        self._begins = None

    def begin_with(self, statement: str) -> None:
        """Begin a transaction, by `statement`, as soon as anything else is executed."""
        self._begins = statement

    def execute_later(self, statement: str, rows: Sequence[Any]) -> None:
        """Execute a statement for each of the rows together with the next statement or the commit.

        That saves a round trip; the database's errors are raised there.
        """
        self._waiting = (*self._waiting, (statement, rows))

    async def in_thread(self, work: Callable[..., None], *arguments: Any) -> None:
        """Do something where SQLite may be called."""
        await self._execute(work, *arguments)  # type: ignore[no-untyped-call]

    def begun(self) -> sqlite3.Connection:
        """SQLite's connection, its transaction begun; call it in the thread."""
        begins, self._begins = self._begins, None
        if begins is not None:
            self._conn.execute(begins)
        waiting, self._waiting = self._waiting, ()
        for statement, rows in waiting:
            self._conn.executemany(statement, rows)
        return self._conn

    def _commit(self) -> None:
        self.begun().commit()


class Cursor:
    """What SQLAlchemy asks of an asynchronous cursor."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: list[Any] = []
        self._more = False
        """Whether SQLite may have further rows than `_rows`."""

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        """The columns of the rows; None where there are none."""
        return None if self._cursor is None else self._cursor.description

    @property
    def rowcount(self) -> int:
        """How many rows were written."""
        return -1 if self._cursor is None else self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The id of the row that was inserted last."""
        return None if self._cursor is None else self._cursor.lastrowid

    async def execute(self, statement: str, parameters: Any = ()) -> Self:
        """Execute a statement, and fetch the first of its rows."""
        if statement.startswith("BEGIN"):
            self._connection.begin_with(statement)
            return self
        await self._connection.in_thread(self._run, statement, parameters)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Any]) -> Self:
        """Execute a statement for each of the parameters."""
        await self._connection.in_thread(self._run_many, statement, parameters)
        return self

    async def fetchone(self) -> Any:
        """The next row; None if there is none."""
        rows = await self.fetchmany(1)
        return rows[0] if rows else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows."""
        size = size or self.arraysize
        if self._more and len(self._rows) < size:
            await self._connection.in_thread(self._fetch, max(size, _CHUNK))
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    async def fetchall(self) -> list[Any]:
        """All rows that are left."""
        if self._more:
            await self._connection.in_thread(self._fetch, None)
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Let go of what SQLite has begun; where all rows were read that is nothing."""
        if self._more and self._cursor is not None:
            self._more = False
            await self._connection.in_thread(self._cursor.close)

    # These run in the thread of the connection.

    def _run(self, statement: str, parameters: Any) -> None:
        self._cursor = self._connection.begun().execute(statement, parameters)
        self._more = self._cursor.description is not None
        if self._more:
            self._fetch(_FIRST_ROWS)

    def _run_many(self, statement: str, parameters: Sequence[Any]) -> None:
        self._cursor = self._connection.begun().executemany(statement, parameters)

    def _fetch(self, size: int | None) -> None:
        assert self._cursor is not None
        rows = self._cursor.fetchall() if size is None else self._cursor.fetchmany(size)
        self._more = size is not None and len(rows) == size
        self._rows += rows


def connect(database: str, **options: Any) -> Connection:
    """A connection that is not open yet: await it."""
    return Connection(partial(sqlite3.connect, database, **options), _CHUNK)
