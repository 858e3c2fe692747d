"""Whether a SQLite database has work for `sitrep poll`, asked without SQLAlchemy.

Run by a timer, the command mostly finds nothing due, and importing SQLAlchemy takes longer than all else that
it does then. `storage.polls.is_idle` asks the same of any database; a test compares the two.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MIGRATIONS = Path(__file__).resolve().parent / "migrations" / "versions"
_IDLE = """
    SELECT version_num = :head AND EXISTS (SELECT 1 FROM feeds)
        AND NOT EXISTS (SELECT 1 FROM articles WHERE triaged_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM fanouts)
        AND NOT EXISTS (
            SELECT 1 FROM feeds WHERE state = 'active' AND due_at <= :now
            AND (leased_until_at IS NULL OR leased_until_at <= :now))
    FROM alembic_version
"""


def head() -> str:
    """The newest revision of the schema, which is the number of the newest migration."""
    return max(file.name for file in _MIGRATIONS.glob("[0-9]*.py"))[:4]


def is_idle(file: Path, now: datetime) -> bool:
    """Whether a database of this program's schema has feeds of which none is due, and no work for triage.

    False too where that cannot be told: the file is missing, locked, or another program's.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            stamp = (now - _EPOCH) // timedelta(microseconds=1)
            row = connection.execute(_IDLE, {"head": head(), "now": stamp}).fetchone()
    except sqlite3.Error:
        return False
    return row is not None and bool(row[0])
