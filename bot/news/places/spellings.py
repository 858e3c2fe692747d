"""A place as news in other languages writes it: Raqqa, Ракка, الرقة, 拉卡.

In go a name, out come the places that bear it. The table, `spellings.txt`, is written by
`benchmarks/make_spellings.py` and loaded when first needed: towns from GeoNames (CC BY 4.0,
https://www.geonames.org), countries from Unicode CLDR.
"""

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.news.language.words import ARTICLES, fold

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""How a German writes without them: Muenchen, Koeln."""
MOST = 4
"""Places of one name that are offered, the largest."""


class Spelled(NamedTuple):
    """A place with the names that news gives it."""

    country: str
    """ISO 3166 code."""
    names: tuple[str, ...]
    """Its own, or the English one, first; two at least."""

    def query(self, also: str) -> str:
        """What finds it in every language, and under one name more (see `bot.news.query`)."""
        return f"any({', '.join(_typed(name) for name in dict.fromkeys((also, *self.names)))})"


def called(name: str) -> tuple[Spelled, ...]:
    """The places of a name in any of these languages, countries first, then the largest towns."""
    return _table().get(_key(name), ())[:MOST]


def _typed(name: str) -> str:
    return f'"{name}"' if " " in name or "-" in name or "'" in name else name


def _key(name: str) -> str:
    """A name without accents, the Arabic article in Latin letters and a final h."""
    parts = [fold(part) for part in name.replace("-", " ").split()]
    if len(parts) > 1 and parts[0] in ARTICLES:
        parts = parts[1:]
    return " ".join(parts).removesuffix("h")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Spelled, ...]]:
    found: dict[str, dict[Spelled, None]] = {}
    text = files("bot.news.places").joinpath("spellings.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        country, _, names = line.split("\t")
        place = Spelled(country, tuple(names.split("|")))
        for name in place.names:
            for written in {name, name.translate(_UMLAUTS)}:
                found.setdefault(_key(written), {})[place] = None
    return {key: tuple(places) for key, places in found.items()}
