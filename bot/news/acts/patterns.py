"""Small patterns over words, compiled from the tables of acts and matched in time linear in the text.

A pattern is a row of elements: `word`, `one|other`, `begin*` (a prefix, for languages that glue endings to
words), `@set`, and `..`, up to `GAP` words of any kind. No element repeats, so no pattern can backtrack far.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

Named = TypeVar("Named")
"""What patterns name: an act."""
GAP = 6
"""Words that `..` may span."""
_PREFIX_KEY = 2
BARE_FROM = 5
"""Letters of a word that may begin with an "and": shorter ones begin so themselves."""


@dataclass(frozen=True, slots=True)
class _Element:
    words: frozenset[str]
    prefixes: tuple[str, ...]
    after_gap: bool

    def fits(self, word: str) -> bool:
        return word in self.words or word.startswith(self.prefixes)


class Mention(NamedTuple, Generic[Named]):
    """An act that words name: the first of those words and the one after the last."""

    act: Named
    start: int
    end: int


class Patterns(Generic[Named]):
    """The patterns of one language, found by their first word."""

    def __init__(
        self,
        by_act: Mapping[Named, Sequence[str]],
        sets: Mapping[str, frozenset[str]],
        joined: str = "",
        nothing: Sequence[str] = (),
    ) -> None:
        """`joined`: a letter for "and" that is written on to the next word, which no pattern need have.

        `nothing`: patterns of words that name no act, though single ones do: "arrest warrant".
        """
        self._joined = joined
        self._by_word: dict[str, list[tuple[Named | None, tuple[_Element, ...]]]] = {}
        self._by_prefix: dict[str, list[tuple[Named | None, tuple[_Element, ...]]]] = {}
        for row in nothing:
            self._file(None, tuple(_elements(row.split(), sets)))
        for act, rows in by_act.items():
            for row in rows:
                self._file(act, tuple(_elements(row.split(), sets)))

    def _file(self, act: Named | None, elements: tuple[_Element, ...]) -> None:
        for word in elements[0].words:
            self._by_word.setdefault(word, []).append((act, elements))
        for prefix in elements[0].prefixes:
            self._by_prefix.setdefault(prefix[:_PREFIX_KEY], []).append((act, elements))

    def mentions(self, words: Sequence[str]) -> list[Mention[Named]]:
        """The acts that `words` (folded) name, in order.

        Of several that begin or end at one word, the longest.
        """
        found: list[Mention[Named]] = []
        bare = [self._bare(word) for word in words] if self._joined else words
        free, ends = 0, set[int]()
        for start in range(len(words)):
            best: Mention[Named] | None = None
            for act, elements in self._starting_with({words[start], bare[start]}):
                end = _end_of(elements, words, bare, start)
                if end and act is None:
                    free = max(free, end)
                elif end and act is not None and (best is None or end > best.end):
                    best = Mention(act, start, end)
            if best and start >= free and best.end not in ends:
                ends.add(best.end)
                found.append(best)
        return found

    def _bare(self, word: str) -> str:
        """The word without an "and" written on to it."""
        return word[1:] if word[0] == self._joined and len(word) >= BARE_FROM else word

    def _starting_with(self, forms: set[str]) -> Iterable[tuple[Named | None, tuple[_Element, ...]]]:
        for word in sorted(forms):
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


def _end_of(elements: Sequence[_Element], words: Sequence[str], bare: Sequence[str], start: int) -> int:
    """The word after the last of a pattern that begins at `start`; 0 where it does not fit."""
    at = start + 1
    for element in elements[1:]:
        reach = range(at, min(len(words), at + (GAP if element.after_gap else 0) + 1))
        fits = (place for place in reach if element.fits(words[place]) or element.fits(bare[place]))
        place = next(fits, None)
        if place is None:
            return 0
        at = place + 1
    return at
