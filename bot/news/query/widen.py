"""A query with one alternative more, as text: what its author typed stays as it was typed."""

from typing import NamedTuple

from bot.news.query.lex import split


class Part(NamedTuple):
    """One of the things that a query asks for at once: of "Raqqa any(blast, bomb)", the word and the list."""

    text: str
    excludes: bool


_BINDING = ("near", "title", "lang", "minus", "not")
"""What follows one of these belongs to it."""


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a valid query that AND or a space joins; one part where it is a list of alternatives."""
    found: list[Part] = []
    depth, bound, start = 0, False, -1
    kind_at_start = ""
    for lexeme in split(text):
        outside, kind = depth == 0, lexeme.kind
        if outside and kind == "or":
            return (Part(text.strip(), False),)
        if outside and not bound and kind not in ("near", "close"):
            if start >= 0:
                found.append(Part(text[start : lexeme.position].strip(), kind_at_start in ("minus", "not")))
            start, kind_at_start = (-1, "") if kind == "and" else (lexeme.position, kind)
        depth += (kind in ("open", "any")) - (kind == "close")
        bound = outside and kind in _BINDING
    return tuple(found)


def widened(text: str, word: str, number: int | None = None) -> str:
    """A valid query that also takes `word`, itself one: for its required part `number`, or for all of these.

    What the query excludes stays excluded: "alpha bravo -charlie" becomes "alpha (bravo OR word) -charlie"
    for part 1, and "(alpha bravo OR word) -charlie" for all.
    """
    known = parts(text)
    required = [part.text for part in known if not part.excludes]
    if len(known) == 1:
        return _grouped(text.strip(), word) or f"{text.strip()} OR {word}"
    if number is None or len(required) == 1:
        whole = " ".join(required)
        grouped = _grouped(whole, word) if len(required) == 1 else ""
        changed = [grouped or f"({whole} OR {word})"]
    else:
        part = required[number]
        changed = [*required]
        changed[number] = _grouped(part, word) or f"({part} OR {word})"
    return " ".join((*changed, *(part.text for part in known if part.excludes)))


def _grouped(part: str, word: str) -> str:
    """The part with the word in its list, where it is one list as a whole; else empty."""
    *lexemes, _ = split(part)
    depth = 0
    for lexeme in lexemes:
        depth += (lexeme.kind in ("open", "any")) - (lexeme.kind == "close")
        if depth == 0 and lexeme is not lexemes[-1]:
            return ""
    if lexemes[-1].kind != "close":
        return ""
    inside, close = part[: lexemes[-1].position].rstrip(), part[lexemes[-1].position :]
    return f"{inside}{', ' if lexemes[0].kind == 'any' else ' OR '}{word}{close}"
