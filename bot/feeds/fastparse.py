"""RSS 2.0 and Atom by lxml, twenty times faster than feedparser and never different from it.

Serves only documents whose every element means the same here as in feedparser, and steps aside (returns
None) for all others: damaged XML, RDF, DOCTYPE, xml:base, encodings other than UTF-8, markup that is not
escaped, repeated elements. A test compares both on real feeds.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from feedparser.mixin import _FeedParserMixin
from lxml import etree

from bot.feeds.dates import parse_date
from bot.feeds.draft import Document, Draft, as_html, entry_url, guessed_html, longest, mended
from bot.feeds.header import read_header

_ATOM = "{http://www.w3.org/2005/Atom}"
_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")

_NAMESPACES = {uri.lower(): prefix for uri, prefix in _FeedParserMixin.namespaces.items()}
_ROLES = {
    "title": "title", "dc:title": "title",
    "link": "link",
    "guid": "guid", "id": "guid",
    "description": "description", "dc:description": "description",
    "content:encoded": "encoded", "fullitem": "encoded",
    "summary": "summary",
    "content": "content",
    "pubdate": "published", "published": "published", "issued": "published", "dcterms:issued": "published",
    "updated": "updated", "modified": "updated", "dc:date": "updated", "dcterms:modified": "updated",
    "created": "created", "dcterms:created": "created",
    "author": "author", "dc:creator": "author", "dc:author": "author",
    "name": "name",
    "media:content": "media", "media:group": "media",
    "media:title": "media_title",
    "media:description": "caption",
}  # fmt: skip
_HARMLESS_NAMES = """
    category keywords comments enclosure source rights copyright expirationdate url uri homepage email width
    height language webmaster generator cloud docs ttl rating image dc:subject dc:publisher dc:rights
    dc:language media:thumbnail media:credit media:keywords media:rating media:category media:restriction
    media:license media:player itunes:keywords itunes:block itunes:explicit itunes:category itunes:image
    itunes:author georss:point georss:line georss:polygon georss:box geo:lat geo:long cc:license
    creativecommons:license
"""
_HARMLESS = frozenset(_HARMLESS_NAMES.split())


class _StepAside(Exception):  # noqa: N818
    """The document has something that only feedparser reads right."""


def read(body: bytes, charset: str, url: str) -> Document | None:
    """Read an RSS 2.0 or Atom 1.0 document; None where it is anything else or needs feedparser.

    `charset` is the HTTP header's, lower case, or empty; `url` is the base of relative addresses.
    """
    if charset and charset not in _UTF8:
        return None
    head = body[:200].lstrip(b"\xef\xbb\xbf")
    declared = _ENCODING.match(head)
    if not head.startswith(b"<") or (declared and declared[1].decode("latin-1").lower() not in _UTF8):
        return None
    if b"xml:base" in body:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
        if root.getroottree().docinfo.doctype:
            return None
        return _document(root, url)
    except (etree.XMLSyntaxError, _StepAside):
        return None


def _document(root: etree._Element, url: str) -> Document:
    if root.tag == "rss":
        if len(root) != 1 or root[0].tag != "channel":
            raise _StepAside
        channel, entry_tag, atom = root[0], "item", False
    elif root.tag == _ATOM + "feed":
        channel, entry_tag, atom = root, _ATOM + "entry", True
    else:
        raise _StepAside
    feed = read_header(channel, entry_tag, url)
    drafts = [_draft(item, atom, url) for item in channel.iterchildren(entry_tag)]
    return Document(feed, drafts)


@lru_cache(maxsize=4096)
def _role(tag: str) -> str:
    """What an element inside an entry is: a role of `_ROLES`, "nothing", or "aside"."""
    namespace, _, local = tag.rpartition("}")
    prefix = _NAMESPACES.get(namespace[1:].lower()) if namespace else ""
    if prefix is None:
        return "nothing"
    name = f"{prefix}:{local.lower()}" if prefix else local.lower()
    if name in _ROLES:
        return _ROLES[name]
    handler = name.replace(":", "_")
    handled = hasattr(_FeedParserMixin, f"_start_{handler}") or hasattr(_FeedParserMixin, f"_end_{handler}")
    return "aside" if handled and name not in _HARMLESS else "nothing"


def _draft(item: etree._Element, atom: bool, url: str) -> Draft:
    link: str | None = None
    found: dict[str, str] = {}
    contents: list[str] = []
    media: list[etree._Element] = []
    for element in item:
        role = _role(element.tag)
        if role == "nothing":
            if len(element):
                _check_nothing(element)
        elif role == "link":
            link = _link(element, link)
        elif role in ("media", "media_title", "caption"):
            media.append(element)
        elif role == "author":
            found[role] = _author(element)
        elif role in ("published", "updated", "created"):
            found[role] = _text(element)
        elif role in found or role in ("name", "aside"):
            raise _StepAside
        elif role == "guid":
            found[role] = guid = mended(_text(element))
            if link is None and _is_permalink(element):
                link = guid
        elif role == "title":
            found[role] = _marked_up(element, atom, guess=True)
        else:
            if role in ("summary", "content") and not atom:
                raise _StepAside
            found[role] = content = _marked_up(element, atom, guess=False)
            if content:
                contents.append(content)
    if media:
        _read_media(media, found, contents)
    return Draft(
        guid=found.get("guid") or None,
        url=entry_url(link, found.get("guid"), url),
        title_html=found.get("title", ""),
        content_html=longest(contents) if len(contents) > 1 else contents[0] if contents else "",
        published_at=_date(found),
        author=mended(found.get("author", "")),
    )


def _date(found: dict[str, str]) -> datetime | None:
    for role in ("published", "updated", "created"):
        if role in found and (moment := parse_date(found[role])) is not None:
            return moment
    return None


def _text(element: etree._Element) -> str:
    if len(element):
        raise _StepAside
    return (element.text or "").strip()


def _marked_up(element: etree._Element, atom: bool, *, guess: bool) -> str:
    """The HTML of a title or content; plain text becomes HTML."""
    kind = element.get("type")
    text = mended(_text(element))
    if not atom:
        if kind is not None or element.get("mode") is not None:
            raise _StepAside
        return guessed_html(text) if guess else text
    if element.tag.startswith(_ATOM):
        kind = (kind or "text").lower()
    elif kind is None:
        kind = "html" if not guess else "text"
    if kind in ("html", "text/html"):
        return text
    if kind not in ("text", "text/plain") or element.get("mode") is not None:
        raise _StepAside
    return as_html(text)


def _link(element: etree._Element, before: str | None) -> str | None:
    attributes = element.attrib
    if "url" in attributes or "uri" in attributes:
        raise _StepAside
    if "href" not in attributes:
        return mended(_text(element))
    if attributes.get("rel", "alternate").lower() != "alternate":
        return before
    kind = attributes.get("type", "text/html").lower()
    return attributes["href"] if kind in ("text/html", "html", "application/xhtml+xml", "xhtml") else before


def _is_permalink(element: etree._Element) -> bool:
    for name, value in element.attrib.items():
        if name.lower() == "ispermalink":
            return bool(value == "true")
    return True


def _author(element: etree._Element) -> str:
    if not len(element):
        return (element.text or "").strip()
    names = [child for child in element if _role(child.tag) == "name"]
    return (names[-1].text or "").strip() if names else ""


def _check_nothing(element: etree._Element) -> None:
    if any(_role(child.tag) not in ("nothing", "name") for child in element.iterdescendants()):
        raise _StepAside
    if _role(element.tag) == "nothing" and element.tag.rpartition("}")[2].lower() in ("source", "image"):
        raise _StepAside


def _read_media(media: list[etree._Element], found: dict[str, str], contents: list[str]) -> None:
    """A photograph's title and caption stand in only where the entry has none of its own."""
    for part in _media_parts(media):
        role = _role(part.tag)
        if role == "media_title" and not found.get("title"):
            raise _StepAside
        if role == "caption" and not contents:
            raise _StepAside
        if role not in ("media", "media_title", "caption", "nothing"):
            raise _StepAside


def _media_parts(media: list[etree._Element]) -> Iterator[etree._Element]:
    for element in media:
        yield element
        yield from element.iterdescendants()
