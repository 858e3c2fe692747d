"""Read the pages of matched articles whose feeds gave too little text to choose facts from.

Triage marks a page as wanted, and triages the article once the page is read or `PAGE_PATIENCE` has passed.
Where the page cannot be read, or is not the article (`bot.news.articles.belief`), the feed's text stays, and
the reason is stored. A page adds facts, never topics.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import OverBudgetError
from bot.http.address import host_of
from bot.http.fetch import NOT_ALLOWED, Fetcher
from bot.http.robots import Robots
from bot.log import redact
from bot.news.articles.belief import SAME_TEXT, Announced, Belief, content_words, served_for_others
from bot.news.articles.page import read_page
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.workers.pool import Workers
from storage import leases, pages
from storage.database import Database
from storage.matches import StoredKind
from storage.pages import ReadPage, WantedPage

log = logging.getLogger(__name__)

LEASE = "pages"
LEASE_FOR = timedelta(seconds=12)
"""It is renewed at every run, so that another process takes over soon from one that was killed."""
_AT_ONCE = 16
BUDGET_S = 2.0
"""Processor time that reading a page may take; usually it takes a fiftieth."""
MODULES = ("trafilatura", "bot.news.articles.page")
"""What a worker that reads pages imports at its start."""
MOST_TAGS = 50_000
"""Tags of a page that is read at all; a long one has a tenth of that."""
_PER_HOST = 2
"""Pages of one host at a time, so that a host that answers slowly leaves room for others."""
WITHIN_S, LATE_WITHIN_S = 8.0, 3.0
"""How long a page may take to come, and that of a host from which one did not: an alert waits for it."""
STRAINED_FOR = timedelta(minutes=10)
"""How long the others go before a host whose page was given up, or did not come. Of all hosts with pages that
were given up, one page is read at a time: it may be as slow."""
_LOOKED_AT = 500
"""Wanted pages among which those to read are chosen."""
_PATIENCE_S = 1.0
"""A run waits so long for pages; those that take longer are settled by a later run."""
_COMPARED_FOR = timedelta(days=3)
_COMPARED = 100
"""How many recent pages a page is compared with: none may say the same under another headline."""


@dataclass(slots=True)
class PageReader:
    """Reads wanted pages, at most 16 at a time, each within the limits of `fetcher` and `workers`.

    One process reads at a time, under a lease (`holder` is its name there). robots.txt is obeyed: that of the
    link's host, and that of every host to which a redirect leads, before it is asked for the page.
    """

    database: Database
    fetcher: Fetcher
    robots: Robots
    clock: Callable[[], datetime]
    holder: str
    workers: Workers
    _open: dict[asyncio.Task[ReadPage], WantedPage] = field(default_factory=dict)
    _strained: dict[str, datetime] = field(default_factory=dict)
    """Hosts with a page that was given up, and until when that counts."""
    _late: dict[str, datetime] = field(default_factory=dict)
    """Hosts with a page that did not come, likewise."""
    _served: deque[tuple[str, str, str]] = field(default_factory=lambda: deque(maxlen=_COMPARED))
    """Publisher, title and text of the last pages, also of those that said what others say."""

    async def run(self) -> int:
        """Begin to read what is wanted, and settle what is read by now; returns how many gave a text.

        A page that is slow holds up no other: it is left to a later run.
        """
        await self._begin()
        if not self._open:
            return 0
        done, _ = await asyncio.wait(self._open, timeout=_PATIENCE_S)
        finished = [(self._open.pop(task), task.result()) for task in done]
        return await self._settle(finished) if finished else 0

    async def close(self) -> None:
        """Give up what is being read; it stays wanted."""
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        self._open.clear()

    async def _begin(self) -> None:
        now = self.clock()
        async with self.database.reading() as connection:
            wanted = await pages.wanted(connection, _LOOKED_AT)
        if not wanted:
            return
        async with self.database.transaction() as connection:
            if not await leases.take(connection, LEASE, self.holder, now, now + LEASE_FOR):
                return
        self._strained = {host: until for host, until in self._strained.items() if until > now}
        self._late = {host: until for host, until in self._late.items() if until > now}
        known = {page.article_id for page in self._open.values()}
        busy = Counter(host_of(page.url) for page in self._open.values())
        slow = self._strained.keys() | self._late.keys()
        for page in sorted(wanted, key=lambda page: host_of(page.url) in slow):
            if len(self._open) >= _AT_ONCE:
                return
            host = host_of(page.url)
            if page.article_id not in known and self._has_room(host, busy):
                self._open[asyncio.create_task(self._read_or_say_why(page))] = page
                busy[host] += 1

    def _has_room(self, host: str, busy: Counter[str]) -> bool:
        """Whether a page of this host may be begun; `busy` counts the pages of each that are being read."""
        if host in self._strained:
            return self._strained.keys().isdisjoint(busy)
        return busy[host] < _PER_HOST

    async def _settle(self, finished: Sequence[tuple[WantedPage, ReadPage]]) -> int:
        wanted, read = [page for page, _ in finished], [result for _, result in finished]
        async with self.database.reading() as connection:
            publishers = {page.publisher for page in wanted}
            served = await pages.texts_of(connection, publishers, self.clock() - _COMPARED_FOR, _COMPARED)
        earlier = [*served, *self._served]
        self._served += [
            (page.publisher, page.title, result.text)
            for page, result in zip(wanted, read, strict=True)
            if result.text
        ]
        read = await asyncio.to_thread(_without_shared, wanted, read, earlier)
        for page, result in zip(wanted, read, strict=True):
            if result.problem:
                url = redact(page.url)
                log.info("page not read article=%d url=%s reason=%r", page.article_id, url, result.problem)
        async with self.database.transaction() as connection:
            await pages.settle(connection, read)
            if not self._open:
                await leases.release(connection, LEASE, self.holder)
        return sum(page.text is not None for page in read)

    async def _read_or_say_why(self, page: WantedPage) -> ReadPage:
        """Read a page; one that fails in a way that nobody foresaw stops no other."""
        try:
            return await self._read(page)
        except Exception as fault:
            log.exception("page cannot be read article=%d url=%s", page.article_id, redact(page.url))
            return ReadPage(page.article_id, None, f"cannot be read ({type(fault).__name__})")

    async def _read(self, page: WantedPage) -> ReadPage:
        if not page.url or not await self.robots.allow(page.url):
            return ReadPage(page.article_id, None, NOT_ALLOWED)
        host = host_of(page.url)
        within_s = LATE_WITHIN_S if host in self._late else WITHIN_S
        response = await self.fetcher.get_page(page.url, self.robots.allow, within_s=within_s)
        if not response.status and not response.local_outage:
            self._late[host] = self.clock() + STRAINED_FOR
        if response.body is None:
            fault = f"could not be fetched: {response.error or response.status}"
            problem = NOT_ALLOWED if response.error == NOT_ALLOWED else fault
            return ReadPage(page.article_id, None, problem)
        if response.body.count(b"<") > MOST_TAGS:
            return ReadPage(page.article_id, None, f"has more than {MOST_TAGS:,} tags")
        feed = Announced(page.title, page.text, page.url)
        try:
            belief = await self.workers.run(read_page, response.body, response.url, feed)
        except OverBudgetError as fault:
            self._strained[host] = self.clock() + STRAINED_FOR
            return ReadPage(page.article_id, None, str(fault))
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
    compared = {name for name, _, text in texts if text}
    words = {text: content_words(text) for name, _, text in [*texts, *served] if name in compared}
    kept = []
    for place, (result, (publisher, title, text)) in enumerate(zip(read, texts, strict=True)):
        others = [*texts[:place], *texts[place + 1 :], *served]
        same = ((other, words[body]) for name, other, body in others if name == publisher and body)
        shared = bool(text) and served_for_others(title, words[text], same)
        kept.append(ReadPage(result.article_id, None, SAME_TEXT) if shared else result)
    return kept
