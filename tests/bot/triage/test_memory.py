"""What a worker remembers of open stories survives a rollback, less what the batch did to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.exc import OperationalError

from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from bot.triage.memory import Memory, remember_stories
from bot.triage.place import TriageLimits
from bot.triage.station import triage_due
from storage import tables
from storage.database import Database
from tests.stored import add_article

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMITS = TriageLimits(fetch_articles=False)
QUAKE = (
    "Quake of magnitude 6.1 damages harbour in Valparaiso",
    "An earthquake of magnitude 6.1 damaged the harbour of Valparaiso on Sunday, the navy said.",
)
QUAKE_AGAIN = (
    "Valparaiso harbour damaged by magnitude 6.1 quake",
    "A quake of magnitude 6.1 damaged the harbour in Valparaiso on Sunday, the mayor said.",
)
FIRE = (
    "Fire destroys cotton warehouse in Izmir",
    "A fire destroyed a cotton warehouse in Izmir on Sunday and nobody was hurt, the fire brigade said.",
)


@pytest.fixture
async def newsroom(database: Database) -> Database:
    """A topic that takes everything."""
    async with database.transaction() as connection:
        topic = {"id": "all", "name": "All", "query": "quake OR fire", "created_at": NOON}
        await connection.execute(insert(tables.topics), topic)
    return database


async def publish(database: Database, number: int, told: tuple[str, str]) -> None:
    async with database.transaction() as connection:
        paper = f"Paper {number}"
        await add_article(connection, number, *told, publisher=paper, published_at=NOON, triaged=False)


async def triage(database: Database, memory: Memory) -> None:
    await triage_due(database, memory, LIMITS, lambda: NOON)


@contextmanager
def outage_at(database: Database, commit: int) -> Iterator[None]:
    """The database fails at that commit of the block, counted from 1."""
    left = [commit]

    def fail(_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    event.listen(database.engine.sync_engine, "commit", fail)
    with pytest.raises(OperationalError):
        yield
    event.remove(database.engine.sync_engine, "commit", fail)


async def stories(database: Database) -> list[tuple[int, int | None]]:
    async with database.reading() as connection:
        placed = select(tables.articles.c.id, tables.articles.c.story_id).order_by(tables.articles.c.id)
        return [(row.id, row.story_id) for row in await connection.execute(placed)]


async def test_after_an_outage_only_the_stories_of_the_batch_are_read_again(
    newsroom: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory("me")
    await publish(newsroom, 1, QUAKE)
    await publish(newsroom, 2, FIRE)
    await triage(newsroom, memory)
    index = memory.stories
    await publish(newsroom, 3, QUAKE_AGAIN)
    with outage_at(newsroom, 2):
        await triage(newsroom, memory)
    assert memory.stories is index
    restored: list[int | str] = []
    restore = StoryIndex.restore

    def noting(self: StoryIndex, report: Report, *more: Any) -> None:
        restored.append(report.id)
        restore(self, report, *more)

    monkeypatch.setattr(StoryIndex, "restore", noting)
    await triage(newsroom, memory)
    assert memory.stories is index
    assert restored == [1]
    assert await stories(newsroom) == [(1, 1), (2, 2), (3, 1)]


async def test_after_a_restart_affairs_are_open_for_longer_than_other_stories(newsroom: Database) -> None:
    first = Memory("me")
    for number in range(1, 5):
        await publish(newsroom, number, (QUAKE, QUAKE_AGAIN)[number % 2])
    await publish(newsroom, 5, FIRE)
    await triage(newsroom, first)
    assert len({story for _, story in await stories(newsroom)}) == 2
    for days, held in ((6, 2), (8, 1), (55, 1), (57, 0)):
        memory, now = Memory("me"), NOON + timedelta(days=days)
        async with newsroom.reading() as connection:
            await remember_stories(connection, memory, now)
        assert memory.stories is not None
        assert len(memory.stories) == held, days
        assert first.stories is not None
        first.stories.expire(now)
        assert len(first.stories) == held, days


async def test_what_a_batch_that_failed_founded_is_forgotten(newsroom: Database) -> None:
    memory = Memory("me")
    await publish(newsroom, 1, FIRE)
    await triage(newsroom, memory)
    await publish(newsroom, 2, QUAKE)
    await publish(newsroom, 3, QUAKE_AGAIN)
    for _ in range(2):
        with outage_at(newsroom, 2):
            await triage(newsroom, memory)
        assert memory.stories is not None
        assert len(memory.stories) == 1
    await triage(newsroom, memory)
    assert await stories(newsroom) == [(1, 1), (2, 2), (3, 2)]


async def test_after_any_other_error_everything_is_read_again(
    newsroom: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory("me")
    await publish(newsroom, 1, FIRE)
    await triage(newsroom, memory)
    await publish(newsroom, 2, QUAKE)

    def fail(*_: object) -> None:
        raise ArithmeticError

    with monkeypatch.context() as broken:
        broken.setattr(StoryIndex, "place", fail)
        with pytest.raises(ArithmeticError):
            await triage(newsroom, memory)
    assert memory.stories is None
    await triage(newsroom, memory)
    assert await stories(newsroom) == [(1, 1), (2, 2)]
