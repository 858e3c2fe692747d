"""What a process does for those who watch it: pulses in the database, a ping, gauges, an hourly line."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp

from bot.clock import Clock
from bot.health.systemd import notify
from bot.health.vitals import Vitals
from bot.log import redact
from storage import pulses
from storage.database import Database

log = logging.getLogger(__name__)

ALIVE_S = 45.0
"""A role that has not worked for this long gives no pulse."""
PULSE_S = 15.0
PING_S = 30.0
DEAD = timedelta(seconds=60)
"""A role without a pulse for this long counts as dead: with `ALIVE_S`, noticed within two minutes."""
SUMMARY_S = 3600.0
GAUGES_S = 15.0
_PING_TIMEOUT = aiohttp.ClientTimeout(total=10)


@dataclass(slots=True)
class Watch:
    """The jobs of one process; `delivers` says whether it holds the lease of delivery."""

    database: Database
    vitals: Vitals
    clock: Clock
    ping_url: str | None = None
    delivers: Callable[[], bool] = bool
    _told: dict[str, int] = field(default_factory=dict)
    _silent: list[str] = field(default_factory=list)
    """The roles that the log has called silent."""
    _seen: list[str] = field(default_factory=list)
    """Those that were silent at the last look."""
    _measured_at: datetime | None = None
    _last: float = 0.0

    async def pulse(self) -> None:
        """Write the pulse of each role that works, for every process to see; and systemd's watchdog."""
        alive = self.vitals.alive(ALIVE_S)
        notify("WATCHDOG=1")
        if alive:
            async with self.database.transaction() as connection:
                await pulses.write(connection, alive, self.clock())

    async def ping(self) -> bool:
        """Call `ping_url` while every role works somewhere; whether it was called.

        Who answers at that address raises the alarm when the calls stop.
        """
        if self.ping_url is None:
            return False
        async with self.database.reading() as connection:
            silent = await pulses.silent(connection, self.clock() - DEAD)
        # Told when it lasts: the first look after a start finds the pulses of before it.
        lasting, self._seen = [role for role in silent if role in self._seen], silent
        if lasting != self._silent:
            if lasting:
                log.warning("no pulse of %s; health.ping_url is not called", ", ".join(lasting))
            else:
                log.info("every role has a pulse; health.ping_url is called again")
            self._silent = lasting
        if silent:
            return False
        try:
            async with (
                aiohttp.ClientSession(timeout=_PING_TIMEOUT) as session,
                session.get(self.ping_url) as answer,
            ):
                return answer.status < 400
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("health.ping_url cannot be reached: %s", redact(str(error)))
            return False

    async def measure(self) -> None:
        """Gauges of the outbox, and how long the alerts took that were sent since the last call."""
        now = self.clock()
        since = self._measured_at or now
        async with self.database.reading() as connection:
            depth, oldest_at = await pulses.outbox_state(connection, now)
            sent = await pulses.arrivals(connection, since, now) if self.delivers() else []
        self._measured_at = now
        self.vitals.outbox(depth, 0.0 if oldest_at is None else max(0.0, (now - oldest_at).total_seconds()))
        for after in sent:
            self.vitals.arrived(after)

    async def lag(self, every_s: float = 1.0) -> None:
        """Called every `every_s` by the timetable: how late it is shows how busy the event loop is."""
        now = time.monotonic()
        if self._last:
            self.vitals.lagged(now - self._last - every_s)
        self._last = now

    async def summarise(self) -> None:
        """One line about the last hour."""
        totals = self.vitals.totals()
        if self._told:
            line = " ".join(f"{name}={count - self._told[name]}" for name, count in totals.items())
            log.info("the last hour: %s", line)
        self._told = totals
