"""An inverted index from terms to open stories: finds the few stories worth a closer look."""

import heapq
import math
from collections import Counter, defaultdict

from bot.news.stories.likeness import Probe
from bot.news.stories.signature import background, usual_rarity

VISITS = 300
"""Index entries looked at for one report at most, rarest terms first: the bound on its cost."""
SHORTLIST = 6
INDEXED_TERMS = 60
"""The heaviest terms of a report, by which it is found."""
COMMON = 1.0
"""Reports more than usual that may hold a term before it begins to lose weight."""


class TermIndex:
    """Which open stories hold which terms, and from that how much a term tells now.

    A story is known by the order in which it was founded, an int; so ties fall the same way in every process.
    """

    def __init__(self) -> None:
        self._stories: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._counts = Counter[str]()
        """How many reports of open stories hold each term."""
        self._reports: dict[int, list[tuple[str, ...]]] = {}
        self._total = 0
        self._usual, self._usual_total = background()
        self._rarity, self._unknown = usual_rarity()

    def add(self, story: int, terms: tuple[str, ...]) -> None:
        """Hold a report of a story by its terms, heaviest first."""
        for term in terms[:INDEXED_TERMS]:
            self._stories[term][story] = None
        self._counts.update(terms)
        self._reports.setdefault(story, []).append(terms)
        self._total += 1

    def close(self, story: int) -> None:
        """Forget a story with all its reports."""
        for terms in self._reports.pop(story, ()):
            self._total -= 1
            for term in terms:
                self._counts[term] -= 1
                if not self._counts[term]:
                    del self._counts[term]
            for term in terms[:INDEXED_TERMS]:
                holders = self._stories.get(term, {})
                holders.pop(story, None)
                if not holders:
                    self._stories.pop(term, None)

    def discount(self, term: str) -> float:
        """What is left, 0 to 1, of a term's squared weight where more reports hold it than usual."""
        count = self._counts.get(term, 0)
        usual = self._total * self._usual.get(term, 1) / self._usual_total
        if count <= usual:
            return 1.0
        burst = (count + COMMON) / (usual + COMMON)
        left = 1 - math.log(burst) / self._rarity.get(term, self._unknown)
        return left * left if left > 0 else 0.0

    def shortlist(self, probe: Probe) -> list[int]:
        """The stories that share the most weight of rare terms with a report, best first."""
        found: dict[int, float] = {}
        visits = 0
        for count, term in sorted(
            (len(self._stories[term]), term) for term in probe.terms if term in self._stories
        ):
            visits += count
            if visits > VISITS:
                break
            gain = probe.terms[term] ** 2 * probe.left[term]
            for story in self._stories[term]:
                found[story] = found.get(story, 0.0) + gain
        best = heapq.nlargest(SHORTLIST, [(weight, -story) for story, weight in found.items()])
        return [-story for _, story in best]
