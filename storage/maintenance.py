"""The database as a whole: its rows, its size, and copies of it."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, select, text

from bot.errors import StorageError
from storage import private_files
from storage.database import Database
from storage.tables import metadata


async def row_counts(database: Database) -> Mapping[str, int]:
    """How many rows each table has, by its name."""
    async with database.reading() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


async def size_bytes(database: Database) -> int:
    """The size of the database in bytes."""
    if database.engine.dialect.name == "sqlite":
        statement = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    else:
        statement = "SELECT pg_database_size(current_database())"
    async with database.reading() as connection:
        return int(await connection.scalar(text(statement)) or 0)


async def backup(database: Database, file: Path) -> None:
    """Copy a SQLite database to the new `file` while other processes keep writing (SQLite's VACUUM INTO).

    Nobody but its owner may read the copy, like the database itself.

    Raises StorageError if `file` exists or the database is PostgreSQL, which has its own tool.
    """
    if database.engine.dialect.name != "sqlite":
        raise StorageError("this is a PostgreSQL database; back it up with pg_dump")
    if file.exists():
        raise StorageError(f"{file} already exists; choose another name")
    if not file.parent.is_dir():
        raise StorageError(f"there is no folder {file.parent}; create it first")
    async with database.engine.connect() as connection:
        # VACUUM is not allowed in a transaction, which `Database` always begins, so call the driver.
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        private_files.create(str(file))  # VACUUM INTO takes a file that is empty
        try:
            await driver.execute("VACUUM INTO ?", (str(file),))
        except BaseException:
            file.unlink(missing_ok=True)
            raise
