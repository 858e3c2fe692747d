"""What a feed document says about the feed itself: title, language, how often to poll, its WebSub hub."""

from collections.abc import Iterable

from lxml import etree

from bot.feeds.draft import line
from bot.http.address import absolute
from bot.model import ParsedFeed

_ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
_SYNDICATION = (
    "{http://purl.org/rss/1.0/modules/syndication/}",
    "{http://purl.org/rss/modules/syndication/}",  # as Deutsche Welle writes it
)
_DAYS = {name: number for number, name in enumerate("mon tue wed thu fri sat sun".split())}
_PERIODS_S = {"hourly": 3600.0, "daily": 86400.0, "weekly": 7 * 86400.0, "monthly": 30 * 86400.0,
              "yearly": 365 * 86400.0}  # fmt: skip


def read_header(channel: etree._Element, elements: Iterable[etree._Element], url: str) -> ParsedFeed:
    """The header of an RSS channel or Atom feed.

    `elements` are the children of `channel` that are not entries; `url` is the base of relative addresses.
    """
    texts: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    hours: list[str] = []
    days: list[str] = []
    for element in elements:
        tag = element.tag.removeprefix(RSS1)
        if tag in ("link", _ATOM + "link"):
            links.append((element.get("rel", "alternate"), element.get("href") or element.text or ""))
        elif tag == "skipHours":
            hours = [hour.text or "" for hour in element]
        elif tag == "skipDays":
            days = [day.text or "" for day in element]
        elif tag == _LANGUAGE:
            texts.setdefault("language", element.text or "")
        elif tag.startswith(_SYNDICATION) or not tag.startswith("{") or tag.startswith(_ATOM):
            texts.setdefault(tag.rpartition("}")[2], element.text or "")
    language = texts.get("language") or channel.get("{http://www.w3.org/XML/1998/namespace}lang")
    return header(texts, language, links, hours, url, days)


def header(
    texts: dict[str, str],
    language: str | None,
    links: Iterable[tuple[str, str]],
    hours: Iterable[str],
    url: str,
    days: Iterable[str] = (),
) -> ParsedFeed:
    """A feed without entries, from the parts that a reader collected.

    `texts` holds title, ttl, updatePeriod and updateFrequency as far as the document has them; `links` are
    pairs (rel, href); `hours` and `days` are the texts of skipHours and skipDays; `url` is the base of
    relative addresses.
    """
    by_rel: dict[str, str] = {}
    for rel, href in links:
        by_rel.setdefault(rel.strip().lower(), absolute(url, href))
    return ParsedFeed(
        title=line(texts.get("title")),
        entries=(),
        language=(language or "").strip().lower()[:16] or None,
        site_url=by_rel.get("alternate", ""),
        ttl_s=_ttl_s(texts),
        skip_hours=frozenset(int(hour) % 24 for hour in map(str.strip, hours) if _is_number(hour)),
        skip_days=frozenset(_DAYS[name] for day in days if (name := day.strip()[:3].lower()) in _DAYS),
        hub_url=by_rel.get("hub") or None,
        self_url=by_rel.get("self") or None,
    )


def _ttl_s(texts: dict[str, str]) -> float | None:
    """The longest of RSS 2.0 `ttl` (minutes) and `sy:updatePeriod` / `sy:updateFrequency`."""
    asked: list[float] = []
    if (minutes := _positive(texts.get("ttl"))) is not None:
        asked.append(minutes * 60)
    if (period_s := _PERIODS_S.get(texts.get("updatePeriod", "").strip().lower())) is not None:
        asked.append(period_s / (_positive(texts.get("updateFrequency")) or 1.0))
    return max(asked, default=None)


def _positive(text: str | None) -> float | None:
    """A whole number above zero, of at most nine digits."""
    text = (text or "").strip()
    return float(text) if _is_number(text) and int(text) > 0 else None


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
