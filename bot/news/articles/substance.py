"""Whether an edited item says something else, or only looks different. Pure."""

import re
from zlib import crc32

from bot.news.language.words import fold, tokens

_TAG = re.compile(r"<[^<>]*+>")
_NUMBER = re.compile(r"\d++(?:[.,]\d++)*+")


def markup_digest(title_html: str, content_html: str) -> int:
    """A number that changes with what an entry shows, not with its tags: cheap enough for every entry."""
    return crc32(_TAG.sub("", f"{title_html}\n{content_html}").encode(errors="surrogatepass"))


def words_digest(title: str, text: str) -> int:
    """A number that changes with the words and figures of an article, not with typography or capitals."""
    both = f"{title}\n{text}"
    words = [fold(token) for token in tokens(both)]
    return crc32(" ".join([*words, *_NUMBER.findall(both)]).encode(errors="surrogatepass"))
