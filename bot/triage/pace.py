"""When an update of a story may go out: a pace, never a limit. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

UPDATE_GAP = timedelta(minutes=10)
"""The least time between two updates of a story, except for denials and corrections."""
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UpdatePace:
    """How many updates of one story a chat gets; what comes sooner is gathered in the next one."""

    per_hour: int = 4
    per_day: int = 12
    gap: timedelta = UPDATE_GAP


def next_update_at(due: Sequence[datetime], pace: UpdatePace, now: datetime) -> datetime:
    """When the next update may go, `due` being when earlier ones of the story did or will, oldest first."""
    at = now
    if due:
        at = max(at, due[-1] + pace.gap)
    for count, span in ((pace.per_hour, _HOUR), (pace.per_day, _DAY)):
        if len(due) >= count:
            at = max(at, due[-count] + span)
    return at
