"""A query and a document -> how much the document is about the query, and which words say so."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.news.document import Document
from bot.news.evaluate import evaluate, union
from bot.news.prominence import prominence
from bot.news.query_ast import And, Node


class Weighed(NamedTuple):
    """What one query found in one document."""

    places: Sequence[int]
    score: float


def weigh(root: Node, document: Document) -> Weighed | None:
    """Where `root` is met and how much the document is about it, 0 to 1; None where it is not met.

    Of a query of several parts the score is the geometric mean of theirs: a part that is only mentioned in
    passing draws the whole down.
    """
    parts = root.nodes if isinstance(root, And) else (root,)
    found: list[Sequence[int]] = []
    score = 1.0
    for part in parts:
        places = evaluate(part, document)
        if places is None:
            return None
        if places:
            found.append(places)
            score *= prominence(places, document)
    return Weighed(union(found), score ** (1 / len(found)))
