"""Write what triage planned for stories with new reports: alerts, updates and edits, queued for followers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind, AlertRecord, SourcedFact
from bot.news.reports import PlacedArticle, loud_among, topics_of
from bot.triage.rephrase import Rephrased, in_new_words
from bot.triage.steps import Affair, Announce, Edit, Gather, Step, StoryPlan, Update
from storage import alerts, effects, outbox, stories
from storage.followers import Takers


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


@dataclass(frozen=True, slots=True)
class PlannedStory:
    """A story with its new reports and what was decided about it."""

    affair: Affair
    reports: tuple[PlacedArticle, ...]
    plan: StoryPlan
    turn: int = 0
    """How many stories its feed told in the hour before."""
    withheld: frozenset[str] = frozenset()
    """Topics on which its only feed has used up its share: their followers are not alerted."""

    @property
    def loud(self) -> tuple[PlacedArticle, ...]:
        """The new reports that may alert, everybody or only some chats."""
        return loud_among(self.reports)

    @property
    def topics(self) -> list[str]:
        """The topics whose followers are alerted, the best match first."""
        return [topic_id for topic_id in topics_of(self.loud) if topic_id not in self.withheld]

    @property
    def takers(self) -> Takers | None:
        """The chats to which they are worth an alert; None: to every follower."""
        if not self.loud or any(report.sure for report in self.loud):
            return None
        by_default = any(report.silence is None for report in self.loud)
        return Takers(frozenset(report.kind for report in self.loud), by_default)


async def announce_stories(
    connection: AsyncConnection, planned: Sequence[PlannedStory], rephrased: Rephrased, now: datetime
) -> Announcements:
    """Write the plans of stories whose reports are stored already."""
    total = Announcements()
    for story in planned:
        total += await _Announcer(connection, story, rephrased, now).announce()
    return total


@dataclass(frozen=True, slots=True)
class _Announcer:
    """Writes what one story sends in one run of triage."""

    connection: AsyncConnection
    story: PlannedStory
    rephrased: Rephrased
    now: datetime

    async def announce(self) -> Announcements:
        """Write the state of the story, and everything that its plan sends."""
        story, plan = self.story, self.story.plan
        newest_at = max(
            min(report.article.published_at, self.now) for report in (*story.affair.earlier, *story.reports)
        )
        await stories.touch(self.connection, self._id, newest_at, plan.headline, plan.differences)
        await effects.save(self.connection, plan.effects)
        if not (story.loud or plan.steps):
            return Announcements()
        if any(isinstance(step, Announce) for step in plan.steps):
            topics = story.topics
            left_id, takers = story.affair.left_id, story.takers
            if (left_id or (takers and not takers.by_default)) and not await self._anybody_new(
                topics, left_id
            ):
                return Announcements()
            queued = await self._alert(topics, left_id)
            return Announcements(alerts=1, queued=queued)
        return await self._follow_up()

    @property
    def _id(self) -> int:
        return self.story.affair.story_id

    async def _follow_up(self) -> Announcements:
        """Update or edit for the chats that have the alert; alert the chats that meet the story only now."""
        plan = self.story.plan
        topics = topics_of(self.story.loud)
        new_topics = await self._name_new_topics(topics)
        await alerts.renew(self.connection, self._id, plan.headline, self._in_new_words(plan.facts))
        sequel_id = self.story.affair.sequel_id
        if sequel_id and plan.sequel_headline:
            facts = self._in_new_words(plan.sequel_facts)
            await alerts.renew_sequel(self.connection, sequel_id, plan.sequel_headline, facts)
        total = Announcements()
        for step in plan.steps:
            total += await self._carry_out(step)
        if new_topics and not any(isinstance(step, Edit) for step in plan.steps):
            total += await self._carry_out(Edit(self.now, sequel_id))
        return total + await self._alert_newcomers(self.story.topics)

    async def _name_new_topics(self, topics: Sequence[str]) -> list[str]:
        """Name the topics that the story meets only now in the alerts of those who follow them."""
        new_ids = [report.article.id for report in self.story.loud]
        known = await stories.topics_before(self.connection, self._id, new_ids)
        new_topics = [topic_id for topic_id in topics if topic_id not in known]
        if new_topics:
            await outbox.name_topics(self.connection, self._id, new_topics, self.now)
        return new_topics

    async def _carry_out(self, step: Step) -> Announcements:
        if isinstance(step, Update):
            record = AlertRecord(
                id=0,
                story_id=self._id,
                kind=AlertKind.UPDATE,
                position=step.position,
                facts=self._in_new_words(step.facts),
                created_at=self.now,
                due_at=step.due_at,
                headline=step.headline,
                report_id=step.report_id,
                reply_to_id=step.reply_to_id,
                sequel=step.sequel,
                silent=step.silent or not self._is_sure(step.report_id),
            )
            alert_id = await alerts.create(self.connection, record)
            return Announcements(updates=1, queued=await self._update(alert_id, step.due_at))
        if isinstance(step, Gather):
            facts = self._in_new_words(step.facts)
            await alerts.gather(self.connection, step.alert_id, step.headline, facts, step.report_id)
            # Also for those whose alert waited when the update was made, and was sent since.
            due_at = next(told.due_at for told in self.story.affair.told if told.id == step.alert_id)
            return Announcements(queued=await self._update(step.alert_id, due_at))
        if isinstance(step, Edit):
            # Chats that follow a topic which the story met late got its alert after the others.
            queued = 0
            for sequel_id in dict.fromkeys((None, step.sequel_id)):
                queued += await outbox.enqueue_edits(
                    self.connection, self._id, step.due_at, self.now, sequel_id
                )
            return Announcements(queued=queued)
        return Announcements()

    async def _alert_newcomers(self, topics: Sequence[str]) -> Announcements:
        """Alert the chats that follow a topic which this story meets only now.

        They get the story as it stands, which tells what updates that still wait would, and later updates
        like everybody else.
        """
        story, silent = self.story, not any(report.sure for report in self.story.loud)
        queued = await outbox.enqueue_newcomers(
            self.connection, self._id, topics, self.now, story.takers, silent=silent, turn=story.turn
        )
        return Announcements(queued=queued)

    async def _alert(self, topics: Sequence[str], left_id: int | None) -> int:
        plan = self.story.plan
        record = AlertRecord(
            id=0,
            story_id=self._id,
            kind=AlertKind.ALERT,
            position=0,
            facts=self._in_new_words(plan.facts),
            created_at=self.now,
            due_at=self.now,
            headline=plan.headline,
            silent=not any(report.sure for report in self.story.loud),
        )
        alert_id = await alerts.create(self.connection, record)
        takers, turn = self.story.takers, self.story.turn
        return await outbox.enqueue_alert(
            self.connection, alert_id, self._id, topics, self.now, self.now, left_id, takers, turn=turn
        )

    async def _anybody_new(self, topics: Sequence[str], left_id: int | None) -> bool:
        return await outbox.anybody_new(self.connection, self._id, topics, left_id, self.story.takers)

    def _is_sure(self, report_id: int) -> bool:
        return all(report.sure for report in self.story.loud if report.article.id == report_id)

    async def _update(self, alert_id: int, due_at: datetime) -> int:
        return await outbox.enqueue_update(self.connection, alert_id, self._id, self.now, due_at)

    def _in_new_words(self, facts: Sequence[SourcedFact]) -> tuple[SourcedFact, ...]:
        return in_new_words(facts, self.rephrased)
