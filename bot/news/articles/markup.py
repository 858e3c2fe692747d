"""What a page says of itself in its HTML: headlines, addresses, descriptions, schema.org data."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.news.language.text import plain_text, tidy

_JSON_CAP = 300_000
_SCRIPTS, _NODES = 20, 200
"""So many scripts of a page and so many nodes of one are looked at."""
_TITLES = 4
_TITLE_CAP, _DESCRIPTION_CAP = 500, 2000
_ARTICLE_TYPES = ("article", "liveblogposting", "blogposting", "review", "report")


@dataclass(frozen=True, slots=True)
class PageMarkup:
    """What a page says of itself; whatever it leaves out is empty."""

    titles: tuple[str, ...] = ()
    """Its h1 and og:title."""
    window_title: str = ""
    """Its <title>."""
    descriptions: tuple[str, ...] = ()
    """Summaries: schema.org's `description`, og:description."""
    article_body: str = ""
    """schema.org's `articleBody`: the whole article, in plain text."""
    addresses: tuple[str, ...] = ()
    """What it gives as its own address: og:url, the canonical link."""
    schema_types: tuple[str, ...] = ()
    section: str = ""
    """schema.org's `articleSection`."""
    visible_text: str = ""
    """The beginning of everything that it shows."""


def read_markup(html: str | bytes, cap: int) -> PageMarkup:
    """What the page says of itself; texts are cut to `cap` characters. Never raises."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.fromstring(html, parser=lxml_html.HTMLParser(encoding=_encoding(html)))
    except (etree.LxmlError, ValueError, TypeError):
        return PageMarkup()
    named = _metas(root)
    nodes = list(_nodes(root))
    main = [node for node in nodes if _is_article(node)]
    kinds = [kind for node in main or nodes for kind in _strings(node.get("@type"))]
    h1s = [_line(element.text_content(), _TITLE_CAP) for element in root.iter("h1")][:_TITLES]
    canonical = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]
    bodies = [text for node in main for text in _strings(node.get("articleBody"))]
    descriptions = [text for node in main for text in _strings(node.get("description"))]
    sections = [text for node in main for text in _strings(node.get("articleSection"))]
    return PageMarkup(
        titles=tuple(filter(None, [*h1s, _line(named.get("og:title", ""), _TITLE_CAP)])),
        window_title=_line(next((element.text_content() for element in root.iter("title")), ""), _TITLE_CAP),
        descriptions=tuple(
            _line(plain_text(text[: 2 * _DESCRIPTION_CAP]), _DESCRIPTION_CAP)
            for text in [*descriptions, named.get("og:description", "")]
            if text
        ),
        article_body=tidy(plain_text(max(bodies, key=len, default="")[:cap])),
        addresses=tuple(filter(None, [named.get("og:url", ""), *canonical[:1]])),
        schema_types=tuple(dict.fromkeys(kind[:60] for kind in kinds)),
        section=next(iter(sections), named.get("article:section", ""))[:60],
        visible_text=_visible(root, cap),
    )


def _encoding(html: str | bytes) -> str | None:
    """UTF-8 where the bytes are that; else what the page declares."""
    if isinstance(html, str):
        return None
    try:
        html.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").casefold()
        found.setdefault(name, meta.get("content") or "")
    return found


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    """The top nodes of the page's schema.org data; what they contain is about other things."""
    scripts = [script for script in root.iter("script") if "ld+json" in (script.get("type") or "")]
    for script in scripts[:_SCRIPTS]:
        try:
            value = json.loads((script.text or "")[:_JSON_CAP], strict=False)
        except (ValueError, RecursionError):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, dict):
                yield node
                graph = node.get("@graph")
                yield from (
                    part for part in (graph if isinstance(graph, list) else [])[:_NODES]
                    if isinstance(part, dict)
                )  # fmt: skip


def _is_article(node: dict[str, Any]) -> bool:
    return any(kind.casefold().endswith(_ARTICLE_TYPES) for kind in _strings(node.get("@type")))


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _visible(root: Any, cap: int) -> str:
    """The text that the page shows, with a newline for every element; changes `root`."""
    for element in list(root.iter("script", "style", "noscript", "template", "svg")):
        if element.getparent() is not None:
            element.drop_tree()
    parts: list[str] = []
    length = 0
    for element in root.iter():
        for text in (element.text if isinstance(element.tag, str) else None, element.tail):
            if text and not text.isspace():
                parts.append(" ".join(text[:cap].split()))
                length += len(parts[-1])
        if length > cap:
            break
    return "\n".join(parts)[:cap]


def _line(text: str, cap: int) -> str:
    return " ".join(text[: 2 * cap].split())[:cap]
