"""The transport over real sockets: answers, uploads, timeouts, breaks, and a token that stays in."""

import asyncio
import io
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.delivery.transport import AiohttpRequest
from bot.demo.standin.faults import Fault
from bot.demo.standin.server import BotApi

TOKEN = "123456:secret-secret-secret"
Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def server(answer: Answer) -> AsyncIterator[str]:
    runner = web.ServerRunner(web.Server(answer, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    finally:
        await runner.cleanup()


def make_bot(base_url: str, request: AiohttpRequest, token: str = TOKEN) -> telegram.Bot:
    file_url = base_url.replace("/bot", "/file/bot")
    return telegram.Bot(
        token,
        base_url=base_url,
        base_file_url=file_url,
        request=request,
        get_updates_request=AiohttpRequest(1),
    )


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(token=TOKEN) as api:
        yield api


async def test_carries_messages_and_updates(api: BotApi) -> None:
    async with make_bot(api.bot_url, AiohttpRequest()) as bot:
        message = await bot.send_message(1, "<b>Grüße</b> 😀", parse_mode="HTML")
        assert message.text == "Grüße 😀"
        polled = asyncio.create_task(bot.get_updates(timeout=20))
        await api.wait_for(lambda: api.counts["getUpdates"])
        api.user_sends(1, "hello")
        [update] = await polled
        assert update.message is not None
        assert update.message.text == "hello"


async def test_uploads_and_downloads_files(api: BotApi) -> None:
    async with make_bot(api.bot_url, AiohttpRequest()) as bot:
        await bot.send_photo(1, b"\x89PNG-like", caption="<i>map</i>", parse_mode="HTML", filename="map.png")
        document = await bot.send_document(1, io.BytesIO(b"a,b"), filename="alerts.csv")
        assert [message.file for message in api.messages(1)] == [
            ("map.png", b"\x89PNG-like"),
            ("alerts.csv", b"a,b"),
        ]
        assert document.document is not None
        file = await bot.get_file(document.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"a,b"


async def test_keeps_connections_and_bounds_them() -> None:
    transports = set()
    now, most = 0, 0

    async def answer(request: web.BaseRequest) -> web.Response:
        nonlocal now, most
        transports.add(request.transport)
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        now -= 1
        return web.json_response({"ok": True, "result": True})

    async with server(answer) as url, AiohttpRequest(3) as request:
        await asyncio.gather(*(request.post(f"{url}1:x/close") for _ in range(30)))
    assert len(transports) == 3
    assert most <= 3


async def test_translates_telegrams_answers(api: BotApi) -> None:
    async with make_bot(api.bot_url, AiohttpRequest()) as bot:
        api.fail_next(1, Fault.throttled(9), Fault.refused("odd"), Fault.server_error())
        for kind in (RetryAfter, BadRequest, NetworkError):
            with pytest.raises(kind):
                await bot.send_message(1, "x")


async def test_broken_and_refused_connections_are_network_errors(api: BotApi) -> None:
    async with make_bot(api.bot_url, AiohttpRequest()) as bot:
        api.fail_next(1, Fault.drop_before(), Fault.drop_after())
        for _ in range(2):
            with pytest.raises(NetworkError) as caught:
                await bot.send_message(1, "x")
            assert not isinstance(caught.value, TimedOut | BadRequest)
    async with server(lambda _: asyncio.sleep(0, web.Response())) as closed:
        pass
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as caught:
            await request.post(f"{closed}{TOKEN}/getMe")
    assert_no_token(caught.value)


async def test_timeouts_say_whether_the_request_went_out() -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def answer(request: web.BaseRequest) -> web.Response:
        if request.path.endswith("getUpdates"):
            arrived.set()
        await release.wait()
        return web.json_response({"ok": True, "result": True})

    async with (
        server(answer) as url,
        AiohttpRequest(1, read_timeout=0.05, pool_timeout=0.05, connect_timeout=60) as r,
    ):
        with pytest.raises(TimedOut, match="waiting for the Bot API's response") as caught:
            await r.post(f"{url}{TOKEN}/getMe")
        assert_no_token(caught.value)
        patient = asyncio.create_task(r.post(f"{url}{TOKEN}/getUpdates", read_timeout=60))
        await arrived.wait()
        with pytest.raises(TimedOut, match="before the request was sent"):
            await r.post(f"{url}{TOKEN}/getMe", connect_timeout=0.05)
        release.set()
        assert await patient is True
        assert r.read_timeout == 0.05


def assert_no_token(error: BaseException) -> None:
    for text in (str(error), repr(error), "".join(traceback.format_exception(error))):
        assert TOKEN not in text
        assert "secret" not in text


@pytest.mark.parametrize("status", [200, 302, 401, 404, 502])
@pytest.mark.parametrize("token", [TOKEN, "7:secret"])
async def test_the_token_stays_in(status: int, token: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever a gateway between us and Telegram quotes, down to the URL itself."""
    caplog.set_level(logging.DEBUG)

    async def answer(request: web.BaseRequest) -> web.Response:
        return web.Response(
            status=status, text=f"no {request.path} here, {token}?", headers={"Location": str(request.url)}
        )

    async with server(answer) as url, AiohttpRequest() as request:
        with pytest.raises(TelegramError) as caught:
            await request.post(f"{url}{token}/getMe")
        assert "secret" not in repr(request)
    assert_no_token(caught.value)
    assert "secret" not in caplog.text


async def test_an_address_that_cannot_be_one_does_not_show_the_token() -> None:
    async with AiohttpRequest() as request:
        for url in (f"http://127.0.0.1:99999/bot{TOKEN}/getMe", f"gopher://x/bot{TOKEN}/getMe"):
            with pytest.raises(NetworkError) as caught:
                await request.post(url)
            assert_no_token(caught.value)


async def test_a_wrong_token_is_said_to_be_invalid(api: BotApi) -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(InvalidToken, match="Unauthorized"):
            await request.post(f"{api.bot_url}1:wrong/getMe")


async def test_opens_again_after_shutdown_and_not_before_initialize(api: BotApi) -> None:
    request = AiohttpRequest()
    with pytest.raises(NetworkError, match="not initialized"):
        await request.post(f"{api.bot_url}{TOKEN}/getMe")
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        assert await request.post(f"{api.bot_url}{TOKEN}/getMe")
        await request.shutdown()
        await request.shutdown()
