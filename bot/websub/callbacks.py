"""WebSub: hubs push what is new at once, so feeds that have a hub are polled rarely.

::

    keep_subscribed: feeds that name a hub --request--> hub --GET: confirm?--> callbacks: yes, until ...
    callbacks:       hub --POST: signed document--> stored in one transaction, like an answer to a poll
"""

import asyncio
import logging
import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.feeds.parse import READER
from bot.hours.allowance import Allowance
from bot.http.address import public_part
from bot.http.fetch import Fetcher
from bot.log import redact
from bot.model import Feed, FeedResponse
from bot.polling.feed_state import Cadence
from bot.polling.read import read_answer
from bot.polling.store import store
from bot.websub import protocol
from bot.workers.pool import Workers, pool_or
from storage import faults, polls, websub
from storage.database import Database
from storage.websub import Subscription

log = logging.getLogger(__name__)

PUSHED_FEEDS_POLLED_AFTER = timedelta(hours=6)
"""A push delays the feed's next poll by this long: polls then only catch what a hub lost."""
_LEASE = timedelta(seconds=30)
"""Longer than reading and storing a pushed document takes."""
_PUSHES = (30, 0.5)
"""How many each subscription may send at once, and a second. A hub that is refused tries again."""
_GUESSES = (200, 50.0)
"""Requests for addresses that are not known to exist."""
_CALLBACK_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What `secrets.token_urlsafe` makes."""
_BODIES_AT_ONCE = 4
_BODY_WITHIN_S = 30.0
_HEADERS_OF_ANSWERS = {"X-Content-Type-Options": "nosniff"}
"""Section 7.2: a browser must not run the challenge that is echoed."""


async def keep_subscribed(
    database: Database, fetcher: Fetcher, clock: Callable[[], datetime], callback_url: str
) -> int:
    """Subscribe, renew and unsubscribe what is due; returns how many requests hubs accepted.

    `callback_url` is the address at which hubs reach `callbacks`, without the part that names the
    subscription. Feeds that need a password are only polled, because a hub must not learn it.
    """
    now = clock()
    async with database.transaction() as connection:
        await websub.forget_overdue(connection, now)
        wanted = [
            feed
            for feed in await websub.to_subscribe(connection, now)
            if feed.topic_url == public_part(feed.topic_url)
        ]
        unwanted = await websub.to_unsubscribe(connection, now)
        requests = [
            *(("subscribe", _renewed(feed, now)) for feed in wanted),
            *(
                ("unsubscribe", replace(subscription, state=websub.ENDING, requested_at=now))
                for subscription in unwanted
            ),
        ]
        for _, subscription in requests:
            await websub.save(connection, subscription)
    accepted = await asyncio.gather(
        *(_request(fetcher, mode, subscription, callback_url) for mode, subscription in requests)
    )
    return sum(accepted)


def _renewed(feed: websub.Wanted, now: datetime) -> Subscription:
    """The subscription to request; a renewal keeps callback and secret, so that pushes still arrive."""
    known = feed.subscription
    same = known is not None and (known.hub_url, known.topic_url) == (feed.hub_url, feed.topic_url)
    if known is not None and same:
        active = known.state in (websub.ACTIVE, websub.RENEWING)
        state = websub.RENEWING if active else websub.REQUESTED
        return replace(known, state=state, requested_at=now)
    return Subscription(
        feed.feed_id, feed.hub_url, feed.topic_url, secrets.token_urlsafe(24), secrets.token_urlsafe(32),
        websub.REQUESTED, now, None,
    )  # fmt: skip


async def _request(fetcher: Fetcher, mode: str, subscription: Subscription, callback_url: str) -> bool:
    error = await protocol.request(
        fetcher,
        subscription.hub_url,
        mode=mode,
        topic_url=subscription.topic_url,
        callback_url=f"{callback_url.rstrip('/')}/{subscription.callback_id}",
        secret=subscription.secret,
    )
    if error is not None:
        log.warning(
            "hub refused mode=%s hub=%s topic=%s reason=%r next='asked again later'",
            mode, redact(subscription.hub_url),
            redact(subscription.topic_url), error,
        )  # fmt: skip
    return error is None


@asynccontextmanager
async def callbacks(
    database: Database,
    clock: Callable[[], datetime],
    listen: str,
    *,
    every_s: float,
    max_bytes: int,
    workers: Workers | None = None,
) -> AsyncIterator[str]:
    """Serve hubs at `listen` ("host:port"; port 0 means any free one) during the block; yields the URL.

    `every_s` is `[poll] every`, `max_bytes` the limit of a pushed document; `workers` read what is large or
    slow, without them a pool of its own. Raises OSError if it cannot listen.
    """
    host, _, port = listen.rpartition(":")
    async with pool_or(workers, READER) as pool:
        handlers = _Callbacks(database, clock, every_s, max_bytes, pool)
        app = web.Application(client_max_size=max_bytes)
        # A reverse proxy may keep or strip the path of callback_url, so only its last part counts.
        app.router.add_get("/{path:.*}", handlers.verify)
        app.router.add_post("/{path:.*}", handlers.receive)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=2, auto_decompress=False)
        await runner.setup()
        try:
            await web.TCPSite(runner, host.strip("[]") or "127.0.0.1", int(port)).start()
            yield f"http://{host}:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


@dataclass(slots=True)
class _Callbacks:
    database: Database
    clock: Callable[[], datetime]
    every_s: float
    max_bytes: int
    workers: Workers
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    bodies: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_BODIES_AT_ONCE))
    pushes: Allowance = field(default_factory=lambda: Allowance(*_PUSHES))
    guesses: Allowance = field(default_factory=lambda: Allowance(*_GUESSES))
    seen: set[str] = field(default_factory=set)
    """Callback ids that exist."""

    async def verify(self, request: web.Request) -> web.Response:
        """Answer a hub that asks us to confirm a request; only what we requested is confirmed, once."""
        question = protocol.verification(request.query)
        known = await self._known(request)
        if isinstance(known, web.Response):
            return known
        if known is None or question is None or question.topic_url != known.topic_url:
            return web.Response(status=404, text="no such subscription")
        topic, now = redact(known.topic_url), self.clock()
        ending = known.state == websub.ENDING
        if question.mode == "denied":
            async with self.database.transaction() as connection:
                await (websub.forget if ending else websub.refuse)(connection, known.callback_id)
            log.warning("hub denied topic=%s reason=%r next='polled instead'", topic, question.reason)
            return web.Response()
        if (question.mode == "unsubscribe") != ending or known.state in (websub.ACTIVE, websub.REFUSED):
            return web.Response(status=404, text="not requested")
        async with self.database.transaction() as connection:
            if ending:
                await websub.forget(connection, known.callback_id)
            else:
                lease_until = now + timedelta(seconds=question.lease_s)
                await websub.confirm(connection, known.callback_id, lease_until, now)
        log.info("hub confirmed mode=%s topic=%s lease_s=%d", question.mode, topic, question.lease_s)
        return web.Response(text=question.challenge, headers=_HEADERS_OF_ANSWERS)

    async def receive(self, request: web.Request) -> web.Response:
        """Take a push. The answer to a wrong signature says only that the request arrived (section 8)."""
        known = await self._known(request)
        if isinstance(known, web.Response):
            return known
        if known is None or known.state not in (websub.ACTIVE, websub.RENEWING, websub.REQUESTED):
            return web.Response(status=410, text="no such subscription")
        if request.headers.get("Content-Encoding", "identity") != "identity":
            return web.Response(status=415, text="send it without Content-Encoding")
        if self.pushes.refusals(known.callback_id, self.clock().timestamp()) or self.bodies.locked():
            return _busy()
        try:
            async with self.bodies, asyncio.timeout(_BODY_WITHIN_S):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        topic = redact(known.topic_url)
        if not protocol.is_signed(body, request.headers.get("X-Hub-Signature", ""), known.secret):
            log.warning("push ignored topic=%s reason='wrong signature'", topic)
            return web.Response(status=202)
        try:
            taken = await self.take(known, body, request.headers.get("Content-Type", ""))
        except (SQLAlchemyError, OSError) as fault:
            log.error(
                "push not stored topic=%s reason=%r next='the hub tries again'", topic, faults.cause(fault)
            )
            taken = False
        return web.Response(status=202) if taken else _busy()

    async def _known(self, request: web.Request) -> Subscription | web.Response | None:
        """The subscription that a request is about; None if there is none; a refusal if nobody looked.

        Looking for one that does not exist costs a query, so their number is bounded. What cannot be an id is
        not looked for: PostgreSQL refuses a NUL.
        """
        callback_id = request.path.rpartition("/")[2]
        if not _CALLBACK_ID.fullmatch(callback_id):
            return None
        if callback_id not in self.seen and self.guesses.refusals("", self.clock().timestamp()):
            return _busy()
        async with self.database.reading() as connection:
            known = await websub.by_callback(connection, callback_id)
        (self.seen.discard if known is None else self.seen.add)(callback_id)
        return known

    async def take(self, known: Subscription, body: bytes, content_type: str) -> bool:
        """Store a pushed document like an answer to a poll; False while the feed is being polled.

        A document that was stored before is ignored: a replay could bring back titles corrected since.
        """
        now, topic = self.clock(), redact(known.topic_url)
        digest = blake2b(body, digest_size=8, key=known.callback_id.encode()[:64]).hexdigest()
        async with self.database.transaction() as connection:
            if await websub.has_taken(connection, known.feed_id, digest):
                log.info("push ignored topic=%s reason='seen before'", topic)
                return True
            feed = await polls.claim(connection, known.feed_id, now, now + _LEASE)
        if feed is None:
            return False
        response = FeedResponse(url=known.topic_url, status=200, body=body, content_type=content_type)
        cadence = Cadence(self.every_s)
        poll = await read_answer(feed, response, now, cadence, self.reading, self.workers)
        if poll.after.failures or feed.baselined_at is None:
            log.warning(
                "push ignored topic=%s reason=%r next='polled instead'",
                topic, poll.after.last_error or "no baseline yet",
            )  # fmt: skip
            poll = replace(poll, after=replace(feed, due_at=now), drafts=(), site_url="")
        else:
            poll.after = _after_push(feed, poll.after, now)
        await store(self.database, [poll], now)
        async with self.database.transaction() as connection:
            await websub.note_push(connection, known.feed_id, digest, now)
        log.info("push stored topic=%s entries=%d new=%d", topic, len(poll.drafts), poll.new)
        return True


def _after_push(feed: Feed, after: Feed, now: datetime) -> Feed:
    """The feed after a push. `feed` is as claimed, `after` as if the push were an answer to a poll.

    A push may contain only what is new, so the next poll still compares with the last one: of `after` only
    what the push says of the feed's health and news counts.
    """
    return replace(
        feed,
        title=after.title,
        last_success_at=after.last_success_at,
        failing_since_at=after.failing_since_at,
        failures=after.failures,
        last_error=after.last_error,
        newest_at=after.newest_at,
        due_at=now + PUSHED_FEEDS_POLLED_AFTER,
    )


def _busy() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "30"})
