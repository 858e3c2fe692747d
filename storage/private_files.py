"""The files of a SQLite database, which only their owner may read."""

import logging
import os
import stat
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

PRIVATE = 0o600
"""The database holds feed passwords, hub secrets and what people follow: no other user may read it."""


def create(path: str) -> None:
    """Create the file of a SQLite database for its owner alone, unless it exists.

    SQLite gives the log and the index beside it the same permissions.
    """
    if _is_file(path):
        with suppress(OSError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))


def _is_file(path: str) -> bool:
    return path not in ("", ":memory:") and not path.startswith("file:")


def keep(path: str) -> None:
    """Take the database at `path` from all but its owner, with a line in the log if others could read it."""
    if not _is_file(path):
        return
    for file in (Path(f"{path}-wal"), Path(f"{path}-shm"), Path(path)):
        try:
            mode = stat.S_IMODE(file.stat().st_mode)
            if mode & 0o077:
                file.chmod(mode & 0o700)
                if file == Path(path):
                    log.warning("%s could be read by other users (mode %04o); it is private now", path, mode)
        except FileNotFoundError:
            continue
        except OSError as error:
            log.warning("%s can be read by other users: %s; chmod 600 it", file, error.strerror)
