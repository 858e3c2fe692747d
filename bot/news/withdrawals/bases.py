"""Where a sentence tells that a country gives up a base, or loses the pact that lets its forces stay."""

from collections.abc import Callable, Iterator, Sequence

from bot.news.withdrawals import clauses
from bot.news.withdrawals.lexicon import NOBODY
from bot.news.withdrawals.sentences import Sentence

_REACH = 7
_PACT_REACH = 5
_FLAGS = frozenset(("flag", "flags", "colors", "colours"))
_SHUT = frozenset(("gate", "gates", "visitors", "doors"))
"""What is shut at a base that stays."""
_NO_OBJECT = frozenset(
    "in on at by for to its doors after this next today tomorrow down early permanently and with".split()
)
_FOR_FORCES = frozenset("military defence defense security forces basing troop troops visiting".split())
"""What a pact is called that lets forces stay."""


def given_up(one: Sentence, left: Sequence[int], country: str, owner: Callable[[int], str]) -> Iterator[int]:
    """A base of the country and the word that it is closed, handed over or `left`.

    `owner` tells whose the base at a word is.
    """
    bases = [i for i in one.having("base", "site") if clauses.is_base(one, i)]
    for base in bases:
        is_own = owner(base) == country
        for at in one.having("give"):
            given = is_own or _is_given_to_owner(one, at, base, country)
            if given and 0 < abs(base - at) <= _REACH and _is_for_good(one, at, base):
                yield from (base, at)
        for at in left if is_own else ():
            away = 0 < base - at < _REACH and "to" not in one.words[at:base]
            if away and clauses.is_left_by_country(one, at):
                yield from (base, at)
        flag = next((i for i in range(max(0, base - _REACH), base) if one.words[i] in _FLAGS), None)
        if is_own and flag is not None and "down" in one.words[flag:base]:
            yield from (flag, base)


def _is_for_good(one: Sentence, at: int, base: int) -> bool:
    if not _SHUT.isdisjoint(one.words[at + 1 : at + 6]):
        return False
    if base < at and one.words[at].endswith("es") and _has_object(one, at):
        return False
    lowered = "lower" not in one.words[at] or not _FLAGS.isdisjoint(one.words[at : at + 4])
    return lowered and not clauses.is_apart(one, at, base)


def _has_object(one: Sentence, at: int) -> bool:
    """ "Base closes pool": what is closed is not the base."""
    following = one.word(at + 1)
    return bool(following) and not one.has("apart", at + 1) and following not in _NO_OBJECT


def _is_given_to_owner(one: Sentence, at: int, base: int, country: str) -> bool:
    """ "US abandons Syrian base": a base where it lies, rather than whose it is."""
    before = next((actor for actor in reversed(one.actors) if actor.end <= at), None)
    leaves = before is not None and before.country == country and not before.is_speaker
    abroad = any(a.country not in (country, NOBODY) and 0 <= base - a.end <= 1 for a in one.actors)
    return leaves and at < base and abroad


def pact_ended(one: Sentence, country: str) -> Iterator[int]:
    """The pact on forces and the word that others end it: "Niger revokes military accord with Washington"."""
    for at in one.having("annul"):
        ender = next((actor for actor in reversed(one.actors) if actor.end <= at), None)
        if one.word(at - 1) in ("it", "they") and one.actors:
            ender = one.actors[0]  # "Manila tells Washington it ends"
        with_it = any(actor.country == country for actor in one.actors)
        if ender is None or not with_it or ender.country in (country, NOBODY):
            continue
        for pact in one.having("pact"):
            if 0 < pact - at <= _PACT_REACH and not _FOR_FORCES.isdisjoint(one.words[at:pact]):
                yield from (at, pact)
