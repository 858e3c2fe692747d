"""Where in a document a query is met: linear in the document's words for every term of the query."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

from bot.news.document import LENGTH_BITS, Document
from bot.news.query_ast import And, Compound, Near, Node, Not, Or, Phrase, Prefix, Title, Word
from bot.news.words import fold, forms

_LENGTH = (1 << LENGTH_BITS) - 1


def evaluate(node: Node, document: Document) -> Sequence[int] | None:
    """The places at which `node` is met, in order, or None where it is not. NOT is met at no place."""
    match node:
        case Word():
            return _stems(document.vocabulary.keys[node.token], document)
        case And():
            found = []
            for child in node.nodes:
                places = evaluate(child, document)
                if places is None:
                    return None
                found.append(places)
            return union(found)
        case Or():
            found = [places for child in node.nodes if (places := evaluate(child, document)) is not None]
            return union(found) if found else None
        case Not():
            return () if evaluate(node.node, document) is None else None
        case Near():
            return _near(node, document)
        case Title():
            return _title(node, document)
        case Phrase():
            return _phrase(node, document)
        case Compound():
            return _compound(node, document)
        case Prefix():
            return _prefix(node, document)


def _stems(keys: Iterable[str], document: Document) -> Sequence[int] | None:
    return union([document.places[key] for key in keys if key in document.places]) or None


def union(found: Sequence[Sequence[int]]) -> Sequence[int]:
    if len(found) == 1:
        return found[0]
    return sorted({place for places in found for place in places})


def _phrase(node: Phrase, document: Document) -> Sequence[int] | None:
    form_of = document.vocabulary.forms
    wanted = [forms(token) for token in node.tokens]
    starts = _stems(document.vocabulary.keys[node.tokens[0]], document) or ()
    return [
        start - 1 + len(wanted)
        for start in starts
        if all(
            form_of[document.token((start >> LENGTH_BITS) + i)] in options for i, options in enumerate(wanted)
        )
    ] or None


def _compound(node: Compound, document: Document) -> Sequence[int] | None:
    stem_of = document.vocabulary.stems
    keys = [document.vocabulary.keys[token] for token in node.tokens]
    apart = [
        start - 1 + len(keys)
        for start in _stems(keys[0], document) or ()
        if all(
            stem_of[document.token((start >> LENGTH_BITS) + i)] in options for i, options in enumerate(keys)
        )
    ]
    together = _stems(document.vocabulary.keys["".join(node.tokens)], document) or ()
    return union([apart, together]) or None


def _prefix(node: Prefix, document: Document) -> Sequence[int] | None:
    beginning = fold(node.token).lower()
    form_of = document.vocabulary.forms
    numbered = chain(enumerate(document.title_tokens), enumerate(document.text_tokens, document.text_start))
    return [
        number << LENGTH_BITS | 1
        for number, token in numbered
        if form_of[token].lower().startswith(beginning)
    ] or None


def _title(node: Title, document: Document) -> Sequence[int] | None:
    places = evaluate(node.node, document)
    if not places:
        return places
    return places[: bisect_left(places, document.text_start << LENGTH_BITS)] or None


def _near(node: Near, document: Document) -> Sequence[int] | None:
    left = evaluate(node.left, document)
    right = evaluate(node.right, document) if left else None
    if not left or not right:
        return None
    found = _beside(left, right, node.distance)
    return union([found, _beside(right, left, node.distance)]) if found else None


def _beside(places: Sequence[int], others: Sequence[int], distance: int) -> list[int]:
    """Those of `places` with one of `others` at most `distance` words off; no word is beside itself."""
    ends = sorted(_end(other) for other in others)
    found = []
    for place in places:
        start, end = place >> LENGTH_BITS, _end(place)
        after = bisect_left(others, end << LENGTH_BITS)
        before = bisect_right(ends, start) - 1
        follows = after < len(others) and (others[after] >> LENGTH_BITS) - end < distance
        if follows or (before >= 0 and start - ends[before] < distance):
            found.append(place)
    return found


def _end(place: int) -> int:
    return (place >> LENGTH_BITS) + (place & _LENGTH)
