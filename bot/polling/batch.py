"""What a batch of polls writes: of each entry a new article, an edit, or nothing."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.feeds.draft import Draft
from bot.model import Feed
from bot.news.articles.identity import identities_of_text
from bot.news.articles.sameness import Content, is_same
from bot.news.articles.substance import is_garbled, words_digest
from bot.polling.keyed import Keyed, house_of, tie_of
from bot.polling.recognise import Recognised
from bot.polling.report import FeedPoll
from bot.polling.wording import MeetsTopic, Wording
from storage.articles import Edit, KnownArticle, NewArticle

_LONGEST_DRAFT = timedelta(days=30)
_MOST_AT_ONCE = 2
"""Entries that a publisher may change within a second."""


@dataclass(slots=True)
class Batch:
    """Collects what is written for the entries of polls."""

    recognised: Recognised
    wording: Wording
    now: datetime
    meets: MeetsTopic | None
    new: list[NewArticle] = field(default_factory=list)
    keys: list[tuple[str, int]] = field(default_factory=list)
    freed: list[tuple[str, int]] = field(default_factory=list)
    """Keys that stored articles lose to new ones."""
    edits: list[Edit] = field(default_factory=list)
    _new_by_key: dict[str, int] = field(default_factory=dict)
    """Places in `new`."""
    _compared: set[int] = field(default_factory=set)
    """Ids of the stored articles that an entry was compared with: the first entry counts."""

    async def add_poll(self, poll: FeedPoll, entries: Sequence[Keyed]) -> None:
        """Add what is to be written for the entries of a poll, and count it into the poll."""
        poll.new = poll.edited = poll.off_topic = 0
        first = self._is_first(poll, entries)
        known = [id(draft) in self.recognised.stored for draft, _ in entries]
        surfaced = surfaced_places(poll.drafts, known)
        updates = Counter(draft.updated_at for draft in poll.drafts)
        for place, (draft, keys) in enumerate(entries):
            await self.wording.pause(draft)
            stored = self.recognised.stored.get(id(draft))
            if stored is not None:
                self._add_known(poll, draft, keys, stored)
                continue
            if first:
                baseline = not _is_newer_than_the_feed(draft, poll.before)
            else:
                baseline = draft.published_at is None and place in surfaced
            if not self._is_twin(draft, keys, baseline=baseline):
                updated = not baseline and _was_a_draft(draft, updates)
                own = self._free_keys(poll, draft, keys)
                self._add_new(poll, draft, own, baseline=baseline, updated=updated)

    def _is_first(self, poll: FeedPoll, entries: Sequence[Keyed]) -> bool:
        """Whether this is a feed's first document.

        It is not if the document lists articles that the same feed listed before it was removed. It is if all
        earlier ones were empty or broke off.
        """
        if poll.before.baselined_at is not None:
            return False
        if poll.before.body_hash is not None or not self.recognised.by_key:
            return True
        stored = (self.recognised.stored.get(id(draft)) for draft, _ in entries)
        return all(one is None or one.feed_id != poll.before.id for one in stored)

    def _add_new(
        self, poll: FeedPoll, draft: Draft, keys: tuple[str, ...], *, baseline: bool, updated: bool
    ) -> None:
        if not keys:
            return
        known = self.recognised.by_key
        if known:
            self.freed.extend((key, known[key].id) for key in keys if key in known)
        self._new_by_key.update(dict.fromkeys(keys, len(self.new)))
        article = self.wording.article(draft, keys, poll.before, self.now, updated=updated)
        off_topic = self.meets is not None and not self.meets(article)
        words = None if off_topic else words_digest(article.title, article.text)
        self.new.append(
            NewArticle(
                article,
                poll.before.id,
                baseline,
                off_topic,
                self.wording.markup(draft),
                words,
                draft.categories,
            )
        )
        poll.new += 1
        poll.off_topic += off_topic

    def _free_keys(self, poll: FeedPoll, draft: Draft, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of a new article that no other in this batch has; failing that, the key of its words.

        Empty where even that is taken: the entry is listed twice.
        """
        if not any(key in self._new_by_key for key in keys):
            return keys
        free = tuple(key for key in keys if key not in self._new_by_key)
        if free:
            return free
        own = identities_of_text(house_of(poll), draft.title_html, draft.content_html)
        return () if own[0] in self._new_by_key else own

    def _add_known(self, poll: FeedPoll, draft: Draft, keys: tuple[str, ...], stored: KnownArticle) -> None:
        known = self.recognised.by_key
        self.keys.extend((key, stored.id) for key in keys if key not in known)
        if stored.id in self._compared:
            return
        self._compared.add(stored.id)
        edit = self._edit(poll.before, draft, keys, stored)
        if edit is not None:
            self.edits.append(edit)
            poll.edited += edit.substance

    def _edit(self, feed: Feed, draft: Draft, keys: tuple[str, ...], stored: KnownArticle) -> Edit | None:
        """What has changed in an entry; None if nothing has, or if another feed stored the article.

        The newest text counts, even if it is shorter, unless it is empty. Triage looks again only at what
        changed in substance, and at an article about no topic only if it is about one now.
        """
        markup = self.wording.markup(draft)
        if stored.feed_id != feed.id or markup == stored.markup_digest:
            return None
        article = self.wording.article(draft, keys, feed, self.now)
        title, text = article.title or stored.title, article.text or None
        if stored.markup_digest is None:
            return Edit(stored.id, title, text, markup, stored.words_digest, substance=False)
        words = words_digest(article.title, article.text)
        on_topic = stored.words_digest is not None
        substance = words != stored.words_digest and (on_topic or self.meets is None or self.meets(article))
        kept = words if on_topic or substance else None
        if is_garbled(stored.title) and not is_garbled(title):
            # The same words, read right at last: no news, unless they met no topic before.
            return Edit(stored.id, title, text, markup, kept, substance and not on_topic)
        retitled = words_digest(title, "") != words_digest(stored.title, "")
        return Edit(stored.id, title, text, markup, kept, substance, retitled)

    def _is_twin(self, draft: Draft, keys: tuple[str, ...], *, baseline: bool) -> bool:
        """Whether an entry is a new article that another feed, or the same document, has too.

        Its further keys are noted. It is new if it is new to any feed that is past its baseline.
        """
        place = next((self._new_by_key[key] for key in keys if key in self._new_by_key), None)
        if place is None:
            return False
        new = self.new[place]
        if new.markup_digest != self.wording.markup(draft):
            agreed = [key for key in keys if self._new_by_key.get(key) == place]
            if not is_same(
                self.wording.content(draft), _said(new), tie_of(draft, keys, agreed, new.article.url)
            ):
                return False
        further = tuple(key for key in keys if key not in self._new_by_key)
        if further or new.baseline > baseline:
            article = replace(new.article, identities=new.article.identities + further)
            self.new[place] = replace(new, article=article, baseline=baseline and new.baseline)
            self._new_by_key.update(dict.fromkeys(further, place))
        return True


def _is_newer_than_the_feed(draft: Draft, feed: Feed) -> bool:
    """Whether an entry is younger than an earlier document of its feed, which was empty or broke off."""
    seen_at = feed.last_success_at
    return seen_at is not None and draft.published_at is not None and draft.published_at > seen_at


def surfaced_places(drafts: Sequence[Draft], known: Sequence[bool]) -> Collection[int]:
    """Where an undated entry that is new to us stands among old ones, so that it is as old.

    That is between known ones (one may be pinned to the top), or at the old end of a document whose dates
    show which end that is.
    """
    old = [place for place, is_known in enumerate(known) if is_known]
    dated = [place for place in old if drafts[place].published_at is not None]
    tops = [*dated[:1], *old[1:2]]
    places = set(range(min(tops) + 1, old[-1])) if tops else set()
    first, last = (drafts[place].published_at for place in (dated[0], dated[-1])) if dated else (None, None)
    if first is not None and last is not None and first != last:
        places.update(range(dated[-1] + 1, len(drafts)) if first > last else range(dated[0]))
    return places


def _was_a_draft(draft: Draft, updates: Mapping[datetime | None, int]) -> bool:
    """Whether an entry that is new to us was written earlier than it was put into the feed.

    Sites that are built anew date all their entries alike; that says nothing. `updates` tells how many
    entries of the document were updated at each instant.
    """
    if draft.updated_at is None or updates[draft.updated_at] > _MOST_AT_ONCE:
        return False
    assert draft.published_at is not None
    return draft.updated_at - draft.published_at <= _LONGEST_DRAFT


def _said(new: NewArticle) -> Content:
    article = new.article
    return Content(article.title, article.text, (article.published_at,) if article.dated else ())
