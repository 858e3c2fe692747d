"""A boosted model as a table: small trees whose leaves add up to log-odds.

`trees.txt` is written by `benchmarks/fit_stories.py`: the bias, then a tree a line, in prefix notation. A
branch is `measure threshold` and its two subtrees, low one first; a leaf is `=value`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, Union

Node = Union["Branch", float]


class Branch(NamedTuple):
    """One question of a tree: is the measure above the threshold?"""

    measure: int
    threshold: float
    low: "Node"
    high: "Node"


def parse(line: str, names: Sequence[str]) -> Node:
    """A tree from its line; `names` are those of the measures, in order."""
    return _node(iter(line.split()), names)


def _node(words: Iterator[str], names: Sequence[str]) -> Node:
    word = next(words)
    if word.startswith("="):
        return float(word[1:])
    threshold = float(next(words))
    low = _node(words, names)
    return Branch(names.index(word), threshold, low, _node(words, names))


@lru_cache(maxsize=4)
def shipped(names: tuple[str, ...]) -> tuple[float, tuple[Node, ...]]:
    """The bias and the trees that ship with the package."""
    bias, *lines = files("bot.news.stories").joinpath("trees.txt").read_text(encoding="utf-8").splitlines()
    return float(bias), tuple(parse(line, names) for line in lines)


def total(bias: float, trees: Sequence[Node], measures: Sequence[float]) -> float:
    """The sum of the leaves that the measures lead to."""
    for tree in trees:
        node = tree
        while type(node) is Branch:
            node = node[3] if measures[node[0]] > node[1] else node[2]
        bias += node  # type: ignore[operator]
    return bias
