"""Open a database, bring it to the schema of this program, and say which schema it has."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from bot.errors import OutageError, StorageError
from storage import faults
from storage.database import Database, missing_file
from storage.glance import head
from storage.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = head()
"""The newest revision that this program knows. Alembic, slow to import, is loaded only if it differs."""
_BUGS = (ProgrammingError, IntegrityError, DataError)
"""Errors of a statement, not of the database; they keep their traceback."""
_FOLDER = Path(__file__).resolve().parent / "migrations"


@asynccontextmanager
async def connect(url: str, *, migrate: bool = True) -> AsyncIterator[Database]:
    """The database at `url`, brought to this program's schema unless `migrate` is False; closed afterwards.

    Raises StorageError, which says what to do, where it cannot be reached or used; OutageError where a server
    may answer later.
    """
    database = Database.open(url)
    try:
        try:
            await (upgrade(database) if migrate else revision(database))
        except _BUGS:
            raise
        except Exception as error:
            outage = faults.is_outage(error)
            if not outage and not isinstance(error, DBAPIError):
                raise
            advice = faults.remedy(error) or "check [database] url and that the server is running"
            problem = f"{database.address}: {faults.cause(error)}; {advice}"
            serves = database.engine.dialect.name != "sqlite"
            raise (OutageError if outage and serves else StorageError)(problem) from error
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def existing(url: str, *, migrate: bool) -> AsyncIterator[Database]:
    """The database at `url`, which must exist; with `migrate`, brought to this program's schema.

    Raises StorageError like `connect`, and where there is no file: to ask about a database creates none.
    """
    file = missing_file(url)
    if file and file.absolute().parent.is_dir():
        raise StorageError(
            f"{file} does not exist; sitrep run, sitrep poll and sitrep db upgrade create the database"
        )
    async with connect(url, migrate=migrate) as database:
        yield database


@asynccontextmanager
async def look(url: str) -> AsyncIterator[Database]:
    """The database at `url` to read from: neither created nor upgraded.

    Raises StorageError like `existing`, and where its schema is not this program's.
    """
    async with existing(url, migrate=False) as database:
        found = await revision(database)
        if found != HEAD:
            raise StorageError(
                f"{database.address} has schema {found or 'none'}, not {HEAD}; sitrep db upgrade upgrades it"
            )
        yield database


async def upgrade(database: Database, revision: str = "head") -> None:
    """Create or upgrade the schema in one transaction: completely or not at all.

    Raises StorageError if the database is newer than this program, or another program's.
    """
    async with database.transaction() as connection:
        await connection.run_sync(_upgrade, revision)


async def revision(database: Database) -> str | None:
    """The revision of the database's schema; None for an empty database."""
    async with database.reading() as connection:
        return await connection.run_sync(_revision)


def _upgrade(connection: Connection, target: str) -> None:
    current = _revision(connection)
    if current == HEAD:
        return
    if current is None and inspect(connection).has_table("articles"):
        raise StorageError(
            "the database contains tables of another program; give Sitrep a database of its own"
        )
    if current is None and target == "head":
        _create(connection)
        return
    from alembic import command
    from alembic.script import ScriptDirectory

    config = _config()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StorageError(
            f"the database has schema {current}, which this version of Sitrep does not know; "
            "a newer version created it: upgrade Sitrep, or restore an older backup"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _create(connection: Connection) -> None:
    """A new database as the migrations would build it (a test keeps the two equal), without Alembic."""
    metadata.create_all(connection)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": HEAD})


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config
