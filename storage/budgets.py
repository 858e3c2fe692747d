"""Daily budgets: how often a thing that costs money may be done, counted over restarts and processes."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_or_ignore
from storage.tables import EPOCH, notes


async def spend(connection: AsyncConnection, name: str, day: date, most: int) -> bool:
    """Count one use of `name` on `day`; False, and nothing is counted, where the day had its `most`."""
    note = f"budget:{name}"
    row = {"name": note, "value": "", "written_at": EPOCH}
    await connection.execute(insert_or_ignore(connection, notes), row)
    mine = notes.c.name == note
    said = await connection.scalar(select(notes.c.value).where(mine).with_for_update())
    counted_on, _, number = str(said).partition(" ")
    used = int(number) if counted_on == day.isoformat() else 0
    if used >= most:
        return False
    await connection.execute(update(notes).where(mine).values(value=f"{day.isoformat()} {used + 1}"))
    return True
