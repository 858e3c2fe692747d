"""The dates of feeds: RFC 822 with odd zones, asctime, and ISO 8601."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ZONE_HOURS = {
    # RFC 822 section 5.1
    "UT": 0.0, "GMT": 0.0, "UTC": 0.0, "Z": 0.0,
    "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0, "PST": -8.0, "PDT": -7.0,
    # Not in the RFC, but publishers write them, and each has only one meaning
    "BST": 1.0, "WET": 0.0, "WEST": 1.0, "CET": 1.0, "CEST": 2.0, "MET": 1.0, "MEST": 2.0, "MEZ": 1.0,
    "MESZ": 2.0, "EET": 2.0, "EEST": 3.0, "IDT": 3.0, "MSK": 3.0, "TRT": 3.0, "PKT": 5.0, "HKT": 8.0,
    "SGT": 8.0, "JST": 9.0, "KST": 9.0, "AEST": 10.0, "AEDT": 11.0, "AST": -4.0, "ADT": -3.0,
}  # fmt: skip
_DAYS = frozenset(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
_FIRST_PLAUSIBLE = datetime(1970, 1, 3, tzinfo=UTC)
_LAST_PLAUSIBLE = datetime(2200, 1, 1, tzinfo=UTC)
_LONGEST = 200
"""Characters of a date; longer texts are not dates."""


def parse_date(text: str) -> datetime | None:
    """The instant that a feed's date means, to the second, in UTC; None if it cannot be read.

    A date without a zone, or with an unknown one, is taken as UTC. The epoch itself (1970-01-01, which
    software writes for "unknown"), anything before it and the centuries to come count as unreadable.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        moment = _iso(text) if text[:4].isdecimal() else _rfc822(text)
    except (KeyError, ValueError, OverflowError):
        return None
    return moment if _FIRST_PLAUSIBLE <= moment < _LAST_PLAUSIBLE else None


def _iso(text: str) -> datetime:
    """ISO 8601, or a year or month alone; Python has no leap seconds, so :60 is the second before.

    Raises ValueError for anything else.
    """
    if len(text) in (4, 7):
        text += "0000-01-01"[len(text) :]
    if text[16:19] == ":60":
        text = f"{text[:16]}:59{text[19:]}"
    moment = datetime.fromisoformat(text[:11] + text[11:].replace(" ", "").upper()).replace(microsecond=0)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _rfc822(text: str) -> datetime:
    """RFC 822 section 5 as publishers write it: two-digit years, "Jul 17, 2021", asctime, no time or zone.

    Raises KeyError or ValueError for anything else.
    """
    words = text.replace(",", " ").split()
    if words and words[0][:3].title() in _DAYS:
        del words[0]
    day, month_name, year = words[:3]
    rest = words[3:]
    if not day.isdecimal():
        day, month_name = month_name, day
    if ":" in year and rest:  # asctime ends with the year
        rest, year = [year, *rest[:-1]], rest[-1]
    hour, minute, *seconds = rest[0].split(":") if rest else ("0", "0")
    second = min(int(seconds[0]), 59) if seconds else 0
    month = _MONTHS[month_name[:3].lower()]
    local = datetime(_full_year(year), month, int(day), int(hour), int(minute), second, tzinfo=UTC)
    return local - _offset(rest[1]) if len(rest) > 1 else local


def _full_year(year: str) -> int:
    """A year of two or three digits is read as in RFC 5322 section 4.3."""
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)


@lru_cache(maxsize=128)
def _offset(zone: str) -> timedelta:
    """How far east of Greenwich "EST", "+0530", "+05:30" or "GMT+5" is; an unknown name is at Greenwich."""
    zone = zone.upper()
    for prefix in ("ETC/", "GMT", "UTC"):
        zone = zone.removeprefix(prefix)
    if zone[:1] not in ("+", "-"):
        return timedelta(hours=_ZONE_HOURS.get(zone, 0.0))
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or "0")
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset
