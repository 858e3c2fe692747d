"""Read the pages of matched articles whose feeds gave too little text to choose facts from.

Triage marks a page as wanted, and triages the article once the page is read or `PAGE_PATIENCE` has passed.
Where the page cannot be read, or is not the article (`bot.news.articles.belief`), the feed's text stays, and
the reason is stored. A page adds facts, never topics.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.http.address import host_of
from bot.http.fetch import Fetcher
from bot.http.robots import Robots
from bot.log import redact
from bot.news.articles.belief import SAME_TEXT, Announced, Belief, served_for_others
from bot.news.articles.page import read_page
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from storage import leases, pages
from storage.database import Database
from storage.matches import StoredKind
from storage.pages import ReadPage, WantedPage

log = logging.getLogger(__name__)

LEASE = "pages"
LEASE_FOR = timedelta(minutes=2)
_AT_ONCE = 16
_COMPARED_FOR = timedelta(days=3)
_COMPARED = 100
"""Pages read lately, of which none may say the same under another headline."""
_FORBIDDEN = "robots.txt forbids it"


async def read_wanted(
    database: Database, fetcher: Fetcher, robots: Robots, clock: Callable[[], datetime], holder: str
) -> int:
    """Read wanted pages, at most 16 a run; returns how many gave a text.

    One process reads at a time, under a lease (`holder` is its name there). The fetcher's limits apply, and
    robots.txt is obeyed: that of the link's host, and that of the host where a redirect ends.
    """
    async with database.reading() as connection:
        if not await pages.wanted(connection, 1):
            return 0
    async with database.transaction() as connection:
        now = clock()
        if not await leases.take(connection, LEASE, holder, now, now + LEASE_FOR):
            return 0
        wanted = await pages.wanted(connection, _AT_ONCE)
    read = await asyncio.gather(*(_read(fetcher, robots, page) for page in wanted))
    async with database.reading() as connection:
        publishers = {page.publisher for page in wanted}
        served = await pages.texts_of(connection, publishers, now - _COMPARED_FOR, _COMPARED)
    read = await asyncio.to_thread(_without_shared, wanted, read, served)
    for page, result in zip(wanted, read, strict=True):
        if result.problem:
            url = redact(page.url)
            log.info("page not read article=%d url=%s reason=%r", page.article_id, url, result.problem)
    async with database.transaction() as connection:
        await pages.settle(connection, read)
        await leases.release(connection, LEASE, holder)
    return sum(page.text is not None for page in read)


async def _read(fetcher: Fetcher, robots: Robots, page: WantedPage) -> ReadPage:
    if not page.url or not await robots.allow(page.url):
        return ReadPage(page.article_id, None, _FORBIDDEN)
    response = await fetcher.get_page(page.url)
    if response.body is None:
        return ReadPage(page.article_id, None, f"could not be fetched: {response.error or response.status}")
    if host_of(response.url) != host_of(page.url) and not await robots.allow(response.url):
        return ReadPage(page.article_id, None, _FORBIDDEN)
    feed = Announced(page.title, page.text, page.url)
    belief = await asyncio.to_thread(read_page, response.body, response.url, feed)
    return ReadPage(page.article_id, belief.text, belief.problem, _kind(page, belief))


def _kind(page: WantedPage, belief: Belief) -> StoredKind | None:
    """The kind of an article by its feed's line and its page's own filing; None where that names none."""
    if not belief.schema_types and not belief.section:
        return None
    item = Item(
        page.title,
        page.text,
        page.url,
        page.publisher,
        page.language,
        page.categories,
        belief.schema_types,
        belief.section,
    )
    judgement = judge(item)
    return StoredKind(judgement.kind.value, judgement.score, judgement.reasons)


def _without_shared(
    wanted: Sequence[WantedPage], read: Sequence[ReadPage], served: Sequence[tuple[str, str, str]]
) -> list[ReadPage]:
    """The pages without the texts that their publisher serves for other links too.

    `served` are the (publisher, title, text) of pages read before.
    """
    texts = [
        (page.publisher, page.title, result.text or "") for page, result in zip(wanted, read, strict=True)
    ]
    kept = []
    for place, (result, (publisher, title, text)) in enumerate(zip(read, texts, strict=True)):
        others = [*texts[:place], *texts[place + 1 :], *served]
        same = [(other, body) for name, other, body in others if name == publisher and body]
        shared = bool(text) and served_for_others(title, text, same)
        kept.append(ReadPage(result.article_id, None, SAME_TEXT) if shared else result)
    return kept
