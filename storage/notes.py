"""Notes: small values by name that survive a restart."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import upsert
from storage.tables import notes


async def write_note(connection: AsyncConnection, name: str, value: str, now: datetime) -> None:
    """Write a note, in place of an earlier one of this name."""
    note = {"name": name, "value": value, "written_at": now}
    await connection.execute(upsert(connection, notes, ["name"], ["value", "written_at"]), note)


async def read_note(connection: AsyncConnection, name: str) -> str | None:
    """The value of the note `name`; None if there is none."""
    value: str | None = await connection.scalar(select(notes.c.value).where(notes.c.name == name))
    return value


async def is_noted(connection: AsyncConnection, name: str, now: datetime, every: timedelta) -> bool:
    """Whether the note `name` was written less than `every` ago."""
    last_at = await connection.scalar(select(notes.c.written_at).where(notes.c.name == name))
    return last_at is not None and last_at <= now < last_at + every
