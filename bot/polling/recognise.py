"""Which stored article each entry of a batch is, if any: by its keys, its words and its dates."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.feeds.draft import Draft
from bot.news.articles.sameness import Content, is_copy, is_same
from bot.polling.keyed import Keyed, house_of, tie_of
from bot.polling.report import FeedPoll
from bot.polling.wording import Wording
from storage.article_contents import ArticleContent, contents_of, worded_alike
from storage.articles import KnownArticle, known_by_keys

_COPIES_WITHIN, _UNDATED_WITHIN = timedelta(days=7), timedelta(days=30)
"""How much earlier than its copy an article may have been published."""
_MOST_SPANS = 4
_MOST_ALIKE = 5
"""Stored articles of one title or text with which an entry is compared, the newest: what thousands share
tells nothing."""
_KeyedPoll = tuple[FeedPoll, list[Keyed]]


@dataclass(slots=True)
class Recognised:
    """What is stored of the entries of a batch."""

    by_key: Mapping[str, KnownArticle] = field(default_factory=dict)
    stored: dict[int, KnownArticle] = field(default_factory=dict)
    """The article that an entry is, by the identity of its draft; none for what is new."""

    def is_new(self, draft: Draft) -> bool:
        return id(draft) not in self.stored


async def recognise(
    connection: AsyncConnection, polled: Sequence[_KeyedPoll], wording: Wording, now: datetime
) -> Recognised:
    """Find the stored articles that the entries of these polls are.

    Copies under new keys are looked for only after a feed's first poll, which alerts nobody.
    """
    keys = [key for _, entries in polled for _, entry_keys in entries for key in entry_keys]
    found = Recognised(await known_by_keys(connection, keys) if keys else {})
    if found.by_key:
        await _by_keys(connection, polled, found, wording)
    unknown = [
        (poll, [draft for draft, _ in entries if found.is_new(draft)])
        for poll, entries in polled
        if poll.before.baselined_at is not None
    ]
    if any(drafts for _, drafts in unknown):
        await _by_words(connection, unknown, found, wording, now)
    return found


async def _by_keys(
    connection: AsyncConnection, polled: Sequence[_KeyedPoll], found: Recognised, wording: Wording
) -> None:
    unsure: list[tuple[Draft, tuple[str, ...], list[KnownArticle]]] = []
    for _, entries in polled:
        for draft, keys in entries:
            candidates = {found.by_key[key].id: found.by_key[key] for key in keys if key in found.by_key}
            if not candidates:
                continue
            await wording.pause(draft)
            markup = wording.markup(draft)
            unchanged = next((one for one in candidates.values() if one.markup_digest == markup), None)
            if unchanged is not None:
                found.stored[id(draft)] = unchanged
            else:
                unsure.append((draft, keys, list(candidates.values())))
    contents = await contents_of(connection, {one.id for _, _, many in unsure for one in many})
    for draft, keys, known in unsure:
        await wording.pause(draft)
        entry = wording.content(draft)
        for one in known:
            stored = contents.get(one.id)
            agreed = [key for key in keys if key in found.by_key and found.by_key[key].id == one.id]
            if stored and is_same(entry, _said(stored), tie_of(draft, keys, agreed, stored.url)):
                found.stored[id(draft)] = one
                break
        else:
            forgotten = next((one for one in known if one.is_forgotten), None)
            if forgotten is not None:
                found.stored[id(draft)] = forgotten


async def _by_words(
    connection: AsyncConnection,
    unknown: Iterable[tuple[FeedPoll, list[Draft]]],
    found: Recognised,
    wording: Wording,
    now: datetime,
) -> None:
    houses: dict[str, list[tuple[Draft, Content]]] = {}
    for poll, drafts in unknown:
        for draft in drafts:
            await wording.pause(draft)
            houses.setdefault(house_of(poll), []).append((draft, wording.content(draft)))
    everything = [content for many in houses.values() for _, content in many]
    alike = await worded_alike(
        connection,
        list(houses),
        _spans(everything, now),
        list({content.title for content in everything if content.title}),
        list({content.text for content in everything if content.text}),
    )
    by_house: dict[str, list[ArticleContent]] = {}
    for one in alike:
        by_house.setdefault(one.house, []).append(one)
    listed = {one.id for one in found.stored.values()}
    for house, entries in houses.items():
        await _find_copies(entries, by_house.get(house, ()), listed, found, wording)


async def _find_copies(
    entries: Iterable[tuple[Draft, Content]],
    known: Iterable[ArticleContent],
    listed: Collection[int],
    found: Recognised,
    wording: Wording,
) -> None:
    """Note which entries are copies of what is `known`, but of nothing that is `listed` beside them."""
    by_words: dict[str, list[ArticleContent]] = {}
    for one in sorted(known, key=lambda one: one.known.id, reverse=True):
        if one.known.id not in listed:
            for words in {one.known.title, one.text}:
                alike = by_words.setdefault(words, [])
                if len(alike) < _MOST_ALIKE:
                    alike.append(one)
    for draft, entry in entries:
        await wording.pause(draft)
        likely = by_words.get(entry.title, []) + (by_words.get(entry.text, []) if entry.text else [])
        copied = next((one for one in likely if is_copy(entry, _said(one))), None)
        if copied is not None:
            found.stored[id(draft)] = copied.known


def _spans(entries: Iterable[Content], now: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches of time, the newest few, in which originals of these entries may have been published."""
    wanted = [(date - _COPIES_WITHIN, date + timedelta(days=1)) for entry in entries for date in entry.dates]
    if any(not entry.dates for entry in entries):
        wanted.append((now - _UNDATED_WITHIN, now))
    spans: list[tuple[datetime, datetime]] = []
    for earliest, latest in sorted(wanted, reverse=True):
        if spans and latest >= spans[-1][0]:
            spans[-1] = (min(earliest, spans[-1][0]), max(latest, spans[-1][1]))
        else:
            spans.append((earliest, latest))
    return spans[:_MOST_SPANS]


def _said(stored: ArticleContent) -> Content:
    dates = () if stored.published_at is None else (stored.published_at,)
    return Content(stored.known.title, stored.text, dates)
