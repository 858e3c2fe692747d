"""Station 3 of a process: it sends while it has the lease, and says once that it cannot."""

import asyncio
import logging
from typing import cast

import pytest
from telegram import Bot

from bot.clock import utc_now
from bot.config.settings import Settings
from bot.delivery.pace import Pace
from bot.delivery.station import DeliverReport
from bot.desk.leases import Lease, make_holder
from bot.desk.post import LEASE, Post
from bot.desk.stations import make_stations
from bot.health.vitals import Vitals
from storage.database import Database


async def test_a_database_that_is_away_is_told_of_once_and_so_is_its_return(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.desk.post")
    stations = make_stations(Settings(), sqlite_database, utc_now)
    lease = Lease(sqlite_database, LEASE, make_holder(), utc_now, "delivers")
    post = Post(stations, Pace(30, 0.0), lease, 0.0, Vitals(["deliver"]))
    reports: list[str | None] = ["it is gone", "it is gone", "it starts", None, None]

    async def deliver(_: float) -> DeliverReport:
        return DeliverReport(trouble=reports.pop(0))

    await post.run(cast(Bot, None), asyncio.Event())
    assert len(reports) == 5, "not without the lease"
    await lease.keep()
    post._deliver = deliver
    while reports:
        await post.run(cast(Bot, None), asyncio.Event())
    assert caplog.messages == [
        "delivery pauses; nothing is lost, it keeps trying: it is gone",
        "delivery goes on",
    ]
    await stations.close()
