"""Named leases: work that only one process may do at a time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import insert_or_ignore
from storage.tables import leases


async def take(connection: AsyncConnection, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take or extend the lease `name` for `holder` until `until`; False while another process holds it."""
    row = {"name": name, "holder": holder, "until_at": until}
    await connection.execute(insert_or_ignore(connection, leases), row)
    free = or_(leases.c.holder == holder, leases.c.until_at <= now)
    taken = await connection.execute(
        update(leases).where(leases.c.name == name, free).values(holder=holder, until_at=until)
    )
    return taken.rowcount == 1


@dataclass(frozen=True, slots=True)
class Held:
    """Who took a lease last, and until when it lasts."""

    holder: str
    until_at: datetime


async def current(connection: AsyncConnection, name: str) -> Held | None:
    """Who took the lease `name` last; None if nobody did."""
    found = select(leases.c.holder, leases.c.until_at).where(leases.c.name == name)
    row = (await connection.execute(found)).one_or_none()
    return None if row is None else Held(row.holder, row.until_at)


async def is_last(connection: AsyncConnection, name: str, holder: str) -> bool:
    """Whether `holder` took the lease `name`, and nobody after it."""
    held = await current(connection, name)
    return held is not None and held.holder == holder


async def release(connection: AsyncConnection, name: str, holder: str) -> None:
    """Release the lease `name` if `holder` has it."""
    await connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))
