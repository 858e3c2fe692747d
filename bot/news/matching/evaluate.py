"""Where a document meets a query. Time is linear in the document's words for every term of the query."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from bot.news.language.words import fold
from bot.news.matching.document import GAP, LENGTH_BITS, Document
from bot.news.query.nodes import And, Compound, Near, Node, Not, Or, Phrase, Prefix, Title, Withdrawal, Word
from bot.news.withdrawals.elsewhere import whose_forces
from bot.news.withdrawals.find import withdrawals
from bot.news.withdrawals.lexicon import needs

PARTICLES = {
    language: frozenset(particles.split())
    for language, particles in (
        ("de", "ab an auf aus bei ein fest heim her hin hinaus los mit nach vor weg zu zuruck zusammen"),
        ("nl", "aan af bij in mee op om terug toe uit vast weg"),
    )
}
"""What separates from its verb, folded."""
CLAUSE_WORDS = 12
_LENGTH = (1 << LENGTH_BITS) - 1
_FEW = 64
"""Pairs of places that are compared one by one."""


def evaluate(node: Node, document: Document) -> Sequence[int] | None:
    """The places where `node` is met, in order, or None if it is not met. A NOT that is met has no places."""
    return _EVALUATE[type(node)](node, document)


def union(places: Sequence[Sequence[int]]) -> Sequence[int]:
    """Several sequences of places as one, in order, each place once."""
    if len(places) == 1:
        return places[0]
    return sorted({*chain.from_iterable(places)})


def _keys(keys: Sequence[str], document: Document) -> Sequence[int] | None:
    """The places of any of these stems."""
    places = document.places
    if len(keys) == 1:
        return places.get(keys[0])
    return union([places[key] for key in keys if key in places]) or None


def _word(node: Word, document: Document) -> Sequence[int] | None:
    return _keys(document.vocabulary.keys[node.token], document)


def _and(node: And, document: Document) -> Sequence[int] | None:
    places_by_node = []
    for child in node.nodes:
        places = evaluate(child, document)
        if places is None:
            return None
        places_by_node.append(places)
    return union(places_by_node)


def _or(node: Or, document: Document) -> Sequence[int] | None:
    met = [places for child in node.nodes if (places := evaluate(child, document)) is not None]
    return union(met) if met else None


def _not(node: Not, document: Document) -> Sequence[int] | None:
    return () if evaluate(node.node, document) is None else None


def _phrase(node: Phrase, document: Document) -> Sequence[int] | None:
    starts = _side_by_side([document.vocabulary.keys[token] for token in node.tokens], document)
    if not starts:
        return None
    form_of, tokens = document.vocabulary.forms, document.tokens
    capitals = [(i, token) for i, token in enumerate(node.tokens) if len(token) > 1 and token.isupper()]
    wanted = [document.vocabulary.quoted[token] for token in node.tokens]
    ending_of = document.vocabulary.ending
    endings = [(i, ending) for i, token in enumerate(node.tokens) if (ending := ending_of(token))]
    return [
        start << LENGTH_BITS | len(wanted)
        for start in starts
        if all(form_of[tokens[start + i]] in options for i, options in enumerate(wanted))
        and all(tokens[start + i][: len(token)].isupper() for i, token in capitals)
        and all(ending_of(tokens[start + i]) == ending for i, ending in endings)
    ] or None


def _compound(node: Compound, document: Document) -> Sequence[int] | None:
    keys = document.vocabulary.keys
    starts = _side_by_side([keys[token] for token in node.tokens], document)
    apart = [start << LENGTH_BITS | len(node.tokens) for start in starts]
    together = _keys(keys["".join(node.tokens)], document)
    found = [places for places in (apart, together, _separated(node, document)) if places]
    return union(found) if found else None


def _separated(node: Compound, document: Document) -> Sequence[int]:
    """A German or Dutch verb and its particle later in the clause: "ab-ziehen" in "ziehen Truppen ab"."""
    particle, *verb = node.tokens
    if (
        document.language not in PARTICLES
        or len(verb) != 1
        or fold(particle) not in PARTICLES[document.language]
    ):
        return ()
    verbs = evaluate(Word(verb[0]), document) or ()
    after = evaluate(Word(particle), document) or ()
    met = []
    for place in verbs:
        at = bisect_left(after, place)
        if at < len(after) and (after[at] - place) >> LENGTH_BITS <= CLAUSE_WORDS:
            met += [place, after[at]]
    return union([met]) if met else ()


def _side_by_side(keys: Sequence[Sequence[str]], document: Document) -> Sequence[int]:
    """The numbers of the words where these stems follow one another."""
    starts: set[int] | None = None
    for i, options in enumerate(keys):
        here = {(place >> LENGTH_BITS) - i for place in _keys(options, document) or ()}
        starts = here if starts is None else starts & here
        if not starts:
            return ()
    return sorted(starts or ())


def _prefix(node: Prefix, document: Document) -> Sequence[int] | None:
    return document.beginning(fold(node.token).lower())


def _withdrawal(node: Withdrawal, document: Document) -> Sequence[int] | None:
    if node in document.nears:
        return document.nears[node]
    if node.kind == "withdrawal":
        told = not any(map(document.stems.isdisjoint, needs(node.country)))
        found = withdrawals(document.sentences, node.country) if told else ()
        document.nears[node] = [number << LENGTH_BITS | 1 for number in found] or None
    else:
        parts = document.title, document.text, document.text_start, document.language
        own, others = whose_forces(*parts, node.country)
        forces = [start << LENGTH_BITS | end - start for start, end in own]
        document.nears[Withdrawal(node.country, "forces")] = forces or None
        # Of no length: what stands right behind a force, such as who leaves and "leaves", is beside it too.
        behind = [end << LENGTH_BITS for _, end in others]
        document.nears[Withdrawal(node.country, "others")] = behind or None
    return document.nears[node]


def _title(node: Title, document: Document) -> Sequence[int] | None:
    places = evaluate(node.node, document)
    if not places:
        return places
    return places[: bisect_left(places, document.text_start << LENGTH_BITS)] or None


def _near(node: Near, document: Document) -> Sequence[int] | None:
    # Remembered: what is dear may be asked for by many topics.
    if node not in document.nears:
        document.nears[node] = _find_near(node, document)
    return document.nears[node]


def _find_near(node: Near, document: Document) -> Sequence[int] | None:
    left = evaluate(node.left, document)
    right = evaluate(node.right, document) if left else None
    if not left or not right:
        return left if node.kind == "WITHOUT" else None
    are_few = len(left) * len(right) <= _FEW
    if are_few and node.kind == "NEAR" and isinstance(node.left, Word) and isinstance(node.right, Word):
        return _near_words(left, right, node.distance)
    lefts, rights = left, right
    if node.kind == "WITH" or _is_together(node.left):
        # What is together in the title or in the text may have company in the other.
        lefts, rights = _joined(left, document), _joined(right, document)
    near = set(_beside(lefts, rights, node.distance))
    if node.kind == "WITHOUT":
        return [place for place, moved in zip(left, lefts, strict=True) if moved not in near] or None
    found = [place for place, moved in zip(left, lefts, strict=True) if moved in near]
    if node.kind == "NEAR" and found:
        beside = set(_beside(rights, lefts, node.distance))
        return union([found, [place for place, moved in zip(right, rights, strict=True) if moved in beside]])
    return found or None


def _is_together(node: Node) -> bool:
    """Whether it is words near each other, or a list with such."""
    if isinstance(node, Near):
        return node.kind != "WITHOUT" or _is_together(node.left)
    return isinstance(node, Or) and any(map(_is_together, node.nodes))


def _near_words(left: Sequence[int], right: Sequence[int], distance: int) -> Sequence[int] | None:
    """The same for few places of one word each."""
    reach = distance << LENGTH_BITS
    near = {
        place for one in left for other in right if 0 < abs(one - other) <= reach for place in (one, other)
    }
    return sorted(near) if near else None


def _joined(places: Sequence[int], document: Document) -> list[int]:
    """The places where the text, which explains the title, follows right after it."""
    start, gap = document.text_start << LENGTH_BITS, GAP << LENGTH_BITS
    return [place if place < start else place - gap for place in places]


def _beside(places: Sequence[int], others: Sequence[int], distance: int) -> list[int]:
    """The `places` with one of `others` at most `distance` words away; no word is beside itself."""
    ends = sorted(_end(other) for other in others)
    near = []
    for place in places:
        start, end = place >> LENGTH_BITS, _end(place)
        after = bisect_left(others, end << LENGTH_BITS)
        before = bisect_right(ends, start) - 1
        follows = after < len(others) and (others[after] >> LENGTH_BITS) - end < distance
        if follows or (before >= 0 and start - ends[before] < distance):
            near.append(place)
    return near


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
    Withdrawal: _withdrawal,
}
