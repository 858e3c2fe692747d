"""The pace of a process that begins to send: it counts what others sent just before."""

from datetime import timedelta

from bot.clock import SteadyClock
from bot.delivery.pace import Pace
from storage import deliveries
from storage.database import Database

_WARM_UP = timedelta(minutes=1)


async def open_pace(database: Database, per_second: float, clock: SteadyClock) -> Pace:
    """A pace that counts what was sent in the last minute, so that a restart earns no 429."""
    pace = Pace(per_second, clock.monotonic())
    await recall(database, pace, clock)
    return pace


async def recall(database: Database, pace: Pace, clock: SteadyClock) -> None:
    """Count in `pace` what was sent in the last minute, by whichever process."""
    now, steady = clock.monotonic(), clock.steady()
    async with database.reading() as connection:
        for telegram_id, kind, at in await deliveries.sent_since(connection, steady - _WARM_UP):
            pace.remember(telegram_id, kind, now - max(0.0, (steady - at).total_seconds()))
