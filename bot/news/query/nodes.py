"""What a topic's query is made of: frozen nodes that compare and hash by what they find."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word: meets its inflections."""

    token: str


@dataclass(frozen=True, slots=True)
class Compound:
    """Plain words written as one ("pull-out"): meets them side by side, inflected, or written together."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Quoted words: meets exactly these forms, in this order."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    token: str


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides, at most `distance` words apart, in either order; a side is a term, a list or a nearness."""

    left: "Node"
    right: "Node"
    distance: int


@dataclass(frozen=True, slots=True)
class Title:
    """Looks only in the title. The parser lets it stand around terms and nearness alone."""

    node: "Term | Near"


@dataclass(frozen=True, slots=True)
class Not:
    """Must not be there."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    nodes: tuple["Node", ...]


Term = Word | Compound | Phrase | Prefix
Node = Term | Near | Title | Not | And | Or
TERMS = (Word, Compound, Phrase, Prefix)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as parsed; `str()` gives the text. Two are equal where they say the same, however typed."""

    root: Node
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text


def terms(node: Node) -> Iterator[Term]:
    """Every term of a query, in order of appearance."""
    if isinstance(node, And | Or):
        for child in node.nodes:
            yield from terms(child)
    elif isinstance(node, Near):
        yield from terms(node.left)
        yield from terms(node.right)
    elif isinstance(node, Title | Not):
        yield from terms(node.node)
    else:
        yield node
