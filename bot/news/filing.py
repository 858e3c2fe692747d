"""Under which words a query is filed in the index, so that few articles look at it that do not meet it."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.news.query_ast import And, Compound, Near, Node, Not, Or, Phrase, Prefix, Title, Word
from bot.news.stems import Vocabulary
from bot.news.words import fold

NO_GUARD = ""
"""The guard of a query with a single necessary word; no stem is empty."""

_PREFIX_COMMONNESS = 0.1


class Filing(NamedTuple):
    """A stem (or a beginning of forms) of the query, and another that it needs besides."""

    anchor: str
    guard: str = NO_GUARD
    is_prefix: bool = False


def filings(node: Node, words: Vocabulary) -> Sequence[Filing]:
    """Filings of which one at least holds in every article that meets `node`; none for NOT."""
    match node:
        case Word():
            return [Filing(key) for key in words.keys[node.token]]
        case Prefix():
            return [Filing(fold(node.token).lower(), is_prefix=True)]
        case Title():
            return filings(node.node, words)
        case Not():
            return ()
        case Or():
            either = [filings(child, words) for child in node.nodes]
            return [filing for found in either for filing in found] if all(either) else ()
        case And():
            return _guarded([filings(child, words) for child in node.nodes], words)
        case Near():
            return _guarded([filings(node.left, words), filings(node.right, words)], words)
        case Phrase():
            return _guarded([[Filing(key) for key in words.keys[token]] for token in node.tokens], words)
        case Compound():
            apart = _guarded([[Filing(key) for key in words.keys[token]] for token in node.tokens], words)
            return [*apart, *(Filing(key) for key in words.keys["".join(node.tokens)])]


def _guarded(parts: Sequence[Sequence[Filing]], words: Vocabulary) -> Sequence[Filing]:
    """The filings of the part that is likely the rarest, guarded by the next rarest that is a single word."""

    def commonness(part: Sequence[Filing]) -> float:
        common = words.commonness
        return sum([_PREFIX_COMMONNESS if filing.is_prefix else common[filing.anchor] for filing in part])

    necessary = sorted(filter(None, parts), key=commonness)
    if not necessary:
        return ()
    for part in necessary[1:]:
        if len(part) == 1 and not part[0].is_prefix:
            guard = part[0].anchor
            return [
                filing if filing.guard else Filing(filing.anchor, guard, filing.is_prefix)
                for filing in necessary[0]
            ]
    return necessary[0]
