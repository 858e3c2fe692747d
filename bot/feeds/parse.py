"""From feed documents to entries: the lxml reader where its result is certain, feedparser everywhere else.

`parse_feed` does all of it. `read_fast` and `read_slowly` stop short of sanitising, for the poll station,
which sanitises only new entries, because that costs more than reading.
"""

import re
from dataclasses import replace

from bot.errors import FeedError
from bot.feeds.draft import Document, finish
from bot.feeds.readers import by_feedparser, by_lxml, jsonfeed
from bot.feeds.repair import as_utf8, well_formed
from bot.model import ParsedFeed

READER = (__name__,)
"""What a worker that reads documents imports at its start."""
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_OBEYED = re.compile(r"text/.*|application/(?:.*\+)?xml|application/xml-(?:dtd|external-parsed-entity)")
_BOMS = ((b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"\xff\xfe", "utf-16-le"),
         (b"\xfe\xff", "utf-16-be"))  # fmt: skip
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ROOT = re.compile(rb"<([A-Za-z][\w:.-]*)")
_END = re.compile(rb"</(?:rss|feed|rdf:RDF|channel)\s{0,9}>", re.IGNORECASE)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)


def parse_feed(body: bytes, content_type: str, url: str) -> ParsedFeed:
    """Parse a feed document: RSS 0.9 to 2.0, RDF, Atom, JSON Feed.

    `content_type` is the HTTP header, whose charset is used; `url` is the base of relative addresses. A
    damaged document gives what could be read, with `warning` set. Raises FeedError if it is not a feed,
    saying what it is instead.
    """
    document = read_document(body, content_type, url)
    entries = tuple(finish(draft) for draft in document.drafts)
    return replace(document.feed, entries=entries, warning=document.warning)


def read_document(body: bytes, content_type: str, url: str) -> Document:
    """Like `parse_feed`, but the entries are drafts: nothing is sanitised yet."""
    document = read_fast(body, content_type, url)
    return document if document is not None else read_slowly(body, content_type, url)


def read_fast(body: bytes, content_type: str, url: str) -> Document | None:
    """What the lxml reader makes of the document; None if it needs `read_slowly`."""
    return by_lxml.read(body, _charset(content_type), url)


def read_slowly(body: bytes, content_type: str, url: str) -> Document:
    """Read JSON Feed and all that feedparser can read; 50 entries take 20 ms or more. Raises FeedError."""
    text, served_as = _as_utf8(body), content_type
    if text is body and body[:200].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"<"):
        text = as_utf8(body, _charset(content_type))
    if text is not body:
        content_type = "application/xml; charset=utf-8"
    text = text.lstrip(b" \t\r\n\0")
    if text[:1] == b"{" or text[:4] == b"\xef\xbb\xbf{":
        document = jsonfeed.read(text, url)
    else:
        document = _repaired(text, body, content_type, url) if text else None
    if document is None:
        raise FeedError(_what_it_is(text, served_as))
    document.breaks_off = document.warning is not None and not _END.search(text)
    return document


def _repaired(text: bytes, body: bytes, content_type: str, url: str) -> Document | None:
    """A document whose faults are repaired, where that makes it one for the fast reader or feedparser.

    `text` is the document of `body` in UTF-8. None if it is no feed.
    """
    whole = well_formed(text)
    if whole == body:
        return by_feedparser.read(text, content_type, url)
    document = by_lxml.read(whole, _charset(content_type), url)
    if document is None:
        document = by_feedparser.read(whole, content_type, url)
    if document is not None and whole != text:
        document.warning = document.warning or "damaged XML: repaired before it was read"
    return document


def _charset(content_type: str) -> str:
    """The header's charset in lower case; empty where RFC 3023 ignores it, as feedparser does."""
    kind = content_type.partition(";")[0].strip().lower()
    match = _CHARSET.search(content_type) if _OBEYED.fullmatch(kind) else None
    return match[1].lower() if match else ""


def _as_utf8(body: bytes) -> bytes:
    """UTF-16 and UTF-32, with or without a byte order mark, as UTF-8; any other body unchanged."""
    encoding = next((encoding for bom, encoding in _BOMS if body.startswith(bom)), None)
    if encoding is None:
        if body[1:2] == b"\0" and body[:1] != b"\0":
            encoding = "utf-16-le"
        elif body[:1] == b"\0" and body[1:2] != b"\0":
            encoding = "utf-16-be"
        else:
            return body
    text = body.decode(encoding, "replace").lstrip("\ufeff")
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def _what_it_is(text: bytes, content_type: str) -> str:
    kind = content_type.partition(";")[0].strip().lower()
    if not text.strip():
        return "the document is empty; if it stays empty, ask the publisher or remove the feed"
    if _HTML.search(text[:4096]) or kind in ("text/html", "application/xhtml+xml"):
        return (
            "this is an HTML page, not a feed (moved, blocked, or behind a consent page?); "
            "find its feeds with: sitrep feeds discover URL"
        )
    if text[:1] in (b"{", b"["):
        return "this is JSON but not a JSON Feed (it has no jsonfeed.org version); check the address"
    root = _ROOT.search(text)
    if text.startswith(b"<") and root:
        return f"this is XML with the root <{root[1].decode()}>, not RSS, Atom or RDF; check the address"
    return f"this is {kind or 'something unknown'}, not a feed; check the address"
