"""A thousand messages a second: what one process that delivers does for real, and what a message costs it.

    python -m benchmarks.sustained [--messages 30000] [--per-second 1000] [--postgres] [--profile]

Unlike `benchmarks.deliver`, messages are rendered from stories in the database, as `sitrep run` does, and
paid for (allow_paid_broadcast). The stand-in is a process of its own; CPU time is that of the process that
delivers, without PostgreSQL's. `--profile` prints where that time goes.
"""

import argparse
import asyncio
import cProfile
import pstats
import tempfile
import time
from bisect import bisect_left
from contextlib import ExitStack
from pathlib import Path

from telegram import Bot

from benchmarks.databases import new_database
from benchmarks.faults import read_log, seed, stand_in
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.delivery.pace import Pace
from bot.delivery.transport import AiohttpRequest
from bot.demo.standin.server import TOKEN
from bot.desk.stations import make_stations, pays, spare_collector
from storage.database import Database

CONCURRENCY = 100
WARM_UP_S = 2.0


async def deliver(api: str, url: str, messages: int, per_second: float) -> float:
    """Send everything; gives the CPU seconds that it took."""
    settings = Settings.model_validate(
        {
            "telegram": {"token": TOKEN, "api_url": api},
            "database": {"url": url},
            "deliver": {"per_second": per_second, "paid": True, "concurrency": CONCURRENCY},
            "alerts": {"per_hour": 100_000},
        }
    )
    assert pays(settings)
    database = Database.open(url)
    stations = make_stations(settings, database, utc_now)
    pace = Pace(per_second, time.monotonic())
    async with Bot(TOKEN, base_url=f"{api}/bot", request=AiohttpRequest(CONCURRENCY + 8)) as bot:
        run = await stations.delivery(bot, asyncio.Event(), pace)
        spare_collector()
        began = time.process_time()
        report = await run(5.0)
        took = time.process_time() - began
    assert report.sent == messages, report
    await database.close()
    return took


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=30_000)
    parser.add_argument("--per-second", type=float, default=1000.0)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    profile = cProfile.Profile(time.process_time)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sitrep-bench-")))
        url = stack.enter_context(new_database(postgres=given.postgres))
        asyncio.run(seed(url, given.messages, 1))
        api = stack.enter_context(stand_in(folder / "log"))
        if given.profile:
            profile.enable()
        cpu = asyncio.run(deliver(api, url, given.messages, given.per_second))
        profile.disable()
        times = sorted(float(str(line["at"])) for line in read_log(folder / "log"))
    steady = [at for at in times if at > times[0] + WARM_UP_S]
    rate = (len(steady) - 1) / (steady[-1] - steady[0])
    seconds = [bisect_left(steady, at + 1.0) - index for index, at in enumerate(steady[:-1000])]
    print("| database | messages | a second | least, most in any second | ms CPU a message |")
    print("|---|---|---|---|---|")
    name = "PostgreSQL" if given.postgres else "SQLite"
    print(
        f"| {name} | {len(times):,} | {rate:,.0f} | {min(seconds):,}, {max(seconds):,} "
        f"| {cpu / len(times) * 1000:.2f} |"
    )
    if given.profile:
        stats = pstats.Stats(profile)
        stats.sort_stats("tottime").print_stats(30)
        stats.sort_stats("cumtime").print_stats("bot/|storage/", 40)
        stats.print_callers("isinstance")


if __name__ == "__main__":
    main()
