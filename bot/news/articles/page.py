"""The text of an article, extracted from its page."""

import re

from bot.news.language.text import tidy

MIN_WORDS = 40
"""A page with fewer words is a stub, a paywall or a consent form."""
_MARK = re.compile(r"^(?:[-*\u2022]|#{1,6}) +", re.MULTILINE)


def article_text(html: str | bytes, url: str) -> str | None:
    """The article's plain text with one newline between paragraphs; None if the page holds no article.

    `html` is the page as received (bytes are decoded by the encoding that it declares), `url` its address.
    Navigation, comments, tables and captions are left out (trafilatura, Barbaresi 2021). Never raises: a page
    that cannot be read holds no article. Takes 5 to 50 ms of CPU.
    """
    import trafilatura  # here, since it takes 20 MB and most processes never read a page

    try:
        extracted = trafilatura.extract(
            html, url=url, include_comments=False, include_tables=False, favor_precision=True
        )
    except Exception:  # whatever a hostile page does to the HTML parser, it is not an article
        return None
    text = tidy(_MARK.sub("", extracted or ""))
    return text if len(text.split()) >= MIN_WORDS else None
