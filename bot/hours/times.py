"""Times of day in a chat's own timezone: reading what people type, and finding the next such moment.

A time of day stands for the first instant of the day at which the chat's clock shows it or a later one. So a
time that the spring change skips falls on the change itself, and one that the autumn change repeats
comes once.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_DURATION = re.compile(
    r"(\d{1,4})\s*(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)(?![a-z])", re.IGNORECASE
)
_LONGEST = timedelta(days=366)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_DAYS = {
    "": False,
    "daily": False,
    "every day": False,
    "weekdays": True,
    "weekday": True,
    "workdays": True,
    "mon-fri": True,
}


@dataclass(frozen=True, slots=True)
class DigestTime:
    """When a chat wants its alerts gathered."""

    at: time
    weekdays_only: bool = False
    """Monday to Friday."""


def parse_duration(text: str) -> timedelta | None:
    """How long "30m", "2h", "8 hours", "1d", "1h 30m" or "2 weeks" is; None if it cannot be read, is nothing
    or is longer than 366 days."""
    parts = _DURATION.findall(text)
    if not parts or _DURATION.sub("", text).strip(" ,"):
        return None
    duration = sum((int(number) * _UNITS[unit[0].lower()] for number, unit in parts), timedelta())
    return duration if timedelta() < duration <= _LONGEST else None


def format_duration(duration: timedelta) -> str:
    """`duration` in the one or two largest units that say it: "8 hours", "1 day 2 hours", "45 minutes"."""
    minutes = max(1, round(duration.total_seconds() / 60))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    named = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    return " ".join(f"{n} {unit}{'s' if n != 1 else ''}" for n, unit in named if n)


def parse_clock(text: str) -> time | None:
    """The time of day in "8", "08:00", "8.30", "20h15", "8pm"; None if unreadable. "24:00" is 00:00."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def format_clock(at: time) -> str:
    """`at` as the schema and the chat write it: "08:00"."""
    return f"{at:%H:%M}"


def parse_quiet(text: str) -> tuple[time, time] | None:
    """The start and end in "22:00-07:00", "22-7", "10pm to 7am"; None if unreadable or both the same."""
    parts = _UNTIL.split(text.strip())
    if len(parts) != 2:
        return None
    start, end = parse_clock(parts[0]), parse_clock(parts[1])
    return (start, end) if start is not None and end is not None and start != end else None


def parse_digest(text: str) -> DigestTime | None:
    """The time and days in "08:00", "8am daily", "08:00 weekdays"; None if it cannot be read."""
    words = text.strip().lower().split()
    for split in range(1, len(words) + 1):
        at, days = parse_clock(" ".join(words[:split])), " ".join(words[split:])
        if at is not None and days in _DAYS:
            return DigestTime(at, _DAYS[days])
    return None


def quiet_until(quiet_from: time, quiet_to: time, timezone: str, now: datetime) -> datetime | None:
    """When the quiet hours in which `now` lies end, in UTC; None outside them.

    The hours wrap over midnight where `quiet_to` is the earlier; `timezone` is an IANA name.
    """
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        last = day + timedelta(days=1) if quiet_to <= quiet_from else day
        start, end = _instant(day, quiet_from, zone), _instant(last, quiet_to, zone)
        if start <= now < end:
            return end
    return None


def is_quiet(quiet_from: time, quiet_to: time, timezone: str, now: datetime) -> bool:
    """Whether `now` lies in the quiet hours; see `quiet_until`."""
    return quiet_until(quiet_from, quiet_to, timezone, now) is not None


def next_digest(digest: DigestTime, timezone: str, after: datetime) -> datetime:
    """The first digest strictly after `after`, in UTC."""
    zone = ZoneInfo(timezone)
    today = after.astimezone(zone).date()
    for days in range(9):
        day = today + timedelta(days=days)
        at = _instant(day, digest.at, zone)
        if at > after and not (digest.weekdays_only and day.weekday() >= 5):
            return at
    raise AssertionError("every span of nine days holds a weekday")


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first instant of `day` at which the clock of `zone` shows `at` or later, in UTC."""
    local = datetime.combine(day, at, tzinfo=zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    # The clock skipped it. Read with the offset after the change it lies before the change, and the other way
    # round (PEP 495), so the change itself lies between the two readings.
    before, after = local.replace(fold=1).astimezone(UTC), instant
    while after - before > timedelta(minutes=1):
        middle = before + ((after - before) / 2 // timedelta(minutes=1)) * timedelta(minutes=1)
        if middle.astimezone(zone).utcoffset() == after.astimezone(zone).utcoffset():
            after = middle
        else:
            before = middle
    return after
