"""The cost of claiming and rescheduling 20,000 feeds: `python -m benchmarks.claim_feeds [FEEDS]`.

It uses SQLite in a temporary folder and prints CPU and wall-clock seconds for all feeds, 500 to a claim and
50 to a save, and for looking 100 times when nothing is due.
"""

import asyncio
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model import Feed
from storage import feeds, polls, schema
from storage.database import Database


async def measure(count: int, url: str) -> None:
    """Print the table."""
    database = Database.open(url)
    await schema.upgrade(database)
    now = datetime(2026, 5, 5, tzinfo=UTC)
    configured = [Feed(0, f"https://news{number}.example.org/feed", f"P{number}") for number in range(count)]
    print(f"| {count} feeds | CPU s | wall s |\n|---|---|---|")
    with Stopwatch("add from the configuration"):
        async with database.transaction() as connection:
            await feeds.sync_configured(connection, configured, now)
    claimed: list[Feed] = []
    with Stopwatch("claim"):
        while True:
            async with database.transaction() as connection:
                batch = await polls.claim_due(connection, now, 500, now + timedelta(minutes=10))
            if not batch:
                break
            claimed += batch
    assert len(claimed) == count
    with Stopwatch("save"):
        for start in range(0, count, 50):
            due = now + timedelta(minutes=5)
            async with database.transaction() as connection:
                await polls.save_polled(
                    connection, [replace(feed, due_at=due) for feed in claimed[start : start + 50]]
                )
    with Stopwatch("look when nothing is due, 100 times"):
        for _ in range(100):
            async with database.transaction() as connection:
                await polls.claim_due(connection, now, 500, now + timedelta(minutes=10))
    await database.close()


class Stopwatch:
    """Prints a row with the time that the block took."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def __exit__(self, *_: object) -> None:
        cpu, wall = time.process_time() - self._cpu, time.perf_counter() - self._wall
        print(f"| {self._what} | {cpu:.2f} | {wall:.2f} |")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(
            measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, f"sqlite:///{folder}/feeds.db")
        )
