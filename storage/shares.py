"""How many stories each feed alerted of on each topic, and what was left silent because it was too many."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, delete, distinct, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind
from storage.columns import EPOCH, Instant
from storage.database import insert_or_ignore, unindexed
from storage.notes import write_note
from storage.tables import alerts, articles, chats, feeds, matches, notes, outbox, subscriptions

OVERFLOW = "more than the feed's share"
"""The silence of a report whose feed alerted of as many stories as it may."""
GATHERED = timedelta(minutes=10)
EVERY = timedelta(hours=1)
PAIRS = 200_000
"""Silent stories times chats that one transaction counts: a fraction of a second."""
_NEWEST_ALERTS = 2000
"""Alerts that are looked at: more than an hour has, unless there are very many topics."""
_NOTE = "overflow of feed "


async def spent(connection: AsyncConnection, since: datetime) -> Counter[tuple[int, str]]:
    """How many stories were announced since `since`, by (feed of the founding report, topic)."""
    newest = select(func.coalesce(func.max(alerts.c.id), 0) - _NEWEST_ALERTS).scalar_subquery()
    feed_id = unindexed(articles.c.feed_id)
    rows = await connection.execute(
        select(feed_id, matches.c.topic_id, func.count())
        .select_from(articles)
        .join(alerts, alerts.c.story_id == articles.c.id)
        .join(matches, matches.c.article_id == articles.c.id)
        .where(
            alerts.c.id > newest,
            alerts.c.created_at > since,
            alerts.c.kind == AlertKind.ALERT.value,
            alerts.c.position == 0,
        )
        .group_by(feed_id, matches.c.topic_id)
    )
    return Counter({(feed, topic_id): count for feed, topic_id, count in rows})


async def note_overflow(connection: AsyncConnection, feed_ids: Collection[int], now: datetime) -> list[int]:
    """Remember that feeds had more than their share since `now`; returns those that had not before."""
    new = []
    for feed_id in feed_ids:
        name = f"{_NOTE}{feed_id}"
        row = {"name": name, "value": now.isoformat(), "written_at": EPOCH}
        made = await connection.execute(insert_or_ignore(connection, notes), row)
        if made.rowcount > 0:
            new.append(feed_id)
        else:
            idle = (notes.c.name == name) & (notes.c.value == "")
            await connection.execute(notes.update().where(idle).values(value=now.isoformat()))
    return new


@dataclass(frozen=True, slots=True)
class Overflow:
    """A feed with silent stories that its followers are to be told about."""

    feed_id: int
    publisher: str
    since_at: datetime
    until_at: datetime | None = None
    """Up to when the stories are counted, once some followers are told."""
    done_to: int = 0
    """The last chat that is told already."""


async def overflows(connection: AsyncConnection, now: datetime) -> list[Overflow]:
    """The feeds of whose silent stories followers are to be told: gathered for a while, once an hour."""
    rows = await connection.execute(
        select(notes.c.name, notes.c.value, feeds.c.publisher)
        .join(feeds, literal(_NOTE) + cast(feeds.c.id, String) == notes.c.name)
        .where(notes.c.name.startswith(_NOTE), notes.c.value != "", notes.c.written_at <= now - EVERY)
    )
    pending = [_from_note(int(row.name.removeprefix(_NOTE)), row.publisher, row.value) for row in rows]
    return [overflow for overflow in pending if overflow.since_at <= now - GATHERED]


def _from_note(feed_id: int, publisher: str, value: str) -> Overflow:
    """An overflow by its note: since when, and where followers are being told, up to when and which chat."""
    since, *under_way = value.split(" ")
    overflow = Overflow(feed_id, publisher, datetime.fromisoformat(since))
    if not under_way:
        return overflow
    return replace(overflow, until_at=datetime.fromisoformat(under_way[0]), done_to=int(under_way[1]))


def _lines(text_html: ColumnElement[str], now: datetime) -> Select[*tuple[Any, ...]]:
    """A message for each chat that follows a topic of articles."""
    at = literal(now, Instant)
    return (
        select(chats.c.id, literal(AlertKind.ALERT.value), text_html, at.label("due"), at.label("created"))
        .select_from(articles)
        .join(matches, matches.c.article_id == articles.c.id)
        .join(subscriptions, subscriptions.c.topic_id == matches.c.topic_id)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .where(chats.c.paused_at.is_(None))
        .group_by(chats.c.id)
    )


async def tell_followers(
    connection: AsyncConnection, overflow: Overflow, before_html: str, after_html: str, now: datetime
) -> tuple[int, bool]:
    """Queue one line, with the number of silent stories in it, for each chat that follows their topics.

    It is held and digested like an alert. A transaction tells a slice of the chats. Returns how many it told,
    and whether there are more.
    """
    until_at = overflow.until_at or now
    mine = (articles.c.feed_id == overflow.feed_id) & (articles.c.silence == OVERFLOW)
    silent = mine & (articles.c.triaged_at >= overflow.since_at) & (articles.c.triaged_at <= until_at)
    size = max(1, PAIRS // (1 + (await connection.scalar(select(func.count()).where(silent)) or 0)))
    some = select(chats.c.id).where(chats.c.id > overflow.done_to).order_by(chats.c.id).limit(size).subquery()
    looked_at, last = (await connection.execute(select(func.count(), func.max(some.c.id)))).one()
    number = cast(func.count(distinct(articles.c.id)), String)
    lines = _lines(literal(before_html) + number + literal(after_html), now).where(
        silent, subscriptions.c.chat_id > overflow.done_to, subscriptions.c.chat_id <= (last or 0)
    )
    columns = ["chat_id", "kind", "text_html", "due_at", "created_at"]
    made = await connection.execute(insert(outbox).from_select(columns, lines, include_defaults=False))
    name, more = f"{_NOTE}{overflow.feed_id}", looked_at == size
    if more:
        value = f"{overflow.since_at.isoformat()} {until_at.isoformat()} {last}"
        await connection.execute(notes.update().where(notes.c.name == name).values(value=value))
    else:
        later = await connection.scalar(
            select(articles.c.id).where(mine, articles.c.triaged_at > until_at).limit(1)
        )
        await write_note(connection, name, "" if later is None else until_at.isoformat(), now)
    return made.rowcount, more


async def forget_overflows(connection: AsyncConnection, before: datetime) -> None:
    """Forget feeds that had no more than their share since `before`: the next time is news to the admins."""
    old = (notes.c.value == "") & (notes.c.written_at < before)
    await connection.execute(delete(notes).where(notes.c.name.startswith(_NOTE), old))
