"""`sitrep health`: whether polling, triage, delivery and commands go on."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import CONFIG, execute_in
from bot.desk.roles import ROLES
from bot.errors import ConfigError

if TYPE_CHECKING:
    from storage.database import Database

_ASK_S = 5.0


@click.command()
@CONFIG
@click.option("--max-age", default="2m", show_default=True, help="How long a role may give no sign of life.")
@click.option("--roles", default=",".join(ROLES), show_default=True, help="The roles that must be alive.")
@click.option("--here", is_flag=True, help="Ask the process on this machine (/healthz), not the database.")
def health(config: Path | None, max_age: str, roles: str, here: bool) -> None:
    """Exit 0 while polling, triage, delivery and commands go on, in whichever process; else 1.

    Reads the signs of life that every process leaves in the database. In a container, --here asks the
    process beside it, at [health] listen.

    \b
        sitrep health                  the whole service
        sitrep health --here           this container: what its HEALTHCHECK does
    """
    from bot.clock import utc_now
    from bot.config.load import load_from_environment
    from bot.hours.durations import parse_seconds
    from storage import pulses, schema

    if here:
        _ask(load_from_environment(config).health.listen)
        return
    seconds = parse_seconds(max_age)
    if seconds is None:
        raise click.BadParameter('is not a duration; write, for example, "2m"', param_hint="--max-age")
    wanted = [role.strip() for role in roles.split(",") if role.strip()]
    url = load_from_environment(config).database.url

    async def read(database: "Database") -> bool:
        now = utc_now()
        async with database.reading() as connection:
            last = await pulses.last(connection)
        well = True
        for role in wanted:
            age = now - last[role] if role in last else None
            late = age is None or age > timedelta(seconds=seconds)
            well = well and not late
            seen = "no sign of life" if age is None else f"seen {age.total_seconds():.0f} s ago"
            click.echo(f"{'LATE' if late else 'ok':5} {role:9} {seen}")
        return well

    sys.exit(0 if execute_in(schema.look(url), read) else 1)


def _ask(listen: str) -> None:
    """Print what the process at `listen` says of itself, and exit by it."""
    import urllib.error
    import urllib.request

    host, _, port = listen.rpartition(":")
    if not port:
        raise ConfigError(["health.listen is empty, so nothing answers here"])
    host = "127.0.0.1" if host in ("", "0.0.0.0", "[::]") else host
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=_ASK_S) as answer:
            click.echo(answer.read().decode())
    except urllib.error.HTTPError as error:
        click.echo(error.read().decode())
        sys.exit(1)
    except OSError as error:
        fault = getattr(error, "reason", error)
        click.echo(f"nothing answers at {host}:{port}: {getattr(fault, 'strerror', None) or fault}", err=True)
        sys.exit(1)
