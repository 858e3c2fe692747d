"""Two machines' worth of processes over PostgreSQL: 5,000 feeds, 100,000 chats, and every role killed once.

    python -m benchmarks.fleet [--feeds 5000] [--chats 100000] [--per-second 1000]

Eight processes, of each role one on each of two "machines", which here are two names: nobody can see whether
a process of the other has ended, so its leases must run out. All feeds are polled every 30 s. A fire,
followed by all chats, is published and told; meanwhile the process that delivers is killed. Before that, the
processes that triage, answer and poll are killed one after the other, and storms, followed by few, show how
soon another takes over. Nothing is started again. It ends within five minutes, whatever happens.
"""

import argparse
import asyncio
import math
import os
import time
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from sqlalchemy import text

from benchmarks.databases import new_database
from benchmarks.fleet_processes import Fleet
from benchmarks.newsstand import Newsstand, story
from benchmarks.scene import holder, settings, until_polled
from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from bot.desk.roles import ROLES
from storage.columns import microseconds
from storage.database import Database
from storage.schema import upgrade

PROCESSES = tuple(f"{role} {host}" for host in (1, 2) for role in ROLES)
FEW = 100
"""How many chats follow storms."""
EVERY_S = 30.0
ENDS_WITHIN_S = 290.0
FIRE, WARM_UP = 0, 4
STORMS = {"triage": (9, 14, 19, 24), "poll": (29, 34, 39, 44)}
PAUSE_S = 3.0
_TICKS = os.sysconf("SC_CLK_TCK")


def show(what: str, figure: str) -> None:
    """Print a line at once."""
    print(f"| {what} | {figure} |", flush=True)


@dataclass
class Scene:
    """All that takes part."""

    stand: Newsstand
    api: BotApi
    fleet: Fleet
    database: Database
    chats: int

    def told(self, number: int) -> list[Message]:
        """The messages that tell a story, in the order in which they were accepted."""
        title = story(number)[0]
        return [message for message in self.api.accepted if title in message.text]

    async def until_told(self, number: int, count: int, patience_s: float) -> None:
        """Wait until so many chats were told of a story, or not for longer."""
        title, seen, chats = story(number)[0], 0, set[int]()

        def told() -> bool:
            nonlocal seen
            fresh = self.api.accepted[seen:]
            seen += len(fresh)
            chats.update(message.chat_id for message in fresh if title in message.text)
            return len(chats) >= count

        with suppress(TimeoutError):
            await self.api.wait_for(told, patience_s)


def seconds_of_cpu(fleet: Fleet) -> dict[str, float]:
    """What each process has used so far."""
    used = {}
    for name, process in fleet.running.items():
        stat = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii")
        fields = stat.rpartition(") ")[2].split()
        used[name] = (int(fields[11]) + int(fields[12])) / _TICKS
    return used


async def prepare(at: Scene) -> None:
    """The processes run, every feed has its baseline, and the chats follow their topics."""
    began = time.monotonic()
    await upgrade(at.database)
    for name in PROCESSES:
        at.fleet.start(name)
    for name in PROCESSES:
        await at.fleet.logged(name, "sitrep is running", 90)
    now = microseconds(datetime.now(UTC))
    async with at.database.transaction() as connection:
        await connection.execute(
            text(
                "INSERT INTO chats (id, telegram_id, kind, created_at) "
                "SELECT g, g, 'private', :now FROM generate_series(1, :chats) g"
            ),
            {"now": now, "chats": at.chats},
        )
        for topic, count in (("fires", at.chats), ("storms", FEW)):
            await connection.execute(
                text(
                    "INSERT INTO subscriptions (chat_id, topic_id, created_at) "
                    "SELECT g, :topic, :now FROM generate_series(1, :count) g"
                ),
                {"now": now, "topic": topic, "count": count},
            )
    show("eight processes run, chats are stored", f"after {time.monotonic() - began:.0f} s")
    await until_polled(at.database, 120)
    show("every feed polled", f"after {time.monotonic() - began:.0f} s")


async def watch_polls(at: Scene) -> None:
    """The usual work: polls a second, and what they cost."""
    before, cpu = at.stand.polls, seconds_of_cpu(at.fleet)
    await asyncio.sleep(EVERY_S)
    used = seconds_of_cpu(at.fleet)
    share = {name: (used[name] - cpu[name]) / EVERY_S for name in used}
    polling = ", ".join(f"{share[name]:.0%}" for name in used if name.startswith("poll"))
    others = ", ".join(f"{name.partition(' ')[0]} {share[name]:.0%}" for name in used if "poll" not in name)
    show("polls a second", f"{(at.stand.polls - before) / EVERY_S:.0f}")
    show("of a core: the two pollers; the others", f"{polling}; {others}")


async def fan_out(at: Scene) -> None:
    """Tell all chats of a fire, and kill the process that delivers when a tenth is done."""
    at.stand.publish(FIRE)
    killed_at = math.inf
    try:
        await at.until_told(FIRE, at.chats // 10, ENDS_WITHIN_S)
        killed_at = at.fleet.kill(await holder(at.database, "deliver", at.fleet))
        await at.until_told(FIRE, at.chats, ENDS_WITHIN_S)
    finally:
        told = at.told(FIRE)
        arrived = len({message.chat_id for message in told})
        times = [message.at for message in told]
        late = [new for old, new in pairwise(times) if new > killed_at and new - old > PAUSE_S]
        gap = late[0] - killed_at if late else 0.0
        rate = len(told) / (times[-1] - times[0] - gap) if len(told) > 1 else 0.0
        show("deliver killed: the next message is sent after", f"{gap:.1f} s")
        show("chats told of a fire by the end", f"{arrived:,} of {at.chats:,}")
        show("twice", f"{len(told) - arrived}")
        show("messages a second, without the pause", f"{rate:,.0f}")


async def fail_over(at: Scene, name: str) -> None:
    """Publish storms and kill a process: how long after each was polled, or since the kill, it is told."""
    role = name.partition(" ")[0]
    for number in STORMS[role]:
        at.stand.publish(number)
    killed_at = at.fleet.kill(name)
    waits = []
    for number in STORMS[role]:
        await at.until_told(number, FEW, 2 * EVERY_S)
        told = at.told(number)
        waits.append(told[0].at - max(killed_at, at.stand.served_at[number]) if told else math.inf)
    shown = ", ".join(f"{wait:.1f}" for wait in waits)
    show(f"{role} killed: four stories are told, once they are polled, after", f"{shown} s")


async def fail_over_commands(at: Scene) -> None:
    """Kill the process that answers, and ask."""
    killed_at = at.fleet.kill(await holder(at.database, "commands", at.fleet))
    before = len(at.api.messages(1))
    at.api.user_sends(1, "/help")
    with suppress(TimeoutError):
        await at.api.wait_for(lambda: len(at.api.messages(1)) > before, 60)
    answers = at.api.messages(1)[before:]
    show(
        "commands killed: /help is answered after",
        f"{answers[0].at - killed_at:.1f} s" if answers else "never",
    )


async def measure(count_of_feeds: int, chats: int, per_second: float, database_url: str) -> None:
    """Run it all; see the module."""
    async with AsyncExitStack() as stack:
        stand = Newsstand(feeds=count_of_feeds)
        await stack.enter_async_context(stand.open())
        api = await stack.enter_async_context(BotApi())
        api.add_chat(1)
        database = Database.open(database_url)
        stack.push_async_callback(database.close)
        values = settings(
            stand,
            api,
            database_url,
            {"fires": "fire", "storms": "storm"},
            poll={"every": f"{EVERY_S:g}s", "per_host": 64},
            deliver={"per_second": per_second, "paid": True, "concurrency": 200},
        )
        fleet = Fleet(values, apart=True)
        stack.push_async_callback(fleet.stop)
        at = Scene(stand, api, fleet, database, chats)
        with suppress(TimeoutError):
            async with asyncio.timeout(ENDS_WITHIN_S):
                await _play(at)
        await fleet.stop()
        troubles = [line for _, line in fleet.lines if "Traceback" in line or "is a bug" in line]
        show("tracebacks in the logs", str(len(troubles)))


async def _play(at: Scene) -> None:
    await prepare(at)
    at.stand.publish(WARM_UP)  # the first story costs more
    await watch_polls(at)
    await at.until_told(WARM_UP, FEW, EVERY_S)
    await fail_over(at, await holder(at.database, "triage", at.fleet))
    await fail_over_commands(at)
    await fail_over(at, "poll 1")
    show("longest time between two polls of a feed", f"{at.stand.longest_s:.0f} s")
    await fan_out(at)


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--feeds", type=int, default=5000)
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--per-second", type=float, default=1000.0)
    given = parser.parse_args()
    with new_database(postgres=True) as url:
        asyncio.run(measure(given.feeds, given.chats, given.per_second, url))


if __name__ == "__main__":
    main()
