"""At most a few requests to one host at a time, and a pause between their starts; hosts in parallel."""

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Gate:
    slots: asyncio.Semaphore
    users: int = 0
    next_start: float = field(default=0.0)


class HostGates:
    """`per_host` requests in flight per host, `gap_s` seconds between their starts."""

    def __init__(self, per_host: int, gap_s: float) -> None:
        self._per_host = per_host
        self.gap_s = gap_s
        self._gates: dict[str, _Gate] = {}

    async def enter(self, host: str) -> None:
        """Wait for the turn of one request to `host`; `leave` ends it."""
        gate = self._gates.get(host)
        if gate is None:
            self._forget_idle()
            gate = self._gates[host] = _Gate(asyncio.Semaphore(self._per_host))
        gate.users += 1
        try:
            await gate.slots.acquire()
        except asyncio.CancelledError:
            gate.users -= 1
            raise
        if self.gap_s:
            try:
                await self._pause(gate)
            except asyncio.CancelledError:
                self.leave(host)
                raise

    def leave(self, host: str) -> None:
        """End a turn."""
        gate = self._gates[host]
        gate.users -= 1
        gate.slots.release()

    def wait_s(self, host: str) -> float:
        """About how long the next request to `host` would wait for the gaps alone."""
        gate = self._gates.get(host)
        return 0.0 if gate is None else gate.users * self.gap_s

    async def _pause(self, gate: _Gate) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, gate.next_start)
        gate.next_start = start + self.gap_s
        if start > now:
            await asyncio.sleep(start - now)

    def _forget_idle(self, at_most: int = 4096) -> None:
        if len(self._gates) < at_most:
            return
        now = asyncio.get_running_loop().time()
        idle = [host for host, gate in self._gates.items() if not gate.users and gate.next_start <= now]
        for host in idle:
            del self._gates[host]


class Turn:
    """One request's turn at its host, and its share of all requests under way."""

    def __init__(self, gates: HostGates, host: str, slots: asyncio.Semaphore) -> None:
        self._gates, self._host, self._slots = gates, host, slots

    async def __aenter__(self) -> None:
        await self._gates.enter(self._host)
        try:
            await self._slots.acquire()
        except asyncio.CancelledError:
            self._gates.leave(self._host)
            raise

    async def __aexit__(self, *_: object) -> None:
        self._slots.release()
        self._gates.leave(self._host)
