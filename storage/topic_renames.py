"""Give a configured topic another id, wherever the old one is used."""

from datetime import datetime

from sqlalchemy import Text, cast, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.schema import Table

from storage.tables import alerts, fanouts, feedback, matches, outbox, subscriptions, topics

_COPIED = ("name", "query", "state")


async def rename(connection: AsyncConnection, old: str, new: str, now: datetime) -> bool:
    """Move followers, matches and messages of the configured topic `old` to `new`; False without an `old`.

    Where `new` exists, what both have stays that of `new`. `now` tells the stations that topics changed.
    """
    configured = topics.c.owner_chat_id.is_(None)
    row = (await connection.execute(select(topics).where(topics.c.id == old, configured))).one_or_none()
    if row is None:
        return False
    if await connection.scalar(select(topics.c.id).where(topics.c.id == new)) is None:
        # A foreign key allows no renaming: a row under the new id takes over what points at the old one.
        copy = {column: getattr(row, column) for column in _COPIED}
        copy |= {"id": new, "created_at": now}
        await connection.execute(topics.insert(), copy)
    await _hand_over(connection, subscriptions, "chat_id", old, new)
    await _hand_over(connection, matches, "article_id", old, new)
    for table in (outbox, fanouts, feedback):
        await _rename_in_lists(connection, table, old, new)
    await _rename_in_facts(connection, old, new)
    await connection.execute(delete(topics).where(topics.c.id == old))
    return True


async def _hand_over(connection: AsyncConnection, table: Table, key: str, old: str, new: str) -> None:
    """The rows of a topic, but where the new one has a row for the same `key`."""
    theirs = table.alias()
    doubled = exists().where(theirs.c.topic_id == new, theirs.c[key] == table.c[key])
    await connection.execute(update(table).where(table.c.topic_id == old, ~doubled).values(topic_id=new))


async def _rename_in_lists(connection: AsyncConnection, table: Table, old: str, new: str) -> None:
    """In the lists of ids, joined by commas, that the rows of a table hold."""
    listed = select(table.c.topic_ids).where(table.c.topic_ids.contains(old, autoescape=True)).distinct()
    for joined in (await connection.scalars(listed)).all():
        ids = dict.fromkeys(new if topic_id == old else topic_id for topic_id in joined.split(","))
        renamed = ",".join(ids)
        if renamed != joined:
            await connection.execute(
                update(table).where(table.c.topic_ids == joined).values(topic_ids=renamed)
            )


async def _rename_in_facts(connection: AsyncConnection, old: str, new: str) -> None:
    told = cast(alerts.c.facts, Text).contains(f'"{old}"', autoescape=True)
    for row in (await connection.execute(select(alerts.c.id, alerts.c.facts).where(told))).all():
        facts = [fact | {"topic_id": new} if fact["topic_id"] == old else fact for fact in row.facts]
        await connection.execute(update(alerts).where(alerts.c.id == row.id).values(facts=facts))
