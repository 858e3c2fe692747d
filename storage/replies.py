"""Replies: the messages in a chat that updates answer and edits change."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind
from storage.tables import alerts, outbox, stories

# Created once: creating an alias takes longer than a claim.
_ANSWER, _ALERT = outbox.alias("answer"), outbox.alias("alert")


@dataclass(frozen=True, slots=True)
class AlertMessage:
    """The message in which a chat got the alert of a story."""

    message_id: int | None
    in_digest: bool


async def alert_messages(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, AlertMessage]:
    """The chat's alert of the same story, or of the one that it joined, by row id of an update or edit."""
    answer, alert = _ANSWER, _ALERT
    rows = await connection.execute(
        select(answer.c.id, alert.c.message_id, alert.c.digest_id)
        .join(stories, stories.c.id == answer.c.story_id)
        .join(
            alert,
            and_(
                alert.c.chat_id == answer.c.chat_id,
                alert.c.kind == AlertKind.ALERT.value,
                alert.c.story_id.in_([stories.c.id, stories.c.merged_into]),
            ),
        )
        .where(answer.c.id.in_(ids))
        .order_by(alert.c.id)
    )
    return {row.id: AlertMessage(row.message_id, row.digest_id is not None) for row in rows}


async def sequels(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, int]:
    """The message of the update that stands for an alert, by row id of an edit of it."""
    edit, other = _ANSWER, _ALERT
    same = and_(other.c.chat_id == edit.c.chat_id, other.c.alert_id == edit.c.alert_id)
    rows = await connection.execute(
        select(edit.c.id, other.c.message_id)
        .join(other, same)
        .where(edit.c.id.in_(ids), other.c.kind == AlertKind.UPDATE.value, other.c.message_id.is_not(None))
    )
    return {row.id: row.message_id for row in rows}


async def answered(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, int]:
    """The message id that an update answers where that is not the alert's, by row id of the update."""
    answer, other = _ANSWER, _ALERT
    rows = await connection.execute(
        select(answer.c.id, other.c.message_id)
        .join(alerts, alerts.c.id == answer.c.alert_id)
        .join(other, and_(other.c.chat_id == answer.c.chat_id, other.c.alert_id == alerts.c.reply_to_id))
        .where(answer.c.id.in_(ids), other.c.kind != AlertKind.EDIT.value, other.c.message_id.is_not(None))
        .order_by(other.c.id)
    )
    return {row.id: row.message_id for row in rows}
