"""An inverted index from terms to open stories: finds the few stories worth a closer look."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from struct import unpack
from typing import NamedTuple

from bot.news.stories.likeness import Probe
from bot.news.stories.signature import FIRST_CODE, background, background_codes, usual_rarity

VISITS = 300
"""Index entries looked at for one report at most, rarest terms first: the bound on its cost."""
SHORTLIST = 6
INDEXED_TERMS = 60
"""The heaviest terms of a report, by which it is found."""
COMMON = 1.0
"""Reports more than usual that may hold a term before it begins to lose weight."""


class Stems(NamedTuple):
    """Stems as they are held for thousands of reports, in memory and in the database.

    Those of the background are characters, so that a start need not hash a million words.
    """

    usual: str
    """The codes of those that the background holds."""
    others: str
    """The others, with spaces between."""

    @staticmethod
    def of(terms: Sequence[str]) -> "Stems":
        """These stems."""
        codes = background_codes()
        usual = "".join(chr(codes[term]) for term in terms if term in codes)
        return Stems(usual, " ".join(term for term in terms if term not in codes))

    def codes(self) -> tuple[int, ...]:
        """The codes of those that the background holds."""
        return unpack(f"<{len(self.usual)}H", self.usual.encode("utf-16-le"))


def stems_of(terms: Sequence[str]) -> tuple[Stems, Stems]:
    """The stems by which a report is found, and its others, from all of them, heaviest first."""
    return Stems.of(terms[:INDEXED_TERMS]), Stems.of(terms[INDEXED_TERMS:])


class TermIndex:
    """Which open stories hold which terms, and from that how much a term tells now.

    A story is known by the order in which it was founded, an int; so ties fall the same way in every process.
    """

    def __init__(self) -> None:
        self._codes = background_codes()
        most = FIRST_CODE + len(self._codes)
        self._usual_stories: list[list[int]] = [[] for _ in range(most)]
        self._usual_counts = [0] * most
        """The same as the next two for the stems of the background, by their codes. Lists, which are smaller:
        stories leave about in the order in which they came, so that nothing is looked for far."""
        self._stories: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._counts = Counter[str]()
        """How many reports of open stories hold each term."""
        self._reports: dict[int, list[tuple[Stems, Stems]]] = {}
        self._total = 0
        self._usual, self._usual_total = background()
        self._rarity, self._unknown = usual_rarity()

    def add(self, story: int, found_by: Stems, besides: Stems) -> None:
        """Hold a report of a story by its terms; see `stems_of`."""
        usual, others = found_by.codes(), found_by.others.split()
        stories, counts = self._usual_stories, self._usual_counts
        reports = self._reports.setdefault(story, [])
        known = "".join([earlier.usual for earlier, _ in reports])
        for stem, code in zip(found_by.usual, usual, strict=True):
            counts[code] += 1
            if stem not in known:
                stories[code].append(story)
        for code in besides.codes():
            counts[code] += 1
        for term in others:
            self._stories[term][story] = None
        self._counts.update(others + besides.others.split())
        reports.append((found_by, besides))
        self._total += 1

    def close(self, story: int) -> None:
        """Forget a story with all its reports."""
        reports = self._reports.pop(story, [])
        for code in {code for found_by, _ in reports for code in found_by.codes()}:
            self._usual_stories[code].remove(story)
        for found_by, besides in reports:
            self._total -= 1
            for code in found_by.codes() + besides.codes():
                self._usual_counts[code] -= 1
            others = found_by.others.split()
            for term in others + besides.others.split():
                self._counts[term] -= 1
                if not self._counts[term]:
                    del self._counts[term]
            for term in others:
                holders = self._stories.get(term, {})
                holders.pop(story, None)
                if not holders:
                    self._stories.pop(term, None)

    def discount(self, term: str) -> float:
        """What is left, 0 to 1, of a term's squared weight where more reports hold it than usual."""
        code = self._codes.get(term)
        count = self._counts.get(term, 0) if code is None else self._usual_counts[code]
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
        held = {term: stories for term in probe.terms if (stories := self._holders(term))}
        for count, term in sorted((len(stories), term) for term, stories in held.items()):
            visits += count
            if visits > VISITS:
                break
            gain = probe.terms[term] ** 2 * probe.left[term]
            for story in held[term]:
                found[story] = found.get(story, 0.0) + gain
        best = heapq.nlargest(SHORTLIST, [(weight, -story) for story, weight in found.items()])
        return [-story for _, story in best]

    def _holders(self, term: str) -> Collection[int] | None:
        """The stories that a term finds."""
        code = self._codes.get(term)
        return self._stories.get(term) if code is None else self._usual_stories[code]
