"""The particulars of an attack: whom it struck, where in the town and when, as an English report tells.

In go the title and the first words of a report, out come classes of victims ("shepherd" and "herder" are
one), of sites ("checkpoint", "market") and hours. Two attacks of one town on one day have the same words;
these tell them apart. The classes lie in `particulars.txt`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.news.language.words import fold

READ_WORDS = 45
"""Words of a text, besides its title, in which particulars are looked for: about two sentences."""
_BEFORE, _AFTER = 5, 5
"""Words before and after a verb of harm among which its victims stand."""
_HARMS = frozenset(
    """kill kills killed killing dead die dies died death deaths slain slay slays wound wounds wounded
    wounding injure injures injured injuring injury injuries hurt hurts maim maims maimed maiming stab
    stabs stabbed shot shoot shoots target targets targeted targeting hit hits strike strikes struck
    attack attacks attacked abduct abducts abducted kidnap kidnaps kidnapped assassinate assassinates
    assassinated murdered murder""".split()
)
_PARTICIPLES = frozenset(
    """killed wounded injured hurt maimed stabbed shot targeted hit struck attacked abducted kidnapped
    assassinated murdered slain""".split()
)
_OF_THE_DEAD = frozenset("dead die dies died death deaths".split())
"""Words whose victims stand before them or after: "three dead", "dead soldiers"."""
_PASSIVE = frozenset("was were been being is are be got".split())
_NO_OBJECT = frozenset(
    """in by when as after at near on and or outside inside while during from with for , . ; behind beside
    dead""".split()
)
"""Words after a participle that has no object: "Two soldiers killed in ..."."""
_ENDS = frozenset(
    """. ; when as who which that while after before because by in at near outside inside behind
    beside on""".split()
)
"""Words at which an object ends."""
_SAYS = frozenset("say said says told according reported confirmed announced added".split())
_CARRIED = frozenset("to from".split())
"""Before a place that people were taken to, or came from."""
_HOURS = {
    "overnight": "night", "midnight": "night", "night": "night",
    "dawn": "morning", "daybreak": "morning", "sunrise": "morning", "early": "morning", "morning": "morning",
    "noon": "noon", "midday": "noon", "lunchtime": "noon",
    "afternoon": "afternoon",
    "evening": "evening", "dusk": "evening", "sunset": "evening", "nightfall": "evening",
    "tonight": "evening", "late": "evening",
}  # fmt: skip
_WITH_A_DAY = frozenset(["early", "late"])
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)?\s?([ap])\.?m\b", re.IGNORECASE)
_UNTIL = ((3, "night"), (11, "morning"), (14, "noon"), (18, "afternoon"), (22, "evening"), (25, "night"))
_APART = frozenset(
    frozenset(pair)
    for pair in (
        ("morning", "afternoon"), ("morning", "evening"), ("noon", "evening"), ("noon", "night"),
        ("afternoon", "night"),
    )
)  # fmt: skip
"""Hours of which nobody mistakes one for the other."""
_PARTS = frozenset("district quarter neighbourhood neighborhood suburb street square roundabout".split())
_LEADING = (["road", "to"], ["village", "of"])
_VOWELS = str.maketrans("", "", "aeiouyhw'-\u2019")
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*|[.;,]")

Classes = Mapping[str, frozenset[str]]


class Particulars(NamedTuple):
    """What a report tells of an attack besides its kind and town; empty where it does not say."""

    victims: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    """Parts of the day."""
    spots: frozenset[str] = frozenset()
    """The consonants of names of quarters and streets, and of where a road leads to."""
    titled: frozenset[str] = frozenset()
    """Those of the victims whom the title names."""


@lru_cache(maxsize=1)
def classes() -> tuple[Classes, Classes]:
    """The classes of words for victims, and of those for sites."""
    sections: dict[str, dict[str, set[str]]] = {}
    text = files("bot.news.stories").joinpath("particulars.txt").read_text(encoding="utf-8")
    for line in filter(None, text.splitlines()):
        if line[0] == "[":
            table = sections.setdefault(line.strip("[]"), {})
        elif line[0] != "#":
            name, words = line.split(": ")
            for word in words.split():
                table.setdefault(word, set()).add(name)
    civil = set[str]().union(*sections["civil"].values())
    victims = [*sections["armed"].items(), *sections["civil"].items()]
    victims += [(word, civil) for word in sections["anybody"]]
    return _frozen(victims), _frozen(sections["sites"].items())


def _frozen(rows: Iterable[tuple[str, set[str]]]) -> Classes:
    found: dict[str, frozenset[str]] = {}
    for word, names in rows:
        found[word] = found.get(word, frozenset()) | names
    return found


def classes_of(word: str, table: Classes) -> frozenset[str]:
    """The classes of a word in small letters, which may stand in the plural or the genitive."""
    bare = word.removesuffix("'s").removesuffix("\u2019s")
    forms = (bare, bare.removesuffix("s"), bare.removesuffix("es"))
    return next((table[form] for form in forms if form in table), frozenset())


def particulars(title: str, text: str) -> Particulars:
    """The particulars that an English title and the first words of its text tell."""
    lead = _TOKEN.findall(text[: READ_WORDS * 12])[:READ_WORDS]
    victims, sites, hours, spots = set[str](), set[str](), set[str](), set[str]()
    of_victim, of_site = classes()
    hours.update(_by_clock(f"{title}. {text[: READ_WORDS * 6]}"))
    titled = frozenset[str]()
    for shown in (lead, _TOKEN.findall(title)):
        words = [word.lower() for word in shown]
        struck = (classes_of(words[at], of_victim) for at in _struck(words) if not _speaks(words, at))
        titled = frozenset[str]().union(*struck)
        victims |= titled
        for at, word in enumerate(words):
            found = classes_of(word, of_site)
            if found and not (_speaks(words, at) or _is_far(words, at)):
                sites |= found
        hours.update(_hours(words))
        spots.update(_spots(shown, words))
    return Particulars(frozenset(victims), frozenset(sites), frozenset(hours), frozenset(spots), titled)


def _struck(words: Sequence[str]) -> Iterator[int]:
    """The places of words that stand where those stand who were struck."""
    for at, word in enumerate(words):
        if word not in _HARMS:
            continue
        passive = word in _PARTICIPLES and _has_no_object(words, at)
        if passive or word in _OF_THE_DEAD:
            yield from _backwards(words, at)
        if not passive:
            yield from _forwards(words, at + 1)


def _has_no_object(words: Sequence[str], at: int) -> bool:
    """Whether a participle is passive: "were killed", "Two soldiers killed in ..."."""
    if not _PASSIVE.isdisjoint(words[max(0, at - 2) : at]):
        return True
    return at + 1 == len(words) or words[at + 1] in _NO_OBJECT


def _backwards(words: Sequence[str], at: int) -> Iterator[int]:
    for place in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        if words[place] in ".;" or words[place] in _SAYS:
            return
        yield place


def _forwards(words: Sequence[str], start: int) -> Iterator[int]:
    for place in range(start, min(len(words), start + _AFTER)):
        if words[place] in _ENDS:
            return
        yield place


def _speaks(words: Sequence[str], at: int) -> bool:
    """Whether a word names who tells it: "residents said", "according to the council"."""
    if not _SAYS.isdisjoint(words[at + 1 : at + 3]) or words[at + 1 : at + 2] == ["source"]:
        return True
    return "according" in words[max(0, at - 4) : at]


def _is_far(words: Sequence[str], at: int) -> bool:
    return not _CARRIED.isdisjoint(words[max(0, at - 2) : at])


def _hours(words: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if word in _HOURS and (word not in _WITH_A_DAY or _tells_time(words[at + 1 : at + 4])):
            yield _HOURS[word]


def _by_clock(text: str) -> Iterator[str]:
    for told in _CLOCK.finditer(text):
        hour = int(told[1]) % 12 + (12 if told[2].lower() == "p" else 0)
        yield next(name for until, name in _UNTIL if hour < until)


def _tells_time(after: Sequence[str]) -> bool:
    return any(word.endswith("day") or word in _HOURS or word == "hours" for word in after)


def _spots(shown: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """The consonants of the names of parts of a town: "Mashlab district", "the road to Tabqa"."""
    for at, word in enumerate(words):
        if word in _PARTS and at and shown[at - 1][0].isupper():
            yield _consonants(words[at - 1])
        if words[at : at + 2] in _LEADING and at + 2 < len(words) and shown[at + 2][0].isupper():
            yield _consonants(words[at + 2])


def _consonants(name: str) -> str:
    return fold(name).translate(_VOWELS)


def apart(later: Particulars, earlier: Particulars, *, anew: bool = False, other_day: bool = False) -> str:
    """What tells two attacks of one town apart, in a few words; "" where too little does.

    Two of victims, site, quarter and hour must differ, and the hour be one of them where anything is shared.
    The victims suffice where both titles name them and the later one tells the attack `anew`.
    `other_day`: they name other days, which around midnight may be of one attack.
    """
    around_midnight = {"night", "morning"} <= later.hours | earlier.hours
    told = {
        "hour": other_hour(later, earlier) or (other_day and not around_midnight),
        "victims": differ(later.victims, earlier.victims),
        "site": differ(later.sites, earlier.sites),
        "quarter": differ(later.spots, earlier.spots),
    }
    other = [name for name, is_other in told.items() if is_other]
    shared = later.victims & earlier.victims or later.sites & earlier.sites or later.spots & earlier.spots
    enough = len(other) > 1 or (anew and differ(later.titled, earlier.titled))
    return ", ".join(other) if enough and (told["hour"] or not shared) else ""


def other_hour(one: Particulars, other: Particulars) -> bool:
    """Whether both tell an hour, and each of one report is apart from each of the other."""
    pairs = [frozenset((here, there)) for here in one.hours for there in other.hours]
    return bool(pairs) and all(pair in _APART for pair in pairs)


def differ(ones: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both tell something, and nothing the same."""
    return bool(ones) and bool(others) and ones.isdisjoint(others)
