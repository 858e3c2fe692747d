"""OPML lists of feeds (http://opml.org/spec2.opml), as readers import and export them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from bot.errors import FeedError
from bot.feeds.publisher import publisher_name
from bot.http.address import public_part, url_problem, without_credentials
from bot.model import Feed


@dataclass(frozen=True, slots=True)
class OpmlReport:
    """What an OPML file holds."""

    feeds: tuple[Feed, ...]
    """With url, publisher, language and title; ids are 0."""
    problems: tuple[str, ...] = ()
    """One line for each outline that cannot be a feed, with the reason and the mend."""
    duplicates: int = 0
    """Addresses that were listed again."""


def read(text: str | bytes) -> OpmlReport:
    """Read OPML of any depth; folders do not matter, an address listed twice counts once.

    Damaged XML gives what could be read, with a problem that says so. Raises FeedError where it is no OPML.
    """
    body = text.encode() if isinstance(text, str) else text
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or str(root.tag).lower() != "opml":
        raise FeedError("this is not OPML; export the list of feeds from your reader as OPML and try again")
    found: dict[str, Feed] = {}
    problems = ["the file is damaged; what could be read is used"] if len(parser.error_log) else []
    duplicates = 0
    for outline in root.iter("outline"):
        attributes = {name.lower(): value.strip() for name, value in outline.attrib.items()}
        title = attributes.get("title") or attributes.get("text") or ""
        url = attributes.get("xmlurl", "")
        if not url:
            if attributes.get("type", "").lower() in ("rss", "atom"):
                problems.append(
                    f'"{title}" (line {outline.sourceline}): has no xmlUrl; add it or leave it out'
                )
            continue
        if url.startswith("feed:"):
            url = (
                url.removeprefix("feed:").lstrip("/")
                if "://" in url[5:]
                else "http:" + url.removeprefix("feed:")
            )
        if (problem := url_problem(url)) is not None:
            problems.append(f'"{title or without_credentials(url)}" (line {outline.sourceline}): {problem}')
        elif url in found:
            duplicates += 1
        else:
            publisher = attributes.get("publisher") or publisher_name(title, url)
            found[url] = Feed(0, url, publisher, (attributes.get("language") or "en")[:16], title)
    return OpmlReport(tuple(found.values()), tuple(problems), duplicates)


_UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _sayable(text: str) -> str:
    """`text` without the characters that XML has no way to write (JSON has)."""
    return _UNSAYABLE.sub("", text)


def write(feeds: Iterable[Feed], now: datetime | None = None) -> str:
    """OPML 2.0 of `feeds`, a folder for each publisher; `read` gives the same feeds back.

    `publisher` and `language` travel as attributes of their own, which other readers pass over. Credentials
    in addresses are left out: such lists are passed on.
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
            publisher = _sayable(feed.publisher)
            folder = etree.SubElement(body, "outline", text=publisher, title=publisher)
            folders[feed.publisher] = folder
        title = _sayable(feed.title or feed.publisher)
        etree.SubElement(
            folder, "outline", type="rss", text=title, title=title,
            xmlUrl=_sayable(public_part(feed.url)), publisher=_sayable(feed.publisher),
            language=feed.language,
        )  # fmt: skip
    return str(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode())
