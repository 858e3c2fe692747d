"""Rows of the outbox as deliveries: with their chats, and the messages that they edit or answer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind, Chat, Delivery
from storage import chats, replies
from storage.replies import AlertMessage
from storage.tables import outbox


async def deliveries_of(connection: AsyncConnection, unordered: Sequence[Row[Any]]) -> list[Delivery]:
    """Whole rows of the outbox as deliveries: oldest due first, those that yield last."""
    if not unordered:
        return []
    rows = sorted(unordered, key=lambda row: (row.yields, row.due_at, row.id))
    chats_by_id = await chats.by_id(connection, list({row.chat_id for row in rows}))
    followups = [row.id for row in rows if row.kind in (AlertKind.UPDATE, AlertKind.EDIT)]
    messages = await replies.alert_messages(connection, followups) if followups else {}
    answered = await replies.answered(connection, followups) if followups else {}
    edits = [row.id for row in rows if row.kind == AlertKind.EDIT]
    for row_id, message_id in (await replies.sequels(connection, edits) if edits else {}).items():
        messages[row_id] = AlertMessage(message_id, in_digest=False)
    return [
        _delivery(row, chats_by_id[row.chat_id], messages.get(row.id), answered.get(row.id)) for row in rows
    ]


async def remaining(connection: AsyncConnection, claimed: Sequence[Delivery]) -> frozenset[int]:
    """The ids of those of the claimed rows that were not deleted meanwhile, as `/forget` does.

    A row with the id of a deleted one may be another: SQLite gives the highest id again once it is free.
    """
    created = select(outbox.c.id, outbox.c.created_at).where(outbox.c.id.in_([row.id for row in claimed]))
    there = {(row.id, row.created_at) for row in await connection.execute(created)}
    return frozenset(row.id for row in claimed if (row.id, row.created_at) in there)


def _delivery(row: Row[Any], chat: Chat, message: AlertMessage | None, answered: int | None) -> Delivery:
    kind = AlertKind(row.kind)
    message_id = message.message_id if message is not None else None
    in_digest = message is not None and message.in_digest
    return Delivery(
        id=row.id,
        chat=chat,
        kind=kind,
        attempts=row.attempts,
        created_at=row.created_at,
        alert_id=row.alert_id,
        story_id=row.story_id,
        topic_ids=tuple(sorted(filter(None, row.topic_ids.split(",")))),
        text_html=row.text_html,
        message_id=message_id if kind is AlertKind.EDIT and not in_digest else None,
        reply_to_message_id=(answered or message_id) if kind is AlertKind.UPDATE else None,
        plain=row.plain,
        turn=row.turn,
        failing_since_at=row.failing_since_at,
    )
