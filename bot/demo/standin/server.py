"""A local Bot API: real HTTP, Telegram's rules, faults on demand.

In tests::

    async with BotApi() as api:
        bot = telegram.Bot(api.token, base_url=api.bot_url, base_file_url=api.file_url)
        api.user_sends(1, "/start")
        await api.wait_for(lambda: api.messages(1))

As a process: `python -m bot.demo.standin --port 8081 --log accepted.jsonl`.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self, TextIO, TypeVar
from urllib.parse import parse_qsl

from aiohttp import web

from bot.demo.standin.actors import Actors
from bot.demo.standin.calls import answer
from bot.demo.standin.chatroom import Message, message_json
from bot.demo.standin.faults import Fault, FaultRates, Faults, Limits
from bot.demo.standin.methods import canonical_name, read_call
from bot.demo.standin.posting import edit, send
from bot.demo.standin.refusal import Refusal
from bot.demo.standin.state import Call, State
from bot.demo.standin.updates import Updates

PATIENCE_S = 120.0
"""How long is waited for what must come; a busy machine may take a while."""
TOKEN = "1000000001:demo-token-of-the-local-bot-api"
BOT = {
    "id": 1000000001,
    "is_bot": True,
    "first_name": "Sitrep",
    "username": "sitrep_demo_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
_SENDS = {"sendMessage", "sendPhoto", "sendDocument"}
_EDITS = {"editMessageText", "editMessageCaption", "editMessageReplyMarkup"}
_MAX_BODY = 50 * 1024 * 1024
_T = TypeVar("_T")


class BotApi(Actors):
    """The stand-in as an async context manager; its users act through the methods of `Actors`.

    `strangers`: whether chats exist that no test added. `limits`: answer 429 where Telegram would.
    `log`: a file to which a JSON line is written for each accepted message. `clock`: seconds by which limits
    are counted.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        strangers: bool = True,
        limits: Limits | None = None,
        rates: FaultRates | None = None,
        seed: int = 0,
        log: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(State(BOT, Updates(), strangers))
        self.token = token
        self.faults = Faults(rates or FaultRates(), limits, seed, clock)
        self.accepted: list[Message] = []
        """Every accepted message in order; edits add none."""
        self.heard: Callable[[Call], None] | None = None
        """Told the parameters of every send and edit."""
        self._port = port
        self._log_path = log
        self._log: TextIO | None = None
        self._waiting: list[tuple[Callable[[], object], asyncio.Future[object]]] = []
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        if self._log_path:
            self._log = self._log_path.open("a", encoding="utf-8", buffering=1)
        self._runner = web.ServerRunner(web.Server(self._serve, access_log=None), shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, backlog=1024)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        self.state.updates.close()
        if self._runner:
            await self._runner.cleanup()
        if self._log:
            self._log.close()

    @property
    def url(self) -> str:
        """The address of the stand-in: `http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def bot_url(self) -> str:
        """What python-telegram-bot calls base_url."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls base_file_url."""
        return f"{self.url}/file/bot"

    @property
    def counts(self) -> Counter[str]:
        """How often each method was called."""
        return self.state.counts

    def fail_next(self, chat_id: int | None, *faults: Fault) -> None:
        """The next sends or edits in the chat (None: in any chat) meet these faults, one each."""
        self.faults.fail_next(chat_id, *faults)

    async def wait_for(self, predicate: Callable[[], _T], timeout: float | None = PATIENCE_S) -> _T:
        """Wait until the predicate gives a true value, and return it; every call and every answer checks it.

        Raises TimeoutError, which quotes the last messages, after `timeout` seconds (None: never).
        """
        if value := predicate():
            return value
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((predicate, future))
        try:
            async with asyncio.timeout(timeout):
                return await future  # type: ignore[no-any-return]
        except TimeoutError:
            last = "\n".join(f"{message.chat_id}: {message.text[:200]!r}" for message in self.accepted[-5:])
            raise TimeoutError(
                f"nothing within {timeout} s; the last messages:\n{last or '(none)'}"
            ) from None
        finally:
            self._waiting = [entry for entry in self._waiting if entry[1] is not future]

    def notify(self) -> None:
        """Check the predicates of `wait_for` again: something outside the stand-in has changed."""
        for predicate, future in self._waiting:
            if not future.done() and (value := predicate()):
                future.set_result(value)

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        prefix, _, method = request.path.rpartition("/")
        if prefix != f"/bot{self.token}":
            return self._serve_elsewhere(request)
        try:
            name = canonical_name(method)
            call = read_call(name, await _read_body(request))
            self.state.counts[name] += 1
            if self._waiting:
                self.notify()
            if name in _SENDS or name in _EDITS:
                response = self._post(request, name, call)
            else:
                response = _json_response(200, {"ok": True, "result": await answer(self.state, name, call)})
        except Refusal as refusal:
            response = _json_response(refusal.status, refusal.as_json())
        if self._waiting:
            self.notify()
        return response

    def _post(self, request: web.BaseRequest, name: str, call: Call) -> web.StreamResponse:
        if self.heard is not None:
            self.heard(call)
        fault = self.faults.meet(call.get("chat_id", 0))
        if fault and fault.drop != "after":
            return _respond_with(request, fault)
        room, message = (send if name in _SENDS else edit)(self.state, name, call)
        if name in _SENDS:
            self.accepted.append(message)
        if self._log:
            self._write(self._log, name, message, dropped=fault is not None)
        if fault:
            return _respond_with(request, fault)
        return _json_response(200, {"ok": True, "result": message_json(room, message, self.state.bot)})

    def _write(self, log: TextIO, name: str, message: Message, dropped: bool) -> None:
        line = {
            "at": message.at,
            "method": name,
            "chat_id": message.chat_id,
            "message_id": message.id,
            "reply_to": message.reply_to,
            "thread_id": message.thread_id,
            "text": message.text,
            "dropped": dropped,
        }
        log.write(json.dumps(line) + "\n")

    def _serve_elsewhere(self, request: web.BaseRequest) -> web.StreamResponse:
        prefix = f"/file/bot{self.token}/"
        if request.path.startswith(prefix):
            name = request.path.rpartition("/")[2]
            for message in reversed(self.accepted):
                if message.file and message.file[0] == name:
                    return web.Response(body=message.file[1])
        known = request.path.startswith("/bot")
        refusal = Refusal(401, "Unauthorized") if known else Refusal(404, "Not Found")
        return _json_response(refusal.status, refusal.as_json())


def _respond_with(request: web.BaseRequest, fault: Fault) -> web.StreamResponse:
    if fault.drop:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if fault.status >= 500:
        body = f"<html><head><title>{fault.status} Bad Gateway</title></head></html>"
        return web.Response(status=fault.status, text=body, content_type="text/html")
    refusal = fault.refusal()
    return _json_response(refusal.status, refusal.as_json())


def _json_response(status: int, body: Mapping[str, object]) -> web.Response:
    encoded = json.dumps(body, separators=(",", ":")).encode()
    return web.Response(status=status, body=encoded, headers={"Content-Type": "application/json"})


async def _read_body(request: web.BaseRequest) -> Mapping[str, Any]:
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request)
    body = await request.read()
    if kind == "application/json":
        try:
            content = json.loads(body or b"{}")
        except ValueError:
            raise Refusal(400, "Bad Request: can't parse request body as JSON") from None
        return content if isinstance(content, dict) else {}
    query = parse_qsl(request.query_string, keep_blank_values=True, max_num_fields=100)
    return dict(query + parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))


async def _read_multipart(request: web.BaseRequest) -> Mapping[str, Any]:
    fields: dict[str, Any] = {}
    async for part in await request.multipart():
        name = getattr(part, "name", None) or ""
        content = bytes(await part.read(decode=True))  # type: ignore[union-attr]
        file_name = getattr(part, "filename", None)
        fields[name] = (file_name, content) if file_name else content.decode()
    return fields
