"""Under which words a query is filed in the index, so that few articles look at it that do not meet it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.news.language.stems import Vocabulary
from bot.news.language.words import fold
from bot.news.query.nodes import And, Compound, Near, Node, Not, Or, Phrase, Prefix, Title, Word

NO_GUARD = ""
"""The guard of a query with a single necessary word; no stem is empty."""

MOST_PARTS = 4
"""Queries of more parts are filed as if nothing were known of their parts."""

_PREFIX_COMMONNESS = 0.1


class Filing(NamedTuple):
    """A stem (or a beginning of forms) of the query, and another that it needs besides."""

    anchor: str
    guard: str = NO_GUARD
    is_prefix: bool = False
    is_bound: bool = False
    """Whether anchor and guard each stand at every place of some part of the query, which then can be no more
    prominent than they."""


def file_under(root: Node, words: Vocabulary) -> tuple[int, Sequence[Filing]]:
    """The filings of a query, of which one at least holds in every article that meets it.

    Before them the number of parts whose mean the query's score is; 0 where these may outdo the filed words.
    """
    found = filings(root, words)
    parts = sum(not isinstance(node, Not) for node in root.nodes) if isinstance(root, And) else 1
    return (parts if parts <= MOST_PARTS and all(filing.is_bound for filing in found) else 0), found


def filings(node: Node, words: Vocabulary) -> Sequence[Filing]:
    """Filings of which one at least holds in every article that meets `node`; none for NOT."""
    match node:
        case Word():
            keys = words.keys[node.token]
            is_bound = len(keys) == 1
            return [Filing(key, NO_GUARD, False, is_bound) for key in keys]
        case Prefix():
            return [Filing(fold(node.token).lower(), is_prefix=True)]
        case Title():
            return filings(node.node, words)
        case Not():
            return ()
        case Or():
            either = [filings(child, words) for child in node.nodes]
            return _unbound(filing for found in either for filing in found) if all(either) else ()
        case And():
            return _guarded([filings(child, words) for child in node.nodes], words)
        case Near():
            return _unbound(_guarded([filings(node.left, words), filings(node.right, words)], words))
        case Phrase():
            return _guarded([filings(Word(token), words) for token in node.tokens], words)
        case Compound():
            apart = _guarded([filings(Word(token), words) for token in node.tokens], words)
            return _unbound([*apart, *filings(Word("".join(node.tokens)), words)])


def needs(node: Node, words: Vocabulary) -> Sequence[frozenset[str]]:
    """Sets of stems, of each of which every article that meets `node` has one at least."""
    match node:
        case Word():
            return [frozenset(words.keys[node.token])]
        case Prefix() | Not():
            return []
        case Title():
            return needs(node.node, words)
        case Or():
            return _either([needs(child, words) for child in node.nodes], words)
        case And():
            return [need for child in node.nodes for need in needs(child, words)]
        case Near():
            return [*needs(node.left, words), *needs(node.right, words)]
        case Phrase():
            return [frozenset(words.keys[token]) for token in node.tokens]
        case Compound():
            apart = [frozenset(words.keys[token]) for token in node.tokens]
            return _either([apart, [frozenset(words.keys["".join(node.tokens)])]], words)


def _either(options: Sequence[Sequence[frozenset[str]]], words: Vocabulary) -> Sequence[frozenset[str]]:
    """What is needed where one option is met: of each its rarest need; nothing if one needs nothing."""
    if not all(options):
        return []
    rarest = [
        min(option, key=lambda need: sum(words.commonness[stem] for stem in need)) for option in options
    ]
    return [frozenset().union(*rarest)]


def _guarded(parts: Sequence[Sequence[Filing]], words: Vocabulary) -> Sequence[Filing]:
    """The filings of the part that is likely the rarest, guarded by the next rarest that is a single word."""
    necessary = sorted(filter(None, parts), key=lambda part: _commonness(part, words))
    if not necessary:
        return ()
    rarest = necessary[0]
    for part in necessary[1:]:
        if len(part) == 1 and not part[0].is_prefix:
            guard, is_bound = part[0].anchor, part[0].is_bound
            return [
                filing
                if filing.guard
                else Filing(filing.anchor, guard, filing.is_prefix, filing.is_bound and is_bound)
                for filing in rarest
            ]
    return rarest


def _commonness(part: Sequence[Filing], words: Vocabulary) -> float:
    if len(part) == 1 and not part[0].is_prefix:
        return words.commonness[part[0].anchor]
    return sum(
        [_PREFIX_COMMONNESS if filing.is_prefix else words.commonness[filing.anchor] for filing in part]
    )


def _unbound(found: Iterable[Filing]) -> Sequence[Filing]:
    return [filing._replace(is_bound=False) for filing in found]
