"""Which words of a sentence are forces, whosever they are."""

from bot.news.withdrawals.going import GEAR, GOING, PRESENCE
from bot.news.withdrawals.sentences import Sentence

FORCES = ("force", "one", "every", "owned", "service", "member", "people", "those")
"""Roles of words that may be forces."""
PRONOUNS = frozenset(("them", "em"))
_NEAR_OWNER = 3
_HANDLED = 5
_FEWEST = 100
"""A smaller number that stands alone is rarely one of soldiers."""
_TASK = 8
_MANY = 1000
"""So many Americans who leave are a garrison, fewer may be travellers."""
_AFTER_COUNT = frozenset(
    "to will would could may might can must should are were have had in at by from until after before "
    "of based and or but already now home out off gone back stay leave go".split()
)
"""What follows a number of soldiers who were named before."""
_OF_ONE = ("in", "is", "was", "has", "will")
"""What follows "every American" who is a soldier."""
_ELSEWHERE = frozenset("central latin african native asian".split())
"""Of Americans who are no forces of the United States."""
_LIFTED = ("out", "move", "pull", "less")
"""What is done to equipment that goes; to transfer it or to give it away tells of other things."""
_PEACEFUL = frozenset("relief aid rescue humanitarian medical diplomatic space trade science moon".split())
"""Missions that soldiers do not leave."""
_ACTS = ("out", "leave", "move", "away", "give")
"""What an army does that leaves; armies do much else."""


def forces(one: Sentence, is_military: bool) -> list[int]:
    """The words that are forces; in a report that `is_military`, pronouns and bare numbers too."""
    named = [at for at in one.having(*FORCES) if _is_force(one, at, is_military)]
    return sorted([*named, *_counted(one)]) if is_military else named


def _counted(one: Sentence) -> list[int]:
    """Numbers without the word for what they count: "8,600 to stay", "all of nearly 1,000 would leave"."""
    return [
        at
        for at, word in enumerate(one.words)
        if word.isdecimal()
        and (at + 1 == len(one.words) or one.words[at + 1] in _AFTER_COUNT)
        and _is_count(one, at, _FEWEST)
    ]


def _is_count(one: Sentence, at: int, fewest: int) -> bool:
    """Whether a number of so many at least stands there, and no year."""
    word = one.word(at)
    if not word.isdecimal():
        return False
    thousands = len(word) == 3 and one.word(at - 1).isdigit()
    return thousands or (int(word[:9]) >= fewest and not (len(word) == 4 and "1900" < word < "2100"))


def _is_force(one: Sentence, at: int, is_military: bool) -> bool:
    own = one.roles[at]
    if one.has("civilian", at + 1) or one.has("local", at - 1) or one.word(at - 1) == "from":
        return False
    if is_lost(one, at, at + 1):
        return False
    if "force" in own or ("one" in own and any(one.has("ending", at - n) for n in range(1, 4))):
        return True
    if "one" in own:
        return False
    if "every" in own:
        return "every" in one.words[max(0, at - 2) : at] and one.word(at + 1) in _OF_ONE
    if "member" in own:
        return one.word(at - 1) == "service"
    if "people" in own:
        if one.word(at - 1) in _ELSEWHERE:
            return False
        return is_military or _is_count(one, at - 1, _MANY)
    if "those" in own:
        return is_military and _is_referred_to(one, at)
    return _is_owned(one, at, is_military)


def _is_owned(one: Sentence, at: int, is_military: bool) -> bool:
    """Whether a word is forces by what stands before it: "US units", "special operators", "pull gear"."""
    own, word = one.roles[at], one.words[at]
    if word == "force" and (one.word(at - 1) in ("air", "task") or one.has("will", at - 1)):
        return False
    if (word == "forces" and one.word(at + 1) == "treaty") or one.words[at - 2 : at] == ["chief", "of"]:
        return False
    if word == "mission" and one.word(at - 1) in _PEACEFUL:
        return False
    if word == "mission" and any(one.has("end", i) for i in range(max(0, at - 3), at)):
        placed = any(actor.is_place and actor.end == at for actor in one.actors)
        if placed or (one.word(at + 1) == "in" and not one.has("local", at - 1)):
            return True
    if word == "force" and one.word(at - 1) == "the" and is_military:
        return True
    if word == "boots":
        return people_before(one, at) and any(one.has("ending", at - n) for n in (2, 3))
    if word == "crew":
        return people_before(one, at) and any(actor.end == at for actor in one.actors)
    if word == "force" and one.word(at - 1) in ("of", "by"):
        return False
    if word == "operators":
        return one.has("soldierly", at - 1)
    owned = people_before(one, at)
    if "service" in own:
        acts = at + 1 + one.has("will", at + 1)
        if owned and one.word(acts) == "down" and one.word(acts + 1) in ("to", "by", "from"):
            return True
        return owned and acts < len(one.roles) and not one.roles[acts].isdisjoint(_ACTS)
    if word == "role":
        return one.has("soldierly", at - 1)
    by = _LIFTED if word in GEAR else GOING
    handled = word in (*PRESENCE, *GEAR) and any(
        not one.roles[i].isdisjoint(by) for i in range(max(0, at - _HANDLED), at)
    )
    if word in GEAR and (one.having("civilian") or one.has("soldierly", at - 1)):
        return False
    counted = word == "forces" and one.word(at - 1).isdigit()
    return owned or handled or counted or one.has("soldierly", at - 1)


def is_task_near(one: Sentence, at: int) -> bool:
    """Whether what ends is a mission, a presence or the like, rather than help after a flood."""
    return any(
        0 < abs(i - at) <= _TASK and one.word(i - 1) not in _PEACEFUL for i in one.having("task", "base")
    )


def _is_referred_to(one: Sentence, at: int) -> bool:
    """ "Bring them home", "our boys", "100 men", "our brave men and women"."""
    if one.words[at] in PRONOUNS:
        return True
    before = one.words[max(0, at - 4) : at]
    if one.words[at] == "boys" and one.word(at - 1) == "the" and one.has("away", at + 1):
        return True
    return "our" in before or one.word(at - 1).isdigit()


def people_before(one: Sentence, at: int) -> bool:
    """Whether a country or its people is named right before a word."""
    named = [actor for actor in one.actors if not actor.is_place and not actor.is_speaker]
    return any(at - _NEAR_OWNER <= actor.end <= at for actor in named)


def is_lost(one: Sentence, first: int, end: int) -> bool:
    """Whether those named from a first word to before another are the dead, captives, suspects or travellers:
    "bodies of soldiers", "soldiers killed in Jordan", "Americans urged to leave"."""
    of_them = "of" in one.words[max(0, first - 3) : first]
    before = range(first - (4 if of_them else 2), first)
    return any(one.has("lost", at) for at in (*before, end))
