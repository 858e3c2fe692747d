"""Whether an edited item says something else, or only looks different. Pure."""

import re
from functools import lru_cache
from zlib import crc32

from bot.news.language.words import fold, tokens

_folded = lru_cache(maxsize=1 << 13)(fold)
"""Articles are made of the same words: remembering their forms saves two thirds of a digest."""
_TAG = re.compile(r"<[^<>]*+>")
_NUMBER = re.compile(r"\d++(?:[.,]\d++)*+")


_COUNTER = re.compile(
    r"^[^\w\n]{0,9}(?:(?:last )?updated\b[^\n]{0,60}|"
    r"(?:posted |published )?\d{1,9} (?:minutes?|hours?|days?) ago|"
    r"\d{1,9} (?:comments?|replies|shares?|likes?|views?|points?|min(?:ute)?s? read))[^\w\n]{0,9}$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that only counts or tells the time: it changes by itself and says nothing of the news."""


_GARBLED = re.compile("\ufffd|[\xc2\xc3\xd0\xd1\xd8\xd9][\x80-\xbf\u201a-\u2026]|\xe2\u20ac")
"""A character that was lost, or UTF-8 that was read as Latin-1 or windows-1252."""


def is_garbled(title: str) -> bool:
    """Whether a title was read in a wrong encoding."""
    return _GARBLED.search(title) is not None


def markup_digest(title_html: str, content_html: str) -> int:
    """A number that changes with what an entry shows, not with its tags: cheap enough for every entry."""
    return crc32(_TAG.sub("", f"{title_html}\n{content_html}").encode(errors="surrogatepass"))


def words_digest(title: str, text: str) -> int:
    """A number that changes with the words and figures of an article.

    It does not change with typography, capitals, or lines such as "12 comments" and "Updated 5 minutes ago".
    """
    both = _COUNTER.sub("", f"{title}\n{text}")
    words = [_folded(token) for token in tokens(both)]
    return crc32(" ".join([*words, *_NUMBER.findall(both)]).encode(errors="surrogatepass"))
