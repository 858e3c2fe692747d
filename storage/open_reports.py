"""The reports of stories that may take further ones, as triage remembers them between two starts."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import unindexed, upsert
from storage.tables import articles, clues, stories

_CHARACTERS = 4000
"""The beginning of a text, which is all that grouping reads."""
_AT_ONCE = 200
"""Reports that are read at a time: 4 ms of the event loop."""


@dataclass(frozen=True, slots=True)
class OpenReport:
    """An article as part of a story."""

    id: int
    story_id: int
    publisher: str
    title: str
    text: str
    """Its beginning."""
    language: str
    published_at: datetime
    copy_of: int | None
    clues: str | None
    """What `keep` stored of it."""


async def keep(connection: AsyncConnection, clues_by_article: Mapping[int, str], now: datetime) -> None:
    """Store the clues by which reports are found, by article id; see `bot.news.stories.report.Clues`."""
    rows = [{"article_id": key, "told": told, "kept_at": now} for key, told in clues_by_article.items()]
    if rows:
        await connection.execute(upsert(connection, clues, ["article_id"], ["told", "kept_at"]), rows)


@dataclass(frozen=True, slots=True)
class Since:
    """After when a story was last reported if it may take further reports."""

    stories: datetime
    affairs: datetime
    """Of the stories with many reports, which stay open longer."""
    many: int


async def read(
    connection: AsyncConnection, since: Since, story_ids: Collection[int] | None = None
) -> AsyncIterator[Sequence[OpenReport]]:
    """The reports of the stories last reported `since`, or of some of them, in order of arrival."""
    own = articles.alias()
    last_of_many = select(own.c.id).where(own.c.story_id == stories.c.id).limit(1).offset(since.many - 1)
    is_affair = last_of_many.scalar_subquery().is_not(None)
    chosen = select(stories.c.id).where(
        stories.c.last_report_at > since.affairs, (stories.c.last_report_at > since.stories) | is_affair
    )
    if story_ids is not None:
        chosen = chosen.where(stories.c.id.in_(story_ids))
    statement = (
        select(
            articles.c.id,
            articles.c.story_id,
            articles.c.publisher,
            articles.c.title,
            func.substr(articles.c.text, 1, _CHARACTERS),
            articles.c.language,
            articles.c.published_at,
            articles.c.copy_of,
            clues.c.told,
        )
        .outerjoin(clues, clues.c.article_id == articles.c.id)
        .where(articles.c.story_id.in_(chosen))
        .order_by(unindexed(articles.c.id))
    )
    async with connection.stream(statement) as rows:
        async for some in rows.partitions(_AT_ONCE):
            yield [OpenReport(*row) for row in some]


async def forget(connection: AsyncConnection, before: datetime, most: int) -> bool:
    """Drop the clues of at most `most` reports that were kept before then; whether there may be more."""
    old = select(clues.c.article_id).where(clues.c.kept_at < before).order_by(clues.c.kept_at).limit(most)
    gone = await connection.execute(delete(clues).where(clues.c.article_id.in_(old)))
    return gone.rowcount == most
