"""From the moment that news is there to the moment Telegram accepts the alert, and where the time goes.

    python -m benchmarks.latency [--items N] [--postgres] [--processes] [--pages] [--websub]
    python -m benchmarks.latency --followers 1800 --every 30 --items 1 [--postgres]

The bot is a process of its own, idle but for one item every second or two; feeds, hub and Bot API are on this
machine. `--pages`: items so short that their pages are read. `--postgres`: on a PostgreSQL server of its own;
`--processes`: there, a process for every role. `--websub`: a hub pushes what is new. `--followers`: so many
chats follow the topic, at 30 messages a second; each item is published at a random moment between two polls,
and the clock starts then.
"""

import argparse
import asyncio
import math
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import select

from benchmarks.databases import new_database
from benchmarks.fleet_processes import Fleet
from benchmarks.hub import Hub
from benchmarks.newsstand import QUERY, Newsstand, story
from benchmarks.scene import follow, settings
from bot.demo.standin.server import BotApi
from bot.desk.roles import ROLES
from storage.database import Database
from storage.schema import upgrade
from storage.tables import articles

PATIENCE_S = 180.0
ONE = ("+".join(ROLES) + " 1",)
MANY = tuple(f"{role} 1" for role in ROLES)


@dataclass(frozen=True)
class Options:
    """What is measured; see the module."""

    items: int = 20
    processes: bool = False
    pages: bool = False
    websub: bool = False
    followers: int = 1
    every_s: float = 1.0


@dataclass
class Times:
    """Seconds of the monotonic clock, by the number of the item."""

    published: dict[int, float] = field(default_factory=dict)
    served: dict[int, float] = field(default_factory=dict)
    """When a poll got it first, or the hub began to push it."""
    stored: dict[int, float] = field(default_factory=dict)
    accepted: dict[int, list[float]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    running_after: float = 0.0
    """From the start until all processes were running."""
    subscribed_after: float | None = None
    """From the start to the hub's confirmation."""


@dataclass
class Scene:
    """The bot and what is around it."""

    options: Options
    stand: Newsstand
    hub: Hub
    api: BotApi
    fleet: Fleet
    database: Database


@asynccontextmanager
async def scene(options: Options, database_url: str) -> AsyncIterator[Scene]:
    """Everything is running, and the chats follow the topic."""
    async with AsyncExitStack() as stack:
        stand, hub = Newsstand(short=options.pages), Hub()
        await stack.enter_async_context(stand.open())
        await stack.enter_async_context(hub.open())
        api = await stack.enter_async_context(BotApi())
        stand.hub_url = hub.url if options.websub else None
        database = Database.open(database_url)
        stack.push_async_callback(database.close)
        await upgrade(database)
        fleet = Fleet(_settings(options, stand, api, database_url))
        stack.push_async_callback(fleet.stop)
        yield Scene(options, stand, hub, api, fleet, database)


def _settings(options: Options, stand: Newsstand, api: BotApi, database_url: str) -> dict[str, object]:
    every = "1h" if options.websub else f"{options.every_s:g}s"
    sections: dict[str, dict[str, object]] = {
        "poll": {"every": every},
        "facts": {"fetch_articles": options.pages},
    }
    if options.websub:
        listen = f"127.0.0.1:{random.randint(20_000, 60_000)}"
        sections["websub"] = {"callback_url": f"http://{listen}/websub", "listen": listen}
    return settings(stand, api, database_url, {"events": QUERY}, **sections)


async def measure(options: Options, database_url: str) -> Times:
    """Publish the items one by one and note when what happened."""
    times = Times()
    async with scene(options, database_url) as at:
        began = time.monotonic()
        names = MANY if options.processes else ONE
        for name in names:
            at.fleet.start(name)
        for name in names:
            await at.fleet.logged(name, "sitrep is running")
        times.running_after = time.monotonic() - began
        if options.websub:
            times.subscribed_after = await at.hub.first() - began
        await follow(at.database, "events", options.followers)
        await asyncio.sleep(3.0)  # the first poll, whose items alert nobody
        await _publish(at, times)
        await at.fleet.stop()
        times.log = [line for _, line in at.fleet.lines]
        times.published, offset = dict(at.stand.published_at), time.time() - time.monotonic()
        times.served = times.served or dict(at.stand.served_at)
        times.stored = {number: seen - offset for number, seen in (await _stored(at.database)).items()}
    return times


async def _publish(at: Scene, times: Times) -> None:
    draw = random.Random(18)
    for number in range(at.options.items):
        before, due = len(at.api.accepted), at.options.followers
        at.stand.publish(number)
        if at.options.websub:
            times.served[number] = time.monotonic()
            await at.hub.push(f"{at.stand.url}/feed/0", at.stand.document(0))
        await at.api.wait_for(
            lambda before=before, due=due: len(at.api.accepted) >= before + due,  # type: ignore[misc]
            PATIENCE_S,
        )
        times.accepted[number] = [message.at for message in at.api.accepted[before:]]
        await asyncio.sleep(draw.uniform(1.0, 2.0) if due == 1 else draw.uniform(0.0, at.options.every_s))


async def _stored(database: Database) -> dict[int, float]:
    """When each item's article was stored, in seconds since 1970, by its number."""
    async with database.reading() as connection:
        rows = await connection.execute(select(articles.c.title, articles.c.first_seen_at))
        seen = {row.title: row.first_seen_at.timestamp() for row in rows}
    return {number: seen[title] for number in range(len(seen)) if (title := story(number)[0]) in seen}


def show(name: str, seconds: Sequence[float]) -> None:
    """One line: the median, the 95th and 99th percentile and the worst."""
    ordered = sorted(seconds)
    p50, p95, p99 = (ordered[math.ceil(len(ordered) * share) - 1] for share in (0.5, 0.95, 0.99))
    print(
        f"{name:24} p50 {p50:6.3f}   p95 {p95:6.3f}   p99 {p99:6.3f}   max {ordered[-1]:6.3f} s   "
        f"n={len(ordered)}"
    )


def report(options: Options, times: Times) -> None:
    """The distribution, and where the time goes."""
    if times.subscribed_after is not None:
        print(f"running {times.running_after:.2f} s after the start, ", end="")
        print(f"first subscription after {times.subscribed_after:.2f} s")
    if options.followers > 1:
        waits = [at - times.published[n] for n, all_at in times.accepted.items() for at in all_at]
        show("published to served", [times.served[n] - times.published[n] for n in times.accepted])
        show("published to accepted", waits)
        show(
            "served to accepted",
            [at - times.served[n] for n, all_at in times.accepted.items() for at in all_at],
        )
        print(f"within 60 s of the change: {sum(wait <= 60 for wait in waits) / len(waits):.1%}")
        return
    served, first = times.served, {number: all_at[0] for number, all_at in times.accepted.items()}
    show("served to stored", [times.stored[number] - served[number] for number in first])
    show("stored to accepted", [first[number] - times.stored[number] for number in first])
    show("served to accepted", [first[number] - served[number] for number in first])


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=Options.items)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--processes", action="store_true")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--websub", action="store_true")
    parser.add_argument("--followers", type=int, default=1)
    parser.add_argument("--every", type=float, default=Options.every_s, help="seconds between two polls")
    parser.add_argument("--log", action="store_true", help="print the log too")
    given = parser.parse_args()
    options = Options(given.items, given.processes, given.pages, given.websub, given.followers, given.every)
    with new_database(postgres=given.postgres or given.processes) as url:
        times = asyncio.run(measure(options, url))
    report(options, times)
    if given.log:
        print(*times.log, sep="\n")


if __name__ == "__main__":
    main()
