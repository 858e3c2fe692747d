"""Station 3 of a process: it sends while it has the lease, and says once that it cannot."""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from typing import cast

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Bot

from bot.clock import SteadyClock, utc_now
from bot.config.settings import Settings
from bot.delivery.pace import Pace
from bot.delivery.prepare import Renderers
from bot.delivery.station import DeliverLimits, DeliverReport, deliver_due
from bot.desk.leases import Lease, make_holder
from bot.desk.post import LEASE, Post
from bot.desk.stations import make_stations
from bot.health.vitals import Vitals
from bot.model import Alert, Delivery
from storage.database import Database
from tests.outbox import Recorder, queue, render_digests, seed


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


async def test_what_was_claimed_when_the_database_failed_goes_out_as_soon_as_it_is_back(
    sqlite_database: Database,
) -> None:
    await seed(sqlite_database, (1,))
    await queue(
        sqlite_database, {"chat_id": 1, "kind": "alert", "alert_id": 1, "story_id": 1, "text_html": None}
    )
    stations = make_stations(Settings(), sqlite_database, utc_now)
    lease = Lease(sqlite_database, LEASE, make_holder(), utc_now, "delivers")
    await lease.keep()
    telegram = Recorder()
    fails = [True]

    async def render(batch: Sequence[Delivery]) -> Mapping[int, Alert]:
        if fails:
            fails.clear()
            raise OperationalError("SELECT", {}, Exception("the server restarts"))
        return {delivery.id: Alert("hello") for delivery in batch}

    clock = SteadyClock(utc_now, time.monotonic, asyncio.sleep)
    pace = Pace(30, time.monotonic())
    post = Post(stations, pace, lease, 0.0, Vitals(["deliver"]))

    async def deliver(linger_s: float) -> DeliverReport:
        renderers = Renderers(render, render_digests)
        return await deliver_due(
            sqlite_database, telegram.sender(), renderers, clock, pace, DeliverLimits(), linger_s=linger_s
        )

    post._deliver = deliver
    for _ in range(3):
        await post.run(cast(Bot, None), asyncio.Event())
    assert telegram.sent == [(1, "hello")]
    await stations.close()
