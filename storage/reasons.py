"""Why an alert was sent or not: what is known about an article, its story, and the chat's messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Effect
from storage import effects
from storage.feed_rows import HOUSE
from storage.stories import lineage
from storage.tables import alerts, articles, matches, outbox, stories, topics


@dataclass(frozen=True, slots=True)
class Fate:
    """What triage decided about an article."""

    article_id: int
    story_id: int | None
    """Its present story, if it has one."""
    silence: str | None
    """Why it does not alert; None if it does."""
    triaged: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What triage judged of a report."""

    kind: str | None
    """News, analysis ...; None: stored by an older version."""
    kind_reasons: tuple[str, ...]
    effect: Effect | None
    """What it did to its story; None for a report without one."""
    page_problem: str | None = None
    """Why its page was not used; None where it was, or was not asked for."""
    sure: bool = True
    """Whether it is surely news, or worth an alert whatever its kind."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What became of one message about a story for one chat."""

    kind: str
    state: str
    reason: str | None
    topic_ids: tuple[str, ...]
    message_id: int | None
    settled_at: datetime | None
    due_at: datetime
    report_id: int | None
    """The article that brought the news of an update."""


async def houses(connection: AsyncConnection) -> list[str]:
    """What the articles of every feed that is or was polled are keyed by."""
    rows = await connection.execute(select(HOUSE).distinct())
    return list(rows.scalars())


async def fate(connection: AsyncConnection, article_id: int) -> Fate:
    """What triage decided about an article, which must exist."""
    rows = await connection.execute(
        select(articles.c.id, articles.c.story_id, articles.c.silence, articles.c.triaged_at).where(
            articles.c.id == article_id
        )
    )
    row = rows.one()
    return Fate(row.id, row.story_id, row.silence, row.triaged_at is not None)


async def judged(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Judged]:
    """What triage judged of the articles `ids`, by id."""
    rows = await connection.execute(
        select(
            articles.c.id,
            articles.c.kind,
            articles.c.kind_reasons,
            articles.c.effect,
            articles.c.page_problem,
            articles.c.kind_score,
        ).where(articles.c.id.in_(ids))
    )
    return {
        key: Judged(kind, tuple(reasons or ()), effects.from_json(effect), problem, (score or 0.0) >= 0)
        for key, kind, reasons, effect, problem, score in rows
    }


async def dispatches(connection: AsyncConnection, chat_id: int, story_id: int) -> list[Dispatch]:
    """The messages to a chat, sent or queued, about a story and those merged into it; alerts first."""
    rows = await connection.execute(
        select(outbox, alerts.c.report_id)
        .outerjoin(alerts, alerts.c.id == outbox.c.alert_id)
        .where(
            outbox.c.chat_id == chat_id,
            outbox.c.story_id.in_(lineage(story_id)),
            outbox.c.kind.in_(("alert", "update")),
        )
        .order_by(outbox.c.kind, outbox.c.id)
    )
    return [
        Dispatch(
            row.kind,
            row.state,
            row.reason,
            tuple(filter(None, row.topic_ids.split(","))),
            row.message_id,
            row.settled_at,
            row.due_at,
            row.report_id,
        )
        for row in rows
    ]


async def may_see(connection: AsyncConnection, chat_id: int, story_id: int) -> bool:
    """Whether a chat was sent a story, or may follow a topic that it met; stories merged into it count.

    Numbers of stories are easy to guess, and what only another chat's own topic met is that chat's affair.
    """
    told = select(outbox.c.id).where(outbox.c.chat_id == chat_id, outbox.c.story_id.in_(lineage(story_id)))
    open_to_it = topics.c.owner_chat_id.is_(None) | (topics.c.owner_chat_id == chat_id)
    met = (
        select(matches.c.article_id)
        .join(articles, articles.c.id == matches.c.article_id)
        .join(topics, topics.c.id == matches.c.topic_id)
        .where(or_(articles.c.story_id.in_(lineage(story_id)), articles.c.id == story_id), open_to_it)
    )
    return any([await connection.scalar(some.limit(1)) is not None for some in (told, met)])


async def stories_of_message(connection: AsyncConnection, chat_id: int, message_id: int) -> Sequence[int]:
    """The stories in a message: one for an alert or update, several for a digest."""
    rows = await connection.execute(
        select(outbox.c.story_id)
        .where(outbox.c.chat_id == chat_id, outbox.c.message_id == message_id, outbox.c.story_id.is_not(None))
        .distinct()
        .order_by(outbox.c.story_id)
    )
    return [story_id for story_id in rows.scalars() if story_id is not None]


async def current_story(connection: AsyncConnection, story_id: int) -> int | None:
    """The story that `story_id` was merged into; itself if it was not merged, None if it does not exist."""
    rows = await connection.execute(
        select(func.coalesce(stories.c.merged_into, stories.c.id)).where(stories.c.id == story_id)
    )
    current_id: int | None = rows.scalar()
    return current_id
