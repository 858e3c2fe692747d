"""What tells without a word of going that a country's forces leave.

A flag that comes down, a base that others take over, a number that falls, a last plane, a country that scales
down somewhere.

Every function takes a sentence and the country, and gives the numbers of the words that tell it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from bot.news.withdrawals import clauses
from bot.news.withdrawals.lexicon import NOBODY
from bot.news.withdrawals.sentences import Sentence

_FLAGS = frozenset(("flag", "flags", "colors", "colours", "stripes", "standard"))
_LOWERED = ("lower", "furl", "fold")
_TAKEN = frozenset("come comes came taken hauled brought went goes going".split())
"""Before "down", of a flag."""
_NO_FLAG = frozenset(
    "half mast staff protesters protest mob crowd burn burned burnt embassy consulate".split()
)
_TAKES = frozenset("take takes took taken taking assume assumes assumed regain regains regained".split())
_OVER = frozenset("over control charge possession back custody keys".split())
_LAST = frozenset(("last", "final"))
_CARRIERS = frozenset(
    "flight flights plane planes aircraft jet helicopter helicopters chinook convoy truck trucks lorry "
    "lorries ship train column airlift transport c".split()
)
"""What soldiers leave in; "C" of C-17 and C-130."""
_SMALLER = frozenset("down back".split())
_SCALES = ("scal", "slim", "draw", "wind", "wound", "dial", "thin", "step", "pull", "pare", "cut")
_WHERE = frozenset("in across throughout".split())
_WORDS = {
    word: value for value, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_NO_SOLDIERS = frozenset(
    "percent per dollars billion million euros jobs staff police officers cases schools miles kilometres "
    "kilometers points years days hours employees".split()
)
_OF_THEM = frozenset(
    "deaths death suicides suicide casualties attacks attack strikes raids rockets complaints share "
    "pay".split()
)
"""What may fall in number among soldiers who stay."""
_REACH = 8


class _Count(NamedTuple):
    start: int
    end: int
    value: int


def told(
    one: Sentence,
    country: str,
    forces: Sequence[int],
    owner: Callable[[int], str],
    is_military: bool,
    is_political: bool,
) -> Iterator[int]:
    """The words that tell it; `owner` tells whose a force or a base is.

    A report `is_military` where it is about soldiers, and `is_political` where it names who speaks for some.
    """
    yield from flag_lowered(one, country, is_military)
    yield from taken_over(one, country)
    yield from fallen(one, country, {*forces, *one.having("base", "level")}, owner)
    if is_military or one.having("wars"):
        yield from last_out(one, country, one.having("leave", "out"))
    if is_military or is_political:
        yield from scaled_down(one, country)


def flag_lowered(one: Sentence, country: str, is_military: bool) -> Iterator[int]:
    """ "US flag lowered at Bagram", "Stars and Stripes comes down at Iraqi base"; no "flag at half mast"."""
    if not _NO_FLAG.isdisjoint(one.words) or not (is_military or one.having("base", "site")):
        return
    for at, word in enumerate(one.words):
        if word not in _FLAGS or not _is_flag_of(one, at, country):
            continue
        near = range(max(0, at - 3), min(len(one.words), at + 6))
        for i in near:
            down = one.words[i] == "down" and one.word(i - 1) in _TAKEN
            if (down or one.words[i].startswith(_LOWERED)) and _is_abroad(one, country):
                yield from (at, i)
                return


def _is_flag_of(one: Sentence, at: int, country: str) -> bool:
    if one.words[at] == "stripes":
        return country == "US" and one.words[max(0, at - 2) : at] == ["stars", "and"]
    return any(actor.country == country and 0 <= at - actor.end <= 1 for actor in one.actors)


def _is_abroad(one: Sentence, country: str) -> bool:
    return bool(one.having("base", "abroad")) or any(
        actor.country not in (country, NOBODY) for actor in one.actors
    )


def taken_over(one: Sentence, country: str) -> Iterator[int]:
    """ "Iraq takes control of Taji from US-led coalition": a base that others take over from the country."""
    for at, word in enumerate(one.words):
        if word not in _TAKES or _OVER.isdisjoint(one.words[at + 1 : at + 3]):
            continue
        base = next((i for i in one.having("base") if 0 < i - at <= _REACH and clauses.is_base(one, i)), None)
        if base is None:
            continue
        for i in range(base + 1, min(len(one.words), at + 14)):
            if one.words[i] == "from" and _names(one, i + 1, country):
                yield from (at, base)
                return


def _names(one: Sentence, at: int, country: str) -> bool:
    """Whether the country, or the coalition, is named at a word or shortly after it, and nobody before."""
    if any(one.has("foreign", i) for i in (at, at + 1, at + 2)):
        return True
    named = next((actor for actor in one.actors if at <= actor.start <= at + 3), None)
    return named is not None and named.country == country


def fallen(
    one: Sentence, country: str, counted: Collection[int], owner: Callable[[int], str]
) -> Iterator[int]:
    """A number that falls, and what it counts: "falls from 900 to 400", "from eight bases to one".

    `counted` are forces and bases; `owner` tells whose one is.
    """
    counts = list(_counts(one))
    before = [count for count in counts if one.word(count.start - 1) == "from" and _is_number(one, count)]
    after = [count for count in counts if one.word(count.start - 1) in ("to", "just", "only")]
    for high in before:
        for low in after:
            apart = max(low.start - high.end, high.start - low.end)
            if low.value >= high.value or apart > _REACH or low == high:
                continue
            first, last = min(low.start, high.start), max(low.end, high.end)
            what = [at for at in counted if first - _REACH <= at < last + _REACH]
            own = [at for at in what if owner(at) == country]
            if own and not one.having("lost") and _OF_THEM.isdisjoint(one.words):
                yield from (high.start, low.start, own[0])
                return


def _counts(one: Sentence) -> Iterator[_Count]:
    at = 0
    while at < len(one.words):
        word, end = one.words[at], at + 1
        if word in _WORDS:
            yield _Count(at, end, _WORDS[word])
        elif word.isdecimal() and len(word) < 8:
            value = int(word)
            while end < len(one.words) and len(one.words[end]) == 3 and one.words[end].isdecimal():
                value, end = value * 1000 + int(one.words[end]), end + 1
                if end - at > 3:
                    break
            yield _Count(at, end, value)
        at = end


def _is_number(one: Sentence, count: _Count) -> bool:
    """Whether a number counts something that may be soldiers, and is no year."""
    is_year = count.end == count.start + 1 and 1900 < count.value < 2100
    return not is_year and one.word(count.end) not in _NO_SOLDIERS


def last_out(one: Sentence, country: str, leaving: Sequence[int]) -> Iterator[int]:
    """ "Final US flight leaves Kabul": the last of what soldiers leave in, in a report about soldiers."""
    off = [i for i, word in enumerate(one.words) if word in ("off", "out") and _flies(one, i - 1)]
    for at in sorted({*leaving, *off}):
        for carrier in range(max(0, at - 8), at):
            if one.words[carrier] not in _CARRIERS:
                continue
            is_last = not _LAST.isdisjoint(one.words[max(0, carrier - 3) : carrier])
            if is_last and _is_abroad(one, country) and not _is_of_another(one, carrier, country):
                yield from (carrier, at)
                return


def _flies(one: Sentence, at: int) -> bool:
    return one.word(at).startswith(("lift", "tak", "took", "fl", "roll", "drove", "driv"))


def _is_of_another(one: Sentence, at: int, country: str) -> bool:
    owners = [actor for actor in one.actors if 0 <= at - actor.end <= 2 and not actor.is_place]
    return any(actor.country != country for actor in owners)


def scaled_down(one: Sentence, country: str) -> Iterator[int]:
    """ "Washington scales down in Syria", "Americans slim down in Iraq's west": the country, not a firm."""
    if one.having("pact", "civilian"):
        return
    for at, word in enumerate(one.words):
        if not word.startswith(_SCALES) or one.word(at + 1) not in _SMALLER or one.word(at + 2) not in _WHERE:
            continue
        who = next((a for a in reversed(one.actors) if a.end <= at and not a.is_place), None)
        if who is None or who.country != country or one.is_possessive(who):
            continue
        near = not [i for i in range(who.end, at) if not one.has("will", i)]
        where = any(
            actor.country not in (country, NOBODY) and 0 < actor.start - at <= 6 for actor in one.actors
        )
        if near and where:
            yield at
