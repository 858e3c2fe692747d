"""Times of day in a chat's own timezone: reading what people type, and finding the next such moment.

A time of day means the first instant of the day at which the chat's clock shows it or a later one. So a time
that the spring change skips falls on the change itself, and one that the autumn change repeats occurs once.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_UNTIL = re.compile(r"\s?(?:-|–|—|\bto\b|\buntil\b)\s?", re.IGNORECASE)
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
    """When a chat gets its digest."""

    at: time
    weekdays_only: bool = False
    """Monday to Friday."""


def parse_clock(text: str) -> time | None:
    """The time of day in "8", "08:00", "8.30", "20h15", "8pm"; None if unreadable. "24:00" is 00:00."""
    parts = _CLOCK.fullmatch(text.strip())
    if parts is None:
        return None
    hour, minute, half = int(parts[1]), int(parts[2] or 0), (parts[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def format_clock(at: time) -> str:
    """`at` on a 24-hour clock: "08:00"."""
    return f"{at:%H:%M}"


def parse_quiet(text: str) -> tuple[time, time] | None:
    """The start and end in "22:00-07:00", "22-7", "10pm to 7am"; None if unreadable or both the same."""
    parts = _UNTIL.split(" ".join(text.split()))
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

    They span midnight where `quiet_to` is the earlier time; `timezone` is an IANA name.
    """
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        last = day + timedelta(days=1) if quiet_to <= quiet_from else day
        start, end = _instant(day, quiet_from, zone), _instant(last, quiet_to, zone)
        if start <= now < end:
            return end
    return None


def next_digest(digest: DigestTime, timezone: str, after: datetime) -> datetime:
    """The first digest strictly after `after`, in UTC."""
    zone = ZoneInfo(timezone)
    today = after.astimezone(zone).date()
    for days in range(9):
        day = today + timedelta(days=days)
        at = _instant(day, digest.at, zone)
        if at > after and not (digest.weekdays_only and day.weekday() >= 5):
            return at
    raise AssertionError("any nine days include a weekday")


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first instant of `day` at which the clock of `zone` shows `at` or later, in UTC."""
    local = datetime.combine(day, at, tzinfo=zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    # The clock skipped this time. Read with the offset after the change it lies before the change, and vice
    # versa (PEP 495), so the change itself lies between the two readings.
    before, after = local.replace(fold=1).astimezone(UTC), instant
    while after - before > timedelta(minutes=1):
        middle = before + ((after - before) / 2 // timedelta(minutes=1)) * timedelta(minutes=1)
        if middle.astimezone(zone).utcoffset() == after.astimezone(zone).utcoffset():
            after = middle
        else:
            before = middle
    return after
