"""Rows of the table `feeds` as `Feed`, for the modules that read them."""

import dataclasses
import hashlib
from typing import Any

from sqlalchemy import Row, func

from bot.model import Feed, FeedState
from storage.tables import feeds

POLLED = (
    "title", "etag", "last_modified", "body_hash", "due_at", "baselined_at", "last_polled_at",
    "last_success_at", "failing_since_at", "failures", "last_error", "interval_s", "moved_url", "moved_polls",
    "hub_url", "self_url", "skip_hours", "skip_days", "original_asked_at", "full_at", "newest_at", "rhythm_s",
)  # fmt: skip
_FIELDS = tuple(field.name for field in dataclasses.fields(Feed))
COLUMNS = [feeds.c[name] for name in _FIELDS]
HOUSE = func.coalesce(func.nullif(feeds.c.house, ""), feeds.c.publisher)
"""What the articles of a feed are keyed by; see `bot.model.Feed.house`."""
MOVED = "moved:"
_STATE = _FIELDS.index("state")


def to_feed(row: Row[*tuple[Any, ...]]) -> Feed:
    """The feed of a row that begins with `COLUMNS`."""
    values = list(row[: len(_FIELDS)])
    values[_STATE] = FeedState(values[_STATE])
    return Feed(*values)


def moved_note(url: str) -> str:
    """The name of the note that holds the new address of a feed that has moved."""
    return MOVED + hashlib.blake2b(url.encode(), digest_size=16).hexdigest()
