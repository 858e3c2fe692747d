"""Put stories together for a chat: sources and facts from the database, rendered where one is wanted."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages.alert import render_alert
from bot.messages.digest import DigestPage, Told, render_digest
from bot.model import Alert, AlertKind, AlertRecord, Delivery, Match, SourcedFact, StoredArticle, Story
from bot.news.reports import FACTS, PlacedArticle, facts_of
from storage import alerts, matches, stories
from storage.stories import StoryRecord


async def stories_for(
    connection: AsyncConnection,
    story_ids: Sequence[int],
    topic_ids: Sequence[str] = (),
    due_by: datetime | None = None,
) -> dict[int, Story]:
    """The stories `story_ids` with the newest facts for a follower of `topic_ids`, by id.

    `due_by` leaves out what is still to come in an update that is due later.
    A story that was told has the facts of its alert and updates; for one that never was (a baseline, a search
    result) they are chosen now.
    """
    records = await stories.records(connection, story_ids)
    told = await alerts.of_stories(connection, list(records))
    untold = {story_id: record for story_id, record in records.items() if story_id not in told}
    chosen = await _choose_now(connection, untold)
    made = {}
    for story_id, record in records.items():
        facts = newest_first(told[story_id], due_by) if story_id in told else chosen[story_id]
        made[story_id] = _story(record, for_topics(facts, topic_ids)[:FACTS])
    return made


def newest_first(told: Sequence[AlertRecord], due_by: datetime | None = None) -> tuple[SourcedFact, ...]:
    """All that was told of a story (by `due_by`): the facts of its last update first, its alert's last."""
    due = [record for record in told if due_by is None or record.due_at <= due_by]
    return tuple(fact for record in reversed(due) for fact in record.facts)


def for_topics(facts: Sequence[SourcedFact], topic_ids: Sequence[str]) -> tuple[SourcedFact, ...]:
    """The facts for a follower of `topic_ids`: chosen for one of those or for everybody, each text once.

    Where none was, all of them.
    """
    mine = [one for one in facts if one.topic_id is None or one.topic_id in topic_ids] or facts
    return tuple({one.fact.text: one for one in reversed(mine)}.values())[::-1]


async def render_deliveries(
    connection: AsyncConnection, deliveries: Sequence[Delivery], names: Mapping[str, str], now: datetime
) -> dict[int, Alert]:
    """The message of every delivery of an alert, update or edit, by delivery id.

    Rendered from what the database holds now, so that a late delivery names the newest sources. `names` are
    topic names by id; a topic that is no more has none. A delivery whose story is gone is left out, one of
    a story that became part of another tells that one.
    """
    now_are = await stories.current(connection, sorted({one.story_id for one in deliveries if one.story_id}))
    records = await stories.records(connection, sorted(set(now_are.values())))
    told = await alerts.by_id(connection, sorted({one.alert_id for one in deliveries if one.alert_id}))
    made: dict[tuple[object, ...], Alert] = {}
    rendered = {}
    for one in deliveries:
        story_id = now_are.get(one.story_id or 0)
        if story_id not in records or one.alert_id not in told:
            continue
        key = (one.kind, story_id, one.alert_id, one.topic_ids)
        if key not in made:
            made[key] = _render(one, records[story_id], told[one.alert_id], names, now)
        rendered[one.id] = made[key]
    return rendered


async def render_held(
    connection: AsyncConnection, deliveries: Sequence[Delivery], names: Mapping[str, str], now: datetime
) -> list[DigestPage]:
    """The digest of one chat's held deliveries: every story once, the most corroborated first."""
    now_are = await stories.current(connection, sorted({one.story_id for one in deliveries if one.story_id}))
    topics: dict[int, dict[str, None]] = {}
    for one in deliveries:
        if one.story_id is not None:
            topics.setdefault(now_are[one.story_id], {}).update(dict.fromkeys(one.topic_ids))
    told = []
    for story_id, topic_ids in topics.items():
        for made in (await stories_for(connection, [story_id], list(topic_ids), now)).values():
            told.append(Told(made, _named(topic_ids, names)))
    return render_digest(told, now=now)


def _render(
    delivery: Delivery, record: StoryRecord, told: AlertRecord, names: Mapping[str, str], now: datetime
) -> Alert:
    facts = for_topics(told.facts, delivery.topic_ids)
    update = delivery.kind is AlertKind.UPDATE
    return render_alert(_story(record, facts), _named(delivery.topic_ids, names), now=now, update=update)


def _named(topic_ids: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The names of topics; one that was removed since (a chat's own) is not named by its id."""
    return tuple(names[topic_id] for topic_id in topic_ids if topic_id in names)


def _story(record: StoryRecord, facts: Sequence[SourcedFact]) -> Story:
    return Story(
        id=record.id,
        headline=record.headline,
        sources=record.sources,
        facts=tuple(facts),
        last_report_at=record.last_report_at,
        differences=record.differences,
    )


async def _choose_now(
    connection: AsyncConnection, records: Mapping[int, StoryRecord]
) -> dict[int, tuple[SourcedFact, ...]]:
    """Facts for stories of which nothing was ever told, from their newest reports."""
    newest = {
        story_id: [source.article_id for source in record.sources if source.copy_of is None][-3:]
        for story_id, record in records.items()
    }
    ids = [article_id for some in newest.values() for article_id in some]
    texts = await matches.articles_by_id(connection, ids)
    met = await matches.of_articles(connection, ids)
    return await asyncio.to_thread(_facts_of_all, newest, texts, met)


def _facts_of_all(
    newest: Mapping[int, Sequence[int]],
    texts: Mapping[int, StoredArticle],
    met: Mapping[int, Sequence[Match]],
) -> dict[int, tuple[SourcedFact, ...]]:
    chosen = {}
    for story_id, ids in newest.items():
        reports = [PlacedArticle(texts[one], tuple(met.get(one, ())), None, None) for one in reversed(ids)]
        chosen[story_id] = facts_of(reports)
    return chosen
