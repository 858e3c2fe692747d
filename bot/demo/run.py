"""The offline demo: the real bot between invented feeds and a local Bot API, all on loopback."""

import asyncio
import contextlib
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.config.load import example_path, load
from bot.config.settings import FeedSettings, Settings
from bot.demo.feedserver import Feeds
from bot.demo.script import Script, ScriptError
from bot.demo.standin.server import BotApi
from bot.demo.terminal import Terminal
from bot.desk.app import run
from bot.desk.roles import ROLES

TICK_S = 0.2
"""How often stations check for work: nobody likes to wait for a demo."""
_WELCOME = (
    "This is the real bot, with invented news and a stand-in for Telegram. Type /start, then, for example, "
    "/subscribe raqqa. Type a number to press that button. Ctrl-C quits."
)


async def run_demo(
    *, script: bool, seconds_between_articles: float = 4.0, console: Console | None = None
) -> int:
    """Run the demo until Ctrl-C, the end of the input, or the end of the script; returns the exit status.

    With `script`, a fixed conversation replaces the keyboard: the status is 0 only if every expected alert
    came exactly once; otherwise it is 1, and a line says why.
    """
    console = console or Console()
    with tempfile.TemporaryDirectory(prefix="sitrep-demo-") as folder:
        async with BotApi() as api, Feeds(datetime.now(UTC), on_poll=api.notify) as feeds:
            terminal = Terminal(api, console, prompt=not script)
            stop = asyncio.Event()
            bot = asyncio.create_task(run(_settings(api, feeds, Path(folder)), ROLES, stop, tick_s=TICK_S))
            try:
                if script:
                    return await _scripted(api, feeds, terminal, bot)
                await _by_hand(feeds, terminal, bot, seconds_between_articles)
                return 0
            finally:
                stop.set()
                await bot


def _settings(api: BotApi, feeds: Feeds, folder: Path) -> Settings:
    return Settings.model_validate(
        {
            "telegram": {"token": api.token, "api_url": api.url},
            "database": {"url": f"sqlite:///{folder / 'demo.db'}"},
            "poll": {"every": "1s", "per_host": 8, "per_host_gap": "0s", "allow_private_hosts": True},
            "alerts": {"update_gap": "1s"},
            "facts": {"fetch_articles": False},
            "health": {"listen": ""},
            "feeds": [
                FeedSettings(url=feeds.address(publisher), publisher=publisher.name)
                for publisher in feeds.publishers
            ],
            "topics": load(example_path(), {}).topics,
        }
    )


async def _scripted(api: BotApi, feeds: Feeds, terminal: Terminal, bot: asyncio.Task[None]) -> int:
    shown = asyncio.create_task(terminal.show())
    script = asyncio.create_task(Script(api, feeds, terminal).run())
    try:
        await asyncio.wait({script, shown, bot}, return_when=asyncio.FIRST_COMPLETED)
        if not script.done():
            raise ScriptError("the bot stopped during the conversation")
        summary, status = script.result(), 0
    except ScriptError as error:
        summary, status = f"The demo failed: {error}.", 1
    finally:
        await _cancel(script, shown)
    terminal.show_unseen()
    terminal.say(summary)
    return status


async def _by_hand(feeds: Feeds, terminal: Terminal, bot: asyncio.Task[None], seconds: float) -> None:
    left = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, left.set)
    terminal.say(_WELCOME)
    tasks = {
        asyncio.create_task(work)
        for work in (
            terminal.show(),
            terminal.read(sys.stdin.fileno()),
            left.wait(),
            _publish(feeds, terminal, seconds),
        )
    }
    try:
        await asyncio.wait({bot, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await _cancel(*tasks)


async def _publish(feeds: Feeds, terminal: Terminal, seconds: float) -> None:
    """Publish an article every `seconds` seconds; after the last one, keep running."""
    while True:
        await asyncio.sleep(seconds)
        if feeds.waiting:
            feeds.publish_next()
            if not feeds.waiting:
                terminal.say("That was the last article. /latest and all other commands still work.")


async def _cancel(*tasks: "asyncio.Task[object]") -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError, ScriptError):
            await task
