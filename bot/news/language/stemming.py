"""Stems for grouping: a word's root and a hash of it that is the same in every process."""

from functools import lru_cache
from zlib import crc32

from bot.news.language.inflections import without_kurdish_endings, without_small_words
from bot.news.language.stems import vocabulary
from bot.news.language.tags import primary

_CUT = {"he": without_small_words, "ku": without_kurdish_endings}
"""What is cut off the words that are compared with one another, though not off those that a query names."""


@lru_cache(maxsize=1 << 14)
def stem(word: str, language: str) -> tuple[str, int]:
    """The stem of a word (see `bot.news.language.stems`) and its hash; a number stays as it is written."""
    root = word if word[0].isdigit() else vocabulary(language).stems[word]
    cut = _CUT.get(primary(language))
    root = cut(root) if cut else root
    return root, crc32(root.encode())
