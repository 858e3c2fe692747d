"""Groups, whose forum topics share one limit of Telegram's."""

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import DeliveryState
from storage.deliveries import Moment, is_due
from storage.tables import chats, outbox

_AT_ONCE = 5_000


async def put_off(connection: AsyncConnection, telegram_id: int, moment: Moment, until: datetime) -> None:
    """Let what is due in a group with all its forum topics wait until then, as if it had been claimed.

    Some thousand rows at a time: a group may have as many topics, and to claim each of them to find that it
    must wait would keep others waiting for seconds.
    """
    free = or_(outbox.c.leased_until_at.is_(None), outbox.c.leased_until_at <= moment.steady)
    here = select(chats.c.id).where(chats.c.telegram_id == telegram_id)
    due = select(outbox.c.id).where(
        outbox.c.chat_id.in_(here), outbox.c.state == DeliveryState.DUE.value, is_due(outbox, moment), free
    )
    rows = outbox.c.id.in_(due.limit(_AT_ONCE))
    await connection.execute(update(outbox).where(rows).values(leased_until_at=until))
