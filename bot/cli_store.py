"""`sitrep db` and `sitrep outbox`: the database, and what was not delivered and why."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.table import Table

from bot.config import load_from_environment
from storage import dead_letters, maintenance, schema
from storage.database import Database

T = TypeVar("T")

_CONFIG = click.option("--config", type=click.Path(path_type=Path), help="The configuration.")


def with_database(
    config: Path | None, work: Callable[[Database], Awaitable[T]], *, upgrade: bool = True
) -> T:
    """Run `work` on the configured database, brought to this program's schema first unless told not to."""

    async def whole() -> T:
        database = Database.open(load_from_environment(config).database.url)
        try:
            if upgrade:
                await schema.upgrade(database)
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(whole())


@click.group()
def db() -> None:
    """The database: upgrade it, copy it, look at it."""


@db.command("upgrade")
@_CONFIG
def db_upgrade(config: Path | None) -> None:
    """Bring the schema to that of this version; `sitrep run` does it by itself."""

    async def work(database: Database) -> tuple[str | None, str | None]:
        before = await schema.revision(database)
        await schema.upgrade(database)
        return before, await schema.revision(database)

    before, after = with_database(config, work, upgrade=False)
    same = before == after
    click.echo(f"schema {after}: nothing to do" if same else f"schema {before or 'none'} -> {after}")


@db.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@_CONFIG
def db_backup(file: Path, config: Path | None) -> None:
    """Copy a SQLite database into FILE while the bot goes on running."""
    with_database(config, lambda database: maintenance.backup(database, file))
    click.echo(f"copied into {file} ({file.stat().st_size:,} bytes)")


@db.command("info")
@_CONFIG
def db_info(config: Path | None) -> None:
    """Kind, schema, size and rows of the database."""

    async def work(database: Database) -> None:
        url = database.engine.url
        click.echo(f"database  {url.render_as_string(hide_password=True)}")
        click.echo(f"schema    {await schema.revision(database)} (newest known: {schema.HEAD})")
        click.echo(f"size      {await maintenance.size_bytes(database):,} bytes")
        for name, count in (await maintenance.row_counts(database)).items():
            click.echo(f"{name:14} {count:>12,} rows")

    with_database(config, work)


@click.group(invoke_without_command=True)
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
    table = Table("id", "chat", "kind", "given up", "attempts", "reason", "payload")
    for one in dead:
        at = f"{one.died_at:%m-%d %H:%M}"
        said = " ".join(one.payload.split())[:80]
        where = f"{one.telegram_id} {one.chat_title}".strip()
        table.add_row(str(one.id), where, one.kind.value, at, str(one.attempts), one.reason, said)
    Console().print(table)
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
