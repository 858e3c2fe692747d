"""How long the event loop is held by its own callbacks, or by threads that keep the interpreter."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

_EVERY_S = 0.002


@dataclass
class LoopLag:
    """`worst_s`: the longest that a timer of the loop was late while this process used the processor.

    Lateness counts only as far as this process computed meanwhile: what else a machine does is not our doing.
    """

    worst_s: float = 0.0


@asynccontextmanager
async def loop_lag() -> AsyncIterator[LoopLag]:
    """Watches the running loop during the block."""
    lag = LoopLag()
    loop = asyncio.get_running_loop()
    handle: asyncio.TimerHandle

    def tick(due: float, used_s: float) -> None:
        nonlocal handle
        now, cpu_s = loop.time(), time.process_time()
        lag.worst_s = max(lag.worst_s, min(now - due, cpu_s - used_s))
        handle = loop.call_at(now + _EVERY_S, tick, now + _EVERY_S, cpu_s)

    now = loop.time()
    handle = loop.call_at(now + _EVERY_S, tick, now + _EVERY_S, time.process_time())
    try:
        yield lag
    finally:
        handle.cancel()
