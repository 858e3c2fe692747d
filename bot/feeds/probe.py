"""What an address that somebody wants to add leads to: a feed, a page with feeds, or neither."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bot.errors import FeedError, OverBudgetError
from bot.feeds.discover import Candidate, discover
from bot.feeds.parse import READER, parse_feed
from bot.feeds.publisher import publisher_name
from bot.http.address import with_credentials_of
from bot.http.fetch import Fetcher
from bot.model import Feed, FeedResponse, ParsedFeed
from bot.news.articles.identity import title_text
from bot.news.language.tags import primary
from bot.workers.pool import Workers, memory_for

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_NEWEST = 3
_MOST_TRIED = 12


@dataclass(frozen=True, slots=True)
class ProbedFeed:
    """A feed that answered and was read."""

    url: str
    """Its address after permanent redirects."""
    title: str
    publisher: str
    """Who seems to publish it; for a person to confirm."""
    language: str
    entries: int
    newest: tuple[tuple[str, datetime | None], ...]
    """Titles and dates of the newest entries."""


@dataclass(frozen=True, slots=True)
class Probe:
    """The feeds found, the surest first, or the problem."""

    feeds: tuple[ProbedFeed, ...] = ()
    problem: str | None = None


async def probe(fetcher: Fetcher, url: str) -> Probe:
    """Read `url` as a feed, or else look for feeds in that page.

    `url` may lack https://, or begin with feed:. Links to the page's own host are fetched with the
    credentials of `url`. Candidates that do not answer with a feed are left out. Documents are read in a
    worker, so that none can hold up the program.
    """
    async with Workers(memory_mb=memory_for(fetcher.max_bytes), modules=READER) as workers:
        try:
            return await _look(fetcher, workers, url)
        except OverBudgetError as fault:
            return Probe(problem=f"the document {fault}")


async def _look(fetcher: Fetcher, workers: Workers, url: str) -> Probe:
    url = url.strip()
    if url.lower().startswith("feed:"):
        url = url[5:].removeprefix("//")
    if "://" not in url:
        url = f"https://{url}"
    response = await fetcher.fetch(Feed(0, url, ""))
    if response.error is not None or response.body is None:
        return Probe(problem=response.error or "the server sent no document")
    try:
        return Probe((await _read(workers, response, url),))
    except FeedError as fault:
        if not _is_page(response):
            return Probe(problem=str(fault))
    candidates = await workers.run(discover, response.body, response.url)
    candidates = tuple(
        replace(candidate, url=with_credentials_of(url, candidate.url)) for candidate in candidates
    )
    feeds = await _try(fetcher, workers, candidates)
    if not feeds:
        return Probe(
            problem="this page links to no feed, and none is at the usual paths; look for an RSS link there"
        )
    return Probe(feeds)


async def _try(fetcher: Fetcher, workers: Workers, candidates: Sequence[Candidate]) -> tuple[ProbedFeed, ...]:
    """The candidates that are feeds; guesses are tried only while nothing better was found."""
    sure = [candidate for candidate in candidates if candidate.kind != "guessed"][:_MOST_TRIED]
    probed = await asyncio.gather(*(_probed(fetcher, workers, candidate) for candidate in sure))
    feeds = [feed for feed in probed if feed is not None]
    for candidate in candidates:
        if feeds:
            break
        if candidate.kind == "guessed" and (feed := await _probed(fetcher, workers, candidate)) is not None:
            feeds.append(feed)
    return tuple({feed.url: feed for feed in reversed(feeds)}.values())[::-1]


async def _probed(fetcher: Fetcher, workers: Workers, candidate: Candidate) -> ProbedFeed | None:
    response = await fetcher.fetch(Feed(0, candidate.url, ""))
    if response.error is not None or response.body is None:
        return None
    try:
        return await _read(workers, response, candidate.url)
    except (FeedError, OverBudgetError):
        return None


async def _read(workers: Workers, response: FeedResponse, url: str) -> ProbedFeed:
    parsed = await workers.run(parse_feed, response.body or b"", response.content_type, response.url)
    return probed(parsed, response.moved_url or url)


def probed(parsed: ParsedFeed, url: str) -> ProbedFeed:
    """A feed as a person wants to see it before adding it; `url` is its address."""
    entries = list(parsed.entries)
    if all(entry.published_at for entry in entries):
        entries.sort(key=lambda entry: entry.published_at or _LONG_AGO, reverse=True)
    newest = tuple((title_text(entry.title_html), entry.published_at) for entry in entries[:_NEWEST])
    language = primary(parsed.language or "en")
    return ProbedFeed(
        url, parsed.title or (urlsplit(url).hostname or url), publisher_name(parsed.title, url), language,
        len(parsed.entries), newest,
    )  # fmt: skip


def _is_page(response: FeedResponse) -> bool:
    head = (response.body or b"")[:4096].lower()
    return b"<html" in head or b"<!doctype html" in head or "html" in response.content_type
