"""Whether `sitrep poll` has anything to do, told without loading what polls and triages.

Run by a timer every minute, the command mostly finds nothing due, and loading the stations takes longer.
"""

from bot.clock import utc_now
from storage import polls, schema
from storage.database import missing_file

NOTHING_POLLED = "0 feeds polled, 0 failed, 0 new articles; 0 triaged, 0 about a topic, 0 messages queued"


async def nothing_to_do(url: str) -> bool:
    """Whether no feed of the database at `url` is due and no article waits; False if it has no feeds yet.

    Raises StorageError where the database cannot be used.
    """
    if missing_file(url) is not None:
        return False
    async with schema.connect(url) as database, database.reading() as connection:
        return await polls.is_idle(connection, utc_now())
