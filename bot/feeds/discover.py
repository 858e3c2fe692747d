"""The feeds of a web page: what it links as such, what looks like one, where sites usually keep theirs."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from bot.http.address import absolute

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_LOOSE_TYPES = ("application/xml", "text/xml", "application/json")
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/._?=-])(?:rss|atom|feed|feeds|rdf)(?:$|[/._?&=-])|\.(?:rss|atom|rdf)$", re.IGNORECASE
)
_NOT_AN_ARTICLE_FEED = re.compile(r"/comments?/|comments?[/-]feed|wp-json|oembed", re.IGNORECASE)
_USUAL = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/feed/",
    "/index.xml",
    "/feed.json",
    "/feeds",
)
_MOST_LINKS = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed, and how sure that is: "declared", "linked" or "guessed"."""

    url: str
    title: str
    kind: str


def discover(page: str | bytes, url: str) -> tuple[Candidate, ...]:
    """Where the feeds of a page may be, the surest first; `url` is the page's address.

    Declared (`<link rel=alternate>`), then linked (`<a>` to something that looks like a feed), then
    the usual paths. Feeds of comments come last among their kind.
    """
    found: dict[str, Candidate] = {}
    root = _tree(page)
    if root is not None:
        base = _base(root, url)
        for candidate in (*_declared(root, base), *_linked(root, base)):
            found.setdefault(candidate.url, candidate)
    parts = urlsplit(url)
    for path in _USUAL:
        guess = f"{parts.scheme}://{parts.netloc}{path}"
        found.setdefault(guess, Candidate(guess, "", "guessed"))
    found.pop(url, None)
    return tuple(sorted(found.values(), key=_unsureness))


def _tree(page: str | bytes) -> etree._Element | None:
    if not page.strip():
        return None
    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False)
        return html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _base(root: etree._Element, url: str) -> str:
    try:
        return urljoin(url, str(next(iter(root.xpath("//base/@href")), "")).strip())
    except ValueError:
        return url


def _declared(root: etree._Element, base: str) -> list[Candidate]:
    found = []
    for link in root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        href = link.get("href") or ""
        looks = kind in _LOOSE_TYPES and _LOOKS_LIKE_FEED.search(href)
        if href and ("feed" in rel or ("alternate" in rel and (kind in _TYPES or looks))):
            found += _candidate(base, href, link.get("title") or "", "declared")
    return found


def _linked(root: etree._Element, base: str) -> list[Candidate]:
    found: list[Candidate] = []
    for link in root.iter("a"):
        href = link.get("href") or ""
        if _LOOKS_LIKE_FEED.search(href.partition("#")[0]):
            found += _candidate(base, href, " ".join(link.text_content().split()), "linked")
        if len(found) >= _MOST_LINKS:
            break
    return found


def _candidate(base: str, href: str, title: str, kind: str) -> list[Candidate]:
    url = absolute(base, href).partition("#")[0]
    return [Candidate(url, title.strip(), kind)] if url else []


def _unsureness(candidate: Candidate) -> tuple[int, bool]:
    order = ("declared", "linked", "guessed").index(candidate.kind)
    return order, bool(_NOT_AN_ARTICLE_FEED.search(candidate.url))
