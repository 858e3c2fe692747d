"""The dates of feeds: RFC 822 with odd zones, ISO 8601, and whatever else feedparser can read."""

import calendar
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from feedparser.datetimes import _parse_date

_RFC822 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?"
    r"(?:\s+(?:([+-])(\d\d):?(\d\d)|([A-Za-z]{1,5})))?"
)
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:([+-])(\d\d):?(\d\d)|([Zz])|))?"
)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ZONE_HOURS = {
    # RFC 822 section 5.1
    "UT": 0.0, "GMT": 0.0, "UTC": 0.0, "Z": 0.0,
    "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0, "PST": -8.0, "PDT": -7.0,
    # Names outside the RFC that publishers write and that mean one thing only
    "BST": 1.0, "WET": 0.0, "WEST": 1.0, "CET": 1.0, "CEST": 2.0, "MET": 1.0, "MEST": 2.0, "MEZ": 1.0,
    "MESZ": 2.0, "EET": 2.0, "EEST": 3.0, "IDT": 3.0, "MSK": 3.0, "TRT": 3.0, "PKT": 5.0, "HKT": 8.0,
    "SGT": 8.0, "JST": 9.0, "KST": 9.0, "AEST": 10.0, "AEDT": 11.0, "ADT": -3.0,
}  # fmt: skip
_DAYS = frozenset(["Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, ", "Sun, "])
_MONTH_BETWEEN = {f" {name.title()} ": f"-{number:02}-" for name, number in _MONTHS.items()}
_ISO_ENDS = ((20, "Z"), (25, "+"), (25, "-"))
"""The length and the zone's first letter."""
_FIRST_PLAUSIBLE = datetime(1970, 1, 3, tzinfo=UTC)
_LAST_PLAUSIBLE = datetime(2200, 1, 1, tzinfo=UTC)
_NAMES_A_YEAR = re.compile(r"\d{4}|\d\s+[^\W\d]{3,}\.?\s+\d\d|[^\W\d]{3,}\.?\s+\d{1,2},?\s+\d\d")
"""What a date needs lest feedparser fill in today's."""
_LONGEST = 200
"""Characters of a date; feedparser's patterns take seconds for tens of thousands."""


def parse_date(text: str) -> datetime | None:
    """The instant that a feed's date means, to the second, in UTC; None where it cannot be read.

    A date without a zone is UTC. The epoch itself (1970-01-01, which software writes for "unknown"), anything
    before it and the centuries to come count as unreadable.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    found = _usual(text) or _rfc822(text) or _iso(text) or _otherwise(text)
    return found if found is not None and _FIRST_PLAUSIBLE <= found < _LAST_PLAUSIBLE else None


def _usual(text: str) -> datetime | None:
    """What nearly all feeds write, by place: "Tue, 05 May 2026 06:07:08 GMT", "2026-05-05T06:07:08+02:00"."""
    if text[10:11] == "T" and text[13:14] == text[16:17] == ":" and (len(text), text[19:20]) in _ISO_ENDS:
        iso = text
    elif (
        text[19:20] == text[22:23] == ":" and (day := _iso_day(text[:17])) and (zone := _iso_zone(text[25:]))
    ):
        iso = day + text[17:25] + zone
    else:
        return None
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC) if moment.tzinfo else None


@lru_cache(maxsize=1024)
def _iso_day(text: str) -> str:
    """The "2026-05-05T" of "Tue, 05 May 2026 "; empty where it is written otherwise."""
    month = _MONTH_BETWEEN.get(text[7:12])
    return f"{text[12:16]}{month}{text[5:7]}T" if text[:5] in _DAYS and month and text[16:] == " " else ""


@lru_cache(maxsize=64)
def _iso_zone(text: str) -> str:
    """The "+0200" of " +0200"; empty where it is written otherwise."""
    if text in (" GMT", " +0000"):
        return "+00:00"
    return text[1:] if len(text) == 6 and text[:2] in (" +", " -") and text[2:].isdecimal() else ""


def _rfc822(text: str) -> datetime | None:
    match = _RFC822.fullmatch(text)
    if match is None:
        return None
    day, month_name, year, hour, minute, second, sign, zone_hours, zone_minutes, zone = match.groups()
    month = _MONTHS.get(month_name.lower())
    offset = _offset(sign, zone_hours, zone_minutes) if zone is None else _ZONE_HOURS.get(zone.upper())
    if month is None or offset is None:
        return None
    return _instant(year, month, day, hour, minute, second, offset)


def _iso(text: str) -> datetime | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, sign, zone_hours, zone_minutes, _ = match.groups()
    offset = _offset(sign, zone_hours, zone_minutes)
    return _instant(year, int(month), day, hour or "0", minute or "0", second, offset)


def _offset(sign: str | None, hours: str | None, minutes: str | None) -> float:
    if sign is None or hours is None or minutes is None:
        return 0.0
    offset = int(hours) + int(minutes) / 60
    return -offset if sign == "-" else offset


def _instant(
    year: str, month: int, day: str, hour: str, minute: str, second: str | None, offset_hours: float
) -> datetime | None:
    """A leap second (:60) is the second before it, as `datetime` knows none."""
    try:
        local = datetime(
            int(year), month, int(day), int(hour), int(minute), min(int(second or 0), 59), tzinfo=UTC
        )
        return local - timedelta(hours=offset_hours) if offset_hours else local
    except (ValueError, OverflowError):
        return None


def _otherwise(text: str) -> datetime | None:
    """Python's ISO 8601, then feedparser's long tail: Korean, Greek, Hungarian, asctime, two-digit years."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    parts = _parse_date(text) if _NAMES_A_YEAR.search(text) else None
    if parts is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parts), UTC)
    except (ValueError, OverflowError, OSError):
        return None
