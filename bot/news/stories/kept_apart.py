"""What keeps two reports apart that have much in common: the particulars of two attacks of one town, other
matters of one town, another person's fate, and what a denial denies. Pure.
"""

from collections.abc import Set
from functools import lru_cache

from bot.news.language.stemming import stem
from bot.news.places.placenames import countries
from bot.news.stories.fates import Fate, of_others
from bot.news.stories.incidents import VIOLENCE
from bot.news.stories.particulars import apart
from bot.news.stories.signature import AREAS, CALENDAR, GROUPS, Signature, usual_rarity
from bot.news.stories.tolls import NUMBERS

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
MEANS = 3.6
"""Rarity from which a word that two reports share may tie them: "camp", "bribe", "drown"."""
SPELT = 5
"""Letters from which a word in small letters shows that a title does not give all words capitals."""
OF_ANY_NEWS = frozenset(
    """accord after afternoon announc anoth author before camp central child children citi close confirm
    council court crowd dead death die earli east evacu even famili forc govern head hit hospit hour hurt
    injur insid jail judg kill late local midnight minist ministri month morn near new night noon north
    offic offici open outsid over overnight parent peopl polic provinc resid said say shut sinc sourc
    south spokesman spokeswoman start state station told town trial villag week west
    while witness wound""".split()
)
"""Stems of words that any two reports of one town may share: who says so, when, how many were hurt,
and where more than one thing happens."""


def shares_only_a_town(own: Signature, other: Signature) -> bool:
    """Whether the name of a town is all that two English reports share, whose titles both have it: no word of
    meaning besides, no person, no figure, no kind of happening.

    What comes of an incident (an arrest, a curfew) may share no more with it.
    """
    if own.language != "en" or other.language != "en" or not _same_town(own, other):
        return False
    if _same_kind(own, other) or (own.acts.developments and _incidents(other)):
        return False
    rarity, unknown = usual_rarity()
    shared = frozenset(own.lead).intersection(other.lead) - own.located - other.located
    usual = OF_ANY_NEWS | AREAS | CALENDAR | own.speakers | other.speakers | NUMBERS.keys()
    return all(_is_small(term) or rarity.get(term, unknown) < MEANS for term in shared - usual)


def _same_town(own: Signature, other: Signature) -> bool:
    """Whether both titles name a town: a city of the table, or a name that stands as that of a place."""
    if own.scene.heading & other.scene.heading:
        return True
    rarity, _ = usual_rarity()
    shared = (own.located | other.located).intersection(own.title).intersection(other.title)
    return any(term not in rarity for term in shared - _nations())


def befell_another(own: Signature, other: Signature) -> bool:
    """Whether two titles tell the same of two persons, of whom neither report names the other's."""
    one, two = own.fate, other.fate
    if not of_others(one, two) or one.last in other.held or two.last in own.held:
        return False
    return _is_name(one, own) and _is_name(two, other)


def _is_name(one: Fate, own: Signature) -> bool:
    """Whether it befell a person: one whom the text names, whose name nobody has heard, or whom a title in
    small letters writes with capitals ("justice minister Rosa Bravo quits")."""
    if one.last in _nations() | GROUPS or one.first in NUMBERS:
        return False
    small = any(len(word) >= SPELT for word in own.frame) and own.title[0] != one.first
    return small or one.last in own.names or one.last not in usual_rarity()[0]


def _is_small(term: str) -> bool:
    """Whether a term is a number that means nothing by itself: a small one, or a year."""
    return term.isdigit() and (len(term) < 2 or (len(term) == 4 and term[:2] in ("19", "20")))


@lru_cache(maxsize=1)
def _nations() -> frozenset[str]:
    """The stems of the names of countries and their peoples."""
    names = (word for names in countries().values() for name in names for word in name.split())
    return frozenset(stem(name, "en")[0] for name in names if name.isascii())


def _incidents(own: Signature) -> frozenset[str]:
    """The kinds of incident that the title or the first words of a report tell."""
    return own.acts.incidents | own.lead_acts.incidents


def _same_kind(own: Signature, other: Signature) -> bool:
    """Whether two reports tell one kind of incident, or violence that may be one."""
    return _alike(_incidents(own), _incidents(other))


def _alike(ones: Set[str], others: Set[str]) -> bool:
    """Whether two sets of acts have one in common, or violence each, which may be one."""
    return bool(ones & others) or bool(ones & VIOLENCE and others & VIOLENCE)


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
    same_act = _alike(_incidents(own) | own.acts.deeds, _incidents(other) | other.acts.deeds)
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
