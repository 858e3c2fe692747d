"""Decide whether an article is about a topic, rather than only mentions it."""

from bot.model import Match
from bot.news.articles.outlets import without_outlet
from bot.news.articles.trailers import without_asides
from bot.news.language.shouting import calm
from bot.news.language.stems import vocabulary
from bot.news.language.tags import language_of
from bot.news.matching.document import Document
from bot.news.matching.index import TopicIndex
from bot.news.matching.prominence import THRESHOLD
from bot.news.matching.score import terms, weigh
from bot.news.query.nodes import Query
from bot.news.query.scope import in_language

__all__ = ["THRESHOLD", "Document", "TopicIndex", "document", "match", "score"]


def document(title: str, text: str, language: str = "en", publisher: str = "") -> Document:
    """An article to match: plain text and its language (BCP 47), which the script may belie.

    Lines that lead to other reports and the like are left out, and the outlet's name around the title.

    No word is computed until it is used.
    """
    spoken = language_of(title or text, language)
    title, text = without_outlet(title, publisher), without_asides(text)
    if spoken == "en":
        title, text = calm(title), calm(text)
    return Document(title, text, vocabulary(spoken), spoken)


def score(query: Query, document: Document, topic_id: str = "") -> Match | None:
    """What `query` finds in `document` at any score, for `/why`; None if the query is not met."""
    root = in_language(query.root, document.language)
    weight = None if root is None else weigh(root, document)
    return None if root is None or weight is None else Match(topic_id, terms(root, document), weight)


def match(topic_id: str, query: Query, document: Document) -> Match | None:
    """The match of one topic; None if the document is not about it (its score is below THRESHOLD)."""
    scored = score(query, document, topic_id)
    return scored if scored is not None and scored.score >= THRESHOLD else None
