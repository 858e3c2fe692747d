"""Documents to stored articles: which entries are new, which were edited, all in one transaction.

Only what is new is sanitised and normalised; that costs more than reading the document did.

Nearly all articles are about no topic. Those are told at the door (`Learn`) and stored triaged: to write them
as waiting, read them back and write them again costs triage more than all of polling.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.feeds.draft import Draft, text_length_at_most
from bot.feeds.sanitise import clean_html
from bot.model import Article, Feed
from bot.news.articles.identity import (
    canonical_url,
    identities_at,
    identities_of_text,
    make_article,
    title_text,
)
from bot.news.language.text import plain_text, simple_text
from bot.polling.feed_state import has_moved
from bot.polling.report import Polled
from storage import articles, polls
from storage.articles import Edit, KnownArticle, NewArticle
from storage.database import Database

_ENTRIES_PER_TURN = 100
"""Entries whose keys are reckoned before others get the event loop."""
_CHARACTERS_PER_TURN = 50_000
"""Characters that are normalised before others get the event loop: some 80 ns each."""
_ENTRY_IN_CHARACTERS = 1000
"""What an entry costs besides its text."""
_MOST_CONTENT, _MOST_TITLE = 50_000, 2000
"""Characters of an entry that are looked at: no news is longer, and somebody may write 5 MB of it."""
_ATTEMPTS = 3

_T = TypeVar("_T")

MeetsTopic = Callable[[Article], bool]
"""Whether an article is about any topic, and hence triage's to decide."""
Learn = Callable[[AsyncConnection], Awaitable[MeetsTopic]]
"""Reads what topics there are by now."""
_Keyed = tuple[Draft, tuple[str, ...]]
"""An entry with the keys by which it is known."""


@dataclass(slots=True)
class _Batch:
    """What a batch of polls writes."""

    new: list[NewArticle] = field(default_factory=list)
    keys: list[tuple[str, int]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


async def store(
    database: Database, polled: Sequence[Polled], now: datetime, learn: Learn | None = None
) -> None:
    """Store new and edited articles and the feeds' new states: all of it, or nothing.

    Articles about none of the topics that `learn` finds are stored triaged; without it triage looks at all.
    Counts `new`, `edited` and `off_topic` into the polls. Raises SQLAlchemyError where the database cannot be
    written.
    """
    keyed = [(poll, await _keyed(poll)) for poll in polled]
    keys = [key for _, entries in keyed for _, own in entries for key in own]
    for attempt in range(1, _ATTEMPTS + 1):
        known: dict[str, KnownArticle] = {}
        meets = None
        if keys:
            async with database.reading() as connection:
                known = await articles.known_by_keys(connection, keys)
                meets = await learn(connection) if learn is not None else None
        batch = await _sort_out(keyed, known, now, meets)
        try:
            await _write(database, polled, batch, now)
            return
        except IntegrityError:
            # Another process stored one of these articles since we looked.
            if attempt == _ATTEMPTS:
                raise


async def _write(database: Database, polled: Sequence[Polled], batch: _Batch, now: datetime) -> None:
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


async def _keyed(poll: Polled) -> list[_Keyed]:
    """Keys for every entry; see `bot.news.articles.identity` for what makes a guid or an address useless."""
    drafts, publisher = poll.drafts, poll.before.publisher
    addresses = []
    for number, draft in enumerate(drafts, start=1):
        if number % _ENTRIES_PER_TURN == 0:
            await asyncio.sleep(0)
        addresses.append(canonical_url(draft.url) if draft.url else "")
    shared_addresses, shared_guids = _shared(drafts, addresses)
    if poll.site_url:
        shared_addresses.add(canonical_url(poll.site_url))
    found = []
    for number, (draft, address) in enumerate(zip(drafts, addresses, strict=True), start=1):
        if number % _ENTRIES_PER_TURN == 0:
            await asyncio.sleep(0)
        keys = identities_at(
            publisher,
            draft.guid,
            draft.url,
            address,
            unique_url=address not in shared_addresses,
            unique_guid=draft.guid not in shared_guids,
        ) or identities_of_text(publisher, draft.title_html, draft.content_html)
        found.append((draft, keys))
    return found


def _shared(drafts: Sequence[Draft], addresses: Sequence[str]) -> tuple[set[str], set[str]]:
    """The addresses that several entries of a document have, and the guids that come with several addresses.

    An entry that is listed twice, with the same guid and address, shares them with nobody.
    """
    if len(set(addresses)) == len(drafts) == len({draft.guid for draft in drafts}):
        return set(), set()
    who_has: dict[str, set[str]] = {}
    where_is: dict[str, set[str]] = {}
    for draft, address in zip(drafts, addresses, strict=True):
        who_has.setdefault(address, set()).add(draft.guid or draft.title_html)
        where_is.setdefault(draft.guid or "", set()).add(address)
    shared_addresses = {address for address, guids in who_has.items() if len(guids) > 1}
    return shared_addresses, {guid for guid, found in where_is.items() if len(found) > 1}


async def _sort_out(
    keyed: Iterable[tuple[Polled, list[_Keyed]]],
    known: dict[str, KnownArticle],
    now: datetime,
    meets: MeetsTopic | None,
) -> _Batch:
    """New, edited or as before? Yields to the event loop now and then."""
    batch = _Batch()
    new_by_key: dict[str, int] = {}
    met: set[int] = set()
    spent = 0
    for poll, entries in keyed:
        poll.new = poll.edited = poll.off_topic = 0
        baseline = poll.before.baselined_at is None
        for draft, keys in entries:
            spent += _ENTRY_IN_CHARACTERS + min(len(draft.content_html), _MOST_CONTENT)
            if spent > _CHARACTERS_PER_TURN:
                spent = 0
                await asyncio.sleep(0)
            stored = _first(known, keys) if known else None
            if stored is not None:
                batch.keys.extend((key, stored.id) for key in keys if key not in known)
                if stored.id not in met:
                    met.add(stored.id)
                    change = _edit(draft, stored)
                    if change is not None:
                        batch.edits.append(change)
                        poll.edited += 1
                continue
            twin = _first(new_by_key, keys)
            if twin is not None:
                _join(batch, twin, keys, new_by_key, baseline=baseline)
                continue
            for key in keys:
                new_by_key[key] = len(batch.new)
            article = _article(draft, keys, poll.before, now)
            off_topic = meets is not None and not meets(article)
            batch.new.append(NewArticle(article, poll.before.id, baseline, off_topic))
            poll.new += 1
            poll.off_topic += off_topic
    return batch


def _first(found: Mapping[str, _T], keys: Iterable[str]) -> _T | None:
    for key in keys:
        if key in found:
            return found[key]
    return None


def _article(draft: Draft, keys: tuple[str, ...], feed: Feed, now: datetime) -> Article:
    """What `bot.news.articles.identity.to_article` makes of the sanitised entry."""
    title = _title(draft)
    text = _text(draft.content_html[:_MOST_CONTENT])
    return make_article(feed, now, keys, title, text, draft.url, draft.guid, draft.published_at)


def _title(draft: Draft) -> str:
    return title_text(clean_html(draft.title_html[:_MOST_TITLE]))


def _text(html: str) -> str:
    text = simple_text(html)
    return plain_text(clean_html(html)) if text is None else text


def _join(
    batch: _Batch, place: int, keys: Sequence[str], new_by_key: dict[str, int], *, baseline: bool
) -> None:
    """The same new article in another feed or twice in one document: its further keys are noted.

    It is new if it is new to any feed that is past its baseline.
    """
    new = batch.new[place]
    further = tuple(key for key in keys if key not in new_by_key)
    if further or new.baseline > baseline:
        article = replace(new.article, identities=new.article.identities + further)
        batch.new[place] = replace(new, article=article, baseline=baseline and new.baseline)
        new_by_key.update(dict.fromkeys(further, place))


def _edit(draft: Draft, stored: KnownArticle) -> Edit | None:
    """What changed: another title, or a longer text. A text is only cleaned where it could be longer."""
    title, html = _title(draft), draft.content_html[:_MOST_CONTENT]
    text = None
    if text_length_at_most(html) > stored.text_length:
        cleaned = _text(html)
        text = cleaned if len(cleaned) > stored.text_length else None
    if text is None and (not title or title == stored.title):
        return None
    return Edit(stored.id, title or stored.title, text)
