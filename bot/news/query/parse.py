"""Parses a topic's query as people type it. docs/topics.md describes the language.

::

    either  = all ("OR" all)*
    all     = part (["AND"] part)*
    part    = ("NOT" | "-") part | near
    near    = single (("NEAR/8" | "WITH/8" | "WITHOUT/8") single)*
    single  = "title:" single | "lang:tr" single | "(" either ")" | "any(" either ("," either)* ")"
            | "withdrawal:US" | "forces:US" | "others:US" | phrase | word | prefix"*"
"""

import re
from collections import Counter
from typing import Literal

from bot.errors import QueryError
from bot.news.language import words
from bot.news.language.tags import NAMES
from bot.news.query.armies import army_term
from bot.news.query.lex import Lexeme, split
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
    Word,
)
from bot.news.query.shape import flat, in_title, is_necessary, is_place

MAX_CHARACTERS = 10_000
MAX_TERMS = 300
"""Terms that an article in one language is asked for: those outside branches, and those of its branches."""
MAX_LANGUAGES = 30
MAX_NESTING = 20
MAX_DISTANCE = 50
DEFAULT_DISTANCE = 8
_SHORTEST_PREFIX = 2

_KINDS: dict[str, Literal["NEAR", "WITH", "WITHOUT"]] = {"NEAR": "NEAR", "WITH": "WITH", "WITHOUT": "WITHOUT"}
_HINTS = {"&": "AND", "&&": "AND", "+": "AND", "|": "OR", "||": "OR", "/": "OR", "!": "NOT"}


def parse(text: str) -> Query:
    """The query that `text` expresses. Time and memory are linear in its length.

    Raises QueryError, which says what is wrong, where, and how to fix it.
    """
    if len(text) > MAX_CHARACTERS:
        message = (
            f"a query may have at most {MAX_CHARACTERS} characters and this one has {len(text)}: "
            "split it into two topics"
        )
        raise QueryError(message, text[: MAX_CHARACTERS + 1], MAX_CHARACTERS)
    return _Parser(re.sub(r"\s", " ", text)).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._lexemes = split(text)
        self._at = 0
        self._depth = 0
        self._scope: tuple[str, ...] = ()
        """The languages of the branch that is being read; empty outside branches."""
        self._languages = set[str]()
        self._terms = Counter[str]()
        """Terms by the language of their branch; "" outside branches."""

    def query(self) -> Query:
        if self._lexemes[0].kind == "end":
            raise self._error("the query is empty: type a word to look for", 0)
        root = self._either()
        rest = self._lexemes[self._at]
        if rest.kind == "close":
            raise self._error(
                "this parenthesis was never opened: remove it, or add ( before it", rest.position
            )
        if rest.kind == "comma":
            raise self._error("a comma belongs in a list: write any(one, two), or remove it", rest.position)
        if not is_necessary(root):
            where = "one side of OR" if isinstance(root, Or) else "this query"
            raise self._error(f"{where} only excludes words: add a word to look for", 0)
        return Query(root, self._text)

    def _take(self, kind: str) -> bool:
        if self._lexemes[self._at].kind == kind:
            self._at += 1
            return True
        return False

    def _error(self, message: str, position: int) -> QueryError:
        return QueryError(message, self._text, position)

    # --- grammar ---

    def _either(self) -> Node:
        nodes = [self._all()]
        while self._take("or"):
            nodes.append(self._all())
        return flat(Or, nodes)

    def _all(self) -> Node:
        nodes = [self._part()]
        while self._take("and") or self._lexemes[self._at].kind not in (
            "or",
            "close",
            "comma",
            "end",
            "near",
        ):
            nodes.append(self._part())
        return flat(And, nodes)

    def _part(self) -> Node:
        start = self._lexemes[self._at]
        if self._take("not") or self._take("minus"):
            self._enter(start.position)
            node = self._part()
            self._depth -= 1
            return node.node if isinstance(node, Not) else Not(node)
        return self._near()

    def _near(self) -> Node:
        start = self._lexemes[self._at].position
        node = self._single()
        while self._lexemes[self._at].kind == "near":
            lexeme = self._lexemes[self._at]
            self._at += 1
            distance = self._distance(lexeme)
            kind = _KINDS[lexeme.text.partition("/")[0].upper()]
            side = self._lexemes[self._at].position
            right = self._single()
            for position, operand in ((start, node), (side, right)):
                if not is_place(operand):
                    raise self._error(
                        f"{kind} joins words, phrases and any(...) lists, not AND, NOT or title:",
                        position,
                    )
            node = Near(node, right, distance, kind)
        return node

    def _distance(self, lexeme: Lexeme) -> int:
        kind, _, number = lexeme.text.partition("/")
        kind = kind.upper()
        if "/" not in lexeme.text:
            return DEFAULT_DISTANCE
        if not (number.isascii() and number.isdigit() and 1 <= int(number) <= MAX_DISTANCE):
            raise self._error(
                f"{kind} takes a distance of 1 to {MAX_DISTANCE} words: {kind}/8", lexeme.position
            )
        return int(number)

    def _single(self) -> Node:
        lexeme = self._lexemes[self._at]
        self._at += 1
        match lexeme.kind:
            case "word":
                return self._term(lexeme, self._word(lexeme))
            case "quote":
                return self._term(lexeme, self._phrase(lexeme))
            case "title":
                self._enter(lexeme.position)
                node = self._single()
                self._depth -= 1
                return in_title(node)
            case "lang":
                return self._branch(lexeme)
            case "withdrawal":
                return self._term(lexeme, self._withdrawal(lexeme))
            case "open" | "any":
                return self._group(lexeme)
            case "end":
                raise self._error("the query ends too early: a word is missing here", lexeme.position)
            case "close":
                raise self._error("a word is missing before this parenthesis", lexeme.position)
            case "comma":
                raise self._error("a comma separates words in a list: any(one, two)", lexeme.position)
            case "minus" | "not":
                raise self._error(
                    "NOT and - cannot follow NEAR or title: put them first, as in -title:word",
                    lexeme.position,
                )
            case _:
                raise self._error(
                    f'{lexeme.text} belongs between words; to look for the word, quote it: "{lexeme.text}"',
                    lexeme.position,
                )

    def _group(self, opening: Lexeme) -> Node:
        self._enter(opening.position)
        nodes = [self._either()]
        while opening.kind == "any" and self._take("comma"):
            nodes.append(self._either())
        if not self._take("close"):
            rest = self._lexemes[self._at]
            if rest.kind == "comma":
                raise self._error(
                    "a comma belongs in a list: write any(one, two), or remove it", rest.position
                )
            raise self._error("this parenthesis is not closed: add ) where the group ends", opening.position)
        self._depth -= 1
        return flat(Or, nodes)

    def _branch(self, lexeme: Lexeme) -> Node:
        codes = tuple(dict.fromkeys(lexeme.text[len("lang:") :].lower().split("/")))
        if self._scope:
            raise self._error("a lang: branch cannot stand in another one", lexeme.position)
        for code in codes:
            if code not in NAMES:
                what = f"{code} is not a language code" if code else "lang: needs a language code"
                raise self._error(f"{what}: write lang:tr(...), or lang:ar/fa(...) for two", lexeme.position)
        self._languages.update(codes)
        if len(self._languages) > MAX_LANGUAGES:
            raise self._error(f"a query may name at most {MAX_LANGUAGES} languages", lexeme.position)
        self._enter(lexeme.position)
        self._scope = codes
        node = self._single()
        self._scope = ()
        self._depth -= 1
        if not is_necessary(node):
            raise self._error("this branch only excludes words: write -lang:tr(word)", lexeme.position)
        return Lang(codes, node)

    def _withdrawal(self, lexeme: Lexeme) -> Node:
        found = army_term(lexeme.text, self._lexemes[self._at - 2].text)
        if isinstance(found, str):
            raise self._error(found, lexeme.position)
        return found

    def _enter(self, position: int) -> None:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise self._error(
                f"the query is nested more than {MAX_NESTING} levels deep: simplify it", position
            )

    # --- terms ---

    def _term(self, lexeme: Lexeme, node: Node) -> Node:
        self._terms.update(self._scope or ("",))
        in_branches = max((count for scope, count in self._terms.items() if scope), default=0)
        if self._terms[""] + in_branches > MAX_TERMS:
            where = " for one language" if in_branches else ""
            raise self._error(
                f"a query may have at most {MAX_TERMS} terms{where}: split it into two topics",
                lexeme.position,
            )
        return node

    def _phrase(self, lexeme: Lexeme) -> Node:
        tokens = _tokens(lexeme.text)
        if not tokens:
            raise self._error("there is no word between these quotes", lexeme.position)
        return Phrase(tuple(tokens))

    def _word(self, lexeme: Lexeme) -> Node:
        content = lexeme.text
        if content.isascii() and content.isalnum():
            return Word(content)
        is_prefix = content.endswith("*")
        star = content.find("*", 0, len(content) - is_prefix)
        if star >= 0:
            raise self._error("* is only allowed at the end of a word: withdr*", lexeme.position + star)
        tokens = _tokens(content)
        while len(tokens) > 1 and words.fold(tokens[0]) in words.ARTICLES:
            tokens = tokens[1:]
        if not tokens:
            hint = f": write {_HINTS[content]}" if content in _HINTS else ""
            raise self._error(f"{content} is not a word{hint}", lexeme.position)
        if is_prefix:
            if len(tokens) > 1 or len(words.fold(tokens[0])) < _SHORTEST_PREFIX:
                raise self._error(
                    f"a prefix is one word of at least {_SHORTEST_PREFIX} letters: withdr*", lexeme.position
                )
            return Prefix(tokens[0])
        if len(tokens) > 1:
            return Compound(tuple(tokens))
        return Word(tokens[0])


def _tokens(text: str) -> list[str]:
    return [token for token in words.tokens(text) if words.fold(token)]
