"""A process that dies right before a commit."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from storage.database import Database


@contextmanager
def killed_at(database: Database, commit: int) -> Iterator[None]:
    """The block is killed right before that commit, counted from 1."""
    left = [commit]

    def kill(_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt

    event.listen(database.engine.sync_engine, "commit", kill)
    with pytest.raises(KeyboardInterrupt):
        yield
    event.remove(database.engine.sync_engine, "commit", kill)
