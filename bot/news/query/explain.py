"""Explains in plain words what a query finds."""

from typing import Protocol

from bot.news.language.tags import NAMES
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
    Term,
    Title,
    Withdrawal,
    Word,
    terms,
)
from bot.news.query.parse import parse


class Say(Protocol):
    """Puts an English text, with `{names}` of values in it, into a language."""

    def __call__(self, text: str, /, **values: object) -> str: ...


def in_english(text: str, /, **values: object) -> str:
    """The text itself, with its values."""
    return text.format_map(values)


def explain(query: Query | str, say: Say = in_english) -> str:
    """One or two sentences on what `query` finds. Raises QueryError if a string is not a valid query."""
    root = (parse(query) if isinstance(query, str) else query).root
    nodes = root.nodes if isinstance(root, And) else (root,)
    wanted = _and([_describe(node, say) for node in nodes if not isinstance(node, Not)], say)
    unwanted = _or([_describe(node.node, say) for node in nodes if isinstance(node, Not)], say)
    sentence = say("Finds articles about {wanted}.", wanted=wanted)
    if unwanted:
        sentence = say(
            "Finds articles about {wanted}, unless they mention {unwanted}.", wanted=wanted, unwanted=unwanted
        )
    return f"{sentence} {_note(root, say)}".strip()


def _note(root: Node, say: Say) -> str:
    all_terms = list(terms(root))
    plain = next((_describe(term, say) for term in all_terms if isinstance(term, Word | Compound)), None)
    if plain is None:
        return ""
    if any(isinstance(term, Phrase) for term in all_terms):
        return say(
            "Plain words such as {word} match in all their forms; quoted words exactly as typed.", word=plain
        )
    return say("Plain words such as {word} match in all their forms.", word=plain)


def _describe(node: Node, say: Say) -> str:
    match node:
        case Near():
            left, right = _describe(node.left, say), _describe(node.right, say)
            if node.kind == "WITHOUT":
                return say(
                    "{left} with no {right} within {number} words",
                    left=left,
                    right=right,
                    number=node.distance,
                )
            return say(
                "{left} within {number} words of {right}", left=left, right=right, number=node.distance
            )
        case Title():
            return say("{words} in the title", words=_describe(node.node, say))
        case Lang():
            names = _or([NAMES[code] for code in node.languages], say)
            return say("{words} in {language}", words=_describe(node.node, say), language=names)
        case Withdrawal() if node.kind == "others":
            return say("armed forces of other countries than {country}", country=node.country)
        case Withdrawal() if node.kind == "forces":
            return say("armed forces ({country})", country=node.country)
        case Withdrawal():
            return say("armed forces ({country}) that leave a place abroad", country=node.country)
        case Not():
            return say("no mention of {words}", words=_describe(node.node, say))
        case And():
            return f"({_and([_describe(child, say) for child in node.nodes], say)})"
        case Or():
            options = _or([_describe(child, say) for child in node.nodes], say)
            return say("any of ({options})", options=options) if len(node.nodes) > 2 else f"({options})"
        case _:
            return _describe_term(node, say)


def _describe_term(term: Term, say: Say) -> str:
    match term:
        case Prefix():
            return say("words that begin with {word}", word=term.token)
        case Phrase():
            return f"“{' '.join(term.tokens)}”"
        case Compound():
            return "-".join(term.tokens)
        case Word():
            return term.token


def _and(parts: list[str], say: Say) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return say("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def _or(parts: list[str], say: Say) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return say("{first} or {last}", first=", ".join(parts[:-1]), last=parts[-1])
