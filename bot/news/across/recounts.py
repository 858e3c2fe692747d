"""Titles that say that a toll that is known rose or fell, in other languages than English."""

from collections.abc import Sequence

from bot.news.across.usual import usual
from bot.news.figures.elsewhere import says_lower
from bot.news.language.tags import primary
from bot.news.language.words import fold


def tells_new_toll(title: str, words: Sequence[str], language: str) -> bool:
    """Whether a title, of these words, tells that the number of the dead is another by now."""
    listed = usual(language)
    if listed is None:
        return False
    folded = frozenset(map(fold, words))

    def has(some: frozenset[str]) -> bool:
        return (
            any(map(title.__contains__, some)) if primary(language) == "zh" else not some.isdisjoint(folded)
        )

    return has(listed.toll) and (has(listed.rise) or says_lower(title, language))
