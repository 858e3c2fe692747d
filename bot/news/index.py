"""Reverse search: one article against all topics at once.

A query is filed under words of which one at least must occur for it to be met, its **anchors**: the necessary
word that looks rarest, or every word of a necessary list. Each anchor carries a **guard**, a second necessary
word, where there is one. An article only looks at the queries of which it has an anchor with its guard; these
are evaluated in full, so the index finds what evaluating every query would find.
"""

from collections.abc import Iterable
from itertools import chain

from bot.model import Match
from bot.news.document import Document
from bot.news.filing import NO_GUARD, Filing, filings
from bot.news.prominence import THRESHOLD
from bot.news.query_ast import Node, Query
from bot.news.stems import Vocabulary, vocabulary
from bot.news.weigh import terms, weigh


class _Entry:
    """One query with the topics that ask it."""

    __slots__ = ("root", "topic_ids")

    def __init__(self, root: Node) -> None:
        self.root = root
        self.topic_ids: tuple[str, ...] = ()


_Guards = dict[str, tuple[_Entry, ...]]
"""Guard -> queries."""

_Shelf = dict[str, _Guards]
"""Anchor -> guard -> queries."""

_FEW = 2000
"""Anchors up to which it pays to remember the pieces of text that have none."""

_REMEMBERED = 1 << 17
"""Pieces remembered."""


class _Postings:
    """The queries filed for the articles of one language, since stems differ by language."""

    def __init__(self, words: Vocabulary) -> None:
        self._vocabulary = words
        self._by_stem: _Shelf = {}
        self._by_prefix: _Shelf = {}
        self._dull: set[str] = set()

    def file(self, entry: _Entry) -> None:
        self._dull.clear()
        for filing in filings(entry.root, self._vocabulary):
            guards = self._shelf(filing).setdefault(filing.anchor, {})
            guards[filing.guard] = (*guards.get(filing.guard, ()), entry)

    def withdraw(self, entry: _Entry) -> None:
        for filing in filings(entry.root, self._vocabulary):
            shelf = self._shelf(filing)
            guards = shelf[filing.anchor]
            guards[filing.guard] = tuple(other for other in guards[filing.guard] if other is not entry)
            if not guards[filing.guard]:
                del guards[filing.guard]
            if not guards:
                del shelf[filing.anchor]

    def candidates(self, document: Document) -> set[_Entry]:
        """The queries that the document may meet."""
        if self._is_dull(document):
            return set()
        stems = document.stems
        found: set[_Entry] = set()
        for guards in self._open(document):
            if NO_GUARD in guards:
                found.update(guards[NO_GUARD])
            for guard in guards.keys() & stems:
                found.update(guards[guard])
        return found

    def _is_dull(self, document: Document) -> bool:
        """Whether the document has no anchor, told without cutting it into words where its pieces are known.

        Pays while there are few topics and most articles meet none; of many, any article has some anchor.
        """
        if len(self._by_stem) > _FEW:
            return False
        pieces = {*document.title.split(), *document.text.split()}
        for piece in pieces - self._dull:
            alone = Document("", piece, self._vocabulary)
            if self._open(alone):
                return False
            if len(self._dull) >= _REMEMBERED:
                self._dull.clear()
            self._dull.add(piece)
        return True

    def _open(self, document: Document) -> list[_Guards]:
        """What is filed under the document's words."""
        opened = [self._by_stem[anchor] for anchor in self._by_stem.keys() & document.stems]
        if self._by_prefix:
            opened += _beginning(self._by_prefix, document.forms)
        return opened

    def _shelf(self, filing: Filing) -> _Shelf:
        return self._by_prefix if filing.is_prefix else self._by_stem


class TopicIndex:
    """Topics by id, matched all at once; topics that ask the same are evaluated once.

    Adding and removing touch only the topic's own words. Not safe for use by several threads at once.
    """

    def __init__(self) -> None:
        self._entries: dict[Node, _Entry] = {}
        self._by_topic: dict[str, _Entry] = {}
        english = vocabulary("en")
        self._postings = {english: _Postings(english)}

    def __len__(self) -> int:
        return len(self._by_topic)

    def add(self, topic_id: str, query: Query) -> None:
        """Have `topic_id` ask `query` from now on, in place of what it asked before."""
        self.remove(topic_id)
        entry = self._entries.get(query.root)
        if entry is None:
            entry = self._entries[query.root] = _Entry(query.root)
            for postings in self._postings.values():
                postings.file(entry)
        entry.topic_ids = (*entry.topic_ids, topic_id)
        self._by_topic[topic_id] = entry

    def remove(self, topic_id: str) -> None:
        """Forget a topic; one that is not there is fine."""
        entry = self._by_topic.pop(topic_id, None)
        if entry is None:
            return
        entry.topic_ids = tuple(other for other in entry.topic_ids if other != topic_id)
        if not entry.topic_ids:
            del self._entries[entry.root]
            for postings in self._postings.values():
                postings.withdraw(entry)

    def matches(self, document: Document) -> list[Match]:
        """The topics that `document` is about, by topic id."""
        found = []
        for entry in self._postings_for(document.vocabulary).candidates(document):
            score = weigh(entry.root, document, THRESHOLD)
            if score is not None:
                words = terms(entry.root, document)
                found += [Match(topic_id, words, score) for topic_id in entry.topic_ids]
        found.sort(key=lambda match: match.topic_id)
        return found

    def _postings_for(self, words: Vocabulary) -> _Postings:
        postings = self._postings.get(words)
        if postings is None:
            postings = self._postings[words] = _Postings(words)
            for entry in self._entries.values():
                postings.file(entry)
        return postings


def _beginning(shelf: _Shelf, forms: Iterable[str]) -> list[_Guards]:
    lengths = {len(prefix) for prefix in shelf}
    beginnings = set(chain.from_iterable((form[:length] for form in forms) for length in lengths))
    return [shelf[prefix] for prefix in shelf.keys() & beginnings]
