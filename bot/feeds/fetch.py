"""Conditional GET of feeds, and GET of pages, within limits of size, time, place and pace.

Whatever happens comes back as a FeedResponse; nothing is raised but for cancellation.
"""

import asyncio
import base64
import ssl
from collections.abc import Coroutine
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from yarl import URL

from bot.feeds.compression import ACCEPT_ENCODING, BodyError, decoded, too_big
from bot.feeds.failure import describe, status_error
from bot.feeds.freshness import max_age_s, retry_after_s
from bot.feeds.guard import BlockedAddressError, Guard, GuardedResolver, url_problem
from bot.feeds.politeness import HostGates, Turn
from bot.model import Feed, FeedResponse

MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5"
)
_PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.5"
_INLINE_BYTES = 262_144
"""Compressed bodies above this are unpacked in a thread."""


class Fetcher:
    """One HTTP session for all feeds. Use with `async with`; safe for any number of concurrent calls.

    `concurrency` requests in flight at all, `per_host` to one host with `per_host_gap_s` between their
    starts; a request takes at most `timeout_s` (redirects included) and `max_bytes` of body, also after
    decompression. Proxies come from the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY).
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
        self._ssl = ssl_context
        self._proxies = {kind: url for kind, url in getproxies().items() if kind in ("http", "https", "all")}
        proxies = [URL(url) for url in self._proxies.values()]
        endpoints = [(proxy.host, proxy.port) for proxy in proxies if proxy.host and proxy.port]
        self._guard = Guard(allow_private=allow_private_hosts, proxies=endpoints)
        self._resolver = GuardedResolver(self._guard)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            limit=0,
            ssl=self._ssl or ssl.create_default_context(),
            resolver=self._resolver,
            ttl_dns_cache=300,
            socket_factory=self._guard.make_socket,
            keepalive_timeout=15,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=min(10.0, self._timeout_s)),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": ACCEPT_ENCODING},
            max_line_size=32768,
            max_field_size=32768,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(self, feed: Feed) -> FeedResponse:
        """Conditional GET of a feed, with the validators of its last answer exactly as they came."""
        async with self.turn(feed.url):
            return await self.fetch_in_turn(feed)

    def turn(self, url: str) -> Turn:
        """Entered, it waits until a request to the host of `url` may start; left, that request is over.

        For callers whose work after the answer must hold back further requests, lest answers pile up.
        """
        return Turn(self.gates, _host(url), self._slots)

    async def fetch_in_turn(self, feed: Feed) -> FeedResponse:
        """Like `fetch`, within a `turn` of the caller."""
        headers = {"Accept": _FEED_TYPES}
        if feed.etag is not None:
            headers["If-None-Match"] = feed.etag
        if feed.last_modified is not None:
            headers["If-Modified-Since"] = feed.last_modified
        return await self._get(feed.url, headers)

    async def get_page(self, url: str) -> FeedResponse:
        """GET of a page that may hold anything, under the same limits."""
        async with self.turn(url):
            return await self._get(url, {"Accept": _PAGE_TYPES})

    async def post(self, url: str, body: bytes, content_type: str) -> FeedResponse:
        """POST, under the same limits; redirects are not followed and no answer's body is read."""
        async with self.turn(url):
            return await self._guarded(url, self._post(url, body, content_type))

    def wait_s(self, url: str) -> float:
        """About how long a request to the host of `url` would wait for its turn."""
        return self.gates.wait_s(_host(url))

    async def _get(self, url: str, headers: dict[str, str]) -> FeedResponse:
        return await self._guarded(url, self._follow(url, headers))

    async def _guarded(self, url: str, request: Coroutine[None, None, FeedResponse]) -> FeedResponse:
        """The answer to `request`, or a failure in words."""
        if (problem := url_problem(url)) is not None:
            request.close()
            return FeedResponse(url=url, status=0, error=problem)
        try:
            async with asyncio.timeout(self._timeout_s):
                return await request
        except (aiohttp.ClientError, OSError, TimeoutError, BodyError, ValueError) as fault:
            error, local = describe(fault, self._timeout_s)
            return FeedResponse(url=url, status=0, error=error, local_outage=local)

    async def _post(self, url: str, body: bytes, content_type: str) -> FeedResponse:
        assert self._session is not None, "use the fetcher with `async with`"
        async with self._session.post(
            _bare(url),
            data=body,
            headers={"Content-Type": content_type, **_authorization(url)},
            allow_redirects=False,
            proxy=await self._proxy(url) if self._proxies else None,
        ) as answer:
            error = None if answer.status < 300 else status_error(answer.status)
            return FeedResponse(url=url, status=answer.status, error=error)

    async def _follow(self, url: str, headers: dict[str, str]) -> FeedResponse:
        """The answer after at most `MAX_REDIRECTS` redirects."""
        assert self._session is not None, "use the fetcher with `async with`"
        start, permanent, credentials = url, True, _authorization(url)
        for _ in range(MAX_REDIRECTS + 1):
            proxy = await self._proxy(url) if self._proxies else None
            sent = headers | credentials if credentials else headers
            async with self._session.get(
                _bare(url), headers=sent, allow_redirects=False, proxy=proxy
            ) as answer:
                target = answer.headers.get("Location") if answer.status in _REDIRECTS else None
                if target is None:
                    return await self._response(answer, url, moved=permanent and url != start)
                permanent = permanent and answer.status in _PERMANENT
                previous, url = url, urljoin(url, target.strip())
                if credentials and _host(url) != _host(previous):
                    credentials = _authorization(url)
                if (problem := url_problem(url)) is not None:
                    return FeedResponse(url=previous, status=answer.status, error=f"bad redirect: {problem}")
        error = f"more than {MAX_REDIRECTS} redirects; the publisher's server is at fault"
        return FeedResponse(url=url, status=answer.status, error=error)

    async def _response(self, answer: aiohttp.ClientResponse, url: str, *, moved: bool) -> FeedResponse:
        headers, status = answer.headers, answer.status
        body = None
        if status == 200:
            body = await self._read(answer)
        now = datetime.now(UTC)
        return FeedResponse(
            url=url,
            status=status,
            body=body,
            content_type=headers.get("Content-Type", ""),
            etag=headers.get("ETag"),
            last_modified=headers.get("Last-Modified"),
            max_age_s=max_age_s(headers, now),
            retry_after_s=retry_after_s(headers, now) if status in (429, 503) else None,
            moved_url=url if moved and status in (200, 304) else None,
            error=None if status in (200, 304) else status_error(status),
        )

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        """The body, decoded. Raises BodyError as soon as it is known to be too big."""
        if (answer.content_length or 0) > self.max_bytes:
            raise too_big(self.max_bytes)
        parts: list[bytes] = []
        size = 0
        async for part in answer.content.iter_any():
            size += len(part)
            if size > self.max_bytes:
                raise too_big(self.max_bytes)
            parts.append(part)
        body = parts[0] if len(parts) == 1 else b"".join(parts)
        coding = answer.headers.get("Content-Encoding", "")
        if not coding or not body:
            return body
        if size > _INLINE_BYTES:
            return await asyncio.to_thread(decoded, body, coding, self.max_bytes)
        return decoded(body, coding, self.max_bytes)

    async def _proxy(self, url: str) -> str | None:
        """The proxy for `url`, if any. It would connect for us, so the target is checked here first, as far
        as it can be looked up from here."""
        parts = urlsplit(url)
        if proxy_bypass(parts.netloc.rpartition("@")[2]):
            return None
        proxy = self._proxies.get(parts.scheme) or self._proxies.get("all")
        if proxy is not None:
            try:
                await self._resolver.resolve(parts.hostname or "", parts.port or 0)
            except BlockedAddressError:
                raise
            except OSError:
                return proxy
        return proxy


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _bare(url: str) -> URL:
    """The address without credentials, not re-quoted where it is quoted already."""
    if "@" in url:
        parts = urlsplit(url)
        url = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()
    return URL(url)


def _authorization(url: str) -> dict[str, str]:
    """Basic credentials of a URL (RFC 7617); a redirect to another host has none, so none travel there."""
    if "@" not in url:
        return {}
    parts = urlsplit(url)
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
