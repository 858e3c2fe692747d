"""Suspend chats' own topics whose matching takes too long, and tell their owners."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages.markup import escape, shorten
from bot.model import Topic
from storage import outbox, topics

log = logging.getLogger(__name__)

PER_ARTICLE_S = 0.02
"""What all own topics together may take for an article; a thousand usual ones take a tenth."""
GRACE_S = 0.25
"""What they may take beyond that in a batch, so that a single long article suspends nobody."""

_SHOWN = 5


async def suspend_slow(
    connection: AsyncConnection, slow: Mapping[str, float], articles: int, now: datetime
) -> None:
    """Suspend the topics `slow` (topic id -> seconds that it took in a batch of `articles`)."""
    of_chats: dict[int, list[Topic]] = {}
    for topic in await topics.suspend(connection, list(slow)):
        if topic.owner_chat_id is not None:
            of_chats.setdefault(topic.owner_chat_id, []).append(topic)
    for chat_id, some in of_chats.items():
        took_ms = 1000 * sum(slow[topic.id] for topic in some)
        log.warning(
            "topics suspended chat=%d count=%d reason='slow to match' ms=%.0f articles=%d",
            chat_id, len(some), took_ms, articles,
        )  # fmt: skip
        await outbox.enqueue_notice(connection, chat_id, _notice([topic.name for topic in some]), now)


def _notice(names: Sequence[str]) -> str:
    shown = [f"<b>{escape(shorten(name, 80))}</b>" for name in names[:_SHOWN]]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (
        f"Suspended, because matching takes too long: {', '.join(shown)}{more}. Delete with /untrack, "
        "then /track again with longer beginnings of words, or fewer NEAR."
    )
