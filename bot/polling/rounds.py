"""Rounds of polling, none of which waits for the slow feeds of the one before."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

PATIENCE_S = 0.5
"""How long the next round waits for a round that is not over."""
MOST = 64
"""Rounds at a time. Every feed is leased by its round, so no two rounds poll the same feed."""


@dataclass(slots=True)
class Rounds:
    """Begins a round at every `run`; a server that drips its answer holds up only its own round."""

    poll: Callable[[], Awaitable[object]]
    patience_s: float = PATIENCE_S
    _open: set[asyncio.Task[object]] = field(default_factory=set)

    async def run(self) -> None:
        """Begin a round and wait for it, but not for long. Raises what a finished round raised."""
        if len(self._open) < MOST:
            self._open.add(asyncio.ensure_future(self.poll()))
        done, _ = await asyncio.wait(self._open, timeout=self.patience_s, return_when=asyncio.FIRST_COMPLETED)
        self._open -= done
        # Each is asked, since asyncio logs a traceback for every exception that nobody asked for.
        if failures := [failure for task in done if (failure := task.exception()) is not None]:
            raise failures[0]

    async def close(self) -> None:
        """End the rounds; feeds not yet polled stay due."""
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        self._open.clear()
