"""What benchmarks of the whole bot share: settings between a newsstand and a Bot API, and a look inside."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from benchmarks.fleet_processes import Fleet
from benchmarks.newsstand import Newsstand
from bot.demo.standin.server import BotApi
from storage import chats, leases, topics
from storage.database import Database
from storage.tables import feeds


def settings(
    stand: Newsstand,
    api: BotApi,
    database_url: str,
    queries: Mapping[str, str],
    **sections: Mapping[str, object],
) -> dict[str, Any]:
    """Settings as in config.toml: topics by their ids, without a cap of alerts; `sections` add keys."""
    base: dict[str, Any] = {
        "telegram": {"token": api.token, "api_url": api.url},
        "database": {"url": database_url},
        "poll": {"per_host_gap": "0s", "allow_private_hosts": True},
        "feeds": [
            {"url": f"{stand.url}/feed/{number}", "publisher": f"Gazette {number}"}
            for number in range(stand.feeds)
        ],
        "topics": [{"id": name, "name": name.title(), "query": query} for name, query in queries.items()],
        "alerts": {"per_hour": 100_000, "feed_per_hour": 100_000},
        "facts": {"fetch_articles": False},
        "health": {"listen": ""},
    }
    return base | {name: base.get(name, {}) | dict(keys) for name, keys in sections.items()}


async def follow(database: Database, topic_id: str, count: int) -> None:
    """Chats 1 to `count` follow a topic."""
    now = datetime.now(UTC)
    async with database.transaction() as connection:
        for number in range(1, count + 1):
            chat = await chats.register(connection, number, None, "private", "", now)
            await topics.subscribe(connection, chat.id, topic_id, now)


async def until_polled(database: Database, patience_s: float) -> None:
    """Wait until every feed has its baseline. Raises TimeoutError."""
    unread = select(func.count()).where(feeds.c.baselined_at.is_(None))
    async with asyncio.timeout(patience_s):
        while True:
            async with database.reading() as connection:
                if not await connection.scalar(unread):
                    return
            await asyncio.sleep(0.1)


async def holder(database: Database, lease: str, fleet: Fleet) -> str:
    """The process that has a lease. Raises LookupError where none that runs has it."""
    async with database.reading() as connection:
        held = await leases.current(connection, lease)
    found = "::" if held is None else held.holder
    for name, process in fleet.running.items():
        if found.split(":")[2] == str(process.pid):
            return name
    raise LookupError(f"nobody has the lease of {lease}")
