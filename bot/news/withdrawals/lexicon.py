"""The words of withdrawals, and who speaks for a country's forces, from the tables beside this file."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from bot.news.language.stems import Memo, vocabulary
from bot.news.language.words import tokens
from bot.news.places.placenames import countries

NOBODY = "--"
"""Stands for forces of no country: rebels, alliances, the United Nations."""
_GOING = tuple(
    "out leave move pull rest away aside relocate clear door rid expel less sink fall end stay give "
    "annul".split()
)
_FORCES = ("force", "one", "owned", "service", "serving", "base", "site", "warlike", "afar", "flag")
_NONE: frozenset[str] = frozenset()


def _table(name: str) -> Sequence[tuple[str, str]]:
    text = files("bot.news.withdrawals").joinpath(name).read_text(encoding="utf-8")
    lines = [line.partition("\t") for line in text.splitlines() if not line.startswith("#")]
    return [(first, rest) for first, _, rest in lines]


@lru_cache(maxsize=1)
def _roles() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Roles by stem, and by word as written, in small letters where its capitals do not matter."""
    by_stem: dict[str, frozenset[str]] = {}
    written: dict[str, frozenset[str]] = {}
    for roles, listed in _table("words.txt"):
        for word in listed.split():
            table, key = (written, word[1:]) if word[0] == "=" else (by_stem, vocabulary("en").stems[word])
            table[key] = table.get(key, _NONE) | {*roles.split("+")}
    return by_stem, written


def _roles_of(token: str) -> frozenset[str]:
    by_stem, written = _roles()
    own = by_stem.get(vocabulary("en").stems[token], _NONE)
    for form in {token, token.lower()}:
        own |= written.get(form, _NONE)
    return own


ROLES = Memo(_roles_of)
"""Word -> what it may do in a sentence about forces that leave; nothing for most."""


def _stems(wanted: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words that have one of these roles."""
    by_stem, written = _roles()
    exact = {vocabulary("en").stems[word]: own for word, own in written.items()}
    return frozenset(
        stem for table in (by_stem, exact) for stem, own in table.items() if not own.isdisjoint(wanted)
    )


@lru_cache(maxsize=64)
def needs(country: str) -> Sequence[frozenset[str]]:
    """Sets of English stems; a report of a withdrawal of this country (ISO 3166) has one of each.

    The first set names the country. A report has forces or a base, and a word of going; or somebody who
    speaks for forces, and a word that says of a country that it leaves.
    """
    stem_of = vocabulary("en").stems
    spoken = {name: {owner for _, owner in others} for name, others in speakers().items()}
    names = [name.split()[-1] for name in countries()[country] if name.isascii()]
    own = [name for name, owners in spoken.items() if country in owners]
    forces, going = _stems(_FORCES), _stems(_GOING)
    leaving = _stems(("out", "leave", "pack")) | {stem_of["out"]}
    return (
        frozenset(stem_of[name] for name in (*names, *own)),
        forces | {stem_of[name] for name in (*spoken, "Americans", "we")} | leaving,
        forces | leaving,
        going,
    )


@lru_cache(maxsize=1)
def speakers() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The first word of a name -> its other words and the country for which it speaks, long names first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for country, names in _table("armies.txt"):
        for name in names.split("|"):
            first, *rest = tokens(name)
            found.setdefault(first, []).append((tuple(rest), country))
    for named in found.values():
        named.sort(key=lambda one: -len(one[0]))
    return found
