"""The SQL that a test's code executes."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from storage.database import Database


@contextmanager
def caught(database: Database) -> Iterator[list[tuple[str, object]]]:
    """The statements that are executed in the block, with their parameters."""
    found: list[tuple[str, object]] = []

    def catch(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        found.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", catch)
    try:
        yield found
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", catch)
