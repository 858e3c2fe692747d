"""Telegram pushes updates: only with the secret, handled like those that are asked for."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from pydantic import ValidationError

from bot.clock import utc_now
from bot.config.settings import TelegramSettings
from bot.demo.standin.server import BotApi
from bot.desk.app import make_desk
from bot.desk.telegram import open_telegram, stop_handlers
from bot.desk.webhook import SECRET_HEADER, Webhook
from bot.errors import ConfigError
from storage.database import Database
from tests.whole.newsroom import make_settings

URL = "https://sitrep.example/telegram"


@asynccontextmanager
async def serving(api: BotApi, database: Database, listen: str = "127.0.0.1:0") -> AsyncIterator[Webhook]:
    """A bot that takes pushes."""
    settings = make_settings(api, "sqlite://", [], {"raqqa": "raqqa"})
    stop, works = asyncio.Event(), asyncio.Event()
    desk = make_desk(settings, database, utc_now)
    async with open_telegram(settings, desk, stop) as application:
        webhook = Webhook(application, URL, listen, api.token, works.set)
        await application.start()
        running = asyncio.create_task(webhook.run(stop))
        try:
            await asyncio.wait([running, asyncio.create_task(works.wait())], return_when="FIRST_COMPLETED")
            if running.done():
                running.result()
            yield webhook
        finally:
            stop.set()
            await asyncio.wait([running])
            await stop_handlers(application)
            await desk.answers.close()


async def test_pushed_commands_are_answered_and_forged_ones_are_not(sqlite_database: Database) -> None:
    async with BotApi() as api, serving(api, sqlite_database) as webhook, aiohttp.ClientSession() as telegram:
        assert api.state.profile["webhook", "url"] == URL
        secret = api.state.profile["webhook", "secret_token"]
        assert len(secret) == 64
        assert api.token not in secret
        api.add_chat(1)
        api.user_sends(1, "/start")
        (update,) = await api.state.updates.take()
        address = f"{webhook.address}/telegram"
        for headers in ({}, {SECRET_HEADER: "guessed"}, {SECRET_HEADER: "\u00e9".encode().decode("latin-1")}):
            async with telegram.post(address, json=update, headers=headers) as answer:
                assert answer.status == 401
        assert api.messages(1) == []
        for junk in (b"no json", b"[]", b"{}"):
            async with telegram.post(address, data=junk, headers={SECRET_HEADER: secret}) as answer:
                assert answer.status == 200, "else Telegram would push it again and again"
        async with telegram.post(address, json=update, headers={SECRET_HEADER: secret}) as answer:
            assert answer.status == 200
        await api.wait_for(lambda: api.messages(1))
        assert api.counts["getUpdates"] == 0


async def test_a_webhook_that_another_program_removed_is_set_again_and_trouble_is_told_once(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.desk.webhook")
    stop = asyncio.Event()
    async with BotApi() as api, serving(api, sqlite_database) as webhook:
        del api.state.profile["webhook", "url"]  # as by another program's deleteWebhook
        caplog.clear()
        await webhook.look(stop)
        assert api.state.profile["webhook", "url"] == URL
        assert "another program removed or changed the webhook" in caplog.messages[0]
        caplog.clear()
        api.state.profile["webhook", "last_error_message"] = "SSL error: certificate verify failed"
        for _ in range(3):
            await webhook.look(stop)
        del api.state.profile["webhook", "last_error_message"]
        await webhook.look(stop)
    assert [message.partition(":")[0] for message in caplog.messages] == [
        "telegram cannot push updates to https",
        "telegram pushes updates again",
    ]


async def test_an_address_that_is_taken_is_named(sqlite_database: Database) -> None:
    async with BotApi() as api, serving(api, sqlite_database) as webhook:
        listen = webhook.address.removeprefix("http://")
        with pytest.raises(ConfigError, match=r"telegram.webhook_listen: cannot listen on 127"):
            async with serving(api, sqlite_database, listen):
                pass


def test_telegram_pushes_to_https_alone() -> None:
    assert TelegramSettings(webhook_url=URL).webhook_url == URL
    with pytest.raises(ValidationError, match="must start with https"):
        TelegramSettings(webhook_url="http://sitrep.example/telegram")
