"""Explains in plain English what a query finds."""

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
    Word,
    terms,
)
from bot.news.query.parse import parse


def explain(query: Query | str) -> str:
    """One or two sentences on what `query` finds. Raises QueryError if a string is not a valid query."""
    root = (parse(query) if isinstance(query, str) else query).root
    nodes = root.nodes if isinstance(root, And) else (root,)
    wanted = [_describe(node) for node in nodes if not isinstance(node, Not)]
    unwanted = [_describe(node.node) for node in nodes if isinstance(node, Not)]
    sentence = f"Finds articles about {_join(wanted, 'and')}"
    if unwanted:
        sentence += f", unless they mention {_join(unwanted, 'or')}"
    return f"{sentence}. {_note(root)}".strip()


def _note(root: Node) -> str:
    all_terms = list(terms(root))
    plain = next((_describe(term) for term in all_terms if isinstance(term, Word | Compound)), None)
    if plain is None:
        return ""
    others = "; quoted words exactly as typed" if any(isinstance(term, Phrase) for term in all_terms) else ""
    return f"Plain words such as {plain} match in all their forms{others}."


def _describe(node: Node) -> str:
    match node:
        case Near():
            if node.kind == "WITHOUT":
                return f"{_describe(node.left)} with no {_describe(node.right)} within {node.distance} words"
            return f"{_describe(node.left)} within {node.distance} words of {_describe(node.right)}"
        case Title():
            return f"{_describe(node.node)} in the title"
        case Lang():
            return f"{_describe(node.node)} in {_join([NAMES[code] for code in node.languages], 'or')}"
        case Not():
            return f"no mention of {_describe(node.node)}"
        case And():
            return f"({_join([_describe(child) for child in node.nodes], 'and')})"
        case Or():
            options = _join([_describe(child) for child in node.nodes], "or")
            return f"any of ({options})" if len(node.nodes) > 2 else f"({options})"
        case _:
            return _describe_term(node)


def _describe_term(term: Term) -> str:
    match term:
        case Prefix():
            return f"words that begin with {term.token}"
        case Phrase():
            return f"“{' '.join(term.tokens)}”"
        case Compound():
            return "-".join(term.tokens)
        case Word():
            return term.token


def _join(parts: list[str], word: str) -> str:
    if len(parts) < 3:
        return f" {word} ".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
