"""Reverse search: one article against all topics at once.

A query is filed under words of which one at least must occur for it to be met, its **anchors**: the necessary
word that looks rarest, or every word of a necessary list. Each anchor carries a **guard**, a second necessary
word, where there is one. An article only looks at the queries of which it has an anchor with its guard; these
are evaluated in full, so the index finds what evaluating every query would find.
"""

from bot.model import Match
from bot.news.language.stems import Vocabulary, vocabulary
from bot.news.matching.document import Document
from bot.news.matching.postings import Entry, Postings
from bot.news.matching.prominence import THRESHOLD
from bot.news.matching.score import terms, weigh
from bot.news.query.nodes import Node, Query


class TopicIndex:
    """Topics by id, matched all at once; topics that ask the same are evaluated once.

    Adding and removing touch only the topic's own words. Not safe for use by several threads at once.
    """

    def __init__(self) -> None:
        self._entries: dict[Node, Entry] = {}
        self._by_topic: dict[str, Entry] = {}
        english = vocabulary("en")
        self._postings = {english: Postings(english)}

    def __len__(self) -> int:
        return len(self._by_topic)

    def add(self, topic_id: str, query: Query) -> None:
        """Have `topic_id` ask `query` from now on, in place of what it asked before."""
        self.remove(topic_id)
        entry = self._entries.get(query.root)
        if entry is None:
            entry = self._entries[query.root] = Entry(query.root)
            for postings in self._postings.values():
                postings.file(entry)
        entry.topic_ids.append(topic_id)
        self._by_topic[topic_id] = entry

    def remove(self, topic_id: str) -> None:
        """Forget a topic; one that is not there is fine."""
        entry = self._by_topic.pop(topic_id, None)
        if entry is None:
            return
        entry.topic_ids.remove(topic_id)
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

    def _postings_for(self, words: Vocabulary) -> Postings:
        postings = self._postings.get(words)
        if postings is None:
            postings = self._postings[words] = Postings(words)
            for entry in self._entries.values():
                postings.file(entry)
        return postings
