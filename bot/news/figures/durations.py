"""Which quantities of a text are spans of time that have gone by: "held for more than five months". Pure.

English, Turkish and Arabic: in most other languages a number of years or days is no quantity at all.
"""

import re

from bot.news.figures.reading import numbers_of

_AROUND = 30
_UNIT = re.compile(r"[\s\u00a0-]{0,2}(?:years?|months?|weeks?|days?|hours?|minutes?)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:after|since|enters?|marks?|(?:held|missing|captive|hostage|detained|jailed|wait\w{0,3}|trapped|lost)"
    r" (?:\S{1,20} ){0,3}?for)(?: (?:its|their|the|some|about|more than|over|nearly|almost))* ?\Z",
    re.IGNORECASE,
)
_GONE_BY = re.compile(
    r"[\s-]{1,2}\w{4,7} (?:on|later|ago|after|in captivity|in custody|without)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"\s?(?:yıldır|aydır|haftadır|gündür|saattir)\b")
_SINCE_ARABIC = re.compile(r"منذ (?:أكثر من )?\Z")


def gone_by(text: str, language: str) -> frozenset[float]:
    """The quantities of a text, in `language`, by which it says how long something has gone on."""
    found = set[float]()
    for number in numbers_of(text, language):
        before = text[max(0, number.start - _AROUND) : number.start]
        is_span = _UNIT.match(text, number.end) and (
            _SINCE.search(before) or _GONE_BY.match(text, number.end)
        )
        if is_span or _GOES_ON.match(text, number.end) or _SINCE_ARABIC.search(before):
            found.add(number.value)
    return frozenset(found)
