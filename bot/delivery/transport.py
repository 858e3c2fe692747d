"""python-telegram-bot's HTTP over aiohttp: several times cheaper per message than its own over httpx.

The token is part of every URL of the Bot API, so nothing derived from a URL leaves this module unredacted:
errors carry no cause, and the body of an error response is redacted before anybody can quote it.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.errors import ConfigError
from bot.http.proxies import is_socks, is_usable
from bot.log import redact

_KEEPALIVE_S = 60.0
_TOKEN_IN_PATH = re.compile(r"/bot([^/\s]+)")
_JSON_HEADERS = {"Content-Type": "application/json", "User-Agent": BaseRequest.USER_AGENT}
_PLAIN_HEADERS = {"User-Agent": BaseRequest.USER_AGENT}

_Timeout = Any
"""Seconds, None for no limit, or BaseRequest.DEFAULT_NONE for the default; PTB has no public type for it."""


class Parameters:
    """The parameters of a method as plain data without files: all that `AiohttpRequest` needs.

    PTB's own RequestData takes an eighth of the processor time of a delivery (benchmarks/sustained.py).
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Parameters that are None are left out."""
        self.parameters = {name: value for name, value in given.items() if value is not None}


class AiohttpRequest(BaseRequest):
    """One connection pool to the Bot API.

    At most `connections` requests are in flight; others wait up to `pool_timeout`. Timeouts are in
    seconds, None waits forever. Raises telegram.error.TimedOut and NetworkError where PTB's own would.
    """

    def __init__(
        self,
        connections: int = 32,
        *,
        read_timeout: float | None = 20.0,
        write_timeout: float | None = 20.0,
        connect_timeout: float | None = 10.0,
        pool_timeout: float | None = 30.0,
        proxy: str | None = None,
    ) -> None:
        """`proxy`: http://host:port, socks5://[user:password@]host:port or the like; see `check_proxy`."""
        self._proxy = proxy
        self._http_proxy = None if proxy is None or is_socks(proxy) else proxy
        self._connections = connections
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How long to wait for a response unless the call says otherwise, in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; it can be opened again after `shutdown`."""
        if self._session is None:
            connector = _connector(self._proxy, self._connections)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        """Close the pool with its connections."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: _Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: _Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: _Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: _Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request: (HTTP status, body). See telegram.request.BaseRequest.do_request."""
        if self._session is None:
            raise RuntimeError("AiohttpRequest is not initialized")
        timeout = _timeout(
            _chosen(read_timeout, self._read_timeout),
            _chosen(write_timeout, self._write_timeout),
            _chosen(connect_timeout, self._connect_timeout),
            _chosen(pool_timeout, self._pool_timeout),
        )
        body, headers = _encode(request_data)
        try:
            async with self._session.request(
                method,
                _url(url),
                data=body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
                proxy=self._http_proxy,
            ) as response:
                status, content = response.status, await response.read()
        except aiohttp.ConnectionTimeoutError:
            raise TimedOut("Timed out before the request was sent: no connection to the Bot API") from None
        except TimeoutError:
            raise TimedOut("Timed out waiting for the Bot API's response") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise NetworkError(redact(f"{type(error).__name__}: {error}", _token(url))) from None
        if status < 300:
            return status, content
        return status, redact(content.decode(errors="replace"), _token(url)).encode()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The response's JSON; unlike the parent's, neither logs nor quotes a body that cannot be parsed."""
        try:
            content = json.loads(payload)
        except ValueError:
            content = None
        if not isinstance(content, dict) or (content.get("ok") is True and "result" not in content):
            raise TelegramError("The response is not the Bot API's JSON")
        return content


def check_proxy(proxy: str | None) -> None:
    """Raise ConfigError, which says what to do, where requests cannot go through `proxy`."""
    if proxy is not None and not is_usable(proxy):
        raise ConfigError(
            [f"the proxy {redact(proxy)} cannot be used for Telegram; write http://... or socks5://..."]
        )


def _connector(proxy: str | None, connections: int) -> aiohttp.BaseConnector:
    if proxy is None or not is_socks(proxy):
        return aiohttp.TCPConnector(limit=connections, keepalive_timeout=_KEEPALIVE_S)
    from bot.http.socks import SocksConnector  # loaded only where it is needed

    return SocksConnector.to(proxy, limit=connections, keepalive_timeout=_KEEPALIVE_S)


def _token(url: str) -> str:
    """The token in the URL of a method; empty where there is none."""
    token = _TOKEN_IN_PATH.search(url)
    return token[1] if token else ""


def _chosen(given: _Timeout, default: float | None) -> Any:
    return default if given is BaseRequest.DEFAULT_NONE else given


@lru_cache(maxsize=64)
def _timeout(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """aiohttp has no write timeout, so the total timeout covers it."""
    waiting = None if pool is None or connect is None else pool + connect
    total = None if waiting is None or read is None or write is None else waiting + write + read
    return aiohttp.ClientTimeout(total=total, connect=waiting, sock_connect=connect, sock_read=read)


@lru_cache(maxsize=64)
def _url(url: str) -> URL:
    return URL(url, encoded=True)


def _encode(
    request_data: RequestData | Parameters | None,
) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """The parameters as JSON, or as a form if they include files."""
    if request_data is None:
        return None, _PLAIN_HEADERS
    if isinstance(request_data, Parameters) or not request_data.contains_files:
        return json.dumps(request_data.parameters).encode(), _JSON_HEADERS
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form, _PLAIN_HEADERS
