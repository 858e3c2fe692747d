"""The words under which the index files a query, so that articles look at few queries in vain."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.news.language.stems import Vocabulary
from bot.news.language.words import fold
from bot.news.query.nodes import (
    And,
    Compound,
    Lang,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Title,
    Withdrawal,
    Word,
)
from bot.news.withdrawals import lexicon

NO_GUARD = ""
"""The guard of a query with only one necessary word; no stem is empty."""

MOST_PARTS = 4
"""Queries with more parts are filed without regard to their parts."""

_PREFIX_COMMONNESS = 0.1


class Filing(NamedTuple):
    """A stem of the query (or the beginning of its forms), and a second stem that the query also needs."""

    anchor: str
    guard: str = NO_GUARD
    is_prefix: bool = False
    is_bound: bool = False
    """Whether anchor and guard each occur at every place of some part of the query: then the part cannot be
    more prominent than they are."""


def file_under(root: Node, words: Vocabulary) -> tuple[int, Sequence[Filing]]:
    """(parts, filings): at least one of the filings holds in every article that meets the query.

    The query's score is the mean of `parts` parts; 0 if a part may be more prominent than the filed words.
    """
    filed = filings(root, words)
    parts = sum(not isinstance(node, Not) for node in root.nodes) if isinstance(root, And) else 1
    return (parts if parts <= MOST_PARTS and all(filing.is_bound for filing in filed) else 0), filed


def filings(node: Node, words: Vocabulary) -> Sequence[Filing]:
    """Filings of which at least one holds in every article that meets `node`; none for NOT."""
    match node:
        case Word():
            keys = words.keys[node.token]
            is_bound = len(keys) == 1
            return [Filing(key, NO_GUARD, False, is_bound) for key in keys]
        case Prefix():
            return [Filing(fold(node.token).lower(), is_prefix=True)]
        case Withdrawal():
            return [Filing(stem) for stem in sorted(lexicon.needs(node.country)[0])]
        case Title() | Lang():
            return filings(node.node, words)
        case Not():
            return ()
        case Or():
            either = [filings(child, words) for child in node.nodes]
            return _unbound(filing for option in either for filing in option) if all(either) else ()
        case And():
            return _guarded([filings(child, words) for child in node.nodes], words)
        case Near() if node.kind == "WITHOUT":
            return filings(node.left, words)
        case Near():
            return _unbound(_guarded([filings(node.left, words), filings(node.right, words)], words))
        case Phrase():
            return _guarded([filings(Word(token), words) for token in node.tokens], words)
        case Compound():
            apart = _guarded([filings(Word(token), words) for token in node.tokens], words)
            return _unbound([*apart, *filings(Word("".join(node.tokens)), words)])


def needs(node: Node, words: Vocabulary) -> Sequence[frozenset[str]]:
    """Sets of stems; every article that meets `node` has at least one stem of each."""
    match node:
        case Word():
            return [frozenset(words.keys[node.token])]
        case Prefix() | Not():
            return []
        case Withdrawal():
            return lexicon.needs(node.country)
        case Title() | Lang():
            return needs(node.node, words)
        case Or():
            return _either([needs(child, words) for child in node.nodes], words)
        case And():
            return [need for child in node.nodes for need in needs(child, words)]
        case Near() if node.kind == "WITHOUT":
            return needs(node.left, words)
        case Near():
            return [*needs(node.left, words), *needs(node.right, words)]
        case Phrase():
            return [frozenset(words.keys[token]) for token in node.tokens]
        case Compound():
            apart = [frozenset(words.keys[token]) for token in node.tokens]
            return _either([apart, [frozenset(words.keys["".join(node.tokens)])]], words)


def _either(options: Sequence[Sequence[frozenset[str]]], words: Vocabulary) -> Sequence[frozenset[str]]:
    """What an article needs to meet an option: the rarest need of each; nothing if one needs nothing."""
    if not all(options):
        return []
    rarest = [
        min(option, key=lambda need: sum(words.commonness[stem] for stem in need)) for option in options
    ]
    return [frozenset().union(*rarest)]


def _guarded(parts: Sequence[Sequence[Filing]], words: Vocabulary) -> Sequence[Filing]:
    """The filings of the part that is probably rarest, guarded by the next rarest single word."""
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


def _unbound(filed: Iterable[Filing]) -> Sequence[Filing]:
    return [filing._replace(is_bound=False) for filing in filed]
