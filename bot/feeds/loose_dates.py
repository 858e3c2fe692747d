"""Dates that follow no standard, read right or not at all; in other languages than English by dateparser.

Of a date of figures alone, "05/06/2026" has two meanings and so none, unless dots show that the day is first.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from bot.feeds.zones import ZONE_HOURS, offset_of

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_NAMES = frozenset(
    """jan january feb february mar march apr april may jun june jul july aug august sep sept september
    oct october nov november dec december""".split()
)
_DAY_NAMES = frozenset(
    """mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday
    sun sunday""".split()
)
_ENGLISH = _MONTH_NAMES | _DAY_NAMES | {"am", "pm"}
_LANGUAGES = """
    de fr es it pt nl ru uk tr ar fa he zh ja ko pl cs sk sv da nb fi el ro hu bg sr hr id vi hi sq
""".split()
_LONGEST_FOREIGN = 60
_EASTERN = str.maketrans(
    {
        "年": "-",
        "月": "-",
        "日": " ",
        "년": "-",
        "월": "-",
        "일": " ",
        "时": ":",
        "時": ":",
        "点": ":",
        "點": ":",
        "分": " ",
    }
)
_HALVES = {"上午": " AM ", "午前": " AM ", "오전": " AM ", "凌晨": " AM ", "早上": " AM ",
           "下午": " PM ", "午後": " PM ", "오후": " PM ", "晚上": " PM "}  # fmt: skip
_NOISE = re.compile(
    r"\([^()]{0,40}\)|,|\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?|\bat\b|\bon\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:(?P<before>[ap])\.?m\.?\s?)?(?<![\d:+-])(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?:[:.]\s?(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?![\d:])(?:\s?(?P<after>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_ZONED_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})")
"""A date of XML Schema."""
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-]\d{1,2}(?::?\d{2})?)")
_LETTERS = re.compile(r"[A-Z]{2,5}")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})")
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?P<month>[a-z]{3,9})\.?"
    r"|(?P<name>[a-z]{3,9})\.?[\s-]*(?P<number>\d{1,2})(?:st|nd|rd|th)?)[\s-]+(?P<year>\d{4})"
    r"|(?P<first>\d{4})[\s-]+(?P<middle>[a-z]{3,9})\.?[\s-]+(?P<last>\d{1,2})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]++")


@lru_cache(maxsize=2048)
def loose_date(text: str) -> datetime | None:
    """The instant of a date in English or in figures, in UTC where it names no zone; None if it is unsure."""
    for name, half in _HALVES.items():
        text = text.replace(name, half)
    text = " ".join(_NOISE.sub(" ", _ZONED_DAY.sub(r"\1 \2", text.translate(_EASTERN))).split())
    times = list(_TIME.finditer(text))
    clock: timedelta | None = timedelta(0)
    if times:
        clock = _clock(times[0])
        text = f"{text[: times[0].start()]} {text[times[0].end() :]}"
    zone, rest = _zone(text.split())
    day = _day(" ".join(rest).strip(" -"))
    return None if len(times) > 1 or clock is None or day is None else day + clock - zone


def _zone(words: Sequence[str]) -> tuple[timedelta, Sequence[str]]:
    """The offset that the words name, and the words without it; "+0100 CET" is one zone."""
    offset: timedelta | None = None
    rest = []
    for word in words:
        figures = _OFFSET.fullmatch(word)
        if figures and offset is None:
            offset = offset_of(figures[1])
        elif word in ZONE_HOURS and offset is None:
            offset = timedelta(hours=ZONE_HOURS[word])
        elif offset is None or not _LETTERS.fullmatch(word):
            rest.append(word)
    return offset or timedelta(0), rest


def is_foreign(text: str) -> bool:
    """Whether a text may be a date in another language, for `foreign_date`."""
    if len(text) > _LONGEST_FOREIGN or not any(letter.isdecimal() for letter in text):
        return False
    words = {word.lower() for word in _WORD.findall(text)} - _ENGLISH
    # The T and Z of ISO 8601 are no words: "2026-13-01T00:00Z" is no 13 January of another language.
    return any(word.upper() not in ZONE_HOURS and word not in ("t", "z") for word in words)


@lru_cache(maxsize=4096)
def foreign_date(text: str) -> datetime | None:
    """The instant of a date with a month in one of many languages, in UTC where it names no zone.

    It takes 10 ms, and the first time half a second.
    """
    from dateparser.date import DateDataParser  # here, since it is slow to import and rarely used

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "DATE_ORDER": "DMY",
    }
    try:
        found = DateDataParser(languages=_LANGUAGES, settings=settings).get_date_data(text)
    except (ValueError, OverflowError, RecursionError, AttributeError, TypeError, LookupError):
        return None
    moment: datetime | None = found.date_obj
    if moment is None or found.period not in ("day", "time"):
        return None
    return moment.astimezone(UTC).replace(microsecond=0)


def _clock(time: re.Match[str]) -> timedelta | None:
    hour, minute, second = int(time["hour"]), int(time["minute"]), int(time["second"] or 0)
    half = (time["before"] or time["after"] or "").lower()
    if half == "a" and hour == 12:
        hour = 0
    elif half == "p" and hour < 12:
        hour += 12
    if hour > 23 or minute > 59 or second > 60 or (half == "a" and hour > 11):
        return None
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _day(text: str) -> datetime | None:
    parts = _parts(text)
    if parts is None:
        return None
    try:
        return datetime(*parts, tzinfo=UTC)
    except ValueError:
        return None


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(text):
        one, other = int(found[1]), int(found[3])
        if found[2] == "." or one > 12 or one == other:
            return int(found[4]), other, one
        return (int(found[4]), one, other) if other > 12 else None
    if found := _NAMED.fullmatch(text):
        name = (found["month"] or found["name"] or found["middle"]).lower()
        if name not in _MONTH_NAMES:
            return None
        day = found["day"] or found["number"] or found["last"]
        return int(found["year"] or found["first"]), MONTHS[name[:3]], int(day)
    return None
