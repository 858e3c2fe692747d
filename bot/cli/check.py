"""`sitrep check`: configuration, database, token and every feed, a line each."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.cli.table import show_table
from bot.clock import utc_now
from bot.config.load import load_from_environment
from bot.config.settings import FeedSettings, Settings
from bot.desk.app import make_desk, open_telegram
from bot.desk.opening import make_fetcher
from bot.errors import ConfigError, FeedError, SitrepError, StorageError
from bot.feeds.parse import parse_feed
from bot.http.address import without_credentials
from bot.http.fetch import Fetcher
from bot.model import Feed
from storage import schema
from storage.database import Database, missing_file


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was checked."""

    name: str
    good: bool
    said: str
    entries: str = ""
    newest: str = ""
    seconds: float = 0.0


async def check_all(config: Path | None) -> bool:
    """Check everything and print the table; whether all of it is good."""
    try:
        settings = load_from_environment(config)
    except ConfigError as error:
        lines = [Line("configuration", False, problem) for problem in error.problems]
        _print(lines)
        return False
    counted = f"{len(settings.feeds)} feeds, {len(settings.topics)} topics"
    lines = [Line("configuration", True, counted)]
    lines.append(await _timed("database", lambda: _check_database(settings)))
    lines.append(await _timed("token", lambda: _check_token(settings)))
    async with make_fetcher(settings) as fetcher:
        lines += await asyncio.gather(*(_check_feed(fetcher, feed) for feed in settings.feeds))
    _print(lines)
    return all(line.good for line in lines)


async def _timed(name: str, check: Callable[[], Awaitable[str]]) -> Line:
    """A line with what `check` says, or with why it failed."""
    started = time.perf_counter()
    try:
        good, said = True, await check()
    except (SitrepError, OSError) as error:
        good, said = False, str(error)
    except Exception as error:
        good, said = False, f"{type(error).__name__}: {error}"
    return Line(name, good, said, seconds=time.perf_counter() - started)


async def _check_database(settings: Settings) -> str:
    """Look at the database and change nothing."""
    address = settings.database.url
    if file := missing_file(address):
        if not file.absolute().parent.is_dir():
            raise StorageError(f"{file.parent} is no folder; make it first")
        return f"{file} is not there yet: the first run makes it"
    async with schema.connect(address, migrate=False) as database:
        found = await schema.revision(database)
        return f"{database.address}, schema {found or 'none yet'}, newest known {schema.HEAD}"


async def _check_token(settings: Settings) -> str:
    if settings.telegram.token is None:
        raise ConfigError(["missing: ask @BotFather for one, put it into SITREP_TELEGRAM__TOKEN"])
    stop = asyncio.Event()
    database = Database.open("sqlite://")
    desk = make_desk(settings, database, utc_now)
    asyncio.get_running_loop().call_later(settings.poll.timeout.total_seconds(), stop.set)
    async with open_telegram(settings, desk, stop) as application:
        if stop.is_set():
            raise SitrepError(f"{settings.telegram.api_url} cannot be reached; check the network")
        return f"@{application.bot.username}"


async def _check_feed(fetcher: Fetcher, feed: FeedSettings) -> Line:
    """Poll a feed without storing anything."""
    started = time.perf_counter()
    response = await fetcher.fetch(Feed(0, feed.url, feed.publisher, feed.language))
    seconds = time.perf_counter() - started
    name = f"{feed.publisher} {without_credentials(feed.url)}"
    if response.error is not None or response.body is None:
        return Line(
            name, False, response.error or f"answered {response.status} without a body", seconds=seconds
        )
    try:
        parsed = parse_feed(response.body, response.content_type, response.url)
    except FeedError as error:
        return Line(name, False, str(error), seconds=seconds)
    dates = [entry.published_at for entry in parsed.entries if entry.published_at]
    newest = f"{max(dates):%Y-%m-%d %H:%M}" if dates else "undated"
    said = f"{response.status} {parsed.warning or parsed.title}"
    return Line(name, True, said, str(len(parsed.entries)), newest, seconds)


def _print(lines: list[Line]) -> None:
    show_table(
        ("", "checked", "status", "entries", "newest", "time"),
        [
            (
                "ok" if line.good else "FAILED",
                line.name,
                line.said,
                line.entries,
                line.newest,
                f"{line.seconds:.1f} s" if line.seconds else "",
            )
            for line in lines
        ],
        ["green" if line.good else "red" for line in lines],
    )
