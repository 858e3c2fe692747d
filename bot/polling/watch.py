"""Tell the admins of feeds that fail for a day, once, and once more when they recover."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.http.address import without_credentials
from bot.messages.markup import escape, shorten
from bot.model import Feed
from storage import outbox, polls
from storage.database import Database

FAILING_FOR = timedelta(hours=24)
_SHOWN = 10
"""Of at most 350 characters each: a message holds 4096."""
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
    lines = [
        f"• {_named(feed)}: {escape(shorten(feed.last_error or 'no reason known', 150))}"
        for feed in feeds[:_SHOWN]
    ]
    count = "1 feed has" if len(feeds) == 1 else f"{len(feeds)} feeds have"
    told = [f"<b>{count} failed for a day</b>", *lines, *_more(feeds), "They are still tried; see /feeds."]
    return "\n".join(told)


def _recovered_text(feeds: Sequence[Feed]) -> str:
    if not feeds:
        return ""
    return "\n".join(
        ["<b>Answers again:</b>", *(f"• {_named(feed)}" for feed in feeds[:_SHOWN]), *_more(feeds)]
    )


def _more(feeds: Sequence[Feed]) -> Sequence[str]:
    return [f"… and {len(feeds) - _SHOWN} more"] if len(feeds) > _SHOWN else []


def _named(feed: Feed) -> str:
    return f"{escape(shorten(feed.publisher, 60))} {escape(shorten(without_credentials(feed.url), 120))}"
