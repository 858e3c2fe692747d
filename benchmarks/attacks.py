"""All attacks at once on a running desk: do honest alerts still arrive, and does the chat still answer?

    python -m benchmarks.attacks [--seconds 54] [--calm]

`sitrep run` in a process of its own polls two honest feeds, and a feed for every attack of
`benchmarks.hostile`, every two seconds; the Bot API is the stand-in. Prints how long each honest alert took
from its publication, how long another user's /help took (95th percentile and worst), and the peak of memory,
alone and with the workers, and the processor time of all of them. Only Linux has enough loopback addresses
and /proc.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.hostile import ATTACKS, Attack, drip, entry, feed
from bot.demo.standin.server import TOKEN, BotApi

READER, OTHER = 1, 2
NEWS_EVERY_S, HELP_EVERY_S = 6.0, 0.7
PATIENCE_S = 30.0
NEWS = (
    ("Ferry sinks near Osk", "boat lake divers passengers captain storm shore lifeboats"),
    ("Mill burns down in Brel", "flames flour roof firemen smoke warehouse hoses baker"),
    ("Bridge falls at Tamm", "river pillars engineers traffic lorry concrete repairs crane"),
    ("Coal mine floods in Vorn", "shaft pumps miners lift tunnel water gallery rescue"),
    ("Night train derails at Quil", "rails carriage driver signal platform travellers brakes station"),
    ("Clock tower tilts in Ness", "bells masons scaffold foundation clay tourists square stones"),
    ("Cholera closes school in Hurl", "pupils doctors vaccine wells teachers clinic fever nurses"),
    ("Judges free poet in Pash", "court verdict verses lawyer appeal prison publisher reading"),
    ("Locusts reach fields of Drem", "harvest wheat swarm farmers spraying insects barley drought"),
    ("Dam gate jams at Kolb", "reservoir turbine spillway valley sluice operators power gauge"),
    ("Museum in Lant loses vase", "thieves gallery bronze curator alarm collector guards exhibit"),
    ("Elephant escapes in Mour", "circus keeper trunk market cage vet tent handlers"),
    ("Comet seen over Nask", "astronomers telescope tail orbit night observers sky dust"),
    ("Strike stops trams in Orl", "union wages depot commuters pickets fares contract talks"),
    ("Choir wins prize in Pell", "singers concert jury organ chapel tenor hymn applause"),
)
"""Events that no two reports share: a title, and words of which their texts are made."""
GOAL_S, GOAL_HELP_S, GOAL_MB = 10.0, 0.5, 300


@dataclass
class Host:
    """Serves one feed and its pages on an address of its own; `polls` counts since the attack began."""

    address: str
    attack: Attack | None = None
    news: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    begun: bool = False
    asked: int = 0
    polls: int = 0
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self.answer(head.split(b" ", 2)[1].decode(), writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            writer.close()

    async def answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        what = {"/feed": "feed", "/robots.txt": "robots"}.get(path, "page")
        is_feed = what == "feed"
        self.asked += is_feed
        self.polls += is_feed and self.begun
        attack = self.attack
        if self.begun and attack is not None and what in attack.drips:
            await self.drip(writer, head=not attack.drips.startswith("head of"))
        if what == "robots":
            await self.send(writer, b"", "404 Not Found", {})
        elif attack is None:
            await self.send(writer, feed(*self.news) if is_feed else self.page(path), "200 OK", {})
        else:
            body = attack.document(self.url, self.polls) if is_feed else attack.page
            hurts = self.begun and is_feed
            status, headers = (attack.status, attack.headers) if hurts else ("200 OK", {})
            await self.send(writer, body, status, headers)

    def page(self, path: str) -> bytes:
        """The article behind a link of an honest feed."""
        lines = "".join(f"<p>{line}.</p>" for line in self.pages.get(path, "").split(". "))
        return f"<html><body><article>{lines}</article></body></html>".encode()

    async def send(
        self, writer: asyncio.StreamWriter, body: bytes, status: str, headers: dict[str, str]
    ) -> None:
        """Write an answer."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Content-Type: text/xml"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()

    async def drip(self, writer: asyncio.StreamWriter, *, head: bool) -> None:
        """Write an answer that never ends, or whose head never does."""

        async def send(part: bytes) -> None:
            writer.write(part)
            await writer.drain()

        end = b"\r\n\r\n" if head else b"\r\nX-Drip: "
        await send(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml" + end)
        await drip(send)


def config(folder: Path, api: BotApi, hosts: list[Host]) -> Path:
    """A configuration that polls every host."""
    feeds = "".join(
        f'[[feeds]]\nurl = "{host.url}/feed"\npublisher = "Press {n}"\n' for n, host in enumerate(hosts)
    )
    path = folder / "config.toml"
    path.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\napi_url = "{api.url}"\n'
        f'[database]\nurl = "sqlite:///{folder}/sitrep.db"\n'
        '[poll]\nevery = "2s"\nper_host_gap = "0s"\nallow_private_hosts = true\n'
        "[alerts]\nper_hour = 1000\n"
        f'[[topics]]\nid = "raqqa"\nname = "Raqqa"\nquery = "raqqa"\n{feeds}',
        encoding="utf-8",
    )
    return path


def story(number: int) -> tuple[str, str]:
    """The title and text of an honest report about the topic."""
    title, words = NEWS[number % len(NEWS)]
    chance, known = random.Random(number), words.split()
    lines = (" ".join(chance.choices(known, k=9)).capitalize() for _ in range(12))
    return f"{title}, Raqqa province", f"{title} in Raqqa province. " + ". ".join(lines) + "."


async def publish(api: BotApi, honest: list[Host], seconds: float) -> list[float]:
    """Publish news by turns, and how long each took to arrive; `PATIENCE_S` for one that did not.

    Every other report is a line in the feed, whose page must be read.
    """
    ends, waits = time.monotonic() + seconds, list[asyncio.Task[float]]()
    for number in range(len(NEWS)):
        if time.monotonic() >= ends:
            break
        host, (title, text) = honest[number % len(honest)], story(number)
        line = text if number % 2 else text.partition(".")[0] + "."
        host.pages[f"/news/{number}"] = text
        host.news.insert(0, entry(host.url, number, title, line))
        waits.append(asyncio.create_task(arrival(api, NEWS[number][0])))
        await asyncio.sleep(NEWS_EVERY_S)
    return list(await asyncio.gather(*waits))


async def arrival(api: BotApi, title: str) -> float:
    """How long it takes until the reader has this headline."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(PATIENCE_S):
            await api.wait_for(lambda: any(title in message.text for message in api.messages(READER)), None)
    except TimeoutError:
        print(f"  not within {PATIENCE_S:g} s: {title}")
    return time.monotonic() - began


async def ask_for_help(api: BotApi, answers: list[float]) -> None:
    """Another user asks for help again and again."""
    while True:
        known, began = len(api.messages(OTHER)), time.monotonic()
        api.user_sends(OTHER, "/help")
        await api.wait_for(partial(_has_more, api, known), timeout=PATIENCE_S)
        answers.append(time.monotonic() - began)
        await asyncio.sleep(HELP_EVERY_S)


def _has_more(api: BotApi, known: int) -> bool:
    return len(api.messages(OTHER)) > known


def memory_mb(pid: int) -> tuple[float, float]:
    """Memory of a process, and of it and its children together; what several share counts once."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [child for thread in threads for child in thread.read_text().split()]
    sizes = [_share_mb(one) for one in (str(pid), *children)]
    return sizes[0], sum(sizes)


def _share_mb(pid: str) -> float:
    """A process's own memory, and its share of what it has in common with others (Linux: Pss)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def cpu_s(pid: int) -> float:
    """Processor time of a process and of the workers that it has ended, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


async def watch_memory(pid: int, peaks: list[tuple[float, float]]) -> None:
    """Note the memory four times a second."""
    while True:
        peaks.append(memory_mb(pid))
        await asyncio.sleep(0.25)


async def measure(seconds: float, *, calm: bool) -> bool:
    """Run everything; whether the goals were met."""
    attacks = () if calm else ATTACKS
    hosts = [Host(f"127.0.1.{n}", attack) for n, attack in enumerate([None, None, *attacks], 1)]
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sitrep-")))
        api = await stack.enter_async_context(BotApi())
        for host in hosts:
            server = await asyncio.start_server(host.serve, host.address, 0)
            stack.callback(server.close)
            host.url = f"http://{host.address}:{server.sockets[0].getsockname()[1]}"
            host.news.append(entry(host.url, "first", "Calm", "Calm."))
        log = stack.enter_context((folder / "log").open("wb"))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--config", str(config(folder, api, hosts)), stderr=log
        )
        try:
            return await _run(api, hosts, process.pid, seconds)
        finally:
            process.terminate()
            print(f"ended with status {await process.wait()}")
            lines = (folder / "log").read_text(encoding="utf-8").splitlines()
            print("\n".join([line[:200] for line in lines if " ERROR " in line or "Traceback" in line][:20]))


async def _run(api: BotApi, hosts: list[Host], pid: int, seconds: float) -> bool:
    api.user_sends(READER, "/subscribe raqqa")
    await api.wait_for(lambda: api.messages(READER), timeout=PATIENCE_S)
    while any(host.asked < 2 for host in hosts):  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    for host in hosts:
        host.begun = True
    answers, peaks = list[float](), list[tuple[float, float]]()
    began, used_s = time.monotonic(), cpu_s(pid)
    tasks = [asyncio.create_task(ask_for_help(api, answers)), asyncio.create_task(watch_memory(pid, peaks))]
    arrivals = await publish(api, hosts[:2], seconds)
    for task in tasks:
        task.cancel()
    took, used_s = time.monotonic() - began, cpu_s(pid) - used_s
    p95 = statistics.quantiles(answers, n=20)[-1]
    own, together = max(one for one, _ in peaks), max(both for _, both in peaks)
    print(f"{len(hosts) - 2} attacks, {took:.0f} s, of which {used_s:.0f} s computing")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"honest alerts: {' '.join(f'{one:.1f}' for one in arrivals)} s (goal {GOAL_S:g})")
    print(f"/help: {len(answers)} times, p95 {p95:.2f} s, worst {max(answers):.2f} s (goal {GOAL_HELP_S:g})")
    print(f"memory: {own:.0f} MB, with workers {together:.0f} MB (goal {GOAL_MB})")
    print(f"messages to the reader: {len(api.messages(READER))}")
    return max(arrivals) <= GOAL_S and p95 <= GOAL_HELP_S and together < GOAL_MB


def main() -> None:
    """Read the options and measure; exit status 1 if a goal was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=54)
    parser.add_argument("--calm", action="store_true", help="without attacks, to compare")
    options = parser.parse_args()
    sys.exit(not asyncio.run(measure(min(options.seconds, 84), calm=options.calm)))


if __name__ == "__main__":
    main()
