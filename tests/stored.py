"""Databases as tests begin with them: without any table, or with rows put straight into the tables."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema, tables
from storage.database import Database, insert_or_ignore

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


async def open_bare(url: str) -> Database:
    """A database without any table, whatever was in it."""
    database = Database.open(url)
    if database.engine.dialect.name == "postgresql":
        async with database.transaction() as connection:
            await connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            await connection.exec_driver_sql("CREATE SCHEMA public")
    return database


_new: list[bytes] = []
"""The file of a new database, once one was made."""


async def new_file(path: Path) -> str:
    """The address of a new SQLite database with the schema: made once a process, then copied."""
    url = f"sqlite:///{path}"
    if not _new:
        async with schema.connect(url):
            pass
        _new.append(path.read_bytes())
    path.write_bytes(_new[0])
    return url


async def add_article(
    connection: AsyncConnection,
    article_id: int,
    title: str,
    text: str = "",
    *,
    publisher: str = "Harbour Post",
    published_at: datetime = NOW,
    story_id: int | None = None,
    topics: tuple[str, ...] = (),
    silence: str | None = None,
    language: str = "en",
    triaged: bool = True,
) -> None:
    """Store an article of feed 1, with its story where `story_id` is its own, and its matches."""
    feed = {
        "id": 1,
        "url": "https://example.com/feed",
        "publisher": publisher,
        "due_at": NOW,
        "added_at": NOW,
    }
    await connection.execute(insert_or_ignore(connection, tables.feeds), feed)
    article = {
        "id": article_id,
        "feed_id": 1,
        "publisher": publisher,
        "url": f"https://example.com/{article_id}",
        "title": title,
        "text": text or f"{title}. It was reported on the day.",
        "language": language,
        "published_at": published_at,
        "dated": True,
        "first_seen_at": published_at,
        "baseline": False,
        "triaged_at": published_at if triaged else None,
        "story_id": story_id,
        "silence": silence,
    }
    await connection.execute(insert(tables.articles), article)
    if story_id == article_id:
        story = {
            "id": story_id,
            "headline": title,
            "founded_at": published_at,
            "last_report_at": published_at,
        }
        await connection.execute(insert(tables.stories), story)
    for topic in topics:
        match = {"article_id": article_id, "topic_id": topic, "score": 0.9, "terms": ["Harun"]}
        await connection.execute(insert(tables.matches), match)


async def add_delivery(
    connection: AsyncConnection, chat_id: int, story_id: int, state: str = "due", **more: object
) -> int:
    """Queue an alert of a story for a chat and return its row."""
    row = {
        "chat_id": chat_id,
        "kind": "alert",
        "story_id": story_id,
        "state": state,
        "due_at": NOW,
        "created_at": NOW,
        **more,
    }
    made = await connection.execute(insert(tables.outbox).returning(tables.outbox.c.id), row)
    return int(made.scalar_one())
