"""Which addresses are on the public internet, and that the check stands where the socket is made."""

import asyncio
import socket
import threading

import pytest

from bot.http.address import url_problem
from bot.http.guard import BlockedAddressError, Guard, GuardedResolver, is_public


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.0.0.1", "127.9.9.9", "0.0.0.0",
        "169.254.169.254", "100.64.0.1", "100.127.255.254", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "192.88.99.1", "168.63.129.16", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254",
        "ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:db8::1", "::127.0.0.1", "64:ff9b:1::7f00:1", "::ffff:0:127.0.0.1",
        "2001:0:53aa:64c::80ff:fffe", "::2", "not an address",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "151.101.0.81",
        "100.63.255.255",
        "100.128.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "2001:0:53aa:64c:0:ffff:f7f7:f7f7",
    ],
)
def test_addresses_that_are_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://a.example/f", None),
        ("http://user:pw@a.example:8080/f", None),
        ("ftp://a.example/f", "http"),
        ("file:///etc/passwd", "http"),
        ("gopher://a.example", "http"),
        ("http://", "no host"),
        ("http:///path", "no host"),
        ("http://a.example:99999/", "is not valid"),
        ("http://[::1", "is not valid"),
    ],
)
def test_urls(url: str, problem: str | None) -> None:
    actual = url_problem(url)
    assert actual is None if problem is None else problem in (actual or "")


def test_no_socket_is_made_for_a_refused_address() -> None:
    guard = Guard(allow_private=False)
    info = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 80))
    with pytest.raises(BlockedAddressError):
        guard.make_socket(info)
    Guard(allow_private=True).make_socket(info).close()


async def test_names_that_resolve_to_refused_addresses() -> None:
    resolver = GuardedResolver(Guard(allow_private=False))
    for host in ("localhost", "127.1", "0x7f.1", "2130706433"):
        with pytest.raises(BlockedAddressError):
            await resolver.resolve(host, 80)
    await resolver.close()


async def test_a_proxy_from_the_environment_may_be_private() -> None:
    guard = Guard(allow_private=False, proxies=[("localhost", 3128)])
    resolver = GuardedResolver(guard)
    assert await resolver.resolve("localhost", 3128)
    addresses = ("127.0.0.1", "::1")
    assert any(guard.allows(address, 3128) for address in addresses)
    assert not any(guard.allows(address, 80) for address in addresses)
    await resolver.close()


async def test_feeds_are_not_read_from_a_proxy() -> None:
    guard = Guard(allow_private=False, proxies=[("proxy.invalid", 3128)])
    assert guard.is_proxy("proxy.invalid", 3128)
    assert not guard.is_proxy("10.0.0.5", 3128)
    assert guard.admit("proxy.invalid", "10.0.0.5", 3128)
    assert not guard.admit("rebound.example", "10.0.0.5", 3128)
    assert guard.is_proxy("10.0.0.5", 3128)
    assert not guard.is_proxy("10.0.0.5", 80)


def test_where_private_hosts_are_allowed_a_proxy_may_serve_feeds_too() -> None:
    guard = Guard(allow_private=True, proxies=[("proxy.invalid", 3128)])
    assert guard.admit("proxy.invalid", "10.0.0.5", 3128)
    assert not guard.is_proxy("proxy.invalid", 3128)
    assert not guard.is_proxy("10.0.0.5", 3128)


STREAM = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "")


def test_a_socket_is_made_for_public_addresses_and_proxies_alone() -> None:
    guard = Guard(allow_private=False, proxies=[("127.0.0.1", 3128)])
    for address in (("8.8.8.8", 443), ("127.0.0.1", 3128)):
        with guard.make_socket((*STREAM, address)) as made:
            assert (made.family, made.type, made.proto) == STREAM[:3]
    with pytest.raises(BlockedAddressError, match="127.0.0.1 is not on the public internet"):
        guard.make_socket((*STREAM, ("127.0.0.1", 80)))


def test_a_local_network_is_open_to_those_who_allow_it() -> None:
    guard = Guard(allow_private=True)
    assert guard.admit("nas.invalid", "192.168.1.7", 80)
    assert guard.allows("192.168.1.7", 80)
    assert Guard(allow_private=False).admit("news.example", "8.8.8.8", 80)


async def test_an_answer_of_the_resolver_is_an_address_to_connect_to() -> None:
    resolver = GuardedResolver(Guard(allow_private=True))
    numeric = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    expected = {
        "hostname": "127.1", "host": "127.0.0.1", "port": 8080, "family": socket.AF_INET,
        "proto": socket.IPPROTO_TCP, "flags": numeric,
    }  # fmt: skip
    assert await resolver.resolve("127.1", 8080) == [expected]
    assert await resolver.resolve("127.1") == [{**expected, "port": 0}]
    answers = await resolver.resolve("localhost", 80, socket.AF_INET)
    assert {answer["family"] for answer in answers} == {socket.AF_INET}
    await resolver.close()


async def test_a_refused_name_is_refused_with_its_address() -> None:
    resolver = GuardedResolver(Guard(allow_private=False))
    with pytest.raises(BlockedAddressError, match="127.1 resolves to 127.0.0.1, which is not on the public"):
        await resolver.resolve("127.1", 80)
    await resolver.close()


async def test_closing_waits_for_no_name_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lookup that hangs keeps its thread; the one behind it is cancelled, and closing returns at once."""
    names, entered, release, left = list[str](), threading.Event(), threading.Event(), threading.Event()

    def hang(*_: object) -> list[object]:
        names.append(threading.current_thread().name)
        entered.set()
        release.wait(20)
        left.set()
        return [(*STREAM, ("127.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    resolver = GuardedResolver(Guard(allow_private=True), threads=1)
    lookups = [asyncio.ensure_future(resolver.resolve(host)) for host in ("slow.invalid", "later.invalid")]
    await asyncio.to_thread(entered.wait, 20)
    await resolver.close()
    assert not left.is_set()
    release.set()
    first, second = await asyncio.gather(*lookups, return_exceptions=True)
    assert isinstance(first, list)
    assert isinstance(second, asyncio.CancelledError)
    assert len(names) == 1
    assert names[0].startswith("dns")
