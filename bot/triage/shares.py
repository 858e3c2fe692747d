"""Fair shares: a feed that floods a topic alerts of a few stories an hour; the rest is one line."""

import logging
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.log import redact
from bot.messages.markup import escape, shorten
from bot.triage.announce import PlannedStory
from bot.triage.memory import HOUR
from bot.triage.steps import Announce, StoryPlan
from storage import feeds, outbox, shares
from storage.matches import Decision
from storage.shares import OVERFLOW

log = logging.getLogger(__name__)

FORGOTTEN_AFTER = timedelta(days=1)
"""Admins are told again of a feed that was quiet for this long."""


def share_out(
    planned: Sequence[PlannedStory],
    spent: Mapping[tuple[int, str], int],
    per_hour: int,
    own: Collection[str] = (),
) -> list[PlannedStory]:
    """The stories with their turns, those silenced that only one feed tells and that exceed its share.

    A feed's share is `per_hour` stories on each topic; `spent` counts those of the last hour. What is within
    its share on one of everybody's topics is told to all; `own` are the topics of chats, which tell their
    own followers only: anybody may make one to which a flood is new. What another feed tells too, and what
    chats were told of already, is never silenced. Pure.
    """
    counts = Counter(spent)
    shared = []
    for story in planned:
        tellers = {report.article.feed_id for report in story.loud}
        topics = {match.topic_id for report in story.loud for match in report.matches}
        story = replace(story, turn=_turn(tellers, topics, counts))
        if len(tellers) == 1:
            (feed_id,) = tellers
            exceeded = {topic_id for topic_id in topics if counts[feed_id, topic_id] >= per_hour}
            story = replace(story, withheld=_withheld(topics, exceeded, own))
            if any(isinstance(step, Announce) for step in story.plan.steps):
                if story.withheld == topics:
                    story = _silenced(story)
                counts.update((feed_id, topic_id) for topic_id in topics - story.withheld)
        shared.append(story)
    return shared


def _turn(tellers: Collection[int], topics: Collection[str], counts: Mapping[tuple[int, str], int]) -> int:
    """How many stories the quietest of the feeds told, on the topic that it told most about."""
    most = (max((counts.get((one, topic_id), 0) for topic_id in topics), default=0) for one in tellers)
    return min(most, default=0)


def _withheld(topics: AbstractSet[str], exceeded: AbstractSet[str], own: Collection[str]) -> frozenset[str]:
    """The topics whose followers are not told."""
    everybodys = topics - set(own)
    return frozenset(exceeded if everybodys <= exceeded else exceeded & set(own))


def _silenced(story: PlannedStory) -> PlannedStory:
    reports = tuple(
        replace(report, silence=report.silence or OVERFLOW, optional=False) for report in story.reports
    )
    silent = StoryPlan(story.plan.effects, story.affair.headline)
    return replace(story, reports=reports, plan=silent)


def silence_overflow(
    decisions: Sequence[Decision], planned: Sequence[PlannedStory]
) -> tuple[list[Decision], dict[int, int]]:
    """The decisions with what `share_out` silenced, and the silenced reports: article id -> feed id."""
    silenced = {
        report.article.id: report.article.feed_id
        for story in planned
        for report in story.reports
        if report.silence == OVERFLOW
    }
    marked = [replace(one, silence=OVERFLOW) if one.article_id in silenced else one for one in decisions]
    return marked, silenced


async def note_overflow(
    connection: AsyncConnection, silenced: Mapping[int, int], admins: Sequence[int], now: datetime
) -> None:
    """Remember which feeds had more than their share, and tell the admins of those that had not before."""
    counts = Counter(silenced.values())
    for feed_id in await shares.note_overflow(connection, list(counts), now):
        feed = await feeds.get(connection, feed_id)
        if feed is None:
            continue
        log.warning(
            "feed has more than its share feed=%s publisher=%r silent=%d",
            redact(feed.url), feed.publisher, counts[feed_id],
        )  # fmt: skip
        html = (
            f"<b>{escape(shorten(feed.publisher, 60))}</b> publishes more stories than may alert "
            f"([alerts] feed_per_hour): {escape(shorten(redact(feed.url), 200))}. The rest stays silent; "
            "followers get one line an hour. /removefeed stops it."
        )
        await outbox.enqueue_admin_notice(connection, admins, f"share of feed {feed_id}", html, now, HOUR)


async def tell_overflows(connection: AsyncConnection, now: datetime) -> tuple[int, bool]:
    """Queue "and 340 more from X" for followers of topics that a feed flooded, a slice of them of each feed.

    Returns for how many, and whether there are more.
    """
    told, more = 0, False
    for overflow in await shares.overflows(connection, now):
        publisher = escape(shorten(overflow.publisher, 60))
        after = f" more from <b>{publisher}</b>: /latest lists the newest."
        queued, left = await shares.tell_followers(connection, overflow, "And ", after, now)
        told += queued
        more |= left
    await shares.forget_overflows(connection, now - FORGOTTEN_AFTER)
    return told, more
