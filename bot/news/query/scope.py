"""What a query asks of articles in one language: its branches `lang:tr(...)`, and what is outside them."""

from collections.abc import Iterator

from bot.news.query.nodes import And, Lang, Near, Node, Not, Or, Title, Withdrawal
from bot.news.query.shape import flat


def in_language(node: Node, language: str) -> Node | None:
    """What `node` asks of articles in `language`, without branches; None if none of them can meet it."""
    match node:
        case Lang():
            return in_language(node.node, language) if language in node.languages else None
        case Withdrawal():
            return node if (language == "en") == (node.kind == "withdrawal") else None
        case Not():
            child = in_language(node.node, language)
            return None if child is None else Not(child)
        case Title():
            child = in_language(node.node, language)
            return None if child is None else Title(child)  # type: ignore[arg-type]
        case Near():
            left, right = in_language(node.left, language), in_language(node.right, language)
            if left is None or right is None:
                return left if node.kind == "WITHOUT" else None
            return Near(left, right, node.distance, node.kind)
        case And():
            return _all(node, language)
        case Or():
            met = [child for option in node.nodes if (child := in_language(option, language)) is not None]
            return flat(Or, met) if met else None
        case _:
            return node


def _all(node: And, language: str) -> Node | None:
    children: list[Node] = []
    for part in node.nodes:
        child = in_language(part, language)
        if child is not None:
            children.append(child)
        elif not isinstance(part, Not):
            return None
    return flat(And, children) if children else None


def languages(node: Node) -> Iterator[str]:
    """The languages of the branches of a query, in order of appearance; one may come more than once."""
    match node:
        case Lang():
            yield from node.languages
        case Withdrawal():
            yield from ("en",) if node.kind == "withdrawal" else ()
        case And() | Or():
            for child in node.nodes:
                yield from languages(child)
        case Near():
            yield from languages(node.left)
            yield from languages(node.right)
        case Not() | Title():
            yield from languages(node.node)
        case _:
            return
