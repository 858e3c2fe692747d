"""What a database error means to a person: its cause in one line, and what to do about it."""

import builtins

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError

_REMEDIES = {
    "not a database": "name another file, or restore a backup",
    "unable to open": "check that its folder exists and that you may write to it",
    "readonly": "check that you may write to the file and its folder",
    "locked": "another process holds the database's write lock; try again",
    "full": "free some disk space",
}
"""What to do, by words of SQLite's messages (https://www.sqlite.org/rescode.html)."""
_CAUSE_LENGTH = 300
_BROKEN = ("cannot switch to state", "cannot perform operation", "connection was closed in the middle")
"""How asyncpg puts that a connection broke while it was used."""
_PASSING = ("08", "40", "53", "57P", "58")
"""Classes of PostgreSQL's errors that pass: connections, deadlocks, resources, a server that stops or starts,
its disk (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


def is_outage(error: BaseException) -> bool:
    """Whether the database cannot work just now, so that the same statement may succeed later.

    Not a statement that it refuses: that would fail again.
    """
    if isinstance(error, OSError | TimeoutError | OperationalError | InterfaceError):
        return True
    if type(error).__module__.startswith("asyncpg.") and type(error).__name__.startswith(
        ("Inter", "Connection")
    ):
        return True  # a connection that broke outside any statement: SQLAlchemy passes it on as it is
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    code = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlstate", None)
    return isinstance(code, str) and code.startswith(_PASSING)


def cause(error: Exception) -> str:
    """The driver's message in one line of at most 300 characters, without the statement and its values."""
    if isinstance(error, FileNotFoundError | ConnectionError):
        return "its server cannot be reached"
    if isinstance(error, builtins.TimeoutError):
        return "it gives no answer"
    message = str(error.orig if isinstance(error, DBAPIError) else error).strip() or repr(error)
    # SQLAlchemy puts the class of asyncpg's errors in front: "<class '...'>: message".
    message = message.splitlines()[0].rpartition("'>: ")[2]
    return "the connection broke" if message.startswith(_BROKEN) else message[:_CAUSE_LENGTH]


def remedy(error: Exception) -> str | None:
    """What the operator can do about it; None where the message does not tell."""
    message = cause(error)
    return next((advice for words, advice in _REMEDIES.items() if words in message), None)
