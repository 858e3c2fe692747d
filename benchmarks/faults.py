"""Kill the deliver station at random moments while the Bot API misbehaves, then count what arrived.

    python -m benchmarks.faults [--chats 500] [--stories 4] [--kills 50]

A worker process delivers `chats x stories` alerts over HTTP to the stand-in, a process of its own that
answers 5 % with 429 and 3 % with 502, and drops 2 % of connections before and 2 % after accepting a message.
The worker is killed with SIGKILL again and again. Every alert must arrive, in order within its chat; it may
arrive twice only if the connection was dropped after accepting it or the worker was killed while it was in
flight. Further runs lock the database and fill the disk.
"""

import argparse
import asyncio
import json
import logging
import multiprocessing
import os
import random
import resource
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import insert
from telegram import Bot

from bot.clock import SteadyClock
from bot.delivery.prepare import Renderers, Sender
from bot.delivery.recall import open_pace
from bot.delivery.send import edit, send
from bot.delivery.station import DeliverLimits, deliver_due
from bot.delivery.transport import AiohttpRequest
from bot.demo.standin.server import PATIENCE_S, TOKEN
from bot.model import Alert, Delivery
from storage import deliveries, fanouts, tables
from storage.database import Database
from storage.outbox import enqueue_alert
from storage.schema import upgrade

CONCURRENCY = 8
LEASE = timedelta(seconds=2)
IN_FLIGHT_S = 1.0
"""A message accepted longer than this before a kill was not in flight, however busy the machine."""
_DISK_LEFT = 16 * 1024
"""No file can grow beyond this while the disk is "full": room for the worker's log, not for SQLite's."""
FAULTS = ["--throttled", "0.05", "--server-error", "0.03", "--drop-before", "0.02", "--drop-after", "0.02"]


@dataclass(frozen=True)
class Result:
    """What arrived, according to the stand-in's log."""

    expected: int
    lost: int
    repeated: int
    unexcused: int
    """Repeated without a dropped connection or kill that explains it (a kill: at most `CONCURRENCY`)."""
    disordered: int
    """Chats in which a story arrived after one that was queued later."""
    kills: int
    dropped_after: int
    seconds: float


Render = Callable[[Sequence[Delivery]], Awaitable[dict[int, Alert]]]


async def seed(url: str, chats: int, stories: int) -> None:
    """A database with `chats` chats that follow one topic, and `stories` alerts for each in the outbox."""
    database, now = Database.open(url), datetime.now(UTC)
    await upgrade(database)
    report = {"feed_id": 1, "publisher": "P", "url": "u", "title": "t", "text": "x", "language": "en"}
    dated = {"published_at": now, "dated": True, "first_seen_at": now, "baseline": False}
    times = {"headline": "h", "founded_at": now, "last_report_at": now}
    alert = {"kind": "alert", "position": 0, "facts": [], "created_at": now, "due_at": now}
    numbers = range(1, stories + 1)
    rows = {
        "feeds": [{"url": "u", "publisher": "P", "due_at": now, "added_at": now}],
        "articles": [{"id": n, **report, **dated} for n in numbers],
        "stories": [{"id": n, **times} for n in numbers],
        "alerts": [{"story_id": n, **alert} for n in numbers],
        "topics": [{"id": "t", "name": "t", "query": "t", "created_at": now}],
        "chats": [
            {"id": n, "telegram_id": n, "kind": "private", "created_at": now} for n in range(1, chats + 1)
        ],
        "subscriptions": [{"chat_id": n, "topic_id": "t", "created_at": now} for n in range(1, chats + 1)],
    }
    async with database.transaction() as connection:
        for table, values in rows.items():
            for at in range(0, len(values), 5000):
                await connection.execute(insert(tables.metadata.tables[table]), values[at : at + 5000])
        for n in numbers:
            await enqueue_alert(connection, n, n, ["t"], now, now)
        while await fanouts.anything_left(connection):
            await fanouts.go_on(connection, 50_000)
    await database.close()


async def render(batch: Sequence[Delivery]) -> dict[int, Alert]:
    """A message with the numbers of chat and story, which `count` reads back from the log."""
    return {
        delivery.id: Alert(f"<b>{delivery.chat.telegram_id}</b> {delivery.story_id}") for delivery in batch
    }


async def render_digests(_held: Mapping[int, Sequence[Delivery]]) -> dict[int, Alert]:
    """No chat in these runs gets digests."""
    return {}


def work(database_url: str, api_url: str, per_second: float, render_alerts: Render = render) -> None:
    """The worker process: deliver until the outbox is empty."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(message)s")
    asyncio.run(_work(database_url, api_url, per_second, render_alerts))


async def _work(database_url: str, api_url: str, per_second: float, render_alerts: Render) -> None:
    database = Database.open(database_url, busy_timeout_s=30)
    async with database.reading() as connection:
        known_at = await deliveries.last_seen_at(connection)
    clock = SteadyClock(lambda: datetime.now(UTC), time.monotonic, asyncio.sleep, known_at)
    bot = Bot(TOKEN, base_url=f"{api_url}/bot", request=AiohttpRequest(CONCURRENCY, read_timeout=60))
    limits = DeliverLimits(per_hour=0, concurrency=CONCURRENCY, lease=LEASE)
    pace = await open_pace(database, per_second, clock)
    sender, renderers = (
        Sender(partial(send, bot), partial(edit, bot)),
        Renderers(render_alerts, render_digests),
    )
    async with bot:
        while True:
            report = await deliver_due(database, sender, renderers, clock, pace, limits, linger_s=30)
            if report.next_at is None and report.trouble is None:
                break
            await asyncio.sleep(0.2)
    await database.close()


@contextmanager
def stand_in(log: Path, *options: str) -> Iterator[str]:
    """The stand-in for the Bot API as a process of its own; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "bot.demo.standin",
        "--port",
        str(port),
        "--log",
        str(log),
        *options,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_S)


def read_log(log: Path) -> list[dict[str, object]]:
    """Every message that the stand-in accepted, in order."""
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def kill_run(chats: int, stories: int, kills: int, seed_number: int = 1, per_second: float = 100) -> Result:
    """Seed, deliver, kill the worker `kills` times at random moments, let the last one finish; count."""
    chance = random.Random(seed_number)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.faults"])
    with tempfile.TemporaryDirectory(prefix="sitrep-faults-") as folder:
        url, log = f"sqlite:///{folder}/sitrep.db", Path(folder) / "accepted.jsonl"
        asyncio.run(seed(url, chats, stories))
        killed_at: list[float] = []
        began = time.monotonic()
        with stand_in(log, *FAULTS, "--seed", str(seed_number)) as api:
            while len(killed_at) < kills:
                worker = context.Process(target=work, args=(url, api, per_second))
                worker.start()
                if _runs_out(worker, log, chance.uniform(0.02, 0.3)):
                    break
                worker.kill()
                killed_at.append(time.monotonic())
                worker.join()
            last = context.Process(target=work, args=(url, api, per_second))
            last.start()
            last.join(timeout=600)
            assert last.exitcode == 0, f"the worker ended with {last.exitcode}"
        return count(read_log(log), chats, stories, killed_at, time.monotonic() - began)


def _runs_out(worker: BaseProcess, log: Path, seconds: float) -> bool:
    """Wait until the worker has sent something, then `seconds`; returns whether it finished."""
    before, deadline = _size(log), time.monotonic() + PATIENCE_S
    while _size(log) == before and worker.is_alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    worker.join(timeout=seconds)
    return not worker.is_alive()


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def count(
    accepted: Sequence[dict[str, object]],
    chats: int,
    stories: int,
    killed_at: Sequence[float],
    seconds: float,
) -> Result:
    """Compare the accepted messages with the queued ones."""
    arrived: dict[tuple[int, int], list[tuple[float, bool]]] = defaultdict(list)
    order: dict[int, list[int]] = defaultdict(list)
    for message in accepted:
        chat, story = (int(word) for word in str(message["text"]).split())
        arrived[chat, story].append((float(str(message["at"])), bool(message["dropped"])))
        order[chat].append(story)
    by_kill: Counter[float | None] = Counter(
        next((kill for kill in killed_at if at <= kill <= at + IN_FLIGHT_S), None)
        for times in arrived.values()
        for at, dropped in times[:-1]
        if not dropped
    )
    excused = sum(min(times, CONCURRENCY) for kill, times in by_kill.items() if kill is not None)
    unexcused = by_kill.total() - excused
    return Result(
        expected=chats * stories,
        lost=chats * stories - len(arrived),
        repeated=sum(len(times) - 1 for times in arrived.values()),
        unexcused=unexcused,
        disordered=sum(arrivals != sorted(arrivals) for arrivals in order.values()),
        kills=len(killed_at),
        dropped_after=sum(bool(message["dropped"]) for message in accepted),
        seconds=seconds,
    )


def _lock(path: Path, seconds: float) -> None:
    """Hold the write lock of the database for so long."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    time.sleep(seconds)
    connection.execute("ROLLBACK")
    connection.close()


class _FullDisk(logging.Handler):
    """From the first claim until `seconds` after the first complaint logged no file may grow.

    What is claimed goes out and cannot be settled, however slow it all is; a claim that fails logs nothing.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(logging.WARNING)
        self.hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        self.timer = threading.Timer(seconds, self.free)

    async def render(self, batch: Sequence[Delivery]) -> dict[int, Alert]:
        """Fill the disk, once the batch is claimed; then the messages as `render` writes them."""
        if not self.timer.is_alive() and not self.timer.finished.is_set():
            resource.setrlimit(resource.RLIMIT_FSIZE, (_DISK_LEFT, self.hard))
        return await render(batch)

    def free(self) -> None:
        """Let files grow again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.hard, self.hard))

    def emit(self, record: logging.LogRecord) -> None:
        """Start the timer at the first complaint."""
        if not self.timer.is_alive() and not self.timer.finished.is_set():
            self.timer.start()


def _work_on_a_full_disk(database_url: str, api_url: str, per_second: float, seconds: float) -> None:
    """A worker whose every write that makes a file longer fails until it has been failing for `seconds`."""
    disk = _FullDisk(seconds)
    logging.getLogger("bot").addHandler(disk)
    work(database_url, api_url, per_second, disk.render)


def trouble_run(kind: str, chats: int, seconds: float, stderr: Path) -> Result:
    """Deliver while this process holds the write lock ("lock") or the disk is full ("disk") for `seconds`."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="sitrep-faults-") as folder:
        path, log = Path(folder) / "sitrep.db", Path(folder) / "accepted.jsonl"
        url = f"sqlite:///{path}"
        asyncio.run(seed(url, chats, 2))
        began = time.monotonic()
        with stand_in(log) as api, _stderr_to(stderr):
            if kind == "disk":
                worker = context.Process(target=_work_on_a_full_disk, args=(url, api, 1000.0, seconds))
                worker.start()
            else:
                worker = context.Process(target=work, args=(url, api, 1000.0))
                worker.start()
                _runs_out(worker, log, 0.05)
                _lock(path, seconds)
            worker.join(timeout=seconds + PATIENCE_S)
            assert worker.exitcode == 0, f"the worker ended with {worker.exitcode}"
        return count(read_log(log), chats, 2, [], time.monotonic() - began)


@contextmanager
def _stderr_to(path: Path) -> Iterator[None]:
    """Redirect the standard error of processes started in the block to a file."""
    saved = os.dup(2)
    with path.open("w") as target:
        os.dup2(target.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def main() -> None:
    """Run everything at full size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--stories", type=int, default=4)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument(
        "--lock", type=float, default=20.0, help="seconds that another process holds the lock"
    )
    given = parser.parse_args()
    print("| run | alerts | lost | out of order | repeated | unexcused | kills | broke after accepting | s |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        stderr = Path(folder) / "stderr"
        show("killed at random", kill_run(given.chats, given.stories, given.kills))
        for kind, seconds in (("lock", given.lock), ("disk", 5.0)):
            show(f"{kind} for {seconds:g} s", trouble_run(kind, 200, seconds, stderr))
            lines = Counter(line[:150] for line in stderr.read_text().splitlines())
            for line, times in lines.most_common(3):
                print(f"    {times} x {line}", file=sys.stderr)


def show(name: str, result: Result) -> None:
    """A row of the table."""
    print(
        f"| {name} | {result.expected} | {result.lost} | {result.disordered} | {result.repeated} "
        f"| {result.unexcused} | {result.kills} | {result.dropped_after} | {result.seconds:.1f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
