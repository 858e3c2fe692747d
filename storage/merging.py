"""The messages of a story that turned out to be the same as another: what moves, for some chats at a time."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.followers import Chats
from storage.tables import outbox


def waits() -> ColumnElement[bool]:
    """Whether a message was neither sent nor tried."""
    return or_(outbox.c.state == "held", (outbox.c.state == "due") & outbox.c.leased_until_at.is_(None))


async def move(connection: AsyncConnection, gone_id: int, kept_id: int, some: Chats, now: datetime) -> None:
    """Let the messages of `gone_id` to some chats be those of `kept_id`, and no chat be alerted of both."""
    await _merge_alerts(connection, gone_id, kept_id, some, now)
    await _merge_edits(connection, gone_id, kept_id, some, now)
    of_gone = (outbox.c.story_id == gone_id) & (outbox.c.kind == "update") & some.among(outbox.c.chat_id)
    await connection.execute(update(outbox).where(of_gone).values(story_id=kept_id))


async def _merge_alerts(
    connection: AsyncConnection, gone_id: int, kept_id: int, some: Chats, now: datetime
) -> None:
    other = outbox.alias()
    going = or_(other.c.state == "sent", (other.c.state == "due") & other.c.leased_until_at.is_not(None))
    alert = (outbox.c.kind == "alert") & some.among(outbox.c.chat_id)
    of_kept, of_gone = (outbox.c.story_id == kept_id) & alert, (outbox.c.story_id == gone_id) & alert

    def has_other(story_id: int, *more: ColumnElement[bool]) -> ColumnElement[bool]:
        mine = (other.c.chat_id == outbox.c.chat_id) & (other.c.story_id == story_id)
        return select(other.c.id).where(mine, other.c.kind == "alert", *more).exists()

    # Replies and edits need a message that was sent, so that one replaces one that was not.
    await connection.execute(delete(outbox).where(of_kept, waits(), has_other(gone_id, going)))
    await connection.execute(
        update(outbox)
        .where(of_gone, waits(), has_other(kept_id))
        .values(state="cancelled", reason="the same story as another alert", settled_at=now)
    )
    await connection.execute(update(outbox).where(of_gone, ~has_other(kept_id)).values(story_id=kept_id))


async def _merge_edits(
    connection: AsyncConnection, gone_id: int, kept_id: int, some: Chats, now: datetime
) -> None:
    """Waiting edits move with the alert that they edit, at most one per chat."""
    other = outbox.alias()
    of_gone = (outbox.c.story_id == gone_id) & (outbox.c.kind == "edit") & some.among(outbox.c.chat_id)
    stays = (other.c.story_id == gone_id) & (other.c.kind == "alert")
    double = (other.c.story_id == kept_id) & (other.c.kind == "edit") & (other.c.state == "due")
    without = select(other.c.id).where(other.c.chat_id == outbox.c.chat_id, or_(stays, double)).exists()
    await connection.execute(
        update(outbox)
        .where(of_gone, outbox.c.state == "due", without)
        .values(state="cancelled", reason="the story was merged into another", settled_at=now)
    )
    await connection.execute(update(outbox).where(of_gone).values(story_id=kept_id))
