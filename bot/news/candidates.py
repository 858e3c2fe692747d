"""An inverted index from terms to open stories: finds the few stories worth a closer look."""

import math
from collections.abc import Iterable

from bot.news.signature import Signature, background

VISITS = 4000
"""Index entries looked at for one report at most, rarest terms first: the bound on its cost."""
SHORTLIST = 8
BACKGROUND_WEIGHT = 0.02
"""How much one report of the background counts beside one open story."""


class TermIndex:
    """Which open stories hold which terms, and from that how rare a term is now.

    A story is known by the order in which it was founded, an int; so ties fall the same way in every process.
    """

    def __init__(self) -> None:
        self._stories: dict[str, dict[int, None]] = {}
        self._open = 0
        self._usual, self._counted = background()

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

    def rarity(self, term: str) -> float:
        """Inverse document frequency over the open stories, with the background as a prior."""
        holders = self._stories.get(term)
        count = BACKGROUND_WEIGHT * self._usual.get(term, 1) + (len(holders) if holders else 0)
        return math.log((BACKGROUND_WEIGHT * self._counted + self._open + 1) / (count + 0.5))

    def shortlist(self, signature: Signature, rarity: dict[str, float]) -> list[int]:
        """The stories that share the most weight of rare terms with a report, best first."""
        found: dict[int, float] = {}
        held = [
            (len(holders), term, weight)
            for term, weight in zip(signature.terms, signature.weights, strict=True)
            if (holders := self._stories.get(term))
        ]
        visits = 0
        for count, term, weight in sorted(held):
            visits += count
            if visits > VISITS:
                break
            gain = weight * rarity[term] ** 2
            for story in self._stories[term]:
                found[story] = found.get(story, 0.0) + gain
        return sorted(found, key=lambda story: (-found[story], story))[:SHORTLIST]
