"""What the stations of a process share, and what they must not."""

import asyncio
import os

from bot.config.settings import Settings
from bot.desk.opening import make_robots
from bot.desk.stations import make_stations
from bot.http.fetch import Fetcher
from storage.database import Database
from tests.stored import NOW


def compute() -> None:
    """Never ends by itself."""
    while True:
        pass


async def test_a_page_does_not_wait_for_a_document(sqlite_database: Database, fetcher: Fetcher) -> None:
    settings = Settings()
    stations = make_stations(settings, sqlite_database, lambda: NOW)
    stations.workers.budget_s = 20
    slow = asyncio.create_task(stations.workers.run(compute))
    await asyncio.sleep(0)
    reader = stations.page_reader(fetcher, make_robots(settings, fetcher))
    assert await reader.workers.run(os.getpid) != os.getpid()
    assert not slow.done()
    slow.cancel()
    await stations.close()
