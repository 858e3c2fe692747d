"""What a query will cost, estimated when it is made, in steps for a usual article of 600 words."""

from math import exp

from bot.errors import QueryError
from bot.news.language.stems import Vocabulary, vocabulary
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
    Query,
    Title,
    Withdrawal,
    Word,
    terms,
)
from bot.news.query.scope import in_language, languages

MOST_STEPS = 300
"""A step takes about a microsecond: a thousand of the dearest queries allowed take 0.3 s an article."""
_WORDS = 600
_TITLE_SHARE = 0.02
_COMMONEST_WORD = 0.06
"""Share of an English text's words that are "the"; that of others falls with their rank (Zipf's law)."""
_PREFIX_SHARES = (0.02, 0.006, 0.002, 0.0005)
"""Share of a text's words that begin with common letters: two, three, four, or more of them."""
_WITHDRAWALS = 0.1
"""Places of a withdrawal in a usual article; that many articles have the words without which it is none."""
_FORCES = 2.0
"""Places of forces in a usual article."""
_WITHDRAWAL_STEPS = 300.0
"""To look for one in such an article. Its sentences are read once for all: 1,000 steps more."""

_OTHERS_STEPS = 40.0
"""To look whose forces there are, once for all that a query asks of them, and only where there are some."""


def check_cost(query: Query) -> None:
    """Raise QueryError, which says what to change, if `query` would take too long to match."""
    named = sorted({"", *languages(query.root)})
    slow = [asked for language in named if (asked := _too_slow(query.root, language)) is not None]
    if slow:
        _refuse(str(query), slow[0])


def _refuse(text: str, slow: Node) -> None:
    broad = [term.token for term in terms(slow) if isinstance(term, Prefix) and len(term.token) < 4]
    if broad:
        starts = ", ".join(f"{token}*" for token in list(dict.fromkeys(broad))[:4])
        advice, place = f"too many words begin like {starts}; type more letters before the *", f"{broad[0]}*"
    elif _count_nears(slow):
        advice, place = "NEAR between common words is slow; use fewer of them, or rarer words", "NEAR"
    else:
        advice, place = "many of its words are common; use fewer, or split it into two topics", ""
    raise QueryError(f"it would take too long to match: {advice}", text, max(0, text.find(place)))


def _too_slow(root: Node, language: str) -> Node | None:
    """What the query asks of articles in a language ("" for one without a branch), if that is too slow."""
    asked, words = in_language(root, language), vocabulary(language)
    if asked is None:
        return None
    steps = _work(asked, words) + _OTHERS_STEPS * _asks_of_forces(asked)
    return asked if _chance(asked, words) * steps > MOST_STEPS else None


def _asks_of_forces(node: Node) -> bool:
    match node:
        case Withdrawal():
            return node.kind != "withdrawal"
        case And() | Or():
            return any(map(_asks_of_forces, node.nodes))
        case Near():
            return _asks_of_forces(node.left) or _asks_of_forces(node.right)
        case Title() | Lang() | Not():
            return _asks_of_forces(node.node)
        case _:
            return False


def _places(node: Node, words: Vocabulary) -> float:
    """At how many places of an article a query is expected to be met."""
    match node:
        case Word():
            return _WORDS * _COMMONEST_WORD * sum(words.commonness[key] for key in words.keys[node.token])
        case Prefix():
            letters = min(max(len(node.token), 2), len(_PREFIX_SHARES) + 1)
            return _WORDS * _PREFIX_SHARES[letters - 2]
        case Phrase() | Compound():
            return min(_places(Word(token), words) for token in node.tokens)
        case Withdrawal():
            return _FORCES if node.kind == "forces" else _WITHDRAWALS
        case Lang():
            return _places(node.node, words)
        case Title():
            return _TITLE_SHARE * _places(node.node, words)
        case Not():
            return 0.0
        case Near():
            left, right = _places(node.left, words), _places(node.right, words)
            if node.kind == "WITHOUT":
                return left
            window = 2 * node.distance / _WORDS
            return left * min(1.0, window * right) + right * min(1.0, window * left)
        case And() | Or():
            return sum(_places(child, words) for child in node.nodes)


def _work(node: Node, words: Vocabulary) -> float:
    """Steps to find these places."""
    match node:
        case Word():
            return 1.0
        case Prefix():
            return 2.0 + _places(node, words)
        case Withdrawal():
            return _WITHDRAWAL_STEPS if node.kind == "withdrawal" else 1.0
        case Phrase() | Compound():
            return 1.0 + sum(1.0 + _places(Word(token), words) for token in node.tokens)
        case Title() | Lang() | Not():
            return 1.0 + _work(node.node, words)
        case Near():
            both = _places(node.left, words) + _places(node.right, words)
            return 1.0 + _work(node.left, words) + _work(node.right, words) + 2 * both
        case And() | Or():
            return _places(node, words) + sum(_work(child, words) for child in node.nodes)


def _chance(node: Node, words: Vocabulary) -> float:
    """The share of articles for which the query is evaluated: those that have its rarest necessary word."""
    match node:
        case Not():
            return 1.0
        case Title() | Lang():
            return _chance(node.node, words)
        case Near() if node.kind == "WITHOUT":
            return _chance(node.left, words)
        case Near():
            return min(_chance(node.left, words), _chance(node.right, words))
        case And():
            return min(_chance(child, words) for child in node.nodes)
        case Or():
            return min(1.0, sum(_chance(child, words) for child in node.nodes))
        case _:
            return 1 - exp(-_places(node, words))


def _count_nears(node: Node) -> int:
    match node:
        case Near():
            return 1 + _count_nears(node.left) + _count_nears(node.right)
        case And() | Or():
            return sum(_count_nears(child) for child in node.nodes)
        case Title() | Lang() | Not():
            return _count_nears(node.node)
        case _:
            return 0
