"""What robots.txt says to us, by the examples of RFC 9309 and by what sites write."""

from typing import cast

import pytest

from bot.http.fetch import Fetcher
from bot.http.robots import Robots, parse_rules
from bot.model import FeedResponse
from tests.effort import least_cpu_s

SITE = "https://testland.example"


def allowed(text: str, path: str) -> bool:
    return parse_rules(text).can_fetch(SITE + path, "Sitrep")


@pytest.mark.parametrize(
    ("rules", "path", "allows"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a/", "/a", True),
        ("Allow: /\nDisallow: /private", "/private/x", False),
        ("Disallow: /example/page/\nAllow: /example/page/page.gif", "/example/page/page.gif", True),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: *.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?page=1", True),
        ("Disallow: /*?print=", "/news/1?a=b&print=yes", True),
        ("Disallow: /*print=", "/news/1?a=b&print=yes", False),
        ("Disallow: /a*b*c$", "/aXbYcZc", False),
        ("Disallow: /a*b*c$", "/ac", True),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/a", True),
        ("Disallow: /caf\u00e9", "/caf%c3%a9", False),
        ("Disallow: /a # and nothing else", "/a", False),
        ("Crawl-delay: 10\nDisallow: /a", "/a", False),
    ],
)
def test_rules(rules: str, path: str, allows: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}", path) is allows


@pytest.mark.parametrize(
    ("text", "allows"),
    [
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: SITREP\nAllow: /", True),
        ("User-agent: sitrep/2.0\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: other\nUser-agent: sitrep\nDisallow: /", False),
        (
            "User-agent: sitrep\nDisallow: /b\n\nUser-agent: x\nAllow: /\n\nuser-agent:sitrep\ndisallow:/a",
            False,
        ),
        ("User-agent: sitrepper\nDisallow: /", True),
        ("Disallow: /", True),
        ("nonsense\n:::\nUser-agent\nDisallow: /", True),
    ],
)
def test_groups(text: str, allows: bool) -> None:
    assert allowed(text, "/a") is allows


def test_rules_written_to_keep_us_busy() -> None:
    text = "User-agent: *\n" + "Disallow: /" + "*a" * 20_000 + "b\n" + "Disallow: /x\n" * 30_000
    assert least_cpu_s(lambda: allowed(text, "/" + "a" * 5000), runs=1) < 10
    assert allowed(text, "/" + "a" * 5000)


class Sites:
    """Serves the same large robots.txt for every host."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def get_page(self, url: str, *, within_s: float) -> FeedResponse:
        self.asked.append(url)
        return FeedResponse(url=url, status=200, body=b"User-agent: *\nDisallow: /private\n" + b"#" * 400_000)


async def test_the_rules_of_many_hosts_take_bounded_memory() -> None:
    sites = Sites()
    robots = Robots(cast(Fetcher, sites), "Sitrep")
    for number in range(6):
        assert await robots.allow(f"https://{number}.example/a")
        assert sum(kept.size for kept in robots._kept.values()) <= 1_000_000
    assert not await robots.allow("https://5.example/private")
    assert len(sites.asked) == 6
    assert await robots.allow("https://0.example/a")
    assert sites.asked[6:] == ["https://0.example/robots.txt"]
