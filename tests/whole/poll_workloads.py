"""Polls that are measured in a process of their own, where nothing (such as coverage) measures along.

    python -m tests.whole.poll_workloads loop|memory FOLDER

prints one line of JSON. The feeds come from a thread of their own, so that serving them is not measured.
"""

import asyncio
import gc
import json
import logging
import sys
import threading
import time
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import insert, update

from bot.feeds.parse import READER
from bot.http.fetch import Fetcher
from bot.polling.station import poll_due
from bot.triage.memory import Memory, topic_filter
from bot.workers.pool import Workers
from storage import feeds, schema, tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, feed_host, item, rss

START = datetime(2026, 5, 5, 12, tzinfo=UTC)
_BUDGET_S = 60.0
"""So long that a busy machine gives no document up."""


@contextmanager
def host_in_a_thread() -> Iterator[FeedHost]:
    """A feed host whose work counts for no other thread."""
    loop, ready, stop, made = asyncio.new_event_loop(), threading.Event(), asyncio.Event(), list[FeedHost]()

    async def serve() -> None:
        async with feed_host() as host:
            made.append(host)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait()
    yield made[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join()


class Desk:
    """A database with feeds and a topic, and a clock."""

    def __init__(self, database: Database, host: FeedHost, fetcher: Fetcher, workers: Workers) -> None:
        self.database, self.host, self.fetcher, self.workers = database, host, fetcher, workers
        self.now = START
        self.learn = partial(topic_filter, memory=Memory("workload"))

    async def add(self, paths: list[str]) -> None:
        async with self.database.transaction() as connection:
            for path in paths:
                await feeds.add(connection, self.host.url + path, f"P{path}", "en", "config", self.now)

    async def poll(self) -> int:
        """Poll every feed; gives how many failed."""
        self.now += timedelta(minutes=1)
        async with self.database.transaction() as connection:
            await connection.execute(update(tables.feeds).values(due_at=self.now))
        report = await poll_due(
            self.database, self.fetcher, lambda: self.now, every_s=300, spread=lambda: 0.5, learn=self.learn,
            workers=self.workers,
        )  # fmt: skip
        return report.failed


@asynccontextmanager
async def desk(folder: Path, host: FeedHost) -> AsyncIterator[Desk]:
    database = Database.open(f"sqlite:///{folder / 'sitrep.db'}")
    await schema.upgrade(database)
    async with database.transaction() as connection:
        topic = {"id": "floods", "name": "Floods", "query": "flood* OR bridge", "created_at": START}
        await connection.execute(insert(tables.topics), topic)
    fetcher = Fetcher(user_agent="x", per_host_gap_s=0, per_host=64, allow_private_hosts=True)
    async with fetcher, Workers(budget_s=_BUDGET_S, modules=READER) as workers:
        yield Desk(database, host, fetcher, workers)
    await database.close()


async def longest_stretch_s(stop: asyncio.Event) -> float:
    """The most CPU time that the thread of this event loop spent between two of its turns."""
    longest, before = 0.0, time.thread_time()
    while not stop.is_set():
        await asyncio.sleep(0.001)
        now = time.thread_time()
        longest, before = max(longest, now - before), now
    return longest


def _big_documents(edition: int) -> dict[str, bytes]:
    many = [
        item(n, f"Story {n} of edition {edition}", text=f"{edition} " + "word " * 40) for n in range(10_000)
    ]
    deep = "&lt;div&gt;" * 100_000 + "deep down"
    nested = "<x>" * 50_000 + "</x>" * 50_000
    return {
        "/many": rss(*many),
        "/giant": rss(item(1, text=f"{edition} " + "Rain fell on the town. " * 200_000)),
        "/marked-up": rss(
            item(1, text=f"{edition} " + "&lt;p class='a'&gt;Rain &amp;amp; fog.&lt;/p&gt;" * 90_000)
        ),
        "/title": rss(item(1, title=f"{edition} " + "Flood " * 100_000)),
        "/deep": rss(item(1, text=f"{edition} {deep}")),
        "/nested": rss(item(edition), head=nested),
        "/slow": rss(*many[:500]).replace(b"<channel>", b"<channel><!-- --><image><item/></image>", 1),
        "/middling": rss(*(item(n, f"{n} in {edition}", text="word " * 200) for n in range(350))),
    }


async def loop(folder: Path, host: FeedHost) -> dict[str, float]:
    """The longest stretch in each of three polls: all new, all known, all edited.

    Without collections of garbage, which are the whole program's and fall where they will.
    """
    gc.disable()
    seconds: dict[str, float] = {}
    small = [f"/small/{number}" for number in range(40)]
    async with desk(folder, host) as here:
        await here.add([*_big_documents(0), *small])
        for name, edition in (("new", 1), ("known", 1), ("edited", 2)):
            host.answers |= {path: Answer(body) for path, body in _big_documents(edition).items()}
            host.answers |= {path: Answer(rss(item(edition), item(2))) for path in small}
            if name == "known":
                async with here.database.transaction() as connection:
                    await connection.execute(update(tables.feeds).values(body_hash=None))
            stop = asyncio.Event()
            watch = asyncio.create_task(longest_stretch_s(stop))
            seconds["failed"] = seconds.get("failed", 0) + await here.poll()
            stop.set()
            seconds[name] = round(await watch, 4)
    return seconds


async def memory(folder: Path, host: FeedHost) -> dict[str, float]:
    """Bytes that 25 polls of changed documents, a 304 and a failure leave behind, by what is traced."""
    async with desk(folder, host) as here:
        await here.add(["/0", "/1", "/unchanged", "/missing", "/page"])
        host.answers |= {"/unchanged": Answer(status=304), "/page": Answer(b"<html>Hi</html>")}

        async def cycles(numbers: range) -> int:
            for number in numbers:
                for path in ("/0", "/1"):
                    items = [item(entry, text=f"{number} " + "word " * 100) for entry in range(25)]
                    host.answers[path] = Answer(rss(*items, item(1000 + number)))
                await here.poll()
                host.requests.clear()
            gc.collect()
            return tracemalloc.get_traced_memory()[0]

        tracemalloc.start()
        before = await cycles(range(8))
        after = await cycles(range(8, 33))
        tracemalloc.stop()
    return {"left": after - before}


def main() -> None:
    workload, folder = sys.argv[1], Path(sys.argv[2])
    logging.disable(logging.ERROR)
    with host_in_a_thread() as host:
        print(json.dumps(asyncio.run({"loop": loop, "memory": memory}[workload](folder, host))))


if __name__ == "__main__":
    main()
