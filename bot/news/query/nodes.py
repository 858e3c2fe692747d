"""The nodes of a topic's query. They are frozen, and equal if they find the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word: matches its inflections."""

    token: str


@dataclass(frozen=True, slots=True)
class Compound:
    """Plain words written as one ("pull-out"): matches them side by side, inflected, or as one word."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Quoted words: matches exactly these forms, in this order."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    token: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A country's forces leave a place abroad (`bot.news.withdrawals`), in articles in English."""

    country: str
    """ISO 3166 code."""
    kind: Literal["withdrawal", "forces", "others"] = "withdrawal"
    """In other languages than English: "forces" is found at forces of the country, or of nobody who is named;
    "others" right behind those of anybody else."""


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides at most `distance` words apart, in either order; a side is a term, a list or a NEAR.

    Of WITH only the left side counts as found; of WITHOUT it is found where the right side is not near.
    """

    left: "Node"
    right: "Node"
    distance: int
    kind: Literal["NEAR", "WITH", "WITHOUT"] = "NEAR"
    _hash: int = field(init=False, repr=False, compare=False)
    """Computed once: matching asks for it, and a topic may nest hundreds of nodes."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.left, self.right, self.distance, self.kind)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Title:
    """Looks only in the title. The parser puts it around terms and NEAR only."""

    node: "Term | Withdrawal | Near"


@dataclass(frozen=True, slots=True)
class Lang:
    """Looks only in articles in these languages (`bot.news.language.tags.NAMES`)."""

    languages: tuple[str, ...]
    node: "Node"


@dataclass(frozen=True, slots=True)
class Not:
    """Must not occur."""

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
Node = Term | Withdrawal | Near | Title | Lang | Not | And | Or
TERMS = (Word, Compound, Phrase, Prefix)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; `str()` returns its text. Two queries are equal if they ask the same, however typed."""

    root: Node
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text


def terms(node: Node) -> Iterator[Term]:
    """Every term of a query, in order of appearance; a withdrawal has none."""
    if isinstance(node, And | Or):
        for child in node.nodes:
            yield from terms(child)
    elif isinstance(node, Near):
        yield from terms(node.left)
        yield from terms(node.right)
    elif isinstance(node, Title | Lang | Not):
        yield from terms(node.node)
    elif not isinstance(node, Withdrawal):
        yield node
