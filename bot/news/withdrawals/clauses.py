"""How the words of a sentence about forces belong together."""

from bot.news.withdrawals.forces import people_before
from bot.news.withdrawals.going import to_front
from bot.news.withdrawals.sentences import PARTS, Actor, Sentence

_JOINED = 4
_POSTED = ("observation", "army", "military")
_TIMES = frozenset(
    "january february march april may june july august september october november december spring summer "
    "autumn fall winter days weeks months schedule "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_FOLLOWING = frozenset("by after before as amid for over early soon next this at until unless if".split())
_DRILLS = frozenset(
    "drill drills exercise exercises manoeuvre manoeuvres maneuver maneuvers rehearsal parade wargame".split()
)
_AFTER_DRILL = frozenset("after from for following joint up end ends ended wrap wraps complete".split())
_LEAVERS = frozenset(
    ("force", "owned", "service", "people", "will", "soldierly", "foreign", "member", "base")
)
"""What may follow the name of a country that leaves a base."""
_REACHED = ("land", "lands", "landed", "arrive", "arrives", "arrived")


def is_arrival(title: Sentence, country: str) -> bool:
    """Whether a title tells that forces of the country go to a place."""
    if any(to_front(title, at, country) for at in title.having("leave")):
        return True
    reached = bool(title.having("deploy")) or any(word in _REACHED for word in title.words)
    return reached and not title.having("out", "leave", "less", "away")


def name_left(one: Sentence, at: int) -> Actor | None:
    """A name that no table has: "US leaves Bagram at night"; no UNESCO, no Human Rights Council."""
    name, following = ("".join(one.written[i : i + 1]) for i in (at + 1, at + 2))
    if name.lower() in _TIMES:
        return None
    known = any(actor.start <= at + 1 < actor.end for actor in one.actors)
    if not name.istitle() or following.istitle() or known or one.written[at].istitle():
        return None
    return Actor(at + 1, at + 2, "", True, False)


def is_somewhere_left(title: Sentence) -> bool:
    """Whether a title tells that soldiers leave a place that it does not name, or that no table has.

    "US troops home by May", "US soldiers leave Taqaddum".
    """
    going = [at for at in title.having("out") if title.words[at].startswith(("exit", "vacat", "depart"))]
    left = any(
        title.has("force", at - 1) and name_left(title, at) is not None
        for at in (*title.having("leave"), *going)
    )
    return left or any(title.word(at) == "home" and title.has("force", at - 1) for at in title.having("away"))


def is_of_body(one: Sentence, at: int) -> bool:
    """Whether what is left is a body or a pact: "quits WHO", "leaves Paris accord"."""
    body = "".join(one.written[at + 1 : at + 2])
    return (body.isupper() and len(body) > 1) or any(one.has("pact", i) for i in range(at + 1, at + 4))


def is_dated(one: Sentence, at: int) -> bool:
    """Whether a date or a span begins there: "in September", "in 2014", "in ten days"."""
    if one.word(at) not in ("in", "on", "within"):
        return False
    return any(one.word(i).isdecimal() or one.word(i) in _TIMES for i in (at + 1, at + 2))


def is_of_drill(one: Sentence) -> bool:
    """Whether a sentence tells of those who come back from a manoeuvre, or end it."""
    return any(
        word in _DRILLS and not _AFTER_DRILL.isdisjoint(one.words[max(0, at - 5) : at])
        for at, word in enumerate(one.words)
    )


def is_all(one: Sentence, at: int, place: Actor) -> bool:
    """Whether the word of going has the place alone beside it: no "US leaves Cuba on terror list"."""
    end = place.end
    if not {*one.words[at + 1 : place.start]} <= {*PARTS, "from", "out", "of"}:
        return False
    return end >= len(one.words) or one.word(end) in _FOLLOWING or is_dated(one, end)


def is_left_by_country(one: Sentence, at: int) -> bool:
    """Whether the country or its forces leave, rather than its president or a family."""
    before = [actor for actor in one.actors if actor.end <= at]
    return (
        bool(before)
        and not any(actor.is_speaker and one.words[actor.start] != "coalition" for actor in before)
        and (before[-1].end == at or not one.roles[before[-1].end].isdisjoint(_LEAVERS))
        and not any(one.has("civilian", i) or one.has("one", i) for i in range(before[-1].end, at))
    )


def is_civilian(one: Sentence, who: int, at: int) -> bool:
    """Whether somebody before the word `at` is no soldier, or one alone, and may be who leaves."""
    commands = "trip" in one.roles[at] and one.words[who].startswith(("general", "commander", "chief"))
    return not commands and (one.has("civilian", who) or one.has("one", who))


def is_journey(one: Sentence, at: int, actor: Actor) -> bool:
    """Whether somebody leaves who speaks for the forces: "Macron leaves Chad after visit"."""
    leaves = "leave" in one.roles[at] or one.words[at].startswith("depart")
    return leaves and actor.is_speaker and set(one.words[actor.end : at]) <= {"has", "had", "just"}


def is_joined(one: Sentence, actor: Actor, other: Actor) -> bool:
    """Whether two act together: "US and British soldiers", "US Marines and the last British soldiers"."""
    between = one.words[actor.end : other.start]
    if "and" not in between or len(between) > _JOINED:
        return False
    joint = actor.end + between.index("and")
    own = all(one.has("force", i) or one.has("owned", i) for i in range(actor.end, joint))
    return own and all(one.words[i] in ("the", "last") for i in range(joint + 1, other.start))


def with_host(one: Sentence, country: str) -> bool:
    """Whether a sentence begins with the country and its host: "US and Niger agree on exit"."""
    first, second = (*one.actors, None, None)[:2]
    if first is None or second is None or first.country != country or second.is_place:
        return False
    return first.start == 0 and one.words[first.end : second.start] in ([], ["and"])


def side_by_side(one: Sentence, country: str) -> bool:
    """Whether a sentence begins with two, one of them the country: "Iraq, US agree", "Niger and US say"."""
    first, second = (*one.actors, None, None)[:2]
    if first is None or second is None or second.country != country:
        return False
    return one.words[first.end : second.start] in ([], ["and"], ["and", "the"])


def is_apart(one: Sentence, at: int, other: int) -> bool:
    """Whether two words are of different clauses: "cuts rates as troops march", "probe into base attack"."""
    first, last = min(at, other) + 1, max(at, other)
    if one.words[at] == "close" and one.word(at + 1) == "to":
        return True
    parted = any("apart" in own for own in one.roles[first:last])
    return parted and {"they", "them"}.isdisjoint(one.words[first : last + 1])


def is_base(one: Sentence, at: int) -> bool:
    """Whether it is a base: so named, of a people, or a "Camp" with a name."""
    if one.words[at].startswith("post") and one.word(at - 1) in _POSTED:
        return True
    if "base" in one.roles[at] or (people_before(one, at) and not one.has("leave", at - 1)):
        return one.written[at - 1 : at + 1] != ["Washington", "Post"]
    name = "".join(one.written[at + 1 : at + 2])
    return one.written[at] == "Camp" and name.istitle() and name != "David"
