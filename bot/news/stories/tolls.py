"""How many died of what, as the first words of an English report say it."""

from collections.abc import Sequence
from typing import NamedTuple

TOLD_FIRST = 45
"""Words of a text, besides its title, in which a toll is looked for."""
_BEFORE, _AFTER = 4, 3
_COUNTING = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty"""
NUMBERS = {word: str(value) for value, word in enumerate(_COUNTING.split())}
"""By the stem; "dozens" are no number, and share theirs with "a dozen"."""
_DEATH = frozenset("kill dead die death slay".split())
_MEANS = (
    "bomb bomber blast explos explod deton mine landmin ie",
    "gunman shoot gunfir shooter sniper ambush",
    "airstrik strike drone missil rocket shell artilleri",
    "stab knife",
    "behead execut hang",
    "crash collid collis derail",
    "quake earthquak",
    "flood mudslid landslid",
    "blaze inferno",
    "avalanch",
    "drown capsiz sink",
    "cholera ebola measl malaria epidem diseas",
    "heatwav",
    "poison",
)  # fmt: skip
_MEANS_OF = {stem: kind for kind, stems in enumerate(_MEANS) for stem in stems.split()}


class Toll(NamedTuple):
    """Numbers of dead, and kinds of what they died of; empty where none is told."""

    numbers: frozenset[str] = frozenset()
    means: frozenset[int] = frozenset()


def toll(stems: Sequence[str]) -> Toll:
    """The toll in a report's first stems: numbers near a word for death, words for what brings it."""
    if _DEATH.isdisjoint(stems):
        return Toll()
    near = {
        other
        for at, stem in enumerate(stems)
        if stem in _DEATH
        for other in stems[max(0, at - _BEFORE) : at + _AFTER + 1]
    }
    return Toll(
        frozenset(NUMBERS.get(stem, stem) for stem in near if stem in NUMBERS or stem.isdigit()),
        frozenset(_MEANS_OF[stem] for stem in stems if stem in _MEANS_OF),
    )


def contradict(one: Toll, other: Toll) -> bool:
    """Whether both number and cause differ: a toll alone may grow, and a blast may turn out a strike."""
    return _apart(one.numbers, other.numbers) and _apart(one.means, other.means)


def _apart(ones: frozenset[str] | frozenset[int], others: frozenset[str] | frozenset[int]) -> bool:
    return bool(ones) and bool(others) and ones.isdisjoint(others)
