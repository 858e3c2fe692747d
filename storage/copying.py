"""Move a database: a backup back into its place, or everything into a database of the other kind."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, MetaData, Table, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StorageError
from storage import leases, private_files
from storage.database import Database, async_url
from storage.tables import leases as leases_table
from storage.tables import metadata

_AT_ONCE = 1000
_PROCESSES = ("commands", "deliver")
"""The leases that a running Sitrep renews every few seconds."""
_LEFT_OUT = {leases_table.name}

Progress = Callable[[str, int], None]
"""Told the name of a table and how many of its rows were copied since the last call."""


def restore(file: Path, address: str, now: datetime) -> Path | None:
    """Put the SQLite backup `file` in the place of the database at `address`.

    Returns where the database that was there is kept, None if there was none. `file` is checked and copied
    before anything is replaced, and a log of the replaced database never meets the restored one. Raises
    StorageError where `file` is no sound database, or where another process uses the one to be replaced.
    """
    url = async_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise StorageError("the configured database is not a SQLite file; restore PostgreSQL with pg_restore")
    target = Path(url.database)
    if not file.is_file():
        raise StorageError(f"{file} does not exist")
    if target.exists() and file.samefile(target):
        raise StorageError(f"{file} is the database itself")
    fresh = target.with_name(f"{target.name}.restoring")
    try:
        _copy_sound(file, fresh)
        _leave_to_owner(fresh, target if target.exists() else target.parent)
        kept = _make_way(target, now)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _copy_sound(file: Path, fresh: Path) -> None:
    """Copy a database with whatever its log holds, and check every page of the copy."""
    fresh.unlink(missing_ok=True)
    private_files.create(str(fresh))
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(fresh)) as copied:
            source.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")
            found = copied.execute("PRAGMA integrity_check").fetchone()[0]
            ours = copied.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")
            known = ours.fetchone()[0]
    except sqlite3.Error as error:
        raise StorageError(f"{file}: {error}; choose another backup") from None
    if found != "ok":
        raise StorageError(f"{file} is damaged ({found}); choose another backup")
    if not known:
        raise StorageError(f"{file} is not a database of Sitrep")


def _leave_to_owner(fresh: Path, before: Path) -> None:
    """Give the file to whom the one `before` belongs: root restores for a service of another name."""
    owner = before.stat()
    with suppress(OSError):  # only root may, and for others it is theirs already
        os.chown(fresh, owner.st_uid, owner.st_gid)


def _make_way(target: Path, now: datetime) -> Path | None:
    """Move the database at `target` aside, with what its log held."""
    if not target.exists():
        _drop_log(target)
        return None
    try:
        with closing(sqlite3.connect(target, timeout=1.0)) as connection:
            # Only who is alone with a database may end its log; that also moves the log into the file.
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StorageError(f"another process uses {target}; stop Sitrep first") from None
    except sqlite3.DatabaseError:
        pass  # a damaged database cannot be opened; that is why it is replaced
    kept = target.with_name(f"{target.name}.{now:%Y%m%d-%H%M%S}")
    target.rename(kept)
    for suffix in ("-wal", "-shm"):
        log = target.with_name(target.name + suffix)
        if log.exists():
            log.rename(kept.with_name(kept.name + suffix))
    return kept


def _drop_log(target: Path) -> None:
    """A log without its database would be taken for that of the next one."""
    for suffix in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)


async def copy(source: Database, target: Database, now: datetime, progress: Progress) -> Mapping[str, int]:
    """Copy every row of `source` into `target`, which has the schema and no rows; rows by table.

    One transaction on each side: all of one moment, or nothing. Leases are left out, the index of `/search`
    is built anew. Raises StorageError where `target` holds something, or a running Sitrep uses `source`.
    """
    async with source.reading() as reader, target.transaction() as writer:
        await _refuse_running(reader, now)
        await _refuse_filled(writer, target.address)
        counts = {}
        for table in metadata.sorted_tables:
            if table.name not in _LEFT_OUT:
                counts[table.name] = await _copy_table(reader, writer, _plain(table), progress)
        await _check(writer, counts)
        if writer.dialect.name == "postgresql":
            await _continue_ids(writer)
    return counts


async def _refuse_running(reader: AsyncConnection, now: datetime) -> None:
    for name in _PROCESSES:
        held = await leases.current(reader, name)
        if held is not None and held.until_at > now:
            host = held.holder.partition(":")[0]
            raise StorageError(f"Sitrep is running on this database ({host}, {name}); stop it first")


async def _refuse_filled(writer: AsyncConnection, address: str) -> None:
    for table in metadata.sorted_tables:
        if await writer.scalar(select(func.count()).select_from(select(table).limit(1).subquery())):
            raise StorageError(f"{address} is not empty (it has {table.name}); copy into a new database")


def _plain(table: Table) -> Table:
    """The table with JSON columns whose NULL stays NULL, instead of becoming JSON's null."""
    columns = (
        Column(column.name, JSON(none_as_null=True) if isinstance(column.type, JSON) else column.type)
        for column in table.columns
    )
    return Table(table.name, MetaData(), *columns)


async def _copy_table(
    reader: AsyncConnection, writer: AsyncConnection, table: Table, progress: Progress
) -> int:
    count = 0
    rows = await reader.stream(select(table).execution_options(yield_per=_AT_ONCE))
    async for batch in rows.mappings().partitions(_AT_ONCE):
        await writer.execute(insert(table), list(_clean(batch)))
        count += len(batch)
        progress(table.name, len(batch))
    return count


def _clean(batch: Sequence[Mapping[Any, Any]]) -> Iterator[dict[str, Any]]:
    """The rows without the character NUL, which PostgreSQL's texts cannot hold."""
    for row in batch:
        yield {
            name: value.replace("\0", "") if isinstance(value, str) else value for name, value in row.items()
        }


async def _check(writer: AsyncConnection, counts: Mapping[str, int]) -> None:
    for name, count in counts.items():
        found = await writer.scalar(select(func.count()).select_from(metadata.tables[name]))
        if found != count:
            raise StorageError(f"{name}: {count:,} rows were read, but {found:,} arrived; nothing was copied")


async def _continue_ids(writer: AsyncConnection) -> None:
    """Let PostgreSQL number new rows after those that were copied."""
    for table in metadata.sorted_tables:
        sequence = await writer.scalar(
            text("SELECT pg_get_serial_sequence(:name, 'id') WHERE :name IN "
                 "(SELECT table_name FROM information_schema.columns WHERE column_name = 'id')"),
            {"name": table.name},
        )  # fmt: skip
        if sequence:
            last = await writer.scalar(select(func.max(table.c.id)))
            await writer.execute(
                text("SELECT setval(CAST(:sequence AS regclass), :last, :used)"),
                {"sequence": sequence, "last": last or 1, "used": last is not None},
            )
