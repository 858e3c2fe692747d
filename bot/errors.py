"""Sitrep's own exceptions; each says what is wrong and how to fix it.

::

    SitrepError
    ├── ConfigError       the configuration cannot be used; lists every problem
    ├── QueryError        a topic's query cannot be parsed; has the position
    ├── FeedError         a document is not a feed, or a feed cannot be added
    ├── OverBudgetError   a document takes more time or memory than it may
    └── StorageError      the database is missing, newer than this program, or cannot be reached
        └── OutageError   its server is not there just now

Expected outcomes (a 304, a chat that blocked the bot) are values, not exceptions: see `bot.model`.
"""

from collections.abc import Sequence


class SitrepError(Exception):
    """Base of Sitrep's own exceptions; `str()` of it can be shown to a person."""


class ConfigError(SitrepError):
    """The configuration cannot be used.

    `problems` has one line per problem, each with the key and what to write instead.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


_SHOWN = 200
"""Characters of a query that an error shows."""


class QueryError(SitrepError):
    """A topic's query cannot be parsed.

    `message` says what is wrong and how to fix it, `query` is the text as typed, `position` the offset of the
    offending character. `str()` shows the query, or of a long one the part around it, with a caret under
    that character.
    """

    def __init__(self, message: str, query: str, position: int) -> None:
        start = 0 if len(query) <= _SHOWN else max(0, position - _SHOWN // 2)
        shown = query[start : start + _SHOWN]
        super().__init__(f"{shown}\n{' ' * (position - start)}^\n{message}")
        self.message = message
        self.query = query
        self.position = position


class FeedError(SitrepError):
    """A document is not a feed, or an address cannot be added as one."""


class OverBudgetError(SitrepError):
    """A document takes more time or memory than it may; the text follows the name of the document."""


class StorageError(SitrepError):
    """The database cannot be used."""


class OutageError(StorageError):
    """The database server cannot be reached just now; the same may work later."""
