"""Which topic, or command, a person means by what they typed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.errors import QueryError
from bot.model import Topic
from bot.news.language.words import fold_text
from bot.news.query import parse
from bot.news.query.nodes import And, Compound, Lang, Near, Node, Not, Or, Phrase, Prefix, Title, Word

EVERYTHING = frozenset({"all", "everything"})
"""Names of all topics together, folded."""
_BETWEEN = re.compile(r"[,;،؛\n]")
_MOST_NAMES = 20
"""Names in a list that are looked up; a message has room for a thousand, which would take seconds."""
_SHORTEST_WITH_TYPO = 4
"""Shorter words are too close to each other: "iran" and "iraq" are one typo apart already."""


def find_topics(typed: str, topics: Sequence[Topic]) -> list[Topic]:
    """The topics that `typed` may mean: one where it is clear, several to choose from, or none.

    Tried in this order: the whole id or name in any case; a word or phrase that its query looks for by itself
    ("daesh"); the beginning of an id or name; the beginning of a word of one; the same three with one letter
    wrong, missing or extra, or two swapped.
    """
    wanted = fold_text(typed)
    if not wanted:
        return []
    if exact := exactly_named(typed, topics):
        return exact
    for meets in _TESTS:
        meant = [topic for topic in topics if any(meets(wanted, name) for name in _names(topic))]
        if meant:
            return meant
    return []


@dataclass(frozen=True, slots=True)
class Named:
    """What a list of names means."""

    meant: tuple[Topic, ...]
    unclear: tuple[str, ...]
    """The names that no topic has, or several; what is beyond `_MOST_NAMES` counts as one."""


def name_several(typed: str, topics: Sequence[Topic]) -> Named:
    """The topics meant by one name, by several between commas, or by "everything".

    Names with only spaces between them ("isis raqqa") are understood where each is exactly one topic's.
    """
    if fold_text(typed) in EVERYTHING:
        return Named(tuple(topics), ())
    whole = find_topics(typed, topics)
    if len(whole) == 1:
        return Named((whole[0],), ())
    if not whole and not _BETWEEN.search(typed):
        each = [exactly_named(word, topics) for word in typed.split()]
        if all(len(found) == 1 for found in each):
            return Named(tuple({found[0].id: found[0] for found in each}.values()), ())
    meant: dict[str, Topic] = {}
    unclear = []
    names = [name for name in map(str.strip, _BETWEEN.split(typed)) if name]
    for name in names[:_MOST_NAMES]:
        found = find_topics(name, topics)
        if len(found) == 1:
            meant[found[0].id] = found[0]
        else:
            unclear.append(name)
    if len(names) > _MOST_NAMES:
        unclear.append(", ".join(names[_MOST_NAMES:]))
    return Named(tuple(meant.values()), tuple(unclear))


def exactly_named(typed: str, topics: Sequence[Topic]) -> list[Topic]:
    """The topics whose id or name `typed` is; else those whose query looks for it by itself."""
    wanted = fold_text(typed)
    named = [topic for topic in topics if wanted in _names(topic)]
    return named or [topic for topic in topics if wanted in _sought(topic.query)]


@lru_cache(maxsize=4096)
def _sought(query: str) -> frozenset[str]:
    """The words and phrases of a query that are enough for a match, each by itself."""
    try:
        return frozenset(fold_text(name) for name in _alternatives(parse(query).root))
    except QueryError:
        return frozenset()


def _alternatives(node: Node) -> Iterator[str]:
    match node:
        case Word() | Prefix():
            yield node.token
        case Phrase() | Compound():
            yield " ".join(node.tokens)
        case Or():
            for child in node.nodes:
                yield from _alternatives(child)
        case And():
            needed = [child for child in node.nodes if not isinstance(child, Not)]
            if len(needed) == 1:
                yield from _alternatives(needed[0])
        case Title() | Lang():
            yield from _alternatives(node.node)
        case Near() if node.kind != "NEAR":
            yield from _alternatives(node.left)


def nearest(typed: str, known: Iterable[str], most: int = 2) -> str | None:
    """The known word fewest letters away from `typed`, at most `most`; else one that begins with it."""
    ranked = sorted((distance(typed, word), word) for word in known)
    if ranked and ranked[0][0] <= min(most, max(1, len(typed) // 2)):
        return ranked[0][1]
    longer = [word for _, word in ranked if len(typed) > 1 and word.startswith(typed)]
    return longer[0] if longer else None


def distance(word: str, other: str) -> int:
    """How many letters must be changed, added, dropped, or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        current = [row]
        for column, other_letter in enumerate(other, 1):
            step = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other_letter))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == other_letter
            current.append(min(step, before[column - 2] + 1) if swapped else step)
        before, last = last, current
    return last[-1]


def _names(topic: Topic) -> tuple[str, ...]:
    """What a topic is called. The id of a chat's own topic is random and nobody's word for it."""
    own = topic.owner_chat_id is not None
    return (fold_text(topic.name),) if own else (fold_text(topic.id), fold_text(topic.name))


def _exactly(wanted: str, name: str) -> bool:
    return wanted == name


def _begins(wanted: str, name: str) -> bool:
    return name.startswith(wanted)


def _begins_word(wanted: str, name: str) -> bool:
    return f" {wanted}" in f" {name}"


def _with_typo(wanted: str, name: str) -> bool:
    """Whether one letter differs, is missing or extra, or two are swapped: what `distance` calls 1."""
    if len(wanted) < _SHORTEST_WITH_TYPO or abs(len(wanted) - len(name)) > 1:
        return False
    start = _common(wanted, name)
    ours, theirs = wanted[start:], name[start:]
    end = _common(ours[::-1], theirs[::-1])
    ours, theirs = ours[: len(ours) - end], theirs[: len(theirs) - end]
    return max(len(ours), len(theirs)) == 1 or (len(ours) == 2 and ours == theirs[::-1])


def _common(word: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (ours, theirs) in pairs if ours != theirs), min(len(word), len(other)))


def _begins_with_typo(wanted: str, name: str) -> bool:
    lengths = range(len(wanted) - 1, len(wanted) + 2)
    return any(_with_typo(wanted, name[:length]) for length in lengths)


def _word_with_typo(wanted: str, name: str) -> bool:
    return any(_with_typo(wanted, word) for word in name.split())


_TESTS: Sequence[Callable[[str, str], bool]] = (
    _exactly,
    _begins,
    _begins_word,
    _with_typo,
    _begins_with_typo,
    _word_with_typo,
)
