"""What tells two like incidents apart: how it was done, what it struck, and how many a title counts.

A car bomb at a checkpoint and a mayor who is shot, in one town on one morning, share nearly all that needs no
translation. In go two reports, out comes what speaks against their being of one incident. `contrary.txt` has
the means and what is struck, each by its words in twelve languages.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.news.across.subjects import named

LEAD = 45
"""Words of a text, besides its title, that tell the incident; what follows may tell of others before it."""
_LEAD_IN_CHINESE = 120
"""The same in characters."""
OTHER_MEANS = -3.0
"""Log-odds against one incident where each report tells how it was done, and none of it is the other's, and
they name nothing struck in common: a gunman may blow himself up in the end."""
OTHER_STRUCK = -5.0
"""The same of what it struck."""
FEWER = -2.5
"""The same where a later title counts fewer than an earlier one, by `FALL`: a toll grows."""
FALL = 0.75
_CONTRARY = frozenset(f"means:{one}" for one in "gun blast air knife kidnap crash protest robbery".split())
"""Means that are no consequence of others, as a fire, a collapse and an arrest are."""
_ATTACK, _ARREST, _BLAST, _CAR = "attack", "means:arrest", "means:blast", "struck:car"
_STRUCK = frozenset("mosque market prison oil power ship train".split())
"""The subjects that say what was struck; see `bot.news.across.subjects`."""
_DRIVEN = frozenset(
    f"struck:{one}" for one in "military mayor tribe press bus lorry commander health".split()
)
"""Whom or what a car may be; one that explodes is the bomb."""


class Incident(NamedTuple):
    """How an attack or accident was done, and what it struck, as far as a report says so."""

    means: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    counts: frozenset[float] = frozenset()
    """The figures of the title."""


def incident(
    words: Sequence[str], text: str, about: frozenset[str], counts: frozenset[float], language: str
) -> Incident | None:
    """What a report tells of an attack or accident; None where it tells none.

    `words` are those of its title and the first of its text, and `text` is both; `about` are its subjects and
    `counts` the figures of the title.
    """
    found = named(words, text[:_LEAD_IN_CHINESE], language, "contrary.txt")
    means = frozenset(one for one in found if one.startswith("means"))
    if not means and _ATTACK not in about:
        return None
    struck = (found - means) | (about & _STRUCK)
    if _CAR in struck:
        struck = struck - {_CAR} if _BLAST in means or len(struck) > 1 else _DRIVEN
    return Incident(means, struck, counts)


def against(one: Incident, later: Incident) -> float:
    """The log-odds, 0 at most, by which two incidents are not one; `later` is that of the later report."""
    found = 0.0
    if one.struck.isdisjoint(later.struck) and _apart(one.means & _CONTRARY, later.means & _CONTRARY):
        found += OTHER_MEANS
    if _apart(one.struck, later.struck):
        found += OTHER_STRUCK
    alike = (_ARREST in one.means) == (_ARREST in later.means)  # who is arrested is not who was killed
    if alike and one.counts and later.counts and max(later.counts) <= FALL * min(one.counts):
        found += FEWER
    return found


def _apart(ones: frozenset[str], others: frozenset[str]) -> bool:
    return bool(ones) and bool(others) and ones.isdisjoint(others)
