"""Which topic, or command, a person means by what they typed."""

from collections.abc import Callable, Iterable, Sequence

from bot.model import Topic
from bot.news.language.words import fold_text

_SHORTEST_WITH_TYPO = 4
"""Shorter words are too close to each other: "iran" and "iraq" are one typo apart already."""


def find_topics(typed: str, topics: Sequence[Topic]) -> list[Topic]:
    """The topics that `typed` may mean: one where it is clear, several to choose from, or none.

    Tried in this order: the whole id or name in any case; the beginning of one; the beginning of a word of
    one; the same three with one letter wrong, missing or extra, or two swapped.
    """
    wanted = fold_text(typed)
    if not wanted:
        return []
    for meets in _TESTS:
        meant = [topic for topic in topics if any(meets(wanted, name) for name in _names(topic))]
        if meant:
            return meant
    return []


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
    return (
        len(wanted) >= _SHORTEST_WITH_TYPO
        and abs(len(wanted) - len(name)) < 2
        and distance(wanted, name) == 1
    )


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
