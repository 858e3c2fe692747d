"""The topics that articles are matched against: the active ones, as stations follow their changes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import topics

_ACTIVE = topics.c.state == "active"


@dataclass(frozen=True, slots=True)
class Version:
    """What changes whenever a topic is added, changed, retired, suspended or removed."""

    count: int
    newest_at: datetime | None


@dataclass(frozen=True, slots=True)
class MatchedTopic:
    """A topic to match."""

    id: str
    query: str
    is_own: bool
    """Whether it is a chat's own."""
    created_at: datetime
    """When it was made or its query was changed."""


async def version(connection: AsyncConnection) -> Version:
    """The version of all of them."""
    counted = select(func.count(), func.max(topics.c.created_at)).where(_ACTIVE)
    count, newest_at = (await connection.execute(counted)).one()
    return Version(count, newest_at)


async def since(connection: AsyncConnection, at: datetime) -> list[MatchedTopic]:
    """Those made or changed after `at`."""
    return await _where(connection, topics.c.created_at > at)


async def ids(connection: AsyncConnection) -> set[str]:
    """The ids of all of them."""
    return set(await connection.scalars(select(topics.c.id).where(_ACTIVE)))


async def of_ids(connection: AsyncConnection, topic_ids: Collection[str]) -> list[MatchedTopic]:
    """Those among `topic_ids`."""
    return await _where(connection, topics.c.id.in_(topic_ids))


async def _where(connection: AsyncConnection, chosen: ColumnElement[Any]) -> list[MatchedTopic]:
    own = topics.c.owner_chat_id.is_not(None)
    rows = await connection.execute(
        select(topics.c.id, topics.c.query, own, topics.c.created_at).where(_ACTIVE, chosen)
    )
    return [MatchedTopic(topic_id, query, bool(is_own), at) for topic_id, query, is_own, at in rows]
