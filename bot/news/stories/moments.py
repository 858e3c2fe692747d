"""When a happening was, as a report says it: weekdays it names, and the one by which it refers back.

In go the words of title and lead and the date of publication, out come day numbers. "Two held over Monday's
bombing" of a Wednesday is about the Monday before.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.news.language.days import WEEKDAYS

_DAYS = {name: number for number, name in enumerate(WEEKDAYS)}
_BACK = {"day": 1, "yesterday": 1}
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
READ_WORDS = 60
_POSSESSIVE = re.compile(r"^([A-Za-z]{6,9})['’]s$")


class Moments(NamedTuple):
    """Days, as ordinals, that a report gives."""

    told: frozenset[int] = frozenset()
    """Weekdays named, each the latest before publication."""
    back: int | None = None
    """The day of the happening that it refers back to."""


def moments(words: Sequence[str], at: datetime | None) -> Moments:
    """The days that the first words name; none without a date of publication."""
    if at is None:
        return Moments()
    today, told, back = at.toordinal(), set(), None
    words = words[:READ_WORDS]
    for place, word in enumerate(words):
        if not word[0].isupper():
            if word in ("after", "since") and place >= 2 and words[place - 1] in ("day", "days"):
                days = _COUNT.get(words[place - 2].lower())
                if days and back is None:
                    back = today - days
            continue
        possessive = _POSSESSIVE.match(word)
        weekday = _DAYS.get((possessive[1] if possessive else word).lower())
        if weekday is None:
            continue
        day = today - (at.weekday() - weekday) % 7
        told.add(day)
        if possessive and back is None:
            back = day
    return Moments(frozenset(told), back)
