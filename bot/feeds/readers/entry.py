"""An entry of a document, for the lxml reader: its elements, and the draft that is made of them."""

from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from bot.feeds.dates import needs_patience, parse_date
from bot.feeds.draft import Draft, address_of, guid_of, kept_categories, later, longest, source_name
from bot.feeds.header import RSS1
from bot.feeds.readers.elements import (
    CONTENTS,
    MEDIA,
    RDF,
    StepAside,
    categories_of,
    check_nothing,
    check_picture,
    marked_up,
    read_media,
    text_of,
)
from bot.feeds.readers.roles import ROLE_OF

_DATES = ("published", "updated", "created")
"""The elements that hold a date; the first that can be read counts."""
_TEXTS = CONTENTS | {"title"}


@dataclass(frozen=True, slots=True)
class Place:
    """What the entries of a document are read by."""

    url: str
    atom: bool
    base_url: str
    """Of relative links."""
    xml_base: str = ""


@dataclass(slots=True)
class _Found:
    """What the elements of an entry hold, as far as they were read."""

    parts: dict[str, str] = field(default_factory=dict)
    """By role, what an entry has once."""
    contents: list[str] = field(default_factory=list)
    link: str | None = None
    categories: list[str] = field(default_factory=list)
    source: str = ""
    media: list[etree._Element] = field(default_factory=list)
    pictures: list[etree._Element] = field(default_factory=list)


def draft_of(item: etree._Element, place: Place) -> Draft:
    """The draft of an `item` or `entry` element. Raises StepAside if only feedparser reads it correctly."""
    found = _Found()
    parts = found.parts
    if item.tag.startswith(RSS1) and (about := item.get(f"{RDF}about")):
        parts["guid"] = about
    for element in item:
        role = ROLE_OF[element.tag]
        if role in _TEXTS:
            if role in parts:
                raise StepAside
            parts[role] = content = marked_up(element, role, place.atom)
            if content and role != "title":
                found.contents.append(content)
        elif role == "nothing":
            if element.tag == "image" and len(element):
                found.pictures.append(element)
            elif len(element):
                check_nothing(element)
        elif role in _DATES or role == "original":
            parts[role] = text_of(element)
        elif role == "link":
            found.link = _link(element, found.link, parts) if element.keys() else text_of(element)
        elif role == "category":
            found.categories += categories_of(element)
        elif role != "person":
            _take(element, role, found, place)
    read_media(found.media, parts, found.contents)
    for picture in found.pictures:
        check_picture(picture, parts.get("title", ""), found.link)
    return _drafted(found, place)


def _take(element: etree._Element, role: str, found: _Found, place: Place) -> None:
    """Add what an element holds that says where an entry comes from or what goes with it."""
    if role == "guid":
        _take_guid(element, found, place)
    elif role in MEDIA:
        found.media.append(element)
    elif role == "enclosure":
        found.parts.setdefault(role, element.get("url") or element.get("href") or "")
    elif role == "source":
        if len(element):
            raise StepAside
        found.source = source_name(text_of(element), element.get("url", ""), place.url)
    else:
        raise StepAside


def _take_guid(element: etree._Element, found: _Found, place: Place) -> None:
    """Add the identity of an entry, which is its link too where it is a permalink and no link came before."""
    if "guid" in found.parts:
        raise StepAside
    found.parts["guid"] = text_of(element)
    if _is_permalink(element):
        found.parts["guid"] = guid = _resolved(found.parts["guid"], place)
        found.link = guid if found.link is None else found.link


def _resolved(address: str, place: Place) -> str:
    """An address that is relative to the base of the document, as feedparser resolves it."""
    if not place.xml_base:
        return address
    from feedparser.urls import make_safe_absolute_uri  # here, since feedparser is slow to import

    return str(make_safe_absolute_uri(place.xml_base, address))


def _drafted(found: _Found, place: Place) -> Draft:
    parts, link = found.parts, found.link
    guid, published_at = parts.get("guid", ""), _date(parts)
    updated = parts.get("updated") if published_at is not None and "published" in parts else None
    if place.xml_base and link:
        link = _resolved(link, place)
    return Draft(
        guid_of(guid),
        address_of(link, guid, place.base_url, parts.get("original"), parts.get("enclosure")),
        parts.get("title", ""),
        longest(found.contents),
        published_at,
        kept_categories(found.categories) if found.categories else (),
        found.source,
        later(parse_date(updated, patiently=False), published_at) if updated else None,
    )


def _date(parts: dict[str, str]) -> datetime | None:
    for role in _DATES:
        if role in parts and (moment := _moment(parts[role])) is not None:
            return moment
    return None


def _moment(text: str) -> datetime | None:
    moment = parse_date(text, patiently=False)
    if moment is None and needs_patience(text):
        raise StepAside
    return moment


def _link(element: etree._Element, before: str | None, parts: dict[str, str]) -> str | None:
    attributes = element.attrib
    if attributes.get("rel") == "enclosure":
        parts.setdefault("enclosure", attributes.get("href", ""))
    if "url" in attributes or "uri" in attributes:
        raise StepAside
    if attributes.get("rel", "alternate").lower() != "alternate":
        return before
    if "href" not in attributes:
        return text_of(element)
    kind = attributes.get("type", "text/html").lower()
    return attributes["href"] if kind in ("text/html", "html", "application/xhtml+xml", "xhtml") else before


def _is_permalink(element: etree._Element) -> bool:
    for name, value in element.attrib.items():
        if name.lower() == "ispermalink":
            return bool(value == "true")
    return True
