"""Pulses in the database, the dead man's switch, and how long alerts take."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web

from bot.health.vitals import Vitals
from bot.health.watch import ALIVE_S, DEAD, PING_S, PULSE_S, Watch
from storage import chats, pulses
from storage.database import Database
from storage.pulses import ROLES
from storage.tables import alerts, outbox
from tests.stored import NOW, add_article
from tests.whole.newsroom import Clock


class Pinged:
    """An address that counts its calls."""

    def __init__(self) -> None:
        self.calls = 0
        self.url = ""

    async def answer(self, _request: web.Request) -> web.Response:
        self.calls += 1
        return web.Response(text="OK")


@pytest.fixture
async def pinged() -> AsyncIterator[Pinged]:
    made, application = Pinged(), web.Application()
    application.router.add_get("/ping", made.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/ping"
    yield made
    await runner.cleanup()


@pytest.mark.parametrize("killed", ROLES)
async def test_the_ping_stops_within_two_minutes_of_the_death_of_any_role(
    database: Database, pinged: Pinged, killed: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.health.watch")
    clock = Clock(NOW)
    seconds = [0.0]
    processes = {role: Vitals([role], lambda: seconds[0]) for role in ROLES}
    watches = {role: Watch(database, vitals, clock, pinged.url) for role, vitals in processes.items()}
    died_at, stopped_after = 60.0, None
    while seconds[0] < 300 and stopped_after is None:
        for role, watch in watches.items():
            if role != killed or seconds[0] <= died_at:
                processes[role].worked(role)
                await watch.pulse()
        if seconds[0] % PING_S == 0:
            here = next(watch for role, watch in watches.items() if role != killed)
            if not await here.ping():
                stopped_after = seconds[0] - died_at
        seconds[0] += PULSE_S
        clock.move(seconds=PULSE_S)
    assert pinged.calls >= 3
    assert stopped_after is not None
    assert 0 < stopped_after <= 120
    assert caplog.messages == []
    assert not await here.ping()  # what lasts is told
    assert caplog.messages == [f"no pulse of {killed}; health.ping_url is not called"]
    assert timedelta(seconds=ALIVE_S + PING_S) + DEAD > timedelta(seconds=120), (
        "a hung role takes a little longer"
    )


async def test_the_address_is_called_again_when_all_are_back(
    sqlite_database: Database, pinged: Pinged, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.health.watch")
    watch = Watch(sqlite_database, Vitals(ROLES), lambda: NOW, pinged.url)
    assert not await watch.ping()
    assert caplog.messages == []  # a start, before the first pulse
    assert not await watch.ping()
    async with sqlite_database.transaction() as connection:
        await pulses.write(connection, ROLES, NOW)
    assert await watch.ping()
    assert caplog.messages[-1] == "every role has a pulse; health.ping_url is called again"
    watch.ping_url = "http://127.0.0.1:1/ping"
    assert not await watch.ping()
    assert "health.ping_url cannot be reached" in caplog.messages[-1]


async def test_alerts_are_measured_from_their_articles_arrival(database: Database) -> None:
    clock = Clock(NOW)
    vitals = Vitals(["deliver"])
    watch = Watch(database, vitals, clock, delivers=lambda: True)
    async with database.transaction() as connection:
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        await add_article(connection, 1, "Dam bursts", published_at=NOW, story_id=1)
        alert = {"story_id": 1, "kind": "alert", "position": 0, "facts": [], "created_at": NOW, "due_at": NOW}
        await connection.execute(alerts.insert(), alert | {"id": 1})
        row = {"chat_id": chat.id, "kind": "alert", "alert_id": 1, "story_id": 1, "created_at": NOW}
        sent = {"state": "sent", "due_at": NOW, "settled_at": NOW + timedelta(seconds=2)}
        await connection.execute(outbox.insert(), row | sent)
        waiting = {"chat_id": chat.id, "kind": "notice", "text_html": "x", "created_at": NOW, "due_at": NOW}
        await connection.execute(outbox.insert(), waiting)
    await watch.measure()
    clock.move(seconds=10)
    await watch.measure()
    await watch.measure()
    text = vitals.exposition().decode()
    assert "sitrep_feed_to_phone_seconds_count 1.0" in text
    assert 'sitrep_outbox{state="due"} 1.0' in text
    assert "sitrep_outbox_oldest_seconds 10.0" in text


async def test_the_hour_is_summed_up_in_a_line(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.health.watch")
    watch = Watch(sqlite_database, Vitals(ROLES), lambda: NOW)
    await watch.summarise()
    assert caplog.messages == []
    await watch.summarise()
    assert caplog.messages == [
        "the last hour: polls=0 failed=0 articles=0 matched=0 queued=0 sent=0 throttled=0"
    ]
