"""Whether `sitrep poll` has anything to do, told without loading what polls and triages.

Run by a timer every minute, the command mostly finds nothing due, and loading the stations takes longer.
"""

import re
from pathlib import Path

from bot.cli.options import execute
from bot.clock import utc_now
from storage import glance

NOTHING_POLLED = "0 feeds polled, 0 failed, 0 new articles; 0 triaged, 0 about a topic, 0 messages queued"
_SQLITE_FILE = re.compile(r"sqlite(?:\+aiosqlite)?:///([^?%]+)")


def nothing_to_do(url: str) -> bool:
    """Whether no feed of the database at `url` is due, nor work for triage; False if it has no feeds yet.

    Raises StorageError where a PostgreSQL database cannot be used.
    """
    file = _SQLITE_FILE.fullmatch(url)
    return glance.is_idle(Path(file[1]), utc_now()) if file else execute(_is_idle(url))


async def _is_idle(url: str) -> bool:
    from storage import polls, schema
    from storage.database import missing_file

    if missing_file(url) is not None:
        return False
    async with schema.connect(url) as database, database.reading() as connection:
        return await polls.is_idle(connection, utc_now())
