"""Where a report's happening is: the places of title and lead, and which of them are the scene.

In go words, out come countries and sites. A country is the scene where a city of it is named, where the name
follows "in", "near", "hits" and the like, or where it stands before a colon; otherwise it may be who acts.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.news.places.placenames import Mention, Place, mentions

_PLACING = frozenset(
    """in near at off from outside across inside around into hits hit strikes strike struck
    rocks rock shakes shook rattles rattled jolts batters pounds lashes ravages kills hitting southern
    northern eastern western central southeast southwest northeast northwest south north east west
    southeastern southwestern northeastern northwestern leaves leave quit quits invades bombs""".split()
)
SCENE_WORDS = 60
"""Words of a text, besides its title, in which places and days are looked for."""
_UNSAID = "US"
"""Half of the news is about what this country does elsewhere: its name alone is no scene."""


class Scene(NamedTuple):
    """Places of a report; sites are numbers of regions and cities."""

    countries: frozenset[str] = frozenset()
    """All that are named, by name, people or city."""
    where: frozenset[str] = frozenset()
    """Those in which it happens."""
    sites: frozenset[int] = frozenset()
    """Cities and regions of title and lead."""
    heading: frozenset[int] = frozenset()
    """Cities of the title."""
    regions: frozenset[int] = frozenset()
    """Regions of the title."""
    titled: frozenset[str] = frozenset()
    """Countries that the title names, by name, people or a place in them."""
    placed: frozenset[str] = frozenset()
    """The same but by people."""
    within: frozenset[str] = frozenset()
    """Those in which it names a place."""
    towns: frozenset[tuple[str, int]] = frozenset()
    """Cities of the title, each with its country."""
    names: tuple[tuple[int | str, str], ...] = ()
    """How countries and sites are written, for reasons."""


def scene(title: Sequence[str], lead: Sequence[str]) -> Scene:
    """The scene of a report by the words of its title and of the first of its text."""
    words = [*title, ".", *lead]
    found = mentions(words)
    named = {place.country for m in found for place in m.places[:1] if place.kind in ("country", "people")}
    names = dict[int | str, str]()
    countries, head, told, placed = set[str](), set[str](), set[str](), set[str]()
    people = set[str]()
    sites = set[int]()
    titled = list[Place]()
    for mention in found:
        place = _meant(mention, named)
        in_title = mention.start < len(title)
        countries.add(place.country)
        names.setdefault(place.number, " ".join(words[mention.start : mention.end]))
        names.setdefault(place.country, place.country)
        if in_title:
            titled.append(place)
        if mention.start == len(title) + 1 and words[mention.start].isupper() and len(title) + 1 < len(words):
            continue
        if place.kind in ("country", "people"):
            if place.kind == "country":
                names[place.country] = names[place.number]
            if in_title and place.country != _UNSAID:
                (told if place.kind == "country" else people).add(place.country)
            if place.kind == "people" or place.country == _UNSAID or not _placed(words, mention):
                continue
        else:
            sites.add(place.number)
        placed.add(place.country)
        if in_title:
            head.add(place.country)
    within = [place for place in titled if place.kind not in ("country", "people")]
    return Scene(
        countries=frozenset(countries),
        where=frozenset(head or told or placed or people),
        sites=frozenset(sites),
        heading=frozenset(place.number for place in within if place.kind == "city"),
        regions=frozenset(place.number for place in within if place.kind != "city"),
        titled=frozenset(place.country for place in titled),
        placed=frozenset(place.country for place in titled if place.kind != "people"),
        within=frozenset(place.country for place in within),
        towns=frozenset((place.country, place.number) for place in within if place.kind == "city"),
        names=tuple(names.items()),
    )


def _meant(mention: Mention, named: set[str]) -> Place:
    """Of places of one name, the one in a country that the report names; else the first."""
    for place in mention.places:
        if place.country in named:
            return place
    return mention.places[0]


def _placed(words: Sequence[str], mention: Mention) -> bool:
    before = words[max(0, mention.start - 2) : mention.start]
    return any(word.lower() in _PLACING for word in before)


def written(place: Scene) -> str:
    """A scene in words, for a reason."""
    names = dict(place.names)
    chosen: list[int | str] = [*sorted(place.heading or place.sites)] or [*sorted(place.where)]
    return " and ".join(names.get(one, str(one)) for one in chosen[:2]) or "?"
