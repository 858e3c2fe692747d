"""Write what there is to say of stories that have new reports: alerts, updates and edits, fanned out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind, AlertRecord, Difference, SourcedFact
from bot.news.figures.differences import differences
from bot.news.language.text import sentences
from bot.news.reports import PlacedArticle, facts_of
from bot.triage.plan import Announce, Edit, Gather, Plan, Update, edit_of, loud_of, plan
from bot.triage.rephrase import Rephrased, in_new_words
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
    by_story: Mapping[int, Sequence[PlacedArticle]],
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
        edited_at = edited.get(story_id)
        decided = plan(reports, earlier, edited_at, updates_per_story, now, record.headline)
        telling = _Telling(connection, record, loud_of(reports), earlier, rephrased, now)
        if isinstance(decided, Announce):
            total += await telling.announce(decided)
        elif telling.loud:
            total += await telling.follow_up(decided, edited_at)
    return total


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is said of one story in one run of triage."""

    connection: AsyncConnection
    story: StoryRecord
    loud: Sequence[PlacedArticle]
    told: Sequence[AlertRecord]
    rephrased: Rephrased
    now: datetime

    async def announce(self, decided: Announce) -> Said:
        """The first word of the story, to every follower.

        It goes out under the headline of the report that is its reason, not of an old one that was silent.
        """
        first = self.loud[0].article
        if self.story.sources[0].article_id not in {report.article.id for report in self.loud}:
            await stories.set_headline(self.connection, self.story.id, first.title)
        return Said(announced=1, queued=await self._alert(0, decided.facts, _topics_of(self.loud)))

    async def follow_up(self, decided: Plan, edited_at: datetime | None) -> Said:
        """An update or edit for those who have the alert; the alert for those who hear of it only now.

        What an update says stands in the update; that another publisher confirms, or another topic is met,
        belongs into the alert as well.
        """
        topics = _topics_of(self.loud)
        mine = [report.article.id for report in self.loud]
        earlier = await stories.topics_before(self.connection, self.story.id, mine)
        named = [topic_id for topic_id in topics if topic_id not in earlier]
        for topic_id in named:
            await outbox.name_topic(self.connection, self.story.id, topic_id)
        said = Said()
        if isinstance(decided, Update | Gather) and (named or self._new_publishers(mine)):
            said += await self._tell_on(edit_of(self.told, edited_at, self.now))
        said += await self._tell_on(decided)
        return said + await self._tell_newcomers(topics)

    def _new_publishers(self, article_ids: Sequence[int]) -> set[str]:
        """The publishers that only these articles of the story speak for."""
        sources = self.story.sources
        before = {source.publisher for source in sources if source.article_id not in article_ids}
        return {source.publisher for source in sources} - before

    async def _tell_on(self, decided: Plan) -> Said:
        if isinstance(decided, Update):
            alert_id = await alerts.create(
                self.connection,
                self.story.id,
                AlertKind.UPDATE,
                decided.position,
                in_new_words(decided.facts, self.rephrased),
                self.now,
                decided.due_at,
            )
            return Said(updated=1, queued=await self._update(alert_id, decided.due_at))
        if isinstance(decided, Gather):
            facts = in_new_words(decided.facts, self.rephrased)
            await alerts.set_facts(self.connection, decided.alert_id, facts)
        elif isinstance(decided, Edit):
            queued = await outbox.enqueue_edits(self.connection, self.story.id, decided.due_at, self.now)
            return Said(queued=queued)
        return Said()

    async def _tell_newcomers(self, topics: Sequence[str]) -> Said:
        """Alert the chats that hear of an old story for the first time: a new report meets a topic of theirs.

        They are told the facts of that report, and hear further ones with everybody else.
        """
        queued = 0
        if await outbox.anybody_new(self.connection, self.story.id, topics):
            before = sum(one.kind is AlertKind.ALERT for one in self.told)
            queued = await self._alert(before, facts_of(self.loud), topics)
        waiting = [one for one in self.told if one.kind is AlertKind.UPDATE and one.due_at > self.now]
        for one in waiting:
            queued += await self._update(one.id, one.due_at)
        return Said(queued=queued)

    async def _alert(self, position: int, facts: Sequence[SourcedFact], topics: Sequence[str]) -> int:
        new = in_new_words(facts, self.rephrased)
        alert_id = await alerts.create(
            self.connection, self.story.id, AlertKind.ALERT, position, new, self.now, self.now
        )
        return await outbox.enqueue_alert(
            self.connection, alert_id, self.story.id, topics, self.now, self.now
        )

    async def _update(self, alert_id: int, due_at: datetime) -> int:
        return await outbox.enqueue_update(self.connection, alert_id, self.story.id, self.now, due_at)


def _topics_of(reports: Sequence[PlacedArticle]) -> list[str]:
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
