"""What commands open by the configuration: database, HTTP client, writer. Nothing of Telegram."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date

import aiohttp

from bot.config.settings import Settings
from bot.http.fetch import Fetcher
from bot.http.robots import Robots
from bot.triage.writer import Writer, WriterLimits
from storage import budgets, schema
from storage.database import Database


def open_database(settings: Settings) -> AbstractAsyncContextManager[Database]:
    """The database, brought to this program's schema; see `storage.schema.connect`."""
    return schema.connect(settings.database.url)


def make_fetcher(settings: Settings) -> Fetcher:
    """The HTTP client of polling, with the configured limits."""
    poll = settings.poll
    return Fetcher(
        user_agent=poll.user_agent,
        timeout_s=poll.timeout.total_seconds(),
        max_bytes=poll.max_bytes,
        concurrency=poll.concurrency,
        per_host=poll.per_host,
        per_host_gap_s=poll.per_host_gap.total_seconds(),
        allow_private_hosts=poll.allow_private_hosts,
    )


def make_robots(settings: Settings, fetcher: Fetcher) -> Robots:
    """The robots.txt rules that apply to the product token of our User-Agent (RFC 9309 section 2.2.1)."""
    return Robots(fetcher, settings.poll.user_agent.partition("/")[0])


@asynccontextmanager
async def open_writer(settings: Settings, database: Database) -> AsyncIterator[Writer | None]:
    """The writer that `[facts] writer` asks for; None if facts stay as they were chosen."""
    facts = settings.facts
    if facts.writer == "extract":
        yield None
        return
    key = facts.openai_key.get_secret_value() if facts.openai_key else None
    limits = WriterLimits(facts.openai_url, facts.openai_model, key, facts.openai_timeout.total_seconds())

    async def spend(day: date) -> bool:
        async with database.transaction() as connection:
            return await budgets.spend(connection, "writer", day, facts.openai_daily)

    async with aiohttp.ClientSession() as session:
        yield Writer(session, limits, spend)
