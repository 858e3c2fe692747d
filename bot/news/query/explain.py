"""Says in plain English what a query will find."""

from bot.news.query.nodes import (
    And,
    Compound,
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
    """One or two sentences on what `query` will find; raises QueryError where a string cannot be read."""
    root = (parse(query) if isinstance(query, str) else query).root
    nodes = root.nodes if isinstance(root, And) else (root,)
    wanted = [_say(node) for node in nodes if not isinstance(node, Not)]
    unwanted = [_say(node.node) for node in nodes if isinstance(node, Not)]
    sentence = f"Finds articles about {_join(wanted, 'and')}"
    if unwanted:
        sentence += f", unless they mention {_join(unwanted, 'or')}"
    return f"{sentence}. {_note(root)}".strip()


def _note(root: Node) -> str:
    found = list(terms(root))
    plain = next((_say(term) for term in found if isinstance(term, Word | Compound)), None)
    if plain is None:
        return ""
    others = "; quoted words only as typed" if any(isinstance(term, Phrase) for term in found) else ""
    return f"Plain words such as {plain} count in all their forms{others}."


def _say(node: Node) -> str:
    match node:
        case Near():
            return f"{_say(node.left)} within {node.distance} words of {_say(node.right)}"
        case Title():
            return f"{_say(node.node)} in the title"
        case Not():
            return f"no mention of {_say(node.node)}"
        case And():
            return f"({_join([_say(child) for child in node.nodes], 'and')})"
        case Or():
            said = _join([_say(child) for child in node.nodes], "or")
            return f"any of ({said})" if len(node.nodes) > 2 else f"({said})"
        case _:
            return _say_term(node)


def _say_term(term: Term) -> str:
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
