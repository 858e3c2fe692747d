"""Daily budgets: how often a paid service may be used, counted across restarts and processes."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import EPOCH
from storage.database import insert_or_ignore
from storage.tables import notes


async def spend(connection: AsyncConnection, name: str, day: date, most: int) -> bool:
    """Count one use of `name` on `day`; False, and nothing is counted, if there were `most` already."""
    note = f"budget:{name}"
    row = {"name": note, "value": "", "written_at": EPOCH}
    await connection.execute(insert_or_ignore(connection, notes), row)
    mine = notes.c.name == note
    value = await connection.scalar(select(notes.c.value).where(mine).with_for_update())
    counted_on, _, number = str(value).partition(" ")
    used = int(number) if counted_on == day.isoformat() else 0
    if used >= most:
        return False
    await connection.execute(update(notes).where(mine).values(value=f"{day.isoformat()} {used + 1}"))
    return True
