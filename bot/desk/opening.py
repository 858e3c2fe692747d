"""What commands open by the configuration: database, HTTP client, writer. Nothing of Telegram."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date

import aiohttp

from bot.clock import Clock, utc_now
from bot.config.settings import FeedSettings, Settings
from bot.feeds.house import name_feed
from bot.http.fetch import Fetcher
from bot.http.robots import Robots
from bot.model import Feed, Topic
from bot.triage.writer import Writer, WriterLimits
from storage import budgets, feeds, schema, topics
from storage.database import Database


@asynccontextmanager
async def open_database(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Database]:
    """The database, at this program's schema and holding the configured topics and feeds."""
    configured = [Topic(topic.id, topic.name, topic.query) for topic in settings.topics]
    async with schema.connect(settings.database.url) as database:
        async with database.transaction() as connection:
            await topics.sync_configured(connection, configured, clock())
            known = await feeds.every(connection)
            wanted = [_wanted(feed, known) for feed in settings.feeds]
            await feeds.sync_configured(connection, wanted, clock())
        yield database


def _wanted(feed: FeedSettings, known: Sequence[Feed]) -> Feed:
    """A configured feed: whoever writes the configuration vouches for its name."""
    house = name_feed(feed.publisher, feed.url, known, keep_name=True).house
    return Feed(0, feed.url, feed.publisher, feed.language, house=house)


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
