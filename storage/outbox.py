"""The outbox: one row per chat and message, filled by triage, emptied by delivery (`storage.deliveries`).

Every fan-out goes in slices, an `INSERT ... SELECT` each, so a story with a million followers takes no memory
and holds nobody up (`storage.fanouts`). A constraint (`outbox_one_alert`), not code, ensures that no chat is
alerted of a story twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind
from storage import fanouts
from storage.fanout_rows import FanOut, FanOutKind
from storage.followers import Chats, Takers, anybody_hears_first, told_of
from storage.notes import is_noted, write_note
from storage.tables import chats, outbox
from storage.wakes import wake


async def enqueue_alert(
    connection: AsyncConnection,
    alert_id: int,
    story_id: int,
    topic_ids: Sequence[str],
    now: datetime,
    due_at: datetime,
    left_id: int | None = None,
    takers: Takers | None = None,
    *,
    turn: int = 0,
) -> int:
    """Queue an alert for every chat that follows one of the topics; returns for how many it did at once.

    A chat that follows several of them gets one row that names them. See `hear_first` for who is left out.
    The `turn` of the alert is its place in the queues of the chats, see `storage.tables.outbox`.
    """
    topics = tuple(topic_ids)
    alert = FanOut(FanOutKind.ALERT, story_id, due_at, now, alert_id, topics, left_id, takers, turn=turn)
    return await fanouts.start(connection, alert)


async def enqueue_newcomers(
    connection: AsyncConnection,
    story_id: int,
    topic_ids: Sequence[str],
    now: datetime,
    takers: Takers | None = None,
    *,
    silent: bool = False,
    turn: int = 0,
) -> int:
    """Queue the story's alert as it stands for the chats that should have it and do not.

    They are those whose topic it meets only now, and those that follow it since. Returns like
    `enqueue_alert`.
    """
    kind = FanOutKind.NEWCOMERS
    alert = FanOut(kind, story_id, now, now, None, tuple(topic_ids), None, takers, silent, turn)
    return await fanouts.start(connection, alert)


async def anybody_new(
    connection: AsyncConnection,
    story_id: int,
    topic_ids: Sequence[str],
    left_id: int | None = None,
    takers: Takers | None = None,
) -> bool:
    """Whether `enqueue_alert` would queue anything."""
    told = await told_of(connection, story_id, left_id)
    return await anybody_hears_first(connection, story_id, told, topic_ids, takers, Chats())


async def name_topics(
    connection: AsyncConnection, story_id: int, topic_ids: Sequence[str], now: datetime
) -> int:
    """Add topics that a story matches only now to the alerts of the chats that follow them.

    An alert that was sent already shows it after its next edit.
    """
    named = FanOut(FanOutKind.TOPIC, story_id, now, now, None, tuple(topic_ids))
    return await fanouts.start(connection, named)


async def enqueue_update(
    connection: AsyncConnection, alert_id: int, story_id: int, now: datetime, due_at: datetime
) -> int:
    """Queue an update for every chat that has the story's alert but not this update.

    Left out: chats that no longer follow any topic for which they got the alert, and those whose alert was
    not claimed yet: it is rendered when it is sent, with this news. Chats that follow one but never got the
    alert need that first: `enqueue_alert`. Returns like that.
    """
    return await fanouts.start(connection, FanOut(FanOutKind.UPDATE, story_id, due_at, now, alert_id))


async def enqueue_edits(
    connection: AsyncConnection,
    story_id: int,
    due_at: datetime,
    now: datetime,
    sequel_id: int | None = None,
) -> int:
    """Queue one edit for every alert of the story that was sent in the last 48 h or is being sent now.

    With a `sequel_id`, of an update that stands for the alert, that is edited instead. An alert that still
    waits needs no edit: it is rendered when it is sent, with the newest sources. An alert that was part of a
    digest is not edited. Returns like `enqueue_alert`.
    """
    return await fanouts.start(connection, FanOut(FanOutKind.EDIT, story_id, due_at, now, sequel_id))


async def edited_at(connection: AsyncConnection, story_ids: Sequence[int]) -> Mapping[int, datetime]:
    """When the alerts of each story were last edited, or will be; stories without edits are left out."""
    rows = await connection.execute(
        select(outbox.c.story_id, func.max(outbox.c.due_at).label("at"))
        .where(outbox.c.story_id.in_(story_ids), outbox.c.kind == AlertKind.EDIT.value)
        .group_by(outbox.c.story_id)
    )
    return {row.story_id: row.at for row in rows}


async def enqueue_notice(connection: AsyncConnection, chat_id: int, html: str, now: datetime) -> None:
    """Queue a ready message (Telegram HTML) for one chat."""
    row = {
        "chat_id": chat_id,
        "kind": AlertKind.NOTICE.value,
        "text_html": html,
        "due_at": now,
        "created_at": now,
    }
    await connection.execute(insert(outbox), row)
    wake(connection, "deliver")


async def enqueue_admin_notice(
    connection: AsyncConnection,
    admins: Sequence[int],
    name: str,
    html: str,
    now: datetime,
    every: timedelta = timedelta(hours=1),
) -> int:
    """Queue a notice to the admins (Telegram user ids), unless one of this `name` was less than `every` ago.

    Admins who never wrote to the bot cannot be reached and are left out. Returns how many get the notice.
    """
    if await is_noted(connection, name, now, every):
        return 0
    rows = await connection.execute(
        select(chats.c.id).where(
            chats.c.telegram_id.in_(admins), chats.c.thread_id == 0, chats.c.paused_at.is_(None)
        )
    )
    chat_ids = list(rows.scalars())
    for chat_id in chat_ids:
        await enqueue_notice(connection, chat_id, html, now)
    if chat_ids:
        await write_note(connection, name, str(len(chat_ids)), now)
    return len(chat_ids)
