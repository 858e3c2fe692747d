"""Sentences that a publisher puts under its titles whatever they say: "Find the top news online at ..."

Two items with such a sentence look like copies of one text, and tell of two events.
"""

import re
from collections import OrderedDict

from bot.news.language.words import fold

SHORT_TEXT = 800
"""Characters beyond which a text is no feed's summary: there a refrain is a small part, and is left."""
PLAIN = 2
"""Other titles that share no word with this one: a sentence that stood under so many is a refrain."""
REMEMBERED = 20_000
"""Sentences remembered at most, the latest used."""

_BETWEEN = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Refrains:
    """What publishers said under which titles."""

    def __init__(self) -> None:
        self._titles = OrderedDict[tuple[str, str], tuple[str, ...]]()

    def without(self, publisher: str, title: str, text: str) -> str:
        """A text less its refrains.

        A refrain stood under another title of the publisher and has no word of this one, or under several.
        """
        if not title or not text or len(text) > SHORT_TEXT:
            return text
        sentences = _BETWEEN.split(text.strip())
        said = {one for one in sentences if self._is_refrain(publisher, title, one)}
        return " ".join(one for one in sentences if one not in said)

    def _is_refrain(self, publisher: str, title: str, sentence: str) -> bool:
        others = [other for other in self._titles.get((publisher, sentence), ()) if other != title]
        if not others:
            return False
        told = _words(title)
        return not told & _words(sentence) or sum(not told & _words(other) for other in others) >= PLAIN

    def hear(self, publisher: str, title: str, text: str) -> None:
        """Remember what a publisher said under a title."""
        if not title or len(text) > SHORT_TEXT:
            return
        for sentence in _BETWEEN.split(text.strip()):
            before = self._titles.pop((publisher, sentence), ())
            self._titles[publisher, sentence] = (*(one for one in before if one != title), title)[
                -1 - PLAIN :
            ]
        while len(self._titles) > REMEMBERED:
            self._titles.popitem(
                last=False
            )  # of a plain dict, the first is looked for among all that are gone


def _words(text: str) -> set[str]:
    return {word[:5] for word in _WORD.findall(fold(text))}
