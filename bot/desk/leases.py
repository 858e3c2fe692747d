"""Leases: work that one process of a bot does at a time, while others stand by."""

import asyncio
import logging
import os
import socket
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import monotonic

from bot.clock import Clock
from storage import faults, leases
from storage.database import Database

log = logging.getLogger(__name__)

LASTS = timedelta(seconds=10)
"""How long until a process that was killed, or lost the database, is replaced; on its own machine at once."""
RENEW = timedelta(seconds=3)
CHECK_S = 1.0
"""How often a process that stands by looks, and one that holds the lease sees whether to renew it."""


def make_holder() -> str:
    """A name for this process: who holds a lease. At most 64 characters."""
    return f"{socket.gethostname()[:24]}:{_machine()}:{os.getpid()}:{os.urandom(4).hex()}"


def is_dead(holder: str, own: str) -> bool:
    """Whether the process `holder` is known to have ended: it ran on this machine and no longer does.

    `own` is the name of the process that asks. False where it cannot be known from here.
    """
    parts, ours = holder.split(":"), own.split(":")
    if holder == own or len(parts) != 4 or parts[:2] != ours[:2] or not parts[2].isdecimal():
        return False
    if parts[2] == ours[2]:
        return True  # the same process id, but another process: it had it before
    try:
        os.kill(int(parts[2]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _machine() -> str:
    """What tells this boot of this machine, and this container on it, from others of the same name."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        identity = boot + str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        identity = str(uuid.getnode())
    return sha256(identity.encode()).hexdigest()[:8]


class Lease:
    """The lease `name`: taken as soon as it is free and renewed while `keep` is called every `CHECK_S`.

    `work` is what the holder does, for the log. Events, not a flag, so that the work can wait for them.
    """

    def __init__(
        self,
        database: Database,
        name: str,
        holder: str,
        clock: Clock,
        work: str,
        timer: Callable[[], float] = monotonic,
    ) -> None:
        self.held = asyncio.Event()
        self.lost = asyncio.Event()
        self.lost.set()
        self._database = database
        self._name = name
        self._holder = holder
        self._clock = clock
        self._work = work
        self._timer = timer
        self.after_the_dead = False
        """Whether the process that held it before is known to have ended without giving it back."""
        self._renewed = -1e9
        self._told = ""

    async def keep(self) -> None:
        """Take the lease if it is free, renew it if it is due. Raises the database's errors.

        A database that does not answer, as when its machine is gone, is waited for until the lease runs out.
        """
        if self.held.is_set() and self._timer() - self._renewed < RENEW.total_seconds():
            return
        asked = self._timer()
        left_s = self._renewed + LASTS.total_seconds() - asked
        if left_s <= 0:
            self._set(held=False)  # by now others may have taken it
        try:
            async with asyncio.timeout(left_s if left_s > 0 else LASTS.total_seconds()):
                other = await self._take(self._clock())
        except TimeoutError:
            self._set(held=False)
            raise
        if other is None:
            self._renewed = asked
            self._set(held=True)
            self._tell(f"this process {self._work}")
        else:
            self._set(held=False)
            self._tell(f"another process ({other.partition(':')[0]}) {self._work}; this one stands by")

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[bool]:
        """Whether the lease could be taken; during the block it is renewed, and then given back."""
        await self.keep()
        keeping = asyncio.create_task(self._keep_on()) if self.held.is_set() else None
        try:
            yield keeping is not None
        finally:
            if keeping is not None:
                keeping.cancel()
            await self.release()

    async def _keep_on(self) -> None:
        while True:
            await asyncio.sleep(CHECK_S)
            try:
                await self.keep()
            except Exception as error:
                log.warning("the lease %s could not be renewed: %s", self._name, faults.cause(error))

    async def release(self) -> None:
        """Give the lease back, so that another process takes over at once."""
        if self.held.is_set():
            self._set(held=False)
            async with self._database.transaction() as connection:
                await leases.release(connection, self._name, self._holder)

    async def _take(self, now: datetime) -> str | None:
        """None once the lease is ours; else who holds it."""
        if not self.held.is_set():
            async with self._database.reading() as connection:
                known = await leases.current(connection, self._name)
            if known is not None and known.until_at > now and not is_dead(known.holder, self._holder):
                return known.holder if known.holder != self._holder else None
        async with self._database.transaction() as connection:
            current = await leases.current(connection, self._name)
            dead = current is not None and is_dead(current.holder, self._holder)
            if current is not None and dead:
                await leases.release(connection, self._name, current.holder)
            if await leases.take(connection, self._name, self._holder, now, now + LASTS):
                if not self.held.is_set():
                    self.after_the_dead = dead
                return None
            taken = await leases.current(connection, self._name)
            return taken.holder if taken is not None else "unknown"

    def _set(self, *, held: bool) -> None:
        for event, on in ((self.held, held), (self.lost, not held)):
            if on:
                event.set()
            else:
                event.clear()

    def _tell(self, state: str) -> None:
        """A line only when it changes; nothing where this process was first, as it usually is."""
        if state != self._told:
            if self._told or not self.held.is_set():
                log.info("%s", state)
            self._told = state


async def release_of_the_dead(database: Database, name: str, own: str) -> None:
    """Release the lease `name` if a process of this machine held it that has ended."""
    async with database.reading() as connection:
        current = await leases.current(connection, name)
    if current is not None and is_dead(current.holder, own):
        async with database.transaction() as connection:
            await leases.release(connection, name, current.holder)
