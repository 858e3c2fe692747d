"""The queries of an index, filed for the articles of one language."""

from collections.abc import Iterable, Sequence
from itertools import chain, filterfalse

from bot.news.language.stems import Vocabulary
from bot.news.language.words import has_unspaced, without_unspaced
from bot.news.matching.anchors import MOST_PARTS, NO_GUARD, Filing, file_under, needs
from bot.news.matching.document import Document
from bot.news.matching.prominence import THRESHOLD, prominent
from bot.news.query.nodes import Node
from bot.news.query.scope import in_language, languages

FEW = 2000
"""Anchors up to which an article is first asked for the stems that queries need: most articles have none of
them. For ten topics that takes 0.16 ms an article of 600 words, and the search of all shelves 0.9 ms."""

_REMEMBERED = 1 << 17
"""Pieces of text (between white space) whose needed stems are remembered. That saves cutting and
stemming them again: with ten topics, half of the time of an article in `benchmarks.match`."""

_LONGEST_PIECE = 60
"""A longer piece is not a word and hardly ever comes again, so it is not remembered."""


class Entry:
    """One query and the topics that ask it."""

    __slots__ = ("is_branched", "root", "topic_ids")

    def __init__(self, root: Node) -> None:
        self.root = root
        self.topic_ids: list[str] = []
        self.is_branched = any(True for _ in languages(root))
        """Whether it asks something else of articles in some language."""


_Guards = dict[str, list[Entry]]
_Shelf = dict[str, _Guards]
"""Anchor -> guard -> queries."""


class Postings:
    """Anchor -> guard -> queries, on a shelf for each number of parts that a query has.

    The score of n parts is their geometric mean, so one part below THRESHOLD ** n puts the whole below
    THRESHOLD: a shelf is searched only for words that are prominent enough.
    """

    def __init__(self, words: Vocabulary) -> None:
        self._vocabulary = words
        self._shelves: list[_Shelf] = [{} for _ in range(MOST_PARTS + 1)]
        self._by_prefix: _Shelf = {}
        self._needs: dict[Entry, Sequence[frozenset[str]]] = {}
        self._needed: frozenset[str] | None = None
        """The stems of all needs; None if they must be gathered again."""
        self._needs_unspaced = False
        """Whether any of them is of a script without spaces; otherwise text in one need not be looked at."""
        self._empty_pieces: set[str] = set()
        """Pieces of text that hold no needed stem."""
        self._stems_by_piece: dict[str, frozenset[str]] = {}
        """The needed stems of the others."""

    def file(self, entry: Entry) -> None:
        """Add a query."""
        self._forget_pieces()
        for shelf, filing in self._shelved(entry):
            shelf.setdefault(filing.anchor, {}).setdefault(filing.guard, []).append(entry)

    def withdraw(self, entry: Entry) -> None:
        """Remove a query."""
        self._forget_pieces()
        self._needs.pop(entry, None)
        for shelf, filing in self._shelved(entry):
            guards = shelf[filing.anchor]
            guards[filing.guard].remove(entry)
            if not guards[filing.guard]:
                del guards[filing.guard]
            if not guards:
                del shelf[filing.anchor]

    def candidates(self, document: Document) -> set[Entry]:
        """The queries that the document may be about."""
        entries: set[Entry] = set()
        if not self._by_prefix and not any(self._shelves):
            return entries
        needed = self._needed_of_few()
        if needed is not None:
            words = self._needed_in(document, needed)
            if words:
                for shelf in filter(None, self._shelves):
                    _pull(shelf, words, words, entries)
                entries = {entry for entry in entries if not any(map(words.isdisjoint, self._needs[entry]))}
        else:
            words = set(document.places)
            _pull(self._shelves[0], words, words, entries)
            for parts, shelf in enumerate(self._shelves[1:], 1):
                words = prominent(document, THRESHOLD**parts)
                _pull(shelf, words, words, entries)
        if self._by_prefix:
            _pull(self._by_prefix, self._beginnings(document.forms), document.stems, entries)
        return entries

    def _shelved(self, entry: Entry) -> Iterable[tuple[_Shelf, Filing]]:
        parts, filings = file_under(entry.root, self._vocabulary)
        return ((self._by_prefix if filing.is_prefix else self._shelves[parts], filing) for filing in filings)

    def _needed_of_few(self) -> frozenset[str] | None:
        """The stems without which queries are not met; None if queries are many."""
        if self._needed is None and sum(map(len, self._shelves)) <= FEW:
            self._needed = self._gather()
            self._needs_unspaced = any(map(has_unspaced, self._needed))
        return self._needed

    def _forget_pieces(self) -> None:
        self._needed = None
        self._empty_pieces.clear()
        self._stems_by_piece.clear()

    def _needed_in(self, document: Document, needed: frozenset[str]) -> set[str]:
        """The document's stems that some query needs."""
        text = f"{document.title} {document.text}"
        if not self._needs_unspaced:
            text = without_unspaced(text)
        pieces = text.split()
        telling = filterfalse(self._empty_pieces.__contains__, pieces)
        return set().union(*[self._needed_in_piece(piece, needed) for piece in telling])

    def _needed_in_piece(self, piece: str, needed: frozenset[str]) -> frozenset[str]:
        stems = self._stems_by_piece.get(piece)
        if stems is None:
            stems = needed & Document("", piece, self._vocabulary).stems
            if len(self._empty_pieces) + len(self._stems_by_piece) >= _REMEMBERED:
                self._empty_pieces.clear()
                self._stems_by_piece.clear()
            if len(piece) <= _LONGEST_PIECE:
                if stems:
                    self._stems_by_piece[piece] = stems
                else:
                    self._empty_pieces.add(piece)
        return stems

    def _gather(self) -> frozenset[str]:
        """Every stem that a query is filed under or needs."""
        words: set[str] = set()
        for shelf in self._shelves:
            for anchor, guards in shelf.items():
                words.update((anchor, *guards))
                for entry in chain.from_iterable(guards.values()):
                    if entry not in self._needs:
                        self._needs[entry] = needs(entry.root, self._vocabulary)
                    words.update(*self._needs[entry])
        return frozenset(words)

    def _beginnings(self, forms: Iterable[str]) -> set[str]:
        lengths = {len(prefix) for prefix in self._by_prefix}
        lowered = [form.lower() for form in forms]
        return set(chain.from_iterable((form[:length] for form in lowered) for length in lengths))


class Branched:
    """The queries with branches, filed as what they ask of articles in one language."""

    def __init__(self, language: str, words: Vocabulary) -> None:
        self._language = language
        self._postings = Postings(words)
        self._own: dict[Entry, Entry] = {}
        """Query -> what it asks in this language; those that it does not concern are missing."""

    def file(self, entry: Entry) -> None:
        """Add a query."""
        root = in_language(entry.root, self._language)
        if root is not None:
            own = self._own[entry] = Entry(root)
            own.topic_ids = entry.topic_ids
            self._postings.file(own)

    def withdraw(self, entry: Entry) -> None:
        """Remove a query."""
        own = self._own.pop(entry, None)
        if own is not None:
            self._postings.withdraw(own)

    def candidates(self, document: Document) -> set[Entry]:
        """What the document may be about."""
        return self._postings.candidates(document)


def _pull(shelf: _Shelf, anchors: set[str], stems: set[str], entries: set[Entry]) -> None:
    """Add to `entries` what is filed under these anchors, with a guard among these stems or with none."""
    for anchor in shelf.keys() & anchors:
        guards = shelf[anchor]
        if NO_GUARD in guards:
            entries.update(guards[NO_GUARD])
        for guard in guards.keys() & stems:
            entries.update(guards[guard])
