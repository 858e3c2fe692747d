"""Stories: one row per event; its reports are the articles with its id.

An article that matched a topic only after it was triaged (a chat's new topic) belongs to no story; it counts
as a story of its own, whose id is the article's.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, distinct, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Difference, EffectKind, Source
from storage.database import insert_or_ignore
from storage.tables import articles, feeds, matches, stories

_OUT_OF_ORDER = 5000
"""By how much the id of an article may be above those of articles that arrived later."""
DENIER_WORDS = 4
"""Words that who denies may have; more is a piece of the sentence, not a name."""


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story as stored, with its sources in order of arrival."""

    id: int
    headline: str
    last_report_at: datetime
    differences: tuple[Difference, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class NewStory:
    """A story to be founded."""

    id: int
    headline: str
    founded_at: datetime


@dataclass(frozen=True, slots=True)
class NewestStory:
    """A story among the newest of some topics."""

    id: int
    last_report_at: datetime
    publishers: int


def story_key() -> ColumnElement[int]:
    """The id of an article's story, or its own id if it has no story."""
    return func.coalesce(articles.c.story_id, articles.c.id)


def of_stories(ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether `story_key` is one of `ids`, in a form for which indexes serve: it is no column."""
    return or_(articles.c.story_id.in_(ids), articles.c.story_id.is_(None) & articles.c.id.in_(ids))


def lineage(story_id: int) -> Select[int]:
    """The ids of the story and of those merged into it: a chat that was alerted of both has a row of each."""
    return select(stories.c.id).where(or_(stories.c.id == story_id, stories.c.merged_into == story_id))


async def found(connection: AsyncConnection, new: Sequence[NewStory]) -> None:
    """Found stories; a story that exists already stays as it is."""
    if new:
        rows = [
            {
                "id": story.id,
                "headline": story.headline,
                "founded_at": story.founded_at,
                "last_report_at": story.founded_at,
            }
            for story in new
        ]
        await connection.execute(insert_or_ignore(connection, stories), rows)


async def touch(
    connection: AsyncConnection,
    story_id: int,
    last_report_at: datetime,
    headline: str,
    differences: Sequence[Difference],
) -> None:
    """Store when a story was last reported, its headline, and the figures on which its publishers differ."""
    value = [[item.label, [list(figure) for figure in item.figures]] for item in differences]
    await connection.execute(
        update(stories)
        .where(stories.c.id == story_id)
        .values(last_report_at=last_report_at, headline=headline, differences=value)
    )


async def topics_before(
    connection: AsyncConnection, story_id: int, except_ids: Sequence[int]
) -> frozenset[str]:
    """The topics that the story's articles matched, leaving out the articles `except_ids`."""
    rows = await connection.scalars(
        select(matches.c.topic_id)
        .join(articles, articles.c.id == matches.c.article_id)
        .where(articles.c.story_id == story_id, articles.c.id.not_in(except_ids))
        .distinct()
    )
    return frozenset(rows)


async def current(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, int]:
    """The story that each of `ids` is now: the one it was merged into, or itself."""
    rows = await connection.execute(
        select(stories.c.id, stories.c.merged_into).where(
            stories.c.id.in_(ids), stories.c.merged_into.is_not(None)
        )
    )
    return {story_id: story_id for story_id in ids} | {row.id: row.merged_into for row in rows}


async def records(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, StoryRecord]:
    """The stories `ids` with their sources, by id; an id that is neither story nor article is left out."""
    rows = {row.id: row for row in await connection.execute(select(stories).where(stories.c.id.in_(ids)))}
    found = {}
    for story_id, sources in (await _sources(connection, ids)).items():
        row = rows.get(story_id)
        newest_at = max(source.published_at for source in sources)
        found[story_id] = StoryRecord(
            id=story_id,
            headline=row.headline if row else sources[0].title,
            last_report_at=row.last_report_at if row else newest_at,
            differences=_differences(row.differences) if row else (),
            sources=tuple(sources),
        )
    return found


async def first_since(connection: AsyncConnection, since: datetime) -> int:
    """An id that no article published since then is below; it spares queries the past of a topic.

    What was published since then arrived since then, and ids grow with arrival but for what several processes
    store at the same moment.
    """
    arrived = select(articles.c.id).where(articles.c.first_seen_at > since)
    first = await connection.scalar(arrived.order_by(articles.c.first_seen_at).limit(1))
    return max(0, (first or 0) - _OUT_OF_ORDER)


async def newest(
    connection: AsyncConnection, topic_ids: Sequence[str], since: datetime, limit: int, offset: int = 0
) -> list[NewestStory]:
    """The stories of any of `topic_ids` with a report since `since`, newest first."""
    reported_at = func.max(articles.c.published_at)
    first_id = await first_since(connection, since)
    rows = await connection.execute(
        select(story_key().label("id"), reported_at, func.count(distinct(articles.c.publisher)))
        .join(matches, matches.c.article_id == articles.c.id)
        .where(
            matches.c.topic_id.in_(topic_ids),
            matches.c.article_id >= first_id,
            articles.c.published_at > since,
        )
        .group_by(story_key())
        .order_by(reported_at.desc(), story_key().desc())
        .limit(limit)
        .offset(offset)
    )
    return [NewestStory(*row) for row in rows]


async def topics_of(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, list[str]]:
    """The topics that the reports of the stories `ids` matched, by story, the best match first."""
    rows = await connection.execute(
        select(story_key().label("story_id"), matches.c.topic_id)
        .join(articles, matches.c.article_id == articles.c.id)
        .where(of_stories(ids))
        .group_by(story_key(), matches.c.topic_id)
        .order_by(func.max(matches.c.score).desc(), matches.c.topic_id)
    )
    found_topics: dict[int, list[str]] = {}
    for story_id, topic_id in rows:
        found_topics.setdefault(story_id, []).append(topic_id)
    return found_topics


async def sources_of(connection: AsyncConnection, article_ids: Collection[int]) -> dict[int, Source]:
    """Articles as sources, by article id, whichever story they are in."""
    found_sources = await _sources_where(connection, articles.c.id.in_(article_ids))
    return {source.article_id: source for some in found_sources.values() for source in some}


async def _sources(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, list[Source]]:
    return await _sources_where(connection, of_stories(ids))


async def _sources_where(connection: AsyncConnection, chosen: ColumnElement[bool]) -> dict[int, list[Source]]:
    rows = await connection.execute(
        select(
            story_key(),
            articles.c.id,
            articles.c.publisher,
            articles.c.url,
            articles.c.title,
            articles.c.published_at,
            articles.c.dated,
            articles.c.copy_of,
            func.coalesce(articles.c.kind, "news"),
            articles.c.language,
            # What a feed only gathers is its source's, whose domain is not the feed's.
            case((articles.c.publisher == feeds.c.publisher, feeds.c.url), else_=""),
            articles.c.effect,
            articles.c.edited_at,
        )
        .join(feeds, feeds.c.id == articles.c.feed_id)
        .where(chosen)
        .order_by(articles.c.id)
    )
    sources: dict[int, list[Source]] = {}
    for row in rows:
        story_id, *source, feed_url, effect, edited_at = row
        if effect and effect["act"] in ADMITTING:
            sources[story_id] = [
                replace(earlier, denier=None) if _is_one_side(earlier.denier, effect["agent"]) else earlier
                for earlier in sources.get(story_id, ())
            ]
        told = replace(
            Source(*source),
            denier=_denier(effect),
            feed_url=feed_url,
            edited_at=edited_at,
            effect=EffectKind(effect["kind"]) if effect else None,
        )
        sources.setdefault(story_id, []).append(told)
    return sources


def _is_one_side(denier: str | None, agent: str) -> bool:
    """Whether who admits something is who denied it: "Navy" and "The navy"."""
    return bool(denier) and not frozenset((denier or "").lower().split()).isdisjoint(agent.lower().split())


def _denier(effect: Mapping[str, Any] | None) -> str | None:
    """Who denies the story in an article with this effect; None where nobody does."""
    if not effect or effect["kind"] != EffectKind.DENIES.value:
        return None
    agent = str(effect["agent"])
    named = agent[:1].isupper() and len(agent.split()) <= DENIER_WORDS
    return agent if named else ""


def _differences(value: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> tuple[Difference, ...]:
    return tuple(
        Difference(label, tuple((figure, publisher) for figure, publisher in figures))
        for label, figures in value
    )


ADMITTING = frozenset({"admission", "claim"})
"""Acts of those who own up to what they may have denied before (`bot.news.acts.act.Act`)."""
