"""Under which words a query is filed in the index, so that few articles look at it that do not meet it."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.news.query_ast import And, Compound, Near, Node, Not, Or, Phrase, Prefix, Title, Word
from bot.news.stems import Vocabulary
from bot.news.words import fold

NO_GUARD = ""
"""The guard of a query with a single necessary word; no stem is empty."""

_UNRANKED = 5000
_BY_LETTER = 500
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
    necessary = sorted(filter(None, parts), key=lambda part: _commonness(part, words))
    if not necessary:
        return ()
    guards = [part[0].anchor for part in necessary[1:] if len(part) == 1 and not part[0].is_prefix]
    if not guards:
        return necessary[0]
    return [filing if filing.guard else filing._replace(guard=guards[0]) for filing in necessary[0]]


def _commonness(part: Sequence[Filing], words: Vocabulary) -> float:
    """How often an article has one of these, roughly: by Zipf's law, the inverse of a word's rank."""
    return sum(_PREFIX_COMMONNESS if filing.is_prefix else 1 / _rank(filing.anchor, words) for filing in part)


def _rank(stem: str, words: Vocabulary) -> int:
    """The stem's place by commonness; of words off the list the longer is taken to be the rarer."""
    return words.ranks.get(stem) or _UNRANKED + _BY_LETTER * len(stem)
