"""The dates of feeds: RFC 822 with odd zones, asctime, ISO 8601, seconds since 1970, and what `loose_dates`
reads besides."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from bot.feeds.loose_dates import MONTHS, foreign_date, is_foreign, loose_date
from bot.feeds.zones import ZONE_HOURS, offset_of

_DAYS = frozenset(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
_FIRST_PLAUSIBLE = datetime(1970, 1, 3, tzinfo=UTC)
_LAST_PLAUSIBLE = datetime(2200, 1, 1, tzinfo=UTC)
_BUDDHIST_FROM, _BUDDHIST_AHEAD = 2513, 543
"""Thai publishers count years from the Buddha's death; no other date is of the 26th century."""
_SINCE_1970 = re.compile(r"(1\d{9})(?:\d{3}|\d{6})?(?:\.\d{1,9})?")
"""Seconds, milliseconds or microseconds of the years 2001 to 2033."""
_COMPACT = re.compile(r"((?:19|20)\d{6})(\d{4}(?:\d{2})?)")
"""Day and time in figures alone."""
_LONGEST = 200
"""Characters of a date; longer texts are not dates."""


def parse_date(text: str, *, patiently: bool = True) -> datetime | None:
    """The instant that a feed's date means, to the second, in UTC; None if it cannot be read for sure.

    A date without a zone, or with an unknown one, is taken as UTC. Years of the Thai calendar are converted;
    those of others (Persian, Islamic, Japanese) are not read. The epoch itself (1970-01-01, which
    software writes for "unknown"), anything before it and the centuries to come count as unreadable. Dates in
    other languages than English take 10 ms each: they are read only `patiently`; see `needs_patience`.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    moment: datetime | None
    try:
        moment = _from_figure(text) if text[:4].isdecimal() else _rfc822(text)
    except (KeyError, ValueError, OverflowError):
        moment = _other(text, patiently=patiently)
    if moment is not None and moment.year >= _BUDDHIST_FROM and (moment.month, moment.day) != (2, 29):
        moment = moment.replace(year=moment.year - _BUDDHIST_AHEAD)
    return moment if moment is not None and _FIRST_PLAUSIBLE <= moment < _LAST_PLAUSIBLE else None


def needs_patience(text: str) -> bool:
    """Whether `parse_date` reads a text only if it may take its time."""
    text = text.strip()
    return is_foreign(text) and parse_date(text, patiently=False) is None


def _other(text: str, *, patiently: bool) -> datetime | None:
    try:
        moment = loose_date(text)
    except (ValueError, OverflowError):
        moment = None
    return foreign_date(text) if moment is None and patiently and is_foreign(text) else moment


def _from_figure(text: str) -> datetime:
    """What begins with four figures. Raises ValueError where it is no date."""
    if stamp := _SINCE_1970.fullmatch(text):
        return datetime.fromtimestamp(int(stamp[1]), UTC)
    if compact := _COMPACT.fullmatch(text):
        text = f"{compact[1]}T{compact[2]}"
    return _iso(text)


def _iso(text: str) -> datetime:
    """ISO 8601, or a year or month alone; Python has no leap seconds, so :60 is the second before.

    Raises ValueError for anything else.
    """
    if len(text) in (4, 7):
        text += "0000-01-01"[len(text) :]
    if text[10:11] not in ("", "T", "t", " ") and not text[:8].isdecimal():
        raise ValueError(text)
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
    if len(rest) > 2 and rest[2][:1] != "(":
        raise ValueError(text)
    hour, minute, *seconds = rest[0].split(":") if rest else ("0", "0")
    if not all(map(str.isdecimal, (year, hour, minute, *seconds))):  # int() reads "-0001" and "1_0" too
        raise ValueError(text)
    second = min(int(seconds[0]), 59) if seconds else 0
    month = MONTHS[month_name[:3].lower()]
    local = datetime(_full_year(year), month, int(day), int(hour), int(minute), second, tzinfo=UTC)
    return local - _offset(rest[1]) if len(rest) > 1 else local


def _full_year(year: str) -> int:
    """A year of two or three digits is read as in RFC 5322 section 4.3."""
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)


@lru_cache(maxsize=128)
def _offset(zone: str) -> timedelta:
    """How far east of Greenwich "EST", "+0530", "+05:30" or "GMT+5" is; an unknown name is at Greenwich.

    Raises ValueError for "PM", which is no zone, and for "Europe/Berlin".
    """
    zone = zone.upper()
    for prefix in ("ETC/", "GMT", "UTC"):
        zone = zone.removeprefix(prefix)
    if zone.replace(".", "") in ("AM", "PM") or "/" in zone:
        raise ValueError(zone)
    if zone[:1] not in ("+", "-"):
        return timedelta(hours=ZONE_HOURS.get(zone, 0.0))
    return offset_of(zone)
