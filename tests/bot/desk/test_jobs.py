"""What a process does by its roles: one that stands by is well, and no sign that the work is done."""

from contextlib import AsyncExitStack
from datetime import timedelta

from bot.clock import utc_now
from bot.config.settings import Settings
from bot.desk.jobs import take_leases, watch_jobs
from bot.desk.stations import make_stations
from bot.health.vitals import Vitals
from storage import leases
from storage.database import Database


async def test_who_stands_by_gives_no_pulse_until_it_takes_over(sqlite_database: Database) -> None:
    settings = Settings.model_validate({"health": {"listen": ""}})
    vitals = Vitals(["deliver"])
    holder = "other-host:00000000:77:abcdef01"
    async with sqlite_database.transaction() as connection:
        now = utc_now()
        await leases.take(connection, "deliver", holder, now, now + timedelta(days=1))
    async with AsyncExitStack() as stack:
        stations = make_stations(settings, sqlite_database, utc_now)
        stack.push_async_callback(stations.close)
        held = await take_leases(stations, ["deliver"], stack)
        jobs = await watch_jobs(stations, vitals, held, stack)
        await jobs["lease of deliver"]()
        assert vitals.silence()["deliver"] < 60
        assert vitals.alive(60) == []
        async with sqlite_database.transaction() as connection:
            await leases.release(connection, "deliver", holder)
        await jobs["lease of deliver"]()
        vitals.worked("deliver")
        await jobs["lease of deliver"]()
        assert vitals.alive(60) == ["deliver"]
