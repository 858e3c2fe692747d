"""Whether two titles say of two places what happened: in Niger and in Iraq, in Sumy and in Zaporizhzhia.

Attacks and accidents of one kind often have the same figure, which needs no translation either. In go the
places of two reports, out comes whether each title tells one where the other report is not.
"""

from collections.abc import Iterable
from typing import NamedTuple

from bot.news.places.scenes import Scene

_MAY_ACT = "US"
"""Its name in a title tells more often who acts elsewhere than where it happens; a place in it does not."""
_READ_AS = {
    "CG": "CD", "GF": "FR", "GL": "DK", "GP": "FR", "HK": "CN", "MO": "CN", "MQ": "FR", "NC": "FR",
    "PF": "FR", "PR": "US", "RE": "FR", "YT": "FR",
}  # fmt: skip
"""Countries (ISO 3166) that are told as another, or by the name of it."""


class Ground(NamedTuple):
    """The places of a report; countries by ISO 3166, sites by their numbers."""

    countries: frozenset[str] = frozenset()
    """All that it names, by name, people, adjective or a place in them."""
    titled: frozenset[str] = frozenset()
    """Those of the title, but one that may only act."""
    placed: frozenset[str] = frozenset()
    """Those of them that it does not only name by people or adjective."""
    sites: frozenset[int] = frozenset()
    """All regions and cities."""
    towns: frozenset[tuple[str, int]] = frozenset()
    """Cities of the title, each with its country."""


NOWHERE = Ground()


def ground(countries: Iterable[str], titled: Iterable[str], scene: Scene) -> Ground:
    """The places of a report, given all countries that it names and those of its title, and its scene."""
    acts = {_MAY_ACT} - scene.within
    return Ground(
        _read(countries), _read(titled) - acts, _read(scene.placed) - acts, scene.sites, scene.towns
    )


def in_two_countries(one: Ground, other: Ground) -> bool:
    """Whether the titles of two reports tell two countries, neither of which the other report names.

    Who acts in both is no place that they share: a country withdraws from one and from another. But where
    they share a country, one that is told by its people alone may be that of a victim.
    """
    if one.countries.isdisjoint(other.countries):
        return bool(one.titled and other.titled)
    return bool(one.placed - other.countries and other.placed - one.countries)


def in_two_towns(one: Ground, other: Ground) -> bool:
    """Whether the titles tell two towns of one country, and the reports have no place in common.

    One may be a seat of government, or the town after which a province is named: figures that both have prove
    nothing then, but it is no proof that they tell two happenings.
    """
    if not one.sites.isdisjoint(other.sites):
        return False
    return not {country for country, _ in one.towns}.isdisjoint(country for country, _ in other.towns)


def _read(countries: Iterable[str]) -> frozenset[str]:
    return frozenset(_READ_AS.get(country, country) for country in countries)
