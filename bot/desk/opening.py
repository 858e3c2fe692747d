"""What every command opens: the configured database, the HTTP side, the writer. Nothing of Telegram.

Where the database cannot be used, one line says why and what to do.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import aiohttp
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, InterfaceError, ProgrammingError

from bot.clock import Clock, utc_now
from bot.config.settings import Settings
from bot.errors import StorageError
from bot.http.fetch import Fetcher
from bot.http.robots import Robots
from bot.model import Feed, Topic
from bot.triage.writer import Writer, WriterLimits
from storage import budgets, feeds, schema, topics
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
async def open_database(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Database]:
    """The database at this program's schema, with the topics and feeds of the configuration in it."""
    configured = [Topic(topic.id, topic.name, topic.query) for topic in settings.topics]
    wanted = [Feed(0, feed.url, feed.publisher, feed.language) for feed in settings.feeds]
    async with opened(settings.database.url) as database:
        async with database.transaction() as connection:
            await topics.sync_configured(connection, configured, clock())
            await feeds.sync_configured(connection, wanted, clock())
        yield database


def make_fetcher(settings: Settings) -> Fetcher:
    """The HTTP side of polling, within the configured limits."""
    poll = settings.poll
    return Fetcher(
        user_agent=poll.user_agent,
        timeout_s=poll.timeout.total_seconds(),
        max_bytes=poll.max_bytes,
        concurrency=poll.concurrency,
        per_host=poll.per_host,
        per_host_gap_s=poll.per_host_gap.total_seconds(),
        allow_private_hosts=poll.allow_private_hosts,
    )


def make_robots(settings: Settings, fetcher: Fetcher) -> Robots:
    """The rules of robots.txt for the product that our User-Agent names (RFC 9309 section 2.2.1)."""
    return Robots(fetcher, settings.poll.user_agent.partition("/")[0])


@asynccontextmanager
async def open_writer(settings: Settings, database: Database) -> AsyncIterator[Writer | None]:
    """The writer of `[facts] writer`; None where facts stay as they were chosen."""
    facts = settings.facts
    if facts.writer == "extract":
        yield None
        return
    key = facts.openai_key.get_secret_value() if facts.openai_key else None
    limits = WriterLimits(facts.openai_url, facts.openai_model, key, facts.openai_timeout.total_seconds())

    async def spend(day: date) -> bool:
        async with database.transaction() as connection:
            return await budgets.spend(connection, "writer", day, facts.openai_daily)

    async with aiohttp.ClientSession() as session:
        yield Writer(session, limits, spend)


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
