"""Open stories by what they tell in any language: finds the story that others told in other languages."""

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.news.across.evidence import Glance, Trace, odds, timeless_odds
from bot.news.across.rarity import Rarity
from bot.news.across.shared_figures import weight

SHORTLIST = 16
"""Stories that a report is compared with, at most."""
VISITS = 600
"""Index entries looked at for one report at most, rarest keys first."""
MEMBERS = 6
"""Reports of a story that are kept: the first and the latest."""
ASKED = 0.6
"""Log-odds beyond even that a join across languages needs: chosen for precision, also in a busy feed."""
UNLIKE_WORDS = 2.5
"""Log-odds against two reports in one language that their words have not found to be of one happening."""
ALSO = 2.5
"""Log-odds beyond what is asked from which a report makes one of two stories that it fits, if they do too."""
AGREES, AGREEING = 7.0, 0.8
"""Log-odds, whenever the two were published, from which reports in two languages may be of one affair, and
how much what is lacking counts against the words that tie a report to it."""
ENGLISH = "en"
WORTH = 4.0
"""What a report must share with a story at least to be worth `find`: a name, or a place and more."""

_Key = str | float | int


class Found(NamedTuple):
    """A story that tells the same in other languages."""

    order: int
    odds: float
    """Log-odds beyond what is asked."""

    @property
    def chance(self) -> float:
        """The same as a probability."""
        return 1 / (1 + math.exp(-self.odds))


class _Member(NamedTuple):
    """A report of a story."""

    glance: Glance
    trace: Callable[[], Trace]


class AcrossStories:
    """What open stories tell in any language, by the order in which they were founded."""

    def __init__(self) -> None:
        self.rarity = Rarity()
        """How much names tell among these reports."""
        self._members: dict[int, list[_Member]] = {}
        self._holders: defaultdict[_Key, dict[int, None]] = defaultdict(dict)
        self._foreign: defaultdict[_Key, dict[int, None]] = defaultdict(dict)
        """The same without reports in English: what those look for."""
        self._keys: dict[int, list[_Key]] = {}
        """What each story is found by, also of reports that are no longer kept; some more than once."""

    def add(self, order: int, glance: Glance, at: datetime | None, trace: Callable[[], Trace]) -> None:
        """Hold a report of a story, published `at`; `trace` is called when it is first compared."""
        members = self._members.setdefault(order, [])
        members.append(_Member(glance, trace))
        self.rarity.add(glance.names, at)
        keys = _keys(glance)
        self._keys.setdefault(order, []).extend(keys)
        for held in (self._holders,) if glance.language == ENGLISH else (self._holders, self._foreign):
            for key in keys:
                held[key][order] = None
        if len(members) > MEMBERS:
            self.rarity.remove(members.pop(1).glance.names)

    def close(self, order: int) -> None:
        """Forget a story."""
        for member in self._members.pop(order, ()):
            self.rarity.remove(member.glance.names)
        for key in self._keys.pop(order, ()):
            _drop(self._holders, key, order)
            _drop(self._foreign, key, order)

    def find(self, one: Trace) -> list[Found]:
        """The stories that are likely to tell the same, best first.

        None of them has an English report where this one is English: words tell more of those.
        """
        found = [Found(order, self.odds(one, order)) for order in self._shortlist(one)]
        return sorted((f for f in found if f.odds >= 0), key=lambda f: (-f.odds, f.order))

    def may_tell(self, one: Trace) -> bool:
        """Whether a report in another language than English shares enough with a story to be worth `find`.

        Another thread may change the stories meanwhile.
        """
        return one.language != ENGLISH and max(self._gains(one).values(), default=0.0) >= WORTH

    def odds(self, one: Trace, order: int) -> float:
        """How likely a report is of a story, in log-odds beyond what is asked: the mean over its reports, for
        events are not chains."""
        members = self._members.get(order, [])
        in_own = sum(member.glance.language == one.language for member in members)
        if not members or (one.language == ENGLISH and in_own):
            return -math.inf
        scores = [odds(one, member.trace(), self.rarity) for member in members]
        return (sum(scores) - UNLIKE_WORDS * in_own) / len(scores) - ASKED

    def same(self, found: Sequence[Found]) -> list[int]:
        """The orders of the stories that are one happening by a report of which `found` tell, best first."""
        best, *others = found
        also = (one.order for one in others if one.odds >= ALSO)
        return [best.order, *(order for order in also if self._alike(best.order, order) >= 0)]

    def _alike(self, order: int, other: int) -> float:
        """How likely two stories tell the same: the mean over the pairs of their reports, as in `odds`."""
        scores = [self.odds(member.trace(), order) for member in self._members.get(other, [])]
        return sum(scores) / len(scores) if scores else -math.inf

    def against(self, one: Trace, order: int) -> float:
        """The log-odds, 0 at most, by which a story's reports in other languages speak against its having
        come to what this report tells, whenever that was; 0 where there are none."""
        others = [member for member in self._members.get(order, []) if member.glance.language != one.language]
        if not others:
            return 0.0
        mean = sum(timeless_odds(one, member.trace(), self.rarity) for member in others) / len(others)
        return min(0.0, AGREEING * (mean - AGREES))

    def _shortlist(self, one: Trace) -> list[int]:
        gains = self._gains(one)
        least = min(heapq.nlargest(SHORTLIST, gains.values()), default=0.0)
        best = sorted([(-gain, order) for order, gain in gains.items() if gain >= least])
        return [order for _, order in best[:SHORTLIST]]

    def _gains(self, one: Trace) -> dict[int, float]:
        """What a report shares with stories, by story."""
        held = self._foreign if one.language == ENGLISH else self._holders
        gains: dict[int, float] = {}
        visits = 0
        shared = [(len(orders), str(key), key) for key in _keys(one.glance()) if (orders := held.get(key))]
        for count, _, key in sorted(shared):
            visits += count
            if visits > VISITS:
                break
            gain = self._gain(key)
            for order in list(held.get(key, ())):  # a copy: see `may_tell`
                gains[order] = gains.get(order, 0.0) + gain
        return gains

    def _gain(self, key: _Key) -> float:
        if isinstance(key, str):
            return self.rarity(key)
        return weight(key) * 2 if isinstance(key, float) else 3.0


def _drop(holders: dict[_Key, dict[int, None]], key: _Key, order: int) -> None:
    orders = holders.get(key, {})
    orders.pop(order, None)
    if not orders:
        holders.pop(key, None)


def _keys(glance: Glance) -> list[_Key]:
    """What a report is found by: names, figures that prove something, places (as whole numbers)."""
    return [*glance.names, *glance.figures, *(-site for site in glance.sites)]
