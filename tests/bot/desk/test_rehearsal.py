"""A process that waits for its first article has loaded by then what triage needs."""

from datetime import timedelta

from bot.desk.rehearsal import prepare
from bot.triage.memory import Memory
from bot.triage.station import LEASE, triage_due
from storage import leases
from storage.database import Database
from tests.bot.triage.test_station import ATTACK, ATTACK_AGAIN, LIMITS, NOW, newsroom, publish

__all__ = ["newsroom"]


async def test_open_stories_are_read_before_the_first_article_comes(newsroom: Database) -> None:
    await publish(newsroom, "Soldiers killed near Raqqa", ATTACK)
    await triage_due(newsroom, Memory("before"), LIMITS, lambda: NOW)
    later = NOW + timedelta(minutes=1)
    memory = Memory("now")
    await prepare(newsroom, memory, LIMITS, lambda: later)
    index = memory.stories
    assert index is not None
    assert len(index) == 1
    await publish(newsroom, "Gunmen storm base near Raqqa", ATTACK_AGAIN, feed=2)
    report = await triage_due(newsroom, memory, LIMITS, lambda: later)
    assert memory.stories is index
    assert (report.matched, report.announcements.alerts) == (1, 0)


async def test_who_stands_by_reads_no_stories_that_another_changes(newsroom: Database) -> None:
    async with newsroom.transaction() as connection:
        await leases.take(connection, LEASE, "other", NOW, NOW + timedelta(seconds=12))
    memory = Memory("now")
    await prepare(newsroom, memory, LIMITS, lambda: NOW)
    assert memory.stories is None
