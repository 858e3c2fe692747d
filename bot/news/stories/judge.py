"""Whether two reports are of one happening: rules that forbid, then a fitted model of the measures; with a
reason.

A false merge tells a lie and a missed one costs a message, so the rules err on the side of apart.
"""

import math
from typing import NamedTuple

from bot.news.places.scenes import written
from bot.news.stories import trees
from bot.news.stories.affairs import development
from bot.news.stories.counts import other_quake
from bot.news.stories.incidents import VIOLENCE
from bot.news.stories.kept_apart import another_attack, befell_another, denies_another_matter
from bot.news.stories.likeness import Likeness
from bot.news.stories.signature import AREAS, Signature, usual_rarity
from bot.news.stories.tolls import contradict

VETO = -4.0
"""Log-odds of a pair that a rule forbids."""
ASKED = 2.5
"""Log-odds beyond even that the model must give of a feed's lines: chosen for precision."""
ASKED_ELSEWHERE = 1.0
"""Log-odds more that are asked of reports in other languages than English, in which the model was fitted."""
TEXT_WEIGHTS = {
    "terms": 13.6,
    "lead": 4.9,
    "names": 1.2,
    "title": 20.0,
    "strangers": -1.6,
    "days": -1.0,
    "undated": 0.1,
}
"""The weights of the line by which full texts are judged, fitted on pairs of full texts."""
TEXT_BIAS = -4.9
"""More than even odds are asked: 1.6 of the bias."""
OTHER_LEAD = 0.1
STRANGE = 0.45
"""Leads less alike than the first, and names stranger than the second: two events of one affair."""
LINE, TEXT = math.log(60), math.log(180)
"""Logarithms of the words of the shorter report up to which it is a feed's line, and from which a full
text."""
SHORT = 5.0
"""Logarithm of the words of the shorter report below which another country forbids: a feed's line names it
once."""
DOUBT = -0.5
"""The log-odds at most of a pair that a rule makes doubtful."""
FRAME_WORDS = 3
SAME_WORDS = 0.75
"""Share of the words of two titles, but places, that both have, from which they say the same."""
COMMON = 2.0
"""Rarity of a word up to which every report may have it: "in", "of", "after"."""
SAID_TOO, HALF = 0.6, 0.5
"""How much of a title must stand in another line of the same town, lest the town be all they share."""


class Verdict(NamedTuple):
    """What is held of a pair."""

    odds: float
    """Log-odds that the two are of one happening; 0 is even."""
    reason: str
    """What forbids or makes doubtful, in a few words; "" where nothing does."""
    development: str = ""
    """What the later report tells of the earlier one's incident; "" where it is not known to."""

    @property
    def tells_more(self) -> bool:
        """Whether the later report tells what came of the incident: more than that its toll rose."""
        return bool(self.development) and not self.development.startswith("toll")


def adjusted(likeness: Likeness, own: Signature, other: Signature) -> tuple[Likeness, str]:
    """The measures as the model takes them, and why the pair is forbidden or doubted, for fitting."""
    return likeness, forbidden(likeness, own, other) or doubted(likeness, own, other)


def judge(likeness: Likeness, own: Signature, other: Signature) -> Verdict:
    """The verdict on a pair by its measures; `own` is the later report."""
    reason = forbidden(likeness, own, other)
    if reason:
        return Verdict(VETO, reason)
    odds = odds_of(likeness) - (0.0 if own.language == "en" else ASKED_ELSEWHERE)
    reason = doubted(likeness, own, other)
    if reason:
        return Verdict(min(odds, DOUBT), reason)
    return Verdict(odds, "", development(own, other))


def odds_of(likeness: Likeness) -> float:
    """The log-odds, beyond what is asked, that a pair is of one happening.

    A feed's lines are judged by trees over all measures, full texts by a line over their words, which have
    enough to say; between the two lengths the verdicts are mixed.
    """
    share = min(1.0, max(0.0, (likeness.short - LINE) / (TEXT - LINE)))
    if share == 1.0:
        return _of_texts(likeness)
    bias, table = trees.shipped(Likeness._fields)
    lines = trees.total(bias, table, likeness) - ASKED
    return lines if share == 0.0 else (1 - share) * lines + share * _of_texts(likeness)


def _of_texts(likeness: Likeness) -> float:
    values = likeness._asdict()
    odds = TEXT_BIAS + sum(weight * float(values[name]) for name, weight in TEXT_WEIGHTS.items())
    return min(odds, DOUBT) if likeness.strangers > STRANGE and likeness.lead < OTHER_LEAD else odds


def forbidden(likeness: Likeness, own: Signature, other: Signature) -> str:
    """Why two reports cannot be of one happening; "" where nothing forbids it."""
    if own.strung or other.strung:
        return "a title that strings headlines together"
    if own.issue != other.issue and own.issue and other.issue:
        return f"other issue ({own.issue}, {other.issue})"
    if contradict(own.toll, other.toll) and not (likeness.place > 1 and likeness.targets > 1):
        return "other toll of another cause"
    if other_quake(own.counts, other.counts) and not _aftershock(likeness, own, other):
        return f"other magnitude ({own.counts.magnitude}, {other.counts.magnitude})"
    if likeness.same_publisher and templates(own, other):
        return "another bulletin of one template"
    if denies_another_matter(own, other):
        return "a denial of another matter"
    if befell_another(own, other):
        return f"another person ({own.fate.last}, {other.fate.last})"
    if likeness.rivals:
        return "other names in the same words"
    if likeness.place <= -2 and own.language == other.language and likeness.short < SHORT:
        return f"other country ({written(own.scene)}, {written(other.scene)})"
    if likeness.place == -1 and own.language == other.language and likeness.short < SHORT:
        return f"other place ({written(own.scene)}, {written(other.scene)})"
    if likeness.place <= 0 and own.language == other.language and _elsewhere(own, other):
        return "the same words of another place"
    differ = another_attack(own, other)
    return f"another attack of the day ({differ})" if differ else ""


def doubted(likeness: Likeness, own: Signature, other: Signature) -> str:
    """Why two reports are rather of two happenings; "" where nothing says so."""
    if own.acts.again != other.acts.again and own.acts.incidents & other.acts.incidents:
        return "a second happening"
    abroad = likeness.acts >= 1 and len(own.scene.countries & other.scene.countries) > 1
    if own.language == other.language and not abroad and _share_but_a_place(own, other):
        return "nothing in common but the place"
    told = own.moments.back is not None or other.moments.back is not None
    if likeness.moment < 0 and told and not (own.acts.developments and likeness.targets):
        return "of another day"
    if likeness.moment < 0 and likeness.acts < 1 and likeness.held_most < HALF and likeness.targets < 2:
        return "" if development(own, other) else "another day, and little in common"
    if likeness.short < LINE and likeness.place > 1 and _nothing_else(likeness, own, other):
        return "" if development(own, other) else "nothing in common but the place"
    return ""


def _share_but_a_place(own: Signature, other: Signature) -> bool:
    """Whether places, and words for what they are, are all that the titles and leads of two reports share."""
    rarity, unknown = usual_rarity()
    shared = {term for term in set(own.lead).intersection(other.lead) if rarity.get(term, unknown) > COMMON}
    return bool(shared) and shared <= own.located | other.located | AREAS


def _nothing_else(likeness: Likeness, own: Signature, other: Signature) -> bool:
    """Whether two lines of one town tell other acts, or violence without a common target, in other words."""
    if likeness.acts < 1:
        few = 2 if likeness.acts < 0 else 1
        return likeness.targets <= few and likeness.held_most < SAID_TOO
    violent = own.acts.incidents & other.acts.incidents & VIOLENCE
    return bool(violent) and not likeness.targets and likeness.held < HALF


def templates(own: Signature, other: Signature) -> bool:
    """Whether two titles of one publisher are one frame filled in with other names."""
    if own.frame != other.frame or len(own.frame) < FRAME_WORDS:
        return False
    ones, others = own.slots - other.slots, other.slots - own.slots
    return any(word.isalpha() for word in ones) and any(word.isalpha() for word in others)


def _elsewhere(own: Signature, other: Signature) -> bool:
    """Whether two titles say the same of two places, known or not, and neither report names the other's.

    A name that stands where the other title has a place is one too. Where neither is known to be a place,
    both must be names that nobody has heard and that are no two spellings of one.
    """
    ones, others = own.located.intersection(own.title), other.located.intersection(other.title)
    if not ones and not others:
        ones, others = _unheard(own), _unheard(other)
        if {term[0] for term in ones} & {term[0] for term in others}:
            return False
    ones = ones or own.names.intersection(own.title)
    others = others or other.names.intersection(other.title)
    if not ones or not others or ones & other.held or others & own.held:
        return False
    said, said_too = set(own.title) - ones, set(other.title) - others
    return len(said & said_too) >= SAME_WORDS * len(said | said_too) > 0


def _unheard(own: Signature) -> frozenset[str]:
    """The names of a title that the background never heard."""
    return own.names.intersection(own.title) - usual_rarity()[0].keys()


def _aftershock(likeness: Likeness, own: Signature, other: Signature) -> bool:
    return likeness.place > 1 and ("aftershock" in own.held) != ("aftershock" in other.held)
