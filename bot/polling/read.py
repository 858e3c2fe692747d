"""From an HTTP answer to a feed poll: unchanged, a document, or a failure."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from bot.errors import FeedError, OverBudgetError
from bot.feeds.draft import Document
from bot.feeds.parse import read_document, read_fast, read_slowly
from bot.log import redact
from bot.model import Feed, FeedResponse
from bot.polling.feed_state import (
    Cadence,
    after_document,
    after_failure,
    after_outage,
    after_unchanged,
    is_gone,
)
from bot.polling.report import FeedPoll
from bot.workers.pool import Workers

log = logging.getLogger(__name__)

_INLINE_BYTES, _INLINE_TAGS = 400_000, 10_000
"""A document with more bytes or tags is read in a worker: the fast reader takes about 8 ms for these
bytes, and at most 20 ms for these tags."""
MOST_TAGS = 400_000
"""Tags of a document that is read at all, twice what ten thousand entries have: each costs memory."""
_THREAD_BYTES = 64_000
"""A document up to this size that needs feedparser is read in a thread: at worst that takes 0.4 s."""


async def read_answer(
    feed: Feed, response: FeedResponse, now: datetime, cadence: Cadence, turn: asyncio.Lock, workers: Workers
) -> FeedPoll:
    """The poll that `response` completes. No document makes this raise.

    A body that is byte for byte the same as last time is not read. `turn` makes documents take turns: only
    one is read in each turn of the event loop, however many answers arrive at once. What is large or slow is
    read by `workers`, within their budget.
    """
    if response.error is not None:
        return _failed(feed, response, response.error, now, cadence)
    if response.status == 304 and feed.full_at is None and feed.etag is None and feed.last_modified is None:
        return _failed(feed, response, "HTTP 304: nothing was sent yet; the server is at fault", now, cadence)
    body = response.body
    body_hash = None if body is None else _hash(body)
    if body is None or body_hash is None or body_hash == feed.body_hash:
        return FeedPoll(feed, after_unchanged(feed, response, now, cadence), _bodiless(response), 0.0)
    try:
        document = await _document(body, response, turn, workers)
    except FeedError as fault:
        return _failed(feed, response, str(fault), now, cadence)
    except OverBudgetError as fault:
        return _failed(feed, response, f"the document {fault}", now, cadence)
    except Exception as fault:
        log.exception("feed document cannot be read feed=%s", redact(feed.url))
        error = f"the document cannot be read ({type(fault).__name__}); please report this feed"
        return _failed(feed, response, error, now, cadence)
    after = after_document(feed, response, document, body_hash, now, cadence)
    about = document.feed
    before = replace(feed, language=feed.language or about.language or "")
    return FeedPoll(before, after, _bodiless(response), 0.0, document.drafts, about.site_url, read=True)


def _hash(body: bytes) -> str:
    """32 hexadecimal digits of SHA-256, for which processors have instructions."""
    return sha256(body).hexdigest()[:32]


def _failed(feed: Feed, response: FeedResponse, error: str, now: datetime, cadence: Cadence) -> FeedPoll:
    if response.local_outage:
        return FeedPoll(feed, after_outage(feed, error, now, cadence), response, 0.0)
    after = after_failure(feed, response, error, now, cadence)
    return FeedPoll(feed, after, _bodiless(response), 0.0, gone=is_gone(after, now))


def _bodiless(response: FeedResponse) -> FeedResponse:
    """The response without its body, so that polls that wait to be stored hold no memory for it."""
    return response if response.body is None else replace(response, body=None)


async def _document(body: bytes, response: FeedResponse, turn: asyncio.Lock, workers: Workers) -> Document:
    """Read a body: a small one here or in a thread, any other in a worker."""
    arguments = (body, response.content_type, response.url)
    tags = body.count(b"<")
    if tags > MOST_TAGS:
        raise FeedError(f"the document has more than {MOST_TAGS:,} tags: it is too big, or made to be slow")
    if len(body) > _INLINE_BYTES or tags > _INLINE_TAGS:
        return await workers.run(read_document, *arguments)
    async with turn:
        document = read_fast(*arguments)
        await asyncio.sleep(0)
    if document is not None:
        return document
    if len(body) > _THREAD_BYTES:
        return await workers.run(read_slowly, *arguments)
    return await asyncio.to_thread(read_slowly, *arguments)
