"""What ties a report to an affair, however far that has moved on since it began. Pure.

A live desk threads the arrest, the trial and the resignation under the first report, though their words have
little in common. In go a report and the reports of a story that is another happening; out comes whether it is
the same affair. The judge of one happening is stricter. `benchmarks/fit_ties.py` fits the weights.
"""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from bot.news.stories.incidents import VIOLENCE
from bot.news.stories.judge import forbidden
from bot.news.stories.likeness import Likeness, Probe
from bot.news.stories.members import Member, OpenStory
from bot.news.stories.signature import AREAS, GROUPS, TELLING, Signature, usual_rarity

AFFAIR = timedelta(days=5)
"""How long after its first report an affair takes what is only tied to it."""
OTHER_WORDS = 0.5
"""What a shared word that is no name counts beside a name of the same rarity."""
SAME_TARGET = 3
"""Shared words for what it happened to, from which an attack told anew is the one told before."""
BESIDES_PLACES = 4.0
"""The least weight of shared words that name no place: much happens in one town on one day."""
HALF = 0.5
BIAS = -3.272
ASKED = 1.0
"""Log-odds beyond even that are asked: a false thread is worse than a second alert."""
WEIGHTS = {
    "named": 1.163,
    "kept_apart": -1.638,
    "place_name": 0.208,
    "incident": -0.311,
    "refers": -0.501,
    "further": 0.105,
    "alone": -0.451,
    "targets": 0.502,
    "place": 0.391,
    "title": 7.436,
    "terms": 4.454,
    "acts": -0.088,
    "days": -0.451,
}


class Tie(NamedTuple):
    """What speaks for one affair, read at the report of the story that has most in common with this one."""

    named: float
    """1: they share a name that the background never heard."""
    kept_apart: float
    """The share of the story's reports that a rule keeps apart from this one."""
    place_name: float
    """The discounted rarity of the rarest name of a place that they share."""
    incident: float
    """1: both headlines tell a like incident, this one as if it were news."""
    refers: float
    """1: its headline refers to an incident that the other tells: "arrested over the blast"."""
    further: float
    """The weight of what this report shares with the next report of the story."""
    alone: float
    """1: the story has a single report."""
    targets: float
    place: float
    title: float
    terms: float
    acts: float
    days: float
    """The last six as `Likeness` has them."""


def tie_of(probe: Probe, likenesses: Sequence[Likeness], member: Member, story: OpenStory) -> Tie | None:
    """What ties a report to a story; None where only places do, it comes before the story or too long after.

    `likenesses` are those of `bot.news.stories.members.compared`, one at least.
    """
    at, own = member.published_at, member.signature
    if at and story.first_at and not timedelta(0) <= at - story.first_at <= AFFAIR:
        return None
    beside = []
    for likeness, other in zip(likenesses, story.members, strict=True):
        named = shares_a_name(own, other.signature)
        apart = keeps_apart(likeness, own, other.signature, named=named)
        beside.append((not apart, _shared(probe, other.signature), named, likeness, other.signature))
    beside.sort(key=lambda one: one[:2], reverse=True)
    _, _, named, likeness, best = beside[0]
    if not named and _besides_places(probe, best) < BESIDES_PLACES:
        return None
    places = (own.names | best.names) & (own.located | best.located) & frozenset(best.lead) - GROUPS
    alike = bool(own.acts.incidents & best.acts.incidents)
    return Tie(
        named=float(named),
        kept_apart=sum(not free for free, *_ in beside) / len(beside),
        place_name=max((probe.rarity[term] for term in places if term in probe.rarity), default=0.0),
        incident=float(alike and not own.acts.refers),
        refers=float(alike and own.acts.refers),
        further=beside[1][1] if len(beside) > 1 else 0.0,
        alone=float(len(beside) == 1),
        targets=likeness.targets,
        place=likeness.place,
        title=likeness.title,
        terms=likeness.terms,
        acts=likeness.acts,
        days=likeness.days,
    )


def strength(probe: Probe, likenesses: Sequence[Likeness], member: Member, story: OpenStory) -> float:
    """The log-odds, beyond what is asked, that a report is of a story's affair; as for `tie_of`.

    A name that nobody else has is enough, and so is a headline that refers to what happened in that place to
    the same target, unless rules keep most reports of the story apart.
    """
    tie = tie_of(probe, likenesses, member, story)
    if tie is None:
        return -math.inf
    odds = BIAS - ASKED + float(sum(WEIGHTS[name] * value for name, value in tie._asdict().items()))
    certain = tie.named or (tie.refers and tie.place_name and tie.targets)
    return max(0.0, odds) if certain and tie.kept_apart < HALF else odds


def tied(probe: Probe, other: Signature) -> bool:
    """Whether two reports share a name that tells: neither one of a place or a group, nor a common one."""
    own = probe.signature
    elsewhere = own.located | other.located | GROUPS
    names = (own.names | other.names).intersection(other.lead) - elsewhere
    return shares_a_name(own, other) or any(probe.rarity.get(term, 0.0) >= TELLING for term in names)


def shares_a_name(own: Signature, other: Signature) -> bool:
    """Whether both tell a name that the background never heard, one of them in its title.

    Such a name (a storm, a defendant, a ship) is one affair wherever it goes.
    """
    rarity, _ = usual_rarity()
    elsewhere = own.located | other.located | GROUPS
    titles = frozenset(own.title) | frozenset(other.title)
    return any(
        term in titles and term not in rarity and term not in elsewhere and len(term) > 3
        for term in (own.names | other.names) & frozenset(own.lead) & frozenset(other.lead)
    )


def keeps_apart(likeness: Likeness, own: Signature, other: Signature, *, named: bool) -> bool:
    """Whether two reports are of two affairs whatever names they share; `named`: one nobody else has."""
    if own.acts.again != other.acts.again or own.language != other.language:
        return True
    happens = own.acts.incidents & VIOLENCE if named else own.acts.incidents
    killed = "killing" in own.acts.deeds and not own.acts.developments
    if (happens or killed) and not own.acts.refers and likeness.place < 2 and likeness.targets < SAME_TARGET:
        return True
    return not named and bool(forbidden(likeness, own, other))


def _besides_places(probe: Probe, other: Signature) -> float:
    """The discounted rarity of the words that title and lead of both have and that name no place or group."""
    elsewhere = probe.signature.located | other.located | GROUPS | AREAS
    return sum(probe.rarity[term] for term in other.lead if term in probe.rarity and term not in elsewhere)


def _shared(probe: Probe, other: Signature) -> float:
    """The discounted rarity of the words that title and lead of both have: names in full, others by half."""
    names = probe.signature.names | other.names
    shared = [term for term in other.lead if term in probe.rarity]
    return sum(probe.rarity[term] * (1.0 if term in names else OTHER_WORDS) for term in shared)
