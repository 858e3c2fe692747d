"""The text of an article, extracted from its page."""

import pkgutil
import re

from bot.news.articles.belief import Announced, Belief, believe
from bot.news.articles.furniture import remove_furniture
from bot.news.articles.markup import read_markup
from bot.news.language.text import tidy

TEXT_CAP = 50_000
"""Characters of a page's text that are read: no news is longer."""
_STOP_WORDS = 500
"""Stop words of a language, the most frequent: as many as English has in justext."""
_MARK = re.compile(r"^(?:[-*\u2022]|#{1,6}) +", re.MULTILINE)


def read_page(html: str | bytes, url: str, feed: Announced) -> Belief:
    """What may be used of the page behind a feed's link; `url` is the address where the request ended.

    Never raises: a page that cannot be read is not the article. Takes 5 to 50 ms of CPU.
    """
    return believe(feed, url, article_text(html, url), read_markup(html, url, TEXT_CAP))


def article_text(html: str | bytes, url: str) -> str:
    """The article's plain text with one newline between paragraphs; "" if the page holds none.

    `html` is the page as received (bytes are decoded by the encoding that it declares), `url` its address.
    Navigation, comments, tables and captions are left out (trafilatura, Barbaresi 2021). Never raises: a page
    that cannot be read holds no article. Takes 5 to 50 ms of CPU.
    """
    import trafilatura  # here, since it takes 20 MB and most processes never read a page
    from trafilatura import external
    from trafilatura.utils import load_html

    # All the words that trafilatura would load from justext take 33 MB.
    external.JT_STOPLIST = external.JT_STOPLIST or _stop_words()  # type: ignore[assignment]
    try:
        root = load_html(html)
        if root is None:
            return ""
        remove_furniture(root)
        extracted = trafilatura.extract(
            root, url=url, include_comments=False, include_tables=False, favor_precision=True
        )
    except Exception:  # whatever a hostile page does to the HTML parser, it is not an article
        return ""
    return tidy(_MARK.sub("", (extracted or "")[:TEXT_CAP]))


def _stop_words() -> tuple[str, ...]:
    """The most frequent words of every language that justext knows, whose lists have them in that order."""
    from justext.utils import get_stoplists

    lists = (pkgutil.get_data("justext", f"stoplists/{name}.txt") or b"" for name in get_stoplists())
    return tuple(
        {word.lower() for words in lists for word in words.decode().split("\n", _STOP_WORDS)[:_STOP_WORDS]}
    )
