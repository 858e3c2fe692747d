"""What a newer toll overtakes: an older one, and that nothing is known of it. Pure."""

import re
from collections.abc import Mapping

from bot.news.figures.counted import Figure
from bot.news.figures.elsewhere import says_unknown
from bot.news.figures.reading import figures_of

_NOT_YET = re.compile(
    r"\b(?:no (?:immediate |official |further )?(?:word|details?|reports?|information|claim)|"
    r"not (?:immediately |yet )?(?:clear|known|said)|unclear|nobody has|no one has|no group has|"
    r"ha(?:s|ve) yet to)\b",
    re.IGNORECASE,
)
# Those who were there, whatever they did there; soldiers, guards or children are some of the dead.
_WHOEVER = frozenset(
    """bystanders commuters congregants customers devotees faithful festivalgoers inhabitants migrants miners
    motorists mourners onlookers parishioners passengers passersby pilgrims residents revellers shoppers
    spectators travellers travelers villagers visitors workers worshippers worshipers""".split()
)
_AND_ANOTHER = re.compile(r"\b(?:and|plus|as well as) (?:an?|one|the|its|his|her|their)\b", re.IGNORECASE)
"""After a figure, who else it does not count: "11 passengers and the driver"."""
_CASUALTIES = re.compile(
    r"\b(?:casualt\w{1,4}|deaths?|dead|killed|injur\w{1,4}|wounded|hurt|victims?|toll)\b", re.IGNORECASE
)


def is_overtaken(text: str, tolls: Mapping[str, Figure], language: str = "en") -> bool:
    """Whether a fact, in `language`, gives an older toll, or says that nothing is known of one that is."""
    if tolls and ((_NOT_YET.search(text) and _CASUALTIES.search(text)) or says_unknown(text, language)):
        return True
    given: dict[str, set[float]] = {}
    for figure in figures_of(text, language):
        if figure.toll in tolls and _counts_the_same(figure, tolls[figure.toll].noun):
            given.setdefault(figure.toll, set()).add(figure.number.value)
    return any(tolls[kind].number.value not in {*values, sum(values)} for kind, values in given.items())


def _counts_the_same(figure: Figure, of_toll: str) -> bool:
    """Whether a figure counts those whom a toll counts: the same, or people whoever they are."""
    if figure.noun in ("", of_toll):
        return True
    is_all = not _AND_ANOTHER.search(figure.sentence, figure.number.end)
    return figure.noun in _WHOEVER and of_toll in ("", *_WHOEVER) and is_all
