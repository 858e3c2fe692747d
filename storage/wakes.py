"""Stations wake each other: what a transaction leaves for another station is told once it is committed.

Within the process by a call; to other processes on PostgreSQL by NOTIFY, which it delivers at the commit too.
A lost call costs a second, because stations also look by themselves.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

log = logging.getLogger(__name__)

CHANNEL = "sitrep"
RETRY_S = 2.0
_ASKED = "sitrep_wakes"

Wake = Callable[[str], None]
"""Told the name of a station that has work."""


def wake(connection: AsyncConnection, station: str) -> None:
    """Wake `station` ("triage", "pages", "deliver", "websub") once the transaction is committed."""
    connection.info.setdefault(_ASKED, set()).add(station)


def forget(connection: AsyncConnection) -> None:
    """Drop what a transaction before this one asked for and did not commit."""
    connection.info.pop(_ASKED, None)


async def tell(connection: AsyncConnection) -> list[str]:
    """The stations to wake at the commit that follows; other processes learn of them with it."""
    asked = sorted(connection.info.pop(_ASKED, ()))
    if asked and connection.dialect.name == "postgresql":
        await connection.execute(
            text("SELECT pg_notify(:channel, name) FROM unnest(CAST(:names AS text[])) AS name"),
            {"channel": CHANNEL, "names": asked},
        )
    return asked


async def listen(engine: AsyncEngine, wake_up: Wake) -> None:
    """Call `wake_up` with what other processes leave for a station; never ends. SQLite: returns at once."""
    if engine.dialect.name != "postgresql":
        return
    while True:
        with suppress(Exception):
            await _listen_once(engine, wake_up)
        log.debug("not listening for other processes; stations look every second")
        await asyncio.sleep(RETRY_S)


async def _listen_once(engine: AsyncEngine, wake_up: Wake) -> None:
    """Listen on a connection of its own until it breaks."""
    broken = asyncio.Event()

    def heard(_connection: Any, _pid: int, _channel: str, station: str) -> None:
        wake_up(station)

    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.add_listener(CHANNEL, heard)
        driver.add_termination_listener(lambda _connection: broken.set())
        try:
            await broken.wait()
        finally:
            if not driver.is_closed():
                await driver.remove_listener(CHANNEL, heard)
            await connection.invalidate()
