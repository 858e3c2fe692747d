"""Shorten a sentence to a bullet, by deleting only.

A cut removes a lead-in, a bracket, an aside, or a clause on which the rest does not depend. No cut removes a
protected word (see `bot.news.trimming.grounding`) or reaches into a quotation.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.text import OTHER_STOPS, writes_no_stop
from bot.news.trimming import rules
from bot.news.trimming.fronts import fronts, heads
from bot.news.trimming.grounding import governs, loses
from bot.news.trimming.persons import style_before
from bot.news.trimming.tails import tails

_TWO_STOPS = Rule(r"(\w\.)\.$")
_LOOSE = Rule(r"[,;:]([\"\u201d\u2019\u00bb]+)([.!?\u2026]*)$")
_RELATIVES = (", who ", ", which ")
_ENDS = f".!?\u2026{OTHER_STOPS}\"'\u201d\u2019\u00bb)"
_STOPS, _CLOSING, _LOOSE_MARKS = ".!?\u2026", '"\u201d\u2019\u00bb', ",;: -\u2013\u2014"
_BEFORE_MARKS = (" ,", " .", " ;", " :", " !", " ?")
_SPACED = Rule(r" ([,.;:!?](?![\d.]))")
_DANGLING = Rule(r"(?<![,;:\s\u2013\u2014-])[,;:\s\u2013\u2014-]++([.!?\u2026]*+)$")
_ISSUES = Rule("(?:ed|public) (?:on |late |early |earlier |by |this |last |[MTWFS])")
_GLUED = Rule(r"\w(?=\u2014)")
_GERSHAYIM = Rule('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
_DASHES = (" --", "\u2014", " \u2013")


class Cut(NamedTuple):
    """A part of a sentence, by its offsets, that a bullet may leave out."""

    start: int
    end: int
    always: bool
    """The words carry no news, so every bullet leaves them out. Other cuts are made if their words are worth
    little."""
    whole_tail: bool = False
    """A clause at the sentence's end with a protected word that affects nothing outside it. It may be cut
    only if the rest of the bullet is unbroken."""


def find_cuts(text: str, known: Collection[str] = ()) -> list[Cut]:
    """The cuts that a sentence allows, in no order; they may overlap.

    The rules are for English; a sentence in another language loses only its brackets. `known` are surnames
    that need neither title nor given name.
    """
    quotes = [quotation.span() for quotation in rules.QUOTED.finditer(text)]
    candidates = chain(_words(text), _asides(text), _clauses(text), _names(text, known))
    cuts = []
    for cut in candidates:
        if cut.start >= cut.end:
            continue
        if not all(cut.end <= a or cut.start >= b or (cut.start <= a and b <= cut.end) for a, b in quotes):
            continue
        gone = text[cut.start : cut.end]
        if not cut.always and (rules.is_toll(gone, text) or rules.takes_back(gone)):
            continue
        if not loses(gone):
            cuts.append(Cut(cut.start, cut.end, cut.always))
        elif cut.whole_tail and not governs(rules.ADDING.sub("", gone)):
            cuts.append(cut)
    return cuts


def _words(text: str) -> Iterator[Cut]:
    if lead_in := rules.LEAD_IN.match(text):
        yield Cut(0, lead_in.end(), True)
    if "(" in text or "[" in text:
        for bracket in rules.BRACKET.finditer(text):
            yield Cut(bracket.start(), bracket.end(), True)
    if "only" not in text and has_any(text, rules.ADVERBS):
        for adverb in rules.ADVERB.finditer(text):
            comma = text[adverb.start()] == "," and _ends_front(text[: adverb.start()])
            if text[adverb.start()] == "," and text[adverb.end() + 1 : adverb.end() + 2].isupper():
                continue  # what follows is a clause of its own: ", however, Roe left"
            yield Cut(adverb.start() + comma, adverb.end(), True)
    if "day" in text:
        for day in rules.DAY.finditer(text):
            before = text[: day.start()]
            if " " in before and not rules.DATED.search(before) and not rules.AHEAD.search(before):
                yield Cut(day.start(), day.end(), False)
    for match in rules.ISSUED.finditer(text) if _ISSUES.search(text) else ():
        if text.lower().endswith(rules.DOCUMENTS, 0, match.start()):
            yield Cut(match.start("issued"), match.end("issued"), False)
    for match in rules.SAID_WHERE.finditer(text) if has_any(text, rules.VENUES) else ():
        yield Cut(match.start("where"), match.end("where"), True)
    for match in rules.SAID_WHEN.finditer(text) if "day" in text else ():
        yield Cut(match.start("when"), match.end("when"), True)


def _ends_front(before: str) -> bool:
    """Whether `before` is a clause before the subject, which needs its comma."""
    return "," not in before and rules.SUBORDINATE.match(before) is not None


def _asides(text: str) -> Iterator[Cut]:
    for aside in rules.ASIDE.finditer(text) if text.count(",") > 1 else ():
        clause = aside["clause"] or ""
        if clause.startswith(_RELATIVES) and rules.HAS_VERB.search(clause) is None:
            continue  # its verb comes after the comma
        before = text[: aside.start()].rsplit(None, 1)[-1]
        if clause or before[:1].isupper():
            yield Cut(aside.start(), aside.end(), False)
    for pattern in (rules.STYLE, rules.ALIAS) if "," in text else ():
        for aside in pattern.finditer(text):
            yield Cut(aside.start(), aside.end(), pattern is rules.STYLE)
    for aside in rules.DASHED.finditer(text) if has_any(text, _DASHES) else ():
        if not text[: aside.start()].isupper():
            yield Cut(aside.start(), aside.end(), False)


def _clauses(text: str) -> Iterator[Cut]:
    for finder in (fronts, heads, tails):
        for start, end, whole in finder(text):
            yield Cut(start, end, False, whole)


def _names(text: str, known: Collection[str]) -> Iterator[Cut]:
    for president in rules.GIVEN.finditer(text) if "President " in text else ():
        yield Cut(president.start("given"), president.end("given"), True)
    for name in known:
        place = text.find(name)
        while place >= 0:
            yield Cut(style_before(text, place), place, True)
            place = text.find(name, place + len(name))


def apply_cuts(text: str, cuts: Sequence[Cut]) -> str:
    """The bullet: the sentence without the cuts, with a capital first letter and a full stop."""
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
    """A bullet as it is sent: no loose mark at either end, a capital first letter, a full stop."""
    text = " ".join(text.split())
    if has_any(text, _BEFORE_MARKS):
        text = _SPACED.sub(r"\1", text)
    text = text.lstrip(",;:. -\u2013\u2014")
    if text.rstrip(_STOPS)[-1:] in _LOOSE_MARKS:
        text = _DANGLING.sub(r"\1", text)
    if text.endswith(".."):
        text = _TWO_STOPS.sub(r"\1", text)
    if text.rstrip(_STOPS)[-1:] in _CLOSING:
        text = _LOOSE.sub(r"\1\2", text)
    first = text[:1]
    if first.islower() and first.upper().casefold() == first.casefold():
        text = first.upper() + text[1:]
    if text and text[-1] not in _ENDS and not writes_no_stop(text):
        text += "\u3002" if "\u4e00" <= text[-1] <= "\u9fff" else "."
    return text


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket in the text has its partner, those in Hebrew words aside."""
    if rules.UNPAIRED.search(text) is None:
        return True
    text = _GERSHAYIM.sub("", text)
    return rules.UNPAIRED.search(rules.BRACKET.sub("", rules.QUOTED.sub("", text))) is None
