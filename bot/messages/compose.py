"""Put stories together for a chat: sources and facts from the database, rendered where a message is due."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages.alert import render_alert
from bot.messages.digest import ListedStory, render_digest
from bot.messages.languages import foreign_language, in_language, read_by
from bot.messages.speech.say import Say, say_in
from bot.model import (
    Alert,
    AlertKind,
    AlertRecord,
    Delivery,
    Match,
    Source,
    SourcedFact,
    StoredArticle,
    Story,
)
from bot.news.articles.headline import plain_headline
from bot.news.reports import BEST_MATCHES, FACTS, PlacedArticle, summary_of
from storage import alerts, matches, stories
from storage.stories import StoryRecord


async def stories_for(
    connection: AsyncConnection, story_ids: Sequence[int], topic_ids: Sequence[str], reads: Sequence[str] = ()
) -> dict[int, Story]:
    """The stories `story_ids` by id, with the newest facts for a follower of `topic_ids`.

    They are told in one of the languages that the follower `reads` where a report is in it.

    It takes the same few queries for any number of stories.

    A story that alerted says what its alert says now. For a story that never alerted (a baseline, a search
    result) facts are chosen now.
    """
    told = await _told(connection, story_ids)
    return {key: one.to_followers_of(topic_ids, reads) for key, one in told.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """A story with all that may be told of it, to followers of any topic."""

    record: StoryRecord
    facts: tuple[SourcedFact, ...]

    def to_followers_of(self, topic_ids: Sequence[str], reads: Sequence[str]) -> Story:
        story = in_language(_story(self.record, for_topics(self.facts, topic_ids)), reads)
        return replace(story, facts=story.facts[:FACTS])


async def _told(connection: AsyncConnection, story_ids: Sequence[int]) -> dict[int, _Told]:
    records = await stories.records(connection, story_ids)
    alerted = await alerts.of_stories(connection, list(records))
    silent = {story_id: record for story_id, record in records.items() if story_id not in alerted}
    chosen = await _choose_now(connection, silent) if silent else {}
    return {
        story_id: _Told(record, _alert_facts(alerted[story_id]) if story_id in alerted else chosen[story_id])
        for story_id, record in records.items()
    }


def _alert_facts(records: Sequence[AlertRecord]) -> tuple[SourcedFact, ...]:
    """What the alerts of a story say; all of them say how it stands now."""
    return tuple(fact for record in records if record.kind is AlertKind.ALERT for fact in record.facts)


def for_topics(facts: Sequence[SourcedFact], topic_ids: Sequence[str]) -> tuple[SourcedFact, ...]:
    """The facts that were chosen for one of `topic_ids` or for everybody, each text once; all if none was."""
    relevant = [fact for fact in facts if fact.topic_id is None or fact.topic_id in topic_ids] or facts
    return tuple({sourced.fact.text: sourced for sourced in reversed(relevant)}.values())[::-1]


async def render_deliveries(
    connection: AsyncConnection, deliveries: Sequence[Delivery], names: Mapping[str, str], now: datetime
) -> dict[int, Alert]:
    """The message of every delivery of an alert, update or edit, by delivery id.

    Rendered from what the database holds now, so that a late delivery names the newest sources. `names` are
    topic names by id; a topic that was removed has none. A delivery whose story no longer exists is left out;
    a story that was merged into another is rendered as that one.
    """
    current_ids = await _current_ids(connection, deliveries)
    records = await stories.records(connection, sorted(set(current_ids.values())))
    alert_ids = {delivery.alert_id for delivery in deliveries if delivery.alert_id}
    alert_records = await alerts.by_id(connection, sorted(alert_ids))
    cited = await stories.sources_of(connection, _cited_beside(alert_records.values(), records.values()))
    rendered: dict[tuple[object, ...], Alert] = {}
    messages = {}
    for delivery in deliveries:
        story_id = current_ids.get(delivery.story_id or 0)
        if story_id not in records or delivery.alert_id not in alert_records:
            continue
        chat = delivery.chat
        say = say_in(chat.language, chat.timezone)
        asked = (delivery.topic_ids, say.language, say.zone, chat.reads)
        key = (delivery.kind, story_id, delivery.alert_id, *asked)
        if key not in rendered:
            alert_record = alert_records[delivery.alert_id]
            rendered[key] = _render(delivery, records[story_id], alert_record, cited, names, now, say)
        messages[delivery.id] = rendered[key]
    return messages


async def _current_ids(connection: AsyncConnection, deliveries: Sequence[Delivery]) -> dict[int, int]:
    """The story that each delivery's story is now, by the id that the delivery has."""
    story_ids = {delivery.story_id for delivery in deliveries if delivery.story_id}
    return await stories.current(connection, sorted(story_ids))


async def render_held(
    connection: AsyncConnection,
    deliveries: Sequence[Delivery],
    names: Mapping[str, str],
    now: datetime,
    say: Say,
) -> list[Alert]:
    """The pages of the digest of one chat's deliveries: every story once, the most corroborated first."""
    current_ids = await _current_ids(connection, deliveries)
    told = await _told(connection, sorted(set(current_ids.values())))
    reads = read_by(deliveries[0].chat) if deliveries else ()
    return _digest_of(_gathered(deliveries, current_ids), told, names, now, say, reads)


async def render_digests(
    connection: AsyncConnection,
    held: Mapping[int, Sequence[Delivery]],
    names: Mapping[str, str],
    now: datetime,
) -> dict[int, Alert]:
    """The first page of each digest, by the key of the chat's deliveries in `held`; none where all is gone.

    In the morning many chats are told the same: stories are read once for all of them, and chats that follow
    the same topics, read the same languages and have the same language and time zone share a message.
    """
    everything = [delivery for some in held.values() for delivery in some]
    current_ids = await _current_ids(connection, everything)
    told = await _told(connection, sorted(set(current_ids.values())))
    rendered: dict[tuple[object, ...], list[Alert]] = {}
    found = {}
    for key, some in held.items():
        gathered, say = _gathered(some, current_ids), say_in(some[0].chat.language, some[0].chat.timezone)
        reads = read_by(some[0].chat)
        same = (gathered, say.language, say.zone, reads)
        if same not in rendered:
            rendered[same] = _digest_of(gathered, told, names, now, say, reads)
        if rendered[same]:
            found[key] = rendered[same][0]
    return found


class _Gathered(NamedTuple):
    """What a digest tells."""

    stories: tuple[tuple[int, tuple[str, ...]], ...]
    """Each with the topics for which the chat gets it."""
    lines: tuple[str, ...]
    """Of their own, such as how much more a feed had."""


def _gathered(deliveries: Sequence[Delivery], current_ids: Mapping[int, int]) -> _Gathered:
    topics: dict[int, dict[str, None]] = {}
    for delivery in deliveries:
        if delivery.story_id is not None:
            topic_ids = dict.fromkeys(delivery.topic_ids)
            topics.setdefault(current_ids[delivery.story_id], {}).update(topic_ids)
    lines = (one.text_html for one in deliveries if one.story_id is None and one.text_html)
    return _Gathered(tuple((story_id, tuple(ids)) for story_id, ids in topics.items()), tuple(lines))


def _digest_of(
    gathered: _Gathered,
    told: Mapping[int, _Told],
    names: Mapping[str, str],
    now: datetime,
    say: Say,
    reads: Sequence[str],
) -> list[Alert]:
    listed = [
        ListedStory(told[story_id].to_followers_of(topic_ids, reads), _topic_names(topic_ids, names))
        for story_id, topic_ids in gathered.stories
        if story_id in told
    ]
    return render_digest(listed, now=now, lines=gathered.lines, say=say)


def _cited_beside(told: Iterable[AlertRecord], records: Iterable[StoryRecord]) -> set[int]:
    """The articles that updates cite though they are of another story: those of a story that parted."""
    own = {source.article_id for record in records for source in record.sources}
    cited = (fact.article_id for one in told if one.kind is AlertKind.UPDATE for fact in one.facts)
    return {article_id for article_id in cited if article_id not in own}


def _render(
    delivery: Delivery,
    record: StoryRecord,
    alert: AlertRecord,
    cited: Mapping[int, Source],
    names: Mapping[str, str],
    now: datetime,
    say: Say,
) -> Alert:
    facts = for_topics(alert.facts, delivery.topic_ids)
    story = replace(_story(record, facts), headline=_headline(alert.headline or record.headline, record))
    update = alert.kind is AlertKind.UPDATE and not alert.sequel
    reads = read_by(delivery.chat)
    if alert.sequel:  # what it tells may be known in one language only
        story = replace(in_language(story, reads), headline=story.headline)
    elif not update:
        story = in_language(story, reads)
    else:
        brought = {alert.report_id, *(sourced.article_id for sourced in facts)}
        known = (*record.sources, *(cited[key] for key in sorted(cited)))
        own = tuple(source for source in known if source.article_id in brought)
        story = replace(story, sources=own or record.sources)
    return render_alert(
        story,
        _topic_names(delivery.topic_ids, names),
        now=now,
        update=update,
        silent=alert.silent,
        foreign=foreign_language(story, reads),
        say=say,
    )


def _topic_names(topic_ids: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The names of topics; a topic that has been removed since is left out, not shown by its id."""
    return tuple(names[topic_id] for topic_id in topic_ids if topic_id in names)


def _headline(headline: str, record: StoryRecord) -> str:
    return plain_headline(headline, {source.publisher for source in record.sources})


def _story(record: StoryRecord, facts: Sequence[SourcedFact]) -> Story:
    return Story(
        id=record.id,
        headline=_headline(record.headline, record),
        sources=record.sources,
        facts=tuple(facts),
        last_report_at=record.last_report_at,
        differences=record.differences,
    )


async def _choose_now(
    connection: AsyncConnection, records: Mapping[int, StoryRecord]
) -> dict[int, tuple[SourcedFact, ...]]:
    """Facts for stories that never alerted, from their newest reports."""
    newest = {
        story_id: [source.article_id for source in record.sources if source.copy_of is None][-3:]
        for story_id, record in records.items()
    }
    ids = [article_id for some in newest.values() for article_id in some]
    texts = await matches.articles_by_id(connection, ids)
    met = await matches.best_of_articles(connection, ids, BEST_MATCHES)
    return await asyncio.to_thread(_facts_of_all, newest, texts, met)


def _facts_of_all(
    newest: Mapping[int, Sequence[int]],
    texts: Mapping[int, StoredArticle],
    met: Mapping[int, Sequence[Match]],
) -> dict[int, tuple[SourcedFact, ...]]:
    chosen = {}
    for story_id, ids in newest.items():
        reports = [PlacedArticle(texts[key], tuple(met.get(key, ())), None, None) for key in reversed(ids)]
        chosen[story_id] = summary_of(reports)
    return chosen
