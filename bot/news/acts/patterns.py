"""Small patterns over words, compiled from the tables of acts and matched in time linear in the text.

A pattern is a row of elements: `word`, `one|other`, `begin*` (a prefix, for languages that glue endings to
words), `@set`, and `..`, up to `GAP` words of any kind. No element repeats, so no pattern can backtrack far.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.news.acts.act import Act

GAP = 6
"""Words that `..` may span."""
_PREFIX_KEY = 2


@dataclass(frozen=True, slots=True)
class _Element:
    words: frozenset[str]
    prefixes: tuple[str, ...]
    after_gap: bool

    def fits(self, word: str) -> bool:
        return word in self.words or word.startswith(self.prefixes)


class Mention(NamedTuple):
    """An act that words name: the first of those words and the one after the last."""

    act: Act
    start: int
    end: int


class Patterns:
    """The patterns of one language, found by their first word."""

    def __init__(self, by_act: Mapping[Act, Sequence[str]], sets: Mapping[str, frozenset[str]]) -> None:
        self._by_word: dict[str, list[tuple[Act, tuple[_Element, ...]]]] = {}
        self._by_prefix: dict[str, list[tuple[Act, tuple[_Element, ...]]]] = {}
        for act, rows in by_act.items():
            for row in rows:
                self._file(act, tuple(_elements(row.split(), sets)))

    def _file(self, act: Act, elements: tuple[_Element, ...]) -> None:
        for word in elements[0].words:
            self._by_word.setdefault(word, []).append((act, elements))
        for prefix in elements[0].prefixes:
            self._by_prefix.setdefault(prefix[:_PREFIX_KEY], []).append((act, elements))

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """The acts that `words` (folded) name, in order; of several that begin at one word, the longest."""
        found = []
        for start, word in enumerate(words):
            best: Mention | None = None
            for act, elements in self._starting_with(word):
                end = _end_of(elements, words, start)
                if end and (best is None or end > best.end):
                    best = Mention(act, start, end)
            if best:
                found.append(best)
        return found

    def _starting_with(self, word: str) -> Iterable[tuple[Act, tuple[_Element, ...]]]:
        yield from self._by_word.get(word, ())
        for act, elements in self._by_prefix.get(word[:_PREFIX_KEY], ()):
            if elements[0].fits(word):
                yield act, elements


def _elements(parts: Sequence[str], sets: Mapping[str, frozenset[str]]) -> Iterable[_Element]:
    after_gap = False
    for part in parts:
        if part == "..":
            after_gap = True
            continue
        words: set[str] = set()
        for choice in part.split("|"):
            words.update(sets[choice[1:]] if choice.startswith("@") else [choice])
        prefixes = tuple(sorted(word[:-1] for word in words if word.endswith("*")))
        yield _Element(frozenset(word for word in words if not word.endswith("*")), prefixes, after_gap)
        after_gap = False


def _end_of(elements: Sequence[_Element], words: Sequence[str], start: int) -> int:
    """The word after the last of a pattern that begins at `start`; 0 where it does not fit."""
    at = start + 1
    for element in elements[1:]:
        reach = range(at, min(len(words), at + (GAP if element.after_gap else 0) + 1))
        place = next((place for place in reach if element.fits(words[place])), None)
        if place is None:
            return 0
        at = place + 1
    return at
