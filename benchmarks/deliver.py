"""How fast the deliver station is, and how even its pace is.

    python -m benchmarks.deliver [throughput|pace] [--messages N]

throughput: without limits, against the stand-in in a process of its own, in turn: a bare aiohttp loop that
posts the same messages; python-telegram-bot's send_message over its default transport and over ours; our
`send` without the station; and the whole station, including claiming and settling on SQLite. Sender and
stand-in have one core each (Linux).
pace: 3,000 alerts to 3,000 chats at 30 a second.
"""

import argparse
import asyncio
import gc
import math
import os
import statistics
import tempfile
import time
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import aiohttp
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from benchmarks.faults import read_log, render, render_digests, seed, stand_in
from bot.clock import SteadyClock
from bot.delivery.pace import Pace
from bot.delivery.prepare import Renderers, Sender
from bot.delivery.send import edit, send
from bot.delivery.station import DeliverLimits, deliver_due
from bot.delivery.transport import AiohttpRequest
from bot.demo.standin.server import TOKEN
from bot.desk.stations import spare_collector
from bot.model import Alert, Chat
from storage.database import Database

CONCURRENCY = 300
ROUNDS = 3
_Send = Callable[[int], Awaitable[object]]


async def in_flight(messages: int, send_one: _Send) -> None:
    """Send `messages` messages, `CONCURRENCY` at a time."""
    numbers = iter(range(1, messages + 1))

    async def worker() -> None:
        for number in numbers:
            await send_one(number)

    await asyncio.gather(*[worker() for _ in range(CONCURRENCY)])


async def bare(api: str, messages: int) -> None:
    """The least that a message can cost: one POST of JSON over a kept-alive connection."""
    connector = aiohttp.TCPConnector(limit=CONCURRENCY)
    async with aiohttp.ClientSession(connector=connector) as session:
        url = f"{api}/bot{TOKEN}/sendMessage"

        async def post(number: int) -> None:
            body = {"chat_id": number, "text": f"<b>{number}</b> 1", "parse_mode": "HTML"}
            async with session.post(url, json=body) as response:
                await response.json()

        await in_flight(messages, post)


async def through_ptb(request: BaseRequest, api: str, messages: int) -> None:
    """python-telegram-bot in its usual way."""
    async with Bot(TOKEN, base_url=f"{api}/bot", request=request) as bot:

        async def post(number: int) -> None:
            await bot.send_message(number, f"<b>{number}</b> 1", parse_mode="HTML")

        await in_flight(messages, post)


async def sending_alone(api: str, messages: int) -> None:
    """`bot.delivery.send` over our transport, without the station."""
    async with Bot(TOKEN, base_url=f"{api}/bot", request=AiohttpRequest(CONCURRENCY)) as bot:

        async def post(number: int) -> None:
            chat = Chat(number, number, None, "private")
            await send(bot, chat, Alert(f"<b>{number}</b> 1"))

        await in_flight(messages, post)


async def station(api: str, messages: int, folder: Path, per_second: float = math.inf) -> None:
    """The deliver station: claim, render, send, settle."""
    database = Database.open(f"sqlite:///{folder / 'sitrep.db'}")
    clock = SteadyClock(lambda: datetime.now(UTC), time.monotonic, asyncio.sleep)
    bot = Bot(TOKEN, base_url=f"{api}/bot", request=AiohttpRequest(CONCURRENCY))
    sender, renderers = Sender(partial(send, bot), partial(edit, bot)), Renderers(render, render_digests)
    limits = DeliverLimits(concurrency=CONCURRENCY)
    async with bot:
        pace = Pace(per_second, clock.monotonic())
        report = await deliver_due(database, sender, renderers, clock, pace, limits, linger_s=30)
    assert report.sent == messages, report
    await database.close()


@contextmanager
def collector_spared(spared: bool) -> Iterator[None]:
    """The garbage collector as `sitrep run` sets it, for the station only; peers keep Python's defaults."""
    defaults = gc.get_threshold()
    if spared:
        spare_collector()
    yield
    gc.unfreeze()
    gc.set_threshold(*defaults)


def measured(work: Coroutine[Any, Any, None]) -> tuple[float, float]:
    """Seconds that `work` takes: elapsed, and CPU of this process."""
    began, cpu = time.perf_counter(), time.process_time()
    asyncio.run(work)
    return time.perf_counter() - began, time.process_time() - cpu


def throughput(messages: int) -> None:
    """Every way of sending in turn, the slow ones with fewer messages."""
    cores = sorted(os.sched_getaffinity(0))
    runs_by_way: dict[str, list[tuple[float, float]]] = {}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="sitrep-bench-") as name:
            folder = Path(name)
            asyncio.run(seed(f"sqlite:///{folder / 'sitrep.db'}", messages, 1))
            os.sched_setaffinity(0, cores[1:])
            with stand_in(folder / "log") as api:
                os.sched_setaffinity(0, cores[:1])
                few = max(200, messages // 8)
                ways: list[tuple[str, int, Coroutine[Any, Any, None]]] = [
                    ("bare aiohttp", messages, bare(api, messages)),
                    ("PTB's default", few, through_ptb(HTTPXRequest(CONCURRENCY), api, few)),
                    ("PTB over our transport", few, through_ptb(AiohttpRequest(CONCURRENCY), api, few)),
                    ("our sending alone", messages, sending_alone(api, messages)),
                    ("Sitrep's station", messages, station(api, messages, folder)),
                ]
                for label, number, work in ways:
                    with collector_spared(label == "Sitrep's station"):
                        seconds, cpu = measured(work)
                    runs_by_way.setdefault(label, []).append((number / seconds, cpu / number * 1000))
    rates = {label: statistics.median(rate for rate, _ in runs) for label, runs in runs_by_way.items()}
    print("| way | messages/s | ms CPU a message | of bare aiohttp | of PTB's default |")
    print("|---|---|---|---|---|")
    for label, runs in runs_by_way.items():
        cpu = statistics.median(cpu for _, cpu in runs)
        of_bare, of_ptb = rates[label] / rates["bare aiohttp"], rates[label] / rates["PTB's default"]
        print(f"| {label} | {rates[label]:,.0f} | {cpu:.2f} | {of_bare:.0%} | {of_ptb:.1f}x |")


def pace(messages: int) -> None:
    """When the stand-in, enforcing Telegram's limits, accepted the messages."""
    with tempfile.TemporaryDirectory(prefix="sitrep-bench-") as name:
        folder = Path(name)
        asyncio.run(seed(f"sqlite:///{folder / 'sitrep.db'}", messages, 1))
        with stand_in(folder / "log", "--limits") as api:
            asyncio.run(station(api, messages, folder, per_second=30))
        times = sorted(float(str(line["at"])) for line in read_log(folder / "log"))
    gaps = [after - before for before, after in pairwise(times)]
    busiest = max(bisect_left(times, at + 1.0) - index for index, at in enumerate(times))
    took, ideal = times[-1] - times[0], (messages - 1) / 30
    print("| messages | seconds | ideal | off by | most in any second | median gap, ms | 99 % of gaps, ms |")
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {len(times):,} | {took:.2f} | {ideal:.2f} | {took / ideal - 1:+.2%} | {busiest} "
        f"| {statistics.median(gaps) * 1000:.1f} | {statistics.quantiles(gaps, n=100)[98] * 1000:.1f} |"
    )


def main() -> None:
    """Run the chosen benchmark, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", nargs="?", choices=["throughput", "pace"])
    parser.add_argument("--messages", type=int, help="number of messages")
    given = parser.parse_args()
    for what, run, size in (("throughput", throughput, 10_000), ("pace", pace, 3000)):
        if given.what in (None, what):
            print(f"\n{what}\n")
            run(given.messages or size)


if __name__ == "__main__":
    main()
