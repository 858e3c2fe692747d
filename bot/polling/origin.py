"""Polls of feeds that have moved: the original address is asked now and then, and when the new one fails.

Domains are given up and taken back, and redirects are written by mistake. Without this a feed that followed
one would be lost with its new address.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.http.address import public_part
from bot.model import Feed, FeedResponse
from bot.polling.feed_state import POLLS_UNTIL_MOVED
from bot.polling.report import FeedPoll

ORIGINAL_EVERY = timedelta(days=7)

Ask = Callable[[Feed], Awaitable[FeedResponse]]
Read = Callable[[Feed, FeedResponse], Awaitable[FeedPoll]]


async def poll_feed(feed: Feed, ask: Ask, read: Read, now: datetime) -> FeedPoll:
    """The poll of a feed by `ask` and `read`; it moves back where its original address serves it again."""
    if feed.original_url is None:
        return await read(feed, await ask(feed))
    asked_at = feed.original_asked_at
    due = asked_at is None or now - asked_at >= ORIGINAL_EVERY
    if due and asked_at is not None and (poll := await _from_original(feed, ask, read, now)) is not None:
        return poll
    poll = await read(feed, await ask(feed))
    failed = poll.after.failures > feed.failures
    if failed and not (due and asked_at is not None):
        poll = await _from_original(feed, ask, read, now) or poll
    if due or failed:
        poll.after = replace(poll.after, original_asked_at=now)
    return poll


async def _from_original(feed: Feed, ask: Ask, read: Read, now: datetime) -> FeedPoll | None:
    """The poll by the original address; None where no feed is there."""
    original_url = feed.original_url or ""
    response = await ask(replace(feed, url=original_url, etag=None, last_modified=None))
    if response.error is not None or response.body is None:
        return None
    poll = await read(feed, response)
    if poll.after.failures:
        return None
    after = replace(poll.after, moved_url=None, moved_polls=0, original_asked_at=now)
    if response.url != public_part(feed.url):
        target = response.moved_url or original_url
        after = replace(after, moved_url=target, moved_polls=POLLS_UNTIL_MOVED)
    poll.after = after
    return poll
