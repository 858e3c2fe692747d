"""What ties a report to an affair, however far that has moved on since it began. Pure.

A live desk threads the arrest, the trial and the resignation under the first report, though their words have
little in common. In go a report and the reports of a story that is another happening; out comes whether it is
the same affair. The judge of one happening is stricter. `benchmarks/fit_ties.py` fits the weights.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import compress
from typing import NamedTuple

from bot.news.stories.incidents import VIOLENCE
from bot.news.stories.judge import forbidden
from bot.news.stories.likeness import MOST_TARGETS, Likeness, Probe
from bot.news.stories.members import Fit, Member
from bot.news.stories.signature import AREAS, GROUPS, TELLING, Signature, usual_rarity

AFFAIR = timedelta(days=120)
"""How long after its first report an affair takes what is only tied to it."""
RESTED, AFTER_REST = timedelta(days=7), 0.2
"""After so long a pause an affair takes only what is set in no other country, and so alike in its words."""
OTHER_WORDS = 0.5
"""What a shared word that is no name counts beside a name of the same rarity."""
SAME_TARGET = 3
"""Shared words for what it happened to, from which an attack told anew is the one told before."""
BESIDES_PLACES = 4.0
"""The least weight of shared words that name no place: much happens in one town on one day."""
BESIDES_ELSEWHERE = 7.0
"""The same outside English, where all words but the usual ones are thought rare, for what tells neither an
act that comes of an affair nor its dead."""
ALIKE = 0.15
"""The least likeness of all their words: a busy town has more than one affair."""
HALF = 0.5
NAMED = 2.0
"""Log-odds that a name which nobody else has makes up for."""
UNTIED = -4.0
"""Log-odds that a report is of an affair to which nothing ties it."""
BIAS = -4.334
ASKED, FEW = 1.0, 5
"""Log-odds beyond even that are asked while few are open: a false thread is worse than a second alert."""
MORE_ASKED = 0.35
"""How much more for each time that e times as many are open: each is a chance of a false thread."""
WEIGHTS = {
    "named": 0.51,
    "kept_apart": -2.235,
    "place_name": 0.155,
    "further": 0.093,
    "targets": 0.276,
    "place": -0.08,
    "title": 5.696,
    "terms": 5.679,
    "violence": -0.903,
    "pause": -0.404,
    "share": 3.49,
}


class Tie(NamedTuple):
    """What speaks for one affair, read at the report of the story that has most in common with this one."""

    named: float
    """1: they share a name that the background never heard."""
    kept_apart: float
    """The share of the story's reports that a rule keeps apart from this one."""
    place_name: float
    """The discounted rarity of the rarest name of a place that they share."""
    further: float
    """The weight of what this report shares with the next report of the story."""
    targets: float
    """How many words for what or whom it happened to they share, but places; 3 at most."""
    place: float
    title: float
    terms: float
    """The last three as `Likeness` has them."""
    violence: float
    """1: its headline tells an attack as if it were news."""
    pause: float
    """Hours since the story's last report, as log1p."""
    share: float
    """The story's part of all reports of the place and of its own: of the only affair is what comes next."""


def ties(probe: Probe, member: Member, fits: Sequence[Fit]) -> list[Tie | None]:
    """What ties a report to each of the stories worth a look.

    None where only places do, where a rule keeps it apart from each report, and where it comes before the
    story or too long after.
    """
    here = [_is_here(member.signature, fit) for fit in fits]
    sizes = [len(fit.story.reports) for fit in fits]
    of_country = sum(compress(sizes, here))
    return [
        _tie(probe, member, fit, size / (of_country if own else of_country + size))
        for fit, own, size in zip(fits, here, sizes, strict=True)
    ]


def _is_here(own: Signature, fit: Fit) -> bool:
    """Whether some report of a story is of the same country, or names a place that this one names."""
    beside = zip(fit.likenesses, fit.story.members, strict=True)
    return any(one.place >= 1 or own.located & other.signature.located for one, other in beside)


def _tie(probe: Probe, member: Member, fit: Fit, share: float) -> Tie | None:
    at, own, story = member.published_at, member.signature, fit.story
    if at and story.first_at and not timedelta(0) <= at - story.first_at <= AFFAIR:
        return None
    beside = []
    for likeness, other in zip(fit.likenesses, story.members, strict=True):
        named = shares_a_name(own, other.signature)
        apart = keeps_apart(likeness, own, other.signature, named=named)
        beside.append((not apart, _shared(probe, other.signature), named, likeness, other.signature))
    beside.sort(key=lambda one: one[:2], reverse=True)
    free, _, named, likeness, best = beside[0]
    comes_of = own.language == "en" or own.acts.developments or "killing" in own.acts.deeds
    least = BESIDES_PLACES if comes_of else BESIDES_ELSEWHERE
    if not free or (not named and (likeness.terms < ALIKE or _besides_places(probe, best) < least)):
        return None
    names = _shared_names(own, best)
    if not names:
        return None
    pause = at - story.last_at if at and story.last_at else timedelta(0)
    if pause > RESTED and (likeness.place < 0 or likeness.terms < AFTER_REST):
        return None
    places = names & (own.located | best.located) - GROUPS
    return Tie(
        named=float(named),
        kept_apart=sum(not free for free, *_ in beside) / len(beside),
        place_name=max((probe.rarity[term] for term in places), default=0.0),
        further=beside[1][1] if len(beside) > 1 else 0.0,
        targets=float(min(MOST_TARGETS, len((own.targets & best.targets) - own.located - best.located))),
        place=likeness.place,
        title=likeness.title,
        terms=likeness.terms,
        violence=float(bool(own.acts.incidents & VIOLENCE) and not own.acts.refers),
        pause=math.log1p(max(0.0, pause / timedelta(hours=1))),
        share=share,
    )


def strength(tie: Tie, stories: int) -> float:
    """The log-odds, beyond what is asked with so many stories open, that a report is of a story's affair.

    A name that nobody else has makes up for a little, unless rules keep most reports of the story apart.
    """
    asked = ASKED + MORE_ASKED * math.log(max(1.0, stories / FEW))
    odds = BIAS - asked + float(sum(WEIGHTS[name] * value for name, value in tie._asdict().items()))
    certain = tie.named and tie.kept_apart < HALF and odds > -NAMED
    return max(0.0, odds) if certain else odds


def affair_of(probe: Probe, member: Member, fits: Sequence[Fit], stories: int) -> int | None:
    """The order of the story of the affair to which the report is tied; None for none.

    `stories` is how many are open.
    """
    if member.signature.strung:
        return None
    best, order = max(
        ((odds, -order) for order, odds in _strengths(probe, member, fits, stories)), default=(-1.0, 0)
    )
    return None if best < 0 else -order


def nearest_first(probe: Probe, member: Member, fits: list[Fit]) -> list[Fit]:
    """The fits, given best first; of those that may be the same happening, what ties the report to an affair
    counts as well."""
    same = [fit for fit in fits if fit.verdict.odds >= 0]
    if len(same) < 2:
        return fits
    odds = dict(_strengths(probe, member, fits, stories=0))
    best = max(same, key=lambda fit: fit.verdict.odds + odds.get(fit.order, UNTIED))
    return [best, *(fit for fit in fits if fit is not best)]


def _strengths(
    probe: Probe, member: Member, fits: Sequence[Fit], stories: int
) -> Iterator[tuple[int, float]]:
    """The orders of the stories to which a report is tied, each with the strength of the tie."""
    for tie, fit in zip(ties(probe, member, fits), fits, strict=True):
        if tie is not None:
            yield fit.order, strength(tie, stories)


def tied(probe: Probe, other: Signature) -> bool:
    """Whether two reports share a name that tells: neither one of a place or a group, nor a common one."""
    own = probe.signature
    names = _shared_names(own, other) - own.located - other.located - GROUPS
    return shares_a_name(own, other) or any(probe.rarity[term] >= TELLING for term in names)


def shares_a_name(own: Signature, other: Signature) -> bool:
    """Whether both tell a name that the background never heard, one of them in its title.

    Such a name (a storm, a defendant, a ship) is one affair wherever it goes.
    """
    rarity, _ = usual_rarity()
    names = _shared_names(own, other) - own.located - other.located - GROUPS
    titled = names.intersection((*own.title, *other.title))
    return any(term not in rarity and len(term) > 3 for term in titled)


def _shared_names(own: Signature, other: Signature) -> frozenset[str]:
    """What title and lead of both hold and one of them writes as a name."""
    return (own.names | other.names).intersection(own.lead, other.lead)


def keeps_apart(likeness: Likeness, own: Signature, other: Signature, *, named: bool) -> bool:
    """Whether two reports are of two affairs whatever names they share; `named`: one nobody else has."""
    if own.acts.again != other.acts.again or own.language != other.language:
        return True
    if own.issue and other.issue and own.issue != other.issue:
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
