"""What `sitrep db` and `sitrep outbox` do. Imports storage and configuration, nothing else of the bot."""

import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cli.options import execute_in
from bot.cli.table import show_table
from bot.clock import utc_now
from bot.config.load import load_from_environment
from bot.errors import StorageError
from storage import copying, dead_letters, maintenance, retention, schema
from storage.database import Database
from storage.retention import Keep

T = TypeVar("T")
_SHOWN_PAYLOAD = 80
_Settle = Callable[[AsyncConnection, datetime, int | None], Awaitable[int]]


def upgrade(config: Path | None) -> tuple[str | None, str | None]:
    """Upgrade the schema, creating the database if needed; returns the revisions before and after."""

    async def migrate(database: Database) -> tuple[str | None, str | None]:
        before = await schema.revision(database)
        await schema.upgrade(database)
        return before, await schema.revision(database)

    return execute_in(schema.connect(_url(config), migrate=False), migrate)


def backup(config: Path | None, file: Path) -> None:
    """Copy the SQLite database to `file`."""
    execute_in(
        schema.existing(_url(config), migrate=False), lambda database: maintenance.backup(database, file)
    )


def restore(config: Path | None, file: Path) -> Path | None:
    """Put the backup `file` in the place of the SQLite database; returns where the replaced one is kept."""
    return copying.restore(file, _url(config), utc_now())


def copy(config: Path | None, url: str) -> None:
    """Copy everything into the empty database at `url` and print how many rows of each table."""

    async def work(source: Database) -> None:
        async with schema.connect(url) as target:
            total = sum((await maintenance.row_counts(source)).values())
            with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
                task = bar.add_task("copying", total=total)

                def progress(table: str, rows: int) -> None:
                    bar.update(task, advance=rows, description=table)

                counts = await copying.copy(source, target, utc_now(), progress)
            for name, count in counts.items():
                click.echo(f"{name:14} {count:>12,} rows")
            click.echo(f"copied to {target.address}; set [database] url to it and start Sitrep")

    execute_in(schema.look(_url(config)), work)


def show_info(config: Path | None) -> None:
    """Print address, schema, size, row counts, growth and what may be deleted."""
    kept = load_from_environment(config).database
    keep = Keep(kept.keep, kept.keep_matched)
    execute_in(schema.existing(kept.url, migrate=False), lambda database: _show_info(database, keep))


def show_outbox(config: Path | None) -> None:
    """Print counts by state, the oldest message due, and every dead letter."""
    execute_in(schema.look(_url(config)), _show_outbox)


def retry(config: Path | None, letter_id: int | None) -> int:
    """Queue a dead letter, or all of them, again; returns how many. Raises StorageError for an unknown id."""
    return _settle(config, dead_letters.retry, letter_id)


def drop(config: Path | None, letter_id: int | None) -> int:
    """Discard a dead letter, or all of them; returns how many. Raises StorageError for an unknown id."""
    return _settle(config, dead_letters.drop, letter_id)


def _url(config: Path | None) -> str:
    return load_from_environment(config).database.url


def _settle(config: Path | None, settle: _Settle, letter_id: int | None) -> int:
    async def work(database: Database) -> int:
        async with database.transaction() as connection:
            return await settle(connection, utc_now(), letter_id)

    count = execute_in(schema.existing(_url(config), migrate=True), work)
    if count == 0 and letter_id is not None:
        raise StorageError(f"there is no dead letter {letter_id}; sitrep outbox lists them")
    return count


async def _show_info(database: Database, keep: Keep) -> None:
    revision = await schema.revision(database)
    click.echo(f"database  {database.address}")
    click.echo(f"schema    {revision or 'none'} (newest: {schema.HEAD})")
    size = await maintenance.size_bytes(database)
    click.echo(f"size      {size:,} bytes")
    if revision != schema.HEAD:
        click.echo("sitrep db upgrade upgrades it to the newest schema")
        return
    counts = await maintenance.row_counts(database)
    async with database.reading() as connection:
        grows = await retention.growth(connection, keep, utc_now())
    a_day = grows.articles_a_day * size / max(1, counts["articles"])
    click.echo(f"growth    {grows.articles_a_day:,.0f} articles, about {a_day:,.0f} bytes a day (last week)")
    click.echo(f"prunable  {grows.prunable:,} articles about no topic, older than [database] keep")
    click.echo(f"          {grows.prunable_stories:,} stories, older than [database] keep_matched")
    for name, count in counts.items():
        click.echo(f"{name:14} {count:>12,} rows")


async def _show_outbox(database: Database) -> None:
    async with database.reading() as connection:
        outbox = await dead_letters.overview(connection, utc_now())
        letters = await dead_letters.dead_letters(connection)
    counts = ", ".join(f"{count:,} {state.value}" for state, count in outbox.counts.items())
    click.echo(f"outbox: {counts or 'empty'}")
    if outbox.oldest_due_at is not None:
        click.echo(f"oldest message due since {outbox.oldest_due_at:%Y-%m-%d %H:%M:%S} UTC")
    if outbox.paused_chats:
        click.echo(f"paused chats: {outbox.paused_chats} (the bot was blocked, or may not post)")
    if not letters:
        return
    show_table(
        ("id", "chat", "kind", "given up", "attempts", "reason", "payload"),
        [
            (
                str(letter.id),
                f"{letter.telegram_id} {letter.chat_title}".strip(),
                letter.kind.value,
                f"{letter.died_at:%m-%d %H:%M}",
                str(letter.attempts),
                letter.reason,
                " ".join(letter.payload.split())[:_SHOWN_PAYLOAD],
            )
            for letter in letters
        ],
    )
    click.echo("sitrep outbox retry ID|all sends them once more; drop ID|all discards them")
