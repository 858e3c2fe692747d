"""What few queries need of a text, found without cutting it into words: nearly all texts hold none of it."""

from collections.abc import Sequence
from itertools import filterfalse
from typing import NamedTuple

from bot.news.language.stems import Vocabulary
from bot.news.language.words import has_unspaced, tokens, without_unspaced
from bot.news.matching.document import Document

REMEMBERED = 1 << 17
"""Pieces of text (between white space) of which the sieves of all languages together remember what they hold.
That saves cutting and stemming them again: with ten topics, half of the time of an article in
`benchmarks.match`."""
_LONGEST_PIECE = 60
"""A longer piece is not a word and hardly ever comes again, so it is not remembered."""


class Words(NamedTuple):
    """Stems, and beginnings of forms in lower case."""

    stems: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()


NOTHING = Words()


def together(some: Sequence[Words]) -> Words:
    """All stems and all beginnings of these."""
    if len(some) == 1:
        return some[0]
    return Words(
        frozenset().union(*[words.stems for words in some]),
        frozenset().union(*[words.beginnings for words in some]),
    )


class Sieve:
    """Finds the needed words in texts of one language, and remembers what the pieces of a text hold."""

    def __init__(self, needed: Words, vocabulary: Vocabulary) -> None:
        self._needed = needed
        self._vocabulary = vocabulary
        self._lengths = {len(beginning) for beginning in needed.beginnings}
        self._needs_unspaced = any(map(has_unspaced, needed.stems | needed.beginnings))
        """Whether any of them is of a script without spaces; otherwise text in one need not be looked at."""
        self._empty: set[str] = set()
        """Pieces that hold nothing needed."""
        self._telling: dict[str, Words] = {}
        """What the others hold."""

    def __len__(self) -> int:
        """How many pieces it remembers."""
        return len(self._empty) + len(self._telling)

    def sift(self, document: Document) -> Words:
        """What is needed of the words of an article."""
        whole = f"{document.title} {document.text}"
        pieces = list(filterfalse(self._empty.__contains__, whole.split()))
        if not pieces:
            return NOTHING
        found = list(map(self._telling.get, pieces))
        held = [words for words in found if words is not None]
        if len(held) < len(found):
            held += self._learn([piece for piece, words in zip(pieces, found, strict=True) if words is None])
        return together(held) if held else NOTHING

    def _learn(self, pieces: Sequence[str]) -> list[Words]:
        """Read pieces that are not remembered: together, since mostly all of them are empty."""
        if not any(self._held_by(" ".join(pieces))):
            self._empty.update([piece for piece in pieces if len(piece) <= _LONGEST_PIECE])
            return []
        found = []
        for piece in pieces:
            held = self._held_by(piece)
            if any(held):
                found.append(held)
            if len(piece) <= _LONGEST_PIECE and any(held):
                self._telling[piece] = held
            elif len(piece) <= _LONGEST_PIECE:
                self._empty.add(piece)
        return found

    def _held_by(self, text: str) -> Words:
        words = tokens(text if self._needs_unspaced else without_unspaced(text))
        stems = self._needed.stems.intersection(map(self._vocabulary.stems.__getitem__, words))
        if not self._lengths:
            return Words(stems) if stems else NOTHING
        forms = {self._vocabulary.forms[word].lower() for word in words}
        starts = {form[:length] for form in forms for length in self._lengths}
        return Words(stems, self._needed.beginnings & starts)
