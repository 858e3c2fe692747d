"""What a chat wants of each topic that it follows: paused, silent, urgent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.followers import listed
from storage.tables import articles, outbox, subscriptions

PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Wish:
    """How one followed topic alerts a chat."""

    paused: bool = False
    silent: bool = False
    """Its alerts make no sound."""
    urgent: bool = False
    """What is important comes in quiet hours too."""


async def of_chat(connection: AsyncConnection, chat_id: int) -> dict[str, Wish]:
    """The wishes of a chat, by the id of every topic that it follows."""
    return (await of_chats(connection, [chat_id])).get(chat_id, {})


async def of_chats(connection: AsyncConnection, chat_ids: Sequence[int]) -> dict[int, dict[str, Wish]]:
    """The wishes of chats, by chat and topic; chats that follow nothing are left out."""
    rows = await connection.execute(select(subscriptions).where(subscriptions.c.chat_id.in_(chat_ids)))
    found: dict[int, dict[str, Wish]] = {}
    for row in rows:
        wish = Wish(row.paused_at is not None, row.silent, row.urgent)
        found.setdefault(row.chat_id, {})[row.topic_id] = wish
    return found


def all_paused(known: Mapping[str, Wish]) -> bool:
    """Whether a chat with these wishes, one for each topic that it follows, paused every topic."""
    return bool(known) and all(wish.paused for wish in known.values())


async def pause(connection: AsyncConnection, chat_id: int, topic_ids: Sequence[str], now: datetime) -> None:
    """Send the chat nothing more on these topics; what waits only for them is cancelled."""
    mine = subscriptions.c.chat_id == chat_id
    await connection.execute(
        update(subscriptions).where(mine, subscriptions.c.topic_id.in_(topic_ids)).values(paused_at=now)
    )
    wanted = (
        select(subscriptions.c.topic_id)
        .where(mine, subscriptions.c.paused_at.is_(None))
        .where(listed(subscriptions.c.topic_id, outbox.c.topic_ids))
        .exists()
    )
    waiting = (outbox.c.chat_id == chat_id) & outbox.c.state.in_(("due", "held"))
    of_stories = outbox.c.kind.in_(("alert", "update"))
    await connection.execute(
        update(outbox)
        .where(waiting, of_stories, ~wanted)
        .values(state="cancelled", reason=PAUSED, leased_until_at=None, settled_at=now)
    )


async def resume(connection: AsyncConnection, chat_id: int, topic_ids: Sequence[str]) -> None:
    """Send the chat alerts on these topics again."""
    mine = (subscriptions.c.chat_id == chat_id) & subscriptions.c.topic_id.in_(topic_ids)
    await connection.execute(update(subscriptions).where(mine).values(paused_at=None))


async def save(connection: AsyncConnection, chat_id: int, topic_id: str, wish: Wish) -> bool:
    """Store whether a topic is silent and urgent; False if the chat does not follow it."""
    mine = (subscriptions.c.chat_id == chat_id) & (subscriptions.c.topic_id == topic_id)
    saved = await connection.execute(
        update(subscriptions).where(mine).values(silent=wish.silent, urgent=wish.urgent)
    )
    return saved.rowcount == 1


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a story weighs: its publishers, and the importance of what its reports told."""

    publishers: int
    importance: int


async def weights(connection: AsyncConnection, story_ids: Sequence[int]) -> Mapping[int, Weight]:
    """The weight of each story that has reports, by id."""
    rows = await connection.execute(
        select(articles.c.story_id, articles.c.publisher, articles.c.effect).where(
            articles.c.story_id.in_(story_ids), articles.c.copy_of.is_(None)
        )
    )
    publishers: dict[int, set[str]] = {}
    importance: dict[int, int] = {}
    for story_id, publisher, effect in rows:
        publishers.setdefault(story_id, set()).add(publisher)
        importance[story_id] = max(importance.get(story_id, 0), int((effect or {}).get("importance", 0)))
    return {story_id: Weight(len(names), importance[story_id]) for story_id, names in publishers.items()}
