"""`sitrep check`: check configuration, database, token and every feed, and print a line per check."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.cli.table import show_table
from bot.clock import utc_now
from bot.config.load import load_from_environment
from bot.config.settings import FeedSettings, Settings
from bot.desk.app import make_desk
from bot.desk.opening import make_fetcher
from bot.desk.telegram import open_telegram
from bot.errors import ConfigError, FeedError, OverBudgetError, SitrepError, StorageError
from bot.feeds.parse import READER, parse_feed
from bot.http.fetch import Fetcher
from bot.log import redact
from bot.model import Feed
from bot.news.articles.belief import common_problem
from bot.workers.pool import Workers, memory_for
from storage import pages, schema
from storage.database import Database, missing_file

_PAGES_FOR = timedelta(days=7)
"""How far back to look at which pages could be read."""


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check, a row of the table."""

    name: str
    passed: bool
    status: str
    entries: str = ""
    newest: str = ""
    seconds: float = 0.0


async def check_all(config: Path | None) -> bool:
    """Check everything and print the table; returns whether every check passed."""
    try:
        settings = load_from_environment(config)
    except ConfigError as error:
        _print([Check("configuration", False, problem) for problem in error.problems])
        return False
    counts = f"{len(settings.feeds)} feeds, {len(settings.topics)} topics"
    checks = [
        Check("configuration", True, counts),
        await _timed("database", lambda: _check_database(settings)),
        await _timed("token", lambda: _check_token(settings)),
    ]
    memory_mb = memory_for(settings.poll.max_bytes)
    async with make_fetcher(settings) as fetcher, Workers(memory_mb=memory_mb, modules=READER) as workers:
        checks += await asyncio.gather(*(check_feed(fetcher, workers, feed) for feed in settings.feeds))
    checks += await _check_pages(settings)
    _print(checks)
    return all(check.passed for check in checks)


async def _timed(name: str, check: Callable[[], Awaitable[str]]) -> Check:
    """Run `check`; its status is what it returns, or why it failed."""
    started = time.perf_counter()
    try:
        passed, status = True, await check()
    except (SitrepError, OSError) as error:
        passed, status = False, str(error)
    except Exception as error:
        passed, status = False, f"{type(error).__name__}: {error}"
    return Check(name, passed, status, seconds=time.perf_counter() - started)


async def _check_database(settings: Settings) -> str:
    """Inspect the database; change nothing."""
    address = settings.database.url
    if file := missing_file(address):
        if not file.absolute().parent.is_dir():
            raise StorageError(f"{file.parent} is not a folder; create it first")
        return f"{file} does not exist yet; the first run creates it"
    async with schema.connect(address, migrate=False) as database:
        revision = await schema.revision(database)
        return f"{database.address}, schema {revision or 'none yet'}, newest {schema.HEAD}"


async def _check_pages(settings: Settings) -> list[Check]:
    """The publishers whose pages could not be read lately. That is no failure: the feed's text is used."""
    address = settings.database.url
    if missing_file(address):
        return []
    try:
        async with schema.connect(address, migrate=False) as database, database.reading() as connection:
            if await schema.revision(database) != schema.HEAD:
                return []
            tried = await pages.problems(connection, utc_now() - _PAGES_FOR)
    except StorageError:
        return []  # the check of the database says so
    found = {publisher: common_problem(problems) for publisher, problems in sorted(tried.items())}
    return [
        Check(publisher, True, f"pages of {publisher} cannot be read: {problem}")
        for publisher, problem in found.items()
        if problem
    ]


async def _check_token(settings: Settings) -> str:
    if settings.telegram.token is None:
        raise ConfigError(["missing; get one from @BotFather and put it into SITREP_TELEGRAM__TOKEN"])
    stop = asyncio.Event()
    database = Database.open("sqlite://")
    desk = make_desk(settings, database, utc_now)
    asyncio.get_running_loop().call_later(settings.poll.timeout.total_seconds(), stop.set)
    async with open_telegram(settings, desk, stop) as application:
        if stop.is_set():
            raise SitrepError(f"cannot reach {settings.telegram.api_url}; check the network")
        return f"@{application.bot.username}"


async def check_feed(fetcher: Fetcher, workers: Workers, feed: FeedSettings) -> Check:
    """Fetch and read a feed; store nothing.

    Documents are read by `workers`, so that none that is slow makes the other feeds' requests time out.
    """
    started = time.perf_counter()
    response = await fetcher.fetch(Feed(0, feed.url, feed.publisher, feed.language))
    seconds = time.perf_counter() - started
    name = f"{feed.publisher} {redact(feed.url)}"
    if response.error is not None or response.body is None:
        problem = response.error or f"the server answered {response.status} without a body"
        return Check(name, False, problem, seconds=seconds)
    try:
        parsed = await workers.run(parse_feed, response.body, response.content_type, response.url)
    except FeedError as error:
        return Check(name, False, str(error), seconds=seconds)
    except OverBudgetError as error:
        return Check(name, False, f"the document {error}", seconds=seconds)
    dates = [entry.published_at for entry in parsed.entries if entry.published_at]
    newest = f"{max(dates):%Y-%m-%d %H:%M}" if dates else "undated"
    status = f"{response.status} {parsed.warning or parsed.title}"
    return Check(name, True, status, str(len(parsed.entries)), newest, seconds)


def _print(checks: list[Check]) -> None:
    show_table(
        ("", "check", "status", "entries", "newest", "time"),
        [
            (
                "ok" if check.passed else "FAILED",
                check.name,
                check.status,
                check.entries,
                check.newest,
                f"{check.seconds:.1f} s" if check.seconds else "",
            )
            for check in checks
        ],
        ["green" if check.passed else "red" for check in checks],
    )
