"""WebSub: hubs push what is new, so that feeds that have one are polled rarely and told of at once.

::

    keep_subscribed: feeds that name a hub --ask--> hub --GET: did you?--> callbacks: yes, until ...
    callbacks:       hub --POST: signed document--> like an answer to a poll, stored in one transaction
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.http.address import public_part, without_credentials
from bot.http.fetch import Fetcher
from bot.model import FeedResponse
from bot.polling.feed_state import Cadence
from bot.polling.read import read_answer
from bot.polling.store import store
from bot.websub import protocol
from storage import faults, polls, websub
from storage.database import Database
from storage.websub import Subscription

log = logging.getLogger(__name__)

PUSHED_FEEDS_POLLED_AFTER = timedelta(hours=6)
"""A push puts the feed's next poll off this long: polls then only catch what a hub lost."""
_LEASE = timedelta(minutes=2)
_HEADERS_OF_ANSWERS = {"X-Content-Type-Options": "nosniff"}
"""Section 7.2: a challenge that is echoed must be nothing that a browser runs."""


async def keep_subscribed(
    database: Database, fetcher: Fetcher, clock: Callable[[], datetime], callback_url: str
) -> int:
    """Subscribe, renew and unsubscribe what is due; gives how many hubs agreed to check.

    A feed behind a password is no hub's business and only polled.
    `callback_url` is where hubs reach `callbacks`, without the part that names the subscription.
    """
    now = clock()
    async with database.transaction() as connection:
        await websub.forget_overdue(connection, now)
        wanted = [
            one
            for one in await websub.to_subscribe(connection, now)
            if one.topic_url == public_part(one.topic_url)
        ]
        unwanted = await websub.to_unsubscribe(connection, now)
        asked = [
            *(("subscribe", _renewed(one, now)) for one in wanted),
            *(("unsubscribe", replace(one, state=websub.ENDING, requested_at=now)) for one in unwanted),
        ]
        for _, subscription in asked:
            await websub.save(connection, subscription)
    agreed = await asyncio.gather(*(_ask(fetcher, mode, one, callback_url) for mode, one in asked))
    return sum(agreed)


def _renewed(one: websub.Wanted, now: datetime) -> Subscription:
    """What to ask for; a renewal keeps address and secret, so that pushes meanwhile still count."""
    known = one.subscription
    same = known is not None and (known.hub_url, known.topic_url) == (one.hub_url, one.topic_url)
    if known is not None and same:
        state = known.state if known.state == websub.ACTIVE else websub.REQUESTED
        return replace(known, state=state, requested_at=now)
    return Subscription(
        one.feed_id, one.hub_url, one.topic_url, secrets.token_urlsafe(24), secrets.token_urlsafe(32),
        websub.REQUESTED, now, None,
    )  # fmt: skip


async def _ask(fetcher: Fetcher, mode: str, one: Subscription, callback_url: str) -> bool:
    error = await protocol.request(
        fetcher,
        one.hub_url,
        mode=mode,
        topic_url=one.topic_url,
        callback_url=f"{callback_url.rstrip('/')}/{one.callback_id}",
        secret=one.secret,
    )
    if error is not None:
        hub, topic = without_credentials(one.hub_url), without_credentials(one.topic_url)
        log.warning(
            "hub refused mode=%s hub=%s topic=%s reason=%r next='asked again later'", mode, hub, topic, error
        )
    return error is None


@asynccontextmanager
async def callbacks(
    database: Database, clock: Callable[[], datetime], listen: str, *, every_s: float, max_bytes: int
) -> AsyncIterator[str]:
    """Serve hubs at `listen` ("host:port"; port 0: a free one) for the time of the block; gives the address.

    Raises OSError where the address cannot be listened at.
    """
    host, _, port = listen.rpartition(":")
    desk = _Callbacks(database, clock, every_s, max_bytes)
    app = web.Application(client_max_size=max_bytes)
    # A proxy in front may keep or strip the path of callback_url: only the last part counts.
    app.router.add_get("/{path:.*}", desk.verify)
    app.router.add_post("/{path:.*}", desk.receive)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
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
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def verify(self, request: web.Request) -> web.Response:
        """Did we mean it? Only what we asked for is confirmed."""
        asked = protocol.verification(request.query)
        callback_id = _callback_id(request)
        async with self.database.transaction() as connection:
            known = await websub.by_callback(connection, callback_id)
            if asked is None or known is None or asked.topic_url != known.topic_url:
                return web.Response(status=404, text="no such subscription")
            topic, now = without_credentials(known.topic_url), self.clock()
            if asked.mode == "denied":
                ending = known.state == websub.ENDING
                await (websub.forget if ending else websub.refuse)(connection, callback_id)
                log.warning("hub denied topic=%s reason=%r next='polled instead'", topic, asked.reason)
                return web.Response()
            if (asked.mode == "unsubscribe") != (known.state == websub.ENDING):
                return web.Response(status=404, text="not asked for")
            if asked.mode == "unsubscribe":
                await websub.forget(connection, callback_id)
            else:
                await websub.confirm(connection, callback_id, now + timedelta(seconds=asked.lease_s), now)
            log.info("hub confirmed mode=%s topic=%s lease_s=%d", asked.mode, topic, asked.lease_s)
        return web.Response(text=asked.challenge, headers=_HEADERS_OF_ANSWERS)

    async def receive(self, request: web.Request) -> web.Response:
        """A push. A hub learns nothing from a wrong signature but that its request arrived (section 8)."""
        callback_id = _callback_id(request)
        async with self.database.reading() as connection:
            known = await websub.by_callback(connection, callback_id)
        if known is None or known.state not in (websub.ACTIVE, websub.REQUESTED):
            return web.Response(status=410, text="no such subscription")
        body = await request.read()
        topic = without_credentials(known.topic_url)
        if not protocol.is_signed(body, request.headers.get("X-Hub-Signature", ""), known.secret):
            log.warning("push ignored topic=%s reason='wrong signature'", topic)
            return web.Response(status=202)
        try:
            taken = await self.take(known, body, request.headers.get("Content-Type", ""))
        except SQLAlchemyError as fault:
            log.error(
                "push not stored topic=%s reason=%r next='the hub tries again'", topic, faults.cause(fault)
            )
            taken = False
        return web.Response(status=202) if taken else web.Response(status=503, headers={"Retry-After": "30"})

    async def take(self, known: Subscription, body: bytes, content_type: str) -> bool:
        """Store a pushed document like an answer to a poll; False while the feed is being polled.

        One that was taken before (a replay could bring back titles that were corrected since) is passed over.
        """
        now, topic = self.clock(), without_credentials(known.topic_url)
        digest = blake2b(body, digest_size=8, key=known.callback_id.encode()[:64]).hexdigest()
        async with self.database.transaction() as connection:
            if await websub.has_taken(connection, known.feed_id, digest):
                log.info("push ignored topic=%s reason='seen before'", topic)
                return True
            feed = await polls.claim(connection, known.feed_id, now, now + _LEASE)
        if feed is None:
            return False
        response = FeedResponse(url=known.topic_url, status=200, body=body, content_type=content_type)
        polled = await read_answer(feed, response, now, Cadence(self.every_s), self.reading)
        if polled.after.failures or feed.baselined_at is None:
            log.warning(
                "push ignored topic=%s reason=%r next='polled instead'",
                topic, polled.after.last_error or "no baseline yet",
            )  # fmt: skip
            polled = replace(polled, after=replace(feed, due_at=now), drafts=(), site_url="")
        else:
            # A push may hold only what is new: what the next poll compares with stays the last poll's.
            polled.after = replace(
                polled.after,
                etag=feed.etag,
                last_modified=feed.last_modified,
                body_hash=feed.body_hash,
                last_polled_at=feed.last_polled_at,
                interval_s=feed.interval_s,
                moved_url=feed.moved_url,
                moved_polls=feed.moved_polls,
                hub_url=feed.hub_url,
                self_url=feed.self_url,
                skip_hours=feed.skip_hours,
                due_at=now + PUSHED_FEEDS_POLLED_AFTER,
            )
        await store(self.database, [polled], now)
        async with self.database.transaction() as connection:
            await websub.note_push(connection, known.feed_id, digest, now)
        log.info("push taken topic=%s entries=%d new=%d", topic, len(polled.drafts), polled.new)
        return True


def _callback_id(request: web.Request) -> str:
    return request.path.rpartition("/")[2]
