"""What a triage worker remembers between batches. The database holds all of it, so it can be read again."""

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import QueryError
from bot.model import Article
from bot.news import query
from bot.news.matching.match import TopicIndex, document
from bot.news.matching.prominence import NEAR
from bot.news.stories.index import StoryIndex
from bot.news.stories.members import LONGER, OF_AFFAIR
from bot.news.stories.report import Clues
from bot.triage.place import Placements, may_tell, report_of
from storage import matched_topics, open_reports
from storage.matched_topics import MatchedTopic, Version
from storage.matches import Decision, Untriaged
from storage.open_reports import OpenReport

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
WINDOW = timedelta(days=7)
"""How long a story stays open after its last report; an affair stays longer (`bot.news.stories.members`)."""
LEAST_BATCH = 10
"""Articles triaged at a time until it is known how long they take, and however long that is."""
BATCH_S = 1.0
"""What a batch should take."""
WRITING_S = 0.25
"""What a transaction should take that writes a batch or queues a slice: SQLite has one writer at a time."""
LEAST_SLICE, MOST_SLICE = 500, 20_000
"""Chats for which a transaction queues messages, for `WRITING_S`."""
_FILTERED_CHARACTERS = 16_000
"""The longest article that is looked at in the event loop, for about 6 ms; few are longer."""
_FILTER_WAITS_S = 0.01
"""How long the event loop waits while another thread matches an article."""
_CLOCKS_DIFFER = timedelta(minutes=10)
_AT_ONCE = 1000
"""Topics that are read at a time where many are missing."""
_FILTER_WITHIN_S = 0.001
"""What evaluating queries for an article may take in the event loop; usually it takes a twentieth."""


@dataclass(slots=True)
class Topics:
    """The topics that articles are matched against. The stations of a process share them."""

    index: TopicIndex = field(default_factory=TopicIndex)
    known: set[str] = field(default_factory=set)
    """The ids of all topics that were read; the index lacks those whose query is not valid."""
    own: set[str] = field(default_factory=set)
    """The topics that are chats' own, which are suspended if they are too slow to match."""
    version: Version | None = None
    """The version that was read; None: none yet."""
    latest: dict[str, datetime] = field(default_factory=dict)
    """The topics made or changed last, and when: they are looked at again, since clocks differ."""
    learning: asyncio.Lock = field(default_factory=asyncio.Lock)
    _turn: Lock = field(default_factory=Lock)
    _used: Lock = field(default_factory=Lock)

    @contextmanager
    def held(self, timeout_s: float = -1.0) -> Iterator[bool]:
        """Use the index for one article: an index serves one thread at a time, which take turns.

        Yields whether it was free within `timeout_s` (negative: wait for it).
        """
        mine = False
        # Who waits for `_used` keeps the turn, so that another thread does not take the index twice.
        if self._turn.acquire(timeout=timeout_s):
            mine = self._used.acquire(timeout=timeout_s)
            self._turn.release()
        try:
            yield mine
        finally:
            if mine:
                self._used.release()

    def change(self, added: Sequence[MatchedTopic], gone: Collection[str]) -> None:
        """Match the topics `added`, which may be known with another query, and no longer those `gone`."""
        for topic in added:
            self._learn(topic)
        for topic_id in gone:
            with self.held():
                self.index.remove(topic_id)
        self.known.difference_update(gone)
        self.own.difference_update(gone)

    def _learn(self, topic: MatchedTopic) -> None:
        self.known.add(topic.id)
        if topic.is_own:
            self.own.add(topic.id)
        try:
            parsed = query.parse(topic.query)
        except QueryError as error:
            log.error("topic %s matches nothing: its query is not valid: %s", topic.id, error.message)
            parsed = None
        with self.held():
            if parsed is None:
                self.index.remove(topic.id)
            else:
                self.index.add(topic.id, parsed)


@dataclass(slots=True)
class Memory:
    """The topics and the open stories, in memory."""

    holder: str
    topics: Topics = field(default_factory=Topics)
    kinds: frozenset[str] = frozenset()
    """The kinds of report that some chat chose to be alerted of."""
    batch: int = LEAST_BATCH
    """Articles of the next batch, as many as were quick enough before."""
    wrote_s: float = 0.0
    """How long the transaction of the last batch was open."""
    slice: int = field(default_factory=lambda: LEAST_SLICE)
    """Chats of the next slice of a fan-out, likewise."""
    stories: StoryIndex | None = None
    """None: read the stories from the database before the next batch."""
    prepared: bool = False
    """Whether what triage needs was loaded before the first article; see `bot.desk.rehearsal`."""
    doubtful: set[int] = field(default_factory=set)
    """Stories to be read again, because what was decided about them was not committed."""
    asked: deque[tuple[datetime, int]] = field(default_factory=deque)
    """When a page was asked for and for which feed, within the hour; a restart forgets it."""
    timer: Callable[[], float] = time.thread_time
    """Reads a thread's processor time, in seconds: what else the machine does costs no topic anything."""

    def pages_asked(self, now: datetime) -> Counter[int]:
        """How many pages of each feed were asked for within the hour."""
        while self.asked and self.asked[0][0] <= now - HOUR:
            self.asked.popleft()
        return Counter(feed_id for _, feed_id in self.asked)

    def note_pages(self, batch: Sequence[Untriaged], decisions: Sequence[Decision], now: datetime) -> None:
        """Count the pages for which these decisions ask."""
        wanted = {decision.article_id for decision in decisions if decision.page_wanted}
        self.asked.extend((now, item.article.feed_id) for item in batch if item.article.id in wanted)

    def take_back(self, placements: Placements | None) -> None:
        """The database was rolled back: forget what a batch did to the stories; None: that is not known."""
        if placements is None or self.stories is None:
            self.stories = None
            return
        touched = placements.touched()
        self.stories.forget(touched)
        self.doubtful |= touched


def next_batch(size: int, seconds: float, writing_s: float) -> int:
    """How many articles to triage after `size` of them took `seconds`, `writing_s` of these to write.

    As many as take `BATCH_S` and `WRITING_S`, at most twice as many as before.
    """
    return max(LEAST_BATCH, min(_for(BATCH_S, size, seconds), _for(WRITING_S, size, writing_s)))


def next_slice(size: int, seconds: float) -> int:
    """For how many chats to queue messages after those for `size` took `seconds`: likewise."""
    return max(LEAST_SLICE, min(MOST_SLICE, _for(WRITING_S, size, seconds)))


def _for(goal_s: float, size: int, seconds: float) -> int:
    return min(2 * size, int(size * goal_s / max(seconds, 0.001)))


async def learn_topics(connection: AsyncConnection, topics: Topics) -> None:
    """Bring the topics up to date with the database: only what changed is read."""
    async with topics.learning:
        version = await matched_topics.version(connection)
        if version == topics.version:
            return
        latest: list[MatchedTopic] = []
        newest_at = (topics.version or version).newest_at
        if newest_at is not None:
            latest = await matched_topics.since(connection, newest_at - _CLOCKS_DIFFER)
        changed = [topic for topic in latest if topics.latest.get(topic.id) != topic.created_at]
        await asyncio.to_thread(topics.change, changed, ())
        if len(topics.known) != version.count:
            await _compare(connection, topics)
        topics.latest = {topic.id: topic.created_at for topic in latest}
        topics.version = version


async def _compare(connection: AsyncConnection, topics: Topics) -> None:
    """Find by the ids of all topics what is no longer matched, and what is not known yet."""
    stored = await matched_topics.ids(connection)
    missing = sorted(stored - topics.known)
    await asyncio.to_thread(topics.change, (), topics.known - stored)
    for first in range(0, len(missing), _AT_ONCE):
        some = await matched_topics.of_ids(connection, missing[first : first + _AT_ONCE])
        await asyncio.to_thread(topics.change, some, ())


async def topic_filter(connection: AsyncConnection, memory: Memory) -> Callable[[Article], bool]:
    """A test for the poll station: may a new article be about any topic, or tell a story that is?

    The latter in other languages than English, and only where this process triages as well. Where slow
    topics, a long text or triage at work with the topics leave it open, triage decides: it measures topics
    (`bot.news.matching.meter`), and reads outside the event loop.
    """
    await learn_topics(connection, memory.topics)
    patience_s = _FILTER_WAITS_S

    def meets_a_topic(article: Article) -> bool:
        nonlocal patience_s
        if len(article.text) > _FILTERED_CHARACTERS:
            return True
        if may_tell(memory.stories, article):
            return True
        words = document(article.title, article.text, article.language, article.publisher)
        with memory.topics.held(patience_s) as held:
            if not held:
                patience_s = 0.0  # for the rest of the batch: one slow article has made us wait
                return True
            return memory.topics.index.may_meet(words, memory.timer, _FILTER_WITHIN_S, NEAR)

    return meets_a_topic


async def remember_stories(connection: AsyncConnection, memory: Memory, now: datetime) -> None:
    """Read the open stories from the database after a start or after another worker held the lease."""
    since = open_reports.Since(now - WINDOW, now - LONGER * WINDOW, OF_AFFAIR)
    if memory.stories is None:
        fresh = StoryIndex(WINDOW, affairs=True)
        async for some in open_reports.read(connection, since):
            await asyncio.to_thread(_restore, fresh, some)
        memory.stories = fresh
    elif memory.doubtful:
        # All are read before any is restored: what failed half-way would be restored twice.
        read = [some async for some in open_reports.read(connection, since, memory.doubtful)]
        await asyncio.to_thread(_restore, memory.stories, [report for some in read for report in some])
    memory.doubtful.clear()
    memory.stories.expire(now)


def _restore(index: StoryIndex, stored: Sequence[OpenReport]) -> None:
    """Let the index hold stored reports."""
    for report in stored:
        clues = None if report.clues is None else Clues.from_json(report.clues)
        index.restore(report_of(report), report.story_id, clues, report.copy_of)
