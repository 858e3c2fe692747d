"""What a new topic would have matched among the stored articles of the last days, within limits."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.messages.speech.say import Say
from bot.model import Match, StoredArticle
from bot.news.matching.match import document, match
from bot.news.query import Query
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from handlers.context import Desk
from storage import history, matches

LOOK_BACK = timedelta(days=7)
_PART = 250
_MOST_ARTICLES = 10_000
_PATIENCE_S = 2.0
_GROUPED = 400
"""How many articles are grouped to count their stories; the rest are counted in proportion."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The articles of the last 7 days that match a query."""

    matched: Mapping[int, Match]
    """By article id, newest first."""
    titles: tuple[tuple[str, str], ...]
    """(title, publisher) of the newest stories' first reports, newest first."""
    stories: int
    """How many stories they make; an estimate unless `complete`."""
    complete: bool
    """Whether every stored article of those days was checked."""
    checked: int
    story_ids: tuple[int, ...]
    """The stories, as triage made them, of the newest of the articles."""


async def preview(desk: Desk, query: Query, topic_id: str) -> Preview:
    """Match `query` against the articles of the last 7 days, newest first: 10,000 and two seconds at most."""
    since = desk.clock() - LOOK_BACK
    deadline = time.monotonic() + _PATIENCE_S
    matched: list[tuple[StoredArticle, Match]] = []
    checked, last_id, complete = 0, None, False
    async with desk.database.reading() as connection:
        stored = await history.count_recent(connection, since)
        while not complete and checked < _MOST_ARTICLES and time.monotonic() < deadline:
            ids = await history.recent_ids(connection, since, _PART, last_id)
            texts = await matches.as_announced(connection, ids)
            fresh = [texts[key] for key in ids if key in texts and texts[key].published_at > since]
            matched += await asyncio.to_thread(_match_all, query, topic_id, fresh)
            checked, complete = checked + len(ids), len(ids) < _PART
            last_id = ids[-1] if ids else last_id
    titles, stories = await asyncio.to_thread(_group, [article for article, _ in matched])
    scale = 1 if complete or not checked else max(1, stored / checked)
    by_id = {article.id: match for article, match in matched}
    told = dict.fromkeys(article.story_id for article, _ in matched if article.story_id is not None)
    return Preview(by_id, titles, round(stories * scale), complete, checked, tuple(told)[:_GROUPED])


async def save_matches(desk: Desk, preview: Preview) -> None:
    """Store the matches, so that `/latest` has stories for the new topic at once."""
    async with desk.database.transaction() as connection:
        await matches.save(connection, {article_id: [match] for article_id, match in preview.matched.items()})


def frequency(say: Say, preview: Preview) -> str:
    """ "about 3 stories a day", "about 2 stories a week"."""
    daily = preview.stories / LOOK_BACK.days
    if daily >= 0.95:
        return say.plural("about {number} story a day", "about {number} stories a day", round(daily))
    weekly = max(1, round(daily * 7))
    return say.plural("about {number} story a week", "about {number} stories a week", weekly)


def _match_all(
    query: Query, topic_id: str, articles: Sequence[StoredArticle]
) -> list[tuple[StoredArticle, Match]]:
    matched = []
    for article in articles:
        found = match(
            topic_id, query, document(article.title, article.text, article.language, article.publisher)
        )
        if found is not None:
            matched.append((article, found))
    return matched


def _group(articles: Sequence[StoredArticle]) -> tuple[tuple[tuple[str, str], ...], int]:
    """(titles of the newest stories, how many stories)."""
    index = StoryIndex()
    first: dict[int | str, tuple[str, str]] = {}
    for article in sorted(articles[:_GROUPED], key=lambda article: article.published_at):
        placement = index.place(
            Report(
                article.id,
                article.title,
                article.text,
                article.publisher,
                article.published_at,
                article.language,
            )
        )
        for merged_id in placement.merged:
            first.pop(merged_id, None)
        first.setdefault(placement.story_id, (article.title, article.publisher))
    grouped = min(len(articles), _GROUPED)
    stories = round(len(first) * len(articles) / grouped) if grouped else 0
    return tuple(list(first.values())[::-1]), stories
