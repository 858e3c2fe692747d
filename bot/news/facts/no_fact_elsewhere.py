"""Sentences of other languages than English that tell no fact, and comment in all, by `no_fact.txt`.

Captions, bylines, speakers' labels, promotion, boxes of weather and prices, halves of sentences, and what the
writer thinks.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.news.figures.elsewhere import figures_elsewhere
from bot.news.language.lazy_regex import has_any
from bot.news.language.tags import primary
from bot.news.language.words import word_count

_CAP = 300
"""Characters of a sentence that are read."""
_COMMAS = (",", "\uff0c", "\u060c", ";", "\u061b")
_COLONS = (":", "\uff1a")
_QUOTATION = re.compile(
    "\u201e[^\u201c\u201d]{0,300}[\u201c\u201d]|\u00ab[^\u00bb]{0,300}\u00bb"
    "|\u00bb[^\u00ab]{0,300}\u00ab|\u201c[^\u201d]{0,300}\u201d"
    '|"[^"]{0,300}"|\u300c[^\u300d]{0,300}\u300d'
)
_MARKS = ("\u201c", '"', "\u00ab", "\u300c", "\u201e", "\u00bb")
_STOPS = ".!\u3002\uff01\u06d4 "
_PARTS = re.compile(r"[,;\u060c\uff0c\u061b]\s*|\s\u0648(?=\S)")
_FIGURE = re.compile(r"\d")
_BOX_PARTS, _BOX_WORDS = 3, 4
"""So many parts of so few words, each with a figure, are a box."""
QUOTED_MOST = 0.55
"""The part of a sentence between quotation marks from which it is somebody's words."""
_BRIEF = 45
"""Characters of a quotation that is an exclamation rather than news."""


def tells_no_fact_elsewhere(text: str, language: str) -> bool:
    """Whether a sentence in another language than English is none of the report.

    `language` is a BCP 47 tag.
    """
    rules = rules_of(primary(language))
    if "opens" not in rules:
        return False
    folded = text[:_CAP].casefold()
    if rules["opens"].match(folded) or ("says" in rules and rules["says"].search(folded)):
        return True
    if "ends" in rules and rules["ends"].search(folded.rstrip(_STOPS)):
        return True
    if rules["halves"].match(folded) and not has_any(folded, _COMMAS):
        return True
    if _is_box(folded, language):
        return True
    return not has_any(folded, _COLONS) and rules["own"].search(_QUOTATION.sub(" ", folded)) is not None


def is_comment(text: str, language: str) -> bool:
    """Whether a bullet is thanks, praise or dismay, or an exclamation that somebody is quoted with.

    It has no figure; what it says may be all there is to tell.
    """
    text = text[:_CAP]
    if _FIGURE.search(text):
        return False
    rule = rules_of(primary(language)).get("feels")
    if rule is not None and rule.search(text.casefold()):
        return True
    if not has_any(text, _MARKS):
        return False
    quoted = sum(len(part) for part in _QUOTATION.findall(text))
    return QUOTED_MOST * len(text) <= quoted <= _BRIEF


def _is_box(text: str, language: str) -> bool:
    """Whether a sentence lists figures of weather or prices, and none of the dead."""
    if len(_FIGURE.findall(text)) < _BOX_PARTS:
        return False
    parts = [part for part in _PARTS.split(text) if _FIGURE.search(part) or len(part) > 1]
    boxed = [part for part in parts if _FIGURE.search(part) and word_count(part) <= _BOX_WORDS]
    return len(boxed) >= _BOX_PARTS and len(boxed) == len(parts) and not figures_elsewhere(text, language)


@cache
def rules_of(code: str) -> Mapping[str, re.Pattern[str]]:
    """The rules of a language by kind; none if it is not listed. `code` is its primary subtag."""
    table = files("bot.news.facts").joinpath("no_fact.txt").read_text(encoding="utf-8")
    found = dict[str, list[str]]()
    for line in table.splitlines():
        if line.startswith(f"{code}\t"):
            _, kind, pattern = line.split("\t")
            found.setdefault(kind, []).append(f"(?:{pattern})$" if kind == "ends" else pattern)
    return {kind: re.compile("|".join(patterns)) for kind, patterns in found.items()}
