"""Counts for those who run the bot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.schema import Table

from storage.database import unindexed
from storage.tables import articles, chats, feeds, matches, outbox, stories, subscriptions, topics

_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts; "today" is the last 24 hours."""

    chats: int
    paused_chats: int
    followers: Mapping[str, int]
    """By name of topic, for topics that everybody may follow."""
    own_topics: int
    feeds: int
    failing_feeds: int
    articles_today: int
    matched_today: int
    stories_today: int
    sent_today: int
    untriaged: int
    waiting: int
    """Messages that are due or held."""
    dead: int


async def stats(connection: AsyncConnection, now: datetime) -> Stats:
    """Count everything as of `now`."""
    since = now - _DAY
    fresh = articles.c.first_seen_at > since

    async def count(table: Table, *where: ColumnElement[bool]) -> int:
        return await connection.scalar(select(func.count()).select_from(table).where(*where)) or 0

    met = exists().where(matches.c.article_id == articles.c.id)
    followers = await connection.execute(
        select(topics.c.name, func.count(subscriptions.c.chat_id))
        .outerjoin(subscriptions, subscriptions.c.topic_id == topics.c.id)
        .where(topics.c.owner_chat_id.is_(None), topics.c.state == "active")
        .group_by(topics.c.id, topics.c.name)
        .order_by(func.count(subscriptions.c.chat_id).desc(), topics.c.name)
    )
    active = feeds.c.state == "active"
    return Stats(
        chats=await count(chats),
        paused_chats=await count(chats, chats.c.paused_at.is_not(None)),
        followers={row[0]: row[1] for row in followers},
        own_topics=await count(topics, topics.c.owner_chat_id.is_not(None), topics.c.state == "active"),
        feeds=await count(feeds, active),
        failing_feeds=await count(feeds, active, feeds.c.failures > 0),
        articles_today=await count(articles, fresh),
        matched_today=await count(articles, fresh, met),
        # A story is reported when it is founded or later, and that is what has an index.
        stories_today=await count(stories, stories.c.last_report_at > since, stories.c.founded_at > since),
        sent_today=await count(outbox, outbox.c.settled_at > since, unindexed(outbox.c.state) == "sent"),
        untriaged=await count(articles, articles.c.triaged_at.is_(None)),
        waiting=await count(outbox, outbox.c.state.in_(("due", "held"))),
        dead=await count(outbox, outbox.c.state == "dead"),
    )
