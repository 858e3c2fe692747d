"""Name a feed that is to be added, so that it does not speak in the name of another publisher."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.model import Feed
from bot.news.articles.owner import house_key, owner_domain, same_name


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed's name, and the house whose articles it shares."""

    publisher: str
    house: str
    namesake: str = ""
    """The host of a feed elsewhere that has the name which this one gave itself; empty if there is none."""


def name_feed(publisher: str, url: str, known: Iterable[Feed], *, keep_name: bool = False) -> NamedFeed:
    """The name and house of a feed at `url` that calls itself `publisher`, beside the feeds `known`.

    Where another owner has that name, it is told apart by its domain: "Reuters (example.net)". With
    `keep_name` an operator vouches for the name; the articles stay apart all the same.
    """
    name = same_name(publisher)
    namesakes = [feed for feed in known if feed.url != url and same_name(feed.publisher) == name]
    own = _owner(url)
    for feed in namesakes:
        if _owner(feed.url) == own:
            return NamedFeed(feed.publisher, feed.house or feed.publisher)
    if not namesakes:
        return NamedFeed(publisher, house_key(publisher, url))
    told_apart = publisher if keep_name else f"{publisher} ({own})"
    return NamedFeed(told_apart, house_key(publisher, url), _owner(namesakes[0].url))


def _owner(url: str) -> str:
    """The registrable domain, or the host where that names no owner."""
    try:
        return owner_domain(url) or (urlsplit(url).hostname or url).lower()
    except ValueError:
        return url
