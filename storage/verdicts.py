"""A chat's verdict on a story: muted, or not relevant."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_or_ignore, upsert
from storage.tables import feedback, outbox, story_mutes


async def mute_story(connection: AsyncConnection, chat_id: int, story_id: int, now: datetime) -> None:
    """Send this chat nothing more about the story; queued messages about it are cancelled."""
    row = {"chat_id": chat_id, "story_id": story_id, "created_at": now}
    await connection.execute(insert_or_ignore(connection, story_mutes), row)
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.chat_id == chat_id,
            outbox.c.story_id == story_id,
            outbox.c.state.in_(("due", "held")),
        )
        .values(state="cancelled", reason="muted", settled_at=now)
    )


async def unmute_story(connection: AsyncConnection, chat_id: int, story_id: int) -> None:
    """Send this chat news of the story again."""
    await connection.execute(
        delete(story_mutes).where(story_mutes.c.chat_id == chat_id, story_mutes.c.story_id == story_id)
    )


async def has_muted(connection: AsyncConnection, chat_id: int, story_id: int) -> bool:
    """Whether the chat muted the story."""
    muted_id = await connection.scalar(
        select(story_mutes.c.story_id).where(
            story_mutes.c.chat_id == chat_id, story_mutes.c.story_id == story_id
        )
    )
    return muted_id is not None


async def save_feedback(
    connection: AsyncConnection,
    chat_id: int,
    story_id: int,
    verdict: str,
    topic_ids: Sequence[str],
    now: datetime,
) -> None:
    """Store a chat's verdict on a story, with the topics for which it got it; it replaces an earlier one."""
    row = {
        "chat_id": chat_id,
        "story_id": story_id,
        "verdict": verdict,
        "topic_ids": ",".join(topic_ids),
        "created_at": now,
    }
    columns = ["verdict", "topic_ids", "created_at"]
    await connection.execute(upsert(connection, feedback, ["chat_id", "story_id"], columns), row)
