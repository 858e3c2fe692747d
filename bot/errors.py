"""The exceptions that Sitrep raises itself; every one says what is wrong and how to mend it.

::

    SitrepError
    ├── ConfigError       configuration cannot be used; carries every problem found
    ├── QueryError        a topic's query cannot be read; carries the place
    ├── FeedError         a document is not a feed, or a feed cannot be added
    └── StorageError      the database is missing, older or newer than this program, or cannot be reached

Expected outcomes (a 304, a chat that blocked the bot) are values, not exceptions: see `bot.model`.
"""

from collections.abc import Sequence


class SitrepError(Exception):
    """Base of all of Sitrep's own exceptions; `str()` of it is fit to be shown to a person."""


class ConfigError(SitrepError):
    """The configuration cannot be used.

    `problems` holds one line per problem, each with the key and the mend.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class QueryError(SitrepError):
    """A topic's query cannot be read.

    `message` says what is wrong and the mend, `query` is the text as typed, `position` the offset of the
    offending character. `str()` shows the query with a caret under the place.
    """

    def __init__(self, message: str, query: str, position: int) -> None:
        super().__init__(f"{query}\n{' ' * position}^\n{message}")
        self.message = message
        self.query = query
        self.position = position


class FeedError(SitrepError):
    """A document is not a feed, or an address cannot be added as one."""


class StorageError(SitrepError):
    """The database cannot be used as it is."""
