"""The outbox: one row per chat and message, filled by triage, emptied by delivery (`storage.deliveries`).

Every fan-out is one `INSERT ... SELECT`, so a story with 100,000 followers takes one statement and no memory.
A constraint (`outbox_one_alert`), not code, ensures that no chat is alerted of a story twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import EDITABLE_FOR, AlertKind, DeliveryState
from storage.database import insert_or_ignore, upsert
from storage.stories import lineage
from storage.tables import Instant, articles, chats, notes, outbox, story_mutes, subscriptions
from storage.wakes import wake

_ROW = ["chat_id", "kind", "alert_id", "story_id", "topic_ids", "due_at", "created_at"]


@dataclass(frozen=True, slots=True)
class Takers:
    """Which followers hear of reports that are not surely news: those that take one of their kinds."""

    kinds: frozenset[str]
    """One at least."""
    by_default: bool
    """Whether the operator chose one of the kinds, so that chats which chose none themselves take it."""


async def enqueue_alert(
    connection: AsyncConnection,
    alert_id: int,
    story_id: int,
    topic_ids: Sequence[str],
    now: datetime,
    due_at: datetime,
    left_id: int | None = None,
    takers: Takers | None = None,
) -> int:
    """Queue an alert for every chat that follows one of the topics; returns for how many.

    A chat that follows several of them gets one row that names them. Left out: chats that are paused, that
    muted the story, or that already have an alert of it or of a story merged into it. So are chats with an
    alert of the story `left_id`: a correction tells them that this is another event. So are those that are
    not among `takers`; None: everybody is.
    """
    chosen = (
        select(
            chats.c.id,
            literal(AlertKind.ALERT.value),
            literal(alert_id),
            literal(story_id),
            func.aggregate_strings(subscriptions.c.topic_id, ","),
            literal(due_at, Instant),
            literal(now, Instant),
        )
        .select_from(subscriptions)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .where(*_hear_first(story_id, topic_ids, left_id, takers))
        .group_by(chats.c.id)
    )
    return await _enqueue(connection, chosen)


async def anybody_new(
    connection: AsyncConnection,
    story_id: int,
    topic_ids: Sequence[str],
    left_id: int | None = None,
    takers: Takers | None = None,
) -> bool:
    """Whether `enqueue_alert` would queue anything."""
    chosen = select(chats.c.id).join(subscriptions, subscriptions.c.chat_id == chats.c.id)
    hear = _hear_first(story_id, topic_ids, left_id, takers)
    return await connection.scalar(chosen.where(*hear).limit(1)) is not None


async def name_topic(connection: AsyncConnection, story_id: int, topic_id: str) -> None:
    """Add a topic that a story matches only now to the alerts of the chats that follow it.

    An alert that was sent already shows it after its next edit.
    """
    follow = select(subscriptions.c.chat_id).where(subscriptions.c.topic_id == topic_id)
    await connection.execute(
        update(outbox)
        .where(
            outbox.c.story_id == story_id,
            outbox.c.kind == AlertKind.ALERT.value,
            outbox.c.chat_id.in_(follow),
            ~listed(literal(topic_id), outbox.c.topic_ids),
        )
        .values(topic_ids=outbox.c.topic_ids + f",{topic_id}")
    )


async def enqueue_update(
    connection: AsyncConnection, alert_id: int, story_id: int, now: datetime, due_at: datetime
) -> int:
    """Queue an update for every chat that has the story's alert but not this update; returns for how many.

    Left out: chats that no longer follow any topic for which they got the alert. Chats that follow one but
    never got the alert need that first: `enqueue_alert`.
    """
    alert = outbox.alias()
    still = (
        select(subscriptions.c.chat_id)
        .where(
            subscriptions.c.chat_id == alert.c.chat_id,
            subscriptions.c.paused_at.is_(None),
            listed(subscriptions.c.topic_id, alert.c.topic_ids),
        )
        .exists()
    )
    chosen = (
        select(
            alert.c.chat_id,
            literal(AlertKind.UPDATE.value),
            literal(alert_id),
            literal(story_id),
            func.min(alert.c.topic_ids),
            literal(due_at, Instant),
            literal(now, Instant),
        )
        .join(chats, chats.c.id == alert.c.chat_id)
        .where(
            alert.c.kind == "alert",
            alert.c.state != DeliveryState.CANCELLED.value,
            alert.c.story_id.in_(lineage(story_id)),
            still,
            chats.c.paused_at.is_(None),
            ~_muted(alert.c.chat_id, story_id),
        )
        .group_by(alert.c.chat_id)
    )
    return await _enqueue(connection, chosen)


async def enqueue_edits(connection: AsyncConnection, story_id: int, due_at: datetime, now: datetime) -> int:
    """Queue one edit for every alert of the story that was sent in the last 48 h or is being sent now.

    An alert that still waits needs no edit: it is rendered when it is sent, with the newest sources. An alert
    that was part of a digest is not edited. Returns how many rows were queued.
    """
    alert = outbox.alias()
    out = (alert.c.state == "sent") & alert.c.digest_id.is_(None) & (alert.c.settled_at > now - EDITABLE_FOR)
    going = (alert.c.state == "due") & alert.c.leased_until_at.is_not(None)
    chosen = (
        select(
            alert.c.chat_id,
            literal(AlertKind.EDIT.value),
            func.min(alert.c.alert_id),
            literal(story_id),
            func.min(alert.c.topic_ids),
            literal(due_at, Instant),
            literal(now, Instant),
        )
        .join(chats, chats.c.id == alert.c.chat_id)
        .where(
            alert.c.kind == "alert",
            alert.c.story_id == story_id,
            or_(out, going),
            chats.c.paused_at.is_(None),
            ~_muted(alert.c.chat_id, story_id),
        )
        .group_by(alert.c.chat_id)
    )
    return await _enqueue(connection, chosen)


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
        note = {"name": name, "value": str(len(chat_ids)), "written_at": now}
        await connection.execute(upsert(connection, notes, ["name"], ["value", "written_at"]), note)
    return len(chat_ids)


async def is_noted(connection: AsyncConnection, name: str, now: datetime, every: timedelta) -> bool:
    """Whether the note `name` was written less than `every` ago."""
    last_at = await connection.scalar(select(notes.c.written_at).where(notes.c.name == name))
    return last_at is not None and last_at <= now < last_at + every


async def _enqueue(connection: AsyncConnection, chosen: Select[*tuple[object, ...]]) -> int:
    statement = insert_or_ignore(connection, outbox).from_select(_ROW, chosen)
    done = await connection.execute(statement)
    if done.rowcount > 0:
        wake(connection, "deliver")
    return done.rowcount


def _hear_first(
    story_id: int, topic_ids: Sequence[str], left_id: int | None, takers: Takers | None
) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a join of chats and subscriptions: the chat should get the story's alert and has none."""
    alert = outbox.alias()
    told: ColumnElement[bool] = alert.c.story_id.in_(lineage(story_id))
    if left_id is not None:
        told = or_(told, alert.c.story_id.in_(lineage(left_id)))
    mine = (alert.c.chat_id == chats.c.id) & (alert.c.kind == "alert")
    already = select(alert.c.id).where(mine, told).exists()
    return (
        subscriptions.c.topic_id.in_(topic_ids),
        subscriptions.c.paused_at.is_(None),
        chats.c.paused_at.is_(None),
        ~already,
        ~_muted(chats.c.id, story_id),
        _reads(story_id),
        *(() if takers is None else (_takes(takers),)),
    )


def _reads(story_id: int) -> ColumnElement[bool]:
    """Whether a report of the story is in a language that a chat reads; most chats read all."""
    tag = func.lower(articles.c.language)
    in_one = or_(listed(func.substr(tag, 1, 2), chats.c.reads), listed(tag, chats.c.reads))
    report = select(articles.c.id).where(articles.c.story_id.in_(lineage(story_id)), in_one)
    return or_(chats.c.reads.is_(None), report.exists())


def _takes(takers: Takers) -> ColumnElement[bool]:
    """Whether a chat takes one of the kinds, by its own choice or by the operator's."""
    own = [listed(literal(kind), chats.c.kinds) for kind in sorted(takers.kinds)]
    return or_(*own, chats.c.kinds.is_(None)) if takers.by_default else or_(*own)


def listed(topic_id: ColumnElement[str], topic_ids: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a topic is among those of a row; ids contain neither commas nor wildcards."""
    return (literal(",") + topic_ids + ",").contains(literal(",") + topic_id + ",")


def _muted(chat_id: ColumnElement[int], story_id: int) -> ColumnElement[bool]:
    return (
        select(story_mutes.c.chat_id)
        .where(story_mutes.c.chat_id == chat_id, story_mutes.c.story_id == story_id)
        .exists()
    )
