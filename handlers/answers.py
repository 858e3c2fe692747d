"""How every answer leaves: at the bot's pace, before alerts, tried again for a few seconds, else an apology.

    answer --turn--> Telegram --429, 5xx, no response--> again, for PATIENCE_S --> an apology, for APOLOGY_S

Telegram accepts about 20 messages a minute in a group, so some answers cannot be given in time. A chat that
is owed several gets one apology for all of them.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.delivery.pace import Pace
from bot.delivery.send import seconds_asked

log = logging.getLogger(__name__)

PATIENCE_S = 5.0
"""How long an answer is tried; later it would surprise more than it helps."""
APOLOGY_S = 600.0
"""How long an apology is tried, and a menu to be redrawn."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.25, 15.0
_LEAST_WAIT_S = 0.05

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes."""

    telegram_id: int
    kind: str
    """Telegram's Chat.type."""
    thread_id: int | None = None


class NotNowError(Exception):
    """Telegram did not accept the answer within the patience."""


class Answers:
    """How all answers of one bot leave; end with `close`."""

    def __init__(
        self,
        pace: Pace,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`pace` is that of the bot's alerts, if this process sends them; `now` is its clock."""
        self._pace, self._now, self._sleep = pace, now, sleep
        self._owed: dict[Place, int] = {}
        """How many answers each place is owed an apology for."""
        self._edits: dict[tuple[int, int], Callable[[], Awaitable[object]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def give(self, place: Place, call: Callable[[], Awaitable[_T]], within_s: float = PATIENCE_S) -> _T:
        """Make a call that sends or edits a message, again until Telegram accepts it.

        Raises NotNowError after `within_s` seconds, and at once what Telegram refuses for good.
        """
        until = self._now() + within_s
        failures = 0
        while True:
            now = self._now()
            wait = self._pace.turn(place.telegram_id, place.kind, now, until - now)
            if wait is None:
                raise NotNowError
            if wait:
                await self._sleep(wait)
            try:
                done = await call()
            except RetryAfter as error:
                wait = seconds_asked(error)
                self._pace.answered()
                self._pace.throttled(place.telegram_id, wait, everywhere=False, now=self._now())
                if self._now() + wait > until:
                    raise NotNowError from None
                await self._sleep(wait)
            except (BadRequest, ChatMigrated, Forbidden):
                self._pace.answered()
                raise
            except NetworkError as error:
                failures += 1
                self._pace.failed(self._now())
                log.info("chat %s: an answer failed, trying again: %s", place.telegram_id, error)
                await self._sleep(_pause(failures))
            else:
                self._pace.answered()
                return done

    async def persist(self, call: Callable[[], Awaitable[_T]], within_s: float = PATIENCE_S) -> _T:
        """Make a call that is no message (who is an admin, a notice), again while Telegram is out of reach.

        Raises NotNowError after `within_s` seconds, and at once what Telegram refuses for good.
        """
        until = self._now() + within_s
        failures = 0
        while True:
            failures += 1
            try:
                return await call()
            except RetryAfter as error:
                wait = max(seconds_asked(error), _LEAST_WAIT_S)
            except BadRequest:
                raise
            except NetworkError:
                wait = _pause(failures)
            if self._now() + wait > until:
                raise NotNowError
            await self._sleep(wait)

    def owe(self, place: Place, apologise: Callable[[int], Awaitable[object]]) -> None:
        """Apologise in the background, once for all the answers that the place is owed by then.

        `apologise` is given their number.
        """
        if place in self._owed:
            self._owed[place] += 1
            return
        self._owed[place] = 1
        self._start(self._apologise(place, apologise))

    async def change(self, place: Place, message_id: int, call: Callable[[], Awaitable[object]]) -> None:
        """Edit a message; where Telegram does not accept that in time, in the background.

        Only the latest edit of a message counts. Raises at once what Telegram refuses for good.
        """
        key = (place.telegram_id, message_id)
        if key in self._edits:
            self._edits[key] = call
            return
        try:
            await self.give(place, call)
        except NotNowError:
            self._edits[key] = call
            self._start(self._redraw(place, key))

    async def close(self) -> None:
        """Give up what is still owed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _apologise(self, place: Place, apologise: Callable[[int], Awaitable[object]]) -> None:
        try:
            await self.give(place, lambda: apologise(self._owed[place]), APOLOGY_S)
        except NotNowError:
            log.warning("chat %s: %d commands remain unanswered", place.telegram_id, self._owed[place])
        except TelegramError as error:
            log.info("chat %s: Telegram refused an apology: %s", place.telegram_id, error)
        finally:
            del self._owed[place]

    async def _redraw(self, place: Place, key: tuple[int, int]) -> None:
        drawn: Callable[[], Awaitable[object]] | None = None

        async def latest() -> None:
            nonlocal drawn
            drawn = self._edits[key]
            await drawn()

        try:
            while drawn is not self._edits[key]:  # another edit may come while one is on its way
                await self.give(place, latest, APOLOGY_S)
        except (NotNowError, TelegramError) as error:
            log.info("chat %s: a menu stays as it was: %s", place.telegram_id, error)
        finally:
            del self._edits[key]


def _pause(failures: int) -> float:
    return min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2.0 ** min(failures - 1, 10))
