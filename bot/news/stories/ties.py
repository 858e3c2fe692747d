"""What ties a report to an affair: the names that both tell, however far the affair has moved on.

A live desk threads the arrest, the trial and the resignation under the first report, though their words have
little in common. In go two reports, out comes how strong the tie is; the judge of one happening is stricter.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.news.stories.incidents import VIOLENCE
from bot.news.stories.judge import forbidden
from bot.news.stories.likeness import Likeness, Probe
from bot.news.stories.members import Member, OpenStory
from bot.news.stories.signature import GROUPS, TELLING, Signature, usual_rarity

AFFAIR = timedelta(days=5)
"""How long after its first report an affair takes what only names tie to it."""
TIED = 11.0
"""The least tie: two rare names, or one and a few telling words."""
ONE_LINK = 0.8
"""What a tie to one report of several counts beside a tie to two: affairs are not chains."""
OTHER_WORDS = 0.5
"""What a shared word that is no name counts beside a name of the same rarity."""
HIT_ALIKE = 2
"""Shared words for what it happened to that tie reports of one place."""
SAME_TARGET = 3
"""Shared words for what it happened to, from which an attack told anew is the one told before."""


def strength(probe: Probe, likenesses: Sequence[Likeness], member: Member, story: OpenStory) -> float:
    """How strongly a report is tied to a story; 0 where a rule keeps them apart.

    `likenesses` are those of `bot.news.stories.members.compared`.
    """
    at, own = member.published_at, member.signature
    if at and story.first_at and not timedelta(0) <= at - story.first_at <= AFFAIR:
        return 0.0
    ties = []
    for likeness, other in zip(likenesses, story.members, strict=True):
        named = shares_a_name(own, other.signature)
        found = tie(probe, other.signature) + (TIED / 2 if named else 0.0)
        ties.append(0.0 if keeps_apart(likeness, own, other.signature, named=named) else found)
    ties.sort(reverse=True)
    return ties[0] if len(ties) == 1 else max(ties[0] * ONE_LINK, ties[1])


def tied(probe: Probe, other: Signature) -> bool:
    """Whether names tie two reports to one affair."""
    return tie(probe, other) >= TIED or shares_a_name(probe.signature, other)


def tie(probe: Probe, other: Signature) -> float:
    """The discounted rarity of the words that title and lead of both have: names in full, others by half.

    Names of places and of groups tie nothing by themselves, for much happens in one town or is one group's.
    There must be another telling name, or in one place two words for what it happened to,
    or a word that refers to what happened ("arrested over the blast").
    """
    own = probe.signature
    shared = [term for term in other.lead if term in probe.rarity]
    names = (own.names | other.names).intersection(shared)
    elsewhere = own.located | other.located | GROUPS
    telling = any(probe.rarity[term] >= TELLING for term in names - elsewhere)
    in_one_place = bool((names & elsewhere) - GROUPS)
    refers = own.acts.refers and own.acts.incidents & other.acts.incidents
    if not telling and not (in_one_place and (refers or len(own.targets & other.targets) >= HIT_ALIKE)):
        return 0.0
    return sum(probe.rarity[term] * (1.0 if term in names else OTHER_WORDS) for term in shared)


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
