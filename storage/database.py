"""The engine and its transactions: SQLite on one machine, PostgreSQL on many."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Dialect,
    Insert,
    String,
    Update,
    event,
    literal_column,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.schema import Table

from bot.errors import StorageError
from storage import private_files, sqlite_connection, wakes
from storage.server_connection import ANSWER_S, Patience
from storage.wakes import Wake

_ASYNC_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


def async_url(url: str) -> URL:
    """The SQLAlchemy URL with the async driver that Sitrep uses, if `url` names none.

    Raises StorageError for an address that is neither SQLite nor PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StorageError(
            "database.url is not a valid address; write sqlite:///sitrep.db or postgresql://user:password@host/name"
        ) from None
    if parsed.drivername in _ASYNC_DRIVERS.values():
        return parsed
    if parsed.drivername not in _ASYNC_DRIVERS:
        raise StorageError(
            f"database.url starts with {parsed.drivername}://, which is not supported; "
            "write sqlite:///sitrep.db or postgresql://user:password@host/name"
        )
    return parsed.set(drivername=_ASYNC_DRIVERS[parsed.drivername])


def missing_file(address: str) -> Path | None:
    """The file of the SQLite database at `address`, if it does not exist yet.

    None for a file that exists, a database in memory, and PostgreSQL. Raises StorageError like `async_url`.
    """
    url = async_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    file = Path(url.database)
    return None if file.exists() else file


class Database:
    """The database of one process: `transaction()` to write, `reading()` to read.

    On SQLite, which has one writer at a time, the writers of a process queue for a lock here: that is fair
    and costs nothing, unlike waiting in SQLite's busy handler.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._turn = asyncio.Lock() if engine.dialect.name == "sqlite" else None
        self._writer: AsyncConnection | None = None
        """SQLite's writing connection, kept between transactions: to take it from the pool and give it back
        each time would take as long as to settle ten deliveries."""
        self._patience = Patience(engine) if self._turn is None else None
        self.wake_up: Wake | None = None
        """Called after a commit that left work for a station; see `storage.wakes`."""

    @classmethod
    def open(cls, url: str, *, busy_timeout_s: float = 30.0) -> Self:
        """Open `url`; the first use connects.

        Raises StorageError for an unsupported kind of database, and for one whose driver is not installed.
        """
        parsed = async_url(url)
        if parsed.get_backend_name() != "sqlite":
            if find_spec("asyncpg") is None:
                raise StorageError(
                    "database.url is PostgreSQL's, but its driver is not installed: "
                    "pip install 'sitrep[postgres]' adds it"
                )
            return cls(create_async_engine(parsed, pool_size=10, max_overflow=10, pool_pre_ping=True))
        arguments = {"timeout": busy_timeout_s, "async_creator_fn": _open_sqlite}
        engine = create_async_engine(parsed, connect_args=arguments)
        _prepare_sqlite(engine)
        return cls(engine)

    async def expect_answers(self) -> None:
        """From now on, take a server that does not answer a statement within `ANSWER_S` for gone."""
        if self._patience is not None:
            self._patience.answer_s = ANSWER_S
            await self.engine.dispose()  # of connections that would wait

    @property
    def address(self) -> str:
        """The address as people write it: no driver, the password hidden."""
        url = self.engine.url
        return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write: committed at the end of the block, rolled back if it raises."""
        if self._turn is None:
            async with self.engine.begin() as connection:
                wakes.forget(connection)
                yield connection
                asked = await wakes.tell(connection)
        else:
            async with self._turn:
                connection, self._writer = self._writer or await self._connect_writer(), None
                try:
                    async with connection.begin():
                        wakes.forget(connection)
                        yield connection
                        asked = await wakes.tell(connection)
                except BaseException:
                    await connection.__aexit__(None, None, None)  # also where the task is cancelled
                    raise
                self._writer = connection
        if self.wake_up is not None:
            for station in asked:
                self.wake_up(station)

    async def _connect_writer(self) -> AsyncConnection:
        connection = await self.engine.connect()
        await connection.execution_options(sitrep_begin="BEGIN IMMEDIATE")
        return connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A consistent view for reading; anything written in it is rolled back."""
        async with self.engine.connect() as connection:
            yield connection

    async def empty_log(self) -> None:
        """Move SQLite's write-ahead log into the database, so that it keeps no copy of what was deleted.

        While somebody reads an older state the log stays and is overwritten later. PostgreSQL: nothing to do.
        """
        if self._turn is None:
            return
        async with self._turn, self.engine.connect() as connection:
            # Not by `execute`, which begins a transaction: in one the log cannot be emptied.
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close every connection."""
        if self._writer is not None:
            await self._writer.close()
            self._writer = None
        await self.engine.dispose()


def insert_or_ignore(connection: AsyncConnection, table: Table) -> Insert:
    """`INSERT ... ON CONFLICT DO NOTHING` into `table` in the dialect of the connection."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def upsert(connection: AsyncConnection, table: Table, keys: list[str], columns: list[str]) -> Insert:
    """An INSERT that sets `columns` to the new row's values instead if a row with its `keys` exists."""
    statement: Any = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
    updated: Insert = statement.on_conflict_do_update(
        index_elements=keys, set_={column: statement.excluded[column] for column in columns}
    )
    return updated


def unindexed(column: Column[Any]) -> ColumnElement[Any]:
    """A column's value in a form that no index serves.

    SQLite would otherwise group, order or find rows by the column's index, and read all of them, where
    another index leads to the few that are meant.
    """
    nothing: ColumnElement[Any] = literal_column("''" if isinstance(column.type, String) else "0")
    return column + nothing


async def execute_many(
    connection: AsyncConnection,
    statement: Insert | Update,
    parameters: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
) -> None:
    """INSERT or UPDATE with the driver's own executemany: SQLAlchemy takes longer to process the parameters
    than SQLite takes to write them. SQLite executes it with the transaction's next statement, or its commit,
    which raises the database's errors.

    `parameters` names the values of each row, which must be the driver's own types: an instant is
    `microseconds(...)`. `statement` must be a constant: its text is cached.
    """
    text = _text(connection.dialect, statement, parameters)
    if connection.dialect.name == "sqlite":
        driver: Any = (await connection.get_raw_connection()).driver_connection
        driver.execute_later(text, rows)
    else:
        await connection.exec_driver_sql(text, list(rows))


@lru_cache(maxsize=32)
def _text(dialect: Dialect, statement: Insert | Update, parameters: tuple[str, ...]) -> str:
    compiled = statement.compile(dialect=dialect)
    assert tuple(compiled.positiontup or ()) == parameters, "the driver's parameters are not in our order"
    return str(compiled)


async def _open_sqlite(path: str, **options: Any) -> sqlite_connection.Connection:
    """A connection for SQLAlchemy.

    Where it cannot be opened, aiosqlite does not wait for its thread, which then answers a loop that may be
    closed: whoever mistyped a path would see a traceback.
    """
    private_files.create(path)
    connection = sqlite_connection.connect(path, **options)
    connection._thread.daemon = True
    try:
        await connection
    except BaseException:
        await asyncio.to_thread(connection._thread.join)
        raise
    return connection


def _prepare_sqlite(engine: AsyncEngine) -> None:
    """WAL, foreign keys, and transactions that SQLAlchemy, not the driver, begins.

    The driver begins late and takes the write lock later still, when SQLite can no longer wait for it
    (SQLITE_BUSY_SNAPSHOT); BEGIN IMMEDIATE takes it first.
    """

    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        # For new databases: articles of 1 KB and their keys take a fifth less room than with pages of 4 KB.
        cursor.execute("PRAGMA page_size=8192")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # What is deleted is overwritten: /forget leaves nothing in free pages.
        cursor.execute("PRAGMA secure_delete=ON")
        # A batch of articles is 2 MB and touches most pages of the index of keys: with a smaller cache SQLite
        # writes pages twice, and with a shorter log it checkpoints after every batch.
        cursor.execute("PRAGMA cache_size=-16000")
        cursor.execute("PRAGMA wal_autocheckpoint=2000")
        cursor.close()
        private_files.keep(engine.url.database or "")  # now that it is known to be a database

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        begins = connection.get_execution_options().get("sitrep_begin", "BEGIN")
        connection.connection.driver_connection.begin_with(begins)
