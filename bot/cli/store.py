"""`sitrep db` and `sitrep outbox`: the database, and what was not delivered and why."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from bot.cli.table import show_table
from bot.config.load import load_from_environment
from bot.errors import StorageError
from storage import dead_letters, maintenance, schema
from storage.database import Database, missing_file

T = TypeVar("T")

_CONFIG = click.option("--config", type=click.Path(path_type=Path), help="The configuration.")


def with_database(
    config: Path | None, work: Callable[[Database], Awaitable[T]], *, upgrade: bool = True
) -> T:
    """Run `work` on the configured database, brought to this program's schema first unless told not to.

    Raises StorageError where there is none yet: whoever asks about a database does not want a new one.
    """

    async def whole() -> T:
        url = load_from_environment(config).database.url
        if file := missing_file(url):
            raise StorageError(
                f"{file} is not there yet: sitrep run, sitrep poll or sitrep db upgrade makes it"
            )
        async with schema.connect(url, migrate=upgrade) as database:
            return await work(database)

    return asyncio.run(whole())


@click.group()
def db() -> None:
    """The database: upgrade it, copy it, look at it."""


@db.command("upgrade", short_help="Bring the schema to that of this version.")
@_CONFIG
def db_upgrade(config: Path | None) -> None:
    """Bring the schema to that of this version; `sitrep run` does it by itself."""

    async def work() -> tuple[str | None, str | None]:
        async with schema.connect(load_from_environment(config).database.url, migrate=False) as database:
            before = await schema.revision(database)
            await schema.upgrade(database)
            return before, await schema.revision(database)

    before, after = asyncio.run(work())
    same = before == after
    click.echo(f"schema {after}: nothing to do" if same else f"schema {before or 'none'} -> {after}")


@db.command("backup", short_help="Copy a SQLite database into FILE.")
@click.argument("file", type=click.Path(path_type=Path))
@_CONFIG
def db_backup(file: Path, config: Path | None) -> None:
    """Copy a SQLite database into FILE while the bot goes on running."""
    with_database(config, lambda database: maintenance.backup(database, file), upgrade=False)
    click.echo(f"copied into {file} ({file.stat().st_size:,} bytes)")


@db.command("info")
@_CONFIG
def db_info(config: Path | None) -> None:
    """Kind, schema, size and rows of the database; changes nothing."""

    async def work(database: Database) -> None:
        found = await schema.revision(database)
        click.echo(f"database  {database.address}")
        click.echo(f"schema    {found or 'none'} (newest known: {schema.HEAD})")
        click.echo(f"size      {await maintenance.size_bytes(database):,} bytes")
        if found != schema.HEAD:
            click.echo("sitrep db upgrade brings it to the newest known schema")
            return
        for name, count in (await maintenance.row_counts(database)).items():
            click.echo(f"{name:14} {count:>12,} rows")

    with_database(config, work, upgrade=False)


@click.group(invoke_without_command=True, short_help="What was not delivered, and why.")
@_CONFIG
@click.pass_context
def outbox(context: click.Context, config: Path | None) -> None:
    """What was not delivered and why: counts by state, the oldest, and the dead letters."""
    context.obj = config
    if context.invoked_subcommand is None:
        with_database(config, _show_outbox)


@outbox.command("retry")
@click.argument("which", metavar="ID|all")
@click.pass_context
def outbox_retry(context: click.Context, which: str) -> None:
    """Send dead letter ID, or all of them, once more."""
    number = _number(which)

    async def work(database: Database) -> int:
        async with database.transaction() as connection:
            return await dead_letters.retry(connection, datetime.now(UTC), number)

    _report(with_database(context.obj, work), which, "due again")


@outbox.command("drop")
@click.argument("which", metavar="ID|all")
@click.pass_context
def outbox_drop(context: click.Context, which: str) -> None:
    """Give dead letter ID, or all of them, up for good."""
    number = _number(which)

    async def work(database: Database) -> int:
        async with database.transaction() as connection:
            return await dead_letters.drop(connection, datetime.now(UTC), number)

    _report(with_database(context.obj, work), which, "dropped")


async def _show_outbox(database: Database) -> None:
    now = datetime.now(UTC)
    async with database.reading() as connection:
        state = await dead_letters.overview(connection, now)
        dead = await dead_letters.dead_letters(connection)
    counted = ", ".join(f"{count:,} {name.value}" for name, count in state.counts.items())
    click.echo(f"outbox: {counted or 'empty'}")
    if state.oldest_due_at is not None:
        click.echo(f"oldest due: since {state.oldest_due_at:%Y-%m-%d %H:%M:%S} UTC")
    if state.paused_chats:
        click.echo(f"paused chats: {state.paused_chats} (blocked the bot, or took its right to post)")
    if not dead:
        return
    show_table(
        ("id", "chat", "kind", "given up", "attempts", "reason", "payload"),
        [
            (
                str(one.id),
                f"{one.telegram_id} {one.chat_title}".strip(),
                one.kind.value,
                f"{one.died_at:%m-%d %H:%M}",
                str(one.attempts),
                one.reason,
                " ".join(one.payload.split())[:80],
            )
            for one in dead
        ],
    )
    click.echo("sitrep outbox retry ID|all sends them once more, drop ID|all gives them up")


def _number(which: str) -> int | None:
    """The row named on the command line; None for "all"."""
    if which == "all":
        return None
    if not which.isdecimal():
        raise click.BadParameter(f"{which} is neither a number nor all", param_hint="ID|all")
    return int(which)


def _report(count: int, which: str, done: str) -> None:
    if count == 0 and which != "all":
        raise click.ClickException(f"there is no dead letter {which}; sitrep outbox lists them")
    click.echo(f"{count} {done}")
