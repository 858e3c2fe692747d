"""What the attacks of benchmarks.attacks send: documents, articles and pages made to keep a reader busy.

An attack is a feed on a host of its own. Add one to `ATTACKS` and it runs with the others. All texts are
made up.
"""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Send = Callable[[bytes], Awaitable[None]]
ARTICLE, AT_ONCE, POLLS = 48_000, 10, 10
"""Characters of a hostile article, how many of them come at once, and every how many polls."""


@dataclass(frozen=True)
class Attack:
    """A feed: `document(url, poll)` is its document at each poll, poll 0 before anything begins."""

    name: str
    document: Callable[[str, int], bytes]
    page: bytes = b"<html><body><p>Nothing.</p></body></html>"
    status: str = "200 OK"
    headers: dict[str, str] = field(default_factory=dict)
    drips: str = ""
    """What comes at a byte a second: its "feed", "page" or "robots", or the "head of the feed"."""


def feed(*items: str) -> bytes:
    """An RSS document."""
    inner = "".join(items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{inner}</channel></rss>'.encode()


def entry(url: str, number: object, title: str, text: str) -> str:
    """An item without a date: the time of its arrival counts."""
    link = f"{url}/news/{number}"
    addresses = f"<link>{link}</link><guid>{link}</guid>"
    return f"<item><title>{title}</title>{addresses}<description>{text}</description></item>"


def _issue(poll: int) -> int:
    """The number of an edition: 0 before the attack begins, then a new one every `POLLS` polls."""
    return -(-poll // POLLS)


def _static(body: bytes) -> Callable[[str, int], bytes]:
    return lambda url, poll: body if poll else feed(entry(url, 0, "Calm", "Calm."))


def _articles(unit: str) -> Callable[[str, int], bytes]:
    """In each edition new articles about the topic, whose text is this over and over."""
    text = "Soldiers met in Raqqa. " + (unit * (ARTICLE // len(unit) + 1))[:ARTICLE]

    def document(url: str, poll: int) -> bytes:
        first = AT_ONCE * _issue(poll)
        numbers = range(first, first + (AT_ONCE if poll else 1))
        return feed(*(entry(url, n, f"Raqqa blast {n} kills {n} at gate {n}", text) for n in numbers))

    return document


def _short(url: str, poll: int) -> bytes:
    """Articles about the topic whose pages must be read."""
    issue = _issue(poll)
    return feed(*(entry(url, f"{issue}-{n}", f"Raqqa kiosk {n} opens", "Raqqa opens.") for n in range(20)))


def _flood(url: str, poll: int) -> bytes:
    """3,000 matching entries at once."""
    issue, count = _issue(poll), 3000 if poll else 1
    titles = (f"Raqqa grove {n} felled, {n} saved" for n in range(count))
    return feed(*(entry(url, f"{issue}-{n}", title, "In Raqqa.") for n, title in enumerate(titles)))


def _churn(url: str, poll: int) -> bytes:
    """2,000 entries that are new at each poll, about nothing."""
    count = 2000 if poll else 1
    return feed(*(entry(url, f"{poll}-{n}", f"Hay bale {poll} {n}", "Hay.") for n in range(count)))


def _edits(url: str, poll: int) -> bytes:
    """50 articles about the topic that say something else at each poll."""
    text = f"Soldiers met in Raqqa. They counted {poll} camels and {poll * 7} goats. " * 20
    return feed(*(entry(url, n, f"Raqqa herd {n} counted, {poll} missing", text) for n in range(50)))


def _followers(url: str, poll: int) -> bytes:
    """Reports that follow each other: each poll revises the toll of the same twenty events."""
    texts = (
        (
            f"Raqqa well {n} collapse kills {poll + n}",
            f"{poll + n} people died at well {n} in Raqqa on Monday.",
        )
        for n in range(20)
    )
    return feed(*(entry(url, f"{poll}-{n}", *text) for n, text in enumerate(texts)))


_OPEN = b'<rss version="2.0"><channel>'
_BOMB = gzip.compress(b"\0" * 50_000_000)
UNITS = {
    "dots": ".", "digits": "1", "commas": "a, ", "dashes": "a — b ", "brackets": "(a) ", "line breaks": "a\n",
    "said": "said Monday in a statement ", "clauses": ", who said, as he went, and is ",
    "tolls": "12 killed 13 wounded ", "names": "John Smith ", "quotes": "“a” ", "numbers": "1. ",
    "is": "is been ",
}  # fmt: skip
ATTACKS = (
    Attack("1.2 M unclosed tags", _static(_OPEN + b"<a>" * 1_200_000)),
    Attack("as many unclosed tags as are read", _static(_OPEN + b"<a>" * 399_000)),
    Attack("26,000 unclosed skipHours", _static(_OPEN + b"<skipHours>" * 26_000)),
    Attack("700,000 unclosed entries", _static(_OPEN + b"<item>" * 700_000)),
    Attack(
        "18,000 odd dates",
        _static(_OPEN + b"<item><pubDate>32 Foo 2020 25:61 ~</pubDate><x:y/></item>" * 18_000),
    ),
    Attack("752 codings", _static(b"x"), headers={"Content-Encoding": ", ".join(["gzip"] * 752)}),
    Attack("a dripping feed", _static(b"x"), drips="feed"),
    Attack("a dripping page", _short, drips="page"),
    Attack("a page of dots", _short, page=b"<html><body><p>Raqqa opens. " + b"." * 40_000),
    Attack("a page of unclosed tags", _short, page=b"<p>Raqqa opens." + b"<p>Rain <div>" * 24_000),
    Attack("a flood of 3,000", _flood),
    *(Attack(f"articles of {name}", _articles(unit)) for name, unit in UNITS.items()),
    # Ten more, see docs/threat-model.md.
    Attack("a head that drips", _static(b"x"), drips="head of the feed"),
    Attack("robots.txt that drips", _short, drips="robots"),
    Attack("a redirect to itself", _static(b"x"), status="302 Found", headers={"Location": "/feed"}),
    Attack("a packed bomb", _static(_BOMB), headers={"Content-Encoding": "gzip"}),
    Attack(
        "brackets without end",
        _static(b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 10**6),
    ),
    Attack("200,000 attributes", _static(b"<rss" + b"".join(b' a%d="1"' % n for n in range(200_000)) + b">")),
    Attack(
        "a page of nested data", _short, page=b'<script type="application/ld+json">' + b'{"a":[' * 200_000
    ),
    Attack("2,000 new entries a poll", _churn),
    Attack("50 edits a poll", _edits),
    Attack("20 revised tolls a poll", _followers),
    Attack("articles of marks", _articles("a" + "\u0301" * 40)),
)


async def drip(send: Send) -> None:
    """Send a byte a second, for ever."""
    while True:
        await send(b" ")
        await asyncio.sleep(1)
