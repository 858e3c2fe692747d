"""Telegram's pace: when the next message may go, overall and to each chat.

The limits are Telegram's (https://core.telegram.org/bots/faq, "My bot is hitting limits"): about 30 messages
a second overall, one a second to a private chat with short bursts allowed, 20 a minute to a group. All times
here are seconds of a monotonic clock that the caller reads.
"""

import math
from collections import deque

from bot.model import Chat

CATCH_UP_S = 0.05
"""How much lost time the pace may make up for; keeps every second within 10 % of the limit."""
PRIVATE_GAP_S = 1.0
PRIVATE_BURST = 3
GROUP_PER_WINDOW = 20
GROUP_WINDOW_S = 61.0
"""A minute, and a second more because the network may bunch messages."""
KEPT_FOR_ANSWERS = 2
"""How many of a group's messages a minute alerts leave, so that a command is answered at once."""
_PRUNE_ABOVE = 10_000
_FAILURES = 5
"""After this many failures in a row, in whatever chats, Telegram counts as unreachable."""
_LONGEST_PAUSE_S = 64.0
_SHORTEST_WAIT_S = 0.001
_BUNCH_S = 0.005
"""At more than a hundred messages a second, those of this many seconds go together, without a sleep each."""


class Pace:
    """The limits of one bot, kept in memory by one process.

    Messages are evenly spaced at `per_second` (math.inf: no limit, for benchmarks) and start without a burst,
    so that a restart earns no 429.
    """

    def __init__(self, per_second: float, now: float) -> None:
        self._gap = 1.0 / per_second
        self._limited = math.isfinite(per_second)
        self._shortest_wait_s = _SHORTEST_WAIT_S if per_second <= 100 else _BUNCH_S
        self._next = now
        self._private: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._blocked: dict[int, float] = {}
        self._paused_until = now
        self._failures = 0

    def chat_wait(self, chat: Chat, now: float) -> float:
        """Seconds until this chat may get an alert; 0: now. Forum topics share their group's limit."""
        return self._chat_wait(chat.telegram_id, chat.kind, now, GROUP_PER_WINDOW - KEPT_FOR_ANSWERS)

    def _chat_wait(self, telegram_id: int, kind: str, now: float, per_window: int) -> float:
        if not self._limited:
            return 0.0
        wait = self._blocked.get(telegram_id, now) - now
        if kind == "private":
            allowed = self._private.get(telegram_id, now) - (PRIVATE_BURST - 1) * PRIVATE_GAP_S
            return _worth(max(wait, allowed - now))
        sent = self._groups.get(telegram_id)
        if sent is not None and len(sent) >= per_window:
            wait = max(wait, sent[-per_window] + GROUP_WINDOW_S - now)
        return _worth(wait)

    def wait(self, now: float) -> float:
        """Seconds until any chat may get a message; 0: now."""
        return _worth(max(self._paused_until - now, self._next - now), self._shortest_wait_s)

    def most_within(self, seconds: float) -> float:
        """How many messages may go within `seconds`, one at least; math.inf: any number."""
        return max(1.0, seconds // self._gap) if self._gap else math.inf

    def turn(self, telegram_id: int, kind: str, now: float, within_s: float) -> float | None:
        """Reserve the next slot for an answer to a chat, ahead of any alert; the seconds until then.

        None, and nothing is reserved, if that is more than `within_s`: people do not wait that long.
        """
        wait = max(self.wait(now), self._chat_wait(telegram_id, kind, now, GROUP_PER_WINDOW))
        if wait > within_s:
            return None
        self._next = max(self._next, now - CATCH_UP_S) + self._gap
        if self._limited:
            self.remember(telegram_id, kind, now + wait)
        return wait

    def count(self, chat: Chat, now: float) -> None:
        """Count a message to `chat` at `now`."""
        self._next = max(self._next, now - CATCH_UP_S) + self._gap
        if self._limited:
            self.remember(chat.telegram_id, chat.kind, now)

    def remember(self, telegram_id: int, kind: str, at: float) -> None:
        """Count a message to one chat at `at`, in chronological order; for messages from before a restart."""
        if kind == "private":
            self._private[telegram_id] = max(self._private.get(telegram_id, at), at) + PRIVATE_GAP_S
        else:
            self._groups.setdefault(telegram_id, deque(maxlen=GROUP_PER_WINDOW)).append(at)
        if len(self._private) + len(self._groups) + len(self._blocked) > _PRUNE_ABOVE:
            self._prune(at)

    def throttled(self, telegram_id: int, wait_s: float, everywhere: bool, now: float) -> None:
        """Obey a 429: for this chat with all its topics, or everywhere."""
        if everywhere:
            self._paused_until = max(self._paused_until, now + wait_s)
        else:
            self._blocked[telegram_id] = now + wait_s

    def failed(self, now: float) -> None:
        """Count a message whose outcome is unknown.

        Five in a row pause the whole bot; the pause doubles from 1 s to 64 s with each further one, so that
        an outage costs few attempts. Messages in flight when the pause began do not count.
        """
        if now < self._paused_until:
            return
        self._failures += 1
        if self._failures >= _FAILURES:
            pause = min(_LONGEST_PAUSE_S, 2.0 ** min(self._failures - _FAILURES, 10))
            self._paused_until = now + pause

    def answered(self) -> None:
        """Note that Telegram can be reached."""
        self._failures = 0

    def _prune(self, now: float) -> None:
        """Forget chats that are no longer near their limits."""
        self._private = {chat: full_at for chat, full_at in self._private.items() if full_at > now}
        self._groups = {chat: sent for chat, sent in self._groups.items() if sent[-1] > now - GROUP_WINDOW_S}
        self._blocked = {chat: until for chat, until in self._blocked.items() if until > now}


def _worth(wait: float, shortest: float = _SHORTEST_WAIT_S) -> float:
    """`wait`, or 0 where it is too short to be worth a sleep; the spacing makes up for it."""
    return wait if wait >= shortest else 0.0
