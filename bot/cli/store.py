"""`sitrep db` and `sitrep outbox`: look after the database and what was not delivered.

The work is in `store_tasks`.
"""

from pathlib import Path

import click

from bot.cli.options import CONFIG
from bot.messages.callback import whole_number


@click.group()
def db() -> None:
    """Upgrade, back up, restore, move or inspect the database."""


@db.command("upgrade", short_help="Upgrade the schema to this version.")
@CONFIG
def db_upgrade(config: Path | None) -> None:
    """Upgrade the schema to this version of Sitrep; `sitrep run` does so by itself."""
    from bot.cli import store_tasks

    before, after = store_tasks.upgrade(config)
    unchanged = before == after
    click.echo(f"schema {after}: nothing to do" if unchanged else f"schema {before or 'none'} -> {after}")


@db.command("backup", short_help="Copy a SQLite database to FILE.")
@click.argument("file", type=click.Path(path_type=Path))
@CONFIG
def db_backup(file: Path, config: Path | None) -> None:
    """Copy a SQLite database to FILE while the bot keeps running."""
    from bot.cli import store_tasks

    store_tasks.backup(config, file)
    click.echo(f"copied to {file} ({file.stat().st_size:,} bytes)")


@db.command("restore", short_help="Put a backup of a SQLite database in its place.")
@click.argument("file", type=click.Path(path_type=Path))
@CONFIG
def db_restore(file: Path, config: Path | None) -> None:
    """Put FILE, made by sitrep db backup, in the place of the configured SQLite database.

    Stop Sitrep first. FILE is checked before anything is replaced, and what was there is kept beside it.
    """
    from bot.cli import store_tasks

    kept = store_tasks.restore(config, file)
    click.echo(f"restored {file}" + (f"; the database that was there is {kept}" if kept else ""))
    store_tasks.show_info(config)


@db.command("copy", short_help="Copy everything into the empty database at URL.")
@click.argument("url")
@CONFIG
def db_copy(url: str, config: Path | None) -> None:
    """Copy everything into the empty database at URL: from SQLite to PostgreSQL, or back.

    Stop Sitrep first. All or nothing is copied; the configured database is not changed.

    \b
        sitrep db copy postgresql://sitrep:...@db/sitrep
    """
    from bot.cli import store_tasks

    store_tasks.copy(config, url)


@db.command("info", short_help="Show address, schema, size and row counts.")
@CONFIG
def db_info(config: Path | None) -> None:
    """Show address, schema, size and row counts of the database; change nothing."""
    from bot.cli import store_tasks

    store_tasks.show_info(config)


@click.group(invoke_without_command=True)
@CONFIG
@click.pass_context
def outbox(context: click.Context, config: Path | None) -> None:
    """Show what was not delivered and why: counts by state, the oldest message due, and dead letters."""
    context.obj = config
    if context.invoked_subcommand is None:
        context.invoke(outbox_list, config=config)


@outbox.command("list")
@CONFIG
@click.pass_obj
def outbox_list(of_group: Path | None, config: Path | None) -> None:
    """Show what was not delivered and why, as `sitrep outbox` alone does."""
    from bot.cli import store_tasks

    store_tasks.show_outbox(config or of_group)


@outbox.command("retry")
@click.argument("which", metavar="ID|all")
@CONFIG
@click.pass_obj
def outbox_retry(of_group: Path | None, which: str, config: Path | None) -> None:
    """Send dead letter ID, or all of them, once more."""
    from bot.cli import store_tasks

    click.echo(f"{store_tasks.retry(config or of_group, _letter_id(which))} due again")


@outbox.command("drop")
@click.argument("which", metavar="ID|all")
@CONFIG
@click.pass_obj
def outbox_drop(of_group: Path | None, which: str, config: Path | None) -> None:
    """Discard dead letter ID, or all of them."""
    from bot.cli import store_tasks

    click.echo(f"{store_tasks.drop(config or of_group, _letter_id(which))} dropped")


def _letter_id(which: str) -> int | None:
    """The id named on the command line; None for "all"."""
    if which == "all":
        return None
    number = whole_number(which)
    if number is None:
        raise click.BadParameter(f"{which} is neither a number nor all", param_hint="ID|all")
    return number
