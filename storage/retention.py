"""What is old leaves the database, slice by slice; the keys of articles stay, so that none comes again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.schema import Table

from bot.model import AlertKind
from storage import open_reports, search
from storage.notes import read_note, write_note
from storage.tables import articles, matches, outbox, stories

SLICE = 500
"""Rows that one transaction looks at: a fraction of a second, after which others have their turn."""
MESSAGES = 5000
"""Messages of old stories that one transaction deletes."""
CLUES = timedelta(days=14)
"""How long the clues by which a report is found are kept: few stories stay open longer, and a report without
them is read anew."""
_STORIES = 20
_PASSED = "retention:"
_OF_NO_STORY = (AlertKind.NOTICE.value, AlertKind.DIGEST.value)


@dataclass(frozen=True, slots=True)
class Keep:
    """How long things are kept; None: for ever."""

    unmatched: timedelta | None
    """Articles about no topic, and notices."""
    matched: timedelta | None
    """Articles about a topic, with their stories, alerts and messages."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How the database grows."""

    articles_a_day: float
    """New ones a day over the last week."""
    prunable: int
    """Articles about no topic that are older than they are kept."""
    prunable_stories: int
    """Stories that were reported last before as long as they are kept."""


async def prune(connection: AsyncConnection, keep: Keep, now: datetime) -> bool:
    """Delete one slice of what is kept no longer; whether there may be more. Needs a transaction."""
    unmatched = and_(articles.c.story_id.is_(None), articles.c.triaged_at.is_not(None), ~_matched())
    told = and_(
        outbox.c.story_id.is_(None), outbox.c.settled_at.is_not(None), outbox.c.kind.in_(_OF_NO_STORY)
    )
    more = await open_reports.forget(connection, now - CLUES, SLICE)
    if keep.unmatched is not None:
        before = now - keep.unmatched
        more |= await _pass(
            connection, "articles", articles, articles.c.first_seen_at, unmatched, before, now
        )
        more |= await _pass(connection, "outbox", outbox, outbox.c.created_at, told, before, now)
    if keep.matched is not None:
        before = now - keep.matched
        more |= await _prune_stories(connection, before, now)
        alone = articles.c.story_id.is_(None)
        more |= await _pass(connection, "matched", articles, articles.c.first_seen_at, alone, before, now)
    return more


async def growth(connection: AsyncConnection, keep: Keep, now: datetime) -> Growth:
    """How many articles come, and how many may go."""
    week = select(func.count()).where(articles.c.first_seen_at > now - timedelta(days=7))
    recent = await connection.scalar(week) or 0
    prunable = 0
    if keep.unmatched is not None:
        passed = await _passed(connection, "articles")
        old = and_(articles.c.id > passed, articles.c.first_seen_at < now - keep.unmatched)
        unmatched = and_(articles.c.story_id.is_(None), ~_matched())
        prunable = await connection.scalar(select(func.count()).where(old, unmatched)) or 0
    untold = 0
    if keep.matched is not None:
        old = stories.c.last_report_at < now - keep.matched
        untold = await connection.scalar(select(func.count()).where(old)) or 0
    return Growth(recent / 7, prunable, untold)


def _matched() -> ColumnElement[bool]:
    return exists().where(matches.c.article_id == articles.c.id)


async def _pass(
    connection: AsyncConnection,
    name: str,
    table: Table,
    at: ColumnElement[Any],
    doomed: ColumnElement[bool],
    before: datetime,
    now: datetime,
) -> bool:
    """Go over the next rows in order of their ids, delete the doomed ones, and note how far that went.

    So what stays is looked at once, not at every slice. Stops at the first row that is too young, and at the
    newest, whose id SQLite would give to the next row: the keys of a deleted article would be that one's.
    """
    passed = await _passed(connection, name)
    newest = select(func.max(table.c.id)).scalar_subquery()
    following = (
        select(table.c.id, at.label("at"), doomed.label("doomed"))
        .where(table.c.id > passed, table.c.id < newest)
        .order_by(table.c.id)
        .limit(SLICE)
    )
    rows = (await connection.execute(following)).all()
    young = next((place for place, row in enumerate(rows) if row.at >= before), len(rows))
    if not young:
        return False
    ids = [row.id for row in rows[:young] if row.doomed]
    if ids:
        if table is articles:
            await search.forget(connection, ids, now)
        await connection.execute(delete(table).where(table.c.id.in_(ids)))
    await write_note(connection, f"{_PASSED}{name}", str(rows[young - 1].id), now)
    return young == SLICE


async def _passed(connection: AsyncConnection, name: str) -> int:
    value = await read_note(connection, f"{_PASSED}{name}")
    return int(value or 0)


async def _prune_stories(connection: AsyncConnection, before: datetime, now: datetime) -> bool:
    """Delete the stories that were reported last before then, with all that was said and sent about them.

    The story of the newest article stays, and so does the one that it founded; `_pass` says why.
    """
    newest_id = select(func.max(articles.c.id)).scalar_subquery()
    its_story = select(articles.c.story_id).where(
        articles.c.id == newest_id, articles.c.story_id.is_not(None)
    )
    oldest = select(stories.c.id).where(
        stories.c.last_report_at < before, stories.c.id != newest_id, stories.c.id.not_in(its_story)
    )
    ids = (await connection.scalars(oldest.order_by(stories.c.last_report_at).limit(_STORIES))).all()
    if not ids:
        return False
    theirs = select(outbox.c.id).where(outbox.c.story_id.in_(ids)).limit(MESSAGES)
    if (await connection.execute(delete(outbox).where(outbox.c.id.in_(theirs)))).rowcount == MESSAGES:
        return True  # a story may have been told to a million chats
    of_them = or_(articles.c.story_id.in_(ids), articles.c.id.in_(ids))
    reports: Sequence[int] = (await connection.scalars(select(articles.c.id).where(of_them))).all()
    await search.forget(connection, reports, now)
    await connection.execute(delete(stories).where(stories.c.id.in_(ids)))
    await connection.execute(delete(articles).where(articles.c.id.in_(reports)))
    return len(ids) == _STORIES
