"""How alike two reports are: a few named measures and the weights that make one score of them.

The weights are fitted by `benchmarks/fit_stories.py` on pairs of reports of known events.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from bot.news.signature import Signature, usual_rarity


class Likeness(NamedTuple):
    """The measures of a pair; cosines are of TF-IDF vectors, discounted by what is common now."""

    terms: float
    """Cosine over all terms."""
    lead: float
    """Cosine over the terms of title and lead, each counted once."""
    names: float
    """Cosine over the names."""
    title: float
    """Cosine over the titles."""
    rivals: float
    """1 where the names speak against one event, however alike the other words are."""
    days: float
    """Time between the reports; 0 where one has no date."""
    undated: float
    """1 where time gives no evidence: more likeness is asked then."""


VETO = -4.0
"""The log-odds of rivals at best: a rule, not fitted, since a false merge is worse than a missed one."""
WEIGHTS = Likeness(terms=23.3, lead=6.8, names=3.6, title=8.6, rivals=0.0, days=-2.1, undated=-2.0)
BIAS = -3.4
"""More than even odds are asked, and still more where there are no dates, since a false merge is worse than a
missed one: 0.9 of the bias, and 0.9 of the weight of `undated`."""
NAMED = 2
"""How many names a report must have for the lack of shared ones to tell something."""
OTHER_NAMES = 0.2
SAME_WORDING = 0.4
"""Names less alike than the one and other words more alike than the other: two events told in the words that
such events have in common, like two quakes or three beheadings."""


def score(likeness: Likeness) -> float:
    """The log-odds that two reports are of one event; 0 is even odds."""
    odds = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, likeness, strict=True))
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
        self.lead = {term: usual.get(term, unknown) for term in signature.lead}
        self.title = {term: self.lead[term] for term in signature.title}
        self.names = {term: weight for term, weight in self.terms.items() if term in signature.names}
        self.words = {term: weight for term, weight in self.terms.items() if term not in signature.names}


def compare(probe: Probe, other: Signature, days: float | None) -> Likeness:
    """The measures of a pair. `days` is the time between the two, None where one of them has no date."""
    own = probe.signature
    shared = [pair for pair in zip(other.terms, other.weights, strict=True) if pair[0] in probe.terms]
    names = [pair for pair in shared if pair[0] in own.names and pair[0] in other.names]
    words = [pair for pair in shared if pair[0] not in own.names and pair[0] not in other.names]
    named = _cosine(probe, probe.names, names, own.names_length, other.names_length)
    return Likeness(
        terms=_cosine(probe, probe.terms, shared, 1.0, 1.0),
        lead=_cosine(probe, probe.lead, _both(probe.lead, other.lead), own.lead_length, other.lead_length),
        names=named,
        title=_cosine(
            probe, probe.title, _both(probe.title, other.title), own.title_length, other.title_length
        ),
        rivals=float(_rivals(own, other, named, _cosine(probe, probe.words, words, *_rest(own, other)))),
        days=days or 0.0,
        undated=float(days is None),
    )


def _rivals(own: Signature, other: Signature, named: float, worded: float) -> bool:
    if min(len(own.names), len(other.names)) < NAMED:
        return False
    return named < OTHER_NAMES and worded > SAME_WORDING


def _rest(own: Signature, other: Signature) -> tuple[float, float]:
    """Lengths of the vectors of the words that are no names."""
    return math.sqrt(max(1 - own.names_length**2, 1e-9)), math.sqrt(max(1 - other.names_length**2, 1e-9))


def _both(own: Mapping[str, float], other: Iterable[str]) -> list[tuple[str, float]]:
    return [(term, own[term]) for term in other if term in own]


def _cosine(
    probe: Probe,
    own: Mapping[str, float],
    shared: list[tuple[str, float]],
    length: float,
    other_length: float,
) -> float:
    """Cosine of two discounted vectors; of the other one only the terms that both hold are discounted."""
    left = probe.left
    product = lost = other_lost = 0.0
    for term, weight in shared:
        mine, share = own[term], left[term]
        product += mine * weight * share
        lost += mine * mine * (1 - share)
        other_lost += weight * weight * (1 - share)
    if product <= 0:
        return 0.0
    return product / math.sqrt((length * length - lost) * (other_length * other_length - other_lost))
