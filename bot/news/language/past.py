"""Whether a sentence dates what it tells long before its report. The rules are English."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.news.language.lazy_regex import Rule, has_any

RECENT = timedelta(days=30)
"""What lies farther back than this is the past, for a report of what has just happened."""
NEWS = timedelta(days=4)
"""What lies farther back than this is no news of the day."""
_HINTS = (
    "19", "20", " ago", "arlier", "before", "ater ", "last ", "past ", "previous ", "recent ", "Jan", "Feb",
    "March", "April", "May ", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip
"""One of them is in every sentence that the rules below know."""
_SPANS = Rule(
    r"\b(?:(?:last|previous|past|recent) (?:year|month|summer|spring|fall|autumn|winter|decade|(?:two|three"
    r"|four"
    r"|five|six|seven|eight|several|few|\d{1,2}) |years|months|decades|weeks)|(?:years?|months?|decades?"
    r"|weeks?)"
    r" (?:ago|earlier|before)\b|(?:[Ee]arlier this|[Ll]ater that|[Ee]arlier in the) (?:year|month|summer"
    r"|spring"
    r"|winter)\b)"
)
_LATELY = Rule(
    r"\b(?:(?:[Ll]ast|[Ee]arlier this|[Pp]revious) (?:week|month|year|summer|fall|autumn|spring|winter)"
    r"|[Ii]n recent|[Rr]ecent (?:weeks|months|days|years)|(?:days|weeks|months|years) ago|at the time)\b"
)
_YEAR = Rule(r"(?<![\d.,$])(?:19|20)\d\d(?![\d,]*\d|%)")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = Rule(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
    r"(?: (\d{1,2})(?!\d))?(?:,? ((?:19|20)\d\d))?\b"
)
_LAST_DAY = 28


def tells_past(text: str, published: date | None) -> bool:
    """Whether the sentence names a time that lies long before its publication.

    That is a span ("two years ago", "last summer"), a year before that of the report, or a date more than
    `RECENT` before it. Without a date of publication every year is past.
    """
    if not has_any(text, _HINTS):
        return False
    if _SPANS.search(text):
        return True
    if published is None:
        return _YEAR.search(text) is not None
    if any(int(year) < published.year for year in _YEAR.findall(text)):
        return True
    return any(published - day > RECENT for day in _dates(text, published))


def tells_lately(text: str, published: date | None) -> bool:
    """Whether the sentence names a time before the day of its report: "last week", or a date days ago."""
    if " time" in text or has_any(text, _HINTS):
        if _LATELY.search(text):
            return True
        return published is not None and any(published - day > NEWS for day in _dates(text, published))
    return False


def _dates(text: str, published: date) -> Iterator[date]:
    """The latest day that each date in the text may mean; one without a year is the last such day."""
    for month, day, year in _DATE.findall(text):
        if month == "May" and not day:  # more often the verb
            continue
        number = _MONTHS.index(month) + 1
        found = date(int(year or published.year), number, min(int(day or _LAST_DAY) or 1, _LAST_DAY))
        if not year and found - published > RECENT:
            found = found.replace(year=found.year - 1)
        yield found


_MAIN_CLAUSE = (
    r"(?:(?!\b(?:who|which|that|whose|where|when|after|before|since|until|because|as|said|says|told|if|over|memo|report"
    r"|letter|law|act|bill)\b)[^,;:\"\u201c\u2014])"
)
"""A character of a sentence before a subordinate clause, a document or somebody's words begin."""
_OLD = Rule(
    r"(?:Back )?(?:In|Since|By|On) (?:(?:early|late|mid)[ -])?(?:the )?"
    rf"(?P<front>(?:{_MONTH} )?(?:19|20)\d\d|{_MONTH}(?: \d{{1,2}})?(?=,))"
    rf"|{_MAIN_CLAUSE}{{8,140}}? (?:in|since|on|until) (?:(?:early|late|mid)[ -])?(?:the )?"
    rf"(?P<rear>(?:{_MONTH} )?(?:\d{{1,2}}, )?(?:19|20)\d\d)\b"
)
"""The date of a main clause, at its beginning or end."""
_SOURCE = Rule(r"\b(?:said|says|told|according|announced|reported|will)\b")


def is_old_event(text: str, published: date | None) -> bool:
    """Whether the main clause of a sentence tells what happened long before the report, on nobody's word."""
    if not has_any(text, _HINTS):
        return False
    found = _OLD.match(text)
    if found is None or _SOURCE.search(text):
        return False
    return tells_past(found["front"] or found["rear"], published)
