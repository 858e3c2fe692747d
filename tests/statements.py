"""The SQL that a test's code executes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from storage.database import Database
from storage.sqlite_connection import Connection


@contextmanager
def caught(database: Database) -> Iterator[list[tuple[str, object]]]:
    """The statements that are executed in the block, with their parameters."""
    found: list[tuple[str, object]] = []

    def catch(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        found.append((statement, parameters))

    def later(connection: Connection, statement: str, rows: Sequence[Any]) -> None:
        found.append((statement, list(rows)))
        execute_later(connection, statement, rows)

    execute_later = Connection.execute_later
    event.listen(database.engine.sync_engine, "before_cursor_execute", catch)
    try:
        with patch.object(Connection, "execute_later", later):
            yield found
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", catch)
