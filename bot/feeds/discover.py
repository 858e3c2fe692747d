"""The feeds of a web page: those it declares, links that look like feeds, and the usual paths."""

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
    """An address that may be a feed; `kind` is "declared", "linked" or "guessed", the surest first."""

    url: str
    title: str
    kind: str


def discover(page: str | bytes, url: str) -> tuple[Candidate, ...]:
    """The addresses that may be feeds of a page, the surest first; `url` is the page's address.

    Declared feeds (`<link rel=alternate>`) come first, then links (`<a>`) that look like feeds, then the
    usual paths. Feeds of comments come last within their kind.
    """
    candidates: dict[str, Candidate] = {}
    root = _tree(page)
    if root is not None:
        base = _base(root, url)
        for candidate in (*_declared(root, base), *_linked(root, base)):
            candidates.setdefault(candidate.url, candidate)
    parts = urlsplit(url)
    for path in _USUAL:
        guess = f"{parts.scheme}://{parts.netloc}{path}"
        candidates.setdefault(guess, Candidate(guess, "", "guessed"))
    candidates.pop(url, None)
    return tuple(sorted(candidates.values(), key=_unsureness))


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
    declared = []
    for link in root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        href = link.get("href") or ""
        looks = kind in _LOOSE_TYPES and _LOOKS_LIKE_FEED.search(href)
        if href and ("feed" in rel or ("alternate" in rel and (kind in _TYPES or looks))):
            declared += _candidate(base, href, link.get("title") or "", "declared")
    return declared


def _linked(root: etree._Element, base: str) -> list[Candidate]:
    linked: list[Candidate] = []
    for link in root.iter("a"):
        href = link.get("href") or ""
        if _LOOKS_LIKE_FEED.search(href.partition("#")[0]):
            linked += _candidate(base, href, " ".join(link.text_content().split()), "linked")
        if len(linked) >= _MOST_LINKS:
            break
    return linked


def _candidate(base: str, href: str, title: str, kind: str) -> list[Candidate]:
    url = absolute(base, href).partition("#")[0]
    return [Candidate(url, title.strip(), kind)] if url else []


def _unsureness(candidate: Candidate) -> tuple[int, bool]:
    order = ("declared", "linked", "guessed").index(candidate.kind)
    return order, bool(_NOT_AN_ARTICLE_FEED.search(candidate.url))
