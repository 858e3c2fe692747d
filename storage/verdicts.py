"""A chat's verdict on a story: muted, or not relevant."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_or_ignore, upsert
from storage.tables import feedback, outbox, story_mutes

REASONS = ("topic", "kind", "old", "wrong")
"""Why a story may be not relevant: not about the topic, not news, old, or wrong."""
_RESTORED_FOR = timedelta(days=2)


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


async def unmute_story(connection: AsyncConnection, chat_id: int, story_id: int, now: datetime) -> int:
    """Send this chat news of the story again; what waited when it was muted, up to two days ago, comes now.

    Returns how many messages that is.
    """
    await connection.execute(
        delete(story_mutes).where(story_mutes.c.chat_id == chat_id, story_mutes.c.story_id == story_id)
    )
    restored = await connection.execute(
        update(outbox)
        .where(
            outbox.c.chat_id == chat_id,
            outbox.c.story_id == story_id,
            outbox.c.kind.in_(("alert", "update")),
            outbox.c.state == "cancelled",
            outbox.c.reason == "muted",
            outbox.c.settled_at > now - _RESTORED_FOR,
        )
        .values(state="due", reason=None, settled_at=None, leased_until_at=None, digest_id=None)
    )
    return restored.rowcount


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
    reason: str | None = None,
) -> None:
    """Store a chat's verdict on a story, with the topics for which it got it; it replaces an earlier one.

    `reason`: why it is not relevant, one of `REASONS`; None: the chat did not say.
    """
    row = {
        "chat_id": chat_id,
        "story_id": story_id,
        "verdict": verdict,
        "topic_ids": ",".join(topic_ids),
        "created_at": now,
        "reason": reason,
    }
    columns = ["verdict", "topic_ids", "created_at", "reason"]
    await connection.execute(upsert(connection, feedback, ["chat_id", "story_id"], columns), row)
