"""The acts by which an affair develops, and how much each matters to a follower."""

from enum import StrEnum


class Act(StrEnum):
    """What somebody did, as a live desk would file it."""

    RETRACTION = "retraction"
    CORRECTION = "correction"
    DENIAL = "denial"
    CLAIM = "claim"
    CEASEFIRE = "ceasefire"
    BREACH = "breach"
    ANOTHER = "another attack"
    """A second bomb, a new strike, an aftershock: the same kind of thing once more."""
    REVERSAL = "reversal"
    WITHDRAWAL = "withdrawal"
    DEPLOYMENT = "deployment"
    CAPTURE = "capture"
    SURRENDER = "surrender"
    RESIGNATION = "resignation"
    DISMISSAL = "dismissal"
    VERDICT = "verdict"
    SENTENCE = "sentence"
    CHARGE = "charge"
    ARREST = "arrest"
    PLEA = "plea"
    APPEAL = "appeal"
    RELEASE = "release"
    RESCUE = "rescue"
    ESCAPE = "escape"
    DEATH = "death"
    FIND = "find"
    ORDER = "order"
    AGREEMENT = "agreement"
    COLLAPSE = "collapse of talks"
    REJECTION = "rejection"
    CONCESSION = "concession"
    RESULT = "result"
    LEAD = "lead"
    VICTORY_CLAIM = "claim of victory"
    VOTE = "vote"
    START = "start"
    END = "end"
    DELAY = "delay"
    EVACUATION = "evacuation"
    IDENTIFICATION = "identification"


IMPORTANCE: dict[Act, int] = {act: 100 - place for place, act in enumerate(Act)}
"""How much an act matters beside others that came in the same hour; the greater, the more."""

STANCES = frozenset({Act.DENIAL, Act.CORRECTION, Act.RETRACTION})
"""Acts that speak against what was told."""
