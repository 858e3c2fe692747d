"""An affair whose triage is killed before every commit is told as if nothing had happened."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.triage import memory
from bot.triage.memory import Memory
from bot.triage.place import TriageLimits
from bot.triage.station import triage_due
from storage import fanouts, tables
from storage.database import Database
from tests.killing import killed_at
from tests.outbox import send_alerts
from tests.stored import add_article

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMITS = TriageLimits(fetch_articles=False)
MINUTE = timedelta(minutes=1)
HOURS = 2
"""Between two reports: longer than the gap between two updates."""
AFFAIR = (
    (
        "Gunmen kill 12 soldiers in attack on base near Raqqa",
        "Gunmen killed 12 soldiers in an attack on a base near Raqqa on Sunday, the army said. "
        "The attackers came in two pickup trucks before dawn and fled into the desert.",
    ),
    (
        "Islamic State claims attack on base near Raqqa",
        "Islamic State claimed responsibility on Sunday for the attack on a base near Raqqa in which gunmen "
        "killed 12 soldiers.",
    ),
    (
        "Islamic State denies attack on base near Raqqa",
        "A spokesman of Islamic State denied on Sunday that its gunmen attacked the base near Raqqa where 12 "
        "soldiers were killed.",
    ),
    (
        "Police arrest two brothers over attack on base near Raqqa",
        "Police arrested two brothers on Sunday over the attack on a base near Raqqa in which gunmen killed "
        "12 soldiers.",
    ),
    (
        "Correction: Nine soldiers, not 12, killed in attack on base near Raqqa",
        "Nine soldiers were killed by gunmen in the attack on a base near Raqqa on Sunday, not 12 as the "
        "army said at first.",
    ),
)
ELSEWHERE = (
    "Gunmen kill 12 soldiers in attack on base near Mosul in Iraq",
    "Gunmen killed 12 soldiers in an attack on a base near Mosul in Iraq on Sunday, the army said.",
)


@pytest.fixture
async def newsroom(database: Database) -> Database:
    """A topic, and two chats that follow it."""
    async with database.transaction() as connection:
        topic = {"id": "raqqa", "name": "Raqqa", "query": "raqqa OR mosul", "created_at": NOON}
        await connection.execute(insert(tables.topics), topic)
        for chat_id in (1, 2):
            chat = {"id": chat_id, "telegram_id": chat_id, "kind": "private", "created_at": NOON}
            await connection.execute(insert(tables.chats), chat)
            follows = {"chat_id": chat_id, "topic_id": "raqqa", "created_at": NOON}
            await connection.execute(insert(tables.subscriptions), follows)
    return database


async def publish(database: Database, number: int, told: tuple[str, str], at: datetime) -> None:
    async with database.transaction() as connection:
        paper = f"Paper {number}"
        await add_article(connection, number, *told, publisher=paper, published_at=at, triaged=False)


async def edit(database: Database, number: int, told: tuple[str, str]) -> None:
    article = tables.articles
    changed: dict[str, Any] = {"earlier_title": article.c.title, "earlier_text": article.c.text}
    changed |= {"title": told[0], "text": told[1], "triaged_at": None}
    async with database.transaction() as connection:
        await connection.execute(update(article).where(article.c.id == number).values(changed))


async def triage(database: Database, at: datetime, kills: Sequence[int]) -> None:
    """Triage what waits, killed before each of these commits first, each time in a new process; then send."""
    for minute, commit in enumerate(kills):
        with killed_at(database, commit):
            await _triage_once(database, at + minute * MINUTE)
    await _triage_once(database, at + len(kills) * MINUTE)
    await send_alerts(database, at)


async def _triage_once(database: Database, now: datetime) -> None:
    await triage_due(database, Memory(now.isoformat()), LIMITS, lambda: now)


async def told(database: Database) -> list[tuple[str, int, str]]:
    """What chats are sent: kind, chat and headline, in order; all edits of a run once."""
    box, alerts = tables.outbox.c, tables.alerts.c
    joined = tables.outbox.join(tables.alerts, alerts.id == box.alert_id)
    async with database.reading() as connection:
        rows = await connection.execute(
            select(box.kind, box.chat_id, alerts.headline)
            .select_from(joined)
            .where(box.kind != "edit")
            .order_by(alerts.id, box.chat_id)
        )
        return [tuple(row) for row in rows]


async def test_an_affair_is_told_once_in_slices_that_are_killed(
    newsroom: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fanouts, "FIRST", 1)
    monkeypatch.setattr(memory, "LEAST_SLICE", 1)
    await test_an_affair_is_told_once_whatever_is_killed(newsroom, (1, 2, 3, 1))


@pytest.mark.parametrize("kills", [(), (1, 2)])
async def test_an_affair_is_told_once_whatever_is_killed(newsroom: Database, kills: tuple[int, ...]) -> None:
    for number, report in enumerate(AFFAIR):
        at = NOON + timedelta(hours=number * HOURS)
        await publish(newsroom, number + 1, report, at)
        await triage(newsroom, at, kills)
    updates = [title for title, _ in AFFAIR[1:]]
    # A correction is no news of its own: the arrest says how the affair stands.
    newest = updates[-2]
    assert await told(newsroom) == [("alert", chat, newest) for chat in (1, 2)] + [
        ("update", chat, title) for title in updates for chat in (1, 2)
    ]


@pytest.mark.parametrize("kills", [(), (1, 2)])
async def test_two_events_that_were_one_are_put_right_once(
    newsroom: Database, kills: tuple[int, ...]
) -> None:
    await publish(newsroom, 1, AFFAIR[0], NOON)
    await triage(newsroom, NOON, kills)
    await publish(newsroom, 2, AFFAIR[1], NOON + timedelta(hours=1))
    await triage(newsroom, NOON + timedelta(hours=1), kills)
    await edit(newsroom, 1, ELSEWHERE)
    await triage(newsroom, NOON + timedelta(hours=2), kills)
    correction = "These were two events, not one"
    assert [(kind, title) for kind, chat, title in await told(newsroom) if chat == 1] == [
        ("alert", ELSEWHERE[0]),
        ("update", AFFAIR[1][0]),
        ("update", correction),
    ]
    async with newsroom.reading() as connection:
        placed = select(tables.articles.c.id, tables.articles.c.story_id).order_by(tables.articles.c.id)
        assert [tuple(row) for row in await connection.execute(placed)] == [(1, 1), (2, 2)]
