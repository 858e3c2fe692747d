"""The failures of a request in words for people: what went wrong and what to do about it."""

import errno
import socket

import aiohttp

from bot.http.guard import BlockedAddressError
from bot.http.proxies import BehindProxyError, ProxyError
from bot.log import redact

_BLOCKED = "; to poll feeds in a local network set [poll] allow_private_hosts = true"
_NO_ROUTE = (
    errno.ENETUNREACH,
    errno.ENETDOWN,
    errno.EADDRNOTAVAIL,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOBUFS,
)
_STATUSES = {
    400: "the server rejects the request; check the address",
    401: "the server requires a password; write it as https://user:password@host/...",
    402: "the server requires payment",
    403: "the server denies access; identify yourself in [poll] user_agent, or ask the publisher",
    404: "the page does not exist; find the feed's new address with: sitrep feeds discover URL",
    406: "the server offers no format that we accept; check the address",
    410: "the publisher says that the feed is gone; asked again once a day for a month",
    429: "the server asks us to slow down; polled again when it allows",
    451: "the feed is withheld for legal reasons",
    503: "the server is busy; polled again when it allows, or later",
}


def status_error(status: int) -> str:
    """What an HTTP status other than 200 and 304 means for a feed, and what to do."""
    meaning = _STATUSES.get(status)
    if meaning is None and 300 <= status < 400:
        meaning = "the redirect leads nowhere; the publisher's server is at fault"
    if meaning is None:
        meaning = "the publisher's server is at fault" if status >= 500 else "check the address"
    return f"HTTP {status}: {meaning}"


def describe(fault: BaseException, timeout_s: float) -> tuple[str, bool]:
    """A pair: what went wrong and what to do; whether our own network is at fault rather than the feed.

    `fault` is what the request raised, `timeout_s` the time it was given.
    """
    blocked = _cause(fault, BlockedAddressError)
    if blocked is not None:
        return f"refused to connect: {blocked}{_BLOCKED}", False
    behind = _cause(fault, BehindProxyError)
    if behind is not None:
        return f"{behind}; the server is down or the address is wrong", False
    of_proxy = _cause(fault, ProxyError)
    if of_proxy is not None:
        return str(of_proxy), True
    if isinstance(fault, aiohttp.ClientProxyConnectionError | aiohttp.ClientHttpProxyError):
        return _proxy(fault), True
    if isinstance(fault, aiohttp.ClientConnectorDNSError):
        return _dns(fault)
    if isinstance(fault, aiohttp.ClientConnectorError) and not isinstance(fault, aiohttp.ClientSSLError):
        return _connection(fault)
    return _publishers_fault(fault, timeout_s), False


def _publishers_fault(fault: BaseException, timeout_s: float) -> str:
    """What went wrong, and what to do, where our network is not at fault."""
    if isinstance(fault, TimeoutError):
        return f"no complete answer within {timeout_s:g} s; the publisher's server is slow or blocks us"
    if isinstance(fault, aiohttp.ClientConnectorCertificateError):
        return f"the certificate is not valid ({_reason(fault.certificate_error)}); only its owner can fix it"
    if isinstance(fault, aiohttp.ClientSSLError):
        return f"TLS failed ({_reason(fault)}); try http:// in the address; else the server is at fault"
    if isinstance(fault, aiohttp.InvalidURL):
        return "the address is not valid; correct it"
    if isinstance(fault, aiohttp.ClientPayloadError | aiohttp.ServerDisconnectedError | ConnectionError):
        return "the connection broke before the answer was complete; the publisher's server is at fault"
    return f"the answer is not valid HTTP ({_rule(fault)}); check the address"


def _rule(fault: BaseException) -> str:
    """The broken rule in the library's words, or else its name for the fault."""
    message = fault.message if isinstance(fault, aiohttp.ClientResponseError) else ""
    words = " ".join(message.split()).partition(":")[0]
    return words[:80] if words.isascii() and words.isprintable() and words else type(fault).__name__


def _proxy(fault: aiohttp.ClientHttpProxyError | aiohttp.ClientProxyConnectionError) -> str:
    if isinstance(fault, aiohttp.ClientHttpProxyError):
        return f"the proxy refuses the request (HTTP {fault.status}); check HTTPS_PROXY and the proxy's rules"
    return f"the proxy cannot be reached ({_reason(fault.os_error)}); check HTTP_PROXY and HTTPS_PROXY"


def _connection(fault: aiohttp.ClientConnectorError) -> tuple[str, bool]:
    local = fault.os_error.errno in _NO_ROUTE
    advice = "check our network" if local else "the server is down or the address is wrong"
    return f"cannot connect ({_reason(fault.os_error)}); {advice}", local


def _dns(fault: aiohttp.ClientConnectorDNSError) -> tuple[str, bool]:
    if fault.os_error.errno == socket.EAI_AGAIN:
        return "the host name cannot be looked up (DNS does not answer); check our network", True
    return f"the host {fault.host} does not exist; check the address or the publisher's site", False


def _cause(fault: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    seen = 0
    while fault is not None and seen < 8:
        if isinstance(fault, kind):
            return fault
        inner = getattr(fault, "os_error", None)
        fault = inner if isinstance(inner, BaseException) else fault.__cause__ or fault.__context__
        seen += 1
    return None


def _reason(fault: BaseException) -> str:
    text = (
        getattr(fault, "verify_message", "") or getattr(fault, "strerror", "") or getattr(fault, "reason", "")
    )
    return redact(str(text or fault))
