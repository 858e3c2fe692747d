"""What a triage worker remembers between batches; all of it can be read again from the database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import StoredArticle
from bot.news import query, story
from bot.news.match import TopicIndex
from storage import matches

WINDOW = timedelta(hours=72)
"""How long after its last report a story stays open."""


@dataclass(slots=True)
class Desk:
    """The topics and the open stories, in memory."""

    holder: str
    topics: TopicIndex = field(default_factory=TopicIndex)
    queries: dict[str, str] = field(default_factory=dict)
    topics_version: str = ""
    stories: story.StoryIndex | None = None
    """None: to be read from the database before the next batch."""


async def learn_topics(connection: AsyncConnection, desk: Desk) -> None:
    """Bring the topic index up to date with the database."""
    version = await matches.topics_version(connection)
    if version == desk.topics_version:
        return
    queries = await matches.topic_queries(connection)
    for topic_id in [one for one in desk.queries if queries.get(one) != desk.queries[one]]:
        desk.topics.remove(topic_id)
    for topic_id in [one for one in queries if queries[one] != desk.queries.get(one)]:
        desk.topics.add(topic_id, query.parse(queries[topic_id]))
    desk.queries, desk.topics_version = queries, version


async def remember_stories(connection: AsyncConnection, desk: Desk, now: datetime) -> None:
    """Read the stories still open from the database, after a start or when another worker had the lease."""
    if desk.stories is not None:
        desk.stories.expire(now)
        return
    desk.stories = story.StoryIndex(WINDOW)
    for article in await matches.grouped_since(connection, now - 2 * WINDOW):
        if article.story_id is not None:
            desk.stories.restore(report_of(article), article.story_id)
    desk.stories.expire(now)


def report_of(article: StoredArticle) -> story.Report:
    """What grouping needs to know of an article."""
    return story.Report(
        id=article.id,
        title=article.title,
        text=article.text,
        publisher=article.publisher,
        published_at=article.published_at,
        language=article.language,
    )
