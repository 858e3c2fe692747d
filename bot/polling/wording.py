"""Entries as articles: their HTML sanitised and normalised, once each."""

import asyncio
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.feeds.draft import Draft
from bot.feeds.sanitise import clean_html
from bot.model import Article, Feed
from bot.news.articles.identity import make_article, title_text
from bot.news.articles.sameness import Content
from bot.news.articles.substance import markup_digest
from bot.news.articles.trailers import without_trailer
from bot.news.language.text import plain_text, simple_text

TITLE_CAP = 500
"""Characters of a headline as stored: what is longer is no headline, and most rules read it."""
_MOST_CONTENT, _MOST_TITLE = 50_000, 2000
"""Characters of an entry that are read: no news is longer, but a document may hold 5 MB of it."""
_CHARACTERS_PER_TURN = 50_000
"""Characters that are normalised before other tasks get the event loop, at about 80 ns each."""
_ENTRY_IN_CHARACTERS = 1000
"""What an entry costs apart from its text."""

_FRAME = re.compile(r"<iframe\b[^<>]*+>[^<]*+</iframe\s*+>")
"""An embedded video or map; without them most entries are simple HTML."""

MeetsTopic = Callable[[Article], bool]
"""Whether an article is about any topic, so that triage must decide about it."""


@dataclass(slots=True)
class Wording:
    """Titles, texts and markup digests of a batch's entries, each computed once."""

    _kept: dict[int, tuple[str, str]] = field(default_factory=dict)
    """By the identity of the draft, which the batch keeps alive."""
    _markups: dict[int, int] = field(default_factory=dict)
    _characters: int = 0

    async def pause(self, draft: Draft) -> None:
        """Let other tasks have the event loop now and then; call it before each entry."""
        self._characters += _ENTRY_IN_CHARACTERS + min(len(draft.content_html), _MOST_CONTENT)
        if self._characters > _CHARACTERS_PER_TURN:
            self._characters = 0
            await asyncio.sleep(0)

    def content(self, draft: Draft) -> Content:
        """What an entry says, for comparison with what is stored."""
        title, text = self._words(draft)
        dates = [date for date in (draft.published_at, draft.updated_at) if date is not None]
        return Content(_without_source(title, draft), text, dates)

    def article(
        self, draft: Draft, keys: tuple[str, ...], feed: Feed, now: datetime, *, updated: bool = False
    ) -> Article:
        """The article of an entry, published when it was last changed if `updated`."""
        title, text = self._words(draft)
        published_at = draft.updated_at or draft.published_at if updated else draft.published_at
        article = make_article(feed, now, keys, title, text, draft.url, published_at)
        if draft.source:
            # Corroboration counts those who report, not those who gather what others report.
            article.publisher = draft.source
            article.title = _without_source(article.title, draft)
        return article

    def markup(self, draft: Draft) -> int:
        """A number that changes with what an entry shows."""
        kept = self._markups.get(id(draft))
        if kept is None:
            kept = markup_digest(draft.title_html[:_MOST_TITLE], draft.content_html[:_MOST_CONTENT])
            self._markups[id(draft)] = kept
        return kept

    def _words(self, draft: Draft) -> tuple[str, str]:
        return self._kept.get(id(draft)) or self._kept.setdefault(id(draft), _worded(draft))


def _without_source(title: str, draft: Draft) -> str:
    return title.removesuffix(f" - {draft.source}") if draft.source else title


def _worded(draft: Draft) -> tuple[str, str]:
    title = title_text(clean_html(draft.title_html[:_MOST_TITLE]))[:TITLE_CAP].rstrip()
    return _composed(title), _composed(_text(draft.content_html[:_MOST_CONTENT]))


def _composed(text: str) -> str:
    """A text with one code point a letter where there is one, so that copies of it are equal."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _text(html: str) -> str:
    """The plain text of unsanitised HTML. Not cleaning simple HTML saves 7 % of polling new feeds."""
    if "<iframe" in html:
        html = _FRAME.sub(" ", html)
    text = simple_text(html)
    return without_trailer(plain_text(clean_html(html)) if text is None else text)
