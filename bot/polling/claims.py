"""The feeds that a run of polling has claimed: leased for seconds, and anew while they are being polled."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Feed
from storage import faults, polls
from storage.database import Database

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=15)
"""How long it takes until another process polls what a killed one had claimed."""
RENEW_S = 5.0
REFUSED_FOR = timedelta(minutes=10)
"""How long a feed is left alone if the database refuses to store its poll."""


@dataclass(slots=True)
class Claims:
    """The feeds of one run that are claimed and not stored yet."""

    database: Database
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    held: set[int] = field(default_factory=set)

    async def take(self, limit: int, due_before: datetime) -> list[Feed]:
        """Claim up to `limit` feeds that were due before that instant. Raises the database's errors."""
        async with self.database.transaction() as connection:
            now = self.clock()
            claimed = await polls.claim_due(connection, now, limit, now + LEASE, due_before=due_before)
        self.held.update(feed.id for feed in claimed)
        return claimed

    async def keep(self) -> None:
        """Renew the leases of what is held every `RENEW_S`; never ends."""
        while True:
            await self.sleep(RENEW_S)
            await self._renew(self.held, LEASE)

    async def refuse(self, feed_id: int) -> None:
        """Keep a feed from being polled for `REFUSED_FOR`."""
        self.held.discard(feed_id)
        await self._renew([feed_id], REFUSED_FOR)

    async def release(self) -> None:
        """Give back what is held, as it was not polled. Raises the database's errors."""
        async with self.database.transaction() as connection:
            await polls.release(connection, sorted(self.held))
        self.held.clear()

    async def _renew(self, feed_ids: Iterable[int], lasts: timedelta) -> None:
        renewed = sorted(feed_ids)
        if not renewed:
            return
        try:
            async with self.database.transaction() as connection:
                await polls.renew(connection, renewed, self.clock() + lasts)
        except Exception as fault:
            if not faults.is_outage(fault):
                raise
            log.debug("claims of feeds not renewed: %s", faults.cause(fault))
