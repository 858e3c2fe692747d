"""What a row of the outbox and a chat's digest cost, beside raw SQLite: microseconds of processor time.

    python -m benchmarks.outbox [--chats 50000]

Every chat has a past of ten alerts. Rows are queued as a fan-out does and settled as the station does, in
batches of eight and of a thousand, of which the median is told; raw SQLite executes the same statements on
the same file, without a thread or a query builder. Then 16 chats have digests of 20 stories, which two sets
of topics bring, rendered at once and one by one.
"""

import argparse
import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import select, text

from benchmarks.fanout import NOW, execute, prepare
from benchmarks.growth import SERIES
from bot.delivery.prepare import Renderers, render
from bot.desk.stations import make_renderers
from storage import deliveries, digests, fanouts, outbox, schema, tables
from storage.columns import microseconds
from storage.database import Database
from storage.deliveries import Moment
from storage.delivery_rows import deliveries_of

PAST, NEW, RAW = 10, 11, 12
"""Stories: told long ago, queued by us, queued by raw SQLite."""
SLICE, SLICES = 5_000, 5
TOLD, CHATS = 20, 16
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON",
            "cache_size=-16000", "wal_autocheckpoint=2000")  # fmt: skip
_SETTLE = """UPDATE outbox SET state = 'sent', leased_until_at = NULL, reason = NULL, message_id = ?,
             settled_at = ? WHERE id = ?"""
_INSERT = """INSERT INTO outbox (chat_id, kind, alert_id, story_id, topic_ids, due_at, created_at)
             VALUES (?, 'alert', ?, ?, 'a', 5, 5)"""
_TELL = """INSERT INTO outbox (chat_id, kind, alert_id, story_id, topic_ids, state, due_at, created_at,
           settled_at) SELECT n, 'alert', {story}, {story}, 'a', '{state}', 5, 5, {settled} FROM {chats}"""


@dataclass(slots=True)
class Stopwatch:
    """Processor time since it was made."""

    started: float

    @classmethod
    def start(cls) -> "Stopwatch":
        """A new one."""
        return cls(time.process_time())

    def each_us(self, count: int) -> float:
        """Microseconds for each of so many."""
        return 1e6 * (time.process_time() - self.started) / count


async def ours(database: Database, chats: int) -> dict[str, float]:
    """What our ways to queue, for so many chats, and to settle take a row."""
    async with database.transaction() as connection:
        await outbox.enqueue_alert(connection, NEW, NEW, ["a"], NOW, NOW)
    watch = Stopwatch.start()
    for _ in range(0, chats, SLICE):
        async with database.transaction() as connection:
            await fanouts.go_on(connection, SLICE)
    took = {"insert": watch.each_us(chats)}
    async with database.reading() as connection:
        due = select(tables.outbox.c.id).where(tables.outbox.c.state == "due")
        ids = list(await connection.scalars(due.limit(4_000)))
    for size, batches in _batches(ids):
        runs = []
        for some in batches:
            watch = Stopwatch.start()
            async with database.transaction() as connection:
                await deliveries.mark_sent(connection, [(key, key) for key in some], NOW)
            runs.append(watch.each_us(size))
        took[f"settle in batches of {size:,}"] = median(runs)
    return took


def raw(path: Path, chats: int) -> dict[str, float]:
    """The same without us."""
    took = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        watch = Stopwatch.start()
        for first in range(0, chats, SLICE):
            rows = [(chat + 1, RAW, RAW) for chat in range(first, min(first + SLICE, chats))]
            _in_transaction(connection, _INSERT, rows)
        took["insert"] = watch.each_us(chats)
        ids = [row[0] for row in connection.execute("SELECT id FROM outbox WHERE state = 'due' LIMIT 4000")]
        for size, batches in _batches(ids):
            runs = []
            for some in batches:
                watch = Stopwatch.start()
                _in_transaction(connection, _SETTLE, [(key, microseconds(NOW), key) for key in some])
                runs.append(watch.each_us(size))
            took[f"settle in batches of {size:,}"] = median(runs)
    return took


def _batches(ids: Sequence[int]) -> Iterator[tuple[int, list[Sequence[int]]]]:
    for size, some in ((8, ids[:1_000]), (1_000, ids[1_000:])):
        yield size, [some[first : first + size] for first in range(0, len(some), size)]


def _in_transaction(connection: sqlite3.Connection, statement: str, rows: Sequence[tuple[int, ...]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(statement, rows)
    connection.execute("COMMIT")


async def morning(database: Database) -> tuple[float, float]:
    """Milliseconds that a digest takes where all are rendered at once, and where each is by itself."""
    chats = f"(SELECT id AS n FROM chats WHERE id <= {CHATS})"
    async with database.transaction() as connection:
        await connection.execute(text("DELETE FROM outbox"))
        await connection.execute(text("DELETE FROM fanouts"))
        for story in range(1, 2 * TOLD + 1):
            told = _TELL.format(story=story, state="held", settled="NULL", chats=chats)
            await connection.execute(text(f"{told} WHERE n % 2 = {story % 2}"))
        await digests.gather(connection, Moment(NOW, NOW))
    async with database.reading() as connection:
        made = select(tables.outbox).where(tables.outbox.c.kind == "digest")
        ready = await deliveries_of(connection, (await connection.execute(made)).all())
    renderers: Renderers = make_renderers(database, lambda: NOW)
    await render(database, renderers, ready)
    watch = Stopwatch.start()
    await render(database, renderers, ready)
    together = watch.each_us(len(ready))
    watch = Stopwatch.start()
    for one in ready:
        await render(database, renderers, [one])
    return together / 1e3, watch.each_us(len(ready)) / 1e3


async def measure(path: Path, chats: int) -> None:
    """Print the tables."""
    async with schema.connect(f"sqlite:///{path}") as database:
        series = SERIES["sqlite"].format(count=chats)
        past = [_TELL.format(story=n, state="sent", settled=n, chats=series) for n in range(1, PAST + 1)]
        await prepare(database, chats, 2 * TOLD)
        await execute(database, *past, "ANALYZE")
        queued = min(chats, SLICE * SLICES)
        took = await ours(database, queued)
        beside = await asyncio.to_thread(raw, path, queued)
        print("| µs a row | Sitrep | raw SQLite |\n|---|---|---|")
        for name, us in took.items():
            print(f"| {name} | {us:.1f} | {beside[name]:.1f} |")
        together, alone = await morning(database)
        print(f"\na digest of {TOLD} stories: {together:.1f} ms of {CHATS} at once, {alone:.1f} ms by itself")


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chats", type=int, default=50_000)
    options = parser.parse_args()
    if options.chats < SLICE:
        parser.error(f"at least {SLICE:,} chats, for the batches that are settled")
    with tempfile.TemporaryDirectory(prefix="sitrep-") as folder:
        asyncio.run(measure(Path(folder) / "sitrep.db", options.chats))


if __name__ == "__main__":
    main()
