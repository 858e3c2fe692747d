"""Backups go back into their place, and a database moves between SQLite and PostgreSQL, whole."""

import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.errors import StorageError
from bot.model import Topic
from storage import chats, copying, feeds, leases, maintenance, schema, topics
from storage.database import Database
from storage.tables import alerts, articles, matches, metadata, outbox
from tests.stored import NOW, add_article, open_bare


async def fill(database: Database, count: int) -> None:
    """That many articles, and rows in most tables; NULLs, JSON, instants, text that is hard to carry."""
    async with database.transaction() as connection:
        await feeds.add(connection, "http://a.example/", "Post", "en", "admin", NOW)
        await topics.sync_configured(connection, [Topic("dams", "Dams", "dam")], NOW)
        chat = await chats.register(connection, 5, None, "private", "Ann 🌍", NOW)
        await topics.subscribe(connection, chat.id, "dams", NOW)
        await add_article(connection, 1, "Dam 1", published_at=NOW, story_id=1)
        stored = (await connection.execute(select(articles))).one()._asdict()
        first = {column: value for column, value in stored.items() if value is not None}
        others = [first | {"id": number, "title": f"Dam {number}"} for number in range(2, count + 1)]
        await connection.execute(articles.insert(), others)
        match = {"article_id": 1, "topic_id": "dams", "score": 0.5, "terms": ["dam", "سد"]}
        await connection.execute(matches.insert(), match)
        alert = {"story_id": 1, "kind": "alert", "position": 0, "created_at": NOW, "due_at": NOW}
        await connection.execute(alerts.insert(), alert | {"facts": [{"text": "A dam burst."}]})
        row = {"chat_id": chat.id, "kind": "alert", "alert_id": 1, "story_id": 1, "due_at": NOW}
        await connection.execute(outbox.insert(), row | {"created_at": NOW})
        await leases.take(connection, "triage", "x", NOW, NOW + timedelta(hours=1))


@pytest.fixture(params=["sqlite", "postgres"])
async def target(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database with the schema, besides the one to be copied."""
    on_postgres = request.param == "postgres"
    file = f"sqlite:///{tmp_path / 'target.db'}"
    database = await open_bare(request.getfixturevalue("bare_postgres_url") if on_postgres else file)
    await schema.upgrade(database)
    yield database
    await database.close()


async def content(database: Database) -> Mapping[str, list[tuple[object, ...]]]:
    """Every row of every table but leases, and which JSON values are NULL rather than JSON's null."""
    async with database.reading() as connection:
        held = {
            table.name: sorted((tuple(row) for row in await connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name != "leases"
        }
        nulls = await connection.execute(
            text("SELECT id, effect IS NULL, kind_reasons IS NULL FROM articles ORDER BY id")
        )
        return held | {"nulls": [tuple(map(bool, row)) for row in nulls]}


async def test_everything_moves_to_the_other_database_and_back(database: Database, target: Database) -> None:
    await fill(database, 2100)
    seen: dict[str, int] = {}

    def progress(table: str, rows: int) -> None:
        seen[table] = seen.get(table, 0) + rows

    counts = await copying.copy(database, target, NOW, progress)

    assert await content(target) == await content(database)
    assert counts["articles"] == seen["articles"] == 2100
    assert {name: count for name, count in counts.items() if count} == seen
    async with target.transaction() as connection:
        added = await feeds.add(connection, "http://b.example/", "Post", "en", "admin", NOW)
        assert added.id == 2, "new rows are numbered after the copied ones"
    with pytest.raises(StorageError, match="is not empty"):
        await copying.copy(database, target, NOW, progress)


async def test_nothing_is_copied_from_under_a_running_sitrep(database: Database, target: Database) -> None:
    await fill(database, 2)
    async with database.transaction() as connection:
        await leases.take(connection, "deliver", "host:1", NOW, NOW + timedelta(seconds=10))
    with pytest.raises(StorageError, match="Sitrep is running on this database"):
        await copying.copy(database, target, NOW, lambda *_: None)
    async with target.reading() as connection:
        assert await connection.scalar(select(articles.c.id).limit(1)) is None
    await copying.copy(database, target, NOW + timedelta(minutes=1), lambda *_: None)


@pytest.fixture
async def backup(tmp_path: Path) -> Path:
    """A backup with one feed."""
    file = tmp_path / "backup.db"
    async with schema.connect(f"sqlite:///{tmp_path / 'old.db'}") as database:
        async with database.transaction() as connection:
            await feeds.add(connection, "http://backed-up.example/", "Post", "en", "admin", NOW)
        await maintenance.backup(database, file)
    return file


async def polled(path: Path) -> list[str]:
    async with schema.connect(f"sqlite:///{path}") as database, database.reading() as connection:
        return [feed.url for feed in await feeds.every(connection)]


async def test_a_backup_replaces_a_database_whose_log_was_left_behind(tmp_path: Path, backup: Path) -> None:
    """As after kill -9: a plain copy would meet the old log, and be malformed or stay as it was."""
    live, killed = tmp_path / "live.db", tmp_path / "sitrep.db"
    async with schema.connect(f"sqlite:///{live}") as database:
        async with database.transaction() as connection:
            await feeds.add(connection, "http://newer.example/", "Post", "en", "admin", NOW)
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(f"{live}{suffix}", f"{killed}{suffix}")
    kept = copying.restore(backup, f"sqlite:///{killed}", NOW)
    assert await polled(killed) == ["http://backed-up.example/"]
    assert kept is not None
    assert await polled(kept) == ["http://newer.example/"]
    assert copying.restore(backup, f"sqlite:///{tmp_path / 'fresh.db'}", NOW) is None
    if os.geteuid() == 0:  # root restores for a service that runs under another name
        os.chown(killed, 4242, 4243)
        assert copying.restore(backup, f"sqlite:///{killed}", NOW + timedelta(hours=1)) is not None
        assert (killed.stat().st_uid, killed.stat().st_gid) == (4242, 4243)
    assert await polled(tmp_path / "fresh.db") == ["http://backed-up.example/"]


async def test_nothing_is_replaced_under_a_process_or_by_something_unsound(
    tmp_path: Path, backup: Path
) -> None:
    target = tmp_path / "sitrep.db"
    address = f"sqlite:///{target}"
    async with schema.connect(address) as database, database.reading() as connection:
        await connection.execute(select(articles.c.id))
        with pytest.raises(StorageError, match="another process uses"):
            copying.restore(backup, address, NOW)
    torn = tmp_path / "torn.db"
    content = bytearray(backup.read_bytes())
    content[8192 * 3 : 8192 * 4] = b"x" * 8192
    torn.write_bytes(content)
    empty = tmp_path / "empty.db"
    with closing(sqlite3.connect(empty)) as other:
        other.execute("CREATE TABLE other (id)")
    text_file = tmp_path / "notes.txt"
    text_file.write_text("no database" * 100)
    for file, problem in (
        (torn, "damaged|malformed"),
        (empty, "is not a database of Sitrep"),
        (text_file, "not a database"),
        (tmp_path / "gone.db", "does not exist"),
        (target, "is the database itself"),
    ):
        with pytest.raises(StorageError, match=problem):
            copying.restore(file, address, NOW)
    assert await polled(target) == []
    assert list(tmp_path.glob("*.restoring")) == []
    with pytest.raises(StorageError, match="pg_restore"):
        copying.restore(backup, "postgresql://host/x", NOW)


async def test_a_damaged_database_can_be_replaced(tmp_path: Path, backup: Path) -> None:
    target = tmp_path / "sitrep.db"
    target.write_bytes(b"this was a database" * 1000)
    kept = copying.restore(backup, f"sqlite:///{target}", NOW)
    assert kept is not None
    assert await polled(target) == ["http://backed-up.example/"]
