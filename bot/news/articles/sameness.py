"""Whether an entry is an article that is known already, or a new one under an old name. Pure.

A guid or an address that is known is no proof: live pages, bulletins and daily briefings use one for one
article after another. A new guid and a new address are no proof either: some publishers make new guids at
every poll, and sites move. So words and dates decide beside the keys (`docs/feeds.md` has the table).

When in doubt, an entry is a new article: its story shows that it says nothing new, while an alert that was
taken for an edit is lost.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from bot.news.language.words import fold, fold_text, tokens

_AT_ONCE = timedelta(minutes=1)
"""Two dates that differ by less are the same."""
_LATER = timedelta(hours=20)
"""What keeps its guid and its address may be edited for so long; later it may be the next day's."""
_TITLES_ALIKE, _TEXTS_ALIKE = 0.5, 0.6
"""Shares of the words of the shorter one that the other has too."""
_FEW_WORDS = 8
"""A text with fewer words says too little to compare."""
_COMPARED = 3000
"""Characters of a text that are compared."""
_TELLING_TEXT = 80
"""Characters of a text, at least, that prove a copy on another day."""
_DIGITS = re.compile(r"\d++")


class Tie(Enum):
    """What an entry shares with a known article."""

    FULL = "guid and address, or the only one that both have"
    ADDRESS = "the address; neither has a guid"
    PART = "one of guid and address, while the other differs; or an address only without its fragment"


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry or a stored article says: plain text, and the dates that its publisher gave it."""

    title: str
    text: str
    dates: Collection[datetime] = ()
    """Empty where it is undated."""


class _Likeness(Enum):
    EQUAL = 3
    ALIKE = 2
    UNKNOWN = 1
    """One of the two says too little."""
    OTHER = 0


def is_same(entry: Content, known: Content, tie: Tie) -> bool:
    """Whether an entry that shares keys with a known article is that article, perhaps edited."""
    apart = _apart(entry.dates, known.dates)
    if tie is Tie.FULL and (apart is None or apart < _LATER):
        return True
    titles, texts = _titles(entry.title, known.title), _texts(entry.text, known.text)
    figures = _figures(entry.title) == _figures(known.title)
    if tie is not Tie.PART and apart is not None and apart >= _LATER:
        return figures and titles is not _Likeness.OTHER and texts is not _Likeness.OTHER
    if titles is _Likeness.EQUAL and tie is Tie.PART and apart is not None and apart >= _AT_ONCE:
        retold = texts is _Likeness.OTHER or _figures(entry.text) != _figures(known.text)
        return texts is _Likeness.EQUAL or not retold
    if titles is _Likeness.EQUAL:
        return True
    alike = titles is _Likeness.ALIKE and figures
    if apart is None:
        return alike and texts.value >= (2 if tie is Tie.PART else 1)
    if apart < _AT_ONCE:
        return alike or texts.value > 1
    return tie is not Tie.PART and alike and texts.value > 1


def is_copy(entry: Content, known: Content) -> bool:
    """Whether an entry under new names is an article that the same publisher gave before.

    `known` must not stand in the same document under its own names: then they are two.
    """
    titles = _titles(entry.title, known.title)
    if titles in (_Likeness.OTHER, _Likeness.UNKNOWN) or _figures(entry.title) != _figures(known.title):
        return False
    texts = _texts(entry.text, known.text)
    apart = _apart(entry.dates, known.dates)
    same_day = apart is None or bool({*map(_day, entry.dates)} & {*map(_day, known.dates)})
    if texts is _Likeness.EQUAL:
        return same_day or len(entry.text) >= _TELLING_TEXT
    if titles is not _Likeness.EQUAL:
        return False
    if apart is not None and apart < _AT_ONCE:
        return True
    if texts is _Likeness.ALIKE:
        return same_day and _figures(entry.text) == _figures(known.text)
    return same_day and texts is _Likeness.UNKNOWN and len(tokens(entry.title)) > 2


def _titles(one: str, other: str) -> _Likeness:
    if not one or not other:
        return _Likeness.UNKNOWN
    if fold_text(one) == fold_text(other):
        return _Likeness.EQUAL
    return _Likeness.ALIKE if _share(_words(one), _words(other)) >= _TITLES_ALIKE else _Likeness.OTHER


def _texts(one: str, other: str) -> _Likeness:
    if one == other or fold_text(one) == fold_text(other):
        return _Likeness.EQUAL if one else _Likeness.UNKNOWN
    words, others = _words(one[:_COMPARED]), _words(other[:_COMPARED])
    if min(len(words), len(others)) < _FEW_WORDS:
        return _Likeness.UNKNOWN
    return _Likeness.ALIKE if _share(words, others) >= _TEXTS_ALIKE else _Likeness.OTHER


def _words(text: str) -> frozenset[str]:
    """The forms of the words that say something: in Latin letters, those of three letters or more."""
    forms = (fold(token) for token in tokens(text))
    return frozenset(form for form in forms if len(form) > 2 or form.isdecimal() or not form.isascii())


def _share(words: frozenset[str], others: frozenset[str]) -> float:
    fewer = min(len(words), len(others))
    return len(words & others) / fewer if fewer else 0.0


def _figures(text: str) -> frozenset[str]:
    """What tells bulletins of one pattern apart."""
    return frozenset(_DIGITS.findall(text))


def _apart(dates: Collection[datetime], others: Collection[datetime]) -> timedelta | None:
    """The least difference between the dates of one and those of the other; None if either has none."""
    return min((abs(date - other) for date in dates for other in others), default=None)


def _day(date: datetime) -> object:
    return date.astimezone(UTC).date()
