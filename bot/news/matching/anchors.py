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
LOOSE, HALF, BOUND = range(3)
"""How a word holds a part of its query. Bound: it occurs at every place of the part, which is at most as
prominent as the word. Half: every place is one of this word's or of one other word's, under which the query
is filed too, so one of them is halfway as prominent (see `bot.news.matching.prominence.prominent`)."""
ANY = 0
"""How prominent a word must be: at all. Otherwise n: enough for one of n parts; -n: halfway to that."""

_PREFIX_COMMONNESS = 0.1


class Filing(NamedTuple):
    """A stem of the query (or the beginning of its forms), and a second stem that the query also needs."""

    anchor: str
    guard: str = NO_GUARD
    is_prefix: bool = False
    holds: int = LOOSE
    """How the anchor holds a part of the query."""
    guard_holds: int = LOOSE


class Shelf(NamedTuple):
    """How prominent the anchors of filings must be, and how prominent their guards."""

    anchor: int = ANY
    guard: int = ANY


def file_under(root: Node, words: Vocabulary) -> Iterable[tuple[Shelf, Filing]]:
    """At least one of the filings holds in every article that is about the query, with words so prominent.

    A query's score is the geometric mean of its parts, so none of n parts is below THRESHOLD ** n.
    """
    parts = sum(not isinstance(node, Not) for node in root.nodes) if isinstance(root, And) else 1
    levels = {LOOSE: ANY, HALF: -parts, BOUND: parts} if parts <= MOST_PARTS else {}
    for filing in filings(root, words):
        yield Shelf(levels.get(filing.holds, ANY), levels.get(filing.guard_holds, ANY)), filing


def filings(node: Node, words: Vocabulary) -> Sequence[Filing]:
    """Filings of which at least one holds in every article that meets `node`; none for NOT."""
    match node:
        case Word():
            keys = words.keys[node.token]
            holds = BOUND if len(keys) == 1 else LOOSE
            return [Filing(key, holds=holds) for key in keys]
        case Prefix():
            return [Filing(fold(node.token).lower(), is_prefix=True)]
        case Withdrawal() if node.kind != "withdrawal":
            return ()
        case Withdrawal():
            return [Filing(stem) for stem in sorted(lexicon.needs(node.country)[0])]
        case Title() | Lang():
            return filings(node.node, words)
        case Not():
            return ()
        case Or():
            either = [filings(child, words) for child in node.nodes]
            if not all(either):
                return ()
            pair = _pair(either)
            return pair or _loose(filing for option in either for filing in option)
        case And():
            return _guarded([filings(child, words) for child in node.nodes], words)
        case Near() if node.kind == "WITHOUT":
            return filings(node.left, words)
        case Near():
            sides = filings(node.left, words), filings(node.right, words)
            pair = _pair(sides) if node.kind == "NEAR" else ()
            if pair:
                one, other = pair
                return [one._replace(guard=other.anchor), other._replace(guard=one.anchor)]
            return _loose(_guarded(sides, words))
        case Phrase():
            # It is found where its first word is: the others come later, and so may be less prominent.
            first, *others = (filings(Word(token), words) for token in node.tokens)
            return _guarded([first, *map(_loose, others)], words)
        case Compound():
            apart = _guarded([filings(Word(token), words) for token in node.tokens], words)
            return _loose([*apart, *filings(Word("".join(node.tokens)), words)])


def _pair(parts: Sequence[Sequence[Filing]]) -> Sequence[Filing]:
    """Two words of which one is found wherever the query is; none if the parts are something else."""
    if len(parts) != 2 or not all(len(part) == 1 and _is_bound_word(part[0]) for part in parts):
        return ()
    return [part[0]._replace(holds=HALF) for part in parts]


def _is_bound_word(filing: Filing) -> bool:
    return filing.holds == BOUND and filing.guard == NO_GUARD


def needs(node: Node, words: Vocabulary) -> Sequence[frozenset[str]]:
    """Sets of stems; every article that meets `node` has at least one stem of each."""
    match node:
        case Word():
            return [frozenset(words.keys[node.token])]
        case Prefix() | Not():
            return []
        case Withdrawal() if node.kind != "withdrawal":
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
            guard, holds = part[0].anchor, part[0].holds
            return [
                filing if filing.guard else filing._replace(guard=guard, guard_holds=holds)
                for filing in rarest
            ]
    if len(rarest) == 1 and _is_bound_word(rarest[0]):
        for part in necessary[1:]:
            if all(filing.holds == HALF and not filing.guard for filing in part):
                return [rarest[0]._replace(guard=filing.anchor, guard_holds=HALF) for filing in part]
    return rarest


def _commonness(part: Sequence[Filing], words: Vocabulary) -> float:
    if len(part) == 1 and not part[0].is_prefix:
        return words.commonness[part[0].anchor]
    return sum(
        [_PREFIX_COMMONNESS if filing.is_prefix else words.commonness[filing.anchor] for filing in part]
    )


def _loose(filed: Iterable[Filing]) -> Sequence[Filing]:
    return [filing._replace(holds=LOOSE, guard_holds=LOOSE) for filing in filed]
