"""What people send to the bot, read from Telegram by one process of the bot at a time (getUpdates)."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from time import monotonic
from typing import Any, cast

from telegram import Bot, Update
from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.request import RequestData

import handlers
from bot.delivery.send import seconds_asked
from bot.delivery.transport import Parameters
from bot.desk.leases import Lease
from handlers.context import App

log = logging.getLogger(__name__)

LONG_POLL_S = 10
RETRY_S = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Between attempts while Telegram cannot be reached, or another process reads the same bot's updates."""
CONFIRM_S = 1.5
_CONFLICT = (
    "another program reads the updates of this bot's token; stop it, or give it a token of its own. "
    "Until then people may get no answer here"
)


NOT_AN_UPDATE = (ValueError, TypeError, KeyError, AttributeError)
"""What python-telegram-bot raises where it does not understand Telegram's JSON."""


def parse_update(content: Any, bot: Bot) -> Update | None:
    """The update that Telegram's JSON describes; None, with a line in the log, where it describes none."""
    try:
        return Update.de_json(content, bot)
    except NOT_AN_UPDATE as error:
        log.warning("an update of Telegram cannot be read; it is dropped: %r", error)
        return None


async def unless(
    stop: asyncio.Event, work: Coroutine[Any, Any, Any], lost: asyncio.Event | None = None
) -> bool:
    """Run `work`, cancelled when `stop` or `lost` is set; whether it came to its end."""
    task = asyncio.ensure_future(work)
    ends = [asyncio.ensure_future(event.wait()) for event in (stop, lost) if event is not None]
    try:
        await asyncio.wait([task, *ends], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for end in ends:
            end.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
    if task.cancelled():
        return False
    task.result()
    return True


class Updates:
    """Reads updates while the lease is held and hands them to the application, each at least once."""

    def __init__(self, application: App, lease: Lease, worked: Callable[[], None]) -> None:
        """`worked` is called whenever Telegram answered."""
        self._worked = worked
        self._application = application
        self._lease = lease
        self._offset = 0
        self._failures = 0
        self._failed_at = 0.0
        self._trouble: str | None = None
        self._ready = False

    async def run(self, stop: asyncio.Event) -> None:
        """Read until `stop` is set; what was handed over is then confirmed to Telegram."""
        while not stop.is_set():
            if not self._lease.held.is_set():
                self._ready = False
                await unless(stop, self._lease.held.wait())
                continue
            try:
                await unless(stop, self._read(), self._lease.lost)
            except TelegramError as error:
                await self._wait_after(error, stop)
        if self._offset and self._trouble is None:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(CONFIRM_S):
                    await self._application.bot.get_updates(self._offset, limit=1, timeout=0)

    async def _read(self) -> None:
        bot = self._application.bot
        if not self._ready:
            await bot.delete_webhook()  # with one set, Telegram refuses getUpdates
            self._ready = True
        try:
            updates = await bot.get_updates(
                self._offset, timeout=LONG_POLL_S, allowed_updates=handlers.ALLOWED_UPDATES
            )
        except NOT_AN_UPDATE:
            updates = ()
            await self._read_singly()
        self._worked()
        self._failures = 0
        # Two programs that share a token take turns; that it works once more says nothing for a minute.
        if self._trouble is not None and (
            self._trouble is not _CONFLICT or monotonic() > self._failed_at + 60
        ):
            log.info("updates are read again")
            self._trouble = None
        for update in updates:
            await self._hand_over(update)

    async def _read_singly(self) -> None:
        """Hand over what can be parsed of a batch that cannot be; the rest would otherwise come for ever."""
        bot = self._application.bot
        asked = Parameters({"offset": self._offset, "allowed_updates": handlers.ALLOWED_UPDATES})
        batch: Any = await bot.request.post(f"{bot.base_url}/getUpdates", cast(RequestData, asked))
        for content in batch:
            update = parse_update(content, bot)
            if update is not None:
                await self._hand_over(update)
            self._offset = content["update_id"] + 1

    async def _hand_over(self, update: Update) -> None:
        await self._application.update_queue.put(update)
        self._offset = update.update_id + 1

    async def _wait_after(self, error: TelegramError, stop: asyncio.Event) -> None:
        """One line when something goes wrong, then silence until it changes."""
        trouble = _CONFLICT if isinstance(error, Conflict) else f"updates cannot be read: {error}"
        if trouble != self._trouble:
            log.warning("%s", trouble)
        self._trouble, self._failed_at = trouble, monotonic()
        wait = RETRY_S[min(self._failures, len(RETRY_S) - 1)]
        self._failures += 1
        if isinstance(error, RetryAfter):
            wait = seconds_asked(error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
