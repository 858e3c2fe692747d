"""Signs of life of the roles, in `notes`, and the figures of the outbox that are watched."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import upsert
from storage.tables import alerts, articles, notes, outbox

ROLES = ("commands", "poll", "triage", "deliver")
_NAME = "pulse:"
_MEASURED = 1000
"""Alerts whose time is measured at once, at most."""


async def write(connection: AsyncConnection, roles: Collection[str], now: datetime) -> None:
    """Note that these roles work."""
    rows = [{"name": f"{_NAME}{role}", "value": "", "written_at": now} for role in sorted(roles)]
    if rows:
        await connection.execute(upsert(connection, notes, ["name"], ["written_at"]), rows)


async def last(connection: AsyncConnection) -> dict[str, datetime]:
    """When each role last worked in any process; roles that never did are left out."""
    names = [f"{_NAME}{role}" for role in ROLES]
    rows = await connection.execute(select(notes.c.name, notes.c.written_at).where(notes.c.name.in_(names)))
    return {row.name.removeprefix(_NAME): row.written_at for row in rows}


async def silent(connection: AsyncConnection, since: datetime) -> list[str]:
    """The roles that no process has done since then."""
    known = await last(connection)
    return [role for role in ROLES if role not in known or known[role] < since]


async def outbox_state(
    connection: AsyncConnection, now: datetime
) -> tuple[Mapping[str, int], datetime | None]:
    """How many rows are due or held, by state, and since when the oldest one is due; None if none is."""
    counted = (
        select(outbox.c.state, func.count().label("rows"))
        .where(outbox.c.state.in_(("due", "held")))
        .group_by(outbox.c.state)
    )
    oldest = select(func.min(outbox.c.due_at)).where(outbox.c.state == "due", outbox.c.due_at <= now)
    counts = {row.state: row.rows for row in await connection.execute(counted)}
    return counts, await connection.scalar(oldest)


async def arrivals(connection: AsyncConnection, after: datetime, until: datetime) -> list[timedelta]:
    """How long each alert took that was sent after `after`, from its article's arrival; the newest 1,000."""
    rows = await connection.execute(
        select(outbox.c.settled_at, articles.c.first_seen_at)
        .join(alerts, alerts.c.id == outbox.c.alert_id)
        .join(articles, articles.c.id == func.coalesce(alerts.c.report_id, alerts.c.story_id))
        .where(
            outbox.c.settled_at > after,
            outbox.c.settled_at <= until,
            outbox.c.state == "sent",
            outbox.c.kind == "alert",
            outbox.c.digest_id.is_(None),
        )
        .order_by(outbox.c.settled_at.desc())
        .limit(_MEASURED)
    )
    return [row.settled_at - row.first_seen_at for row in rows]
