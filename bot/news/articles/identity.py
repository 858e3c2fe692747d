"""Entries to articles: canonical addresses, identity, plain text.

An article has several keys, and any of them identifies it. A key is a hash of the publisher (8 hexadecimal
digits), then a hash of the publisher with the guid or with the canonical URL; if there is neither, with title
and text. Guids and URLs share one space of keys on purpose: most publishers use the address as the guid, and
two feeds of one publisher may differ in that.

Real feeds need these rules so that each new article alerts once:

- The BBC appends `#0`, `#1` ... to a guid at every update. The address in `link` stays, hence the URL key.
- Live blogs and bulletins list several entries under one address, and some entries link to the home page.
  Such an address identifies nothing: callers pass `unique_url=False`, and only the guid counts.
- A few feeds give every entry the same guid: callers pass `unique_guid=False`, and only the address counts.
- Some addresses differ only in what is usually tracking, or in the fragment: where the entries of a document
  cannot be told apart without it, callers pass the `full_url` as the canonical form.

A key that is known makes an entry no more than a candidate: `bot.news.articles.sameness` decides.
"""

import re
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from urllib.parse import urlsplit, urlunsplit

from bot.model import Article, Feed
from bot.news.language.tags import language_of
from bot.news.language.text import plain_text

_TRACKING = re.compile(
    r"(?:utm_\w*|at_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|cmpid|"
    r"cmp|cmpi|ns_\w+|ito|ocid|ncid|sref|src|ref|ref_src|smid|smtyp|partner|emc|rss(?:_id)?|xtor|traffic_source|"
    r"ftag|taid|s_cid|__twitter_impression|guccounter|sr_share|campaign|mod|maca|feedtype|feedname)",
    re.IGNORECASE,
)
_ONLY_TRACKING = re.compile(
    r"(?:utm_\w*|at_(?:medium|campaign\w*|custom\w*|bbc_team|link\w*|ptr\w*|format)|fbclid|gclid|dclid|msclkid|"
    r"yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|__twitter_impression|guccounter)",
    re.IGNORECASE,
)
"""Parameters that never tell articles apart; others of `_TRACKING` do on some sites (`a.php?ref=1001`)."""
_LONGEST_URL = 4096
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_USUAL = re.compile(r"https?://([a-z0-9-]++(?:\.[a-z0-9-]++)++)(/[^\s?#]*+)?+(?:\?([^\s#]*+))?+")
"""Host, path and query of nearly all addresses; `urlsplit` reads the rest. Of the 70 µs that a new article
costs, this saves 5."""


def canonical_url(url: str) -> str:
    """The address of an article without the parts that vary between links to it.

    http becomes https; the host is in lower case, without `www.` and the default port; fragments (except
    `#!`), user information, tracking parameters and slashes at the end of the path are removed; the other
    parameters are sorted. Anything but an http(s) address is returned unchanged, and so is a canonical URL.
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


def full_url(url: str) -> str:
    """The canonical URL with all that may tell an article apart: its fragment and all parameters but those
    that are only for tracking."""
    before, _, fragment = url.strip().partition("#")
    page, _, query = before.partition("?")
    parameters = [part.strip() for part in query.split("&")]
    kept = [part for part in parameters if part and not _ONLY_TRACKING.fullmatch(part.partition("=")[0])]
    return "".join(
        [canonical_url(page), (kept and "?" + "&".join(sorted(kept))) or "", fragment and f"#{fragment}"]
    )


def _bare(host: str) -> str:
    while host.startswith("www.") and host.count(".") > 1:
        host = host[4:]
    return host


def _kept(query: str) -> str:
    """The parameters of a query without those for tracking, sorted."""
    parameters = [part.strip() for part in query.split("&")]
    return "&".join(sorted([part for part in parameters if part and not _is_tracking(part)]))


def _is_tracking(parameter: str) -> bool:
    return _TRACKING.fullmatch(parameter.partition("=")[0]) is not None


def is_home_page(url: str) -> bool:
    """Whether a canonical URL is a site's front page, which identifies no article."""
    address = url.partition("://")[2]
    host, _, path = address.partition("/")
    return bool(host) and not path and "?" not in host and "#" not in host


def identities(
    publisher: str,
    guid: str | None,
    url: str,
    *,
    canonical: str | None = None,
    unique_url: bool = True,
    unique_guid: bool = True,
) -> tuple[str, ...]:
    """The keys of an article, 32 hexadecimal digits each, strongest first.

    Empty if neither its guid nor its address identifies it (see `identities_of_text`). `canonical` is the
    canonical form of `url`, if the caller has it. `unique_url` and `unique_guid` tell whether no other entry
    of the document has the same address or guid.
    """
    if canonical is None:
        canonical = canonical_url(url) if url else ""
    names: list[str] = []
    if guid and unique_guid:
        if guid == url and _is_bare(guid):
            return (_key(publisher, canonical),)
        names.append(canonical_guid(guid))
    if canonical and unique_url and canonical not in names and not is_home_page(canonical):
        names.append(canonical)
    return tuple([_key(publisher, name) for name in names])


def identities_of_text(publisher: str, title: str, text: str) -> tuple[str, ...]:
    """The key of an entry that has only its words."""
    return (_key(publisher, "text:" + " ".join(f"{title}\n{text}".split())),)


def _key(publisher: str, name: str) -> str:
    prefix, salted = _salted(publisher)
    digest = salted.copy()
    digest.update(name.encode("utf-8", "replace"))
    return prefix + digest.hexdigest()[:24]


def canonical_guid(guid: str) -> str:
    """A guid that is a plain address in canonical form, so that it equals the URL key of the same article.

    One with a fragment or a query is returned as it is: the difference may be what identifies the article.
    """
    is_url = guid.startswith("http") and len(guid) <= _LONGEST_URL and _is_bare(guid)
    return canonical_url(guid) if is_url else guid


def _is_bare(url: str) -> bool:
    return "#" not in url and "?" not in url


@lru_cache(maxsize=1024)
def _salted(publisher: str) -> tuple[str, blake2b]:
    """The first digits of this publisher's keys, and the hash for the others, which callers copy.

    A common beginning keeps a publisher's keys side by side in the index, so a poll touches few of its pages.
    Of the 70 µs that a new article costs, keeping the hash saves 1.
    """
    salt = blake2b(publisher.strip().casefold().encode(), digest_size=16)
    return salt.hexdigest()[:8], blake2b(digest_size=16, key=salt.digest())


def title_text(title_html: str) -> str:
    """A title as one line of plain text. What is not markup stays: `A <b> & "C"` arrives intact."""
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

    Its language is the feed's, unless its script tells another. `now` is the time of first sight; it replaces
    a missing date (`dated` is then false), and no date is later than it. An article without a title gets the
    beginning of its text.
    """
    return Article(
        identities=keys,
        publisher=feed.publisher,
        url=url,
        title=title or _beginning(text),
        text=text,
        language=language_of(title or text, feed.language or "en"),
        published_at=now if published_at is None or published_at > now else published_at,
        dated=published_at is not None,
    )


def _beginning(text: str, limit: int = 100) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= limit else first[:limit].rsplit(" ", 1)[0] + " …"
