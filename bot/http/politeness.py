"""A few requests to one host at a time, with a pause between their starts; many hosts in parallel."""

import asyncio
from dataclasses import dataclass
from types import TracebackType
from typing import Self


@dataclass(slots=True)
class _Gate:
    slots: asyncio.Semaphore
    users: int = 0
    next_start: float = 0.0
    """When the next request may start, as planned so far."""
    last_start: float = float("-inf")
    """When the last request started."""


class HostGates:
    """At most `per_host` requests in flight to a host, with `gap_s` seconds between their starts."""

    def __init__(self, per_host: int, gap_s: float) -> None:
        self._per_host = per_host
        self.gap_s = gap_s
        self._gates: dict[str, _Gate] = {}

    async def enter(self, host: str) -> None:
        """Wait for a turn to send a request to `host`; `leave` ends the turn."""
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

    async def start(self, host: str) -> None:
        """Wait once more right before a request starts: others may have caught up while it was held back."""
        if self.gap_s:
            gate = self._gates[host]
            now = asyncio.get_running_loop().time()
            gate.last_start = max(now, gate.last_start + self.gap_s)
            gate.next_start = max(gate.next_start, gate.last_start + self.gap_s)
            await asyncio.sleep(gate.last_start - now)

    def leave(self, host: str) -> None:
        """End a turn."""
        gate = self._gates[host]
        gate.users -= 1
        gate.slots.release()

    def wait_s(self, host: str) -> float:
        """Roughly how long the next request to `host` would wait because of the gaps alone."""
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
    """One request's turn at its host, and its slot among all requests in flight."""

    def __init__(self, gates: HostGates, host: str, slots: asyncio.Semaphore) -> None:
        self._gates, self._host, self._slots = gates, host, slots
        self._entered = False

    async def __aenter__(self) -> Self:
        await self._gates.enter(self._host)
        try:
            await self._slots.acquire()
        except asyncio.CancelledError:
            self._gates.leave(self._host)
            raise
        self._entered = True
        try:
            await self._gates.start(self._host)
        except asyncio.CancelledError:
            self.leave()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    async def move(self, host: str) -> None:
        """Give this turn up and wait for one for a further request, to `host` or to the same host."""
        if host == self._host and self._entered:
            await self._gates.start(host)
            return
        self.leave()
        self._host = host
        await self.__aenter__()

    def leave(self) -> None:
        """Give this turn up, if it is not given up already."""
        if self._entered:
            self._entered = False
            self._slots.release()
            self._gates.leave(self._host)
