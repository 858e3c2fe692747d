"""A WebSub hub on this machine: it confirms every subscription, and pushes (https://www.w3.org/TR/websub/)."""

import asyncio
import hmac
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from benchmarks.loopback import serving


@dataclass
class Hub:
    """Subscriptions by their topic; see `push`."""

    url: str = ""
    subscribed_at: dict[str, float] = field(default_factory=dict)
    """When each topic was confirmed first, by the monotonic clock."""
    _callbacks: dict[str, tuple[str, str]] = field(default_factory=dict)
    _confirmed: asyncio.Event = field(default_factory=asyncio.Event)
    _verifying: set[asyncio.Task[None]] = field(default_factory=set)

    async def answer(self, request: web.Request) -> web.Response:
        """A request to subscribe: it is verified after it is answered, as hubs do."""
        form = await request.post()
        asked = {name: str(value) for name, value in form.items()}
        task = asyncio.create_task(self._verify(asked))
        self._verifying.add(task)
        task.add_done_callback(self._verifying.discard)
        return web.Response(status=202)

    async def _verify(self, asked: dict[str, str]) -> None:
        topic, callback = asked["hub.topic"], asked["hub.callback"]
        question = {
            "hub.mode": asked["hub.mode"],
            "hub.topic": topic,
            "hub.challenge": "c",
            "hub.lease_seconds": "864000",
        }
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{callback}?{urlencode(question)}") as answer,
        ):
            if await answer.text() == "c":
                self._callbacks[topic] = callback, asked.get("hub.secret", "")
                self.subscribed_at.setdefault(topic, time.monotonic())
                self._confirmed.set()

    async def first(self, patience_s: float = 60.0) -> float:
        """When the first subscription was confirmed. Raises TimeoutError."""
        await asyncio.wait_for(self._confirmed.wait(), patience_s)
        return min(self.subscribed_at.values())

    async def push(self, topic: str, body: bytes) -> int:
        """Push a document to who subscribed to the topic; the status of the answer."""
        callback, secret = self._callbacks[topic]
        headers = {
            "Content-Type": "application/rss+xml",
            "X-Hub-Signature": f"sha256={hmac.new(secret.encode(), body, 'sha256').hexdigest()}",
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(callback, data=body, headers=headers) as answer,
        ):
            return answer.status

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve on loopback during the block."""
        app = web.Application()
        app.router.add_post("/", self.answer)
        async with serving(app) as address:
            self.url = f"{address}/"
            yield
