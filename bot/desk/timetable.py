"""The timetable: how often each station runs.

Stations are cheap when nothing is due (one indexed query each), so they check every second. What is due, and
when, is in the database, not here.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import DBAPIError

from storage import faults

log = logging.getLogger(__name__)

TICK_S = 1.0
"""How often a station checks for work."""
GRACE_S = 6.0
"""How long stations may finish what is in flight when the program stops; then they are cancelled."""

Station = Callable[[], Awaitable[object]]


class Timetable:
    """Runs stations at intervals, never the same one twice at a time, and stops them in order.

    If a station fails, that is logged and it runs again at the next tick: its work is still in the database.
    """

    def __init__(
        self,
        scheduler: AsyncIOScheduler,
        stations: Mapping[str, Station],
        every_s: Mapping[str, float],
        tick_s: float = TICK_S,
    ) -> None:
        """`every_s`: how often a station checks for work, by its name, if not every `tick_s`."""
        self._scheduler = scheduler
        self._running: set[asyncio.Task[None]] = set()
        self._failing: set[str] = set()
        for name, station in stations.items():
            scheduler.add_job(
                self._tick,
                "interval",
                args=(name, station),
                seconds=every_s.get(name, tick_s),
                id=name,
                next_run_time=datetime.now(scheduler.timezone),
                max_instances=1,
                coalesce=True,
                # With the default of 1 s a busy event loop would skip ticks, and log each.
                misfire_grace_time=None,
            )

    async def stop(self) -> None:
        """Start nothing new, give running stations `GRACE_S` to finish, then cancel them."""
        if self._scheduler.running:
            self._scheduler.pause()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=GRACE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _tick(self, name: str, station: Station) -> None:
        task = asyncio.ensure_future(self._run(name, station))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        await asyncio.wait([task])

    async def _run(self, name: str, station: Station) -> None:
        try:
            await station()
        except Exception as error:
            if faults.is_outage(error) or isinstance(error, DBAPIError):
                self._report(name, error)
            else:
                log.exception("station=%s failed; it runs again at the next tick", name)
        else:
            if name in self._failing:
                self._failing.discard(name)
                log.info("station=%s works again", name)

    def _report(self, name: str, error: Exception) -> None:
        """Log once, not every second, that a station cannot reach its database."""
        if name in self._failing:
            return
        self._failing.add(name)
        advice = faults.remedy(error)
        log.error(
            "station=%s cannot work: %s%s; nothing is lost, it keeps trying",
            name, faults.cause(error), f"; {advice}" if advice else "",
        )  # fmt: skip
