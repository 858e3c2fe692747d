"""Durations as people write them, in the configuration and in the chat."""

import re
from datetime import timedelta

_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_PART = re.compile(
    r"(\d{1,15}+(?:\.\d{1,9}+)?)\s*+"
    r"(ms|s(?:ecs?|econds?)?|m(?:ins?|inutes?)?|h(?:rs?|ours?)?|d(?:ays?)?|w(?:eeks?)?)(?![a-z])"
)
_LONGEST_TEXT = 100
"""Characters; nobody writes a duration that is longer."""


def parse_seconds(text: str) -> float | None:
    """How many seconds "500ms", "90s", "1h30m", "8 hours" or "2 weeks" are; None if `text` is no duration.

    A number without a unit is none: nobody could tell what it counts. Limits are the caller's.
    """
    text = text.strip().lower()
    if len(text) > _LONGEST_TEXT:
        return None
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip(" ,"):
        return None
    return sum(float(number) * _UNITS["ms" if unit == "ms" else unit[0]] for number, unit in parts)


def format_duration(duration: timedelta) -> str:
    """`duration` in whole minutes, at least one: "8 hours", "1 day 2 hours", "45 minutes"."""
    minutes = max(1, round(duration.total_seconds() / 60))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    counts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in counts if count)
