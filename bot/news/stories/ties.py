"""What ties a report to an affair, however far that has moved on since it began. Pure.

A live desk threads the arrest, the trial and the resignation under the first report, though their words have
little in common. In go a report and the stories whose happening it is not; out comes of which affair it is.
The judge of one happening is stricter. `benchmarks/fit_ties.py` fits the weights.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from bot.news.across.evidence import Trace
from bot.news.language.stemming import stem
from bot.news.places.placenames import countries
from bot.news.stories.incidents import ONE_AT_A_TIME, VIOLENCE
from bot.news.stories.judge import forbidden
from bot.news.stories.kept_apart import befell_another, denies_another_matter, shares_only_a_town
from bot.news.stories.likeness import Likeness, Probe
from bot.news.stories.members import Fit, Member
from bot.news.stories.signature import GROUPS, TELLING, Signature, background, usual_rarity

AFFAIR = timedelta(days=120)
"""How long after its first report an affair takes what is only tied to it."""
OTHER_WORDS = 0.5
"""What a shared word that is no name counts beside a name of the same rarity."""
SAME_TARGET = 3
"""Shared words for what it happened to, from which an attack told anew is the one told before."""
UNTIED = -4.0
"""Log-odds that a report is of an affair to which nothing ties it."""
UNTOLD = 4.0
"""Rarity of a country that is not named."""
SURELY_APART = -6.0
"""Log-odds of one happening below which it does not matter how low they are."""
BIAS = -2.154
ASKED = 1.4
"""Log-odds beyond even that are asked: a false thread is worse than a second alert."""
ASKED_OF_PAIRS = 0.4
"""Log-odds more that are asked in Chinese, read in pairs of characters that overlap: a name of three counts
twice."""
WEIGHTS = {
    "named": 2.752,
    "kept_apart": -4.499,
    "anew": -0.135,
    "further": 0.044,
    "terms": 3.238,
    "held_most": 2.927,
    "violence": -0.724,
    "pause": -0.199,
    "odds": 0.175,
    "size": 0.306,
    "open": -0.341,
    "country": 0.358,
    "covered": 1.356,
}


Against = Callable[[Trace, int], float]
"""The log-odds, 0 at most, by which the reports in other languages of a story, given by its order, speak
against a report's being of its affair."""


class Tie(NamedTuple):
    """What speaks for one affair, read at the report of the story that has most in common with this one."""

    named: float
    """1: they share a name that the background never heard."""
    kept_apart: float
    """The share of the story's reports that a rule keeps apart from this one."""
    anew: float
    """1: it tells an incident as news, of which neither the site nor what it struck is the other's."""
    further: float
    """The weight of what this report shares with the next report of the story."""
    terms: float
    held_most: float
    """The last two as `Likeness` has them."""
    violence: float
    """1: its headline tells an attack as if it were news."""
    pause: float
    """Hours since the story's last report, as log1p."""
    odds: float
    """The log-odds that it is the same happening as the story, from `SURELY_APART` to 0."""
    size: float
    """Log of how many reports the story has."""
    open: float
    """Log of 1 + how many stories are open."""
    country: float
    """How rare the rarest country is that this report and one of the story name; 0 where they share none,
    `UNTOLD` where one of them names none, or both a name of their own."""
    covered: float
    """How much of the report's title and lead, by weight, stands in any report of the story."""


class Tied(NamedTuple):
    """A story to which a report is tied, by its order, and the log-odds that it is of that affair."""

    order: int
    odds: float


def ties(probe: Probe, member: Member, fits: Sequence[Fit], stories: int) -> list[Tie | None]:
    """What ties a report to each of the stories worth a look.

    None where a rule keeps it apart from each report, where it shares no more than a town with any, and where
    it comes before the story or too long after.
    """
    return [_tie(probe, member, fit, stories) for fit in fits]


def _tie(probe: Probe, member: Member, fit: Fit, stories: int) -> Tie | None:
    at, own, story = member.published_at, member.signature, fit.story
    if at and story.first_at and not timedelta(0) <= at - story.first_at <= AFFAIR:
        return None
    if all(shares_only_a_town(own, other.signature) for other in story.members):
        return None
    beside = []
    for likeness, other in zip(fit.likenesses, story.members, strict=True):
        named = shares_a_name(own, other.signature)
        apart = keeps_apart(likeness, own, other.signature, named=named)
        beside.append((not apart, _shared(probe, other.signature), named, likeness))
    beside.sort(key=lambda one: one[:2], reverse=True)
    free, _, named, likeness = beside[0]
    if not free:
        return None
    pause = at - story.last_at if at and story.last_at else timedelta(0)
    return Tie(
        named=float(named),
        kept_apart=sum(not free for free, *_ in beside) / len(beside),
        anew=float(_told_anew(likeness, own, named=named)),
        further=beside[1][1] if len(beside) > 1 else 0.0,
        terms=likeness.terms,
        held_most=likeness.held_most,
        violence=float(bool(own.acts.incidents & VIOLENCE) and not own.acts.refers),
        pause=math.log1p(max(0.0, pause / timedelta(hours=1))),
        odds=max(SURELY_APART, min(0.0, fit.verdict.odds)),
        size=math.log(len(story.reports)),
        open=math.log1p(stories),
        country=_country(own, story.members, named=named),
        covered=_covered(probe, story.members),
    )


def odds_of(tie: Tie) -> float:
    """The log-odds that a report is of a story's affair."""
    return BIAS + float(sum(WEIGHTS[name] * value for name, value in tie._asdict().items()))


def affair_of(
    probe: Probe, member: Member, fits: Sequence[Fit], stories: int, against: Against
) -> int | None:
    """The order of the story of the affair to which the report is tied; None for none.

    Reports of one affair may stand in several stories, of which none alone is enough: the odds of all are
    summed, and the report joins the story with the best.
    """
    language = member.signature.language
    if member.signature.strung:
        return None
    found = [one for one in _tied(probe, member, fits, stories) if one.odds >= 0]
    if not enough([one.odds for one in found], language):
        return None
    found = [one._replace(odds=one.odds + against(member.trace(), one.order)) for one in found]
    if not enough([one.odds for one in found], language):
        return None
    return max(found, key=lambda one: (one.odds, -one.order)).order


def enough(odds: Sequence[float], language: str = "en") -> bool:
    """Whether the log-odds of a report in a language for each part of an affair are enough together.

    A story that the report is rather not of is no part.
    """
    asked = ASKED + (ASKED_OF_PAIRS if language == "zh" else 0.0)
    return sum(math.exp(one) for one in odds if one >= 0) >= math.exp(asked)


def nearest_first(probe: Probe, member: Member, fits: list[Fit], stories: int) -> list[Fit]:
    """The fits, given best first; of those that may be the same happening, what ties the report to an affair
    counts as well."""
    same = [fit for fit in fits if fit.verdict.odds >= 0]
    if len(same) < 2:
        return fits
    odds = dict(_tied(probe, member, fits, stories))
    best = max(same, key=lambda fit: fit.verdict.odds + odds.get(fit.order, UNTIED))
    return [best, *(fit for fit in fits if fit is not best)]


def _tied(probe: Probe, member: Member, fits: Sequence[Fit], stories: int) -> Iterator[Tied]:
    """The stories to which a report is tied, however little."""
    strikes = _strikes(member.signature)
    for tie, fit in zip(ties(probe, member, fits, stories), fits, strict=True):
        if tie is not None and not (tie.anew and strikes):
            yield Tied(fit.order, odds_of(tie))


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
    names = _shared_names(own, other) - own.located - other.located - GROUPS - own.speakers - other.speakers
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
    if befell_another(own, other) or denies_another_matter(own, other):
        return True
    return not named and bool(forbidden(likeness, own, other))


def _told_anew(likeness: Likeness, own: Signature, *, named: bool) -> bool:
    """Whether a headline tells an incident as news, and neither its site nor its target is the other's."""
    struck = own.acts.incidents - ONE_AT_A_TIME
    happens = struck & VIOLENCE if named else struck or _kills(own)
    least = SAME_TARGET if likeness.place < 2 else 1  # one town has more than one market
    return bool(happens) and not own.acts.refers and likeness.targets < least


def _strikes(own: Signature) -> bool:
    """Whether what a headline tells may strike twice in one country: a bomb, a fire, unlike a coup."""
    return bool(own.acts.incidents - ONE_AT_A_TIME) or _kills(own)


def _kills(own: Signature) -> bool:
    """Whether a headline tells deaths that are neither of an outbreak nor what a known affair led to."""
    deadly = "killing" in own.acts.deeds and not own.acts.developments
    return deadly and not own.acts.incidents & ONE_AT_A_TIME


def _country(own: Signature, members: Sequence[Member], *, named: bool) -> float:
    told = frozenset[str]().union(*(member.signature.scene.countries for member in members))
    shared = told & own.scene.countries
    if not shared:
        return UNTOLD if named or not (told and own.scene.countries) else 0.0
    return max(map(_rarity_of, shared))


@lru_cache(maxsize=512)
def _rarity_of(code: str) -> float:
    """Inverse document frequency in the background of a country (ISO 3166), by its names and its people's."""
    counted, total = background()
    names = (name for name in countries().get(code, ()) if name.isascii() and " " not in name)
    told = sum(counted.get(root, 0) for root in {stem(name, "en")[0] for name in names})
    return math.log((total + 1) / (told + 0.5))


def _covered(probe: Probe, members: Sequence[Member]) -> float:
    held = frozenset[str]().union(*(member.signature.held for member in members))
    whole = sum(probe.rarity.values())
    return sum(probe.rarity[term] for term in held.intersection(probe.rarity)) / whole if whole else 0.0


def _shared(probe: Probe, other: Signature) -> float:
    """The discounted rarity of the words that title and lead of both have: names in full, others by half."""
    names = probe.signature.names | other.names
    shared = [term for term in other.lead if term in probe.rarity]
    return sum(probe.rarity[term] * (1.0 if term in names else OTHER_WORDS) for term in shared)
