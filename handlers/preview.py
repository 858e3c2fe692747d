"""What a new topic would have found in the stored articles of the last days, within bounds."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Match, StoredArticle
from bot.news.matching.match import document, match
from bot.news.query import Query
from bot.news.stories.index import Report, StoryIndex
from handlers.context import Desk
from storage import history, matches

LOOK_BACK = timedelta(days=7)
_PART = 250
_MOST_ARTICLES = 10_000
_PATIENCE_S = 2.0
_GROUPED = 400
"""Articles that are grouped into stories to count these; of more, the rest is counted in proportion."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The articles of the last 7 days that a query is about."""

    found: Mapping[int, Match]
    """By article id, newest first."""
    titles: tuple[tuple[str, str], ...]
    """(title, publisher) of the newest stories' first reports, newest first."""
    stories: int
    """How many stories these are; an estimate where not everything was looked at."""
    whole: bool
    """Whether every stored article of the days was looked at."""


async def preview(desk: Desk, query: Query, topic_id: str) -> Preview:
    """Match `query` against the articles of the last 7 days, newest first: at most 10,000, two seconds."""
    since = desk.clock() - LOOK_BACK
    deadline = time.monotonic() + _PATIENCE_S
    found: list[tuple[StoredArticle, Match]] = []
    looked, last_id, whole = 0, None, False
    async with desk.database.reading() as connection:
        stored = await history.count_recent(connection, since)
        while not whole and looked < _MOST_ARTICLES and time.monotonic() < deadline:
            ids = await history.recent_ids(connection, since, _PART, last_id)
            texts = await matches.articles_by_id(connection, ids)
            part = [texts[one] for one in ids if one in texts and texts[one].published_at > since]
            found += await asyncio.to_thread(_match_all, query, topic_id, part)
            looked, whole = looked + len(ids), len(ids) < _PART
            last_id = ids[-1] if ids else last_id
    titles, stories = await asyncio.to_thread(_group, [article for article, _ in found])
    share = 1 if whole or not looked else max(1, stored / looked)
    return Preview({article.id: met for article, met in found}, titles, round(stories * share), whole)


async def remember(desk: Desk, seen: Preview) -> None:
    """Store the matches, so that `/latest` answers for the new topic from its first minute."""
    async with desk.database.transaction() as connection:
        await matches.save(connection, {article_id: [met] for article_id, met in seen.found.items()})


def per_day(seen: Preview) -> str:
    """ "about 3 stories a day", "about 2 stories a week"."""
    daily = seen.stories / LOOK_BACK.days
    if daily >= 0.95:
        number, unit = round(daily), "day"
    else:
        number, unit = max(1, round(daily * 7)), "week"
    return f"about {number} {'story' if number == 1 else 'stories'} a {unit}"


def _match_all(
    query: Query, topic_id: str, articles: Sequence[StoredArticle]
) -> list[tuple[StoredArticle, Match]]:
    met = [(one, match(topic_id, query, document(one.title, one.text, one.language))) for one in articles]
    return [(article, one) for article, one in met if one is not None]


def _group(articles: Sequence[StoredArticle]) -> tuple[tuple[tuple[str, str], ...], int]:
    """(titles of the newest stories, how many stories)."""
    index = StoryIndex()
    first: dict[int | str, tuple[str, str]] = {}
    for one in sorted(articles[:_GROUPED], key=_published):
        report = Report(one.id, one.title, one.text, one.publisher, one.published_at, one.language)
        placement = index.place(report)
        for gone in placement.merged:
            first.pop(gone, None)
        first.setdefault(placement.story_id, (one.title, one.publisher))
    grouped = min(len(articles), _GROUPED)
    stories = round(len(first) * len(articles) / grouped) if grouped else 0
    return tuple(list(first.values())[::-1]), stories


def _published(article: StoredArticle) -> datetime:
    return article.published_at
