"""Stories that turn out to be one, and reports that turn out to be of two: what moves in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import fanouts
from storage.database import insert_or_ignore
from storage.merging import waits
from storage.tables import alerts, articles, outbox, stories, story_mutes


@dataclass(frozen=True, slots=True)
class PartedStory:
    """Reports of a story that are of another event."""

    story_id: int
    new_id: int
    """The story that they found: the id of one of them."""
    leaving: frozenset[int]
    """The ids of the articles."""
    reason: str
    """What keeps the two apart, for `/why`."""


async def merge(connection: AsyncConnection, gone_id: int, kept_id: int, now: datetime) -> None:
    """Merge one story into another: reports, mutes and queued messages of `gone_id` move to `kept_id`.

    A chat that has the alert of one is not sent the other's. If it was sent both, its alert of `gone_id`
    keeps that id. The messages of very many chats move in slices; see `storage.fanouts`.
    """
    await connection.execute(update(articles).where(articles.c.story_id == gone_id).values(story_id=kept_id))
    lineage = or_(stories.c.id == gone_id, stories.c.merged_into == gone_id)
    await connection.execute(update(stories).where(lineage).values(merged_into=kept_id))
    await _merge_mutes(connection, gone_id, kept_id)
    await fanouts.merge(connection, gone_id, kept_id, now)


async def part(connection: AsyncConnection, parted: PartedStory, now: datetime) -> None:
    """Move reports of a story into one of their own, which is founded already.

    Their story may be one that was merged by mistake; it is itself again. Updates that wait to tell them as
    news of the other story are cancelled.
    """
    await connection.execute(update(stories).where(stories.c.id == parted.new_id).values(merged_into=None))
    moved = update(articles).where(articles.c.id.in_(parted.leaving))
    await connection.execute(moved.values(story_id=parted.new_id))
    original = articles.alias()
    beside = (original.c.id == articles.c.copy_of) & (original.c.story_id == articles.c.story_id)
    of_both = articles.c.story_id.in_([parted.story_id, parted.new_id]) & articles.c.copy_of.is_not(None)
    await connection.execute(
        update(articles).where(of_both, ~select(original.c.id).where(beside).exists()).values(copy_of=None)
    )
    telling = select(alerts.c.id).where(
        alerts.c.story_id == parted.story_id,
        alerts.c.kind == "update",
        alerts.c.report_id.in_(parted.leaving),
    )
    await connection.execute(
        update(outbox)
        .where(outbox.c.alert_id.in_(telling), waits())
        .values(state="cancelled", reason="it told of another event", settled_at=now)
    )
    await fanouts.cancel(connection, telling)


async def _merge_mutes(connection: AsyncConnection, gone_id: int, kept_id: int) -> None:
    muted = select(story_mutes.c.chat_id, literal(kept_id), story_mutes.c.created_at)
    await connection.execute(
        insert_or_ignore(connection, story_mutes).from_select(
            ["chat_id", "story_id", "created_at"], muted.where(story_mutes.c.story_id == gone_id)
        )
    )
    await connection.execute(delete(story_mutes).where(story_mutes.c.story_id == gone_id))
