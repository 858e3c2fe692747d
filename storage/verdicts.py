"""A chat's verdict on a story: muted, or not relevant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_or_ignore, upsert
from storage.tables import chats, feedback, outbox, story_mutes, topics

NOT_RELEVANT, LIKED, DISLIKED = "not relevant", "liked", "disliked"
REASONS = ("topic", "kind", "old", "wrong")
"""Why a story may be not relevant: not about the topic, not news, old, or wrong."""
_RESTORED_FOR = timedelta(days=2)


async def mute_story(connection: AsyncConnection, chat_id: int, story_id: int, now: datetime) -> bool:
    """Send this chat nothing more about the story; queued messages about it are cancelled.

    Returns whether it was not muted before.
    """
    row = {"chat_id": chat_id, "story_id": story_id, "created_at": now}
    added = await connection.execute(insert_or_ignore(connection, story_mutes), row)
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.chat_id == chat_id,
            outbox.c.story_id == story_id,
            outbox.c.state.in_(("due", "held")),
        )
        .values(state="cancelled", reason="muted", settled_at=now)
    )
    return added.rowcount == 1


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


@dataclass(frozen=True, slots=True)
class Feedback:
    """A chat's verdict on a story."""

    verdict: str
    reason: str | None
    topic_ids: tuple[str, ...]


async def feedback_on(connection: AsyncConnection, chat_id: int, story_id: int) -> Feedback | None:
    """What a chat said of a story; None if it said nothing."""
    mine = (feedback.c.chat_id == chat_id) & (feedback.c.story_id == story_id)
    row = (await connection.execute(select(feedback).where(mine))).first()
    return None if row is None else Feedback(row.verdict, row.reason, _ids(row.topic_ids))


async def told_in(
    connection: AsyncConnection, telegram_id: int, message_id: int
) -> list[tuple[int, int, tuple[str, ...]]]:
    """The stories that one message to a Telegram chat reported: (our chat id, story id, topic ids)."""
    rows = await connection.execute(
        select(outbox.c.chat_id, outbox.c.story_id, outbox.c.topic_ids)
        .join(chats, chats.c.id == outbox.c.chat_id)
        .where(
            chats.c.telegram_id == telegram_id,
            outbox.c.message_id == message_id,
            outbox.c.kind.in_(("alert", "update")),
            outbox.c.story_id.is_not(None),
            outbox.c.digest_id.is_(None),
        )
    )
    return [(row.chat_id, row.story_id, _ids(row.topic_ids)) for row in rows]


async def save_reaction(
    connection: AsyncConnection,
    chat_id: int,
    story_id: int,
    verdict: str | None,
    topic_ids: Sequence[str],
    now: datetime,
) -> None:
    """Store LIKED or DISLIKED, or None where the reaction was taken back; "not relevant" stays as it is."""
    known = await feedback_on(connection, chat_id, story_id)
    if known is not None and known.verdict == NOT_RELEVANT:
        return
    if verdict is not None:
        await save_feedback(connection, chat_id, story_id, verdict, topic_ids, now)
        return
    mine = (feedback.c.chat_id == chat_id) & (feedback.c.story_id == story_id)
    await connection.execute(delete(feedback).where(mine))


async def tally(connection: AsyncConnection, since: datetime) -> dict[str, Counter[str]]:
    """By the name of each topic that everybody may follow: how often each verdict, and each reason."""
    rows = await connection.execute(
        select(feedback.c.verdict, feedback.c.reason, feedback.c.topic_ids, func.count())
        .where(feedback.c.created_at > since)
        .group_by(feedback.c.verdict, feedback.c.reason, feedback.c.topic_ids)
    )
    shared = await connection.execute(
        select(topics.c.id, topics.c.name).where(topics.c.owner_chat_id.is_(None))
    )
    names = {row.id: row.name for row in shared}
    found: dict[str, Counter[str]] = {}
    for verdict, reason, joined, count in rows:
        for topic_id in _ids(joined):
            if topic_id in names:
                counts = found.setdefault(names[topic_id], Counter())
                counts[verdict] += count
                if reason is not None:
                    counts[reason] += count
    return found


def _ids(joined: str) -> tuple[str, ...]:
    return tuple(filter(None, joined.split(",")))
