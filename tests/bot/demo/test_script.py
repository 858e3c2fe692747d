"""The whole bot between the stand-in and the demo's feeds, in the script's conversation."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot.demo.botapi import BotApi
from bot.demo.feedserver import Feeds
from bot.demo.run import run_demo
from bot.demo.script import Script, ScriptError
from bot.demo.terminal import Terminal


async def test_every_expected_alert_comes_exactly_once() -> None:
    screen = io.StringIO()
    status = await run_demo(script=True, console=Console(file=screen, width=80))
    assert status == 0, screen.getvalue()[-3000:]
    assert "6 events, 6 alerts, each exactly once" in screen.getvalue()


async def test_says_what_never_came() -> None:
    async with BotApi() as api, Feeds(datetime.now(UTC)) as feeds:
        terminal = Terminal(api, Console(file=io.StringIO()), prompt=False)
        with pytest.raises(ScriptError, match=r"waited 0.01 s in vain for a poll of every feed"):
            await Script(api, feeds, terminal, patience_s=0.01).run()
