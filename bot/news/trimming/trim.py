"""Shorten a sentence to a bullet by deleting only.

A cut takes away a lead-in, a bracket, an aside or a clause on which the rest does not depend. No cut takes a
protected word (see `bot.news.trimming.grounding`), none touches the inside of a quotation.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from bot.news.language.lazy_regex import Rule
from bot.news.trimming import rules
from bot.news.trimming.fronts import fronts, heads
from bot.news.trimming.grounding import governs, loses
from bot.news.trimming.persons import style_before
from bot.news.trimming.tails import tails

_TWO_STOPS = Rule(r"(\w\.)\.$")
_LOOSE = Rule(r"[,;:]([\"\u201d\u2019\u00bb]+)([.!?\u2026]*)$")
_ISSUES = Rule("(?:ed|public) (?:on |late |early |earlier |by |this |last |[MTWFS])")
_GLUED = Rule(r"\w(?=\u2014)")
_DASH = Rule(" --|\u2014| \u2013")


class Cut(NamedTuple):
    """A part of a sentence, as offsets in it, that a bullet may leave out."""

    start: int
    end: int
    always: bool
    """The words carry nothing: cut in every bullet. Else the chooser weighs what they carry."""
    whole_tail: bool = False
    """A clause at the sentence's end with a protected word that governs nothing outside it: it may only go
    where the bullet is otherwise unbroken."""


def find_cuts(text: str, known: Collection[str] = ()) -> list[Cut]:
    """The cuts that may be made in a sentence, in no order; they may overlap.

    The rules are of English; a sentence in another language only loses its brackets. `known` are surnames
    that need neither title nor given name.
    """
    quotes = [found.span() for found in rules.QUOTED.finditer(text)]
    finders = (_words(text), _asides(text), _clauses(text), _names(text, known))
    found = []
    for cut in (cut for finder in finders for cut in finder if cut.start < cut.end):
        if not all(cut.end <= a or cut.start >= b or (cut.start <= a and b <= cut.end) for a, b in quotes):
            continue
        gone = text[cut.start : cut.end]
        if not cut.always and rules.is_toll(gone):
            continue
        if not loses(gone):
            found.append(cut._replace(whole_tail=False))
        elif cut.whole_tail and not governs(rules.ADDING.sub("", gone)):
            found.append(cut)
    return found


def _words(text: str) -> Iterator[Cut]:
    if found := rules.LEAD_IN.match(text):
        yield Cut(0, found.end(), True)
    if "(" in text or "[" in text:
        for found in rules.BRACKET.finditer(text):
            yield Cut(found.start(), found.end(), True)
    if "only" not in text and any(word in text for word in rules.ADVERBS):
        for found in rules.ADVERB.finditer(text):
            comma = text[found.start()] == "," and _ends_front(text[: found.start()])
            yield Cut(found.start() + comma, found.end(), True)
    if "day" in text:
        for found in rules.DAY.finditer(text):
            before = text[: found.start()]
            if " " in before and not rules.DATED.search(before) and not rules.AHEAD.search(before):
                yield Cut(found.start(), found.end(), False)
    for found in rules.ISSUED.finditer(text) if _ISSUES.search(text) else ():
        yield Cut(found.start("issued"), found.end("issued"), False)
    for found in rules.SAID_WHERE.finditer(text) if any(map(text.__contains__, rules.VENUES)) else ():
        yield Cut(found.start("where"), found.end("where"), True)
    for found in rules.SAID_WHEN.finditer(text) if "day" in text else ():
        yield Cut(found.start("when"), found.end("when"), True)


def _ends_front(before: str) -> bool:
    """Whether a clause before the subject ends here, which needs its comma."""
    return "," not in before and rules.SUBORDINATE.match(before) is not None


def _asides(text: str) -> Iterator[Cut]:
    for found in rules.ASIDE.finditer(text) if text.count(",") > 1 else ():
        before = text[: found.start()].rsplit(None, 1)[-1]
        if found["clause"] or before[:1].isupper():
            yield Cut(found.start(), found.end(), False)
    for pattern in (rules.STYLE, rules.ALIAS) if "," in text else ():
        for found in pattern.finditer(text):
            yield Cut(found.start(), found.end(), pattern is rules.STYLE)
    for found in rules.DASHED.finditer(text) if _DASH.search(text) else ():
        if not text[: found.start()].isupper():
            yield Cut(found.start(), found.end(), False)


def _clauses(text: str) -> Iterator[Cut]:
    for finder in (fronts, heads, tails):
        for start, end, whole in finder(text):
            yield Cut(start, end, False, whole)


def _names(text: str, known: Collection[str]) -> Iterator[Cut]:
    for found in rules.GIVEN.finditer(text) if "President " in text else ():
        yield Cut(found.start("given"), found.end("given"), True)
    for name in known:
        place = text.find(name)
        while place >= 0:
            yield Cut(style_before(text, place), place, True)
            place = text.find(name, place + len(name))


def apply_cuts(text: str, cuts: Sequence[Cut]) -> str:
    """The bullet: the sentence without the cuts, first letter capital, a stop at its end."""
    kept, at = [], 0
    for cut in sorted(cuts):
        if cut.end <= at:
            continue
        kept.append(text[at : max(at, cut.start)])
        if _GLUED.match(text, cut.start - 1) and text[cut.end : cut.end + 1].isalnum():
            kept.append(" ")
        at = cut.end
    kept.append(text[at:])
    return finish("".join(kept))


def finish(text: str) -> str:
    """A bullet as it is sent: no loose mark at either end, first letter capital, end stopped."""
    text = re.sub(r"\s+([,.;:!?](?![\d.]))", r"\1", " ".join(text.split())).lstrip(",;:. -\u2013\u2014")
    text = re.sub(r"[,;:\s\u2013\u2014-]+([.!?\u2026]*)$", r"\1", text)
    text = _TWO_STOPS.sub(r"\1", text)
    text = _LOOSE.sub(r"\1\2", text)
    first = text[:1]
    if first.islower() and first.upper().casefold() == first.casefold():
        text = first.upper() + text[1:]
    if text and text[-1] not in ".!?\u2026\u061f\u06d4\u0964\u3002\"'\u201d\u2019\u00bb)":
        text += "."
    return text


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of the text has its partner in it."""
    return rules.UNPAIRED.search(rules.BRACKET.sub("", rules.QUOTED.sub("", text))) is None
