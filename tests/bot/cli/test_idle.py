"""`sitrep poll` with nothing due: it says so, and loads neither stations nor HTTP."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, update

from bot.cli.idle import NOTHING_POLLED, nothing_to_do
from bot.cli.once import _summary
from bot.polling.report import PollReport
from bot.triage.station import TriageReport
from storage import feeds, glance, schema, tables
from storage.database import Database

_NOW = datetime.now(UTC)
_ARTICLE = {
    "feed_id": 1, "publisher": "P", "url": "u", "title": "T", "text": "", "language": "en",
    "published_at": _NOW, "dated": True, "first_seen_at": _NOW, "baseline": False,
}  # fmt: skip


async def _feed(url: str, due_at: datetime) -> None:
    database = Database.open(url)
    await schema.upgrade(database)
    async with database.transaction() as connection:
        await feeds.add(connection, "http://127.0.0.1:1/f", "P", "en", "admin", _NOW)
        await connection.execute(update(tables.feeds).values(due_at=due_at))
    await database.close()


async def test_what_is_due_or_waits_is_work(bare_database: Database) -> None:
    url = bare_database.engine.url.render_as_string(hide_password=False)
    assert not await asyncio.to_thread(nothing_to_do, url), "no feeds yet: the configuration is to be applied"
    await _feed(url, _NOW + timedelta(days=1))
    assert await asyncio.to_thread(nothing_to_do, url)
    async with bare_database.transaction() as connection:
        await connection.execute(insert(tables.articles), _ARTICLE)
    assert not await asyncio.to_thread(nothing_to_do, url)
    async with bare_database.transaction() as connection:
        await connection.execute(update(tables.articles).values(triaged_at=_NOW))
        await connection.execute(update(tables.feeds).values(due_at=_NOW))
    assert not await asyncio.to_thread(nothing_to_do, url)
    async with bare_database.transaction() as connection:
        await connection.execute(update(tables.feeds).values(leased_until_at=_NOW + timedelta(days=1)))
    assert await asyncio.to_thread(nothing_to_do, url), "another process polls it"
    async with bare_database.transaction() as connection:
        story = {"id": 1, "headline": "T", "founded_at": _NOW, "last_report_at": _NOW}
        await connection.execute(insert(tables.stories), story)
        left = {"story_id": 1, "kind": "edit", "topic_ids": "", "by_default": False, "silent": False}
        await connection.execute(
            insert(tables.fanouts), left | {"due_at": _NOW, "created_at": _NOW, "done_to": 1000}
        )
    assert not await asyncio.to_thread(nothing_to_do, url), "a killed run left a fan-out"


def test_a_database_of_another_schema_is_opened_to_be_upgraded(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sitrep.db'}"
    asyncio.run(_feed(url, _NOW + timedelta(days=1)))
    assert glance.head() == schema.HEAD
    assert nothing_to_do(url)
    with closing(sqlite3.connect(tmp_path / "sitrep.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    assert not nothing_to_do(url)
    assert not nothing_to_do(f"{url}.missing")
    assert not (tmp_path / "sitrep.db.missing").exists()


def test_the_command_loads_little(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sitrep.db'}"
    asyncio.run(_feed(url, _NOW + timedelta(days=1)))
    (tmp_path / "config.toml").write_text(f'[database]\nurl = "{url}"\n')
    program = (
        "import sys; from bot.cli.main import main\n"
        f"sys.argv = ['sitrep', 'poll', '--config', {str(tmp_path / 'config.toml')!r}]\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "slow = {'aiohttp', 'lxml', 'sqlalchemy', 'bot.triage.station', 'bot.feeds.parse'}\n"
        "print(sorted(slow & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [NOTHING_POLLED, "[]"]


def test_it_says_what_a_poll_of_nothing_says() -> None:
    assert _summary(PollReport(), TriageReport()) == NOTHING_POLLED
