"""What a triage worker remembers between batches; all of it can be read again from the database."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import QueryError
from bot.model import Article, StoredArticle
from bot.news import query
from bot.news.matching.match import TopicIndex, document
from bot.news.stories import index as story
from storage import matches

log = logging.getLogger(__name__)

WINDOW = timedelta(hours=72)
"""How long after its last report a story stays open."""


@dataclass(slots=True)
class Memory:
    """The topics and the open stories, in memory."""

    holder: str
    topics: TopicIndex = field(default_factory=TopicIndex)
    queries: dict[str, str] = field(default_factory=dict)
    topics_version: str = ""
    stories: story.StoryIndex | None = None
    """None: to be read from the database before the next batch."""


async def learn_topics(connection: AsyncConnection, memory: Memory) -> None:
    """Bring the topic index up to date with the database."""
    version = await matches.topics_version(connection)
    if version == memory.topics_version:
        return
    queries = await matches.topic_queries(connection)
    for topic_id in [one for one in memory.queries if queries.get(one) != memory.queries[one]]:
        memory.topics.remove(topic_id)
    for topic_id in [one for one in queries if queries[one] != memory.queries.get(one)]:
        try:
            memory.topics.add(topic_id, query.parse(queries[topic_id]))
        except QueryError as error:
            log.error(
                "topic %s is matched against nothing: its query cannot be read: %s", topic_id, error.message
            )
    memory.queries, memory.topics_version = queries, version


async def learn_at_the_door(connection: AsyncConnection, memory: Memory) -> Callable[[Article], bool]:
    """What `bot.polling.station` asks of a new article: is it about any topic?

    `memory` is the poll station's own: an index serves one thread, and triage reads its own in another.
    """
    await learn_topics(connection, memory)

    def meets(article: Article) -> bool:
        title, text, language = article.title, article.text, article.language
        topics = memory.topics
        return topics.may_match(title, text, language) and bool(
            topics.matches(document(title, text, language))
        )

    return meets


async def remember_stories(connection: AsyncConnection, memory: Memory, now: datetime) -> None:
    """Read the stories still open from the database, after a start or when another worker had the lease."""
    if memory.stories is not None:
        memory.stories.expire(now)
        return
    memory.stories = story.StoryIndex(WINDOW)
    for article in await matches.grouped_since(connection, now - 2 * WINDOW):
        if article.story_id is not None:
            memory.stories.restore(report_of(article), article.story_id)
    memory.stories.expire(now)


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
