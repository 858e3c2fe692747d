"""Clauses at the end of a sentence that it can do without (see `bot.news.trimming.trim`)."""

import re
from collections.abc import Iterator

from bot.news.trimming import tail_rules as rules
from bot.news.trimming.rules import HAS_VERB, LISTED, MIN_KEPT, SUBORDINATE, Span


def tails(text: str) -> Iterator[Span]:
    """Clauses that run to the end of the sentence, or to the source named there."""
    end = len(text.rstrip(".!?\u2026"))
    yield from _tails_before(text, end)
    named = any(map(text.__contains__, rules.SOURCE_WORDS))
    source = rules.SOURCE.search(text, 0, end) if named else None
    if source:
        for start, stop, _ in _tails_before(text, source.start()):
            yield start, stop, False


def _tails_before(text: str, end: int) -> Iterator[Span]:
    for found in rules.TAIL.finditer(text, 0, end):
        kept, gone = text[: found.start()], text[found.start() : end]
        if len(kept.split()) >= MIN_KEPT and _can_do_without(kept, found.group().strip(), gone):
            yield found.start(), end, rules.OWN_CLAUSE.match(found.group()) is not None


def _goes_on(gone: str) -> bool:
    """Whether the main clause, or a contrast to it, comes after the clause."""
    return bool(
        rules.MAIN_VERB_AFTER.search(gone, 1) or rules.RESUMED.search(gone, 1) or rules.BUT.search(gone)
    )


def _can_do_without(kept: str, marker: str, gone: str) -> bool:
    """Whether a sentence still stands when it ends with `kept`."""
    if (
        not HAS_VERB.search(kept)
        or _goes_on(gone)
        or rules.DATE.match(gone)
        or _is_unfinished(kept, marker, gone)
    ):
        return False
    if marker[0].isalpha():
        timed = marker in ("when", "after", "before", "during")
        if rules.TWO_VERBS.search(gone) or rules.TAIL_NEEDS.search(kept):
            return False
        return not (timed and rules.MODAL.search(kept))
    if marker in ("--", "\u2013", "\u2014"):
        alone = (kept + gone).count(marker) == 1 and len(gone.split()) > 3
        return alone and kept.rstrip()[-1] not in '"\u201d\u2019\u00bb'
    if marker in (", a", ", an", ", the"):
        if re.search(r"\b(?:and|or)\b|,", gone[1:]) or rules.VERB_OF_ITS_OWN.search(gone):
            return False
        return not SUBORDINATE.search(kept)
    if marker == ", and" or rules.PLACED.match(marker):
        return not LISTED.search(kept) and (marker == ", and" or "," not in gone[1:])
    if marker.endswith("ing") and kept.endswith("ing"):
        return False
    return marker != ";" or ";" not in gone[1:]


def _is_unfinished(kept: str, marker: str, gone: str) -> bool:
    """Whether `kept` calls for what follows it."""
    relative = rules.RELATIVE.search(kept) if "," not in kept else None
    if relative and not HAS_VERB.search(kept[: relative.start()]) and " that " not in kept[relative.end() :]:
        return True
    if ", " in gone and rules.OPEN_FRONT.match(kept):
        return True
    if kept.rstrip().endswith(("--", "\u2013", "\u2014")):
        return True
    if rules.SPEAKER_ENDS.search(kept) and (marker[0].isalpha() or marker in rules.NEW_SUBJECT):
        return True
    if rules.DASHES.search(gone) and len(rules.DASHES.findall(kept)) % 2:
        return True
    if marker in ("as", ", as", "as part of") and (rules.AS_MUCH.search(kept) or rules.SEEN_AS.search(kept)):
        return True
    if marker == ", as" and not rules.AS_CLAUSE.match(gone):
        return True
    if marker in rules.CIRCUMSTANCE and rules.STOOD.search(kept):
        return True
    if marker == "such as" and rules.BARE.search(kept):
        return True
    if marker.endswith("when") and rules.WHEN_THING.search(kept):
        return True
    if marker.startswith("and"):
        second = rules.SECOND.match(gone)
        return bool(rules.PAIRED.search(kept) or (second and rules.LATER_VERB.match(gone, second.end())))
    return bool(rules.NO_CLAUSE.match(marker) and rules.LATER_VERB.match(gone, 1))
