"""Names of places in a text: countries, peoples, regions and cities, from a table that ships with the
package.

In go the words of a text, out come the places that they name, with where the name stands. The table,
`places.txt`, is written by `benchmarks/make_places.py` and loaded when first needed: cities from GeoNames
(CC BY 4.0, https://www.geonames.org), countries from Unicode CLDR, the rest by hand.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.news.language.words import fold, tokens

LONGEST = 5
"""Words of the longest name; a Chinese character is a word."""
_CYRILLIC_ENDINGS = "аеиоуыэюяіїєйьмх"
_SHORTEST_ROOT = 4
_SOFTENED = {"ц": "к", "з": "г", "с": "х"}
"""How a name ends before a Ukrainian locative (Мексиці), and how in the table."""
_HEBREW_BEFORE = frozenset("ובלמשהכ")
_ARABIC_BEFORE = frozenset("بلو")
_NISBA = re.compile("(.{3,12}?)(?:يه|ي|يون|يين|يات|يان|يها|يهاي)")
_ADJECTIVE = re.compile(
    "(.{3,14}?)(?:ь?ск|ськ)(?:ий|ии|ая|ое|ие|ого|ому|ой|ои|их|им|ими|ую|а|и|у|е|і|оі|іи|ім)"
)
"""Folded."""
_ADJECTIVE_ENDINGS = frozenset(
    [
        "",
        *"e en er es em s ne nes o a os as li lar ler yan iyen iya iyan i".split(),
        *"ת ימ מ ות יות ה".split(),
        *"ии ий ая ое ие ого ому ои их им ими ую ом а и у і е ою".split(),
    ]
)
"""Of German, French, Spanish, Turkish, Kurdish and Hebrew, Russian and Ukrainian."""

_NO_NAMES = frozenset(
    fold(word)
    for word in (
        "الا باب منا نور علم بني برج بلد سحر ابا قوم ابي سار امل سده جنه يان بول إلى الى "
        "جديد الجديد عنه وأن وإن أن إن سنة السنة وقف شهداء الشهداء مدان السيول سيول آبار "
        "الآبار دوري الدوري بيان البيان بيانا البلاد بلاد بأبي بايدن قاسم خليل کرده "
        "کرده‌اند جدید جرم بالا خارجه مردان وان הפרת במקום kişi salı çarşamba kasım kent "
        "para ordu saray ama sido nur bilan mille ende wan kesan dijî serê tîma более "
        "того делу белый він буде лише коли даними сума"
    ).split()
)
"""Usual words of ten languages that are also small towns ("to", "floods", "more than", "army"): where a
script has no capitals, or they begin a sentence, they are no names."""


class Place(NamedTuple):
    """A place that a name may stand for."""

    number: int
    """Which line of the table: the identity of a region or city."""
    country: str
    """ISO 3166 code."""
    kind: str
    """country, people, region or city."""


class Mention(NamedTuple):
    """A name of a place as it stands in a text."""

    places: tuple[Place, ...]
    """What it may stand for, the likeliest first."""
    start: int
    """The word at which it begins."""
    end: int
    """The word after it."""


def root(token: str) -> str:
    """A word as place names are looked up: folded, without the endings that Russian or Arabic give a name."""
    form = fold(token)
    if not form or form.isascii():
        return form
    if "\u0600" <= form[0] <= "\u06ff":
        return _bare(form)
    if "\u0400" <= form[0] <= "\u04ff":
        cut = form.rstrip(_CYRILLIC_ENDINGS)
        return cut if len(cut) >= _SHORTEST_ROOT - 1 else form[:_SHORTEST_ROOT]
    return form


def _bare(form: str) -> str:
    """An Arabic word without "and", "in" or "to" and the article before it."""
    cut = form[1:] if form[0] in "وبلفك" and form[1:3] == "ال" else form
    cut = "ال" + cut[2:] if cut.startswith("لل") else cut
    return cut[2:] if cut.startswith("ال") and len(cut) > 4 else cut


def key(name: str) -> str:
    """A name as the table files it."""
    return " ".join(root(token) for token in tokens(name))


def _text() -> str:
    return files("bot.news.places").joinpath("places.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def countries() -> dict[str, Sequence[str]]:
    """Country (ISO 3166) -> names of it and its people, as the table files them; without loading it all."""
    lines = re.findall(r"^([A-Z]{2})\tcountry\t(.*)$", _text(), re.MULTILINE)
    return {country: [*filter(None, names.replace("\t", "|").split("|"))] for country, names in lines}


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[Place, ...]], frozenset[str]]:
    """Places by name, and the first words of names of more than one word."""
    found: dict[str, list[Place]] = {}
    for number, line in enumerate(_text().splitlines()):
        if line.startswith("#"):
            continue
        country, kind, names, *people = line.split("\t")
        for name in filter(None, names.split("|")):
            found.setdefault(name, []).append(Place(number, country, kind))
        for name in filter(None, people[0].split("|") if people else ()):
            found.setdefault(name, []).append(Place(number, country, "people"))
    firsts = frozenset(name.partition(" ")[0] for name in found if " " in name)
    return {name: tuple(places) for name, places in found.items()}, firsts


def _may_be_name(token: str) -> bool:
    """Names begin with a capital where a script has capitals."""
    return not token[0].islower() and not token[0].isdigit()


def mentions(words: Sequence[str]) -> list[Mention]:
    """The places named by a text's words, which `bot.news.words.tokens` cut; of overlapping names the
    longest."""
    names, firsts = _table()
    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention = _mention(words, at, names, firsts) if _may_be_name(words[at]) else None
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = mention.end
    return found


def _mention(
    words: Sequence[str], at: int, names: dict[str, tuple[Place, ...]], firsts: frozenset[str]
) -> Mention | None:
    token = words[at]
    for form in _readings(token):
        if form in firsts:
            longer = [form, *(root(word) for word in words[at + 1 : at + LONGEST])]
            for length in range(len(longer), 1, -1):
                places = names.get(" ".join(longer[:length]))
                if places:
                    return Mention(places, at, at + length)
        places = names.get(form)
        if places and fold(token) not in _NO_NAMES:
            return Mention(places, at, at + 1)
    return None


@lru_cache(maxsize=1 << 13)
def _readings(token: str) -> tuple[str, ...]:
    """The forms of a word to look up: itself, and without what languages write on to a name: a Turkish or
    English ending after an apostrophe, a Kurdish ending, Hebrew "in", "from" and the like."""
    form = root(token)
    for mark in "'’":
        before, found, _ = token.partition(mark)
        if found and len(before) > 2:
            return form, root(before)
    if token[-1] in "êî" and len(token) > 5:
        return form, root(token[:-1].removesuffix("y"))
    if form[:1] in _ARABIC_BEFORE and len(form) > _SHORTEST_ROOT - 1:
        return form, form[1:]
    if form[-1:] in _SOFTENED and "\u0400" <= form[:1] <= "\u04ff" and token[-1] == "і":
        return form, form[:-1] + _SOFTENED[form[-1]]
    if "\u05d0" <= form[:1] <= "\u05ea":
        return form, *(
            form[cut:] for cut in (1, 2) if len(form) - cut >= 3 and set(form[:cut]) <= _HEBREW_BEFORE
        )
    return (form,)


@lru_cache(maxsize=1 << 12)
def country_of_adjective(token: str) -> str:
    """The country of an adjective that is no name in the table (عراقية, иракские, irakische); "" for none."""
    form = fold(token)
    if not form or (form.isascii() and len(form) < _SHORTEST_ROOT):
        return ""
    stems: tuple[str, ...] = ()
    if "\u0600" <= form[0] <= "\u06ff" and (match := _NISBA.fullmatch(_bare(form))):
        stems = (match[1], match[1] + "ا", match[1] + "يا", match[1].removesuffix("ي"))
        if match[1].endswith("ها"):  # Persian: تركيه‌اي, and فرانسوي of فرانسه
            stems += (match[1][:-1],)
        elif match[1].endswith("و"):
            stems += (match[1][:-1] + "ه", match[1][:-1] + "ا")
    elif "\u0400" <= form[0] <= "\u04ff":
        if country := _country_by_stem(form):
            return country
        match = _ADJECTIVE.fullmatch(form)
        stems = (match[1], match[1] + "с") if match else ()
    elif form[0] < "\u0600":
        return _country_by_stem(form)
    names, _ = _table()
    for stem in stems:
        for key in (root(stem), stem) if len(stem) > 2 else ():
            for place in names.get(key, ()):
                if place.kind in ("country", "people"):
                    return place.country
    return ""


def _country_by_stem(form: str) -> str:
    """The country of a Latin, Cyrillic or Hebrew adjective, by its stem and an ending of its language."""
    stems = _adjectives()
    starts = (0, 1, 2) if form[0] >= "\u0590" else (0,)
    for start in starts:
        if not set(form[:start]) <= _HEBREW_BEFORE:
            break
        for length in range(len(form) - start, max(2, len(form) - start - 4), -1):
            country = stems.get(form[start : start + length], "")
            if country and form[start + length :] in _ADJECTIVE_ENDINGS:
                return country
    return ""


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Stem, folded -> country."""
    text = files("bot.news.places").joinpath("adjectives.txt").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {fold(stem): country for country, stems in lines for stem in stems.split()}
