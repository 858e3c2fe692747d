"""Entries to articles: canonical addresses, identity, plain text.

An article has several keys and is known by any of them. A key is a hash of its publisher (8 hexadecimal
digits) and one of publisher and guid, or canonical URL, or, for want of both, title and text. The kinds share
one space on purpose: most publishers use the address as guid, and two feeds of one publisher may do so
differently.

What keeps "each new article alerts once" true on real feeds:

- BBC appends `#0`, `#1` ... to its guids with every update: the address in `link` stays, hence the URL key.
- Live blogs and bulletins list several entries under one address, and some entries link the home page:
  such an address identifies nothing, so callers say so (`unique_url=False`) and only the guid counts.
- A few feeds give every entry the same guid: `unique_guid=False`, and only the address counts.
"""

import re
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from urllib.parse import urlsplit, urlunsplit

from bot.model import Article, Feed
from bot.news.language.text import plain_text

_TRACKING = re.compile(
    r"(?:utm_\w*|at_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|cmpid|"
    r"cmp|cmpi|ns_\w+|ito|ocid|ncid|sref|src|ref|ref_src|smid|smtyp|partner|emc|rss(?:_id)?|xtor|traffic_source|"
    r"ftag|taid|s_cid|__twitter_impression|guccounter|sr_share|campaign|mod|maca|feedtype|feedname)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_USUAL = re.compile(r"https?://([a-z0-9-]++(?:\.[a-z0-9-]++)++)(/[^\s?#]*+)?+(?:\?([^\s#]*+))?+")
"""Host, path and query of nearly all addresses."""


def canonical_url(url: str) -> str:
    """The address of an article without what differs between its mentions.

    http becomes https; host in lower case without `www.` and default port; no fragment (except `#!`), no user
    information, no tracking parameters; the other parameters sorted; no slash at the end of a path.
    Something that is no http(s) address comes back unchanged. The result is canonical itself.
    """
    usual = _USUAL.fullmatch(url)
    if usual:
        name, path, query = usual.groups("")
        if name.startswith("www."):
            name = _bare(name)
        kept = f"?{kept}" if query and (kept := _kept(query)) else ""
        return f"https://{name}{path.rstrip('/')}{kept}"
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return url
    host = _bare(host)
    if ":" in host:
        host = f"[{host}]"
    if port is not None and str(port) not in _DEFAULT_PORTS.values():
        host = f"{host}:{port}"
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit(("https", host, parts.path.rstrip("/ "), _kept(parts.query), fragment)).strip()


def _bare(host: str) -> str:
    while host.startswith("www.") and host.count(".") > 1:
        host = host[4:]
    return host


def _kept(query: str) -> str:
    """The parameters of a query that are no tracking, sorted."""
    parameters = [part.strip() for part in query.split("&")]
    return "&".join(
        sorted([part for part in parameters if part and not _is_tracking(part.partition("=")[0])])
    )


@lru_cache(maxsize=1024)
def _is_tracking(name: str) -> bool:
    return _TRACKING.fullmatch(name) is not None


def is_home_page(url: str) -> bool:
    """Whether a canonical URL is a site's front page, which identifies no article."""
    usual = _USUAL.fullmatch(url)
    if usual:
        return usual[2] in (None, "/") and not usual[3]
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query and not parts.fragment


def identities(
    publisher: str, guid: str | None, url: str, *, unique_url: bool = True, unique_guid: bool = True
) -> tuple[str, ...]:
    """The keys of an article, 32 hexadecimal digits each, strongest first; none where it has neither a
    guid nor an address that identifies it (see `identities_of_text`).

    `unique_url` and `unique_guid` say whether the entry's document gives the address or guid to no other
    entry.
    """
    canonical = canonical_url(url) if url else ""
    return identities_at(publisher, guid, url, canonical, unique_url=unique_url, unique_guid=unique_guid)


def identities_at(
    publisher: str, guid: str | None, url: str, canonical: str, *, unique_url: bool, unique_guid: bool
) -> tuple[str, ...]:
    """`identities` where the canonical form of `url` is known."""
    found: list[str] = []
    if guid and unique_guid:
        if guid == url and _is_bare(guid):
            return (_key(publisher, canonical),)
        found.append(canonical_guid(guid))
    if canonical and unique_url and canonical not in found and not is_home_page(canonical):
        found.append(canonical)
    return tuple([_key(publisher, part) for part in found])


def identities_of_text(publisher: str, title: str, text: str) -> tuple[str, ...]:
    """The key of an entry that has nothing but its words."""
    return (_key(publisher, "text:" + " ".join(f"{title}\n{text}".split())),)


def _key(publisher: str, part: str) -> str:
    prefix, salted = _salted(publisher)
    digest = salted.copy()
    digest.update(part.encode("utf-8", "replace"))
    return prefix + digest.hexdigest()[:24]


def canonical_guid(guid: str) -> str:
    """A guid that is a plain address becomes canonical, so that it equals the URL key of the same article.

    One with a fragment or a query stays as it is: there the difference may be the point.
    """
    return canonical_url(guid) if guid.startswith("http") and _is_bare(guid) else guid


def _is_bare(url: str) -> bool:
    return "#" not in url and "?" not in url


@lru_cache(maxsize=1024)
def _salted(publisher: str) -> tuple[str, blake2b]:
    """What a key of this publisher begins with, and the hash of the rest; to be copied.

    A common beginning keeps a publisher's keys side by side in the index: a poll touches few of its pages.
    """
    salt = blake2b(publisher.strip().casefold().encode(), digest_size=16)
    return salt.hexdigest()[:8], blake2b(digest_size=16, key=salt.digest())


def title_text(title_html: str) -> str:
    """A title as one line of plain text. What was no markup stays: `A <b> & "C"` arrives intact."""
    text = plain_text(title_html) if "<" in title_html else unescape(title_html)
    return " ".join(text.split())


def make_article(
    feed: Feed,
    now: datetime,
    keys: tuple[str, ...],
    title: str,
    text: str,
    url: str,
    published_at: datetime | None,
) -> Article:
    """The article of an entry: its keys, and its title and text as plain text.

    `now` is the time of first sight. It stands in for a missing date (`dated` is then false), and no date is
    later than it. An article without a title gets the beginning of its text.
    """
    return Article(
        identities=keys,
        publisher=feed.publisher,
        url=url,
        title=title or _beginning(text),
        text=text,
        language=feed.language,
        published_at=now if published_at is None or published_at > now else published_at,
        dated=published_at is not None,
    )


def _beginning(text: str, limit: int = 100) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= limit else first[:limit].rsplit(" ", 1)[0] + " …"
