"""What keeps two reports apart that have much in common: the particulars of two attacks of one town, and what
a denial denies. Pure.
"""

from bot.news.stories.incidents import VIOLENCE
from bot.news.stories.particulars import apart
from bot.news.stories.signature import GROUPS, Signature, usual_rarity

TELLS = 3.0
"""Rarity from which a word says what is denied."""
NAMED = 5.5
"""The same for who denies: police and ministers speak in all stories."""
FEW_DENIED = 2
"""Words of what is denied, below which nobody knows what it is."""
OF_DENIALS = frozenset(
    """accus alleg ani anyth behind case charg claim crime ever fals guilt involv knowledg link media part
    plan report respons role rumor rumour stori their true truth wrong wrongdo""".split()
)
"""Stems of words that are in denials of anything."""


def denies_another_matter(own: Signature, other: Signature) -> bool:
    """Whether a report denies what the other does not speak of, and who denies it is what they share.

    A shared place tells only where both tell the same act.
    """
    if not own.denied.matter:
        return False
    rarity, unknown = usual_rarity()
    settings = own.located | other.located | GROUPS
    who = {term for term in own.denied.by - settings if rarity.get(term, unknown) > NAMED}
    matter = {term for term in own.denied.matter if rarity.get(term, unknown) > TELLS} - OF_DENIALS
    told = {term for term in matter - settings if len(term) > 2}
    if not who & other.held or len(matter) < FEW_DENIED or not told or told & other.held:
        return False
    ones, others = ({*one.acts.incidents, *one.acts.deeds, *one.lead_acts.incidents} for one in (own, other))
    same_act = bool(ones & others) or bool(ones & VIOLENCE and others & VIOLENCE)
    return not (matter & other.held and same_act)


def another_attack(own: Signature, other: Signature) -> str:
    """What tells apart two attacks that share no name and are told as news; "" if nothing does."""
    told = any(own.particulars) and any(other.particulars)
    if not told or own.acts.developments or other.acts.developments or _shared_persons(own, other):
        return ""
    days = own.moments.told, other.moments.told
    anew = not own.acts.refers and bool(own.acts.incidents & VIOLENCE)
    other_day = anew and all(days) and days[0].isdisjoint(days[1])
    return apart(own.particulars, other.particulars, anew=anew, other_day=other_day)


def _shared_persons(own: Signature, other: Signature) -> frozenset[str]:
    """The names that two reports share and that are neither places nor groups nor speakers'."""
    rarity, _ = usual_rarity()
    places = own.located | other.located | GROUPS | own.speakers | other.speakers
    return frozenset(term for term in (own.names & other.names) - places if term not in rarity)
