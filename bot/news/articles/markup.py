"""What a page says of itself in its HTML: headlines, addresses, descriptions, schema.org data."""

from dataclasses import dataclass
from typing import Any

from bot.news.articles.structured import body_of, is_article, read_nodes, strings
from bot.news.articles.teasers import find_teasers
from bot.news.language.text import plain_text, tidy

_TITLES = 4
_TITLE_CAP, _DESCRIPTION_CAP = 500, 2000


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
    published: str = ""
    """When it was published, as it says: an ISO 8601 date, mostly."""
    visible_text: str = ""
    """The beginning of everything that it shows."""
    teasers: tuple[str, ...] = ()
    """What it shows of other pages; see `bot.news.articles.teasers`."""


def read_markup(html: str | bytes, url: str, cap: int) -> PageMarkup:
    """What the page at `url` says of itself; texts are cut to `cap` characters. Never raises."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.fromstring(html, parser=lxml_html.HTMLParser(encoding=_encoding(html)))
    except (etree.LxmlError, ValueError, TypeError):
        return PageMarkup()
    named = _metas(root)
    h1s = [_line(element.text_content(), _TITLE_CAP) for element in root.iter("h1")][:_TITLES]
    titles = list(filter(None, [*h1s, _line(named.get("og:title", ""), _TITLE_CAP)]))
    scripts = [script for script in root.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    nodes = read_nodes(script.text or "" for script in scripts)
    main = _main(nodes, [title.casefold() for title in titles])
    kinds = [kind for node in main or nodes for kind in strings(node.get("@type"))]
    canonical = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]
    bodies = [body_of(node) for node in main]
    descriptions = [text for node in main for text in strings(node.get("description"))]
    sections = [text for node in main for text in strings(node.get("articleSection"))]
    dates = [text for node in main for text in strings(node.get("datePublished"))]
    visible = _visible(root, cap)
    return PageMarkup(
        titles=tuple(titles),
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
        published=next(iter(dates), named.get("article:published_time", ""))[:30],
        visible_text=visible,
        teasers=find_teasers(root, url),
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


def _main(nodes: list[dict[str, Any]], titles: list[str]) -> list[dict[str, Any]]:
    """The nodes of the article itself: those with the page's headline, else the first."""
    articles = [node for node in nodes if is_article(node)]
    named = [
        node
        for node in articles
        if any(_line(name, _TITLE_CAP).casefold() in titles for name in strings(node.get("headline")))
    ]
    return named or articles[:1]


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
