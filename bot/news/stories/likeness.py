"""How alike two reports are: named measures of words, scene, acts, figures and time, for a judge to weigh."""

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import compress
from typing import NamedTuple

from bot.news.stories.counts import agreement
from bot.news.stories.signature import LEAD_CAP, Signature, overlap, usual_rarity


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
    held: float
    """How much of one title, by weight, stands in the other report; the smaller of both ways."""
    held_most: float
    """The larger of both ways."""
    rarest: float
    """Discounted rarity of the three rarest terms that both leads hold."""
    copied: float
    """How much of the shorter text stands in the other."""
    place: float
    """2 the same site, 1 the same country as scene, 0 unknown, -1 other sites, -2 other countries."""
    acts: float
    """1 a shared family of act, 0 unknown, -1 both tell acts and share none."""
    counts: float
    """1 the same number of the same thing, -1 other numbers of it, 0 unknown."""
    moment: float
    """1 where one refers back to a day that the other tells, -1 other days told, 0 unknown."""
    days: float
    """Time between the reports; 0 where one has no date."""
    undated: float
    """1 where time gives no evidence."""
    strangers: float
    """How little the names agree where both have several; 0 where one has few."""
    short: float
    """Words of the shorter report, as a logarithm."""
    same_publisher: float
    targets: float
    """How many words for what or whom it happened to are shared, 3 at most."""
    rivals: float
    """1 where the names speak against one event, however alike the other words are."""


OTHER_NAMES = 0.2
SAME_WORDING = 0.4
"""Names less alike than the one and other words more alike than the other: two events told in the words that
such events have in common, like two quakes or three beheadings."""
NAMED = 2
"""How many names a report must have for the lack of shared ones to tell something."""
SEVERAL = 5
FAMILIAR = 0.3
"""From so many names on, a report is expected to agree so much with others of its event."""
TITLE_BEST = 0.5
"""How much of the best shared term counts in titles, which have few."""
RAREST = 3
MOST_TARGETS = 3


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
        self.title_weight = sum(w * math.sqrt(self.left[term]) for term, w in self.title.items())
        self.names = {term: weight for term, weight in self.terms.items() if term in signature.names}
        self.words = {term: weight for term, weight in self.terms.items() if term not in signature.names}
        self.rarity = {term: weight * math.sqrt(self.left[term]) for term, weight in self.lead.items()}
        self.discount = discount
        self.usual, self.unknown = usual, unknown


def compare(probe: Probe, other: Signature, days: float | None, same_publisher: bool = False) -> Likeness:
    """The measures of a pair. `days` is the time between the two, None where one of them has no date."""
    own = probe.signature
    shared = list(
        compress(zip(other.terms, other.weights, strict=True), map(probe.terms.__contains__, other.terms))
    )
    names = [pair for pair in shared if pair[0] in own.names and pair[0] in other.names]
    leads, titles = _both(probe.lead, other.lead), _both(probe.title, other.title)
    named = _cosine(probe, probe.names, names, own.names_length, other.names_length)
    strangers = 0.0
    if min(len(own.names), len(other.names)) >= SEVERAL:
        strangers = max(0.0, 1 - named / FAMILIAR)
    ways = sorted(_held(probe, other))
    return Likeness(
        terms=math.sqrt(_cosine(probe, probe.terms, shared, 1.0, 1.0, 0.0)),
        lead=_cosine(probe, probe.lead, leads, own.lead_length, other.lead_length, 0.0),
        names=_cosine(probe, probe.names, names, own.names_length, other.names_length, 0.0),
        title=_cosine(probe, probe.title, titles, own.title_length, other.title_length, TITLE_BEST),
        held=ways[0],
        held_most=ways[1],
        rarest=sum(sorted((probe.rarity[term] for term, _ in leads), reverse=True)[:RAREST]),
        copied=overlap(own, other),
        place=place(own, other),
        acts=same_acts(own, other),
        counts=agreement(own.counts, other.counts),
        moment=same_moment(own, other),
        days=days or 0.0,
        undated=float(days is None),
        strangers=strangers,
        short=math.log(1 + min(own.words, other.words)),
        same_publisher=float(same_publisher),
        targets=float(min(MOST_TARGETS, len(own.targets & other.targets))),
        rivals=float(named < OTHER_NAMES and _same_wording(probe, other, shared)),
    )


def _same_wording(probe: Probe, other: Signature, shared: list[tuple[str, float]]) -> bool:
    own = probe.signature
    if min(len(own.names), len(other.names)) < NAMED:
        return False
    words = [pair for pair in shared if pair[0] not in own.names and pair[0] not in other.names]
    lengths = (math.sqrt(max(1 - one.names_length**2, 1e-9)) for one in (own, other))
    return _cosine(probe, probe.words, words, *lengths) > SAME_WORDING


def place(own: Signature, other: Signature) -> float:
    """How the scenes agree, as `Likeness.place`: a text that names the other's place too is no conflict."""
    one, two = own.scene, other.scene
    if one.sites & two.sites:
        return 2.0
    if one.where and two.where:
        if not (one.where & two.countries or two.where & one.countries):
            return -2.0
        if one.heading and two.heading:
            return -1.0
        if one.regions and two.regions:
            return -0.5
    return 1.0 if one.where & two.countries or two.where & one.countries else 0.0


def same_acts(own: Signature, other: Signature) -> float:
    """How the acts of the titles agree, as `Likeness.acts`."""
    ones, others = own.acts.all(), other.acts.all()
    if not ones or not others:
        return 0.0
    return 1.0 if ones & others else -1.0


def same_moment(own: Signature, other: Signature) -> float:
    """How the days told agree, as `Likeness.moment`."""
    one, two = own.moments, other.moments
    if one.back is not None and two.back is not None:
        return 1.0 if abs(one.back - two.back) <= 0 else -1.0
    if one.back is not None and two.told:
        return 1.0 if one.back in two.told else 0.0 if other.acts.refers else -1.0
    if two.back is not None and one.told:
        return 1.0 if two.back in one.told else 0.0 if own.acts.refers else -1.0
    return -1.0 if one.told and two.told and not one.told & two.told else 0.0


def _held(probe: Probe, other: Signature) -> tuple[float, float]:
    """The weight of each title that stands in the other report."""
    own = probe.signature
    mine = sum(probe.rarity[term] for term in own.title if term in other.held)
    theirs = whole = 0.0
    for term in other.title:
        weight = min(LEAD_CAP, probe.usual.get(term, probe.unknown)) * math.sqrt(probe.discount(term))
        whole += weight
        if term in own.held:
            theirs += weight
    return mine / (probe.title_weight or 1.0), theirs / (whole or 1.0)


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
