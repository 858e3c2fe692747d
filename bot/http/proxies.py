"""The proxies of the environment (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY)."""

from collections.abc import Collection
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from bot.http.address import host_of
from bot.log import redact

_PORTS = {"http": 80, "https": 443, "socks4": 1080, "socks5": 1080, "socks5h": 1080}


class ProxyError(OSError):
    """A proxy in the environment that cannot be used; `str()` says which and what to do."""


class BehindProxyError(OSError):
    """A server that a proxy cannot reach; `str()` says why."""


class Proxies:
    """Which proxy to use for an address; reads the environment when it is made."""

    def __init__(self) -> None:
        proxies = getproxies()
        self._by_kind = {
            kind: url if "://" in url else f"http://{url}"
            for kind, url in proxies.items()
            if kind in ("http", "https", "all")
        }

    def __bool__(self) -> bool:
        return bool(self._by_kind)

    def endpoints(self) -> Collection[tuple[str, int]]:
        """Host and port of every proxy."""
        return {endpoint for url in self._by_kind.values() if (endpoint := endpoint_of(url)) is not None}

    def for_url(self, url: str) -> str | None:
        """The proxy for `url`; None if it is reached directly.

        Raises ProxyError for a proxy of another kind, because bypassing it would not be safe.
        """
        proxy = self.of_any_kind(url)
        if proxy is not None and not is_usable(proxy):
            raise ProxyError(
                f"the proxy {redact(proxy)} is neither HTTP nor SOCKS; "
                "set HTTP_PROXY and HTTPS_PROXY to http://... or socks5://..."
            )
        return proxy

    def of_any_kind(self, url: str) -> str | None:
        """The proxy for `url`, be it HTTP or SOCKS; None if it is reached directly."""
        if proxy_bypass(host_of(url)):
            return None
        return self._by_kind.get(urlsplit(url).scheme) or self._by_kind.get("all")


def is_usable(proxy: str) -> bool:
    """Whether a proxy is of a kind that requests can go through: HTTP or SOCKS."""
    return urlsplit(proxy).scheme in _PORTS


def is_socks(proxy: str) -> bool:
    """Whether a proxy speaks SOCKS rather than HTTP."""
    return proxy.startswith("socks")


def endpoint_of(url: str) -> tuple[str, int] | None:
    """Host and port to connect to for `url`; None if it has no host."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
        return (parts.hostname, port) if parts.hostname else None
    except ValueError:
        return None
