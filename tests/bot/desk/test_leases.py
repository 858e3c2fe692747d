"""One process of a bot works, others stand by, and one of them takes over."""

import asyncio
import logging
import os
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.desk.leases import LASTS, RENEW, Lease, is_dead, make_holder, release_of_the_dead
from storage import leases
from storage.database import Database
from tests.stored import NOW

ELSEWHERE = "other-host:00000000:77:abcdef01"
FURTHER = "third-host:00000000:77:abcdef01"


@dataclass
class Time:
    """A clock and a timer that go together."""

    now: datetime = NOW

    def clock(self) -> datetime:
        return self.now

    def timer(self) -> float:
        return (self.now - NOW).total_seconds()


def lease(database: Database, holder: str, time: Time) -> Lease:
    return Lease(database, "deliver", holder, time.clock, "delivers", time.timer)


async def test_one_holds_it_and_the_other_takes_over_once_it_is_not_renewed(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.desk.leases")
    time = Time()
    first, second = lease(database, ELSEWHERE, time), lease(database, FURTHER, time)
    for _ in range(8):
        await first.keep()
        await second.keep()
        assert first.held.is_set()
        assert not first.lost.is_set()
        assert second.lost.is_set()
        time.now += RENEW
    time.now += LASTS
    await second.keep()
    assert second.held.is_set()
    await first.keep()
    assert first.lost.is_set()
    assert caplog.messages == [
        "another process (other-host) delivers; this one stands by",
        "this process delivers",
        "another process (third-host) delivers; this one stands by",
    ]


async def test_a_process_that_ends_in_order_is_followed_at_once(database: Database) -> None:
    time = Time()
    first, second = lease(database, ELSEWHERE, time), lease(database, FURTHER, time)
    await first.keep()
    await first.release()
    await second.keep()
    assert second.held.is_set()
    assert not second.after_the_dead
    await first.release()
    async with database.reading() as connection:
        held = await leases.current(connection, "deliver")
        assert held is not None
        assert held.holder == FURTHER


async def test_a_killed_process_of_this_machine_is_followed_at_once(database: Database) -> None:
    time, own = Time(), make_holder()
    host, machine, _, chance = own.split(":")
    gone = f"{host}:{machine}:{2**22 + 1}:{chance}"  # no process has so high a number
    await lease(database, gone, time).keep()
    second = lease(database, own, time)
    await second.keep()
    assert second.after_the_dead
    time.now += RENEW
    await second.keep()
    assert second.after_the_dead, "until it is lost"
    assert second.held.is_set()


def test_only_who_ran_here_is_known_to_be_dead() -> None:
    own = make_holder()
    host, machine, pid, _ = own.split(":")
    assert len(own) <= 64
    assert not is_dead(own, own)
    assert is_dead(f"{host}:{machine}:{pid}:ffffffff", own)
    assert not is_dead(f"{host}:{machine}:{os.getppid()}:ffffffff", own)
    assert not is_dead(f"{host}:00000000:{2**22 + 1}:ffffffff", own)
    assert not is_dead("of an older version", own)


async def test_who_cannot_reach_the_database_gives_up_the_lease_when_others_may_take_it(
    sqlite_database: Database,
) -> None:
    time = Time()
    held = lease(sqlite_database, ELSEWHERE, time)
    await held.keep()
    async with sqlite_database.transaction() as connection:
        await connection.execute(text("ALTER TABLE leases RENAME TO gone"))
    time.now += LASTS - timedelta(seconds=1)
    with pytest.raises(Exception, match="no such table"):
        await held.keep()
    assert held.held.is_set()
    time.now += timedelta(seconds=1)
    with pytest.raises(Exception, match="no such table"):
        await held.keep()
    assert held.lost.is_set()


async def test_who_gets_no_answer_of_the_database_gives_up_the_lease_when_others_may_take_it(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    held = lease(sqlite_database, ELSEWHERE, time)
    await held.keep()
    time.now += LASTS - timedelta(milliseconds=20)

    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(leases, "take", hang)
    with pytest.raises(TimeoutError):
        await held.keep()
    assert held.lost.is_set()


async def test_the_lease_of_a_dead_process_is_released_and_that_of_another_is_not(database: Database) -> None:
    own = make_holder()
    host, machine, _, _ = own.split(":")
    for holder, kept in ((f"{host}:{machine}:{2**22 + 1}:x", None), (ELSEWHERE, ELSEWHERE)):
        async with database.transaction() as connection:
            await leases.take(connection, "triage", holder, NOW, NOW + LASTS)
        await release_of_the_dead(database, "triage", own)
        async with database.reading() as connection:
            held = await leases.current(connection, "triage")
            assert (held and held.holder) == kept
