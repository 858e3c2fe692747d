"""What `sitrep feeds` does: read and change the stored feeds, probe addresses, read and write OPML."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track

from bot.cli.options import execute_in
from bot.cli.table import show_table
from bot.clock import utc_now
from bot.config.load import load_from_environment
from bot.desk.opening import make_fetcher, open_database
from bot.errors import FeedError
from bot.feeds import opml
from bot.feeds.house import name_feed
from bot.feeds.probe import ProbedFeed, probe
from bot.log import redact
from bot.model import Feed, FeedState
from bot.polling.feed_state import is_stale
from storage import feeds, schema
from storage.database import Database
from storage.feeds import FeedHealth

T = TypeVar("T")


def show_health(config: Path | None, *, removed: bool) -> None:
    """Print a row per feed; with `removed`, removed feeds too."""

    async def read(database: Database) -> list[FeedHealth]:
        async with database.reading() as connection:
            return await feeds.list_all(connection, utc_now(), removed=removed)

    columns = ("publisher", "feed", "last success", "a day", "next poll", "last error")
    show_table(columns, [_row(health) for health in _look(config, read)])


def discover(config: Path | None, url: str) -> Sequence[ProbedFeed]:
    """The feeds at `url`, one at least. Raises FeedError where there is none."""
    result = execute_in(make_fetcher(load_from_environment(config)), lambda fetcher: probe(fetcher, url))
    if not result.feeds:
        raise FeedError(f"{redact(url)}: {result.problem}")
    return result.feeds


def show(feed: ProbedFeed) -> None:
    """Print title, address, publisher and newest entries of a feed."""
    url = redact(feed.url)
    click.echo(f"{feed.title}\n  {url}\n  {feed.publisher}, {feed.language}, {feed.entries} entries")
    for title, at in feed.newest:
        click.echo(f"  {f'{at:%Y-%m-%d %H:%M}' if at else 'undated':16} {title}")


def add(config: Path | None, feed: ProbedFeed, publisher: str | None, language: str) -> tuple[str, str]:
    """Store the feed; returns its address without credentials and its publisher.

    A `publisher` is kept as given; without one, a feed that takes another's name is told apart by its domain.
    """
    configured = _configured(config)

    async def store(database: Database) -> tuple[str, str]:
        async with database.transaction() as connection:
            known = [*configured, *await feeds.every(connection)]
            named = name_feed(publisher or feed.publisher, feed.url, known, keep_name=publisher is not None)
            added = await feeds.add(
                connection, feed.url, named.publisher, language, "admin", utc_now(), feed.title, named.house
            )
        return redact(added.url), added.publisher

    return _in_database(config, store)


def remove(config: Path | None, url: str) -> str:
    """Remove the feed at `url`, or the only one that has this address without its credentials.

    Returns the address without credentials. Raises FeedError where no feed, or more than one, has it.
    """
    address = redact(url)

    async def delete(database: Database) -> bool:
        async with database.transaction() as connection:
            if await feeds.remove(connection, url):
                return True
            stored = [health.feed.url for health in await feeds.list_all(connection, utc_now())]
            meant = [candidate for candidate in stored if redact(candidate) == url]
            return len(meant) == 1 and await feeds.remove(connection, meant[0])

    if not _in_database(config, delete):
        raise FeedError(f"no feed has the address {address}; sitrep feeds list shows all feeds")
    return address


def import_opml(
    config: Path | None, content: bytes, *, keep_names: bool = False
) -> tuple[opml.OpmlReport, int, list[str]]:
    """Store every feed of an OPML document; returns what was read, how many feeds are new, and new names.

    A feed that takes the name of a publisher elsewhere is told apart by its domain, unless `keep_names`.
    """
    report = opml.read(content)
    renamed: list[str] = []
    configured = _configured(config)

    async def store(database: Database) -> int:
        new = 0
        console = Console(stderr=True)
        async with database.transaction() as connection:
            known = {feed.url: feed for feed in await feeds.every(connection)}
            for feed in track(report.feeds, "importing", disable=not sys.stderr.isatty(), console=console):
                new += feed.url not in known or known[feed.url].state is not FeedState.ACTIVE
                named = name_feed(
                    feed.publisher, feed.url, [*configured, *known.values()], keep_name=keep_names
                )
                if feed.url not in known and named.publisher != feed.publisher and named.namesake:
                    renamed.append(named.publisher)
                known[feed.url] = await feeds.add(
                    connection, feed.url, named.publisher, feed.language, "admin", utc_now(), feed.title,
                    named.house,
                )  # fmt: skip
        return new

    return report, _in_database(config, store), renamed


def export(config: Path | None, *, with_passwords: bool = False) -> tuple[str, int]:
    """All feeds as an OPML document, and how many addresses lost a password or key in it."""

    async def read(database: Database) -> list[FeedHealth]:
        async with database.reading() as connection:
            return await feeds.list_all(connection, utc_now())

    stored = [health.feed for health in _look(config, read)]
    cut = 0 if with_passwords else sum(redact(feed.url) != feed.url for feed in stored)
    return opml.write(stored, utc_now(), with_passwords=with_passwords), cut


def _configured(config: Path | None) -> list[Feed]:
    """The feeds of the configuration, whose names are taken though nothing has applied it yet."""
    return [Feed(0, one.url, one.publisher, one.language) for one in load_from_environment(config).feeds]


def _in_database(config: Path | None, work: Callable[[Database], Awaitable[T]]) -> T:
    """Run `work`, which changes something, on the configured database, created or upgraded if need be."""
    return execute_in(open_database(load_from_environment(config)), work)


def _look(config: Path | None, work: Callable[[Database], Awaitable[T]]) -> T:
    """Run `work`, which only reads, on the configured database as it is."""
    return execute_in(schema.look(load_from_environment(config).database.url), work)


def _row(health: FeedHealth) -> tuple[str, ...]:
    feed = health.feed
    failures = f"{feed.failures} times: " if feed.failures > 1 else ""
    return (
        feed.publisher,
        redact(feed.url),
        _when(feed.last_success_at),
        f"{health.entries_a_day:.1f}",
        feed.state.value if feed.state is not FeedState.ACTIVE else _when(feed.due_at),
        f"{failures}{feed.last_error}" if feed.last_error else _staleness(feed, utc_now()),
    )


def _staleness(feed: Feed, now: datetime) -> str:
    if feed.newest_at is None or not is_stale(feed, now):
        return ""
    return f"stale: nothing new for {(now - feed.newest_at).days} days"


def _when(at: datetime | None) -> str:
    return f"{at:%m-%d %H:%M}" if at else "never"
