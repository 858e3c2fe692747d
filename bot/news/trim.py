"""Shorten a sentence to a bullet by deleting only.

A cut takes away a lead-in, a bracket, an aside or a clause on which the rest does not depend. No cut takes a
protected word (see `bot.news.grounding`), none touches the inside of a quotation.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from bot.news import cut_rules as rules
from bot.news.grounding import governs, has_protected
from bot.news.persons import style_before

MIN_KEPT = 6
"""Words that must stand before a clause that is cut from a sentence's end."""


_OWN_CLAUSE = re.compile(
    r",? (?:who|where|when|while|as|after|before|because|including|following|amid|during|and|despite"
    r"|along|such|by|ahead"
    r"|in (?:order|an|a|hopes|response|addition)|[a-z]+ing)\b|;"
)
"""Tails whose modals and quantities are about themselves (", which" and ", a claim that" may judge the
rest)."""


_NEW_SUBJECT = (", a", ", an", ", the", ", one of", ", both", ", part of", ", too", ", even")


_DASH = re.compile(" --|\u2014| \u2013")


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
    finders = (_words(text), _asides(text), _fronts(text), _heads(text), _tails(text), _names(text, known))
    found = []
    for cut in (cut for finder in finders for cut in finder if cut.start < cut.end):
        if not all(cut.end <= a or cut.start >= b or (cut.start <= a and b <= cut.end) for a, b in quotes):
            continue
        gone = text[cut.start : cut.end]
        if not has_protected(gone) or (cut.whole_tail and not governs(gone)):
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
            yield Cut(found.start(), found.end(), True)
    if "day" in text:
        for found in rules.DAY.finditer(text):
            before = text[: found.start()]
            if not rules.DATED.search(before) and not rules.AHEAD.search(before):
                yield Cut(found.start(), found.end(), False)
    for found in rules.SAID_WHERE.finditer(text):
        yield Cut(found.start("where"), found.end("where"), True)
    for found in rules.SAID_WHEN.finditer(text) if "day" in text else ():
        yield Cut(found.start("when"), found.end("when"), True)


def _asides(text: str) -> Iterator[Cut]:
    for found in rules.ASIDE.finditer(text) if text.count(",") > 1 else ():
        before = text[: found.start()].rsplit(None, 1)[-1]
        if found["clause"] or before[:1].isupper():
            yield Cut(found.start(), found.end(), False)
    for found in rules.DASHED.finditer(text) if _DASH.search(text) else ():
        yield Cut(found.start(), found.end(), False)


def _fronts(text: str) -> Iterator[Cut]:
    found = rules.FRONT.match(text)
    if not found or rules.FRONT_KEPT.search(found.group()) or not rules.SUBJECT.match(text, found.end()):
        return
    comma = text.find(",", found.end())
    if comma < 0 or len(text[found.end() : comma].split()) >= 5:
        yield Cut(0, found.end(), False)


def _heads(text: str) -> Iterator[Cut]:
    """First clauses of two: what remains has a subject of its own."""
    for found in rules.JOINED.finditer(text):
        gone, kept = text[: found.end()], text[found.end() :]
        if len(kept.split()) < MIN_KEPT or rules.REFERS_BACK.search(kept):
            continue
        whole = not rules.LISTED.search(text[: found.start()])
        if whole and not rules.SUBORDINATE.search(gone) and rules.HAS_VERB.search(gone) and not governs(gone):
            yield Cut(0, found.end(), False, True)


def _tails(text: str) -> Iterator[Cut]:
    end = len(text.rstrip(".!?\u2026"))
    for found in rules.TAIL.finditer(text):
        kept, gone = text[: found.start()], text[found.start() : end]
        if len(kept.split()) >= MIN_KEPT and _can_do_without(kept, found.group().strip(), gone):
            yield Cut(found.start(), end, False, _OWN_CLAUSE.match(found.group()) is not None)


def _can_do_without(kept: str, marker: str, gone: str) -> bool:
    """Whether a sentence still stands when it ends with `kept`."""
    if (
        not rules.HAS_VERB.search(kept)
        or (rules.SPEAKER_ENDS.search(kept) and (marker[0].isalpha() or marker in _NEW_SUBJECT))
        or rules.MAIN_VERB_AFTER.search(gone, 1)
        or rules.RESUMED.search(gone, 1)
    ):
        return False
    if marker in ("as", ", as") and rules.AS_MUCH.search(kept):
        return False
    if marker == ", as" and not rules.AS_CLAUSE.match(gone):
        return False
    if marker[0].isalpha():
        timed = marker in ("when", "after", "before", "during")
        return not rules.TAIL_NEEDS.search(kept) and not (timed and rules.MODAL.search(kept))
    if marker in ("--", "\u2013", "\u2014"):
        return (kept + gone).count(marker) == 1
    if marker in (", a", ", an", ", the"):
        if re.search(r"\b(?:and|or)\b|,", gone[1:]) or rules.VERB_OF_ITS_OWN.search(gone):
            return False
        return not rules.SUBORDINATE.search(kept)
    if marker == ", and" or rules.PLACED.match(marker):
        return not rules.LISTED.search(kept) and (marker == ", and" or "," not in gone[1:])
    if marker.endswith("ing") and kept.endswith("ing"):
        return False
    return marker != ";" or ";" not in gone[1:]


def _names(text: str, known: Collection[str]) -> Iterator[Cut]:
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
        at = cut.end
    kept.append(text[at:])
    return finish("".join(kept))


def finish(text: str) -> str:
    """A bullet as it is sent: no loose mark at either end, first letter capital, end stopped."""
    text = re.sub(r"\s+([,.;:!?](?![\d.]))", r"\1", " ".join(text.split())).lstrip(",;:. -\u2013\u2014")
    text = re.sub(r"[,;:\s\u2013\u2014-]+([.!?\u2026]*)$", r"\1", text)
    first = text[:1]
    if first.islower() and first.upper().casefold() == first.casefold():
        text = first.upper() + text[1:]
    if text and text[-1] not in ".!?\u2026\u061f\u06d4\u0964\u3002\"'\u201d\u2019\u00bb)":
        text += "."
    return text


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of the text has its partner in it."""
    return rules.UNPAIRED.search(rules.BRACKET.sub("", rules.QUOTED.sub("", text))) is None
