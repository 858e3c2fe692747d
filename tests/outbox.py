"""What tests of delivery share: rows to start from, a clock set by the test, and a recording sender."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SteadyClock
from bot.delivery.prepare import Renderers, Sender
from bot.model import Alert, Chat, Delivery, Outcome, Sent
from storage import tables
from storage.database import Database

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


async def seed(
    database: Database,
    chats: Iterable[int] = (1,),
    stories: int = 3,
    topics: Sequence[str] = ("raqqa",),
    **settings: Any,
) -> None:
    """Chats with our and Telegram's ids `chats` that follow every topic, and stories with an alert each.

    Story n has alert n. Ids below 0 are groups. `settings` are further columns of every chat.
    """
    report = {"feed_id": 1, "publisher": "P", "url": "u", "title": "t", "text": "x", "language": "en"}
    dated = {"published_at": NOW, "dated": True, "first_seen_at": NOW, "baseline": False}
    numbers = range(1, stories + 1)
    async with database.transaction() as connection:
        await _insert(connection, "feeds", [{"url": "u", "publisher": "P", "due_at": NOW, "added_at": NOW}])
        await _insert(connection, "articles", [{"id": n, **report, **dated} for n in numbers])
        times = {"founded_at": NOW, "last_report_at": NOW}
        await _insert(connection, "stories", [{"id": n, "headline": f"story {n}", **times} for n in numbers])
        alert = {"kind": "alert", "position": 0, "facts": [], "created_at": NOW, "due_at": NOW}
        await _insert(connection, "alerts", [{"story_id": n, **alert} for n in numbers])
        made = [{"id": topic, "name": topic, "query": topic, "created_at": NOW} for topic in topics]
        await _insert(connection, "topics", made)
        await add_chats(connection, chats, topics, **settings)


async def send_alerts(database: Database, at: datetime = NOW) -> None:
    """Take every alert that waits for sent."""
    waits = (tables.outbox.c.kind == "alert") & (tables.outbox.c.state == "due")
    async with database.transaction() as connection:
        sent = update(tables.outbox).where(waits).values(state="sent", settled_at=at)
        await connection.execute(sent)


async def add_chats(
    connection: AsyncConnection, chats: Iterable[int], topics: Sequence[str] = (), **settings: Any
) -> None:
    """Add chats; our id of a group is the absolute value of Telegram's."""
    found = list(chats)
    rows = [
        {
            "id": abs(chat),
            "telegram_id": chat,
            "kind": "private" if chat > 0 else "group",
            "created_at": NOW,
            **settings,
        }
        for chat in found
    ]
    follows = [{"chat_id": abs(c), "topic_id": topic, "created_at": NOW} for c in found for topic in topics]
    await _insert(connection, "chats", rows)
    await _insert(connection, "subscriptions", follows)


async def queue(database: Database, *rows: Mapping[str, Any]) -> list[int]:
    """Add rows to the outbox, by default due notices; returns their ids."""
    ids = []
    async with database.transaction() as connection:
        for row in rows:
            full = {"kind": "notice", "text_html": "hi", "due_at": NOW, "created_at": NOW, **row}
            statement = insert(tables.outbox).returning(tables.outbox.c.id)
            ids.append((await connection.execute(statement, full)).scalar_one())
    return ids


async def rows(database: Database, *columns: str, **where: Any) -> list[Any]:
    """The outbox by id: tuples of `columns`, or bare values if there is only one."""
    statement = select(*[tables.outbox.c[name] for name in columns]).order_by(tables.outbox.c.id)
    for name, value in where.items():
        statement = statement.where(tables.outbox.c[name] == value)
    async with database.reading() as connection:
        found = (await connection.execute(statement)).all()
    return [row[0] if len(columns) == 1 else tuple(row) for row in found]


async def _insert(connection: AsyncConnection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        await connection.execute(insert(tables.metadata.tables[table]), rows)


@dataclass
class Clock:
    """A clock that moves only when the test moves it, or when somebody sleeps on it."""

    now: datetime = NOW
    seconds: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def go(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)
        self.seconds += timedelta(**span).total_seconds()

    def jump(self, **span: float) -> None:
        """Set the wall clock; no time passes."""
        self.now += timedelta(**span)

    async def sleep(self, seconds: float) -> None:
        """Sleep without waiting."""
        self.slept.append(seconds)
        await asyncio.sleep(0)
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds

    def steady(self) -> SteadyClock:
        """The clock as a station takes it."""
        return SteadyClock(lambda: self.now, lambda: self.seconds, self.sleep)


@dataclass
class Recorder:
    """A sender that records its calls and returns the outcomes prepared for a chat, or Sent."""

    outcomes: dict[int, deque[Outcome]] = field(default_factory=lambda: defaultdict(deque))
    sent: list[tuple[int, str]] = field(default_factory=list)
    """(Telegram chat id, HTML) of every message that was accepted."""
    calls: list[tuple[Chat, str, int | None, bool]] = field(default_factory=list)
    """(chat, HTML, reply_to, plain) of every attempt."""
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    """(Telegram chat id, message id, HTML)."""

    def answer(self, telegram_id: int, *outcomes: Outcome) -> None:
        """Prepare the outcomes of the next attempts in this chat."""
        self.outcomes[telegram_id].extend(outcomes)

    async def send(self, chat: Chat, alert: Alert, *, reply_to: int | None, plain: bool) -> Outcome:
        """Record the call and return the outcome."""
        self.calls.append((chat, alert.html, reply_to, plain))
        prepared = self.outcomes[chat.telegram_id]
        outcome = prepared.popleft() if prepared else Sent(100 + len(self.calls))
        if isinstance(outcome, Sent):
            self.sent.append((chat.telegram_id, alert.html))
        return outcome

    async def edit(self, chat: Chat, message_id: int, alert: Alert) -> Outcome:
        """Record the call and return the outcome."""
        self.edits.append((chat.telegram_id, message_id, alert.html))
        prepared = self.outcomes[chat.telegram_id]
        return prepared.popleft() if prepared else Sent(message_id)

    def sender(self) -> Sender:
        """The sender as a station takes it."""
        return Sender(self.send, self.edit)


async def render_alerts(deliveries: Sequence[Delivery]) -> dict[int, Alert]:
    """A message that names its kind, alert and topics."""
    return {
        item.id: Alert(f"{item.kind} {item.alert_id} for {'+'.join(item.topic_ids)}") for item in deliveries
    }


async def render_digests(held: Mapping[int, Sequence[Delivery]]) -> dict[int, Alert]:
    """Digests that name what they tell."""
    told = {key: ", ".join(f"{item.kind} {item.alert_id}" for item in some) for key, some in held.items()}
    return {key: Alert(f"digest: {text}") for key, text in told.items()}


RENDERERS = Renderers(render_alerts, render_digests)
