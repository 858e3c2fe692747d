"""Find clauses at the end of a sentence that a bullet can leave out (see `bot.news.trimming.trim`)."""

import re
from collections.abc import Iterator

from bot.news.language.lazy_regex import has_any
from bot.news.trimming import tail_rules
from bot.news.trimming.rules import HAS_VERB, LISTED, MIN_KEPT, SUBORDINATE, Span

_WORD = re.compile(r"\w+")
_NOT = ("n't", "n\u2019t")
_REVERSES = re.compile(
    r"\W{0,9}(?:[\w'\u2019-]{1,30} ){0,3}?(?:he|she|it|they) (?:was|were|had|have|has|is|are|\w{2,20}ed)\b"
)
"""A clause after a dash that may take back what stands before it: "by evening they had turned back"."""
_PARTS_OF_DAY = (" the morning", " the afternoon", " the evening", " the night")
_ADVERB, _SUPERLATIVE = 5, 6
"""Letters, at least, of a word in -ly or -est that is an adverb or a superlative."""


def tails(text: str) -> Iterator[Span]:
    """Clauses that run to the end of the sentence, or to the source that is named there."""
    end = len(text.rstrip(".!?\u2026"))
    yield from _tails_before(text, end)
    named = has_any(text, tail_rules.SOURCE_WORDS)
    source = tail_rules.SOURCE.search(text, 0, end) if named else None
    if source:
        for start, stop, _ in _tails_before(text, source.start()):
            yield start, stop, False


def _tails_before(text: str, end: int) -> Iterator[Span]:
    for marker in tail_rules.TAIL.finditer(text, 0, end):
        kept, gone = text[: marker.start()], text[marker.start() : end]
        if len(kept.split()) >= MIN_KEPT and _can_do_without(kept, marker.group().strip(), gone):
            yield marker.start(), end, tail_rules.OWN_CLAUSE.match(marker.group()) is not None


def _goes_on(gone: str) -> bool:
    """Whether the main clause goes on after the clause, or a contrast to it follows."""
    return bool(
        tail_rules.MAIN_VERB_AFTER.search(gone, 1)
        or tail_rules.RESUMED.search(gone, 1)
        or tail_rules.BUT.search(gone)
    )


def _can_do_without(kept: str, marker: str, gone: str) -> bool:
    """Whether the sentence is complete and true when it ends with `kept`."""
    if (
        not HAS_VERB.search(kept)
        or _goes_on(gone)
        or tail_rules.DATE.match(gone)
        or _is_unfinished(kept, marker, gone)
    ):
        return False
    if marker[0].isalpha():
        timed = marker in ("when", "while", "after", "before", "during")
        if tail_rules.PARTICIPLE_ENDS.search(kept) or _needs_more(kept) or tail_rules.TWO_VERBS.search(gone):
            return False
        return not (timed and tail_rules.MODAL.search(kept))
    if marker in ("--", "\u2013", "\u2014"):
        alone = (kept + gone).count(marker) == 1 and len(gone.split()) > 3 and not _REVERSES.match(gone)
        return alone and kept.rstrip()[-1] not in '"\u201d\u2019\u00bb'
    if marker in (", a", ", an", ", the"):
        if re.search(r"\b(?:and|or)\b|,", gone[1:]) or tail_rules.VERB_OF_ITS_OWN.search(gone):
            return False
        return not SUBORDINATE.search(kept)
    if marker == ", and" or tail_rules.PLACED.match(marker):
        if marker != ", and" and tail_rules.OPEN_RELATIVE.search(kept):
            return False
        return not LISTED.search(kept) and (marker == ", and" or "," not in gone[1:])
    return not (marker.endswith("ing") and (kept.endswith("ing") or tail_rules.NEGATED.search(kept)))


def _needs_more(kept: str) -> bool:
    """Whether `kept` needs a clause after it even without a comma."""
    kept = kept.lower()
    words = _WORD.findall(kept)
    if not tail_rules.NEED_CLAUSE.isdisjoint(words) or has_any(kept, _NOT):
        return True
    if "est" in kept and any(_is_superlative(word) for word in words):
        return True
    if kept.endswith(_PARTS_OF_DAY):
        return True
    last = words[-1] if kept[-1].isalnum() else ""
    return last in tail_rules.LAST_NEEDS or (len(last) >= _ADVERB and last.endswith(("ly", "est")))


def _is_superlative(word: str) -> bool:
    long = word.endswith("est") and len(word) >= _SUPERLATIVE
    return long and word not in tail_rules.NO_SUPERLATIVES and not word.endswith("west")


def _is_unfinished(kept: str, marker: str, gone: str) -> bool:
    """Whether `kept` needs what follows it."""
    relative = tail_rules.RELATIVE.search(kept) if "," not in kept else None
    if relative and not HAS_VERB.search(kept[: relative.start()]) and " that " not in kept[relative.end() :]:
        return True
    if ", " in gone and tail_rules.OPEN_FRONT.match(kept):
        return True
    participle = tail_rules.WITH_PARTICIPLE.match(gone)
    if participle and tail_rules.LATER_VERB.match(gone, participle.end()):
        return True
    if tail_rules.RELATIVE_LATER.match(gone) or tail_rules.LINKS.search(kept):
        return True
    if kept.rstrip().endswith(("--", "\u2013", "\u2014")):
        return True
    if tail_rules.SPEAKER_ENDS.search(kept) and (marker[0].isalpha() or marker in tail_rules.NEW_SUBJECT):
        return True
    if tail_rules.DASHES.search(gone) and len(tail_rules.DASHES.findall(kept)) % 2:
        return True
    if marker in ("as", ", as", "as part of") and (
        tail_rules.AS_MUCH.search(kept) or tail_rules.SEEN_AS.search(kept)
    ):
        return True
    if marker == ", as" and not tail_rules.AS_CLAUSE.match(gone):
        return True
    if marker in tail_rules.CIRCUMSTANCE and tail_rules.STOOD.search(kept):
        return True
    if marker == "such as" and tail_rules.BARE.search(kept):
        return True
    if marker == "as well as" and " both " in kept:
        return True
    if marker.endswith("when") and tail_rules.WHEN_THING.search(kept):
        return True
    if marker.startswith("and"):
        second = tail_rules.SECOND.match(gone)
        return bool(
            tail_rules.PAIRED.search(kept)
            or tail_rules.SHARED_OBJECT.search(kept)
            or (second and tail_rules.LATER_VERB.match(gone, second.end()))
        )
    return bool(tail_rules.NO_CLAUSE.match(marker) and tail_rules.LATER_VERB.match(gone, 1))
