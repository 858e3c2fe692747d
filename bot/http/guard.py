"""Keeps requests on the public internet, because chat admins can add feeds (SSRF).

Addresses are checked when the socket is made, after DNS, so rebinding a name between a check and its use
gains nothing, and redirects meet the same check.
"""

import asyncio
import socket
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from aiohttp.abc import AbstractResolver, ResolveResult

# RFC 6890 and its successors list these; `is_global` misses some of them in some versions of Python.
_REFUSED = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "240.0.0.0/4", "64:ff9b:1::/48", "fec0::/10", "3fff::/20", "5f00::/16",
    )
)  # fmt: skip
_NAT64 = ip_network("64:ff9b::/96")
_6TO4 = ip_network("2002::/16")
_TRANSLATED = ip_network("::ffff:0:0:0/96")
"""RFC 2765 section 2.1."""


class BlockedAddressError(OSError):
    """An address that is not on the public internet."""


def is_public(address: str) -> bool:
    """Whether an IP address (without port) belongs to the public internet.

    Private, loopback, link-local (with cloud metadata), multicast, carrier-grade NAT, reserved and
    documentation networks do not. An IPv6 address that embeds an IPv4 address (mapped, translated, 6to4,
    NAT64, Teredo) is judged by the IPv4 address.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _embedded(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    if any(ip in network for network in _REFUSED if network.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _NAT64 or ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip in _6TO4:
        return ip.sixtofour
    if int(ip) >> 32 == 0 and int(ip) > 1:
        return IPv4Address(int(ip))
    return None if ip.teredo is None else ip.teredo[1]


class Guard:
    """Decides for a session's connector which connections may be made.

    `allow_private` allows every address, for feeds in a local network. `proxies` are the hosts and ports of
    the proxies from the environment, which are usually private and are the operator's own choice.
    """

    def __init__(self, *, allow_private: bool, proxies: Collection[tuple[str, int]] = ()) -> None:
        self._allow_private = allow_private
        self._proxies = frozenset(proxies)
        self._proxy_addresses = set(proxies)

    def allows(self, address: str, port: int) -> bool:
        """Whether a connection to this IP address and port may be made."""
        return self._allow_private or (address, port) in self._proxy_addresses or is_public(address)

    def admit(self, host: str, address: str, port: int) -> bool:
        """Like `allows`, for an address that `host` resolved to; remembers the addresses of proxies."""
        if (host, port) in self._proxies:
            self._proxy_addresses.add((address, port))
            return True
        return self._allow_private or is_public(address)

    def is_proxy(self, host: str, port: int) -> bool:
        """Whether this is a proxy from the environment, which feeds must not be read from."""
        return not self._allow_private and (host, port) in self._proxy_addresses

    def make_socket(self, info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        """Make the socket for one result of getaddrinfo. Raises BlockedAddressError."""
        family, kind, protocol, _, address = info
        if not self.allows(str(address[0]), int(str(address[1]))):
            raise BlockedAddressError(f"{address[0]} is not on the public internet")
        return socket.socket(family, kind, protocol)


class GuardedResolver(AbstractResolver):
    """The system's DNS resolver in threads of its own, without forbidden addresses."""

    def __init__(self, guard: Guard, threads: int = 16) -> None:
        self._guard = guard
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="dns")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The allowed addresses of `host`.

        Raises BlockedAddressError if it has only forbidden ones, OSError if it has none.
        """
        loop = asyncio.get_running_loop()
        addresses = await loop.run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        )
        results = [
            ResolveResult(
                hostname=host, host=str(address[0]), port=int(address[1]), family=kind, proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, protocol, _, address in addresses
            if self._guard.admit(host, str(address[0]), port)
        ]  # fmt: skip
        if not results:
            raise BlockedAddressError(
                f"{host} resolves to {addresses[0][4][0]}, which is not on the public internet"
            )
        return results

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
