"""An inverted index from terms to open stories: finds the few stories worth a closer look."""

import heapq
import math
from collections.abc import Iterable

from bot.news.likeness import Probe
from bot.news.signature import background, usual_rarity

VISITS = 4000
"""Index entries looked at for one report at most, rarest terms first: the bound on its cost."""
SHORTLIST = 8
COMMON = 1.0
"""Stories more than usual that may hold a term before it begins to lose weight."""


class TermIndex:
    """Which open stories hold which terms, and from that how rare a term is now.

    A story is known by the order in which it was founded, an int; so ties fall the same way in every process.
    """

    def __init__(self) -> None:
        self._stories: dict[str, dict[int, None]] = {}
        self._open = 0
        self._counts, self._total = background()
        self._rarity, self._unknown = usual_rarity()

    def open(self) -> None:
        self._open += 1

    def close(self, story: int, terms: Iterable[str]) -> None:
        """Forget a story with all terms that were added for it."""
        self._open -= 1
        for term in terms:
            holders = self._stories[term]
            del holders[story]
            if not holders:
                del self._stories[term]

    def add(self, story: int, terms: Iterable[str]) -> None:
        for term in terms:
            self._stories.setdefault(term, {})[story] = None

    def discount(self, term: str) -> float:
        """What is left, 0 to 1, of a term's weight where more open stories hold it than usual."""
        holders = self._stories.get(term)
        if holders is None:
            return 1.0
        usual = self._open * self._counts.get(term, 1) / self._total
        burst = (len(holders) + COMMON) / (usual + COMMON)
        if burst <= 1:
            return 1.0
        left = 1 - math.log(burst) / self._rarity.get(term, self._unknown)
        return left * left if left > 0 else 0.0

    def shortlist(self, probe: Probe) -> list[int]:
        """The stories that share the most weight of rare terms with a report, best first."""
        found: dict[int, float] = {}
        held = sorted(
            (len(holders), term) for term in probe.gains if (holders := self._stories.get(term)) is not None
        )
        visits = 0
        weights = dict(zip(probe.signature.terms, probe.signature.weights, strict=True))
        for count, term in held:
            visits += count
            if visits > VISITS:
                break
            gain = probe.gains[term] * weights[term]
            for story in self._stories[term]:
                found[story] = found.get(story, 0.0) + gain
        return heapq.nsmallest(SHORTLIST, found, key=lambda story: (-found[story], story))
