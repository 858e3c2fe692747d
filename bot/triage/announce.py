"""Write alerts, updates and edits for the stories that have new reports, and queue them for the followers."""

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
"""How many of a story's newest reports have their figures compared."""


@dataclass(frozen=True, slots=True)
class Announcements:
    """How many alerts and updates triage made, and how many messages it queued."""

    alerts: int = 0
    """Stories announced for the first time."""
    updates: int = 0
    queued: int = 0
    """Rows added to the outbox."""

    def __add__(self, other: "Announcements") -> "Announcements":
        return Announcements(
            self.alerts + other.alerts, self.updates + other.updates, self.queued + other.queued
        )


async def announce_stories(
    connection: AsyncConnection,
    by_story: Mapping[int, Sequence[PlacedArticle]],
    rephrased: Rephrased,
    updates_per_story: int,
    now: datetime,
) -> Announcements:
    """Plan and write what each story of `by_story` sends; the values are the story's new reports."""
    ids = list(by_story)
    history = await alerts.of_stories(connection, ids)
    edited = await outbox.edited_at(connection, ids)
    records = await stories.records(connection, ids)
    total = Announcements()
    for story_id, reports in by_story.items():
        record = records[story_id]
        newest_at = max(min(source.published_at, now) for source in record.sources)
        await stories.touch(connection, story_id, newest_at, await _differences(connection, record))
        earlier = history.get(story_id, ())
        edited_at = edited.get(story_id)
        step = plan(reports, earlier, edited_at, updates_per_story, now, record.headline)
        announcer = _Announcer(connection, record, loud_of(reports), earlier, rephrased, now)
        if isinstance(step, Announce):
            total += await announcer.announce(step)
        elif announcer.loud:
            total += await announcer.follow_up(step, edited_at)
    return total


@dataclass(frozen=True, slots=True)
class _Announcer:
    """Writes what one story sends in one run of triage."""

    connection: AsyncConnection
    story: StoryRecord
    loud: Sequence[PlacedArticle]
    """The new reports that may alert."""
    earlier: Sequence[AlertRecord]
    """The story's alerts and updates before this run."""
    rephrased: Rephrased
    now: datetime

    async def announce(self, step: Announce) -> Announcements:
        """Alert every follower of the story for the first time.

        The headline is that of the report that causes the alert, not of an older report that stayed silent.
        """
        first = self.loud[0].article
        if self.story.sources[0].article_id not in {report.article.id for report in self.loud}:
            await stories.set_headline(self.connection, self.story.id, first.title)
        return Announcements(alerts=1, queued=await self._alert(0, step.facts, _topics_of(self.loud)))

    async def follow_up(self, step: Plan, edited_at: datetime | None) -> Announcements:
        """Update or edit for the chats that have the alert; alert the chats that meet the story only now.

        An update carries its own facts. A new publisher or a newly met topic is added to the alert as well.
        """
        topics = _topics_of(self.loud)
        new_ids = [report.article.id for report in self.loud]
        known_topics = await stories.topics_before(self.connection, self.story.id, new_ids)
        new_topics = [topic_id for topic_id in topics if topic_id not in known_topics]
        for topic_id in new_topics:
            await outbox.name_topic(self.connection, self.story.id, topic_id)
        total = Announcements()
        if isinstance(step, Update | Gather) and (new_topics or self._new_publishers(new_ids)):
            total += await self._carry_out(edit_of(self.earlier, edited_at, self.now))
        total += await self._carry_out(step)
        return total + await self._alert_newcomers(topics)

    def _new_publishers(self, article_ids: Sequence[int]) -> set[str]:
        """The publishers whose only articles in the story are these."""
        sources = self.story.sources
        before = {source.publisher for source in sources if source.article_id not in article_ids}
        return {source.publisher for source in sources} - before

    async def _carry_out(self, step: Plan) -> Announcements:
        if isinstance(step, Update):
            alert_id = await alerts.create(
                self.connection,
                self.story.id,
                AlertKind.UPDATE,
                step.position,
                in_new_words(step.facts, self.rephrased),
                self.now,
                step.due_at,
            )
            return Announcements(updates=1, queued=await self._update(alert_id, step.due_at))
        if isinstance(step, Gather):
            facts = in_new_words(step.facts, self.rephrased)
            await alerts.set_facts(self.connection, step.alert_id, facts)
        elif isinstance(step, Edit):
            queued = await outbox.enqueue_edits(self.connection, self.story.id, step.due_at, self.now)
            return Announcements(queued=queued)
        return Announcements()

    async def _alert_newcomers(self, topics: Sequence[str]) -> Announcements:
        """Alert the chats that follow a topic which this story meets only now.

        Their alert holds the facts of the new reports; later updates reach them like everybody else.
        """
        queued = 0
        if await outbox.anybody_new(self.connection, self.story.id, topics):
            position = sum(alert.kind is AlertKind.ALERT for alert in self.earlier)
            queued = await self._alert(position, facts_of(self.loud), topics)
        for alert in self.earlier:
            if alert.kind is AlertKind.UPDATE and alert.due_at > self.now:
                queued += await self._update(alert.id, alert.due_at)
        return Announcements(queued=queued)

    async def _alert(self, position: int, facts: Sequence[SourcedFact], topics: Sequence[str]) -> int:
        alert_id = await alerts.create(
            self.connection,
            self.story.id,
            AlertKind.ALERT,
            position,
            in_new_words(facts, self.rephrased),
            self.now,
            self.now,
        )
        return await outbox.enqueue_alert(
            self.connection, alert_id, self.story.id, topics, self.now, self.now
        )

    async def _update(self, alert_id: int, due_at: datetime) -> int:
        return await outbox.enqueue_update(self.connection, alert_id, self.story.id, self.now, due_at)


def _topics_of(reports: Sequence[PlacedArticle]) -> list[str]:
    """The topics that the reports met, each once, the best match first."""
    ranked = sorted((match for report in reports for match in report.matches), key=lambda match: -match.score)
    return list(dict.fromkeys(match.topic_id for match in ranked))


async def _differences(connection: AsyncConnection, record: StoryRecord) -> tuple[Difference, ...]:
    """The figures on which the story's publishers differ."""
    voices = [source for source in record.sources if source.copy_of is None][-COMPARED:]
    if len({voice.publisher for voice in voices}) < 2:
        return ()
    articles = await matches.articles_by_id(connection, [voice.article_id for voice in voices])
    texts: dict[str, list[str]] = {}
    for voice in voices:
        article = articles[voice.article_id]
        body = [sentence.text for sentence in sentences(article.text, article.language)]
        texts.setdefault(voice.publisher, []).extend([article.title, *body])
    return differences(texts)
