"""What database errors look like to a person."""

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from storage import faults


def operational(message: str) -> OperationalError:
    return OperationalError("INSERT INTO chats VALUES (?)", ("a secret",), sqlite3.OperationalError(message))


def test_the_cause_is_the_drivers_message_without_statement_values_and_details() -> None:
    assert faults.cause(operational("disk I/O error")) == "disk I/O error"
    wrapped = "<class 'asyncpg.exceptions.UniqueViolationError'>: duplicate key\nDETAIL: Key (id)=(a secret)"
    assert faults.cause(DBAPIError("INSERT", {}, Exception(wrapped))) == "duplicate key"
    assert faults.cause(OSError("connection refused")) == "connection refused"
    assert faults.cause(TimeoutError()) == "it gives no answer"
    assert faults.cause(FileNotFoundError(2, "No such file or directory")) == "its server cannot be reached"
    assert faults.cause(Exception("cannot switch to state 13; another operation")) == "the connection broke"
    assert len(faults.cause(OSError("x" * 1000))) == 300


@pytest.mark.parametrize(
    ("message", "advice"),
    [
        ("database is locked", "another process holds the database's write lock; try again"),
        ("database or disk is full", "free some disk space"),
        ("disk I/O error", None),
    ],
)
def test_where_the_message_tells_what_to_do_so_do_we(message: str, advice: str | None) -> None:
    assert faults.remedy(operational(message)) == advice
