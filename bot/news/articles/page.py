"""The text of an article out of its page's HTML."""

import re

from bot.news.language.text import tidy

MIN_WORDS = 40
"""A page that yields fewer words is a stub, a paywall or a consent form."""
_MARK = re.compile(r"^(?:[-*\u2022]|#{1,6}) +", re.MULTILINE)


def article_text(html: str | bytes, url: str) -> str | None:
    """The article's plain text, paragraphs separated by one newline; None where the page holds none.

    `html` is the page as it came (bytes are decoded by what it declares), `url` its address. Navigation,
    comments, tables and captions are left out (trafilatura, Barbaresi 2021). Never raises: a page that
    cannot be read holds no article. Takes 5 to 50 ms of CPU.
    """
    import trafilatura  # here: it takes 20 MB, and most processes never read a page

    try:
        found = trafilatura.extract(
            html, url=url, include_comments=False, include_tables=False, favor_precision=True
        )
    except Exception:  # whatever a hostile page does to an HTML parser, it is no article
        return None
    text = tidy(_MARK.sub("", found or ""))
    return text if len(text.split()) >= MIN_WORDS else None
