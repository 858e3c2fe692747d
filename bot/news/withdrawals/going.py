"""The words of going in a sentence, and how far from each the force that goes may stand."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.news.withdrawals.lexicon import NOBODY
from bot.news.withdrawals.sentences import SAYS, Sentence


class Going(NamedTuple):
    """A word that says that somebody leaves, stays or gets fewer."""

    at: int
    role: str
    before: int
    """How many words before it the force may stand."""
    after: int
    """How many words after it."""


_REACH = {
    "pull": (0, 4),
    "pack": (5, 0),
    "out": (8, 8),
    "leave": (8, 0),
    "move": (8, 8),
    "relocate": (8, 5),
    "clear": (5, 5),
    "expel": (0, 5),
    "less": (1, 5),
    "sink": (5, 5),
    "fall": (8, 5),
    "end": (6, 8),
    "stay": (5, 5),
}
GOING = ("out", "move", *(role for role in _REACH if role not in ("pack", "leave", "out", "move")))
"""Roles of verbs that have forces as their object."""
PRESENCE = frozenset("forces force presence footprint posture deployment".split())
"""What is of the country that acts where such a verb stands right before it: "pull forces from Syria"."""
GEAR = frozenset("equipment gear materiel hardware cargo".split())
"""What goes ahead of forces, or with them."""
_REACH_OF_PLACE = 4
_WHERE = frozenset("there here area city town conflict theatre theater".split())
_BY = ("by", "before", "soon", "now", "this", "next", "within")
_TOLD = frozenset("asked told ordered due were begin begins ready have want wants need".split())
_BY_WHEN = frozenset("by before soon now next within this home".split())
_BEYOND = frozenset("beyond past after until till longer into".split())
"""Who stays so long was to leave."""
_CARE = frozenset("medical treatment treated".split())
"""Who is flown out for it is wounded."""
_OVER = ("over", "control", "charge", "possession")
_DRIVES = ("cross", "drive", "driv", "drove", "roll", "stream", "head", "pour", "move")
_FRONTS = {"IQ": 1, "SY": 2, "AF": 2, "YE": 2, "SO": 2, "NE": 2}
"""Countries in which there is war, by how far they are from the way home."""
_NOT = frozenset("no not never none nobody won't".split())
_WHEREVER = ("relocate", "clear", "expel", "less", "sink", "end", "pull", "pack")
"""Roles that ask for nothing but a force."""


def goings(sentence: Sentence, country: str, is_over: bool) -> Iterator[Going]:
    """The words of going; those of staying only where the report also tells that something `is_over`."""
    for at, own in enumerate(sentence.roles):
        if own:
            role = _role(sentence, at, country, is_over)
            if role:
                yield Going(at, role, *_REACH[role])


def _role(one: Sentence, at: int, country: str, is_over: bool) -> str:
    own, following = one.roles[at], one.word(at + 1)
    if any(one.has("paper", at + n) for n in range(1, 4)) or not _CARE.isdisjoint(
        one.words[at + 1 : at + 12]
    ):
        return ""
    if "out" in own and not _from_home(one, at, country):
        return "out"
    if "leave" in own and not _is_private(one, at) and not to_front(one, at, country):
        return "leave"
    if "move" in own and following != "fire" and _is_directed(one, at, country):
        return "move"
    if "rest" in own and following and one.word(at + 2) == "off" and one.has("force", at + 1):
        return "move"
    if "rest" in own and any(one.has("away", at + n) for n in (1, 2, 2 + one.has("those", at + 2))):
        return "move"
    if "away" in own and _is_direction_alone(one, at, country):
        return "move"
    if one.words[at] == "down" and following in ("to", "from"):
        return "sink"
    if "move" in own and one.has("being", at - 1):
        return "relocate"
    if one.words[at] == "go" and (at + 1 == len(one.words) or _is_told_to(one, at)):
        return "leave"
    if one.words[at] == "go" and one.has("will", at - 1) and following in _BY_WHEN:
        return "leave"
    if one.words[at] == "go" and following == "from" and "to" not in one.words[at + 2 : at + 6]:
        return "leave"
    if one.words[at] == "out" and one.has("being", at - 1) and (at + 1 == len(one.words) or following in _BY):
        return "leave"
    if "rid" in own and following == "of":
        return "expel"
    if one.words[at].startswith("need") and not _NOT.isdisjoint(one.words[max(0, at - 2) : at]):
        return "expel"
    if "door" in own and "door" in one.words[at + 1 : at + 8]:
        return "expel"
    if "less" in own and following in ("to", "by", "from") and one.word(at + 2).isdecimal():
        return "sink"
    for role in _WHEREVER:
        if role in own:
            return role
    if "stay" in own and (is_over or _is_left_behind(one, at)):
        return "stay"
    is_counted = following in ("to", "below", "under") and one.word(at + 2).isdecimal()
    return "fall" if "fall" in own and (one.having("level") or is_counted) else ""


def _is_left_behind(one: Sentence, at: int) -> bool:
    """ "400 troops to remain in Syria", "to keep 400", "keep soldiers beyond 2016", "no soldier would stay":
    others were to leave, or all."""
    before = one.words[max(0, at - 4) : at]
    if before[-1:] == ["to"] and any(word.isdecimal() for word in before):
        return True
    if "many" in one.words[max(0, at - 5) : at]:
        return True
    if not _NOT.isdisjoint(one.words[max(0, at - 4) : at]):
        return True
    after = one.words[at + 1 : at + 9]
    if ("after", "all") in pairwise(after):
        return True
    counted = one.word(at + 1).isdecimal() or one.word(at + 1) in ("some", "few", "handful", "hundreds")
    is_kept = "keep" in one.words[at] and one.has("will", at - 1) and counted
    return is_kept or any(word in _BEYOND and following.isdigit() for word, following in pairwise(after))


def _is_told_to(one: Sentence, at: int) -> bool:
    """ "Asked to go", "will begin to go"; not "asked to go to Chad"."""
    told = one.word(at - 1) == "to" and one.word(at - 2) in _TOLD
    return told and one.word(at + 1) not in ("to", "on", "ahead", "into", "through")


def _is_private(one: Sentence, at: int) -> bool:
    """ "Left-leaning", "leaves Army", "quit the military", "leave Okinawa bar"."""
    return (
        any(one.has("venue", i) for i in range(at + 1, at + 4))
        or one.word(at + 1) in ("leaning", "wing", "days")
        or one.has("service", at + 1)
        or one.has("service", at + 2)
    )


def _is_directed(one: Sentence, at: int, country: str) -> bool:
    """Whether a word such as "pull", "bring" or "return" has its "out", "home" or "from"."""
    if one.words[at].startswith(_DRIVES) and _is_towards_front(one, at):
        return False
    if _takes_another(one, at) or (one.words[at].startswith(("tak", "took")) and one.word(at + 1) in _OVER):
        return False
    goes_itself = one.words[at].startswith(("go", "com", "head"))
    for i in range(at + 1, min(at + 6, len(one.words))):
        if one.word(i) == "out" and one.word(i + 1) == "of" and not _is_somewhere(one, i + 2):
            return False
        if one.has("away", i) or (one.has("aside", i) and not goes_itself):
            return not _from_home(one, at, country)
    if one.words[at].startswith("return") and "fort" in one.words[at + 1 : at + 4]:
        return True
    return one.words[at].startswith("return") and any(
        actor.country == country and actor.is_place and 0 < actor.start - at < 6 for actor in one.actors
    )


def _is_towards_front(one: Sentence, at: int) -> bool:
    """ "Cross into Syria from Iraq", not the other way."""
    near = [actor for actor in one.actors if 0 < actor.start - at <= 10]
    into = [a.country for a in near if one.word(a.start - 1) in ("into", "to", "toward", "towards")]
    return any(
        _FRONTS.get(to, 0) > max(_FRONTS.get(a.country, 0) for a in near if a.country != to)
        for to in into
        if any(a.country != to for a in near)
    )


def _takes_another(one: Sentence, at: int) -> bool:
    """ "Drove Islamic State out": those who go are no army that leaves."""
    behind = next((actor for actor in one.actors if actor.start == at + 1), None)
    return behind is not None and not behind.is_place and behind.country == NOBODY


def _is_somewhere(one: Sentence, at: int) -> bool:
    """Whether what begins there is a place, a base or a war, rather than "tents" or "business"."""
    if any(at <= actor.start < at + _REACH_OF_PLACE for actor in one.actors):
        return True
    return any(
        one.written[i][0].isupper()
        or not one.roles[i].isdisjoint(("base", "abroad", "afar", "site"))
        or one.words[i] in _WHERE
        for i in range(at, min(at + _REACH_OF_PLACE, len(one.words)))
    )


def _is_direction_alone(one: Sentence, at: int, country: str) -> bool:
    """ "Troops home by May", "half already gone", "Marines back in Texas", "soldiers out of Syria"."""
    if one.has("settled", at - 1) or (one.word(at - 1).endswith("ing") and not one.roles[at - 1]):
        return False  # "acting out of"
    if one.words[at] in ("home", "gone"):
        return one.word(at + 1) != "of"
    if one.words[at] == "back":
        there = one.has("force", at - 1) or one.has("being", at - 1)
        return there and one.word(at + 1) in ("at", "in", "from", "home")
    if one.words[at] == "out" and (at == 0 or one.has("force", at - 1)) and one.word(at + 1) in _BY:
        return True
    if one.words[at] != "out" or one.word(at + 1) != "of":
        return False
    name = one.written[at].islower() and one.written[min(at + 2, len(one.written) - 1)].istitle()
    return name or any(0 < actor.start - at <= 4 and actor.country != country for actor in one.actors)


def _from_home(one: Sentence, at: int, country: str) -> bool:
    """Whether it is the country itself that is left: "out of the US military", "leaves Texas"."""
    for actor in one.actors:
        if actor.country != country or actor.is_speaker or not 0 < actor.start - at <= 4:
            continue
        if one.has("people", actor.start):
            continue  # "departing Americans"
        if any(one.word(i) in SAYS for i in range(actor.end, actor.end + 4)):
            return False  # it speaks: "We are leaving," US general says
        if at + 1 == actor.start or one.words[actor.start - 1] in ("of", "from"):
            return actor.is_place or not any(
                one.has(role, actor.end) for role in ("force", "owned", "service")
            )
    return False


def to_front(one: Sentence, at: int, country: str) -> bool:
    """ "Leave Fort Hood for Poland" is the other way; so is what leaves the country itself."""
    if one.word(at + 1) == "for" and one.word(at + 2) != "home":
        return True
    if "fort" in one.words[at + 1 : at + 3] or _from_home(one, at, country):
        return True
    near = any(actor.country == country and 0 <= actor.start - at <= 4 for actor in one.actors)
    return near and "for" in one.words[at + 1 : at + 8]
