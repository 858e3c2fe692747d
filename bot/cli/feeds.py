"""`sitrep feeds`: list, add, remove and discover feeds; OPML in and out. The work is in `feed_tasks`."""

import sys
from pathlib import Path
from typing import BinaryIO

import click

from bot.cli.options import CONFIG


@click.group()
def feeds() -> None:
    """Manage the feeds that Sitrep polls: those in the configuration and those added here or in a chat."""


@feeds.command("list", short_help="List feeds and their health.")
@CONFIG
@click.option("--all", "removed", is_flag=True, help="Include removed feeds.")
def list_feeds(config: Path | None, removed: bool) -> None:
    """List feeds with their last success, entries a day, next poll and last error."""
    from bot.cli import feed_tasks

    feed_tasks.show_health(config, removed=removed)


@feeds.command()
@click.argument("url")
@CONFIG
@click.option("--publisher", help="Name of the publisher. Default: the name that the feed gives.")
@click.option(
    "--language", help="Language of the articles: en, ar, fr, ... Default: the language that the feed gives."
)
@click.option("--yes", is_flag=True, help="Add the feed without asking.")
def add(url: str, config: Path | None, publisher: str | None, language: str | None, yes: bool) -> None:
    """Add the feed at URL, or the first feed of the web page at URL."""
    from bot.cli import feed_tasks

    feed = feed_tasks.discover(config, url)[0]
    feed_tasks.show(feed)
    if not yes:
        click.confirm("Add this feed?", abort=True)
    address, name = feed_tasks.add(config, feed, publisher, language or feed.language)
    click.echo(f"added {address} ({name}); entries already in it do not trigger alerts")


@feeds.command()
@click.argument("url")
@CONFIG
def remove(url: str, config: Path | None) -> None:
    """Stop polling the feed at URL; its articles are kept."""
    from bot.cli import feed_tasks

    address = feed_tasks.remove(config, url)
    click.echo(f"removed {address}; if config.toml lists it, remove it there too")


@feeds.command("import", short_help="Add every feed of an OPML file.")
@click.argument("file", type=click.File("rb"))
@CONFIG
@click.option("--keep-names", is_flag=True, help="Keep names that publishers elsewhere have already.")
def import_opml(file: BinaryIO, config: Path | None, keep_names: bool) -> None:
    """Add every feed of an OPML file, as exported by most feed readers."""
    from bot.cli import feed_tasks

    report, new, renamed = feed_tasks.import_opml(config, file.read(), keep_names=keep_names)
    known = len(report.feeds) - new
    click.echo(f"feeds: {new} added, {known} already known, {report.duplicates} listed twice")
    for name in renamed:
        click.echo(f"named {name}, because another publisher has that name; --keep-names keeps it", err=True)
    for problem in report.problems:
        click.echo(problem, err=True)
    if report.problems:
        sys.exit(1)


@feeds.command(short_help="Write all feeds as OPML.")
@CONFIG
@click.option("--with-passwords", is_flag=True, help="Keep the passwords and keys in addresses.")
def export(config: Path | None, with_passwords: bool) -> None:
    """Write all feeds as OPML to standard output, without the passwords and keys in their addresses."""
    from bot.cli import feed_tasks

    document, cut = feed_tasks.export(config, with_passwords=with_passwords)
    click.echo(document)
    if cut:
        click.echo(f"addresses without their password or key: {cut}; --with-passwords keeps them", err=True)


@feeds.command()
@click.argument("url")
@CONFIG
def discover(url: str, config: Path | None) -> None:
    """Show the feeds of the web page at URL; add none."""
    from bot.cli import feed_tasks

    for feed in feed_tasks.discover(config, url):
        feed_tasks.show(feed)
