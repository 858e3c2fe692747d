"""The words and names of an article that could be looked for: runs of capitalised words, words of meaning.

In scripts without capitals nothing tells names: there every word, and every two side by side, counts as one,
and in those without spaces every two to four characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.words import ARTICLES, fold, has_unspaced, spans, tokens

_LONGEST_NAME = 3
_LONGEST_UNSPACED = 4
_SHORTEST_WORD = 4
"""Letters of a word in small letters that may be suggested: shorter ones mean too many things."""
_SENTENCE_ENDS = re.compile(r"[.!?…:;؟。！？]")
_JOINS = frozenset({" ", "-", "‑"})


@dataclass(frozen=True, slots=True)
class Gram:
    """Words side by side."""

    tokens: tuple[str, ...]
    words: str = field(compare=False)
    """As written."""
    is_name: bool
    """Whether it is capitalised where other words are not."""
    unspaced: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    token: str
    start: int
    end: int
    opens: bool
    """Whether it is the first word of a sentence, where a capital means nothing."""


def grams(title: str, text: str) -> Iterator[Gram]:
    """Every word and name of title and text that could be looked for, as often as it occurs."""
    for passage in (title, text):
        telling = any(token[0].islower() and len(token) >= _SHORTEST_WORD for token in tokens(passage))
        for run in _runs(passage):
            yield from _unspaced(run) if has_unspaced(run[0].token) else _spaced(run, passage, telling)


def _runs(text: str) -> Iterator[list[_Piece]]:
    """The words with only a space or a hyphen between them; scripts without spaces apart from others."""
    run: list[_Piece] = []
    opens = True
    end = 0
    for start, stop in spans(text):
        gap, token = text[end:start], text[start:stop]
        opens = opens or _SENTENCE_ENDS.search(gap) is not None
        joined = gap in _JOINS or (not gap and has_unspaced(token))
        if run and (not joined or has_unspaced(token) != has_unspaced(run[-1].token)):
            yield run
            run = []
        run.append(_Piece(token, start, stop, opens))
        opens, end = False, stop
    if run:
        yield run


def _unspaced(run: list[_Piece]) -> Iterator[Gram]:
    tokens = [piece.token for piece in run]
    for length in range(2, _LONGEST_UNSPACED + 1):
        for at in range(len(tokens) - length + 1):
            some = tuple(tokens[at : at + length])
            yield Gram(some, "".join(some), is_name=True, unspaced=True)


def _spaced(run: list[_Piece], text: str, telling: bool) -> Iterator[Gram]:
    """Names and words of a run; capitals are `telling` unless all words of the passage have them."""
    for at, first in enumerate(run):
        if not _means(first.token):
            continue
        cased = first.token[0].lower() != first.token[0].upper()
        capital = telling and first.token[0].isupper()
        longest = 2 if not cased else _LONGEST_NAME if capital else 1
        for length in range(1, min(longest, len(run) - at) + 1):
            some = run[at : at + length]
            if capital and not all(piece.token[0].isupper() for piece in some):
                break
            if not _means(some[-1].token):
                continue
            words = text[first.start : some[-1].end]
            named = not cased or (capital and (length > 1 or not first.opens))
            if named or len(words) >= _SHORTEST_WORD:
                yield Gram(tuple(piece.token for piece in some), words, named)


def _means(token: str) -> bool:
    """Whether a word says anything by itself."""
    if len(token) < 2 or any(character.isdigit() for character in token):
        return False
    return token.casefold() not in FUNCTION_WORDS and fold(token).lower() not in ARTICLES
