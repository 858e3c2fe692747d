"""How alike two reports are: a few named measures and the weights that make one score of them.

The weights are fitted by `benchmarks/fit_stories.py` on pairs of reports of known events.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import compress
from typing import NamedTuple

from bot.news.stories.signature import LEAD_CAP, Signature, usual_rarity
from bot.news.stories.tolls import contradict


class Likeness(NamedTuple):
    """The measures of a pair; cosines are of TF-IDF vectors, discounted by what is common now."""

    terms: float
    """Root of the cosine over all terms but the best."""
    lead: float
    """Cosine over the terms of title and lead, each counted once, but the best."""
    names: float
    """Cosine over the names but the best."""
    title: float
    """Cosine over the titles."""
    rivals: float
    """1 where the names speak against one event, however alike the other words are."""
    strangers: float
    """How little the names agree where both have several; 0 where one has few."""
    days: float
    """Time between the reports; 0 where one has no date."""
    undated: float
    """1 where time gives no evidence: more likeness is asked then."""


VETO = -4.0
"""The log-odds of rivals at best: a rule, not fitted, since a false merge is worse than a missed one."""
WEIGHTS = Likeness(
    terms=13.6, lead=4.9, names=1.2, title=20.0, rivals=0.0, strangers=-1.6, days=-1.0, undated=0.1
)
BIAS = -4.9
"""More than even odds are asked, since a false merge is worse than a missed one: 1.6 of the bias."""
TITLE_BEST = 0.5
"""How much of the best shared term counts in titles, which have few."""
NAMED = 2
"""How many names a report must have for the lack of shared ones to tell something."""
OTHER_NAMES = 0.2
SAME_WORDING = 0.4
"""Names less alike than the one and other words more alike than the other: two events told in the words that
such events have in common, like two quakes or three beheadings."""
SEVERAL = 5
FAMILIAR = 0.3
"""From so many names on, a report is expected to agree so much with others of its event."""
OTHER_LEAD = 0.1
STRANGE = 0.45
DOUBT = -0.5
"""Leads less alike than the first, and names stranger than the second: two events of one affair, and no more
than the third log-odds, whatever else they share."""


def score(likeness: Likeness) -> float:
    """The log-odds that two reports are of one event; 0 is even odds."""
    odds = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, likeness, strict=True))
    if likeness.strangers > STRANGE and likeness.lead < OTHER_LEAD:
        odds = min(odds, DOUBT)
    return min(odds, VETO) if likeness.rivals else odds


class Probe:
    """A report made ready to be compared with many, with the discounts of its terms at this moment.

    A term that many reports hold now tells them apart less than its rarity in the background promises:
    `discount` gives the share, 0 to 1, that is left of its squared weight.
    """

    def __init__(self, signature: Signature, discount: Callable[[str], float]) -> None:
        usual, unknown = usual_rarity()
        self.signature = signature
        self.left = {term: discount(term) for term in dict.fromkeys(signature.terms + signature.lead)}
        self.terms = dict(zip(signature.terms, signature.weights, strict=True))
        self.lead = {term: min(LEAD_CAP, usual.get(term, unknown)) for term in signature.lead}
        self.title = {term: self.lead[term] for term in signature.title}
        self.names = {term: weight for term, weight in self.terms.items() if term in signature.names}
        self.words = {term: weight for term, weight in self.terms.items() if term not in signature.names}


def compare(probe: Probe, other: Signature, days: float | None) -> Likeness:
    """The measures of a pair. `days` is the time between the two, None where one of them has no date."""
    own = probe.signature
    held = map(probe.terms.__contains__, other.terms)
    shared = list(compress(zip(other.terms, other.weights, strict=True), held))
    names = [pair for pair in shared if pair[0] in own.names and pair[0] in other.names]
    leads, titles = _both(probe.lead, other.lead), _both(probe.title, other.title)
    named = _cosine(probe, probe.names, names, own.names_length, other.names_length)
    strangers = 0.0
    if min(len(own.names), len(other.names)) >= SEVERAL:
        strangers = max(0.0, 1 - named / FAMILIAR)
    return Likeness(
        terms=math.sqrt(_cosine(probe, probe.terms, shared, 1.0, 1.0, 0.0)),
        lead=_cosine(probe, probe.lead, leads, own.lead_length, other.lead_length, 0.0),
        names=_cosine(probe, probe.names, names, own.names_length, other.names_length, 0.0),
        title=_cosine(probe, probe.title, titles, own.title_length, other.title_length, TITLE_BEST),
        rivals=float(
            _contradict(own, other) or (named < OTHER_NAMES and _same_wording(probe, other, shared))
        ),
        strangers=strangers,
        days=days or 0.0,
        undated=float(days is None),
    )


def _contradict(own: Signature, other: Signature) -> bool:
    """Programmes of two days, or tolls of two happenings."""
    if own.issue != other.issue and own.issue and other.issue:
        return True
    return contradict(own.toll, other.toll)


def _same_wording(probe: Probe, other: Signature, shared: list[tuple[str, float]]) -> bool:
    own = probe.signature
    if min(len(own.names), len(other.names)) < NAMED:
        return False
    words = [pair for pair in shared if pair[0] not in own.names and pair[0] not in other.names]
    lengths = (math.sqrt(max(1 - one.names_length**2, 1e-9)) for one in (own, other))
    return _cosine(probe, probe.words, words, *lengths) > SAME_WORDING


def _both(own: Mapping[str, float], other: Iterable[str]) -> list[tuple[str, float]]:
    return [(term, own[term]) for term in filter(own.__contains__, other)]


def _cosine(
    probe: Probe,
    own: Mapping[str, float],
    shared: list[tuple[str, float]],
    length: float,
    other_length: float,
    best_counts: float = 1.0,
) -> float:
    """Cosine of two discounted vectors; of the other one only the terms that both hold are discounted.

    `best_counts` is how much, 0 to 1, of the shared term that tells most counts: one word is no evidence.
    """
    left = probe.left
    product = lost = other_lost = best = 0.0
    for term, weight in shared:
        mine, share = own[term], left[term]
        gain = mine * weight * share
        product += gain
        best = max(best, gain)
        lost += mine * mine * (1 - share)
        other_lost += weight * weight * (1 - share)
    product -= best * (1 - best_counts)
    if product <= 1e-12:
        return 0.0
    return product / math.sqrt((length * length - lost) * (other_length * other_length - other_lost))
