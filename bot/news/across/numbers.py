"""The figures of a text in any of twelve languages, as values and where they stand.

In go words, out come the numbers that they tell: digits of every script with the separators of its language
(2,800 and 2.800 and ۲٬۸۰۰), number words, and multipliers (28 тысяч, 2.85万, دو هزار). Years, dates and clock
times are no figures.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bot.news.across.numerals import BARE, Piece, Sum, joins, pieces, table
from bot.news.language.inflections import simplified
from bot.news.language.words import fold

READ = 700
"""Characters of title and text, each, in which figures are looked for: the lead tells them."""
_NUMBER = (
    r"(?<![A-Za-z0-9.,:/])(?P<int>\d{1,3}(?:[.,٬'\u00a0\u202f ]\d{3}(?!\d)){1,4}|\d{1,12})"
    r"(?P<frac>[.,٫]\d{1,2})?(?![\d:/])"
)
_TOKEN = re.compile(rf"{_NUMBER}|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|(?P<other>\d+)")
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}[:.٫]\d{2}(?=['’]?(?:[dt][ea]n?\b|\s?(?:Uhr|h\b|a\.m|p\.m|am\b|pm\b)))|(?<!\d)\d{1,2}:\d{2}"
)
_BETWEEN = re.compile(r"[\s\u200c-]*")
"""What may stand between the words of one number."""
_HAN = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_LARGE = {"万": 10_000, "亿": 100_000_000}
_HAN_NUMBER = re.compile(
    rf"{_NUMBER}(?P<times>[万亿])?"
    r"|(?P<han>[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]{0,12}+)"
    r"(?=[多余几]?[名人个辆枚艘座架岁栋户具位所家头件支台吨公里米天]|(?<=[百千万亿]))"
)
_PER = frozenset(["por", "pour"])
"""Before "cent" and "ciento" these make a share of it."""
_AFTER = re.compile(r"\.?[\s\u200c]?(?:de\s)?(?P<word>[^\W\d_]+)")
_CALENDAR = re.compile(r"\s?[日月年号]")


class Told(NamedTuple):
    """A number as it stands in a text."""

    value: float
    start: int
    end: int


def figures(text: str, language: str) -> frozenset[float]:
    """The values told in the first `READ` characters of a text, but for one and less."""
    return frozenset(
        one.value for one in told(unicodedata.normalize("NFC", text[:READ]), language) if one.value > 1
    )


def told(text: str, language: str) -> list[Told]:
    """The numbers of a text, capped by the caller, in order."""
    text = _CLOCK.sub(lambda clock: " " * len(clock.group()), text)
    return list(_han_numbers(text) if language == "zh" else _numbers(text, language))


def _numbers(text: str, language: str) -> Iterator[Told]:
    run, before = _Run(text, language), ""
    for token in _TOKEN.finditer(text):
        word = fold(token["word"]) if token["word"] else ""
        own = (Piece(_digits(token), "digits"),) if token["int"] else pieces(word, language)
        own = () if before in _PER and any(piece.alone for piece in own) else own
        if not run.reaches(token.start()) or not (own or run.joins(word, token.end())):
            yield from run.ended()
        for piece in own:
            if not run.takes(piece, token):
                yield from run.ended()
                run.takes(piece, token)
        before = word
    yield from run.ended()


class _Run:
    """The words of one number, as they are read; none at first."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self._begin()

    def _begin(self) -> None:
        self._sum = Sum(self._language)
        self._start, self._end, self._reach = -1, 0, 0
        self._digits = ""
        """The digits, as long as there is nothing else."""
        self._joined = self._bare = False

    def reaches(self, place: int) -> bool:
        """Whether only spaces stand between the number so far and a place."""
        return self._start < 0 or _BETWEEN.fullmatch(self._text, self._reach, place) is not None

    def joins(self, word: str, end: int) -> bool:
        """Take in an "and" after the number so far; False where the word is none, or there is no number."""
        if self._start < 0 or self._joined or not joins(word):
            return False
        self._joined, self._reach = True, end
        return True

    def takes(self, piece: Piece, token: re.Match[str]) -> bool:
        """Take in a word or digits; False where they belong to another number, or to none."""
        if not self._sum.takes(piece._replace(joined=piece.joined or self._joined)):
            return False
        self._digits = token["int"] if self._start < 0 and token["int"] else ""
        self._bare = self._start < 0 and piece.alone and self._language in BARE
        self._start = token.start() if self._start < 0 else self._start
        self._end = self._reach = token.end()
        self._joined = False
        return True

    def ended(self) -> Iterator[Told]:
        """The number, if there is one, which ends here: no day of a month and no year."""
        if self._start < 0:
            return
        if not self._bare and not self._is_date():
            yield Told(self._sum.value, self._start, self._end)
        self._begin()

    def _is_date(self) -> bool:
        after = _AFTER.match(self._text, self._end)
        month = after is not None and fold(after["word"])[:4] in table(self._language).months
        return bool(self._digits) and _dates(self._sum.value, self._digits, month)


def _digits(token: re.Match[str]) -> float:
    value = float(re.sub(r"\D", "", token["int"]))
    if token["frac"]:
        value += int(token["frac"][1:]) / 10 ** (len(token["frac"]) - 1)
    return round(value, 2)


def _dates(value: float, digits: str, before_month: bool) -> bool:
    """Whether a number is a day of the month or a year."""
    return (before_month and value <= 31) or (digits.isdigit() and 1900 <= value < 2100)


def _han_numbers(text: str) -> Iterator[Told]:
    plain = "".join(map(simplified, text))
    for found in _HAN_NUMBER.finditer(plain):
        if found["han"]:
            value = _han(found["han"])
        else:
            value = _digits(found) * _HAN_LARGE.get(found["times"] or "", 1)
        if found["times"] or not _CALENDAR.match(plain, found.end()):
            yield Told(round(value, 2), found.start(), found.end())


def _han(run: str) -> float:
    total = part = digit = 0
    for sign in run:
        if sign in _HAN_LARGE:
            total, part, digit = (total + part + digit) * _HAN_LARGE[sign], 0, 0
        elif sign in _HAN_UNITS:
            part += (digit or 1) * _HAN_UNITS[sign]
            digit = 0
        else:
            digit = _HAN[sign]
    return float(total + part + digit)
