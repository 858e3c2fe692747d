"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from bot.feeds.dates import parse_date
from bot.feeds.draft import (
    MOST_ENTRIES,
    Document,
    Draft,
    address_of,
    as_html,
    guessed_html,
    guid_of,
    kept_categories,
    later,
    link_base,
    longest,
)
from bot.feeds.header import header
from bot.http.address import absolute


def read(body: bytes, url: str) -> Document | None:
    """Read a JSON Feed; None if the document is not one. Items that are not objects are left out."""
    try:
        # Not strictly: some software leaves line breaks in its strings.
        feed = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or "jsonfeed.org/version/" not in _text(feed.get("version")):
        return None
    items = feed.get("items")
    listed = items[:MOST_ENTRIES] if isinstance(items, list) else []
    links = [
        ("alternate", _text(feed.get("home_page_url"))),
        ("self", _text(feed.get("feed_url"))),
        *(("hub", _text(hub.get("url"))) for hub in _objects(feed.get("hubs"))),
    ]
    texts = {"title": as_html(_text(feed.get("title")))}
    site_url = absolute(url, _text(feed.get("home_page_url")))
    base_url = link_base(site_url, url, atom=False)
    drafts = [_draft(item, base_url) for item in listed if isinstance(item, dict)]
    return Document(
        header(texts, _text(feed.get("language")), [link for link in links if link[1]], (), url), drafts
    )


def _draft(item: dict[str, Any], url: str) -> Draft:
    guid = guid_of(_text(item.get("id")))
    contents = [_text(item.get("content_html"))]
    contents += [as_html(_text(item.get(name))) for name in ("content_text", "summary")]
    published_at = parse_date(_text(item.get("date_published")))
    updated_at = parse_date(_text(item.get("date_modified")))
    tags = item.get("tags")
    return Draft(
        guid=guid,
        url=address_of(
            _text(item.get("url")) or _text(item.get("external_url")), guid, url, None, _attached(item)
        ),
        title_html=guessed_html(_text(item.get("title"))),
        content_html=longest([content for content in contents if content]),
        published_at=published_at or updated_at,
        updated_at=later(updated_at, published_at),
        categories=kept_categories(map(_text, tags if isinstance(tags, list) else ())),
    )


def _attached(item: dict[str, Any]) -> str:
    return next((_text(part.get("url")) for part in _objects(item.get("attachments"))), "")


def _text(value: object) -> str:
    """A string without characters that databases reject; a number (some publishers' ids) as digits."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\0", "").strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _objects(value: object) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
