"""Any feed that feedparser can read: the reference for the lxml reader, and its fallback."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from html import unescape
from typing import Any
from xml.sax import SAXParseException

import feedparser

from bot.feeds.dates import parse_date
from bot.feeds.draft import (
    MOST_ENTRIES,
    Document,
    Draft,
    address_of,
    as_html,
    guid_of,
    kept_categories,
    later,
    link_base,
    longest,
    source_name,
)
from bot.feeds.header import header
from bot.news.language.text import plain_text

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_OTHER_SCHEMES = ("http://search.yahoo.com/mrss/category_schema", "http://www.itunes.com/")
"""Of categories of the media, not of the entry."""
_SKIP_HOURS = re.compile(rb"<skipHours>(.*?)(</skipHours>|\Z)", re.DOTALL | re.IGNORECASE)
_SKIP_DAYS = re.compile(rb"<skipDays>(.*?)(</skipDays>|\Z)", re.DOTALL | re.IGNORECASE)
_DAY = re.compile(rb"<day>\s*(\w{3,9})\s*</day>", re.IGNORECASE)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_CAPTION = re.compile(r"<media:description[^>]*+(?:>|\Z)(.*?)(?:</media:description>|\Z)", re.DOTALL)
_ROOT = re.compile(rb"<[A-Za-z_]")
_ENTITY = re.compile(rb"<!ENTITY[^>]*+(?:>|\Z)")
_SAFE_ENTITY = re.compile(rb"""<!ENTITY\s+[\w.-]+\s+(?:"(?:&#\w+;|[^"&%]*)"|'(?:&#\w+;|[^'&%]*)')\s*>""")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_OPENED = re.compile(rb"<(?:[\w-]+:)?(?:item|entry)[\s>]")
_CLOSED = re.compile(rb"</(?:[\w-]+:)?(?:item|entry)\s*>")


def read(body: bytes, content_type: str, url: str) -> Document | None:
    """Read `body` with feedparser; None if it is not a feed.

    From a damaged document everything that could be read is used, except an entry that the end of the
    document cuts off: half a guid would make it another entry at the next poll.
    """
    parsed, entries = _parsed(_without_bombs(body), content_type)
    if not parsed.version and not entries:
        return None
    feed = parsed.feed
    texts = {
        "title": str(feed.get("title", "")),
        "ttl": str(feed.get("ttl", "")),
        "updatePeriod": str(feed.get("sy_updateperiod", "")),
        "updateFrequency": str(feed.get("sy_updatefrequency", "")),
    }
    links = [(str(link.get("rel", "")), str(link.get("href", ""))) for link in feed.get("links", [])]
    hours, days = (
        [part.decode() for block, closed in blocks.findall(body) if closed for part in parts.findall(block)]
        for blocks, parts in ((_SKIP_HOURS, _HOUR), (_SKIP_DAYS, _DAY))
    )
    about = header(texts, feed.get("language"), links, hours, url, days)
    base_url = link_base(about.site_url, url, atom=parsed.version.startswith("atom"))
    captions = _captions(body)
    drafts = [_draft(entry, captions, url, base_url) for entry in entries[:MOST_ENTRIES]]
    if drafts and _cut_off(body):
        drafts.pop()
    return Document(about, drafts, _warning(parsed))


def _parsed(body: bytes, content_type: str) -> tuple[Any, list[Any]]:
    """What feedparser makes of a document, and its entries; one on which it stumbles is left out."""
    try:
        parsed = _parse(body, content_type)
        return parsed, parsed.entries
    except Exception as fault:
        head, entries, tail = _split(body)
        parsed = _parse_rest(head + tail, content_type)
        parsed["bozo_exception"] = ValueError(f"entries left out ({type(fault).__name__})")
        return parsed, _salvaged(head, entries, tail, content_type)


def _parse(body: bytes, content_type: str) -> Any:
    return feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": content_type or "application/xml"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _parse_rest(body: bytes, content_type: str) -> Any:
    """The document without entries; an empty one if even that is too much."""
    try:
        return _parse(body, content_type)
    except Exception:
        return feedparser.util.FeedParserDict(feed=feedparser.util.FeedParserDict(), entries=[], version="")


def _salvaged(head: bytes, entries: Sequence[bytes], tail: bytes, content_type: str) -> list[Any]:
    """The entries that can be read, found by halving."""
    if not entries:
        return []
    try:
        found: list[Any] = _parse(head + b"".join(entries) + tail, content_type).entries
        return found
    except Exception:
        if len(entries) == 1:
            return []
        middle = len(entries) // 2
        return [
            entry
            for half in (entries[:middle], entries[middle:])
            for entry in _salvaged(head, half, tail, content_type)
        ]


def _split(body: bytes) -> tuple[bytes, list[bytes], bytes]:
    """What comes before the entries, each entry, and what comes after them."""
    entries: list[bytes] = []
    first = end = 0
    while opened := _OPENED.search(body, end):
        closed = _CLOSED.search(body, opened.end())
        if closed is None:
            break
        first = first or opened.start()
        entries.append(body[opened.start() : closed.end()])
        end = closed.end()
    return (body[:first], entries, body[end:]) if entries else (body, [], b"")


def _without_bombs(body: bytes) -> bytes:
    """The document without entities that contain others or are fetched; feedparser misses some of them."""
    root = _ROOT.search(body)
    if root is None or b"<!ENTITY" not in body[: root.start()]:
        return body
    prolog = _ENTITY.sub(
        lambda entity: entity[0] if _SAFE_ENTITY.fullmatch(entity[0]) else b"", body[: root.start()]
    )
    return prolog + body[root.start() :]


def _draft(entry: Any, captions: frozenset[str], url: str, base_url: str) -> Draft:
    guid = guid_of(entry.get("id"))
    title = str(entry.get("title", ""))
    if entry.get("title_detail", {}).get("type") not in _HTML_TYPES:
        title = as_html(title)
    source, published_at = entry.get("source", {}), _date(entry)
    return Draft(
        guid=guid,
        url=address_of(_link(entry), guid, base_url, entry.get("feedburner_origlink"), _enclosure(entry)),
        title_html=title,
        content_html=_content(entry, captions),
        published_at=published_at,
        updated_at=later(_dated(entry, "updated"), published_at) if "published" in entry else None,
        categories=kept_categories(
            str(tag.get("term") or "")
            for tag in entry.get("tags", ())
            if tag.get("scheme") not in _OTHER_SCHEMES
        ),
        source=source_name(str(source.get("title") or ""), str(source.get("href") or ""), url),
    )


def _link(entry: Any) -> str | None:
    """The link; feedparser takes for it what stands inside any link, whatever its relation."""
    found: str | None = entry.get("link")
    links = [(link.get("rel"), link.get("href")) for link in entry.get("links", ())]
    alternates: list[str] = [href for rel, href in links if rel == "alternate" and href]
    if alternates and found not in alternates and any(href == found for _, href in links):
        return alternates[-1]
    return found


def _enclosure(entry: Any) -> str | None:
    enclosed = [link.get("href") for link in entry.get("links", ()) if link.get("rel") == "enclosure"]
    return enclosed[0] if enclosed else None


def _content(entry: Any, captions: frozenset[str]) -> str:
    """The longest content; a photograph's caption (content to feedparser) only if there is no other."""
    parts = [(str(part.get("value", "")), part.get("type")) for part in entry.get("content", [])]
    summary = str(entry.get("summary", ""))
    if all(summary != value for value, _ in parts):
        parts.insert(0, (summary, entry.get("summary_detail", {}).get("type", "text/html")))
    contents = [value if kind in _HTML_TYPES else as_html(value) for value, kind in parts if value]
    if captions:
        contents = [html for html in contents if plain_text(html) not in captions] or contents
    return longest(contents)


def _date(entry: Any) -> datetime | None:
    for name in ("published", "updated", "created"):
        if (moment := _dated(entry, name)) is not None:
            return moment
    return None


def _dated(entry: Any, name: str) -> datetime | None:
    return parse_date(dict.__getitem__(entry, name)) if dict.__contains__(entry, name) else None


def _captions(body: bytes) -> frozenset[str]:
    if b"<media:description" not in body:
        return frozenset()
    captions = _CAPTION.findall(body.decode("utf-8", "replace"))
    return frozenset(plain_text(unescape(_CDATA.sub(r"\1", caption))) for caption in captions)


def _cut_off(body: bytes) -> bool:
    """Whether the document ends in the middle of an entry."""
    opened = max((match.start() for match in _OPENED.finditer(body)), default=-1)
    return opened >= 0 and _CLOSED.search(body, opened) is None


def _warning(parsed: Any) -> str | None:
    fault = parsed.get("bozo_exception")
    if fault is None or isinstance(fault, feedparser.ThingsNobodyCaresAboutButMe):
        return None
    place = f" (line {fault.getLineNumber()})" if isinstance(fault, SAXParseException) else ""
    return f"damaged XML{place}: {_reason(fault)}; what could be read is used"


def _reason(fault: Exception) -> str:
    return fault.getMessage() if isinstance(fault, SAXParseException) else str(fault)
