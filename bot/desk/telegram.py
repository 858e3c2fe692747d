"""The Telegram application of a process: built, connected, started and stopped here."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import cast

from telegram.error import InvalidToken, NetworkError
from telegram.ext import ApplicationBuilder

import handlers
from bot.config.settings import Settings
from bot.delivery.transport import AiohttpRequest, check_proxy
from bot.desk.updates import unless
from bot.errors import ConfigError
from bot.http.proxies import Proxies
from handlers.context import App, Desk
from handlers.turns import ChatTurns

# Without it PTB warns at every 429; `bot.delivery.send` accepts both seconds and timedeltas.
os.environ.setdefault("PTB_TIMEDELTA", "1")

log = logging.getLogger(__name__)

NO_TOKEN = (
    "telegram.token is missing: ask @BotFather on Telegram for one (/newbot) and put it into the environment "
    "as SITREP_TELEGRAM__TOKEN or into config.toml; `make demo` needs none"
)
BAD_TOKEN = "telegram.token: Telegram does not accept this token; copy it again from @BotFather"
ANSWERS_WITHIN_S = 1.5
CONNECT_WAIT_S = 5.0
"""Between two attempts to reach Telegram at startup."""


@asynccontextmanager
async def open_telegram(settings: Settings, desk: Desk, stop: asyncio.Event) -> AsyncIterator[App]:
    """The PTB application with every handler, after Telegram accepted its token.

    Waits for the network until `stop` is set. Raises ConfigError if there is no token or Telegram rejects it.
    """
    proxy = Proxies().of_any_kind(settings.telegram.api_url)
    check_proxy(proxy)
    requests = AiohttpRequest(settings.deliver.concurrency + 8, proxy=proxy), AiohttpRequest(2, proxy=proxy)
    application = _build(settings, *requests)
    handlers.register(application, desk)
    try:
        await _connect(application, stop)
        yield application
    finally:
        await application.shutdown()
        for request in requests:
            await request.shutdown()


def require_token(settings: Settings) -> str:
    """The token. Raises ConfigError if there is none."""
    if settings.telegram.token is None:
        raise ConfigError([NO_TOKEN])
    return settings.telegram.token.get_secret_value()


def _build(settings: Settings, request: AiohttpRequest, updates_request: AiohttpRequest) -> App:
    api_url = settings.telegram.api_url.rstrip("/")
    application = (
        ApplicationBuilder()
        .token(require_token(settings))
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(request)
        .get_updates_request(updates_request)
        .updater(None)
        .job_queue(None)
        .context_types(handlers.CONTEXT_TYPES)
        .concurrent_updates(ChatTurns())
        .build()
    )
    # PTB's types tie the job queue to the context type; here there is no job queue.
    return cast(App, application)


async def _connect(application: App, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await unless(stop, application.initialize())
        except InvalidToken:
            raise ConfigError([BAD_TOKEN]) from None
        except NetworkError as error:
            log.warning("telegram cannot be reached (%s); next attempt in %.0f s", error, CONNECT_WAIT_S)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), CONNECT_WAIT_S)
        else:
            return


async def stop_handlers(application: App) -> None:
    """Let handlers finish their answers for `ANSWERS_WITHIN_S`, then cancel them."""
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_S):
            await application.stop()
    except TimeoutError:
        log.warning("some answers were not sent: Telegram did not take them in time")
