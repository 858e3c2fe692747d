"""Teasers: what a front page, a section or a list of results shows of other pages.

A site may serve its front page under the address of an article that is gone. Such a page holds the words of
the feed's line, since it announces the article too; but it consists of teasers, and no article does.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.news.language.words import word_count

_MOST_TEASERS = 100
_HEADLINE_WORDS = 4
"""A link of fewer words is a byline, a tag or a menu."""
_CARD_CAP = 700
"""Characters of a teaser, with its summary, author and date."""
_BEFORE = 30
"""Characters that may stand before its headline: a time, a number, a label."""
_MORE_WORDS = 5
"""Words of the link that ends a teaser whose headline is none: "Read the whole report"."""
_HEADINGS = frozenset(("h2", "h3", "h4", "h5"))
_ALONE = _HEADINGS | {"dt"}
_SUMMARIES = frozenset(("p", "div", "dd"))
_LETTERS = re.compile(r"[\W_]+")
_FEWEST = 3
"""So many teasers make a list; an article may hold one or two."""
_LIST = 0.5
"""The share of a text's words that stand in teasers and make it a list."""
_MANY = "\n"
"""In place of the address of a headline where a part of the page has several."""


def find_teasers(root: Any, page_url: str) -> tuple[str, ...]:
    """The texts of what looks like teasers on a page, as `is_list` compares them.

    `root` is its parsed HTML without scripts. A teaser begins with a headline that links to another page, or
    with a heading that has a link at its end ("More"). Takes time linear in the page.
    """
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    places = {element: place for place, element in enumerate(elements)}
    parents = [places.get(element.getparent(), -1) for element in elements]
    path = urlsplit(page_url).path.rstrip("/") if page_url else ""
    headlines = [_headline(element, path) for element in elements]
    lengths, leads = _measured(elements, parents, headlines)
    found: dict[str, None] = {}
    for place, headline in enumerate(headlines):
        if headline is None or len(found) >= _MOST_TEASERS or lengths[place] > _CARD_CAP:
            continue
        card = place
        while parents[card] >= 0 and leads[parents[card]] == headline and lengths[parents[card]] <= _CARD_CAP:
            card = parents[card]
        text = _squeezed(elements[card].text_content() + _summary(elements[card]))
        begin = text.find(_squeezed(elements[place].text_content()))
        if 0 <= begin <= _BEFORE and (elements[place].tag == "a" or _ends_with_link(elements[card])):
            found.setdefault(text)
    return tuple(found)


def is_list(text: str, teasers: tuple[str, ...]) -> bool:
    """Whether a text that was taken from a page consists of its teasers."""
    if len(teasers) < _FEWEST:
        return False
    shown = " ".join(teasers)
    words = covered = 0
    met: set[int] = set()
    for line in text.split("\n"):
        squeezed, count = _squeezed(line), word_count(line)
        if count < _HEADLINE_WORDS:
            continue
        words += count
        if squeezed in shown or any(teaser in squeezed for teaser in teasers):
            covered += count
            met.update(
                number for number, teaser in enumerate(teasers) if squeezed in teaser or teaser in squeezed
            )
    return len(met) >= _FEWEST and covered >= _LIST * words


def _summary(card: Any) -> str:
    """The paragraph after a headline that stands alone, as in <h3>, <p>, <h3>, <p>."""
    after = card.getnext()
    if card.tag not in _ALONE or after is None or after.tag not in _SUMMARIES:
        return ""
    text = str(after.text_content())
    return text if len(text) <= _CARD_CAP else ""


def _headline(element: Any, path: str) -> str | None:
    """What tells a headline from others: where it links to, or the heading itself; None for no headline."""
    if element.tag == "a":
        href = element.get("href") or ""
        to = urlsplit(href).path.rstrip("/") if href and not href.startswith("#") else path
        if not href or to == path or (path and to.startswith(f"{path}/")):
            return None
        return href if word_count(element.text_content()[:_CARD_CAP]) >= _HEADLINE_WORDS else None
    if element.tag in _HEADINGS and element.find(".//a") is None:
        if any(parent.tag == "a" for parent in element.iterancestors()):
            return None
        return f"{_MANY}{element.text_content()[:_CARD_CAP]}"
    return None


def _measured(
    elements: list[Any], parents: list[int], headlines: list[str | None]
) -> tuple[list[int], list[str | None]]:
    """For every element the characters in it, and its headline: None where it has none, _MANY if several."""
    lengths = [len(element.text or "") for element in elements]
    leads = list(headlines)
    for place in range(len(elements) - 1, 0, -1):
        parent = parents[place]
        if parent < 0:
            continue
        lengths[parent] += lengths[place] + len(elements[place].tail or "")
        lead = leads[place]
        if lead is not None and leads[parent] != lead:
            leads[parent] = lead if leads[parent] is None else _MANY
    return lengths, leads


def _ends_with_link(card: Any) -> bool:
    links = [link for link in card.iter("a") if link.get("href")]
    if not links:
        return False
    last = links[-1].text_content()
    return word_count(last) <= _MORE_WORDS and _squeezed(card.text_content()).endswith(_squeezed(last))


def _squeezed(text: str) -> str:
    """Letters and digits alone, so that white space and punctuation count for nothing."""
    return _LETTERS.sub("", text.casefold())
