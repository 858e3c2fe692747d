"""A title without the outlet's own name at its end: "Blast kills three - Raqqa Post" tells of no Raqqa.

In go a title and its publisher, out comes the title to match topics by. Where an aggregator carries the item,
the outlet is another one than the publisher; then the words of outlets' names tell.
"""

import re

from bot.news.articles.headline import plain_headline

_PARTED = (" - ", " – ", " — ", " | ", " · ")
_OUTLET = re.compile(
    r"[^\W\d_][\w.'’&]{0,25}+(?: [\w.'’&]{1,25}+){0,4}? (?:Post|Times|News|Media|Radio|TV|Network|Observer"
    r"|Monitor|Journal|Herald|Gazette|Tribune|Daily|Online|Press|News Agency|24|Sentinel|Mirror|Voice|Channel"
    r"|Magazine|Weekly|Chronicle|Bulletin|Insider|FM|Silently|Reporter|Wire|Center|Centre)"
    r"(?: (?:English|Online|Live))?"
)
_MOST = 60
"""Characters of an outlet's name."""


def without_outlet(title: str, publisher: str = "") -> str:
    """The title without what its publisher, or another outlet, put at its end, and without its publisher's
    name in front; a title that is nothing else stays as it is."""
    if publisher and publisher[:4].casefold() in title.casefold():
        plain = plain_headline(title, (publisher,))
        if title.startswith(plain) or title.endswith(plain):
            title = plain
    end = max(title.rfind(parted) for parted in _PARTED)
    if end <= 0:
        return title
    name = title[end + 3 :].strip()
    if len(name) <= _MOST and name[:1].isupper() and _OUTLET.fullmatch(name):
        return title[:end].rstrip() or title
    return title
