"""How much a document is about a query."""

from collections.abc import Sequence

from bot.news.matching.bearing import adjusted
from bot.news.matching.deep import hangs_on, may_hang
from bot.news.matching.document import Document
from bot.news.matching.evaluate import evaluate
from bot.news.matching.passing import asks_of, firm, has_namesakes, namesakes
from bot.news.matching.prominence import NEAR, THRESHOLD, is_summary, prominence, prominence_in_passing
from bot.news.query.nodes import And, Node, Not, Or, Withdrawal, Word

_FEWEST_NAMES = 2


def weigh(root: Node, document: Document, at_least: float = 0.0) -> float | None:
    """How much the document is about the query, 0 to 1; None if it is not met or scores below `at_least`.

    The score of a query is the geometric mean of its parts, so a part that is only mentioned in passing
    lowers the whole.
    """
    nodes = root.nodes if isinstance(root, And) else (root,)
    lowest = at_least ** len(nodes)
    product, parts, later = 1.0, 0, []
    for node in nodes:  # words first: many queries share them, so the document knows them
        if type(node) is Word:
            known = _word(node, document)
            if known is None:
                return None
            product *= known
            parts += 1
        else:
            later.append(node)
    for node in later:
        places = evaluate(node, document) if product >= lowest else None
        if places is None:
            return None
        if places:
            product *= prominence(places, document)
            parts += 1
    score = product ** (1 / parts)
    if score < THRESHOLD and _hangs_on(nodes, document):
        score = THRESHOLD
    if score >= max(at_least, NEAR):
        if asks_of(document) and is_summary(document):
            score = min(score, _without_passing(nodes, document))
        if has_namesakes(document):
            score = min(score, _without_namesakes(nodes, document, score))
    return score if score >= at_least else None


def _without_passing(nodes: Sequence[Node], document: Document) -> float:
    """The score of a summary in which mentions in passing count less, by the words beside them."""
    product, parts = 1.0, 0
    for node in nodes:
        places = evaluate(node, document)
        if places and type(node) is Withdrawal:  # it reads its sentences itself
            product *= prominence_in_passing(places, places, document)
            parts += 1
        elif places:
            told = firm(places, document)
            part = prominence_in_passing(places, told, document)
            product *= adjusted(part, places, told, document) if document.language == "en" else part
            parts += 1
    return float(product ** (1 / parts))


def _hangs_on(nodes: Sequence[Node], document: Document) -> bool:
    """Whether the matter of a long report hangs on what the query names, however late.

    Only of queries that list names: others are filed by how prominent their words must be.
    """
    asked = [node for node in nodes if type(node) is not Not]
    if not all(isinstance(node, Or) and len(node.nodes) > _FEWEST_NAMES for node in asked):
        return False
    return may_hang(document) and all(hangs_on(evaluate(node, document) or (), document) for node in asked)


def _without_namesakes(nodes: Sequence[Node], document: Document, score: float) -> float:
    """The score where what only bears the name counts as a mention in passing."""
    product, parts, found = 1.0, 0, False
    for node in nodes:
        places = evaluate(node, document)
        if not places:
            continue
        others = namesakes(places, document) if type(node) is not Withdrawal else ()
        told = [place for place in places if place not in others]
        found = found or bool(others)
        product *= prominence_in_passing(places, told, document) if others else prominence(places, document)
        parts += 1
    return float(product ** (1 / parts)) if found else score


def terms(root: Node, document: Document) -> tuple[str, ...]:
    """The document's words that meet the query, as written, each once."""
    return document.words_at(evaluate(root, document) or ())


def _word(node: Word, document: Document) -> float | None:
    keys = document.vocabulary.keys[node.token]
    known = document.prominences
    if len(keys) == 1 and keys[0] in known:
        return known[keys[0]]
    places = evaluate(node, document)
    weight = None if places is None else prominence(places, document)
    if len(keys) == 1:
        known[keys[0]] = weight
    return weight
