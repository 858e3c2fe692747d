"""The queue behind getUpdates, with the offset semantics of the Bot API."""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any

from bot.demo.standin.refusal import Refusal

_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
_MAX_LIMIT = 100
_CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Updates:
    """Updates that are kept until the bot confirms them by asking for a later offset."""

    def __init__(self) -> None:
        self._queue: deque[dict[str, Any]] = deque()
        self._last_id = 0
        self._wake = asyncio.Event()
        self._poll = 0
        self._closed = False

    @property
    def pending(self) -> int:
        """The number of unconfirmed updates."""
        return len(self._queue)

    def push(self, kind: str, content: dict[str, Any]) -> None:
        """Add an update, for example kind "message" with the message's JSON."""
        self._last_id += 1
        self._queue.append({"update_id": self._last_id, kind: content})
        self._wake_all()

    def clear(self) -> None:
        """Drop pending updates (deleteWebhook with drop_pending_updates)."""
        self._queue.clear()

    def close(self) -> None:
        """From now on, answer every poll at once."""
        self._closed = True
        self._wake_all()

    async def take(
        self, offset: int = 0, limit: int = _MAX_LIMIT, timeout: int = 0, allowed: Sequence[str] | None = None
    ) -> list[dict[str, Any]]:
        """Wait up to `timeout` seconds for updates from `offset` on; earlier ones are confirmed, and dropped.

        A negative offset counts from the end. Raises Refusal 409 once another poll has started.
        """
        self._poll += 1
        poll = self._poll
        self._wake_all()
        self._confirm(offset)
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            if poll != self._poll:
                raise Refusal(409, _CONFLICT)
            self._drop_unwanted(allowed)
            if self._queue or self._closed:
                return [self._queue[n] for n in range(min(len(self._queue), limit, _MAX_LIMIT))]
            wake = self._wake
            try:
                async with asyncio.timeout_at(deadline):
                    await wake.wait()
            except TimeoutError:
                return []

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        while self._queue and self._queue[0]["update_id"] < offset:
            self._queue.popleft()

    def _drop_unwanted(self, allowed: Sequence[str] | None) -> None:
        if allowed:
            kept = [update for update in self._queue if not set(allowed).isdisjoint(update)]
        else:
            kept = [update for update in self._queue if _NOT_BY_DEFAULT.isdisjoint(update)]
        if len(kept) < len(self._queue):
            self._queue = deque(kept)

    def _wake_all(self) -> None:
        self._wake.set()
        self._wake = asyncio.Event()
