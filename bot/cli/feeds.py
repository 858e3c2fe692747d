"""`sitrep feeds`: which feeds there are, how they do, adding and removing them, OPML in and out."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TypeVar

import click
from rich.console import Console
from rich.progress import track
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cli.table import show_table
from bot.config.load import load_from_environment
from bot.desk.opening import make_fetcher, open_database
from bot.errors import FeedError
from bot.feeds import opml
from bot.feeds.probe import Probe, ProbedFeed, probe
from bot.http.address import without_credentials
from bot.model import Feed, FeedState
from storage import feeds as stored
from storage.database import Database
from storage.feeds import FeedHealth

T = TypeVar("T")
_CONFIG = click.option("--config", type=click.Path(path_type=Path), help="The configuration.")


@click.group(short_help="List, add and remove feeds; OPML.")
def feeds() -> None:
    """The feeds that are polled: those of the configuration and those added here or in the chat."""


@feeds.command("list", short_help="Every feed, and how it does.")
@_CONFIG
@click.option("--all", "removed", is_flag=True, help="Those that are polled no more, too.")
def list_feeds(config: Path | None, removed: bool) -> None:
    """Every feed with its last success, entries a day, next poll, and what went wrong."""

    async def work(database: Database) -> None:
        now = datetime.now(UTC)
        async with database.reading() as connection:
            found = await stored.list_all(connection, now, removed=removed)
        show_health(found)

    _with_database(config, work)


@feeds.command()
@click.argument("url")
@_CONFIG
@click.option("--publisher", help="Who stands behind it; else the feed's own word for it.")
@click.option("--language", help="Of its articles: en, ar, fr, ...; else the feed's own word.")
@click.option("--yes", is_flag=True, help="Add it without asking.")
def add(url: str, config: Path | None, publisher: str | None, language: str | None, yes: bool) -> None:
    """Add the feed at URL, or the first feed of the page that URL is."""
    found = _probe(config, url)
    chosen = found.feeds[0]
    _show(chosen)
    if not yes:
        click.confirm("Add it?", abort=True)

    async def work(database: Database) -> Feed:
        async with database.transaction() as connection:
            return await stored.add(
                connection,
                chosen.url,
                publisher or chosen.publisher,
                language or chosen.language,
                "admin",
                datetime.now(UTC),
                chosen.title,
            )

    added = _with_database(config, work)
    shown = without_credentials(added.url)
    click.echo(f"polled from now on: {shown} ({added.publisher}); its first poll alerts nobody")


@feeds.command()
@click.argument("url")
@_CONFIG
def remove(url: str, config: Path | None) -> None:
    """Poll the feed at URL no more; its articles stay."""

    async def work(database: Database) -> bool:
        async with database.transaction() as connection:
            return await _remove(connection, url)

    shown = without_credentials(url)
    if not _with_database(config, work):
        raise click.ClickException(f"no feed has the address {shown}; sitrep feeds list shows them")
    click.echo(f"polled no more: {shown}; if config.toml lists it, take it out there too")


async def _remove(connection: AsyncConnection, url: str) -> bool:
    """Remove the feed at `url`, or the only one whose address without its credentials that is."""
    if await stored.remove(connection, url):
        return True
    known = await stored.list_all(connection, datetime.now(UTC))
    meant = [one.feed.url for one in known if without_credentials(one.feed.url) == url]
    return len(meant) == 1 and await stored.remove(connection, meant[0])


@feeds.command("import")
@click.argument("file", type=click.File("rb"))
@_CONFIG
def import_opml(file: BinaryIO, config: Path | None) -> None:
    """Add every feed of an OPML file, the export of any feed reader."""
    report = opml.read(file.read())

    async def work(database: Database) -> int:
        new = 0
        listed: Sequence[Feed] = report.feeds
        async with database.transaction() as connection:
            for feed in track(
                listed, "importing", disable=not sys.stderr.isatty(), console=Console(stderr=True)
            ):
                known = await stored.get_by_url(connection, feed.url)
                new += known is None or known.state is not FeedState.ACTIVE
                await stored.add(
                    connection,
                    feed.url,
                    feed.publisher,
                    feed.language,
                    "admin",
                    datetime.now(UTC),
                    feed.title,
                )
        return new

    new = _with_database(config, work)
    known = len(report.feeds) - new
    click.echo(f"{new} feeds added, {known} known already, {report.duplicates} listed twice")
    for problem in report.problems:
        click.echo(problem, err=True)
    if report.problems:
        sys.exit(1)


@feeds.command(short_help="Write every feed as OPML.")
@_CONFIG
def export(config: Path | None) -> None:
    """Write every feed as OPML to standard output; users and passwords in addresses are left out."""

    async def work(database: Database) -> str:
        now = datetime.now(UTC)
        async with database.reading() as connection:
            found = await stored.list_all(connection, now)
        return opml.write([one.feed for one in found], now)

    click.echo(_with_database(config, work))


@feeds.command()
@click.argument("url")
@_CONFIG
def discover(url: str, config: Path | None) -> None:
    """Which feeds the page at URL has; adds nothing."""
    for found in _probe(config, url).feeds:
        _show(found)


def show_health(found: Sequence[FeedHealth]) -> None:
    """Print a row a feed, as `sitrep feeds list` does."""
    columns = ("publisher", "feed", "last success", "a day", "next poll", "what went wrong")
    show_table(columns, [_health(one) for one in found])


def _health(one: FeedHealth) -> tuple[str, ...]:
    feed = one.feed
    failures = f"{feed.failures} times: " if feed.failures > 1 else ""
    return (
        feed.publisher,
        without_credentials(feed.url),
        _when(feed.last_success_at),
        f"{one.entries_a_day:.1f}",
        feed.state.value if feed.state is not FeedState.ACTIVE else _when(feed.due_at),
        f"{failures}{feed.last_error}" if feed.last_error else "",
    )


def _when(at: datetime | None) -> str:
    return f"{at:%m-%d %H:%M}" if at else "never"


def _show(feed: ProbedFeed) -> None:
    url = without_credentials(feed.url)
    click.echo(f"{feed.title}\n  {url}\n  {feed.publisher}, {feed.language}, {feed.entries} entries")
    for title, at in feed.newest:
        click.echo(f"  {f'{at:%Y-%m-%d %H:%M}' if at else 'undated':16} {title}")


def _probe(config: Path | None, url: str) -> Probe:
    """What is at `url`. Raises FeedError where there is no feed."""

    async def work() -> Probe:
        async with make_fetcher(load_from_environment(config)) as fetcher:
            return await probe(fetcher, url)

    found = asyncio.run(work())
    if not found.feeds:
        raise FeedError(f"{without_credentials(url)}: {found.problem}")
    return found


def _with_database(config: Path | None, work: Callable[[Database], Awaitable[T]]) -> T:
    """Run `work` on the configured database with the configured feeds in it."""

    async def whole() -> T:
        async with open_database(load_from_environment(config)) as database:
            return await work(database)

    return asyncio.run(whole())
