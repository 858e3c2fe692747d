"""Whom something happens to in an English title: "Nobel laureate Ilse Brandauer dies at 91". Pure.

In go titles, out come persons by first and last name, and what befell them. Two persons are two happenings,
however like the words are in which their deaths, resignations and verdicts are told.
"""

from collections.abc import Callable
from typing import NamedTuple

from bot.news.across.skeletons import skeletons
from bot.news.language.lazy_regex import Rule
from bot.news.language.stemming import stem
from bot.news.language.tags import primary

_FATES = {
    "death": "dies died dead killed murdered slain drowned drowns buried",
    "leaving": "resigns resigned quits sacked fired dismissed ousted retires steps suspended impeached",
    "trial": "charged indicted convicted acquitted guilty sentenced jailed imprisoned executed cleared",
    "arrest": "arrested detained held freed released",
    "harm": "shot stabbed wounded injured hospitalised hospitalized poisoned kidnapped abducted missing",
    "honour": "wins won elected appointed named nominated knighted marries weds married",
}
_FATE_OF = {verb: fate for fate, verbs in _FATES.items() for verb in verbs.split()}
_AUXILIARIES = ("has", "is", "was", "been", "found", "shot", "reported")
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"


def _tells(written: Callable[[str], str]) -> Rule:
    """A person and what befell him, its words `written` as a title has them."""
    auxiliaries, verbs = ("|".join(map(written, words)) for words in (_AUXILIARIES, _FATE_OF))
    return Rule(
        rf"\b(?P<first>{_NAME}) (?:[A-Z]\. )?(?P<last>{_NAME})(?:, [^,:;]{{1,60}},?)?"
        rf" (?:(?:{auxiliaries}) ){{0,2}}(?P<verb>{verbs})\b"
    )


_TOLD, _TITLE_CASE = _tells(str.lower), _tells(str.title)


class Fate(NamedTuple):
    """What befell a person, whose names are stems; all empty where a title tells of nobody."""

    what: str = ""
    first: str = ""
    last: str = ""


def fate(title: str, language: str = "en") -> Fate:
    """The first person to whom something happens in a title, by full name; of English only."""
    found = (_TOLD.search(title) or _TITLE_CASE.search(title)) if primary(language) == "en" else None
    if found is None:
        return Fate()
    first, last = (stem(found[name], language)[0] for name in ("first", "last"))
    return Fate(_FATE_OF[found["verb"].lower()], first, last)


def of_others(one: Fate, other: Fate) -> bool:
    """Whether the same befell two persons; names that may be two spellings of one are one person's.

    Two persons may share a first name: then more of the last ones must differ.
    """
    if not one.what or one.what != other.what or _bones(one.last) == _bones(other.last):
        return False
    ones, others = _bones(one.last), _bones(other.last)
    return _bones(one.first) != _bones(other.first) or (ones[0] != others[0] and ones[-1] != others[-1])


def _bones(name: str) -> str:
    """How the consonants of a name sound; the name itself where it has too few."""
    return next((bones for bones, _ in skeletons([name.capitalize()], "en")), name)
