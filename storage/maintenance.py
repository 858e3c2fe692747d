"""The database as a whole: how much it holds, and a copy of it."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, select, text

from bot.errors import StorageError
from storage.database import Database
from storage.tables import metadata


async def row_counts(database: Database) -> Mapping[str, int]:
    """How many rows each table holds, by its name."""
    async with database.reading() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


async def size_bytes(database: Database) -> int:
    """How much room the database takes."""
    if database.engine.dialect.name == "sqlite":
        statement = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    else:
        statement = "SELECT pg_database_size(current_database())"
    async with database.reading() as connection:
        return int(await connection.scalar(text(statement)) or 0)


async def backup(database: Database, file: Path) -> None:
    """Copy a SQLite database into the new `file` while others go on writing (SQLite's VACUUM INTO).

    Raises StorageError where `file` exists or the database is PostgreSQL, which has its own tool.
    """
    if database.engine.dialect.name != "sqlite":
        raise StorageError("a PostgreSQL database is backed up with its own pg_dump")
    if file.exists():
        raise StorageError(f"{file} exists already; name a new file")
    if not file.parent.is_dir():
        raise StorageError(f"{file.parent} is no folder; make it first")
    async with database.engine.connect() as connection:
        # `Database` begins a transaction for every statement, which VACUUM refuses: ask the driver.
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.execute("VACUUM INTO ?", (str(file),))
