"""The commands of `sitrep`.

Exit status: 0 done; 1 something failed or was refused, and was said; 2 wrong usage or configuration.
"""

import asyncio
import io
import logging
import sys
from collections.abc import Coroutine
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from bot.desk.roles import ROLES
from bot.errors import ConfigError, SitrepError
from bot.log import LogFormat, configure, redact

log = logging.getLogger(__name__)

_CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The configuration; config.toml by default, else the example that comes with Sitrep.",
)


def _reformat(context: click.Context, _: click.Parameter, log_format: LogFormat | None) -> None:
    if log_format and context.parent:
        configure(log_format, verbose=context.parent.params["verbose"])


_LOG_FORMAT = click.option(
    "--log-format",
    type=click.Choice(["human", "json"]),
    callback=_reformat,
    expose_value=False,
    help="How logs look.",
)

ELSEWHERE = {
    "facts": "bot.cli.try_out",
    "match": "bot.cli.try_out",
    "group": "bot.cli.try_out",
    "feeds": "bot.cli.feeds",
    "outbox": "bot.cli.store",
    "db": "bot.cli.store",
}
"""Commands of other files, which are read only when one of them is asked for: a start costs what it uses."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(import_module(ELSEWHERE[cmd_name]), cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"Did you mean {near[0]}?" if near else "sitrep --help lists the commands."
            ctx.fail(f"There is no command {args[0]}. {hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="sitrep")
@click.option("--log-format", type=click.Choice(["human", "json"]), default="human", help="How logs look.")
@click.option("-v", "--verbose", is_flag=True, help="Log more.")
def sitrep(log_format: LogFormat, verbose: bool) -> None:
    """Sitrep tells you on Telegram what happened: one alert per event, in facts you can trace.

    \b
        sitrep demo                      try it here: no token, no network
        sitrep check                     does everything work? a line each
        sitrep run                       the bot, with SITREP_TELEGRAM__TOKEN set
        sitrep match article.txt         try topics on an article

    Settings come from config.toml and from the environment as SITREP_SECTION__KEY, which wins; see
    config.example.toml. Exit status: 0 done, 1 something failed, 2 wrong usage or configuration.
    """
    configure(log_format, verbose=verbose)


@sitrep.command()
@_CONFIG
@_LOG_FORMAT
@click.option(
    "--roles", default=",".join(ROLES), show_default=True, help="What this process does, joined by commas."
)
def run(config: Path | None, roles: str) -> None:
    """Run the bot until Ctrl-C or SIGTERM.

    On one machine all roles run in one process. With PostgreSQL, start as many processes as you like:

    \b
        sitrep run --roles commands            (one: Telegram allows one reader of updates)
        sitrep run --roles poll,triage,deliver (any number)
    """
    from bot.config.load import load_from_environment
    from bot.desk.app import run_until_stopped

    chosen = tuple(role.strip() for role in roles.split(",") if role.strip())
    unknown = [role for role in chosen if role not in ROLES]
    if unknown or not chosen:
        raise click.BadParameter(
            f"knows {', '.join(ROLES)}; not {', '.join(unknown) or 'nothing'}", param_hint="--roles"
        )
    execute(run_until_stopped(load_from_environment(config), chosen))


@sitrep.command(short_help="Try Sitrep in the terminal; no token.")
@click.option("--script", is_flag=True, help="A fixed conversation, for CI: exit 0 only if the alerts came.")
@click.option("--every", default=4.0, help="Seconds between two articles.", show_default=True)
def demo(script: bool, every: float) -> None:
    """Try Sitrep in the terminal: no token, no network, no configuration.

    The real bot, against recorded feeds and a Telegram stand-in on this machine. Type commands such as
    /subscribe raqqa, press buttons by their number, leave with Ctrl-C.
    """
    from bot.demo.run import run_demo

    logging.disable(logging.WARNING)
    sys.exit(execute(run_demo(script=script or not sys.stdin.isatty(), seconds_between_articles=every)))


@sitrep.command(short_help="Poll every due feed once.")
@_CONFIG
@_LOG_FORMAT
def poll(config: Path | None) -> None:
    """Poll every due feed once, triage, queue alerts; print a table; exit.

    Nothing is sent: that is what sitrep deliver does. The first poll of a feed alerts nobody.
    """
    from bot.cli.once import poll_once
    from bot.config.load import load_from_environment

    execute(poll_once(load_from_environment(config)))


@sitrep.command(short_help="Send what is due.")
@_CONFIG
@_LOG_FORMAT
def deliver(config: Path | None) -> None:
    """Send what is due; exit when the outbox is empty or everything left is scheduled later."""
    from bot.cli.once import deliver_once
    from bot.config.load import load_from_environment

    execute(deliver_once(load_from_environment(config)))


@sitrep.command(short_help="Check settings, database, token, feeds.")
@_CONFIG
@_LOG_FORMAT
def check(config: Path | None) -> None:
    """Check configuration, database, token and every feed: a line each; exit 1 if any fails.

    Changes nothing: feeds are fetched and read, but nothing of them is kept.
    """
    from bot.cli.check import check_all

    sys.exit(0 if execute(check_all(config)) else 1)


def execute(work: Coroutine[Any, Any, Any]) -> Any:
    """Run `work` to its end and return what it returns."""
    return asyncio.run(work)


def main() -> None:
    """The console script: every error of our own is one line, with no traceback and no secret."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        sitrep.main(prog_name="sitrep", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ConfigError as error:
        for problem in error.problems:
            print(redact(problem), file=sys.stderr)
        sys.exit(2)
    except SitrepError as error:
        print(redact(str(error)), file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception:
        log.exception("this is a bug in Sitrep; please report it with the lines below")
        sys.exit(1)
