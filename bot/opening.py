"""Opening the configured database; where it cannot be used, one line says why and what to do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, InterfaceError, ProgrammingError

from bot.errors import StorageError
from storage import schema
from storage.database import Database, async_url

_OURS = (ProgrammingError, IntegrityError, DataError)
"""Errors of a statement, not of the database: bugs, which are not explained away."""
_MENDS = {
    "not a database": "name another file, or restore a backup",
    "unable to open": "check that its folder exists and that you may write there",
    "readonly": "check that you may write the file and its folder",
    "locked": "another process holds it; try again",
    "full": "free some disk space",
}


@asynccontextmanager
async def opened(url: str, *, upgrade: bool = True) -> AsyncIterator[Database]:
    """The database at `url`, at this program's schema unless `upgrade` is False.

    Raises StorageError, with the mend, where it cannot be reached or used.
    """
    database = Database.open(url)
    try:
        try:
            await (schema.upgrade(database) if upgrade else schema.revision(database))
        except _OURS:
            raise
        except (DatabaseError, InterfaceError, OSError) as error:
            raise StorageError(_why(database, error)) from error
        yield database
    finally:
        await database.close()


def missing_file(address: str) -> Path | None:
    """The file of the SQLite database at `address`, where it is not there yet."""
    url = async_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    file = Path(url.database)
    return None if file.exists() else file


def shown(database: Database) -> str:
    """The address of a database as people write it, without its password."""
    url = database.engine.url
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _why(database: Database, error: DatabaseError | InterfaceError | OSError) -> str:
    cause = str(error if isinstance(error, OSError) else error.orig).strip().partition("\n")[0]
    cause = cause.rpartition("'>: ")[2]
    mend = next((mend for words, mend in _MENDS.items() if words in cause), None)
    return f"{shown(database)}: {cause}; {mend or 'check [database] url and whether the server runs'}"
