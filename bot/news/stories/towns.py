"""Names that stand in an English line as those of towns do: "Wetherby mayor", "the port of Wetherby". Pure.

The table of places knows few small towns, and a name that nobody knows counts much: it may be a storm's or a
defendant's. What a town has beside it says that the name is a place.
"""

from collections.abc import Iterator, Sequence

from bot.news.language.tags import primary

_OF_TOWNS = frozenset(
    """airfield airport bank barracks bazaar bishop brewery bridge canal cathedral cemetery chapel church
    clinic college council councillor councillors court courthouse creek dam depot district docks factory
    farm farmers ferry firefighters fishermen garage governor harbor harbour highway hospital hostel hotel
    jail landfill library lighthouse market marketplace mayor metro mill mosque motorway museum nursery
    orphanage paper park pier police port prison quarry railway refinery reservoir residents river road
    school schools sewage shipyard station street streets suburb suburbs synagogue temple theater theatre
    town tram trams tunnel university village villagers waterworks zoo""".split()
)
"""What a town has, and who lives and serves there."""
_OF = "of"


def towns(words: Sequence[str], language: str) -> Iterator[str]:
    """The words of a line that stand as names of towns do; none in other languages than English.

    A name of several words may be a person's, and is none: "Ann Holt hospital fund".
    """
    if primary(language) != "en":
        return
    for at, word in enumerate(words):
        if _is_town(words, at):
            yield word


def _is_town(words: Sequence[str], at: int) -> bool:
    """Whether a name stands alone, before what a town has or after it and "of"."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if not words[at][0].isupper() or before[:1].isupper():
        return False
    return after in _OF_TOWNS or (before == _OF and at > 1 and words[at - 2].lower() in _OF_TOWNS)
