"""The commands of `sitrep`.

Exit status: 0 success; 1 something failed, and a message says what; 2 wrong usage or configuration.
Whatever a command needs is imported when it runs, so that `--help` answers at once.
"""

import io
import logging
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import click

from bot.cli.options import CONFIG, execute
from bot.desk.roles import ROLES
from bot.errors import ConfigError, SitrepError
from bot.log import LogFormat, configure, redact

log = logging.getLogger(__name__)


def _reformat(context: click.Context, _: click.Parameter, log_format: LogFormat | None) -> None:
    if log_format and context.parent:
        configure(log_format, verbose=context.parent.params["verbose"])


_FORMATS = click.Choice(["human", "json"])
_FORMAT_HELP = "Format of the logs."
_LOG_FORMAT = click.option(
    "--log-format", type=_FORMATS, callback=_reformat, expose_value=False, help=_FORMAT_HELP
)


_APPLY = click.option(
    "--apply", "freely", is_flag=True, help="Apply the configuration, whatever feeds and topics it removes."
)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A command that another module defines under its own name."""

    module: str
    summary: str


_LAZY_COMMANDS: Final = {
    "facts": _Elsewhere("bot.cli.archive", "Show the facts of an article."),
    "match": _Elsewhere("bot.cli.archive", "Show which topics an article is about."),
    "group": _Elsewhere("bot.cli.archive", "Show which articles report the same event."),
    "replay": _Elsewhere("bot.cli.replay", "Show what a follower would have been sent."),
    "feeds": _Elsewhere("bot.cli.feeds", "List, add and remove feeds; OPML."),
    "health": _Elsewhere("bot.cli.health", "Tell whether the service is alive."),
    "outbox": _Elsewhere("bot.cli.store", "Show what was not delivered, and why."),
    "db": _Elsewhere("bot.cli.store", "Upgrade, back up, restore, move or inspect the database."),
}


class LazyGroup(click.Group):
    """A group that imports the commands of other modules only when one is called; its help imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *_LAZY_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        lazy = _LAZY_COMMANDS.get(cmd_name)
        if lazy is None:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        command: click.Command = getattr(import_module(lazy.module), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own = [(name, command.get_short_help_str()) for name, command in self.commands.items()]
        lazy = [(name, command.summary) for name, command in _LAZY_COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl([*sorted(own), *lazy])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"Did you mean {close[0]}?" if close else "sitrep --help lists all commands."
            ctx.fail(f"There is no command {args[0]}. {hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="sitrep")
@click.option(
    "--log-format", type=click.Choice(["human", "json"]), default="human", help="Format of the logs."
)
@click.option("-v", "--verbose", is_flag=True, help="Log details too.")
def sitrep(log_format: LogFormat, verbose: bool) -> None:
    """Sitrep tells you on Telegram what happened: one alert per event, in facts you can trace.

    \b
        sitrep demo                 try it here: no token, no network
        sitrep check                check that everything works
        sitrep run                  run the bot; needs SITREP_TELEGRAM__TOKEN
        sitrep match article.txt    try the topics on an article

    Settings come from config.toml and from the environment as SITREP_SECTION__KEY, which takes
    precedence; see config.example.toml. Exit status: 0 success, 1 failure, 2 wrong usage or
    configuration.
    """
    configure(log_format, verbose=verbose)


@sitrep.command(short_help="Run the bot.")
@CONFIG
@_LOG_FORMAT
@click.option(
    "--roles", default=",".join(ROLES), show_default=True, help="What this process does, separated by commas."
)
@_APPLY
def run(config: Path | None, roles: str, freely: bool) -> None:
    """Run the bot until Ctrl-C or SIGTERM; on SIGHUP, read the configuration again.

    The process with the role commands makes the feeds and topics of the database those of the
    configuration, and says what it changes. It refuses to remove more than half of them without --apply.

    On one machine, all roles run in one process. With PostgreSQL, start as many processes as you like:

    \b
        sitrep run --roles commands            (any number: one works, the others stand by)
        sitrep run --roles poll,triage,deliver (any number)
    """
    from bot.config.load import load_from_environment
    from bot.desk.process import run_until_stopped

    chosen = tuple(role.strip() for role in roles.split(",") if role.strip())
    unknown = [role for role in chosen if role not in ROLES]
    if unknown or not chosen:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'} is not a role; choose from {', '.join(ROLES)}",
            param_hint="--roles",
        )
    load = partial(load_from_environment, config, applying=True)
    execute(run_until_stopped(load, chosen, freely=freely))


@sitrep.command(short_help="Try Sitrep in the terminal.")
@click.option(
    "--script",
    is_flag=True,
    help="Run a fixed conversation, for CI: exit 0 only if the alerts came.",
)
@click.option("--every", default=4.0, help="Seconds between articles.", show_default=True)
def demo(script: bool, every: float) -> None:
    """Try Sitrep in the terminal: no token, no network, no configuration.

    Runs the real bot with invented news and a stand-in for Telegram on this machine. Type commands such as
    /subscribe raqqa, press buttons by typing their number, and leave with Ctrl-C.
    """
    from bot.demo.run import run_demo

    logging.disable(logging.WARNING)
    sys.exit(execute(run_demo(script=script or not sys.stdin.isatty(), seconds_between_articles=every)))


@sitrep.command(short_help="Poll every due feed once.")
@CONFIG
@_LOG_FORMAT
@_APPLY
def poll(config: Path | None, freely: bool) -> None:
    """Poll every due feed once, triage the articles, queue alerts, print a table and exit.

    The first time, the feeds and topics are those of the configuration; later, those of the database,
    unless you add --apply. To send the alerts, run sitrep deliver. Entries found at the first poll of a
    feed do not trigger alerts. Exits with status 1 if no feed can be polled, but not for some that fail.
    """
    from bot.cli.idle import NOTHING_POLLED, nothing_to_do
    from bot.config.load import load_from_environment

    settings = load_from_environment(config, applying=True)
    if not freely and nothing_to_do(settings.database.url):
        click.echo(NOTHING_POLLED)
        return
    from bot.cli.once import poll_once

    execute(poll_once(settings, freely=freely))


@sitrep.command(short_help="Send what is due, then exit.")
@CONFIG
@_LOG_FORMAT
def deliver(config: Path | None) -> None:
    """Send what is due; exit when the outbox is empty or everything left is scheduled for later."""
    from bot.cli.once import deliver_once
    from bot.config.load import load_from_environment

    execute(deliver_once(load_from_environment(config)))


@sitrep.command(short_help="Check that everything works.")
@CONFIG
@_LOG_FORMAT
def check(config: Path | None) -> None:
    """Check the configuration, the database, the token and every feed; exit 1 if a check fails.

    Prints a line per check. Fetches the feeds, but stores nothing.
    """
    from bot.cli.check import check_all

    sys.exit(0 if execute(check_all(config)) else 1)


def main() -> None:
    """The console script: an error of our own is one line, without traceback or secrets."""
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
    except Exception as error:
        from storage import faults

        if faults.is_outage(error):
            print(redact(f"{faults.cause(error)}; nothing is lost: run this command again"), file=sys.stderr)
            sys.exit(1)
        log.exception("this is a bug in Sitrep; please report it with the lines below")
        sys.exit(1)
