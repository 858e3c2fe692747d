"""How long /start takes while thousands of articles are triaged.

    python -m benchmarks.answers [--articles N] [--seconds S]

`sitrep run` as a process of its own, on SQLite, with the example's topics and 60 of chats; the stand-in is
in this process. The articles lie untriaged when it starts. Three people a second send /start, most of them
known already; printed is the time from the message to its answer.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from benchmarks.data import DATA
from bot.demo.standin.server import BotApi
from storage import schema, tables
from storage.database import Database

EVERY_S = 0.35
KNOWN = 40
ROOT = Path(__file__).resolve().parents[1]
_Row = dict[str, object]


def texts() -> list[tuple[str, str]]:
    """(title, text) of the reference articles."""
    found = []
    for path in sorted((DATA / "events").glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            article = json.loads(line)
            found.append((article.get("title") or "Untitled", article.get("text") or ""))
    return found


async def fill(url: str, count: int) -> None:
    """A database with `count` untriaged articles, known chats and their own topics."""
    now = datetime.now(UTC)
    async with schema.connect(url) as database, database.transaction() as connection:
        feed = {"id": 1, "url": "https://a.example/", "publisher": "A", "due_at": now + timedelta(days=9)}
        await connection.execute(insert(tables.feeds), feed | {"added_at": now, "baselined_at": now})
        chance, known = random.Random(1), texts()
        words = sorted({word for _, text in known[:50] for word in text.split() if word.isalpha()})
        rows: list[_Row] = [
            {
                "feed_id": 1, "publisher": f"Paper {number % 60}", "url": f"https://a.example/{number}",
                "title": title, "text": text, "language": "en", "dated": True, "baseline": False,
                "published_at": now, "first_seen_at": now,
            }
            for number in range(count)
            for title, text in [known[number % len(known)]]
        ]  # fmt: skip
        await connection.execute(insert(tables.articles), rows)
        chats: list[_Row] = [
            {"id": n, "telegram_id": 100 + n, "kind": "private", "title": "Reader", "created_at": now}
            for n in range(1, KNOWN + 61)
        ]
        await connection.execute(insert(tables.chats), chats)
        own: list[_Row] = [
            {
                "id": f"own-{n:016x}", "name": "N", "query": " ".join(chance.sample(words, 2)),
                "owner_chat_id": KNOWN + n, "state": "active", "created_at": now,
            }
            for n in range(1, 61)
        ]  # fmt: skip
        await connection.execute(insert(tables.topics), own)


async def ask(api: BotApi, seconds: float) -> list[float]:
    """The seconds that each of the /start took; 60 where there was no answer."""
    took: list[float] = []

    async def one(chat_id: int) -> None:
        before, started = len(api.messages(chat_id)), time.monotonic()
        api.user_sends(chat_id, "/start")
        try:
            await api.wait_for(lambda: len(api.messages(chat_id)) > before, 60)
        except TimeoutError:
            took.append(60.0)
            return
        took.append(time.monotonic() - started)

    tasks, until, number = [], time.monotonic() + seconds, 0
    while time.monotonic() < until:
        known = number % 4
        tasks.append(asyncio.create_task(one(101 + number % KNOWN if known else 10_000 + number)))
        number += 1
        await asyncio.sleep(EVERY_S)
    await asyncio.gather(*tasks)
    return took


async def left(url: str) -> int:
    """How many articles wait for triage."""
    database = Database.open(url)
    async with database.reading() as connection:
        waiting = select(func.count()).where(tables.articles.c.triaged_at.is_(None))
        count = await connection.scalar(waiting)
    await database.close()
    return int(count or 0)


async def measure(count: int, seconds: float) -> None:
    """Fill, run, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/sitrep.db"
        config = (ROOT / "config.example.toml").read_text(encoding="utf-8")
        feed = '[[feeds]]\nurl = "https://a.example/"\npublisher = "A"\n'
        Path(folder, "config.toml").write_text(config.partition("\n[[feeds]]")[0] + "\n" + feed)
        await fill(url, count)
        async with BotApi() as api:
            keep = {key: value for key, value in os.environ.items() if not key.startswith("SITREP_")}
            given = {
                "PYTHONPATH": str(ROOT), "SITREP_DATABASE__URL": url, "SITREP_TELEGRAM__TOKEN": api.token,
                "SITREP_TELEGRAM__API_URL": api.url,
            }  # fmt: skip
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--roles", "commands,triage,deliver",
                cwd=folder, env=keep | given, stdout=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            await api.wait_for(lambda: api.counts["getUpdates"] > 0, 60)
            before = await left(url)
            took = sorted(await ask(api, seconds))
            after = await left(url)
            process.terminate()
            await process.wait()
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(f"/start: {len(took)} asked, p50 {p50:.2f} s, p95 {p95:.2f} s, slowest {took[-1]:.2f} s")
    print(f"articles waiting for triage: {before} before, {after} after")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--seconds", type=float, default=30.0)
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.articles, arguments.seconds))


if __name__ == "__main__":
    main()
