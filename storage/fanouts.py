"""Fan-outs: what goes to every follower is queued in slices of chats, a transaction each.

The first slice is queued by the transaction that decides. For more chats a row of `fanouts` holds
what is to be queued and up to which chat it was, committed together, so a kill between two slices loses and
repeats nothing. Fan-outs of one story follow each other in the order in which they were decided.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, false, func, insert, literal, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import EDITABLE_FOR, AlertKind
from storage import alerts, merging
from storage.columns import Instant
from storage.database import insert_or_ignore
from storage.fanout_rows import FanOut, FanOutKind, from_row, to_row
from storage.followers import Chats, anybody_hears_first, hear_first, listed, muted, told_of
from storage.stories import lineage
from storage.tables import chats, fanouts, outbox, stories, subscriptions, topics
from storage.wakes import wake

FIRST = 1_000
"""Chats of a slice that is queued at once; one transaction may have several slices."""
_ROW = ["chat_id", "kind", "alert_id", "story_id", "topic_ids", "due_at", "created_at", "yields", "turn"]


async def start(connection: AsyncConnection, fan_out: FanOut) -> int:
    """Queue a fan-out: its first slice now, unless one of its story is under way. Returns how many rows."""
    waits = select(fanouts.c.id).where(fanouts.c.story_id.in_(lineage(fan_out.story_id)))
    if await connection.scalar(waits.limit(1)) is not None:
        await connection.execute(insert(fanouts), to_row(fan_out))
        return 0
    until = await _end(connection, fan_out, 0, FIRST)
    queued, alert_id = await _queue(connection, fan_out, Chats(0, until))
    if until is not None:
        await connection.execute(insert(fanouts), to_row(fan_out) | {"alert_id": alert_id, "done_to": until})
    return queued


async def anything_left(connection: AsyncConnection) -> bool:
    """Whether any fan-out is under way."""
    return await connection.scalar(select(fanouts.c.id).limit(1)) is not None


async def go_on(connection: AsyncConnection, most: int = FIRST) -> int:
    """Queue the next slice of the fan-out that is least far, of `most` chats; returns how many rows.

    Needs a transaction.
    """
    first = select(func.min(fanouts.c.id)).group_by(fanouts.c.story_id)
    least = select(fanouts).where(fanouts.c.id.in_(first)).order_by(fanouts.c.done_to, fanouts.c.id)
    row = (await connection.execute(least.limit(1))).first()
    if row is None:
        return 0
    fan_out = from_row(row)
    until = await _end(connection, fan_out, row.done_to, most)
    queued, alert_id = await _queue(connection, fan_out, Chats(row.done_to, until))
    done = update(fanouts).values(done_to=until, alert_id=alert_id) if until is not None else delete(fanouts)
    await connection.execute(done.where(fanouts.c.id == row.id))
    return queued


async def merge(connection: AsyncConnection, gone_id: int, kept_id: int, now: datetime) -> None:
    """Move what was queued for a story to the one that it is merged into; what is under way goes on."""
    await connection.execute(update(fanouts).where(fanouts.c.story_id == gone_id).values(story_id=kept_id))
    await start(connection, FanOut(FanOutKind.MERGE, kept_id, now, now, left_id=gone_id))


async def cancel(connection: AsyncConnection, alert_ids: Select[int]) -> None:
    """Queue no more of these alerts."""
    await connection.execute(delete(fanouts).where(fanouts.c.alert_id.in_(alert_ids)))


async def _end(connection: AsyncConnection, fan_out: FanOut, after: int, size: int) -> int | None:
    """The last chat of the slice after `after`: no list of chats has more than `size` in it. None: no end.

    The lists are the followers of each topic, or the chats with a message of each story. One statement for
    all of them, which reads no list further than that: a story may meet thousands of chats' own topics.
    """
    if fan_out.kind in (FanOutKind.ALERT, FanOutKind.NEWCOMERS):
        lists = select(topics.c.id).where(topics.c.id.in_(fan_out.topic_ids)).subquery()
        chat_id, mine = subscriptions.c.chat_id, subscriptions.c.topic_id == lists.c.id
    else:
        merges = fan_out.kind is FanOutKind.MERGE
        own = select(stories.c.id).where(stories.c.id == (fan_out.left_id if merges else fan_out.story_id))
        lists = (lineage(fan_out.story_id) if fan_out.kind is FanOutKind.UPDATE else own).subquery()
        chat_id, mine = outbox.c.chat_id, outbox.c.story_id == lists.c.id
        if not merges:
            mine &= outbox.c.kind == AlertKind.ALERT.value
    listed_after = select(chat_id).where(mine, chat_id > after).order_by(chat_id)
    last = listed_after.offset(size - 1).limit(1).correlate(lists).scalar_subquery()
    end: int | None = await connection.scalar(select(func.min(last)).select_from(lists))
    return end


async def _queue(connection: AsyncConnection, fan_out: FanOut, some: Chats) -> tuple[int, int | None]:
    """Queue a fan-out for some chats; returns how many rows, and the alert that they tell."""
    match fan_out.kind:
        case FanOutKind.TOPIC:
            await _name_topics(connection, fan_out, some)
            return 0, None
        case FanOutKind.MERGE:
            assert fan_out.left_id is not None
            await merging.move(connection, fan_out.left_id, fan_out.story_id, some, fan_out.created_at)
            return 0, None
        case FanOutKind.UPDATE:
            chosen = _of_update(fan_out, await told_of(connection, fan_out.story_id), some)
        case FanOutKind.EDIT:
            chosen = _of_edit(fan_out, some)
        case FanOutKind.ALERT | FanOutKind.NEWCOMERS:
            told = await told_of(connection, fan_out.story_id, fan_out.left_id)
            fan_out = await _made_for_newcomers(connection, fan_out, told, some)
            if fan_out.alert_id is None:
                return 0, None
            chosen = _of_alert(fan_out, told, some)
    done = await connection.execute(insert_or_ignore(connection, outbox).from_select(_ROW, chosen))
    if done.rowcount:
        wake(connection, "deliver")
    return done.rowcount, fan_out.alert_id


def _of_alert(fan_out: FanOut, told: Sequence[int], some: Chats) -> Select[*tuple[Any, ...]]:
    """A row that names the topics which the chat follows, for every chat that should hear of the story."""
    return (
        select(
            chats.c.id,
            literal(AlertKind.ALERT.value),
            literal(fan_out.alert_id),
            literal(fan_out.story_id),
            func.aggregate_strings(subscriptions.c.topic_id, ","),
            literal(fan_out.due_at, Instant),
            literal(fan_out.created_at, Instant),
            false(),
            literal(fan_out.turn),
        )
        .select_from(subscriptions)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .where(*hear_first(fan_out.story_id, told, fan_out.topic_ids, fan_out.takers, some))
        .group_by(chats.c.id)
        .order_by(chats.c.id)
    )


async def _made_for_newcomers(
    connection: AsyncConnection, fan_out: FanOut, told: Sequence[int], some: Chats
) -> FanOut:
    """A fan-out for newcomers with its alert, which is made once somebody is new."""
    if fan_out.alert_id is not None:
        return fan_out
    story_id, takers = fan_out.story_id, fan_out.takers
    if not await anybody_hears_first(connection, story_id, told, fan_out.topic_ids, takers, some):
        return fan_out
    alert_id = await alerts.repeat(connection, story_id, fan_out.created_at, silent=fan_out.silent)
    return replace(fan_out, alert_id=alert_id)


async def _name_topics(connection: AsyncConnection, fan_out: FanOut, some: Chats) -> None:
    """Add topics that a story meets only now to the alerts of the chats that follow them."""
    for topic_id in fan_out.topic_ids:
        follow = select(subscriptions.c.chat_id).where(
            subscriptions.c.topic_id == topic_id, some.among(subscriptions.c.chat_id)
        )
        await connection.execute(
            update(outbox)
            .where(
                outbox.c.story_id == fan_out.story_id,
                outbox.c.kind == AlertKind.ALERT.value,
                some.among(outbox.c.chat_id),
                outbox.c.chat_id.in_(follow),
                ~listed(literal(topic_id), outbox.c.topic_ids),
            )
            .values(topic_ids=outbox.c.topic_ids + f",{topic_id}")
        )


def _of_update(fan_out: FanOut, told: Sequence[int], some: Chats) -> Select[*tuple[Any, ...]]:
    """A row for every chat that was sent the alert and still follows a topic for which it got it."""
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
    waits = (alert.c.state == "due") & alert.c.leased_until_at.is_(None)
    has_it = (alert.c.state != "cancelled") & ~waits & alert.c.story_id.in_(told)
    own = literal(fan_out.alert_id)
    return _to_those_told(fan_out, AlertKind.UPDATE, alert, own, some).where(has_it, still)


def _of_edit(fan_out: FanOut, some: Chats) -> Select[*tuple[Any, ...]]:
    """A row for every chat whose alert was sent, not long ago and not in a digest, or is being sent.

    Likewise for the update that stands for the alert, where the fan-out names one.
    """
    alert, oldest = outbox.alias(), fan_out.created_at - EDITABLE_FOR
    out = (alert.c.state == "sent") & alert.c.digest_id.is_(None) & (alert.c.settled_at > oldest)
    going = (alert.c.state == "due") & alert.c.leased_until_at.is_not(None)
    sequel_id = fan_out.alert_id
    edited = func.min(alert.c.alert_id) if sequel_id is None else literal(sequel_id)
    mine = alert.c.story_id == fan_out.story_id if sequel_id is None else alert.c.alert_id == sequel_id
    by = AlertKind.ALERT if sequel_id is None else AlertKind.UPDATE
    return _to_those_told(fan_out, AlertKind.EDIT, alert, edited, some, by).where(mine, out | going)


def _to_those_told(
    fan_out: FanOut,
    kind: AlertKind,
    alert: Any,
    alert_id: ColumnElement[Any],
    some: Chats,
    by: AlertKind = AlertKind.ALERT,
) -> Select[*tuple[Any, ...]]:
    """A row, which yields to alerts, for every chat with a message of the story of the kind `by`.

    Left out: chats that are paused or muted the story.
    """
    return (
        select(
            alert.c.chat_id,
            literal(kind.value),
            alert_id,
            literal(fan_out.story_id),
            func.min(alert.c.topic_ids),
            literal(fan_out.due_at, Instant),
            literal(fan_out.created_at, Instant),
            true(),
            func.max(alert.c.turn),
        )
        .join(chats, chats.c.id == alert.c.chat_id)
        .where(
            alert.c.kind == by.value,
            some.among(alert.c.chat_id),
            chats.c.paused_at.is_(None),
            ~muted(alert.c.chat_id, fan_out.story_id),
        )
        .group_by(alert.c.chat_id)
        .order_by(alert.c.chat_id)
    )
