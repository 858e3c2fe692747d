"""What the elements inside an entry hold, for the lxml reader: texts, markup, captions of media."""

from collections.abc import Iterator

from lxml import etree

from bot.feeds.draft import as_html, guessed_html, repaired
from bot.feeds.readers.roles import ROLE_OF

ATOM = "{http://www.w3.org/2005/Atom}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM_TEXTS = ("summary", "content")
CONTENTS = frozenset(["description", "encoded", *ATOM_TEXTS])
HARMLESS = frozenset(["nothing", "person", "category", "source", "enclosure", "original"])
MEDIA = frozenset(["media", "media_title", "caption"])


class StepAside(Exception):  # noqa: N818
    """The document contains something that only feedparser reads correctly."""


def text_of(element: etree._Element) -> str:
    """The text of an element without children, repaired."""
    if len(element):
        raise StepAside
    text = (element.text or "").strip()
    return text if text.isascii() else repaired(text)


def marked_up(element: etree._Element, role: str, atom: bool) -> str:
    """The HTML of a title or content; plain text is escaped."""
    if len(element):
        return _xhtml(element) if atom and element.get("type") == "xhtml" else _aside()
    text = text_of(element)
    if not atom:
        if role in ATOM_TEXTS:
            raise StepAside
        if element.keys() and (element.get("type") is not None or element.get("mode") is not None):
            raise StepAside
        return guessed_html(text) if role == "title" else text
    kind = element.get("type")
    if element.tag.startswith(ATOM):
        kind = (kind or "text").lower()
    elif kind is None:
        kind = "text" if role == "title" else "html"
    if kind in ("html", "text/html"):
        return text
    if kind in ("xhtml", "application/xhtml+xml"):
        return _xhtml(element)
    if kind not in ("text", "text/plain") or element.get("mode") is not None:
        raise StepAside
    return as_html(text)


def check_nothing(element: etree._Element) -> None:
    if any(ROLE_OF[child.tag] not in HARMLESS for child in element.iterdescendants()):
        raise StepAside
    if ROLE_OF[element.tag] == "nothing" and element.tag.rpartition("}")[2].lower() in ("source", "image"):
        raise StepAside


def categories_of(element: etree._Element) -> list[str]:
    """The names in a category (Atom's term, RSS's text) or in a list of keywords of the media."""
    if len(element):
        check_nothing(element)
        return []
    if element.tag.endswith("}keywords"):
        return text_of(element).split(",")
    return [element.get("term") or text_of(element)]


def check_picture(image: etree._Element, title: str, link: str | None) -> None:
    """Step aside where the picture of an entry would give it another title or link, or a text."""
    for part in image:
        text = (part.text or "").strip()
        same = (part.tag == "title" and text == title) or (part.tag == "link" and text == link)
        if len(part) or not (same or part.tag in ("url", "width", "height")):
            raise StepAside


def read_media(media: list[etree._Element], parts: dict[str, str], contents: list[str]) -> None:
    """Use a photograph's title and caption only if the entry has none of its own."""
    captions = []
    for part in _media_parts(media):
        role = ROLE_OF[part.tag]
        if role == "media_title" and not parts.get("title"):
            raise StepAside
        if role == "caption" and not contents:
            captions.append(part)
        if role not in HARMLESS and role not in MEDIA:
            raise StepAside
    if captions:
        contents.append(_only_caption(captions, parts))


def _only_caption(captions: list[etree._Element], parts: dict[str, str]) -> str:
    """The content of an entry that has a caption and no other text.

    Whether feedparser takes it for HTML depends on an empty description and on its position.
    """
    empty = parts.keys() & CONTENTS
    text = text_of(captions[0])
    if len(captions) > 1 or captions[0].keys() or (empty and ("&" in text or "<" in text)):
        raise StepAside
    return text


def _media_parts(media: list[etree._Element]) -> Iterator[etree._Element]:
    for element in media:
        yield element
        yield from element.iterdescendants()


def _aside() -> str:
    raise StepAside


def _xhtml(element: etree._Element) -> str:
    """The markup inside an XHTML `div` as HTML."""
    if len(element) != 1 or element[0].tag != f"{_XHTML}div" or (element.text or "").strip():
        raise StepAside
    for part in element[0].iter():
        if not isinstance(part.tag, str) or not part.tag.startswith(_XHTML):
            raise StepAside
        part.tag = part.tag[len(_XHTML) :]
    markup = etree.tostring(element[0], encoding="unicode", method="html", with_tail=False)
    return str(repaired(markup[markup.index(">") + 1 : markup.rindex("<")].strip()))
