"""Station 3 of one process: it sends while the process holds the lease, at a pace that answers share."""

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.delivery.pace import Pace
from bot.desk.leases import Lease
from bot.desk.stations import Delivering, Stations
from bot.health.vitals import Vitals

if TYPE_CHECKING:
    from telegram import Bot

log = logging.getLogger(__name__)

LEASE = "deliver"


class Post:
    """Delivers while `lease` is held. One process of a bot does, or two would send at twice its pace."""

    def __init__(self, stations: Stations, pace: Pace, lease: Lease, linger_s: float, vitals: Vitals) -> None:
        """`linger_s`: how long a round waits for rows that become ready, in seconds."""
        self._vitals = vitals
        self._stations = stations
        self._pace = pace
        self._lease = lease
        self._linger_s = linger_s
        self._woken = asyncio.Event()
        self._deliver: Delivering | None = None
        self._trouble: str | None = None

    def wake(self) -> None:
        """Look for new rows at once, even if a round waits for one that becomes ready."""
        self._woken.set()

    async def run(self, bot: "Bot", stop: asyncio.Event) -> None:
        """One round, if the lease is held; the first counts what other processes sent just before."""
        if not self._lease.held.is_set():
            self._deliver = None
            return
        if self._deliver is None:
            if self._lease.after_the_dead:
                await self._stations.reclaim()
            await self._stations.recall(self._pace)
            self._deliver = await self._stations.delivery(
                bot, stop, self._pace, self._woken, self._lease.held.is_set, self._vitals.answered
            )
        self._woken.clear()
        report = await self._deliver(self._linger_s)
        if report.trouble is None and self._trouble is not None:
            await self._stations.reclaim()  # what was claimed when the database failed: no round is under way
        self._tell(report.trouble)
        self._vitals.delivered(report)

    def _tell(self, trouble: str | None) -> None:
        """A line when delivery begins to fail and when it works again, not one every second."""
        if trouble is not None and self._trouble is None:
            log.error("delivery pauses; nothing is lost, it keeps trying: %s", trouble)
        elif trouble is None and self._trouble is not None:
            log.info("delivery goes on")
        self._trouble = trouble
