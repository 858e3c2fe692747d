"""Write what there is to say of stories that have new reports: alerts, updates and edits, fanned out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.alerts.plan import Announce, Edit, Gather, Report, Update, plan
from bot.model import AlertKind, AlertRecord, Difference
from bot.news.figures import differences
from bot.news.text import sentences
from bot.rewriting import Rephrased, in_new_words
from storage import alerts, matches, outbox, stories
from storage.stories import StoryRecord

COMPARED = 12
"""The newest reports of a story whose figures are compared."""


@dataclass(frozen=True, slots=True)
class Said:
    """How much was said."""

    announced: int = 0
    updated: int = 0
    queued: int = 0
    """Rows put into the outbox."""

    def __add__(self, other: "Said") -> "Said":
        return Said(
            self.announced + other.announced, self.updated + other.updated, self.queued + other.queued
        )


async def say_all(
    connection: AsyncConnection,
    by_story: Mapping[int, Sequence[Report]],
    rephrased: Rephrased,
    updates_per_story: int,
    now: datetime,
) -> Said:
    """Write what there is to say of every story of `by_story`, which holds its new reports."""
    ids = list(by_story)
    told = await alerts.of_stories(connection, ids)
    edited = await outbox.edited_at(connection, ids)
    records = await stories.records(connection, ids)
    total = Said()
    for story_id, reports in by_story.items():
        record = records[story_id]
        newest_at = max(min(source.published_at, now) for source in record.sources)
        await stories.touch(connection, story_id, newest_at, await _differences(connection, record))
        earlier = told.get(story_id, ())
        decided = plan(reports, earlier, edited.get(story_id), updates_per_story, now)
        total += await _tell_newcomers(connection, story_id, reports, earlier, now)
        if isinstance(decided, Announce):
            facts = in_new_words(decided.facts, rephrased)
            alert_id = await alerts.create(connection, story_id, AlertKind.ALERT, 0, facts, now, now)
            topics = _topics_of(reports)
            queued = await outbox.enqueue_alert(connection, alert_id, story_id, topics, now, now)
            total += Said(announced=1, queued=queued)
        elif isinstance(decided, Update):
            facts = in_new_words(decided.facts, rephrased)
            alert_id = await alerts.create(
                connection, story_id, AlertKind.UPDATE, decided.position, facts, now, decided.due_at
            )
            queued = await outbox.enqueue_update(connection, alert_id, story_id, now, decided.due_at)
            total += Said(updated=1, queued=queued)
        elif isinstance(decided, Gather):
            facts = in_new_words(decided.facts, rephrased)
            await alerts.set_facts(connection, decided.alert_id, facts)
        elif isinstance(decided, Edit):
            queued = await outbox.enqueue_edits(connection, story_id, decided.due_at, now)
            total += Said(queued=queued)
    return total


async def _tell_newcomers(
    connection: AsyncConnection,
    story_id: int,
    reports: Sequence[Report],
    told: Sequence[AlertRecord],
    now: datetime,
) -> Said:
    """Alert the chats that hear of an old story for the first time: a new report meets a topic of theirs."""
    announced = next((record for record in told if record.kind is AlertKind.ALERT), None)
    topics = _topics_of([report for report in reports if report.silence is None])
    if announced is None or not topics:
        return Said()
    return Said(queued=await outbox.enqueue_alert(connection, announced.id, story_id, topics, now, now))


def _topics_of(reports: Sequence[Report]) -> list[str]:
    """The topics that reports met, each once, the best match first."""
    found = sorted((match for report in reports for match in report.matches), key=lambda match: -match.score)
    return list(dict.fromkeys(match.topic_id for match in found))


async def _differences(connection: AsyncConnection, record: StoryRecord) -> tuple[Difference, ...]:
    """The figures in which the publishers of a story differ."""
    voices = [source for source in record.sources if source.copy_of is None][-COMPARED:]
    if len({voice.publisher for voice in voices}) < 2:
        return ()
    texts = await matches.articles_by_id(connection, [voice.article_id for voice in voices])
    said: dict[str, list[str]] = {}
    for voice in voices:
        article = texts[voice.article_id]
        found = [sentence.text for sentence in sentences(article.text, article.language)]
        said.setdefault(voice.publisher, []).extend([article.title, *found])
    return differences(said)
