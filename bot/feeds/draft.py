"""What the readers of feed documents (lxml, feedparser, JSON) have in common.

A draft is an entry as the document has it, with HTML that is not sanitised. Sanitising costs more than
reading, so polling does it only for new entries; `finish` does it for everybody else.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from html.entities import entitydefs
from urllib.parse import urljoin, urlsplit

from bot.feeds.sanitise import clean_html
from bot.model import Entry, ParsedFeed

MOST_ENTRIES = 10_000
"""Entries of a document that are read, the first ones: the longest honest feeds list some hundreds."""


@dataclass(slots=True)
class Draft:
    """An entry before sanitising; `title_html` and `content_html` may contain anything."""

    guid: str | None
    url: str
    title_html: str
    content_html: str
    published_at: datetime | None
    categories: tuple[str, ...] = ()
    """How the publisher filed it."""
    source: str = ""
    """Who published it first, where the feed only gathers what others publish."""
    updated_at: datetime | None = None
    """When the publisher says that it changed it, if that is later than `published_at`."""


def later(updated_at: datetime | None, published_at: datetime | None) -> datetime | None:
    """The date of a change, where it is later than that of publication."""
    if updated_at is None or published_at is None or updated_at <= published_at:
        return None
    return updated_at


@dataclass(slots=True)
class Document:
    """A feed document as read: `feed` describes the feed without entries, `drafts` are its entries."""

    feed: ParsedFeed
    drafts: list[Draft]
    warning: str | None = None
    """Set if the document was damaged and only part of it could be read."""
    breaks_off: bool = False
    """Whether its end is missing, and entries with it."""


def finish(draft: Draft) -> Entry:
    """The sanitised entry of a draft, which the rest of the program may use."""
    return Entry(
        guid=draft.guid,
        url=draft.url,
        title_html=clean_html(draft.title_html),
        content_html=clean_html(draft.content_html),
        published_at=draft.published_at,
    )


_CATEGORIES, _CATEGORY_CAP = 12, 60
_SOURCE_CAP = 80


def kept_categories(names: Iterable[str]) -> tuple[str, ...]:
    """The first categories of an entry, each once and cut short."""
    kept = dict.fromkeys(name[:_CATEGORY_CAP].strip() for name in names)
    return tuple(list(filter(None, kept))[:_CATEGORIES])


def source_name(name: str, source_url: str, feed_url: str) -> str:
    """The name in an RSS <source>, where it is another site than the feed's; "" where it is not."""
    try:
        source, own = urlsplit(source_url.strip()).hostname, urlsplit(feed_url).hostname
    except ValueError:
        return ""
    if not source or not own or _site(source) == _site(own):
        return ""
    return line(name)[:_SOURCE_CAP]


def _site(host: str) -> str:
    """The last two parts of a host, by which it is compared."""
    return ".".join(host.rsplit(".", 2)[-2:])


_LONGEST_URL = 4096
"""Characters of an address; a longer one is none, as no server takes it."""
_PLAIN_URL = re.compile(
    r"https?://(?!https?:)[^\s/?#\\&@]+/(?:[^\s?#\\&]*(?:\?[^\s#\\&]+)?|[^\s?#\\&;]*\?[^\s#\\;]+)(?:#[^\s\\&]+)?"
)
"""Addresses that need no repair and no resolving: this saves 19 % of polling new feeds."""
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_TWICE = re.compile(r"\Ahttps?:/{0,2}(?=https?://)", re.IGNORECASE)
"""What a setting with "http://" put before another makes of an address."""
_WRAPPED = re.compile(r"(?<![ \t])[ \t]*+[\r\n]\s*+")
_ENTITY_LIKE = re.compile(r"&(\w+);")


def entry_url(link: str | None, guid: str | None, base_url: str) -> str:
    """The absolute http(s) address of an entry; empty if it has none.

    In RSS a guid is a permalink unless it says otherwise; one that does not look like an address is not.
    Query strings such as `?a=1&b;=2` are a known escaping fault and are repaired as feedparser does; so are
    addresses that are wrapped, begin with "www." or name their scheme twice.
    """
    if len(link or guid or "") > _LONGEST_URL:
        return ""
    if link and _PLAIN_URL.fullmatch(link):
        return link
    link = (link or "").strip()
    if "\n" in link or "\r" in link:
        link = _WRAPPED.sub("", link)
    link = _TWICE.sub("", link)
    if link.startswith("www."):
        link = f"https://{link}"
    if link == guid and "://" not in link and not link.startswith("/"):
        return ""
    if not link and guid and _HTTP.match(guid):
        link = guid
    if _PLAIN_URL.fullmatch(link):
        return link
    if not link:
        return ""
    try:
        url = urljoin(base_url, _ENTITY_LIKE.sub(r"&\1", link.replace("&amp;", "&")))
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def address_of(
    link: str | None, guid: str | None, base_url: str, original: str | None, enclosure: str | None
) -> str:
    """The address of an entry: where FeedBurner found it, its link or guid, or else what is enclosed."""
    if original and _HTTP.match(original):
        link = original
    return entry_url(link, guid, base_url) or (entry_url(enclosure, None, base_url) if enclosure else "")


def link_base(site_url: str, url: str, *, atom: bool) -> str:
    """What relative links are relative to where the document does not say: the site that a channel names.

    In Atom that is the document itself (RFC 4287 section 2), unless it lies on another host than its site.
    """
    if not site_url or (atom and urlsplit(site_url).netloc == urlsplit(url).netloc):
        return url
    return site_url


_PLACEHOLDERS = frozenset("n/a na null (null) none nil undefined - 0 false".split())


def guid_of(text: str | None) -> str | None:
    """A guid, unless it only says that there is none."""
    return None if not text or (len(text) < 10 and text.lower() in _PLACEHOLDERS) else text


_MARKUP = re.compile(r"<[A-Za-z/!?][^<>]*>")
"""A tag, found in linear time because it contains no other "<"."""


def longest(contents: list[str]) -> str:
    """The content with the most text; the first of equals, empty if there is none.

    Usually the lengths decide, because a text is no longer than its HTML. That saves 4 % of polling new
    feeds; with the savings that were given up, losing it would slow polling by more than 3 %.
    """
    if len(contents) < 2:
        return contents[0] if contents else ""
    longer = contents[0]
    other = 0
    for html in contents[1:]:
        if len(html) > len(longer):
            other = len(longer)
            longer = html
        elif len(html) > other:
            other = len(html)
    return longer if _has_text(longer, other) else max(contents, key=_text_length)


def _has_text(html: str, length: int) -> bool:
    """Whether `html` certainly has more than `length` characters of text; stops as soon as that is clear."""
    start = 0
    while (end := html.find("<", start)) >= 0:
        length -= end - start
        if length < 0:
            return True
        start = html.find(">", end) + 1
        if not start:
            return False
    return len(html) - start > length


def _text_length(html: str) -> int:
    return len(_MARKUP.sub("", html).strip())


def line(text: str | None) -> str:
    """A feed's title as one line of plain text."""
    return " ".join(unescape(_MARKUP.sub("", repaired(text or ""))).split())


def as_html(text: str) -> str:
    """Plain text as HTML."""
    return escape(text, quote=False) if "<" in text or "&" in text or ">" in text else text


_HTML_TAGS = frozenset(
    """
    a abbr acronym address area article aside audio b big blockquote br button canvas caption center cite
    code col colgroup command datagrid datalist dd del details dfn dialog dir div dl dt em event-source
    fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd keygen label
    legend li m map menu meter multicol nav nextid noscript ol optgroup option output p pre progress q s samp
    section select small sound source spacer span strike strong sub sup table tbody td textarea tfoot th
    thead time tr tt u ul var video
""".split()
)
_CLOSED_TAG_OR_ENTITY = re.compile(r"</\w++>|&#?\w++;")
_TAG_NAME = re.compile(r"</?(\w++)")
_ENTITY_NAME = re.compile(r"&(\w++);")


def guessed_html(text: str) -> str:
    """An RSS title as HTML. It should be plain text, but many publishers write HTML: feedparser's rule.

    It is HTML if it has a closing tag or an entity, and only tags and entities of HTML.
    """
    return text if ("&" in text or "<" in text) and _looks_like_html(text) else as_html(text)


def _looks_like_html(text: str) -> bool:
    return (
        _CLOSED_TAG_OR_ENTITY.search(text) is not None
        and all(tag.lower() in _HTML_TAGS for tag in _TAG_NAME.findall(text))
        and all(name in entitydefs for name in _ENTITY_NAME.findall(text))
    )


# Bytes of windows-1252 in text declared as ISO 8859-1, mapped as feedparser does.
_CP1252 = {
    code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)
    if bytes([code]).decode("cp1252", "replace") != "\ufffd"
}  # fmt: skip


_LEAD_OF_CONTROLS = b"\xc2"
"""The first byte of U+0080 to U+00BF in UTF-8."""
_CONTROLS = re.compile("[\x80-\x9f]")


def repaired(text: str) -> str:
    """Text without the two most common encoding faults: UTF-8 encoded twice, and windows-1252 as Latin-1."""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    # Nearly no text has such characters; looking for the byte with which they begin takes a hundredth.
    if _LEAD_OF_CONTROLS not in text.encode("utf-8", "surrogatepass") or _CONTROLS.search(text) is None:
        return text
    return text.translate(_CP1252)
