"""How alike two reports are: a few named measures and the weights that make one score of them.

The weights are fitted by `benchmarks/fit_stories.py` on pairs of reports of known events.
"""

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
    strangers: float
    """1 where both have names and share none: other actors, another place."""
    days: float
    """Time between the reports; 0 where one has no date."""
    undated: float
    """1 where time gives no evidence: more likeness is asked then."""


WEIGHTS = Likeness(terms=16.0, lead=2.2, names=3.8, title=5.0, strangers=-0.5, days=-1.5, undated=-0.7)
BIAS = -3.9
NAMED = 2
"""How many names a report must have for the lack of shared ones to tell something."""


def score(likeness: Likeness) -> float:
    """The log-odds that two reports are of one event; 0 is even odds."""
    return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, likeness, strict=True))


class Probe:
    """A report made ready to be compared with many, with the discounts of its terms at this moment.

    A term that many open stories hold tells them apart less than its rarity in the background promises:
    `discount` gives the share, 0 to 1, that is left of its weight.
    """

    def __init__(self, signature: Signature, discount: Callable[[str], float]) -> None:
        usual, unknown = usual_rarity()
        left = {term: discount(term) for term in signature.terms}
        pairs = zip(signature.terms, signature.weights, strict=True)
        self.signature = signature
        self.gains = {term: weight * left[term] for term, weight in pairs}
        self.lead = {
            term: usual.get(term, unknown) ** 2 * (left[term] if term in left else discount(term))
            for term in signature.lead
        }
        self.title = {term: self.lead[term] for term in signature.title}


def compare(probe: Probe, other: Signature, days: float | None) -> Likeness:
    """The measures of a pair. `days` is the time between the two, None where one of them has no date."""
    own, gains = probe.signature, probe.gains
    names = own.names & other.names
    product = names_product = 0.0
    for term, weight in zip(other.terms, other.weights, strict=True):
        if term in gains:
            gain = weight * gains[term]
            product += gain
            if term in names:
                names_product += gain
    return Likeness(
        terms=product,
        lead=_cosine(_shared(probe.lead, other.lead), own.lead_length * other.lead_length),
        names=_cosine(names_product, own.names_length * other.names_length),
        title=_cosine(_shared(probe.title, other.title), own.title_length * other.title_length),
        strangers=float(not names and min(len(own.names), len(other.names)) >= NAMED),
        days=days or 0.0,
        undated=float(days is None),
    )


def _shared(own: Mapping[str, float], other: Iterable[str]) -> float:
    return sum([own[term] for term in other if term in own])


def _cosine(product: float, lengths: float) -> float:
    return product / lengths if product else 0.0
