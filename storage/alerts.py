"""Alerts and updates: what to say about a story, one row for all the chats that get it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind, AlertRecord, Fact, SourcedFact
from storage.stories import lineage
from storage.tables import alerts, articles, matches, stories


async def create(connection: AsyncConnection, record: AlertRecord) -> int:
    """Store an alert or update and return its id; that of `record` does not matter.

    Raises IntegrityError if the story already has it.
    """
    row = {
        "story_id": record.story_id,
        "kind": record.kind.value,
        "position": record.position,
        "headline": record.headline,
        "facts": [_to_json(fact) for fact in record.facts],
        "report_id": record.report_id,
        "reply_to_id": record.reply_to_id,
        "sequel": record.sequel,
        "silent": record.silent,
        "created_at": record.created_at,
        "due_at": record.due_at,
    }
    created: int = (await connection.execute(insert(alerts).returning(alerts.c.id), row)).scalar_one()
    return created


async def repeat(connection: AsyncConnection, story_id: int, at: datetime, *, silent: bool) -> int | None:
    """Store the story's alert, as it stands, once more for those who get it later.

    Returns its id; None where neither the story nor one merged into it has an alert any longer.
    """
    is_alert = alerts.c.kind == AlertKind.ALERT.value
    newest = select(alerts).where(alerts.c.story_id.in_(lineage(story_id)), is_alert)
    told = (await connection.execute(newest.order_by(alerts.c.id.desc()).limit(1))).first()
    if told is None:
        return None
    last = await connection.scalar(
        select(func.max(alerts.c.position)).where(alerts.c.story_id == story_id, is_alert)
    )
    position = (last or 0) + 1
    record = replace(
        _record(told), story_id=story_id, position=position, created_at=at, due_at=at, silent=silent
    )
    return await create(connection, record)


async def gather(
    connection: AsyncConnection, alert_id: int, headline: str, facts: Sequence[SourcedFact], report_id: int
) -> None:
    """Replace the content of an update that has not been sent yet."""
    value = [_to_json(fact) for fact in facts]
    await connection.execute(
        update(alerts)
        .where(alerts.c.id == alert_id)
        .values(headline=headline, facts=value, report_id=report_id)
    )


async def renew(
    connection: AsyncConnection, story_id: int, headline: str, facts: Sequence[SourcedFact]
) -> None:
    """Let every alert of a story, and of those merged into it, say how the affair stands now."""
    value = [_to_json(fact) for fact in facts]
    await connection.execute(
        update(alerts)
        .where(alerts.c.story_id.in_(lineage(story_id)), alerts.c.kind == AlertKind.ALERT.value)
        .values(headline=headline, facts=value)
    )


async def renew_sequel(
    connection: AsyncConnection, sequel_id: int, headline: str, facts: Sequence[SourcedFact]
) -> None:
    """Let an update that stands for its story's alert say how the affair stands now."""
    await connection.execute(
        update(alerts)
        .where(alerts.c.id == sequel_id)
        .values(headline=headline, facts=[_to_json(fact) for fact in facts])
    )


async def forget_topics(connection: AsyncConnection, topic_ids: Sequence[str]) -> None:
    """Take the ids of topics that are about to be deleted from the facts that were chosen for them.

    Such facts are then for nobody in particular: an alert shows them only if it has no others.
    """
    met = select(func.coalesce(articles.c.story_id, articles.c.id)).join(
        matches, (matches.c.article_id == articles.c.id) & matches.c.topic_id.in_(topic_ids)
    )
    theirs = select(stories.c.id).where(or_(stories.c.id.in_(met), stories.c.merged_into.in_(met)))
    rows = await connection.execute(select(alerts.c.id, alerts.c.facts).where(alerts.c.story_id.in_(theirs)))
    for row in rows.all():
        facts = [fact | {"topic_id": _nobodys(fact["topic_id"], topic_ids)} for fact in row.facts]
        if facts != row.facts:
            await connection.execute(update(alerts).where(alerts.c.id == row.id).values(facts=facts))


def _nobodys(topic_id: str | None, gone: Sequence[str]) -> str | None:
    return "" if topic_id in gone else topic_id


async def by_id(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, AlertRecord]:
    """The alerts `ids`, by id."""
    rows = await connection.execute(select(alerts).where(alerts.c.id.in_(ids)))
    return {row.id: _record(row) for row in rows}


async def of_stories(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, list[AlertRecord]]:
    """The alerts and updates of the stories `ids` and of those merged into them, oldest first, by story."""
    kept = {story_id: story_id for story_id in ids}
    merged = select(stories.c.id, stories.c.merged_into).where(stories.c.merged_into.in_(ids))
    kept |= {row.id: row.merged_into for row in await connection.execute(merged)}
    rows = await connection.execute(
        select(alerts).where(alerts.c.story_id.in_(kept)).order_by(alerts.c.created_at, alerts.c.id)
    )
    records: dict[int, list[AlertRecord]] = {}
    for row in rows:
        records.setdefault(kept[row.story_id], []).append(_record(row))
    return records


def _to_json(fact: SourcedFact) -> dict[str, Any]:
    return {
        "topic_id": fact.topic_id,
        "article_id": fact.article_id,
        "note": fact.note,
        "extract": fact.extract_text,
        "text": fact.fact.text,
        "source": fact.fact.source,
        "start": fact.fact.start,
        "end": fact.fact.end,
    }


def _from_json(value: Mapping[str, Any]) -> SourcedFact:
    fact = Fact(value["text"], value["source"], value["start"], value["end"])
    return SourcedFact(fact, value["article_id"], value["topic_id"], value["note"], value["extract"])


def _record(row: Row[Any]) -> AlertRecord:
    return AlertRecord(
        id=row.id,
        story_id=row.story_id,
        kind=AlertKind(row.kind),
        position=row.position,
        facts=tuple(_from_json(value) for value in row.facts),
        created_at=row.created_at,
        due_at=row.due_at,
        headline=row.headline,
        report_id=row.report_id,
        reply_to_id=row.reply_to_id,
        sequel=row.sequel,
        silent=row.silent,
    )
