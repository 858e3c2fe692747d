"""Reverse search: one article against all topics at once.

A query is filed under its **anchors**, words of which at least one must occur for the query to be met: the
necessary word that seems rarest, or every word of a necessary list. Each anchor has a **guard**, a second
necessary word, if there is one. An article looks only at the queries of which it has an anchor and its guard.
These are evaluated in full, so the index finds exactly what evaluating every query would find.

A query with branches for languages (`lang:tr(...)`) is filed for each language as what it asks in it, once an
article in that language comes.
"""

from collections.abc import Callable, Iterable
from itertools import chain

from bot.model import Match
from bot.news.language.stems import Vocabulary, vocabulary
from bot.news.language.tags import NAMES
from bot.news.matching.document import Document
from bot.news.matching.meter import Meter
from bot.news.matching.postings import Branched, Entry, Postings
from bot.news.matching.prominence import THRESHOLD
from bot.news.matching.score import terms, weigh
from bot.news.matching.sieve import NOTHING, REMEMBERED, Sieve, Words, together
from bot.news.query.nodes import Node, Query


class TopicIndex:
    """Topics by id, matched all at once; topics with equal queries are evaluated once.

    Adding and removing touch only the topic's own words. Only one thread may use it at a time.
    """

    def __init__(self) -> None:
        self._entries: dict[Node, Entry] = {}
        self._by_topic: dict[str, Entry] = {}
        english = vocabulary("en")
        self._postings = {english: Postings(english)}
        """Queries without branches."""
        self._branched: dict[tuple[Vocabulary, str], Branched] = {}
        """The queries with branches, by words and language; "" for one that no query can name."""
        self._sieves: dict[tuple[Vocabulary, str], tuple[Words | None, Words | None, Sieve | None]] = {}
        """By words and language, behind what they are made for."""

    def __len__(self) -> int:
        return len(self._by_topic)

    def add(self, topic_id: str, query: Query) -> None:
        """Match `topic_id` by `query`, which replaces its previous query."""
        self.remove(topic_id)
        entry = self._entries.get(query.root)
        if entry is None:
            entry = self._entries[query.root] = Entry(query.root)
            self._file(entry)
        entry.topic_ids.append(topic_id)
        self._by_topic[topic_id] = entry

    def remove(self, topic_id: str) -> None:
        """Forget a topic; an unknown one is ignored."""
        entry = self._by_topic.pop(topic_id, None)
        if entry is None:
            return
        entry.topic_ids.remove(topic_id)
        if not entry.topic_ids:
            del self._entries[entry.root]
            if entry.is_branched:
                for branched in self._branched.values():
                    branched.withdraw(entry)
            else:
                for postings in self._postings.values():
                    postings.withdraw(entry)

    def _file(self, entry: Entry) -> None:
        if entry.is_branched:
            for branched in self._branched.values():
                branched.file(entry)
        else:
            for postings in self._postings.values():
                postings.file(entry)

    def matches(
        self, document: Document, meter: Meter | None = None, at_least: float = THRESHOLD
    ) -> list[Match]:
        """The topics that `document` is about, by topic id, but for those that `meter` skips.

        With a lower score `at_least` also topics that it mentions; where queries are many, only some of them.
        """
        matches: list[Match] = []
        for entry in self._candidates(document):
            if meter is None:
                matches += _matches_of(entry, document, at_least)
            elif not meter.skips(entry.topic_ids):
                started = meter.timer()
                matches += _matches_of(entry, document, at_least)
                meter.charge(entry.topic_ids, meter.timer() - started)
        matches.sort(key=lambda match: match.topic_id)
        return matches

    def may_meet(
        self, document: Document, timer: Callable[[], float], within_s: float, at_least: float = THRESHOLD
    ) -> bool:
        """Whether `document` scores `at_least` for a topic; True too if that is not known `within_s` seconds.

        The timer is read only where some query must be evaluated, which is rare.
        """
        late_at: float | None = None
        for entry in self._candidates(document):
            now = timer()
            late_at = now + within_s if late_at is None else late_at
            if now > late_at or weigh(entry.root, document, at_least) is not None:
                return True
        return False

    def _candidates(self, document: Document) -> Iterable[Entry]:
        language = document.language if document.language in NAMES else ""
        plain = self._plain(document.vocabulary)
        branched = self._branched_in(document.vocabulary, language)
        sieve = self._sieve(document.vocabulary, language, plain.needed, branched.needed)
        found = NOTHING if sieve is None else self._sift(document, sieve)
        return chain(plain.candidates(document, found), branched.candidates(document, found))

    def _sift(self, document: Document, sieve: Sieve) -> Words:
        """What few queries need of the words of a document; forgets all pieces where they become too many."""
        known = len(sieve)
        found = sieve.sift(document)
        if len(sieve) > known and self._remembered() > REMEMBERED:
            self._sieves.clear()
        return found

    def _remembered(self) -> int:
        return sum(len(sieve) for *_, sieve in self._sieves.values() if sieve is not None)

    def _sieve(
        self, words: Vocabulary, language: str, plain: Words | None, branched: Words | None
    ) -> Sieve | None:
        """What looks in texts for the words that few queries need, once for all of them; None if none do."""
        known = self._sieves.get((words, language))
        if known is not None and known[0] is plain and known[1] is branched:
            return known[2]
        needed = together([few for few in (plain, branched) if few is not None])
        sieve = Sieve(needed, words) if any(needed) else None
        self._sieves[words, language] = plain, branched, sieve
        return sieve

    def _plain(self, words: Vocabulary) -> Postings:
        postings = self._postings.get(words)
        if postings is None:
            postings = self._postings[words] = Postings(words)
            for entry in self._entries.values():
                if not entry.is_branched:
                    postings.file(entry)
        return postings

    def _branched_in(self, words: Vocabulary, language: str) -> Postings:
        branched = self._branched.get((words, language))
        if branched is None:
            branched = self._branched[words, language] = Branched(language, words)
            for entry in self._entries.values():
                if entry.is_branched:
                    branched.file(entry)
        return branched.postings


def _matches_of(entry: Entry, document: Document, at_least: float) -> list[Match]:
    score = weigh(entry.root, document, at_least)
    if score is None:
        return []
    words = terms(entry.root, document)
    return [Match(topic_id, words, score) for topic_id in entry.topic_ids]
