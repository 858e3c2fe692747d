"""Splits a query into lexemes: quotes, parentheses, operators and words, each with its position."""

import re
from typing import NamedTuple

from bot.errors import QueryError

_LEXEME = re.compile(
    r"""\s*(?:
      (?P<quote>["“”„‟«»])
    | (?P<any>any[(（])
    | (?P<open>[(（])
    | (?P<close>[)）])
    | (?P<comma>[,،，、])
    | (?P<title>title:)
    | (?P<lang>lang:[^\s"“”„‟«»()（）,،，、]*)
    | (?P<withdrawal>(?:withdrawal|forces|others):[^\s"“”„‟«»()（）,،，、]*)
    | (?P<minus>[-−–—]+)
    | (?P<word>(?:[^\s"“”„‟«»()（）,،，、]|(?<=\d),(?=\d)|(?<=[א-ת])["“”](?=[א-ת]))+)
    | (?P<end>$)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_QUOTES = re.compile('["“”„‟«»]')
_NEAR = re.compile(r"(?:NEAR|WITH|WITHOUT)(?:/.*)?|near/.*", re.DOTALL)
_OPERATORS = frozenset({"or", "and", "not"})


class Lexeme(NamedTuple):
    """One piece of a query."""

    kind: str
    """quote, any, open, close, comma, title, lang, withdrawal, minus, or, and, not, near, word or end."""
    text: str
    """As typed; for a quote, the text between the marks."""
    position: int


def split(text: str) -> list[Lexeme]:
    """The lexemes of `text`, the last being its end. Raises QueryError for an open quote or a lone hyphen."""
    lexemes: list[Lexeme] = []
    at = 0
    while True:
        lexeme = _LEXEME.match(text, at)
        kind = (lexeme and lexeme.lastgroup) or "end"
        if lexeme is None or kind == "end":
            return [*lexemes, Lexeme("end", "", len(text))]
        start, at = lexeme.span(kind)
        content = text[start:at]
        if kind == "quote":
            closing = _QUOTES.search(text, at)
            if closing is None:
                raise QueryError(f"this quote is not closed: add {content} after the phrase", text, start)
            content, at = text[at : closing.start()], closing.end()
        elif kind == "word":
            kind = _operator(content) or kind
        elif kind == "minus" and text[at : at + 1] in ("", " "):
            raise QueryError("put the hyphen directly before the word to exclude: -word", text, start)
        lexemes.append(Lexeme(kind, content, start))


def _operator(content: str) -> str | None:
    lowered = content.lower()
    if lowered in _OPERATORS:
        return lowered
    return "near" if _NEAR.fullmatch(content) else None
