"""Trees of nodes in the shape that matching expects: no list within a list, `Title` around terms only."""

from collections.abc import Sequence

from bot.news.query.nodes import TERMS, And, Lang, Near, Node, Not, Or, Title, Withdrawal


def flat(kind: type[And] | type[Or], nodes: Sequence[Node]) -> Node:
    """One node of several, which are one at least; those of the same kind give theirs."""
    if len(nodes) == 1:
        return nodes[0]
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, kind):
            flat.extend(node.nodes)
        else:
            flat.append(node)
    return kind(tuple(flat))


def in_title(node: Node) -> Node:
    """A node that looks only in the title."""
    match node:
        case And() | Or():
            return type(node)(tuple(map(in_title, node.nodes)))
        case Not():
            return Not(in_title(node.node))
        case Lang():
            return Lang(node.languages, in_title(node.node))
        case Title():
            return node
        case _:
            return Title(node)


def is_place(node: Node) -> bool:
    """Whether a node has places in the text, so that it can be near another."""
    if isinstance(node, Or):
        return all(map(is_place, node.nodes))
    if isinstance(node, Lang):
        return is_place(node.node)
    return isinstance(node, (*TERMS, Withdrawal, Near))


def is_necessary(node: Node) -> bool:
    """Whether the node can only be met if some term occurs."""
    if isinstance(node, And):
        return any(map(is_necessary, node.nodes))
    if isinstance(node, Or):
        return all(map(is_necessary, node.nodes))
    if isinstance(node, Title | Lang):
        return is_necessary(node.node)
    return not isinstance(node, Not)
