"""Sentences that a publisher puts under its titles whatever they say: "Find the top news online at ..."

Two items with such a sentence look like copies of one text, and tell of two events.
"""

import re

from bot.news.language.words import fold

SHORT_TEXT = 800
"""Characters beyond which a text is no feed's summary: there a refrain is a small part, and is left."""
REMEMBERED = 20_000
"""Sentences remembered at most, the latest used."""

_BETWEEN = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Refrains:
    """What publishers said under which titles."""

    def __init__(self) -> None:
        self._titles: dict[tuple[str, str], str] = {}

    def without(self, publisher: str, title: str, text: str) -> str:
        """A text less its refrains.

        A refrain stood in an item of the publisher under another title, and has no word of this one's title.
        """
        if not title or not text or len(text) > SHORT_TEXT:
            return text
        sentences = _BETWEEN.split(text.strip())
        said = {one for one in sentences if self._titles.get((publisher, one), title) != title}
        if said:
            told = _words(title)
            said = {one for one in said if not told & _words(one)}
        return " ".join(one for one in sentences if one not in said)

    def hear(self, publisher: str, title: str, text: str) -> None:
        """Remember what a publisher said under a title."""
        if not title or len(text) > SHORT_TEXT:
            return
        for sentence in _BETWEEN.split(text.strip()):
            self._titles.pop((publisher, sentence), None)
            self._titles[publisher, sentence] = title
        while len(self._titles) > REMEMBERED:
            del self._titles[next(iter(self._titles))]


def _words(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(fold(text))}
