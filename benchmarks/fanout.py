"""What it takes to tell very many chats of a story: the longest transaction of each fan-out, and all of them.

    python -m benchmarks.fanout [--chats 100000] [--postgres]

All chats follow one topic, every tenth a second one. Two stories are alerted, one is updated, looked at for
newcomers, gets a further topic and is edited; then the alerts of the other are held and gathered in digests,
and the two become one.
Wall seconds; sizes of slices as the stations choose them.
"""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.databases import new_database
from benchmarks.growth import SERIES
from bot.triage.memory import LEAST_SLICE, next_slice
from storage import digests, fanouts, outbox, regroup, schema
from storage.columns import microseconds
from storage.database import Database
from storage.deliveries import Moment

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MOST_GATHERINGS = 500
"""Transactions that gather digests: those of a million chats take no longer."""
Work = Callable[[AsyncConnection], Awaitable[int | None]]

_FILL = (
    "INSERT INTO feeds (url, publisher, due_at, added_at) VALUES ('u', 'P', 0, 0)",
    """INSERT INTO articles (id, feed_id, publisher, url, title, text, language, published_at, dated,
       first_seen_at, baseline, story_id)
       SELECT n, 1, 'P', 'u', 't', 'x', 'en', 0, true, 0, false, n FROM {stories}""",
    "INSERT INTO stories (id, headline, founded_at, last_report_at) SELECT n, 't', 0, 0 FROM {stories}",
    """INSERT INTO alerts (id, story_id, kind, position, facts, created_at, due_at)
       SELECT n, n, 'alert', 0, '[]', 0, 0 FROM {stories}""",
    "INSERT INTO topics (id, name, query, created_at) VALUES ('a', 'A', 'x', 0), ('b', 'B', 'y', 0)",
    "INSERT INTO chats (id, telegram_id, kind, created_at) SELECT n, n, 'private', 0 FROM {chats}",
    "INSERT INTO subscriptions (chat_id, topic_id, created_at) SELECT n, 'a', 0 FROM {chats}",
    """INSERT INTO subscriptions (chat_id, topic_id, created_at)
       SELECT n, 'b', 0 FROM {chats} WHERE n % 10 = 0""",
)
_UPDATE = """INSERT INTO alerts (id, story_id, kind, position, facts, created_at, due_at)
             VALUES (9, 1, 'update', 1, '[]', 0, 0)"""
_SENT = "UPDATE outbox SET state = 'sent', settled_at = {now} WHERE story_id = 2"
_HELD = "UPDATE outbox SET state = 'held' WHERE story_id = 1"


@dataclass(slots=True)
class Timer:
    """Runs transactions and keeps how long each took."""

    database: Database
    took: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    """The same as processor time, without what PostgreSQL's server takes."""

    async def run(self, work: Work) -> int | None:
        """Run one transaction; returns what `work` does."""
        started, worked = time.perf_counter(), time.process_time()
        async with self.database.transaction() as connection:
            result = await work(connection)
        self.took.append(time.perf_counter() - started)
        self.worked.append(time.process_time() - worked)
        return result

    async def fan_out(self, work: Work) -> None:
        """Start a fan-out and queue the rest of it, in slices like the station's."""
        await self.run(work)
        size = LEAST_SLICE
        while await self._anything_left():
            await self.run(lambda c, size=size: fanouts.go_on(c, size))  # type: ignore[misc]
            size = next_slice(size, self.took[-1])

    async def gather(self, moment: Moment) -> None:
        """Gather digests until nothing is left, or for so long."""
        for _ in range(MOST_GATHERINGS):
            if not await self.run(lambda c: digests.gather(c, moment)):
                return

    async def _anything_left(self) -> bool:
        async with self.database.reading() as connection:
            return await fanouts.anything_left(connection)


async def prepare(database: Database, chats: int, stories: int) -> None:
    """Chats that follow topics, and stories with an alert each."""
    series = SERIES[database.engine.dialect.name]
    lists = {"stories": series.format(count=stories), "chats": series.format(count=chats)}
    await execute(database, *(statement.format(**lists) for statement in _FILL))


async def measure(url: str, chats: int) -> None:
    """Print a line for each fan-out as it is done."""
    async with schema.connect(url) as database:
        await prepare(database, chats, 2)
        await execute(database, _UPDATE)
        print("| fan-out | transactions | longest, s | together, s | longest, CPU s |\n|---|---|---|---|---|")

        async def tell(name: str, work: Work | None) -> None:
            timer = Timer(database)
            await (timer.fan_out(work) if work else timer.gather(Moment(NOW, NOW)))
            longest = f"{max(timer.took):.2f} | {sum(timer.took):.1f} | {max(timer.worked):.2f}"
            print(f"| {name} | {len(timer.took)} | {longest} |", flush=True)

        topics = ["a", "b"]
        await tell("alert", lambda c: outbox.enqueue_alert(c, 1, 1, topics, NOW, NOW))
        await tell("alert of another story", lambda c: outbox.enqueue_alert(c, 2, 2, topics, NOW, NOW))
        await tell("update", lambda c: outbox.enqueue_update(c, 9, 1, NOW, NOW))
        await tell("newcomers, nobody is one", lambda c: outbox.enqueue_newcomers(c, 1, topics, NOW))
        await tell("a further topic", lambda c: outbox.name_topics(c, 2, ["b"], NOW))
        await execute(database, _SENT.format(now=microseconds(NOW)))
        await tell("edits", lambda c: outbox.enqueue_edits(c, 2, NOW, NOW))
        await execute(database, _HELD)
        await tell("digests of two messages", None)
        await tell("merging two stories", lambda c: regroup.merge(c, 2, 1, NOW))


async def execute(database: Database, *statements: str) -> None:
    """Execute statements in a transaction."""
    async with database.transaction() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with new_database(postgres=options.postgres) as url:
        asyncio.run(measure(url, options.chats))


if __name__ == "__main__":
    main()
