"""Find the IANA timezone that a person means by a city, a country, an offset or a misspelt name.

The cities and countries are those of the tz database (zone.tab and iso3166.tab in the tzdata package), with
their names in other languages from Unicode's CLDR.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from babel.core import Locale, get_global

_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?")
_FIXED = re.compile(r"Etc/GMT([+-])(\d{1,2})")
_UTC = {"utc", "gmt", "z", "zulu", "utc+0", "utc-0", "gmt+0", "gmt-0", "universal"}
_SUGGESTIONS = 6
_SHORTEST_BEGINNING = 3
_LONGEST_TEXT = 60
_SHORT = {"uk": "britain", "great britain": "britain", "england": "britain", "usa": "united states",
          "us": "united states", "uae": "united arab emirates"}  # fmt: skip
_AMBIGUOUS = {
    "est": ("America/New_York", "America/Panama"),
    "mst": ("America/Denver", "America/Phoenix"),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "pst": ("America/Los_Angeles", "Asia/Manila"),
    "hst": ("Pacific/Honolulu",),
}
"""Abbreviations for which the tz database has no zone, or one without summer time."""
_LANGUAGES = ("ar", "de", "es", "fa", "fr", "ku", "ru", "tr", "uk")
"""In which places may be named, besides English."""
_LETTERS = str.maketrans("ıىةیک", "iيهيك")
"""Letters that people type for each other."""
# To a person two zones are the same if they agree in a recent winter and summer.
_PROBES = (datetime(2025, 1, 15, tzinfo=UTC), datetime(2025, 7, 15, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class TimezoneSearch:
    """The result of a search for a timezone: `name` if it is clear, else zones that may be meant."""

    name: str | None
    suggestions: tuple[str, ...] = ()


def find_timezone(text: str) -> TimezoneSearch:
    """The timezone meant by "Europe/Paris", "paris", "new york", "Germany", "utc+2", "pari" or "Москва".

    An offset becomes the Etc/GMT zone of that offset, which has no summer time. One typo is forgiven, and an
    unambiguous beginning is enough. Ambiguous text gives suggestions, nonsense gives none.
    """
    wanted = _search_key(text)
    wanted = _SHORT.get(wanted, wanted)
    if wanted in _UTC:
        return TimezoneSearch("UTC")
    if offset := _OFFSET.fullmatch(wanted.replace(" ", "")):
        return _by_offset(offset[1], int(offset[2]), int(offset[3] or 0))
    if wanted in _AMBIGUOUS:
        return _answer(_AMBIGUOUS[wanted])
    for meets in (_exactly, _begun, _nearly):
        for index in (_index, _translated):
            if found := meets(wanted, index()):
                return _answer(found)
    return TimezoneSearch(None)


def load_names() -> None:
    """Read the names of places in every language: a tenth of a second that no message should wait for."""
    _translated()


def _exactly(wanted: str, index: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return index.get(wanted, ())


def _begun(wanted: str, index: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if len(wanted) < _SHORTEST_BEGINNING:
        return ()
    begun = [names for key, names in index.items() if key.startswith(wanted)]
    within = [names for key, names in index.items() if f" {wanted}" in key]
    return tuple(sorted({name for names in begun or within for name in names}))


def _nearly(wanted: str, index: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if len(wanted) < _SHORTEST_BEGINNING:
        return ()
    close = get_close_matches(wanted, [key for key in index if abs(len(key) - len(wanted)) < 3], 3, 0.8)
    return tuple(dict.fromkeys(name for key in close for name in index[key]))


def zone_label(name: str) -> str:
    """A timezone as people write it: "Europe/Paris", and "UTC+3" for Etc/GMT-3, whose sign is POSIX's."""
    fixed = _FIXED.fullmatch(name)
    return name if fixed is None else f"UTC{'+' if fixed[1] == '-' else '-'}{fixed[2]}"


def _answer(names: tuple[str, ...]) -> TimezoneSearch:
    clocks = {tuple(at.astimezone(ZoneInfo(name)).utcoffset() for at in _PROBES) for name in names}
    return TimezoneSearch(names[0]) if len(clocks) == 1 else TimezoneSearch(None, names[:_SUGGESTIONS])


def _by_offset(sign: str, hours: int, minutes: int) -> TimezoneSearch:
    """The fixed zone `hours` from UTC. POSIX, and so Etc/GMT, counts west as positive.

    There is none with minutes: then the places that keep that time all year are suggested.
    """
    if minutes:
        offset = timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)
        places = (line[2] for line in _rows("zone.tab"))
        kept = [name for name in places if {at.utcoffset() for at in _at_probes(name)} == {offset}]
        return TimezoneSearch(None, tuple(kept[:_SUGGESTIONS]))
    if hours == 0:
        return TimezoneSearch("UTC")
    name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
    return TimezoneSearch(name if name in available_timezones() else None)


def _at_probes(name: str) -> list[datetime]:
    return [at.astimezone(ZoneInfo(name)) for at in _PROBES]


def _search_key(text: str) -> str:
    """Lower case, without accents, and with single spaces for underscores and runs of space.

    Letters that people type for each other, such as Persian and Arabic ya, become one.

    Unlike `fold_text` it keeps signs and slashes, which offsets and zone names are made of.
    """
    apart = unicodedata.normalize("NFKD", text[:_LONGEST_TEXT].replace("_", " "))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(plain.lower().translate(_LETTERS).split())


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    """Folded full names, cities and countries, each with the zones that it may mean."""
    known = available_timezones()
    zones: dict[str, list[str]] = {}
    for line in _rows("zone.tab"):
        if line[2] in known:
            zones.setdefault(line[0], []).append(line[2])
    current = {name for names in zones.values() for name in names}
    index: dict[str, tuple[str, ...]] = {}
    for name in sorted(known - current, key=lambda name: (name.count("/"), name)):
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/")):
            index.setdefault(_search_key(name.rsplit("/", 1)[1]), (name,))
    for code, country in (line[:2] for line in _rows("iso3166.tab")):
        index[_search_key(country)] = tuple(zones.get(code, ()))
    for name in sorted(current):
        city = _search_key(name.rsplit("/", 1)[1])
        others = tuple(other for other in index.get(city, ()) if other in current and other != name)
        index[city] = (*others, name)
    index |= {
        _search_key(name): (name,) for name in known if "/" in name or (name.isupper() and len(name) == 3)
    }
    return {key: names for key, names in index.items() if names}


@cache
def _translated() -> Mapping[str, tuple[str, ...]]:
    """Cities and countries by their names in `_LANGUAGES`; a name of several has the zones of all of them."""
    newer, known = get_global("zone_aliases"), available_timezones()
    places = [(row[0], row[2]) for row in _rows("zone.tab") if row[2] in known]
    named: list[tuple[str, str]] = []
    for locale in map(Locale, _LANGUAGES):
        zones, countries = locale.time_zones, dict(locale.territories)
        named += [(city["city"], newer.get(zone, zone)) for zone, city in zones.items() if "city" in city]
        named += [(countries[country], zone) for country, zone in places if country in countries]
    index: dict[str, dict[str, None]] = {}
    for name, zone in named:
        if zone in known:
            index.setdefault(_search_key(name), {})[zone] = None
    return {key: tuple(meant) for key, meant in index.items() if key not in _index()}


def _rows(file: str) -> list[list[str]]:
    """The columns of each line of a table of the tz database."""
    text = resources.files("tzdata.zoneinfo").joinpath(file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
