"""What the demo's script says when an alert does not come; `make test` runs the whole script."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot.demo.feedserver import Feeds
from bot.demo.script import Script, ScriptError
from bot.demo.standin.server import BotApi
from bot.demo.terminal import Terminal


async def test_says_what_did_not_come() -> None:
    async with BotApi() as api, Feeds(datetime.now(UTC)) as feeds:
        terminal = Terminal(api, Console(file=io.StringIO()), prompt=False)
        with pytest.raises(ScriptError, match=r"a poll of every feed did not come within 0.01 s"):
            await Script(api, feeds, terminal, patience_s=0.01).run()
