"""Read the pages of matched articles whose feeds gave too little text to choose facts from.

Triage marks a page as wanted, and triages the article once the page is read or `PAGE_PATIENCE` has passed.
Where the page cannot be read, the feed's text stays.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.http.fetch import Fetcher
from bot.http.robots import Robots
from bot.log import redact
from bot.news.articles.page import article_text
from storage import leases, pages
from storage.database import Database
from storage.pages import ReadPage, WantedPage

log = logging.getLogger(__name__)

LEASE = "pages"
LEASE_FOR = timedelta(minutes=2)
_AT_ONCE = 16


async def read_wanted(
    database: Database, fetcher: Fetcher, robots: Robots, clock: Callable[[], datetime], holder: str
) -> int:
    """Read wanted pages, at most 16 a run; returns how many gave a text.

    One process reads at a time, under a lease (`holder` is its name there). The fetcher's limits apply, and
    robots.txt is obeyed.
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
    async with database.transaction() as connection:
        await pages.settle(connection, read)
        await leases.release(connection, LEASE, holder)
    return sum(page.text is not None for page in read)


async def _read(fetcher: Fetcher, robots: Robots, page: WantedPage) -> ReadPage:
    url = redact(page.url)
    if not page.url or not await robots.allow(page.url):
        log.info("page not read article=%d url=%s reason='robots.txt forbids it'", page.article_id, url)
        return ReadPage(page.article_id, None)
    response = await fetcher.get_page(page.url)
    if response.body is None:
        log.info("page not read article=%d url=%s reason=%r", page.article_id, url, response.error)
        return ReadPage(page.article_id, None)
    text = await asyncio.to_thread(article_text, response.body, response.url)
    if text is None or len(text) <= len(page.text):
        log.info(
            "page not read article=%d url=%s reason='no more text than in the feed'", page.article_id, url
        )
        return ReadPage(page.article_id, None)
    return ReadPage(page.article_id, text)
