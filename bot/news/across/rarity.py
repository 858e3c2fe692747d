"""How much a name tells among reports in different languages, and how many reports come."""

import math
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

DAYS = timedelta(days=3)
FIRST_HOURS = timedelta(hours=12)
"""The least time over which traffic is measured."""
USUAL_TRAFFIC = 40
MOST_RECENT = 50_000
"""Dates that are kept to measure traffic, wherever a wrong one may lie."""
_USUAL, _USUAL_OF_LONG = {2: 2.0, 3: 3.6}, 4.6
"""What a skeleton of so many consonants usually tells."""


class Rarity:
    """How much a name tells: its length, less what is common among the reports at hand."""

    def __init__(self) -> None:
        self._counts = Counter[str]()
        self._total = 0
        self._recent = deque[datetime](maxlen=MOST_RECENT)
        self._told = dict[str, float]()
        """What names tell, until the next report is counted. Compared with many, a report asks for its own
        names each time, which took a third of the time of finding its story."""

    def add(self, names: Sequence[str], at: datetime | None) -> None:
        """Count a report that has these names."""
        self._total += 1
        if at is not None:
            self._recent.append(at)
            while self._recent[0] < at - DAYS:
                self._recent.popleft()
        self._counts.update(names)
        self._told = {}  # no `clear`: another thread may be filling it, see `AcrossStories.may_tell`

    def remove(self, names: Iterable[str]) -> None:
        """Count a report no longer that has these names."""
        self._total -= 1
        for bones in names:
            self._counts[bones] -= 1
            if not self._counts[bones]:
                del self._counts[bones]
        self._told = {}

    def __call__(self, bones: str) -> float:
        """Information in nats, 0 or more."""
        known = self._told
        told = known.get(bones)
        if told is None:
            usual = _usual(bones)
            expected = self._total * math.exp(-usual)
            told = known[bones] = max(0.0, usual - math.log((self._counts[bones] + 2) / (expected + 2)))
        return told

    def traffic(self) -> float:
        """How many reports come in `DAYS`, by those of the last ones; of undated ones, how many are counted.

        Read for less time they give the pace, so that a busy feed is known in its first hours.
        """
        if not self._recent:
            return self._total
        read = min(max(self._recent[-1] - self._recent[0], FIRST_HOURS), DAYS)
        return len(self._recent) * (DAYS / read)

    def busy(self) -> float:
        """The measure `traffic`."""
        return math.log(max(self.traffic() / USUAL_TRAFFIC, 1.0))


def _usual(bones: str) -> float:
    return _USUAL.get(len(bones), _USUAL_OF_LONG)
