"""Faults between a bot and Telegram: on demand, at random from a seed, or by Telegram's limits."""

import math
import random
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Self

from bot.demo.standin.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one call; the class methods below make them."""

    status: int = 0
    description: str = ""
    parameters: tuple[tuple[str, int], ...] = ()
    drop: Literal["", "before", "after"] = ""
    """Break the connection before or after the message is accepted."""

    @classmethod
    def throttled(cls, retry_after: int = 1) -> Self:
        """429 with retry_after in seconds."""
        described = f"Too Many Requests: retry after {retry_after}"
        return cls(429, described, (("retry_after", retry_after),))

    @classmethod
    def blocked(cls, reason: str = "bot was blocked by the user") -> Self:
        """403: final."""
        return cls(403, f"Forbidden: {reason}")

    @classmethod
    def migrated(cls, chat_id: int) -> Self:
        """400: the group is now the supergroup `chat_id`."""
        described = "Bad Request: group chat was upgraded to a supergroup chat"
        return cls(400, described, (("migrate_to_chat_id", chat_id),))

    @classmethod
    def refused(cls, reason: str) -> Self:
        """400 with a reason, for example "chat not found" or "message thread not found"."""
        return cls(400, f"Bad Request: {reason}")

    @classmethod
    def server_error(cls, status: int = 502) -> Self:
        """5xx with an HTML body, like a gateway's."""
        return cls(status)

    @classmethod
    def drop_before(cls) -> Self:
        """The connection breaks before the message is accepted."""
        return cls(drop="before")

    @classmethod
    def drop_after(cls) -> Self:
        """The message is accepted, then the connection breaks: the bot cannot know that it was accepted."""
        return cls(drop="after")

    def refusal(self) -> Refusal:
        """The fault as an answer; meaningless for a drop."""
        return Refusal(self.status, self.description, dict(self.parameters))


@dataclass(frozen=True, slots=True)
class FaultRates:
    """Shares, from 0 to 1, of sends and edits that fail at random."""

    throttled: float = 0.0
    server_error: float = 0.0
    drop_before: float = 0.0
    drop_after: float = 0.0
    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's sending limits (https://core.telegram.org/bots/faq, "My bot is hitting limits").

    Overall: `per_second` in any second, which is 30 and a tenth more, because the network bunches evenly
    spaced messages. A private chat: one a second, after a burst of `private_burst`. A group or channel:
    `group_per_minute` in any minute.
    """

    per_second: int = 33
    private_burst: int = 4
    group_per_minute: int = 20


@dataclass(slots=True)
class Faults:
    """Decides which fault a call meets: scripted faults first, then limits, then chance."""

    rates: FaultRates = FaultRates()
    limits: Limits | None = None
    seed: int = 0
    clock: Callable[[], float] = time.monotonic
    """Seconds by which limits are counted."""
    _random: random.Random = field(init=False)
    _scripted: dict[int | None, deque[Fault]] = field(init=False)
    _lasting: dict[int | None, Fault] = field(default_factory=dict)
    _throttled_until: dict[int | None, float] = field(default_factory=dict)
    _sent: dict[int | None, deque[float]] = field(init=False)
    _private_next_at: dict[int, float] = field(default_factory=dict)
    _chances: tuple[tuple[float, Fault], ...] = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._scripted = defaultdict(deque)
        self._sent = defaultdict(deque)
        rates = self.rates
        chances = (
            (rates.throttled, Fault.throttled(rates.retry_after)),
            (rates.server_error, Fault.server_error()),
            (rates.drop_before, Fault.drop_before()),
            (rates.drop_after, Fault.drop_after()),
        )
        self._chances = tuple((share, fault) for share, fault in chances if share)

    def fail_next(self, chat_id: int | None, *faults: Fault) -> None:
        """The next sends or edits in the chat (None: in any chat) meet these faults, one each."""
        self._scripted[chat_id].extend(faults)

    def fail_always(self, chat_id: int | None, fault: Fault) -> None:
        """Every send or edit in the chat (None: in any chat) meets the fault until `clear`."""
        self._lasting[chat_id] = fault

    def throttle(self, chat_id: int | None, seconds: float) -> None:
        """Answer 429 in the chat (None: in all chats) for the next `seconds` seconds."""
        self._throttled_until[chat_id] = self.clock() + seconds

    def clear(self, chat_id: int | None) -> None:
        """Remove all scripted faults of the chat."""
        for faults in (self._scripted, self._lasting, self._throttled_until):
            faults.pop(chat_id, None)

    def meet(self, chat_id: int) -> Fault | None:
        """The fault that this send or edit meets; None: none."""
        for key in (chat_id, None):
            if self._scripted and (queue := self._scripted.get(key)):
                return queue.popleft()
            if self._lasting and (fault := self._lasting.get(key)):
                return fault
            if self._throttled_until and (wait := self._throttled_until.get(key, 0) - self.clock()) > 0:
                return Fault.throttled(math.ceil(wait))
        return self._limited(chat_id) or self._by_chance()

    def _by_chance(self) -> Fault | None:
        draw = self._random.random() if self._chances else 0.0
        for share, fault in self._chances:
            if draw < share:
                return fault
            draw -= share
        return None

    def _limited(self, chat_id: int) -> Fault | None:
        limits = self.limits
        if limits is None:
            return None
        now = self.clock()
        wait = _wait(self._sent[None], now, limits.per_second, 1.0)
        if chat_id < 0:
            wait = max(wait, _wait(self._sent[chat_id], now, limits.group_per_minute, 60.0))
        else:
            ahead = max(self._private_next_at.get(chat_id, now), now) - now
            wait = max(wait, ahead - (limits.private_burst - 1))
        if wait > 0:
            return Fault.throttled(math.ceil(wait))
        self._sent[None].append(now)
        if chat_id < 0:
            self._sent[chat_id].append(now)
        else:
            self._private_next_at[chat_id] = now + ahead + 1.0
        return None


def _wait(sent: deque[float], now: float, most: int, window_s: float) -> float:
    """Seconds until another may be sent, where any window allows `most`; 0: now."""
    while sent and sent[0] <= now - window_s:
        sent.popleft()
    return sent[0] + window_s - now if len(sent) >= most else 0.0
