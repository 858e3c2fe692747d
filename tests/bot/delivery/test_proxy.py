"""Telegram is reached through the proxy that the environment names, HTTP or SOCKS5."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from telegram.error import NetworkError

from bot.clock import utc_now
from bot.delivery.transport import AiohttpRequest, check_proxy
from bot.demo.standin.server import BotApi
from bot.desk.app import make_desk
from bot.desk.telegram import open_telegram
from bot.errors import ConfigError
from storage.database import Database
from tests.whole.newsroom import make_settings


class Socks:
    """A SOCKS5 server (RFC 1928) that connects to 127.0.0.1, whatever name it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await reader.readexactly((await reader.readexactly(2))[1])
            writer.write(b"\x05\x00")
            kind = (await reader.readexactly(4))[3]
            if kind == 3:
                host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
            else:
                host = ".".join(map(str, await reader.readexactly(4)))
            port = int.from_bytes(await reader.readexactly(2), "big")
            self.asked.append(host)
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
            await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))
        writer.close()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.url = f"socks5://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield
        finally:
            server.close()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on bytes until one side ends."""
    with suppress(OSError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


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
