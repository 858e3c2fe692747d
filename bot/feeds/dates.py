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
_MONTH_BETWEEN = {f" {name.title()} ": f"-{number:02}-" for name, number in _MONTHS.items()}
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
    # By place is five times as fast as by words.
    moment = _iso(text) if text[:4].isdecimal() else _usual(text) or _rfc822(text)
    return moment if moment is not None and _FIRST_PLAUSIBLE <= moment < _LAST_PLAUSIBLE else None


def _usual(text: str) -> datetime | None:
    """What most feeds write, by place: "Tue, 05 May 2026 06:07:08 GMT"."""
    if text[19:20] != ":" or not (day := _iso_day(text[:17])) or not (zone := _iso_zone(text[25:])):
        return None
    return _iso(day + text[17:25] + zone)


@lru_cache(maxsize=1024)
def _iso_day(text: str) -> str:
    """The "2026-05-05T" of "Tue, 05 May 2026 "; empty where it is written otherwise."""
    month = _MONTH_BETWEEN.get(text[7:12])
    return (
        f"{text[12:16]}{month}{text[5:7]}T"
        if text[:3] in _DAYS and text[3:5] == ", " and month and text[16:] == " "
        else ""
    )


@lru_cache(maxsize=64)
def _iso_zone(text: str) -> str:
    """The "+0200" of " +0200"; empty where it is written otherwise."""
    if text in (" GMT", " +0000"):
        return "+00:00"
    return text[1:] if len(text) == 6 and text[:2] in (" +", " -") and text[2:].isdecimal() else ""


def _iso(text: str) -> datetime | None:
    """ISO 8601, or a year or month alone; a leap second (:60) is the second before it, as Python has none."""
    if len(text) in (4, 7):
        text += "0000-01-01"[len(text) :]
    if text[16:19] == ":60":
        text = f"{text[:16]}:59{text[19:]}"
    try:
        moment = datetime.fromisoformat(text[:11] + text[11:].replace(" ", "").upper()).replace(microsecond=0)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _rfc822(text: str) -> datetime | None:
    """RFC 822 section 5 as publishers write it: two-digit years, "Jul 17, 2021", asctime, no time or zone."""
    words = text.replace(",", " ").split()
    if words and words[0][:3].title() in _DAYS:
        del words[0]
    if len(words) < 3:
        return None
    day, month_name, year, *rest = words
    if not day.isdecimal():
        day, month_name = month_name, day
    if ":" in year and rest:  # asctime ends with the year
        rest, year = [year, *rest[:-1]], rest[-1]
    time, zone = (*rest, "0:00", "")[:2] if len(rest) != 1 else (rest[0], "")
    try:
        hour, minute, second = (*map(int, time.split(":")), 0)[:3]
        local = datetime(
            _full_year(year),
            _MONTHS[month_name[:3].lower()],
            int(day),
            hour,
            minute,
            min(second, 59),
            tzinfo=UTC,
        )
        return local - timedelta(hours=_zone_hours(zone))
    except (KeyError, ValueError, OverflowError):
        return None


def _full_year(year: str) -> int:
    """Two digits as RFC 5322 section 4.3 reads them."""
    return int(year) + (0 if len(year) == 4 else 2000 if int(year) < 50 else 1900)


def _zone_hours(zone: str) -> float:
    """Hours east of Greenwich: "EST", "+0530", "+05:30", "GMT+5"; 0 for an unknown name."""
    zone = zone.upper()
    for prefix in ("ETC/", "GMT", "UTC"):
        zone = zone.removeprefix(prefix)
    if zone[:1] not in ("+", "-"):
        return _ZONE_HOURS.get(zone, 0.0)
    hours, minutes = zone[1:3], zone[3:].lstrip(":") or "0"
    offset = int(hours) + int(minutes) / 60
    return -offset if zone[0] == "-" else offset
