"""A publisher's name from a feed's title, for feeds that were added without one."""

import re
from urllib.parse import urlsplit

_SEPARATOR = re.compile(r"\s{1,8}[-–—|>»:·]{1,8}\s{1,8}|\s{0,8}[|»>]\s{0,8}|:\s{1,8}")
_LANGUAGE = re.compile(
    r"\s{0,8}[(\[](?:english|arabic|kurdish|persian|turkish|french|german|rdf|rss|atom|en|ar)[)\]]",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:(?:home|page|news|latest|top|stories|story|world|international|us|uk|rss|atom|feed|channel|all|headlines|"
    r"middle|east|breaking|analysis|and|the|of|articles|posts|blog)\b[\s,&]*)+",
    re.IGNORECASE,
)


def publisher_name(title: str, url: str) -> str:
    """Who publishes a feed: "BBC News - Middle East" is BBC News.

    It is the first part of the title that says more than "News" or "World", or else the host without `www.`.
    Two feeds of one publisher get the same name only if their titles begin alike, so people may correct it.
    """
    for part in _SEPARATOR.split(_LANGUAGE.sub("", title)):
        name = part.strip(" -–—|>»:·")
        if name and not _GENERIC.fullmatch(name):
            return name
    host = (urlsplit(url).hostname or url).lower()
    return re.sub(r"^(?:www|rss|feeds?|news)\.", "", host)
