"""The queries of an index, filed for the articles of one language."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from itertools import chain

from bot.news.language.stems import Vocabulary
from bot.news.matching.anchors import ANY, NO_GUARD, Filing, Shelf, file_under, needs
from bot.news.matching.document import Document
from bot.news.matching.prominence import prominent
from bot.news.matching.sieve import Words
from bot.news.query.nodes import Node
from bot.news.query.scope import in_language, languages

FEW = 2000
"""Anchors up to which an article is first asked for what queries need (`bot.news.matching.sieve`): most have
none of it. For ten topics that takes 0.1 ms an article of 600 words, and the search of all shelves 0.9 ms."""


class Entry:
    """One query and the topics that ask it."""

    __slots__ = ("is_branched", "root", "topic_ids")

    def __init__(self, root: Node) -> None:
        self.root = root
        self.topic_ids: list[str] = []
        self.is_branched = any(True for _ in languages(root))
        """Whether it asks something else of articles in some language."""


_Guards = dict[str, list[Entry]]
_Filed = dict[str, _Guards]
"""Anchor -> guard -> queries."""


class Postings:
    """Anchor -> guard -> queries, on shelves by how prominent an anchor and its guard must be.

    The score of n parts is their geometric mean, so one part below THRESHOLD ** n puts the whole below
    THRESHOLD: a shelf is searched only for words that are prominent enough.
    """

    def __init__(self, words: Vocabulary) -> None:
        self._vocabulary = words
        self._shelves: defaultdict[Shelf, _Filed] = defaultdict(dict)
        self._by_prefix: _Filed = {}
        self._needs: dict[Entry, Sequence[frozenset[str]]] = {}
        self._needed: Words | None = None
        """What all queries need; None if it must be gathered again."""

    def file(self, entry: Entry) -> None:
        """Add a query."""
        self._needed = None
        for shelf, filing in self._shelved(entry):
            shelf.setdefault(filing.anchor, {}).setdefault(filing.guard, []).append(entry)

    def withdraw(self, entry: Entry) -> None:
        """Remove a query."""
        self._needed = None
        self._needs.pop(entry, None)
        for shelf, filing in self._shelved(entry):
            guards = shelf[filing.anchor]
            guards[filing.guard].remove(entry)
            if not guards[filing.guard]:
                del guards[filing.guard]
            if not guards:
                del shelf[filing.anchor]

    @property
    def needed(self) -> Words | None:
        """The words without which no query is met; None if queries are many."""
        if self._needed is None and len(self._by_prefix) + sum(map(len, self._shelves.values())) <= FEW:
            self._needed = self._gather()
        return self._needed

    def candidates(self, document: Document, found: Words) -> Collection[Entry]:
        """The queries that the document may be about. `found` is what is `needed` of its words."""
        needed = self.needed
        if needed is None:
            return self._candidates_of_many(document)
        entries: set[Entry] = set()
        if not needed.stems.isdisjoint(found.stems):
            for shelf in self._shelves.values():
                _pull(shelf, found.stems, found.stems, entries)
        if self._by_prefix and found.beginnings:
            _pull(self._by_prefix, found.beginnings, found.stems, entries)
        return [entry for entry in entries if not any(map(found.stems.isdisjoint, self._needs[entry]))]

    def _candidates_of_many(self, document: Document) -> set[Entry]:
        entries: set[Entry] = set()
        levels = {level for shelf in self._shelves for level in shelf} - {ANY}
        enough = {ANY: document.places.keys(), **prominent(document, levels)}
        for shelf, filed in self._shelves.items():
            _pull(filed, enough[shelf.anchor], enough[shelf.guard], entries)
        if self._by_prefix:
            _pull(self._by_prefix, self._beginnings(document.forms), document.stems, entries)
        return entries

    def _shelved(self, entry: Entry) -> Iterable[tuple[_Filed, Filing]]:
        for shelf, filing in file_under(entry.root, self._vocabulary):
            yield self._by_prefix if filing.is_prefix else self._shelves[shelf], filing

    def _gather(self) -> Words:
        """Every stem or beginning that a query is filed under, and every stem that it needs."""
        stems: set[str] = set()
        for shelf in (*self._shelves.values(), self._by_prefix):
            for anchor, guards in shelf.items():
                stems.update(guards)
                if shelf is not self._by_prefix:
                    stems.add(anchor)
                for entry in chain.from_iterable(guards.values()):
                    if entry not in self._needs:
                        self._needs[entry] = needs(entry.root, self._vocabulary)
                    stems.update(*self._needs[entry])
        return Words(frozenset(stems - {NO_GUARD}), frozenset(self._by_prefix))

    def _beginnings(self, forms: Iterable[str]) -> set[str]:
        lengths = {len(prefix) for prefix in self._by_prefix}
        lowered = [form.lower() for form in forms]
        return set(chain.from_iterable((form[:length] for form in lowered) for length in lengths))


class Branched:
    """The queries with branches, filed as what they ask of articles in one language."""

    def __init__(self, language: str, words: Vocabulary) -> None:
        self._language = language
        self.postings = Postings(words)
        self._own: dict[Entry, Entry] = {}
        """Query -> what it asks in this language; those that it does not concern are missing."""

    def file(self, entry: Entry) -> None:
        """Add a query."""
        root = in_language(entry.root, self._language)
        if root is not None:
            own = self._own[entry] = Entry(root)
            own.topic_ids = entry.topic_ids
            self.postings.file(own)

    def withdraw(self, entry: Entry) -> None:
        """Remove a query."""
        own = self._own.pop(entry, None)
        if own is not None:
            self.postings.withdraw(own)


def _pull(shelf: _Filed, anchors: Set[str], stems: Set[str], entries: set[Entry]) -> None:
    """Add to `entries` what is filed under these anchors, with a guard among these stems or with none."""
    for anchor in shelf.keys() & anchors:
        guards = shelf[anchor]
        if NO_GUARD in guards:
            entries.update(guards[NO_GUARD])
        for guard in guards.keys() & stems:
            entries.update(guards[guard])
