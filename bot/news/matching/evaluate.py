"""Where in a document a query is met: linear in the document's words for every term of the query."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.news.language.words import fold, forms
from bot.news.matching.document import LENGTH_BITS, Document
from bot.news.query.nodes import And, Compound, Near, Node, Not, Or, Phrase, Prefix, Title, Word

_LENGTH = (1 << LENGTH_BITS) - 1


def evaluate(node: Node, document: Document) -> Sequence[int] | None:
    """The places at which `node` is met, in order, or None where it is not. NOT is met at no place."""
    return _EVALUATE[type(node)](node, document)


def union(found: Sequence[Sequence[int]]) -> Sequence[int]:
    """The places of several findings, in order, each once."""
    if len(found) == 1:
        return found[0]
    return sorted({place for places in found for place in places})


def _keys(keys: Sequence[str], document: Document) -> Sequence[int] | None:
    """Where any of these stems stands."""
    places = document.places
    if len(keys) == 1:
        return places.get(keys[0])
    return union([places[key] for key in keys if key in places]) or None


def _word(node: Word, document: Document) -> Sequence[int] | None:
    return _keys(document.vocabulary.keys[node.token], document)


def _and(node: And, document: Document) -> Sequence[int] | None:
    found = []
    for child in node.nodes:
        places = evaluate(child, document)
        if places is None:
            return None
        found.append(places)
    return union(found)


def _or(node: Or, document: Document) -> Sequence[int] | None:
    found = [places for child in node.nodes if (places := evaluate(child, document)) is not None]
    return union(found) if found else None


def _not(node: Not, document: Document) -> Sequence[int] | None:
    return () if evaluate(node.node, document) is None else None


def _phrase(node: Phrase, document: Document) -> Sequence[int] | None:
    starts = _side_by_side([document.vocabulary.keys[token] for token in node.tokens], document)
    form_of, tokens = document.vocabulary.forms, document.tokens
    wanted = [forms(token) for token in node.tokens]
    return [
        start << LENGTH_BITS | len(wanted)
        for start in starts
        if all(form_of[tokens[start + i]] in options for i, options in enumerate(wanted))
    ] or None


def _compound(node: Compound, document: Document) -> Sequence[int] | None:
    keys = document.vocabulary.keys
    starts = _side_by_side([keys[token] for token in node.tokens], document)
    apart = [start << LENGTH_BITS | len(node.tokens) for start in starts]
    together = _keys(keys["".join(node.tokens)], document)
    return union([apart, together]) if together else apart or None


def _side_by_side(keys: Sequence[Sequence[str]], document: Document) -> Iterable[int]:
    """The numbers of the words with which these stems begin to stand one after the other."""
    starts: set[int] | None = None
    for i, options in enumerate(keys):
        here = {(place >> LENGTH_BITS) - i for place in _keys(options, document) or ()}
        starts = here if starts is None else starts & here
        if not starts:
            return ()
    return sorted(starts or ())


def _prefix(node: Prefix, document: Document) -> Sequence[int] | None:
    beginning = fold(node.token).lower()
    form_of = document.vocabulary.forms
    return [
        number << LENGTH_BITS | 1
        for number, token in enumerate(document.tokens)
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


_EVALUATE: dict[type[Node], Callable[[Any, Document], Sequence[int] | None]] = {
    Word: _word,
    And: _and,
    Or: _or,
    Not: _not,
    Near: _near,
    Title: _title,
    Phrase: _phrase,
    Compound: _compound,
    Prefix: _prefix,
}
