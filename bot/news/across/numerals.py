"""Number words of twelve languages: what each is worth, and how they add up.

In go words one after the other, out come values: "two thousand five hundred", "quatre-vingt-dix",
"zweitausendfünfhundert", "خمسة وعشرون", "2 bin 500". `numbers.txt` has the words of each language.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.news.language.words import DIGRAPHS, fold

_GLUED = frozenset(["de", "tr"])
"""Languages that write several number words as one."""
_PREFIXED = frozenset(["ar", "he"])
"""Languages that write "and", "in" and "to" as one word with the number, and "ten" after the units."""
_BEFORE = "\u0648\u0628\u0644\u05d5\u05d1\u05dc\u05d4"
_AND = "\u0648\u05d5"
_JOINING = frozenset(["and", "und", "et", "y", "و", "u"])
_FOUR_SCORE = frozenset(["vingt", "vingts"])
"""After "quatre", four of them: French eighties."""
_SCORES = frozenset([60, 80])
"""After which French goes on to nineteen."""
BARE = frozenset(["tr"])
"""Languages whose words for a hundred and a thousand mean something else by themselves: face, ride."""
_TURKISH_ENDING = re.compile("(?:y?[ea]|y?[iu]|n?[iu]n|[dt][ea]n?)$")
_SHORTEST = 4
"""Letters of a Turkish number word before an ending: shorter ones are other words with it."""
_LONGEST = 40
"""Letters of a word that may be several number words."""
MOST = 10**15
"""No news tells more; what goes on multiplying is none."""


class Piece(NamedTuple):
    """A number word, or digits."""

    value: float
    kind: str
    """small, tens, times, digits, or half: what makes "one" one and a half."""
    joined: bool = False
    """Whether "and" stands before it."""
    four_score: bool = False
    """Whether it is French "vingt"."""
    alone: bool = False
    """Whether a multiplier may stand without a number before it: "mil soldados"."""


class Table(NamedTuple):
    """The number words of a language, folded."""

    pieces: dict[str, Piece]
    months: frozenset[str]
    """The first four letters of each month."""


class Sum:
    """A number that grows word by word."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._total = self._part = 0.0
        self._last: float = MOST * 10
        """The last multiplier."""
        self._kind = ""
        """What the last word of the part was."""

    @property
    def value(self) -> float:
        """What the words so far are worth."""
        return round(self._total + self._part, 2)

    def takes(self, piece: Piece) -> bool:
        """Add a word; False where it does not belong to this number, which then stays as it is."""
        if piece.kind == "times":
            return self._multiply(piece)
        if piece.value >= 1000 and piece.kind == "tens":
            return self._set_total(piece.value)
        if not self._continues(piece):
            return False
        self._part += 76 if piece.four_score and self._part % 100 == 4 else piece.value
        self._kind = piece.kind
        return True

    def _continues(self, piece: Piece) -> bool:
        part, value = self._part, piece.value
        if not part:
            return value < self._last and piece.kind != "half"
        if piece.kind == "half":
            return True
        if "digits" in (self._kind, piece.kind) or value >= 100:
            return False
        tail = part % 100
        if not tail:
            return True
        if piece.kind == "tens":
            return (tail < 10 and piece.joined) or (piece.four_score and tail == 4)
        if self._language == "fr" and (tail in _SCORES or tail % 20 == 10):
            return value < (20 if tail in _SCORES else 10)
        if tail < 10:
            return value == 10 and self._language in _PREFIXED
        return self._kind == "tens" and value < 10

    def _set_total(self, value: float) -> bool:
        if self._total or self._part:
            return False
        self._total, self._last = value, 1000
        return True

    def _multiply(self, piece: Piece) -> bool:
        by = piece.value
        if not self._total and not self._part:
            if not piece.alone:
                return False
            self._part = 1
        if by == 100 and (not self._part or self._part >= 20):
            return False
        if by <= 100:
            self._part *= by
        elif self._part and by < self._last:
            self._total, self._part, self._last = self._total + self._part * by, 0, by
        elif self.value * by < MOST * by and by > self._last:
            self._total, self._part, self._last = (self._total + self._part) * by, 0, by
        else:
            return False
        return self.value < MOST


def pieces(word: str, language: str) -> tuple[Piece, ...]:
    """The number words that a folded word is; none where it is something else."""
    known = table(language).pieces
    if word in known:
        return (known[word],)
    if language in _PREFIXED and len(word) > 3 and word[0] in _BEFORE and word[1:] in known:
        return (known[word[1:]]._replace(joined=word[0] in _AND),)
    if language == "tr" and (bare := _TURKISH_ENDING.sub("", word)) != word:
        bare = "dort" if bare == "dord" else bare
        if bare in known and len(bare) >= _SHORTEST and known[bare].kind != "times":
            return (known[bare],)
    return _unglued(word, language) if language in _GLUED and len(word) <= _LONGEST else ()


def joins(word: str) -> bool:
    """Whether a folded word joins two number words."""
    return word in _JOINING


@lru_cache(maxsize=1 << 12)
def _unglued(word: str, language: str) -> tuple[Piece, ...]:
    """The number words of which a longer word is made, wholly: zwei|tausend|fünf|hundert."""
    known = table(language).pieces
    best: list[tuple[Piece, ...] | None] = [()] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            before, part = best[start], word[start:end]
            if before is None:
                continue
            joined = bool(before) and part.startswith("und") and language == "de"
            piece = known.get(part[3:] if joined else part)
            if piece is not None:
                best[end] = (*before, piece._replace(joined=joined))
    return best[-1] or ()


@lru_cache(maxsize=32)
def table(language: str) -> Table:
    """The number words of a language; none where nobody has listed them."""
    found: dict[str, Piece] = {}
    months, alone = set[str](), set[str]()
    for kind, entries in _rows(language):
        if kind == "months":
            months = {fold(entry)[:4] for entry in entries}
        elif kind == "alone":
            alone = set(map(fold, entries))
        elif kind == "half":
            found |= {fold(word): Piece(0.5, kind) for word in entries}
        else:
            for value, _, words in (entry.partition("=") for entry in entries):
                listed = {
                    *words.split("|"),
                    *(words.translate(DIGRAPHS).split("|") if language == "de" else ()),
                }
                found |= {fold(word): Piece(float(value), kind) for word in listed}
    for word, piece in found.items():
        score = word in _FOUR_SCORE and language == "fr"
        found[word] = piece._replace(alone=word in alone, four_score=score)
    return Table(found, frozenset(months))


def _rows(language: str) -> Iterator[tuple[str, list[str]]]:
    text = files("bot.news.across").joinpath("numbers.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(f"{language}\t"):
            _, kind, entries = line.split("\t")
            yield kind, entries.split()
