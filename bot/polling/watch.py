"""Tell the admins once about a feed that has failed for a day, is gone or stale, and when it recovers."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.log import redact
from bot.messages.markup import escape, shorten
from bot.model import Feed
from bot.polling.feed_state import STALE_AFTER, is_stale
from storage import outbox, polls
from storage.database import Database

log = logging.getLogger(__name__)

FAILING_FOR = timedelta(hours=24)
_AHEAD = timedelta(hours=1)
"""What lies further ahead was written by a clock that was wrong: no lease is that long."""
_SHOWN = 10
"""Feeds listed in a message, at most 350 characters each; a message holds 4096."""
_AT_ONCE = timedelta(0)
"""No pause between two such messages: each feed appears in one of them only once."""


async def watch_feeds(database: Database, admins: Sequence[int], now: datetime) -> int:
    """Queue messages for the admins about feeds that have long failed, are gone or stale, or that recovered.

    Returns the number of feeds. Those that were polled while the clock was ahead are due again.
    """
    async with database.transaction() as connection:
        if pulled := await polls.pull_back(connection, now, now + _AHEAD):
            log.warning("feeds were polled while the clock was ahead; they are due again feeds=%d", pulled)
        failing = await polls.claim_long_failing(connection, now, FAILING_FOR)
        recovered = await polls.claim_recovered(connection)
        gone = await polls.claim_gone(connection, now)
        stale = [
            feed for feed in await polls.maybe_stale(connection, now - STALE_AFTER) if is_stale(feed, now)
        ]
        await polls.note_stale(connection, [feed.id for feed in stale], now - STALE_AFTER, now)
        await _tell(connection, admins, "failing", _failing_text(failing), now)
        await _tell(connection, admins, "recovered", _recovered_text(recovered), now)
        await _tell(connection, admins, "gone", _gone_text(gone), now)
        await _tell(connection, admins, "stale", _stale_text(stale, now), now)
    return len(failing) + len(recovered) + len(gone) + len(stale)


async def _tell(
    connection: AsyncConnection, admins: Sequence[int], name: str, html: str, now: datetime
) -> None:
    if html:
        await outbox.enqueue_admin_notice(connection, admins, f"feeds {name}", html, now, _AT_ONCE)


def _failing_text(feeds: Sequence[Feed]) -> str:
    if not feeds:
        return ""
    lines = [
        f"• {_named(feed)}: {escape(shorten(feed.last_error or 'unknown reason', 150))}"
        for feed in feeds[:_SHOWN]
    ]
    count = "1 feed has" if len(feeds) == 1 else f"{len(feeds)} feeds have"
    return "\n".join(
        [f"<b>{count} failed for a day</b>", *lines, *_more(feeds), "Polling goes on; see /feeds."]
    )


def _recovered_text(feeds: Sequence[Feed]) -> str:
    if not feeds:
        return ""
    return "\n".join(
        ["<b>Working again:</b>", *(f"• {_named(feed)}" for feed in feeds[:_SHOWN]), *_more(feeds)]
    )


def _gone_text(feeds: Sequence[Feed]) -> str:
    if not feeds:
        return ""
    names = [f"• {_named(feed)}" for feed in feeds[:_SHOWN]]
    return "\n".join(
        [
            "<b>Gone for good</b>, their servers have said for a month; no longer polled:",
            *names,
            *_more(feeds),
            "To try again, add the address once more.",
        ]
    )


def _stale_text(feeds: Sequence[Feed], now: datetime) -> str:
    """Feeds that answer without anything new: nothing failed, so nobody would notice."""
    lines = [
        f"• {_named(feed)}: {(now - feed.newest_at).days} days"
        for feed in feeds[:_SHOWN]
        if feed.newest_at is not None
    ]
    if not lines:
        return ""
    end = "Their servers answer, but with nothing new: have they moved, or ended?"
    return "\n".join(["<b>Nothing new for weeks</b>", *lines, *_more(feeds), end])


def _more(feeds: Sequence[Feed]) -> Sequence[str]:
    return [f"… and {len(feeds) - _SHOWN} more"] if len(feeds) > _SHOWN else []


def _named(feed: Feed) -> str:
    return f"{escape(shorten(feed.publisher, 60))} {escape(shorten(redact(feed.url), 120))}"
