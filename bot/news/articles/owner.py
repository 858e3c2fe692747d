"""Who owns an address: the registrable domain, by the public suffix list that comes with `tld`."""

import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

_SHARED = frozenset(
    """feedburner.com google.com medium.com substack.com rss.app fetchrss.com feedspot.com politepol.com
    yahoo.com msn.com youtube.com reddit.com t.me telegram.me x.com twitter.com facebook.com rsshub.app
    morss.it kill-the-newsletter.com inoreader.com feedly.com flipboard.com livejournal.com""".split()
)
"""Where everybody may have a feed, so that a common domain says nothing."""


@lru_cache(maxsize=8192)
def owner_domain(url: str) -> str:
    """The registrable domain of `url`, in lower case: "bbc.co.uk" for https://feeds.bbc.co.uk/rss.

    Empty where it names no owner: addresses in numbers, names without a public suffix, and sites where
    everybody may have a feed. Blogs below a common domain on the list (github.io, blogspot.com) own theirs.
    """
    import tld  # here, since it reads its list when it is first used

    try:
        domain = tld.get_fld(url, fail_silently=True, search_private=True)
    except ValueError:
        return ""
    return "" if domain is None or domain in _SHARED else domain.lower()


def house_key(publisher: str, url: str) -> str:
    """What the articles of one house are keyed by: its name and the domain of its feed.

    Two feeds of one publisher on one domain know each other's articles; a feed elsewhere that gives itself
    the same name does not. Where the domain names no owner, the host does; on shared sites the whole address.
    """
    return f"{same_name(publisher)}\n{owner_domain(url) or _place(url)}"


@lru_cache(maxsize=8192)
def same_name(publisher: str) -> str:
    """A publisher's name for comparison: without case, width and surplus space."""
    return " ".join(unicodedata.normalize("NFKC", publisher).casefold().split())


def _place(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return url
    shared = any(host == site or host.endswith(f".{site}") for site in _SHARED)
    return f"{host}{parts.path}" if shared else host
