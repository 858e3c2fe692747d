"""The figures of a text in any of twelve languages, as values.

In go words, out come the numbers that they tell: digits of every script with the separators of its language
(2,800 and 2.800 and ۲٬۸۰۰), number words, and multipliers (28 тысяч, 2.85万, دو هزار). Years, dates and clock
times are no figures. `numbers.txt` has the words of each language: small numbers, tens, multipliers, months.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from bot.news.language.inflections import simplified
from bot.news.language.words import fold

READ = 700
"""Characters of title and text, each, in which figures are looked for: the lead tells them."""
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,:/])(?P<int>\d{1,3}(?:[.,٬'\u00a0\u202f ]\d{3}(?!\d)){1,4}|\d{1,12})"
    r"(?P<frac>[.,٫]\d{1,2})?(?![\d:/])"
)
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}[:.٫]\d{2}(?=['’]?(?:[dt][ea]n?\b|\s?(?:Uhr|h\b|a\.m|p\.m|am\b|pm\b)))|(?<!\d)\d{1,2}:\d{2}"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_HAN = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_RUN = re.compile(r"[零一二两三四五六七八九十百千万]{1,9}(?=[多余]?[名人个辆枚艘座架岁栋户])")
_MULTIPLIER_AFTER = re.compile(r"[\s\u200c]?(?P<word>[万亿]|[^\W\d_]+)")
_CALENDAR = re.compile(r"\s?[日月年号]")


def figures(text: str, language: str) -> frozenset[float]:
    """The values told in the first `READ` characters of a text."""
    text = unicodedata.normalize("NFC", text[:READ])
    text = _CLOCK.sub(" ", "".join(map(simplified, text)) if language == "zh" else text)
    return frozenset(value for value in (*_digits(text, language), *_words(text, language)) if value > 1)


def _digits(text: str, language: str) -> Iterator[float]:
    _, _, multipliers, months = _table(language)
    for found in _NUMBER.finditer(text):
        value = float(re.sub(r"\D", "", found["int"]))
        if found["frac"]:
            value += int(found["frac"][1:]) / 10 ** (len(found["frac"]) - 1)
        after = _MULTIPLIER_AFTER.match(text, found.end())
        word = fold(after["word"]) if after else ""
        if word in multipliers:
            yield round(value * multipliers[word], 2)
        elif not _dates(value, found["int"], word[:4] in months or bool(_CALENDAR.match(text, found.end()))):
            yield round(value, 2)


def _dates(value: float, digits: str, before_month: bool) -> bool:
    """Whether a number is a day of the month or a year."""
    return (before_month and value <= 31) or (digits.isdigit() and 1900 <= value < 2100)


def _words(text: str, language: str) -> Iterator[float]:
    if language == "zh":
        yield from map(_han, _HAN_RUN.findall(text))
        return
    small, tens, multipliers, _ = _table(language)
    value = 0
    for word in (fold(word) for word in _WORD.findall(text)):
        if language in _PREFIXED and len(word) > 3 and word not in small and word[0] in _BEFORE:
            word = word[1:]
        told = small.get(word)
        if word in _FOUR_SCORE and value % 100 == 4:
            value += 76
        elif word in tens:
            if value % (100 if tens[word] < 100 else 1000) >= 20:
                yield float(value)
                value = 0
            value += tens[word]
        elif told:
            if value % 10 and not (told == 10 and value < 10 and language in _PREFIXED):
                yield float(value)
                value = 0
            value += told
        elif word in multipliers and 0 < value < _MOST:
            value = _times(value, multipliers[word])
        elif word not in _JOINING:
            if value:
                yield float(value)
            value = 0
    if value:
        yield float(value)


_MOST = 10**15
"""No news tells more; what goes on multiplying is none."""
_PREFIXED = frozenset(["ar", "he"])
"""Languages that write "and", "in" and "to" as one word with the number."""
_BEFORE = "\u0648\u0628\u0644\u05d5\u05d1\u05dc\u05d4"
_FOUR_SCORE = frozenset(["vingt", "vingts"])
"""After "quatre", four of them: French eighties."""
_JOINING = frozenset(["and", "und", "et", "y", "و", "i", "u", "ו"])


def _times(value: int, multiplier: int) -> int:
    """The number with its last part multiplied: two thousand five, hundred -> 2,500."""
    part = value % multiplier
    return value - part + (part or 1) * multiplier


def _han(run: str) -> float:
    total = digit = 0
    for sign in run:
        if sign == "万":
            total, digit = (total + digit) * 10_000, 0
        elif sign in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[sign]
            digit = 0
        else:
            digit = _HAN[sign]
    return float(total + digit)


@lru_cache(maxsize=32)
def _table(language: str) -> tuple[dict[str, int], dict[str, int], dict[str, int], frozenset[str]]:
    """(words for 1 to 19, tens, multipliers, beginnings of the months) of a language, folded."""
    text = files("bot.news.across").joinpath("numbers.txt").read_text(encoding="utf-8")
    small, tens, multipliers = dict[str, int](), dict[str, int](), dict[str, int]()
    months = set[str]()
    for line in text.splitlines():
        if not line.startswith(f"{language}\t"):
            continue
        _, kind, *entries = line.split("\t")
        for entry in entries[0].split():
            if kind == "months":
                months.add(fold(entry)[:4])
                continue
            value, _, words = entry.partition("=")
            into = {"small": small, "tens": tens, "times": multipliers}[kind]
            into |= dict.fromkeys(map(fold, words.split("|")), int(value))
    return small, tens, multipliers, frozenset(months)
