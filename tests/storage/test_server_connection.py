"""A PostgreSQL server that vanishes without a word is an outage before long."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

import storage.database
from storage import faults
from storage.database import Database


class Wire:
    """What lies between us and the server, and may be cut so that neither side is told."""

    def __init__(self, server: Path) -> None:
        self.whole = asyncio.Event()
        self.whole.set()
        self._server = server
        self._pumps: set[asyncio.Task[None]] = set()

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry a connection."""
        to_us, to_server = await asyncio.open_unix_connection(self._server)
        for one, other in ((reader, to_server), (to_us, writer)):
            self._pumps.add(asyncio.create_task(self._pump(one, other)))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await self.whole.wait()
            writer.write(data)
        writer.close()

    def close(self) -> None:
        """End what is carried."""
        for pump in self._pumps:
            pump.cancel()


@pytest.fixture
async def wired(postgres_url: str) -> AsyncIterator[tuple[Database, Wire]]:
    """A database behind a wire."""
    url = make_url(postgres_url)
    folder = Path(str(url.query.get("host", "")))
    plugs = sorted(folder.glob(".s.PGSQL.*[0-9]"))
    if not plugs:
        pytest.skip("the server has no socket to put a wire to")
    wire = Wire(plugs[0])
    server = await asyncio.start_server(wire.connect, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    behind = url.set(host="127.0.0.1", port=port, query={})
    database = Database.open(behind.render_as_string(hide_password=False))
    yield database, wire
    wire.whole.set()
    await database.close()
    server.close()
    wire.close()


async def number(database: Database) -> int:
    async with database.transaction() as connection:
        return int(await connection.scalar(text("SELECT 7")) or 0)


async def test_a_server_that_vanishes_is_noticed_and_found_again(
    wired: tuple[Database, Wire], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, wire = wired
    monkeypatch.setattr(storage.database, "ANSWER_S", 0.5)
    await database.expect_answers()
    assert await asyncio.gather(*(number(database) for _ in range(3))) == [7, 7, 7]
    with pytest.raises(TimeoutError) as vanished:
        async with database.transaction() as connection:
            await connection.execute(text("SELECT 1"))
            wire.whole.clear()
            await connection.execute(text("SELECT 2"))
    assert faults.is_outage(vanished.value)
    assert faults.cause(vanished.value) == "it gives no answer"
    wire.whole.set()
    assert await number(database) == 7


async def test_the_system_looks_whether_the_servers_machine_is_there(wired: tuple[Database, Wire]) -> None:
    database, _ = wired
    async with database.reading() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        plug = driver._transport.get_extra_info("socket")  # type: ignore[union-attr]
        assert plug.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            assert plug.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) <= 15_000
