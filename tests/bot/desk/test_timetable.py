"""Stations run at their ticks and when they are woken, one run at a time."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.desk import timetable
from bot.desk.timetable import Timetable

NEVER_S = 3600.0


@dataclass
class Desk:
    """A station that counts its runs and goes on when it is let."""

    runs: Counter[str] = field(default_factory=Counter)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    let: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: int = 0

    async def station(self) -> None:
        assert not self.at_once, "one run at a time"
        self.at_once += 1
        self.runs["station"] += 1
        self.began.set()
        await self.let.wait()
        self.at_once -= 1

    async def ran(self) -> None:
        await self.began.wait()
        self.began.clear()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timetable, "BREATH_S", 0.0)


async def test_a_woken_station_runs_at_once_and_once_more_if_woken_while_it_runs() -> None:
    desk, scheduler = Desk(), AsyncIOScheduler()
    table = Timetable(scheduler, {"station": desk.station}, {}, NEVER_S)
    scheduler.start()
    await desk.ran()  # the first tick
    for _ in range(5):
        table.wake("station")
    table.wake("no such station")
    desk.let.set()
    await desk.ran()
    await asyncio.sleep(0)
    table.wake("station")
    await desk.ran()
    assert desk.runs["station"] == 3
    await table.stop()
    table.wake("station")
    await asyncio.sleep(0)
    assert desk.runs["station"] == 3
    scheduler.shutdown(wait=False)


async def test_a_station_that_fails_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    desk, scheduler = Desk(), AsyncIOScheduler()
    desk.let.set()

    async def fails() -> None:
        await desk.station()
        if desk.runs["station"] < 3:
            raise OSError("no route") if desk.runs["station"] == 1 else ValueError("a bug")

    table = Timetable(scheduler, {"station": fails}, {}, NEVER_S)
    scheduler.start()
    for _ in range(3):
        await desk.ran()
        await asyncio.sleep(0)
        table.wake("station")
    await table.stop()
    scheduler.shutdown(wait=False)
    assert "cannot work: no route; nothing is lost" in caplog.messages[0]
    assert "station=station failed" in caplog.messages[1]
