"""Figures that tell happenings apart: a quake's magnitude, and numbers with what they count.

In go the first stems of a report, out come its magnitude and the numbers of each thing counted. Two
magnitudes are two quakes; "500 troops" and "1,000 troops" are two orders; but a toll grows and says nothing
of this kind.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.news.stories.tolls import NUMBERS

MAGNITUDE_APART = 0.35
"""First estimates of one quake differ by less."""
_QUAKES = frozenset(["quak", "earthquak", "aftershock", "tremor", "magnitud"])
_GROWING = frozenset(
    """peopl person dead death die dy kill toll case injur wound hurt miss victim bodi year day hour month
    week minut time percent mile kilomet km other famili mph rescu resid thousand million billion hundr
    infect patient passeng cent""".split()
)
_AHEAD = 2


class Counts(NamedTuple):
    """Figures of a report."""

    magnitude: float | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    """Number and the word after it, where the word is no toll or time."""
    values: frozenset[str] = frozenset()
    """All the numbers, whatever they count."""


def counts(stems: Sequence[str], *, quake: bool = False) -> Counts:
    """The figures that stems tell; a magnitude only where a quake is told, in English or as `quake` says."""
    magnitude = _magnitude(stems) if quake or not _QUAKES.isdisjoint(stems) else None
    numbers: dict[tuple[str, str], None] = {}
    values = set[str]()
    for at, root in enumerate(stems):
        value = NUMBERS.get(root, root)
        if not value[0].isdigit():
            continue
        value = value.replace(",", "")
        values.add(value)
        for unit in stems[at + 1 : at + 1 + _AHEAD]:
            if len(unit) > 2 and unit.isalpha() and unit not in _GROWING:
                numbers[unit, value] = None
    return Counts(magnitude, tuple(numbers), frozenset(values))


def _magnitude(stems: Sequence[str]) -> float | None:
    for root in stems:
        if len(root) == 3 and root[1] in ".," and root[0].isdigit() and root[2].isdigit():
            value = float(root.replace(",", "."))
            if 2 <= value < 10:
                return value
    return None


def other_quake(one: Counts, other: Counts) -> bool:
    """Whether both tell a magnitude and these are of two quakes."""
    if one.magnitude is None or other.magnitude is None:
        return False
    return abs(one.magnitude - other.magnitude) > MAGNITUDE_APART


def agreement(one: Counts, other: Counts) -> int:
    """1 where both count the same number of the same thing, -1 where only other numbers of it, 0
    otherwise."""
    ones, others = dict[str, set[str]](), dict[str, set[str]]()
    for told, into in ((one.numbers, ones), (other.numbers, others)):
        for unit, value in told:
            into.setdefault(unit, set()).add(value)
    shared = ones.keys() & others.keys()
    if any(ones[unit] & others[unit] for unit in shared):
        return 1
    return -1 if shared else 0
