"""Tell the admins of feeds that fail for a day, once, and once more when they recover."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.alerts.markup import escape
from bot.feeds.address import without_credentials
from bot.model import Feed
from storage import outbox, polls
from storage.database import Database

FAILING_FOR = timedelta(hours=24)
_SHOWN = 20
_AT_ONCE = timedelta(0)
"""No waiting between two such messages: each feed is in one only once."""


async def watch_feeds(database: Database, admins: Sequence[int], now: datetime) -> int:
    """Queue a message for the admins where feeds failed for long, or recovered; gives for how many."""
    async with database.transaction() as connection:
        failing = await polls.claim_long_failing(connection, now, FAILING_FOR)
        recovered = await polls.claim_recovered(connection)
        await _tell(connection, admins, "failing", _failing_text(failing), now)
        await _tell(connection, admins, "recovered", _recovered_text(recovered), now)
    return len(failing) + len(recovered)


async def _tell(
    connection: AsyncConnection, admins: Sequence[int], name: str, html: str, now: datetime
) -> None:
    if html:
        await outbox.enqueue_admin_notice(connection, admins, f"feeds {name}", html, now, _AT_ONCE)


def _failing_text(feeds: Sequence[Feed]) -> str:
    if not feeds:
        return ""
    lines = [f"• {_named(feed)}: {escape(feed.last_error or 'no reason known')}" for feed in feeds[:_SHOWN]]
    count = "1 feed has" if len(feeds) == 1 else f"{len(feeds)} feeds have"
    return "\n".join([f"<b>{count} failed for a day</b>", *lines, "They are still tried; see /feeds."])


def _recovered_text(feeds: Sequence[Feed]) -> str:
    if not feeds:
        return ""
    return "\n".join(["<b>Answers again:</b>", *(f"• {_named(feed)}" for feed in feeds[:_SHOWN])])


def _named(feed: Feed) -> str:
    return f"{escape(feed.publisher)} {escape(without_credentials(feed.url))}"
