"""OPML lists of feeds (http://opml.org/spec2.opml), as readers import and export them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from bot.errors import FeedError
from bot.feeds.publisher import publisher_name
from bot.feeds.repair import as_utf8, well_formed
from bot.http.address import url_problem
from bot.log import redact
from bot.model import Feed


@dataclass(frozen=True, slots=True)
class OpmlReport:
    """What an OPML file holds."""

    feeds: tuple[Feed, ...]
    """With url, publisher, language and title; ids are 0."""
    problems: tuple[str, ...] = ()
    """One line for each outline that cannot be a feed, with the reason and what to do."""
    duplicates: int = 0
    """Number of addresses that were listed again."""


def read(text: str | bytes) -> OpmlReport:
    """Read OPML of any depth; folders do not matter, and an address listed twice counts once.

    Damaged XML gives what could be read, with a problem that says so. Raises FeedError if it is not OPML.
    """
    body = text.encode() if isinstance(text, str) else text
    if b"\0" not in body:  # not UTF-16
        body = well_formed(as_utf8(body, ""))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or str(root.tag).lower() != "opml":
        raise FeedError("this is not OPML; export the feeds from your reader as OPML and try again")
    feeds: dict[str, Feed] = {}
    problems = ["the file is damaged; only part of it could be read"] if len(parser.error_log) else []
    duplicates = 0
    for outline in root.iter("outline"):
        attributes = _attributes(outline)
        if attributes is None:
            problems.append(f"line {outline.sourceline} cannot be read; add its feed by hand")
            continue
        title = attributes.get("title") or attributes.get("text") or ""
        url = _without_feed(attributes.get("xmlurl", ""))
        if not url:
            if attributes.get("type", "").lower() in ("rss", "atom"):
                problems.append(
                    f'"{title}" (line {outline.sourceline}): has no xmlUrl; add it or remove the line'
                )
            continue
        if (problem := url_problem(url)) is not None:
            problems.append(f'"{title or redact(url)}" (line {outline.sourceline}): {problem}')
        elif url in feeds:
            duplicates += 1
        else:
            publisher = attributes.get("publisher") or publisher_name(title, url)
            feeds[url] = Feed(0, url, publisher, attributes.get("language", "")[:16], title)
    return OpmlReport(tuple(feeds.values()), tuple(problems), duplicates)


def _attributes(outline: etree._Element) -> dict[str, str] | None:
    """By name in small letters; None where a document too damaged to repair has half a character in them."""
    try:
        return {name.lower(): value.strip() for name, value in outline.attrib.items()}
    except UnicodeDecodeError:
        return None


def _without_feed(url: str) -> str:
    """The address behind "feed:", as in "feed://example.net/rss" and "feed:https://example.net/rss"."""
    if not url.startswith("feed:"):
        return url
    rest = url.removeprefix("feed:")
    return rest.lstrip("/") if "://" in rest else f"http:{rest}"


_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _xml_text(text: str) -> str:
    """`text` without the characters that XML cannot represent (JSON can)."""
    return _NOT_XML.sub("", text)


def write(feeds: Iterable[Feed], now: datetime | None = None, *, with_passwords: bool = False) -> str:
    """OPML 2.0 of `feeds`, with a folder for each publisher; `read` gives the same feeds back.

    `publisher` and `language` are attributes of our own, which other readers ignore. Passwords and keys in
    addresses are left out unless `with_passwords` is set, because such lists are shared.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Feeds of Sitrep"
    if now is not None:
        etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for feed in sorted(feeds, key=lambda feed: (feed.publisher.casefold(), feed.url)):
        folder = folders.get(feed.publisher)
        if folder is None:
            publisher = _xml_text(feed.publisher)
            folder = etree.SubElement(body, "outline", text=publisher, title=publisher)
            folders[feed.publisher] = folder
        title, language = _xml_text(feed.title or feed.publisher), _xml_text(feed.language)
        etree.SubElement(
            folder, "outline", type="rss", text=title, title=title,
            xmlUrl=_xml_text(feed.url if with_passwords else redact(feed.url)),
            publisher=_xml_text(feed.publisher), **({"language": language} if language else {}),
        )  # fmt: skip
    return str(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode())
