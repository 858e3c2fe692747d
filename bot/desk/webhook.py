"""What people send to the bot, pushed by Telegram to a public address (setWebhook), beside getUpdates.

Any number of processes may serve the address behind a load balancer: Telegram pushes an update until one of
them answers 200.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import TelegramError

import handlers
from bot.desk.updates import RETRY_S, parse_update, unless
from bot.errors import ConfigError
from handlers.context import App

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_BYTES = 1_000_000
_ALIVE_S = 10.0
LOOK_S = 60.0
"""How often Telegram is asked whether it still pushes."""


def secret_of(token: str) -> str:
    """The secret that Telegram sends along: made of the token, so that every process knows it."""
    return hmac.new(token.encode(), b"sitrep webhook", sha256).hexdigest()


class Webhook:
    """Takes pushes at `listen` and hands their updates to the application."""

    def __init__(
        self, application: App, url: str, listen: str, token: str, worked: Callable[[], None]
    ) -> None:
        """`url` is the public address, https as Telegram demands; `listen` is "host:port" behind it.

        `worked` is called while pushes can be taken.
        """
        self._application = application
        self._url = url
        self._listen = listen
        self._secret = secret_of(token)
        self._worked = worked
        self._problem: str | None = None
        self.address = ""

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. The address stays set: updates wait at Telegram for the next start."""
        host, _, port = self._listen.rpartition(":")
        server = web.Application(client_max_size=_MOST_BYTES)
        server.router.add_post(urlsplit(self._url).path or "/", self._take)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, host.strip("[]") or None, int(port)).start()
            except OSError as error:
                problem = f"telegram.webhook_listen: cannot listen on {self._listen}: {error.strerror}"
                raise ConfigError([problem]) from None
            self.address = "http://{}:{}".format(*runner.addresses[0][:2])
            await unless(stop, self._announce(stop))
            looked_at = monotonic()
            while not stop.is_set():
                self._worked()
                if monotonic() - looked_at >= LOOK_S:
                    looked_at = monotonic()
                    await unless(stop, self.look(stop))
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), _ALIVE_S)
        finally:
            await runner.cleanup()

    async def look(self, stop: asyncio.Event) -> None:
        """Set the address again where another program removed it; say once why Telegram cannot push."""
        try:
            info = await self._application.bot.get_webhook_info()
        except TelegramError:
            return  # other lines say that Telegram is away
        if info.url != self._url:
            log.warning("another program removed or changed the webhook of this bot's token; it is set again")
            await self._announce(stop)
            return
        at = info.last_error_date
        fresh = at is not None and (datetime.now(UTC) - at).total_seconds() < 2 * LOOK_S
        problem = info.last_error_message if fresh else None
        if problem != self._problem:
            if problem is None:
                log.info("telegram pushes updates again")
            else:
                log.warning("telegram cannot push updates to %s: %s; they wait there", self._url, problem)
            self._problem = problem

    async def _announce(self, stop: asyncio.Event) -> None:
        """Tell Telegram the address, again and again until it takes it."""
        told = None
        for attempt in range(10**6):
            try:
                await self._application.bot.set_webhook(
                    self._url, secret_token=self._secret, allowed_updates=handlers.ALLOWED_UPDATES
                )
            except TelegramError as error:
                if str(error) != told:
                    log.warning("telegram does not take the webhook %s: %s; trying again", self._url, error)
                told = str(error)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), RETRY_S[min(attempt, len(RETRY_S) - 1)])
            else:
                log.info("telegram pushes updates to %s", self._url)
                return

    async def _take(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=401)
        try:
            content = json.loads(await request.read())
        except ValueError:
            content = None
        update = parse_update(content, self._application.bot)
        if update is not None:
            await self._application.update_queue.put(update)
        return web.Response()  # also where it cannot be read, or Telegram would push it again and again
