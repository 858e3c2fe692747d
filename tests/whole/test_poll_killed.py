"""`sitrep poll` as a real process that is stopped and killed: nothing is lost and nothing comes twice."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from bot.demo.standin.server import PATIENCE_S
from storage import feeds, schema, tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, Request, item, rss

_CONFIG = """
[database]
url = "sqlite:///{folder}/sitrep.db"
[poll]
allow_private_hosts = true
per_host = 64
per_host_gap = "0s"
[facts]
fetch_articles = false
[[topics]]
id = "floods"
name = "Floods"
query = "flood"
"""
_FEEDS, _ENTRIES = 30, 8


@pytest.fixture
async def database(tmp_path: Path, host: FeedHost) -> AsyncIterator[Database]:
    """Thirty feeds that are past their first poll."""
    (tmp_path / "config.toml").write_text(_CONFIG.format(folder=tmp_path))
    made = Database.open(f"sqlite:///{tmp_path / 'sitrep.db'}")
    await schema.upgrade(made)
    now = datetime.now(UTC)
    async with made.transaction() as connection:
        for number in range(_FEEDS):
            await feeds.add(connection, f"{host.url}/{number}", f"P{number}", "en", "admin", now)
        await connection.execute(update(tables.feeds).values(baselined_at=now))
    yield made
    await made.close()


async def _start(folder: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "poll", "--config", str(folder / "config.toml"), cwd=Path.cwd(),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


def _feed(number: int, now: datetime) -> bytes:
    entries = []
    for entry in range(_ENTRIES):
        title = (
            f"Flood {number}-{entry} closes the road" if entry % 4 == 0 else f"Choir {number}-{entry} sings"
        )
        date = now.strftime("%a, %d %b %Y %H:%M:%S GMT")
        entries.append(item(entry + 1000 * number, title, date=date))
    return rss(*entries)


async def test_killed_again_and_again_it_ends_with_every_article_once(
    database: Database, host: FeedHost, tmp_path: Path
) -> None:
    now, kill_at, reached = datetime.now(UTC), [12, 22, 27], asyncio.Event()

    def answering(number: int) -> Callable[[Request, asyncio.StreamWriter], Awaitable[None]]:
        async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
            # One after another, lest everything is stored in one transaction that is killed or is not.
            killed = reached
            await asyncio.sleep(number * 0.01)
            if kill_at and number >= kill_at[0]:
                killed.set()
                await asyncio.Event().wait()  # what comes from here on comes in the next process's time
            writer.write(Answer(_feed(number, now)).raw())

        return answer

    host.answers |= {f"/{number}": answering(number) for number in range(_FEEDS)}
    while kill_at:
        process = await _start(tmp_path)
        await asyncio.wait_for(reached.wait(), PATIENCE_S)
        process.send_signal(signal.SIGKILL)
        assert await process.wait() == -signal.SIGKILL
        kill_at.pop(0)
        reached = asyncio.Event()
        await _leases_run_out(database)
    async with database.reading() as connection:
        stored = await connection.scalar(select(func.count()).select_from(tables.articles))
    assert (stored or 0) < _FEEDS * _ENTRIES, "killed in the middle"
    process = await _start(tmp_path)
    _, output = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert process.returncode == 0, output
    async with database.reading() as connection:
        titles = list(await connection.scalars(select(tables.articles.c.title)))
        untriaged = await connection.scalar(
            select(func.count()).where(tables.articles.c.triaged_at.is_(None))
        )
        matched = list(await connection.scalars(select(tables.matches.c.article_id)))
    assert len(titles) == len(set(titles)) == _FEEDS * _ENTRIES
    assert untriaged == 0
    assert len(matched) == len(set(matched)) == sum(title.startswith("Flood") for title in titles)


async def _leases_run_out(database: Database) -> None:
    """What ten minutes do."""
    async with database.transaction() as connection:
        await connection.execute(update(tables.feeds).values(leased_until_at=None))
        await connection.execute(delete(tables.leases))


async def test_sigterm_stores_what_came_and_gives_the_rest_back(
    database: Database, host: FeedHost, tmp_path: Path
) -> None:
    asked = asyncio.Event()

    async def hang(_: Request, _writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    host.answers |= {f"/{number}": Answer(_feed(number, datetime.now(UTC))) for number in range(_FEEDS - 1)}
    host.answers[f"/{_FEEDS - 1}"] = hang
    process = await _start(tmp_path)
    await asyncio.wait_for(asked.wait(), PATIENCE_S)
    process.send_signal(signal.SIGTERM)
    _, output = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    # Before that, it says how the stored configuration differs.
    lines = [line for line in output.decode().splitlines() if "configuration: " not in line]
    assert (process.returncode, len(lines)) == (143, 1)
    assert "the next run polls the other feeds" in lines[0]
    async with database.reading() as connection:
        leased = select(func.count()).where(tables.feeds.c.leased_until_at.is_not(None))
        waiting = select(tables.feeds.c.url).where(tables.feeds.c.last_polled_at.is_(None))
        assert await connection.scalar(leased) == 0
        assert f"{host.url}/{_FEEDS - 1}" in list(await connection.scalars(waiting))
