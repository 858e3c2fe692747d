"""Stems for grouping: a word's root and a hash of it that is the same in every process."""

from functools import lru_cache
from zlib import crc32

from bot.news.language.stems import vocabulary


@lru_cache(maxsize=1 << 14)
def stem(word: str, language: str) -> tuple[str, int]:
    """The stem of a word (see `bot.news.language.stems`) and its hash; a number stays as it is written."""
    root = word if word[0].isdigit() else vocabulary(language).stems[word]
    return root, crc32(root.encode())
