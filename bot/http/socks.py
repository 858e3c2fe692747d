"""Connections through a SOCKS proxy, which looks names up itself."""

import asyncio
from typing import Any, Self

import aiohttp_socks
from aiohttp.client_proto import ResponseHandler

from bot.http.framing import LenientResponses
from bot.http.proxies import BehindProxyError, ProxyError
from bot.log import redact

_FAULTS = (aiohttp_socks.ProxyError, aiohttp_socks.ProxyConnectionError, aiohttp_socks.ProxyTimeoutError)
_OF_THE_SERVER = {
    3: "it has no route there",
    4: "it cannot find or reach the host",
    5: "the connection was refused",
    6: "it gave up waiting",
}
"""Replies that speak of the server, not of the proxy (RFC 1928 section 6)."""


class SocksConnector(aiohttp_socks.ProxyConnector):
    """A connector through one proxy.

    Raises ProxyError where the proxy is at fault, BehindProxyError where it cannot reach the server.
    """

    _shown: str

    @classmethod
    def to(cls, proxy_url: str, **options: Any) -> Self:
        """A connector through `proxy_url`: socks5://[user:password@]host:port, socks5h:// or socks4://."""
        # socks5h says that the proxy looks names up, which it does here anyway: hosts may be blocked by name.
        made = cls.from_url(proxy_url.replace("socks5h://", "socks5://", 1), rdns=True, **options)
        assert isinstance(made, cls)
        made._shown = redact(proxy_url)
        return made

    async def _wrap_create_connection(
        self, *arguments: Any, **options: Any
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        try:
            return await super()._wrap_create_connection(*arguments, **options)
        except _FAULTS as fault:
            raise self._in_words(fault) from fault

    def _in_words(self, fault: Exception) -> Exception:
        code = getattr(fault, "error_code", None)
        if code in _OF_THE_SERVER:
            return BehindProxyError(f"the proxy {self._shown} cannot connect: {_OF_THE_SERVER[code]}")
        return ProxyError(f"the proxy {self._shown} fails: {fault}; check ALL_PROXY and HTTPS_PROXY")


class LenientSocksConnector(SocksConnector):
    """A connector through one proxy whose connections are as lenient as the direct ones to feeds."""

    async def _wrap_create_connection(
        self, *arguments: Any, **options: Any
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        transport, strict = await super()._wrap_create_connection(*arguments, **options)
        lenient = LenientResponses(asyncio.get_running_loop())
        lenient.kept = strict  # it holds the stream, which else would close the connection
        transport.set_protocol(lenient)
        lenient.connection_made(transport)
        return transport, lenient
