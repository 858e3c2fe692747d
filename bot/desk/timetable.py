"""The timetable: how often each station runs.

Stations are cheap when nothing is due (one indexed query each), so they check every second, and are woken
as soon as another station leaves work for them. What is due, and when, is in the database, not here.
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
BREATH_S = 0.05
"""Between two runs of a station that was woken while it ran, so that much work comes in batches."""
GRACE_S = 6.0
"""How long stations may finish what is in flight when the program stops; then they are cancelled."""

Station = Callable[[], Awaitable[object]]


class Timetable:
    """Runs stations at intervals and when they are woken, never the same one twice at a time.

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
        self._stations = stations
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._stopped = False
        self._failing: set[str] = set()
        for name in stations:
            scheduler.add_job(
                self._tick,
                "interval",
                args=(name,),
                seconds=every_s.get(name, tick_s),
                id=name,
                next_run_time=datetime.now(scheduler.timezone),
                max_instances=1,
                coalesce=True,
                # With the default of 1 s a busy event loop would skip ticks, and log each.
                misfire_grace_time=None,
            )

    def wake(self, name: str) -> None:
        """Run a station now; if it is running, once more when it is done. Unknown names are ignored.

        May be called at any time from the event loop: by what the station waits for.
        """
        if name in self._running:
            self._again.add(name)
        elif name in self._stations and not self._stopped:
            self._start(name)

    async def stop(self) -> None:
        """Start nothing new, give running stations `GRACE_S` to finish, then cancel them."""
        self._stopped = True
        if self._scheduler.running:
            self._scheduler.pause()
        if self._running:
            _, late = await asyncio.wait(self._running.values(), timeout=GRACE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _tick(self, name: str) -> None:
        if name not in self._running and not self._stopped:
            self._start(name)

    def _start(self, name: str) -> None:
        self._again.discard(name)
        task = asyncio.ensure_future(self._run_while_woken(name))
        self._running[name] = task
        task.add_done_callback(lambda _: self._ended(name))

    def _ended(self, name: str) -> None:
        del self._running[name]
        if name in self._again and not self._stopped:
            self._start(name)  # woken between its end and now

    async def _run_while_woken(self, name: str) -> None:
        await self._run(name, self._stations[name])
        while name in self._again and not self._stopped:
            await asyncio.sleep(BREATH_S)
            self._again.discard(name)
            await self._run(name, self._stations[name])

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
