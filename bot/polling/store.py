"""From documents to stored articles: which entries are new, which were edited, all in one transaction.

Nearly all articles are about no topic. They are recognised here (`Learn`) and stored as triaged: writing them
as untriaged, reading them back and writing them again would cost triage more than all of polling.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.polling.batch import Batch
from bot.polling.feed_state import has_moved
from bot.polling.keyed import keyed_entries
from bot.polling.recognise import Recognised, recognise
from bot.polling.report import FeedPoll
from bot.polling.wording import MeetsTopic, Wording
from storage import articles, polls
from storage.database import Database
from storage.wakes import wake

_ATTEMPTS = 3

Learn = Callable[[AsyncConnection], Awaitable[MeetsTopic]]
"""Reads the topics as they are now."""


async def store(
    database: Database, polled: Sequence[FeedPoll], now: datetime, learn: Learn | None = None
) -> None:
    """Store new and edited articles and the feeds' new states: all of them or none.

    Articles about none of the topics that `learn` reads are stored as triaged; without `learn` none are.
    Sets `new`, `edited` and `off_topic` of the polls. Raises SQLAlchemyError if the database is not writable.
    """
    keyed = [(poll, await keyed_entries(poll)) for poll in polled]
    wording = Wording()
    for attempt in range(1, _ATTEMPTS + 1):
        recognised, meets = Recognised(), None
        if any(entries for _, entries in keyed):
            async with database.reading() as connection:
                recognised = await recognise(connection, keyed, wording, now)
                meets = await learn(connection) if learn is not None else None
        batch = Batch(recognised, wording, now, meets)
        for poll, entries in keyed:
            await batch.add_poll(poll, entries)
        try:
            await _write(database, polled, batch, now)
            return
        except IntegrityError:
            # Another process stored one of these articles since we looked.
            if attempt == _ATTEMPTS:
                raise


async def _write(database: Database, polled: Sequence[FeedPoll], batch: Batch, now: datetime) -> None:
    async with database.transaction() as connection:
        await articles.free_keys(connection, batch.freed)
        await articles.insert_new(connection, batch.new, now)
        await articles.add_keys(connection, batch.keys)
        await articles.edit(connection, batch.edits, now)
        await polls.save_polled(connection, (poll.after for poll in polled))
        if any(poll.after.hub_url not in (None, poll.before.hub_url) for poll in polled):
            wake(connection, "websub")
        for poll in polled:
            if poll.gone:
                await polls.mark_gone(connection, poll.after.id)
            elif has_moved(poll.after):
                poll.merged = await polls.move(connection, poll.after, poll.after.moved_url or "", now)
