"""From documents to stored articles: which entries are new, which were edited, all in one transaction.

Only new entries are sanitised and normalised, because that costs more than reading the document.

Nearly all articles are about no topic. They are recognised here (`Learn`) and stored as triaged: writing them
as untriaged, reading them back and writing them again would cost triage more than all of polling.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.feeds.draft import Draft
from bot.feeds.sanitise import clean_html
from bot.model import Article, Feed
from bot.news.articles.identity import (
    canonical_url,
    identities,
    identities_of_text,
    make_article,
    title_text,
)
from bot.news.articles.substance import markup_digest, words_digest
from bot.news.language.text import plain_text, simple_text
from bot.polling.feed_state import has_moved
from bot.polling.report import FeedPoll
from storage import articles, polls
from storage.articles import Edit, KnownArticle, NewArticle
from storage.database import Database

_ENTRIES_PER_TURN = 100
"""Entries whose keys are computed before other tasks get the event loop."""
_CHARACTERS_PER_TURN = 50_000
"""Characters that are normalised before other tasks get the event loop, at about 80 ns each."""
_ENTRY_IN_CHARACTERS = 1000
"""What an entry costs apart from its text."""
TITLE_CAP = 500
"""Characters of a headline as stored: what is longer is no headline, and most rules read it."""
_MOST_CONTENT, _MOST_TITLE = 50_000, 2000
"""Characters of an entry that are read: no news is longer, but a document may hold 5 MB of it."""
_ATTEMPTS = 3

_T = TypeVar("_T")

MeetsTopic = Callable[[Article], bool]
"""Whether an article is about any topic, so that triage must decide about it."""
Learn = Callable[[AsyncConnection], Awaitable[MeetsTopic]]
"""Reads the topics as they are now."""
_Keyed = tuple[Draft, tuple[str, ...]]
"""An entry with the keys that identify it."""


@dataclass(slots=True)
class _Batch:
    """What a batch of polls writes: decides of each entry whether it is new, edited, or as before."""

    known: Mapping[str, KnownArticle]
    """Stored articles by key."""
    now: datetime
    meets: MeetsTopic | None
    new: list[NewArticle] = field(default_factory=list)
    keys: list[tuple[str, int]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    _new_by_key: dict[str, int] = field(default_factory=dict)
    """Places in `new`."""
    _compared: set[int] = field(default_factory=set)
    """Ids of the stored articles that an entry was compared with: the first entry counts."""

    def add(self, poll: FeedPoll, draft: Draft, keys: tuple[str, ...]) -> None:
        """Add what is to be written for an entry, and count it into its poll."""
        stored = _first(self.known, keys) if self.known else None
        if stored is not None:
            self._add_known(poll, draft, keys, stored)
            return
        baseline = poll.before.baselined_at is None
        twin = _first(self._new_by_key, keys)
        if twin is not None:
            self._add_to_twin(twin, keys, baseline=baseline)
            return
        self._new_by_key.update(dict.fromkeys(keys, len(self.new)))
        article = _article(draft, keys, poll.before, self.now)
        off_topic = self.meets is not None and not self.meets(article)
        words = None if off_topic else words_digest(article.title, article.text)
        new = NewArticle(
            article, poll.before.id, baseline, off_topic, _markup_digest(draft), words, draft.categories
        )
        self.new.append(new)
        poll.new += 1
        poll.off_topic += off_topic

    def _add_known(self, poll: FeedPoll, draft: Draft, keys: tuple[str, ...], stored: KnownArticle) -> None:
        self.keys.extend((key, stored.id) for key in keys if key not in self.known)
        if stored.id in self._compared:
            return
        self._compared.add(stored.id)
        edit = self._edit(poll.before, draft, keys, stored)
        if edit is not None:
            self.edits.append(edit)
            poll.edited += edit.substance

    def _edit(self, feed: Feed, draft: Draft, keys: tuple[str, ...], stored: KnownArticle) -> Edit | None:
        """What has changed in an entry; None if nothing has, or if another feed stored the article.

        Only entries whose markup changed are cleaned. Triage looks again at an article about no topic only if
        it is about one now.
        """
        markup = _markup_digest(draft)
        if stored.feed_id != feed.id or markup == stored.markup_digest:
            return None
        article = _article(draft, keys, feed, self.now)
        title = article.title or stored.title
        longer = article.text if len(article.text) > stored.text_length else None
        if stored.markup_digest is None:
            return Edit(stored.id, title, longer, markup, stored.words_digest, substance=False)
        words = words_digest(article.title, article.text)
        on_topic = stored.words_digest is not None
        substance = words != stored.words_digest and (on_topic or self.meets is None or self.meets(article))
        kept = words if on_topic or substance else None
        text = article.text if substance else longer
        retitled = words_digest(title, "") != words_digest(stored.title, "")
        return Edit(stored.id, title, text, markup, kept, substance, retitled)

    def _add_to_twin(self, twin: int, keys: tuple[str, ...], *, baseline: bool) -> None:
        """Note the further keys of a new article that another feed, or the same document, has too.

        It is new if it is new to any feed that is past its baseline.
        """
        new = self.new[twin]
        further = tuple(key for key in keys if key not in self._new_by_key)
        if further or new.baseline > baseline:
            article = replace(new.article, identities=new.article.identities + further)
            self.new[twin] = replace(new, article=article, baseline=baseline and new.baseline)
            self._new_by_key.update(dict.fromkeys(further, twin))


async def store(
    database: Database, polled: Sequence[FeedPoll], now: datetime, learn: Learn | None = None
) -> None:
    """Store new and edited articles and the feeds' new states: all of them or none.

    Articles about none of the topics that `learn` reads are stored as triaged; without `learn` none are.
    Sets `new`, `edited` and `off_topic` of the polls. Raises SQLAlchemyError if the database is not writable.
    """
    keyed = [(poll, await _keyed(poll)) for poll in polled]
    keys = [key for _, entries in keyed for _, entry_keys in entries for key in entry_keys]
    for attempt in range(1, _ATTEMPTS + 1):
        known: dict[str, KnownArticle] = {}
        meets = None
        if keys:
            async with database.reading() as connection:
                known = await articles.known_by_keys(connection, keys)
                meets = await learn(connection) if learn is not None else None
        batch = await _make_batch(keyed, known, now, meets)
        try:
            await _write(database, polled, batch, now)
            return
        except IntegrityError:
            # Another process stored one of these articles since we looked.
            if attempt == _ATTEMPTS:
                raise


async def _write(database: Database, polled: Sequence[FeedPoll], batch: _Batch, now: datetime) -> None:
    async with database.transaction() as connection:
        await articles.insert_new(connection, batch.new, now)
        await articles.add_keys(connection, batch.keys)
        await articles.edit(connection, batch.edits, now)
        await polls.save_polled(connection, (poll.after for poll in polled))
        for poll in polled:
            if poll.gone:
                await polls.mark_gone(connection, poll.after.id)
            elif has_moved(poll.after):
                poll.merged = await polls.move(connection, poll.after, poll.after.moved_url or "", now)


async def _keyed(poll: FeedPoll) -> list[_Keyed]:
    """The entries with their keys.

    `bot.news.articles.identity` says when a guid or an address identifies nothing.
    """
    drafts, house = poll.drafts, poll.before.house or poll.before.publisher
    addresses = []
    for number, draft in enumerate(drafts, start=1):
        if number % _ENTRIES_PER_TURN == 0:
            await asyncio.sleep(0)
        addresses.append(canonical_url(draft.url) if draft.url else "")
    shared_addresses, shared_guids = _shared(drafts, addresses)
    if poll.site_url:
        shared_addresses.add(canonical_url(poll.site_url))
    keyed = []
    for number, (draft, address) in enumerate(zip(drafts, addresses, strict=True), start=1):
        if number % _ENTRIES_PER_TURN == 0:
            await asyncio.sleep(0)
        keys = identities(
            house,
            draft.guid,
            draft.url,
            canonical=address,
            unique_url=address not in shared_addresses,
            unique_guid=draft.guid not in shared_guids,
        ) or identities_of_text(house, draft.title_html, draft.content_html)
        keyed.append((draft, keys))
    return keyed


def _shared(drafts: Sequence[Draft], addresses: Sequence[str]) -> tuple[set[str], set[str]]:
    """The addresses that several entries of a document share, and the guids that have several addresses.

    An entry that is listed twice with the same guid and address does not share them.
    """
    if len(set(addresses)) == len(drafts) == len({draft.guid for draft in drafts}):
        return set(), set()
    guids_at: dict[str, set[str]] = {}
    addresses_of: dict[str, set[str]] = {}
    for draft, address in zip(drafts, addresses, strict=True):
        guids_at.setdefault(address, set()).add(draft.guid or draft.title_html)
        addresses_of.setdefault(draft.guid or "", set()).add(address)
    shared_addresses = {address for address, guids in guids_at.items() if len(guids) > 1}
    return shared_addresses, {guid for guid, places in addresses_of.items() if len(places) > 1}


async def _make_batch(
    keyed: Iterable[tuple[FeedPoll, list[_Keyed]]],
    known: Mapping[str, KnownArticle],
    now: datetime,
    meets: MeetsTopic | None,
) -> _Batch:
    """What to write for these polls; yields to the event loop now and then."""
    batch = _Batch(known, now, meets)
    characters = 0
    for poll, entries in keyed:
        poll.new = poll.edited = poll.off_topic = 0
        for draft, keys in entries:
            characters += _ENTRY_IN_CHARACTERS + min(len(draft.content_html), _MOST_CONTENT)
            if characters > _CHARACTERS_PER_TURN:
                characters = 0
                await asyncio.sleep(0)
            batch.add(poll, draft, keys)
    return batch


def _first(values: Mapping[str, _T], keys: Iterable[str]) -> _T | None:
    for key in keys:
        if key in values:
            return values[key]
    return None


def _article(draft: Draft, keys: tuple[str, ...], feed: Feed, now: datetime) -> Article:
    """The article of a new entry, sanitised and normalised."""
    title = _title(draft)
    text = _text(draft.content_html[:_MOST_CONTENT])
    article = make_article(feed, now, keys, title, text, draft.url, draft.published_at)
    if draft.source:
        # Corroboration counts those who report, not those who gather what others report.
        article.publisher = draft.source
        article.title = article.title.removesuffix(f" - {draft.source}")
    return article


def _title(draft: Draft) -> str:
    return title_text(clean_html(draft.title_html[:_MOST_TITLE]))[:TITLE_CAP].rstrip()


def _text(html: str) -> str:
    """The plain text of unsanitised HTML. Not cleaning simple HTML saves 7 % of polling new feeds."""
    text = simple_text(html)
    return plain_text(clean_html(html)) if text is None else text


def _markup_digest(draft: Draft) -> int:
    return markup_digest(draft.title_html[:_MOST_TITLE], draft.content_html[:_MOST_CONTENT])
