"""Conditional GET of feeds and GET of pages, with limits on size, time, address and pace.

Every outcome is a FeedResponse; only cancellation raises.
"""

import asyncio
import math
import ssl
from asyncio.sslproto import SSLProtocol
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Self

import aiohttp

from bot.http.address import authorization, bare, host_of, public_part, redirected, url_problem
from bot.http.answer import response_of
from bot.http.compression import ACCEPT_ENCODING
from bot.http.cookies import Cookies
from bot.http.failure import describe, status_error
from bot.http.framing import LenientResponses
from bot.http.guard import BlockedAddressError, Guard, GuardedResolver
from bot.http.politeness import HostGates, Turn
from bot.http.proxies import Proxies, endpoint_of, is_socks
from bot.model import Feed, FeedResponse

MAX_REDIRECTS = 10
NOT_ALLOWED = "robots.txt forbids it"
"""The error of a page to which a redirect leads and that we may not read."""
Allow = Callable[[str], Awaitable[bool]]
"""Whether the page at an address may be read."""
_REDIRECTS = (301, 302, 303, 307, 308)
_REDIRECTS_OF_POST = (307, 308)
_PERMANENT = (301, 308)
_FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5"
)
_KEEPALIVE_S = 15
_TLS_BUFFER_BYTES = 65_536
_PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.5"


class Fetcher:
    """One HTTP session for all feeds. Use with `async with`; safe for any number of concurrent calls.

    At most `concurrency` requests are in flight, `per_host` of them to one host, with `per_host_gap_s`
    between their starts. A request takes at most `timeout_s` (redirects included) and `max_bytes` of body,
    before and after decompression. Proxies come from the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY).
    """

    def __init__(
        self,
        *,
        user_agent: str,
        timeout_s: float = 20.0,
        max_bytes: int = 5_000_000,
        concurrency: int = 64,
        per_host: int = 2,
        per_host_gap_s: float = 1.0,
        allow_private_hosts: bool = False,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.max_bytes = max_bytes
        self.concurrency = concurrency
        self.gates = HostGates(per_host, per_host_gap_s)
        self._user_agent = user_agent
        self._timeout_s = timeout_s
        self._slots = asyncio.Semaphore(concurrency)
        self._ssl: ssl.SSLContext | bool = ssl_context or True  # aiohttp's own has the system's authorities
        self._proxies = Proxies()
        self._guard = Guard(allow_private=allow_private_hosts, proxies=self._proxies.endpoints())
        self._resolver = GuardedResolver(self._guard)
        self._session: aiohttp.ClientSession | None = None
        self._through: dict[str, aiohttp.ClientSession] = {}
        """Sessions by the SOCKS proxy that they go through, made when first used."""

    async def __aenter__(self) -> Self:
        _spare_tls_buffers()
        connector = aiohttp.TCPConnector(
            limit=0,
            ssl=self._ssl,
            resolver=self._resolver,
            ttl_dns_cache=300,
            socket_factory=self._guard.make_socket,
            keepalive_timeout=_KEEPALIVE_S,
        )
        connector._factory = partial(LenientResponses, asyncio.get_running_loop())  # type: ignore[assignment]
        self._session = self._open(connector)
        return self

    def _open(self, connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=min(10.0, self._timeout_s)),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": ACCEPT_ENCODING},
            max_line_size=32768,
            max_field_size=32768,
            max_headers=1000,
        )

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in (self._session, *self._through.values()):
            if session is not None:
                await session.close()
        self._session, self._through = None, {}

    async def fetch(self, feed: Feed) -> FeedResponse:
        """Conditional GET of a feed, with the validators exactly as its last answer gave them."""
        async with self.turn(feed.url) as turn:
            return await self.fetch_in_turn(feed, turn)

    def turn(self, url: str) -> Turn:
        """A context that waits on entry for a turn to ask the host of `url`, and ends the turn on exit.

        It is for callers whose work after the answer must hold back further requests, so that answers do not
        pile up.
        """
        return Turn(self.gates, host_of(url), self._slots)

    async def fetch_in_turn(self, feed: Feed, turn: Turn) -> FeedResponse:
        """Like `fetch`, within a `turn` that the caller holds."""
        headers = {"Accept": _FEED_TYPES}
        if feed.etag is not None:
            headers["If-None-Match"] = feed.etag
        if feed.last_modified is not None:
            headers["If-Modified-Since"] = feed.last_modified
        return await self._ask(feed.url, headers, turn)

    async def get_page(
        self, url: str, allow: Allow | None = None, *, within_s: float = math.inf
    ) -> FeedResponse:
        """GET of a page of any kind, with the same limits, and within `within_s` where that is less.

        Redirects are followed only to addresses that `allow` lets us read; it is asked before each, and the
        error where it does not is `NOT_ALLOWED`.
        """
        async with self.turn(url) as turn:
            return await self._ask(url, {"Accept": _PAGE_TYPES}, turn, allow=allow, within_s=within_s)

    async def post(self, url: str, body: bytes, content_type: str) -> FeedResponse:
        """POST, with the same limits; follows redirects that keep the method, ignores the answer's body."""
        async with self.turn(url) as turn:
            return await self._ask(url, {"Content-Type": content_type}, turn, body)

    def wait_s(self, url: str) -> float:
        """Roughly how long a request to the host of `url` would wait for its turn."""
        return self.gates.wait_s(host_of(url))

    async def _ask(
        self,
        url: str,
        headers: dict[str, str],
        turn: Turn,
        body: bytes | None = None,
        allow: Allow | None = None,
        within_s: float = math.inf,
    ) -> FeedResponse:
        """The answer, or a failure in words. Waiting for a turn does not count towards the time limit."""
        within_s = min(within_s, self._timeout_s)
        try:
            async with asyncio.timeout(within_s) as deadline:
                return await self._follow(url, headers, body, _Hops(turn, deadline, allow))
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as fault:
            error, local = describe(fault, within_s)
            return FeedResponse(url=public_part(url), status=0, error=error, local_outage=local)

    async def _follow(
        self, url: str, headers: dict[str, str], body: bytes | None, hops: "_Hops"
    ) -> FeedResponse:
        """The answer to a GET, or to a POST of `body`, after at most `MAX_REDIRECTS` redirects."""
        if (problem := url_problem(url)) is not None:
            return FeedResponse(url=public_part(url), status=0, error=problem)
        method, redirects = ("GET", _REDIRECTS) if body is None else ("POST", _REDIRECTS_OF_POST)
        start, permanent, status, cookies = url, True, 0, Cookies()
        for hop in range(MAX_REDIRECTS + 1):
            if hop and not await hops.may_go_on(url):
                return FeedResponse(public_part(url), status, error=NOT_ALLOWED)
            session, proxy = self._way(await self._proxy(url) if self._proxies else None)
            async with session.request(
                method, bare(url), headers=headers | authorization(url) | cookies.header(url), data=body,
                allow_redirects=False, proxy=proxy,
            ) as answer:  # fmt: skip
                status = answer.status
                target = answer.headers.get("Location") if status in redirects else None
                if target is None:
                    if body is not None:
                        return FeedResponse(url, status, error=None if status < 300 else status_error(status))
                    return await response_of(answer, url, self.max_bytes, moved=permanent and url != start)
                cookies.take(answer)
            permanent = permanent and status in _PERMANENT
            previous, url = url, redirected(url, target)
            if (problem := url_problem(url)) is not None:
                error = f"bad redirect: {problem}"
                return FeedResponse(public_part(previous), status, error=error)
        error = f"more than {MAX_REDIRECTS} redirects; the publisher's server is at fault"
        return FeedResponse(public_part(url), status, error=error)

    def _way(self, proxy: str | None) -> tuple[aiohttp.ClientSession, str | None]:
        """The session for requests through a proxy, and the proxy itself if it speaks HTTP."""
        assert self._session is not None, "use the fetcher with `async with`"
        if proxy is None or not is_socks(proxy):
            return self._session, proxy
        if proxy not in self._through:
            from bot.http.socks import LenientSocksConnector  # loaded only where it is needed

            self._through[proxy] = self._open(
                LenientSocksConnector.to(proxy, limit=0, ssl=self._ssl, keepalive_timeout=_KEEPALIVE_S)
            )
        return self._through[proxy], None

    async def _proxy(self, url: str) -> str | None:
        """The proxy for `url`, if any.

        The proxy makes the connection, so the target is checked here first, as far as it can be looked up
        from here. A proxy itself is not a place to read feeds from.
        """
        target = endpoint_of(url)
        if target is None or self._guard.is_proxy(*target):
            raise BlockedAddressError(f"{host_of(url)} is our own proxy")
        proxy = self._proxies.for_url(url)
        if proxy is not None:
            try:
                await self._resolver.resolve(*target)
            except BlockedAddressError:
                raise
            except OSError:
                return proxy
        return proxy


@dataclass(frozen=True, slots=True)
class _Hops:
    """What a request needs to follow redirects: its turn, its time limit, and whom to ask about addresses."""

    turn: Turn
    deadline: asyncio.Timeout
    allow: Allow | None

    async def may_go_on(self, url: str) -> bool:
        """Ask whether a redirect may be followed to `url`, and wait for a turn there, off the time limit.

        The turn is given up before asking, which may take requests of its own.
        """
        loop = asyncio.get_running_loop()
        left = (self.deadline.when() or loop.time()) - loop.time()
        self.deadline.reschedule(None)
        if self.allow is not None:
            self.turn.leave()
            if not await self.allow(url):
                return False
        await self.turn.move(host_of(url))
        self.deadline.reschedule(loop.time() + left)
        return True


def _spare_tls_buffers() -> None:
    """Make asyncio's read buffer for a TLS connection 64 KB instead of 256: four of the longest TLS records.

    With 64 connections this saves 11 MB and some time when they open. asyncio has no option for it; in a
    version without this attribute, setting it changes nothing.
    """
    SSLProtocol.max_size = _TLS_BUFFER_BYTES
