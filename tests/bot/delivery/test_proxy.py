"""Telegram is reached through the proxy that the environment names, HTTP or SOCKS5."""

import asyncio

import pytest
from telegram.error import NetworkError

from bot.clock import utc_now
from bot.delivery.transport import AiohttpRequest, check_proxy
from bot.demo.standin.server import BotApi
from bot.desk.app import make_desk
from bot.desk.telegram import open_telegram
from bot.errors import ConfigError
from storage.database import Database
from tests.socks_proxy import Socks
from tests.whole.newsroom import make_settings


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_the_bot_goes_through_a_socks_proxy_that_looks_names_up(
    monkeypatch: pytest.MonkeyPatch, sqlite_database: Database, scheme: str
) -> None:
    socks = Socks()
    async with BotApi() as api, socks.serving():
        monkeypatch.setenv("ALL_PROXY", socks.url.replace("socks5", scheme))
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        settings = make_settings(api, "sqlite://", [], {"raqqa": "raqqa"})
        hidden = settings.telegram.model_copy(
            update={"api_url": api.url.replace("127.0.0.1", "telegram.test")}
        )
        desk = make_desk(settings, sqlite_database, utc_now)
        settings = settings.model_copy(update={"telegram": hidden})
        async with open_telegram(settings, desk, asyncio.Event()) as application:
            assert application.bot.username == "sitrep_demo_bot"
        await desk.answers.close()
    assert set(socks.asked) == {"telegram.test"}


async def test_a_proxy_that_is_gone_is_a_network_error_like_others() -> None:
    request = AiohttpRequest(2, proxy="socks5://127.0.0.1:1")
    async with request:
        with pytest.raises(NetworkError):
            await request.do_request("http://telegram.test/bot1:a/getMe", "POST")


def test_a_proxy_of_another_kind_is_refused_with_what_to_write() -> None:
    with pytest.raises(ConfigError, match=r"the proxy ftp://.* write http://... or socks5://"):
        check_proxy("ftp://proxy.example:21")
    for proxy in (None, "http://proxy.example:3128", "socks5://me:word@proxy.example:1080"):
        check_proxy(proxy)
