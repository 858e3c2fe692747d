"""Reports of one event -> one story: incremental, over a sliding window, within bounded candidates.

A report joins the open story of its event or founds one. What is known of a story is the signatures of its
first and its latest reports; a report is compared with those of the few stories that share its rare terms.
"""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.news.stories.candidates import TermIndex
from bot.news.stories.judge import Verdict, adjusted, judge
from bot.news.stories.likeness import Likeness, Probe, compare
from bot.news.stories.refrains import Refrains
from bot.news.stories.report import Placement, Report
from bot.news.stories.signature import Signature, overlap, sign

COPY = 0.8
"""A report is a copy of another from this share of the shorter one's runs of words on."""
COPIED_RUNS = 8
"""Runs of words that a text must have to be told a copy: about a headline."""
MEMBERS = 6
"""Reports of a story that are kept for comparison: the first and the latest, no copies."""
BEST_SHARE = 0.2
"""What the most alike report of a story counts beside the mean of all: events are not chains."""
SURE = 6.0
"""Log-odds beyond which a pair counts no more: one twin among strangers makes no story of them."""
DEVELOPS = 0.5
"""Log-odds at least of a development of the story's incident, told by name, however few words it shares."""
MOST_OPEN = 20_000
"""Open stories that are held at most; the one reported longest ago gives way, also where dates fail."""
MERGE = 1.5
"""Log-odds from which a report that fits two stories makes one of them, if they also fit each other."""


@dataclass(frozen=True, slots=True)
class _Member:
    id: int | str
    signature: Signature
    published_at: datetime | None
    publisher: str


@dataclass(slots=True)
class _Story:
    ids: list[int | str]
    """Its own id, then those of the stories merged into it."""
    members: list[_Member] = field(default_factory=list)
    first_at: datetime | None = None
    last_at: datetime | None = None


class StoryIndex:
    """The open stories. `window` is how long after its last report a story stays open."""

    def __init__(self, window: timedelta = timedelta(hours=72)) -> None:
        self._window = window
        self._terms = TermIndex()
        self._open: dict[int, _Story] = {}
        """By the order in which they were founded, so that ties fall alike; the latest reported last."""
        self._orders: dict[int | str, int] = {}
        self._founded = 0
        self._due: list[tuple[datetime, int]] = []
        self._refrains = Refrains()

    def __len__(self) -> int:
        return len(self._open)

    def place(self, report: Report) -> Placement:
        """Put a report into the story of its event, or found one; the index then holds it."""
        member = self._heard(report)
        fits = self._fits(member)
        best, verdict = fits[0] if fits else (None, Verdict(-math.inf, "nothing alike"))
        chance = 1 / (1 + math.exp(-verdict.odds)) if verdict.odds > -700 else 0.0
        if best is None or verdict.odds < 0:
            beside = None if best is None else self._open[best].ids[0]
            self._take(self._found(report.id), member, None)
            reason = f"apart: {verdict.reason or 'not alike enough'}"
            return Placement(report.id, founded=True, score=chance, reason=reason, beside=beside)
        order, merged = self._merge(fits)
        story = self._open[order]
        copy = _copied(story, member.signature)
        self._take(order, member, copy)
        reason = (
            "joined: a copy" if copy is not None else f"joined: {verdict.development or 'the same happening'}"
        )
        return Placement(
            story.ids[0],
            founded=False,
            copy_of=copy,
            merged=merged,
            score=chance,
            reason=reason,
            beside=story.ids[0],
        )

    def restore(self, report: Report, story_id: int | str) -> None:
        """Hold a report that was placed before a restart; call it in the order of placement."""
        member = self._heard(report)
        order = self._orders.get(story_id)
        if order is None:
            order = self._found(story_id)
        self._take(order, member, _copied(self._open[order], member.signature))

    def pairs(self, report: Report) -> list[tuple[int | str, Likeness, str]]:
        """A report beside those of the stories worth a look: their ids, measures, and what forbids, for
        fitting."""
        member = self._member(report)
        probe = Probe(member.signature, self._terms.discount)
        found = []
        for order in self._near(probe, member):
            story = self._open[order]
            for likeness, other in zip(_compared(probe, member, story), story.members, strict=True):
                found.append((story.ids[0], *adjusted(likeness, member.signature, other.signature)))
        return found

    def expire(self, now: datetime) -> None:
        """Forget the stories whose last report is older than the window."""
        while self._due and self._due[0][0] < now - self._window:
            at, order = heapq.heappop(self._due)
            story = self._open.get(order)
            if story is not None and story.last_at == at:
                self._close(order)

    def _close(self, order: int) -> None:
        self._terms.close(order)
        for known in self._open.pop(order).ids:
            self._orders.pop(known, None)

    def _heard(self, report: Report) -> _Member:
        member = self._member(report)
        self._refrains.hear(report.publisher, report.title, report.text)
        return member

    def _member(self, report: Report) -> _Member:
        text = self._refrains.without(report.publisher, report.title, report.text)
        signature = sign(report.title, text, report.language, report.published_at)
        return _Member(report.id, signature, report.published_at, report.publisher)

    def _near(self, probe: Probe, member: _Member) -> Iterator[int]:
        """The stories worth a look that are near in time."""
        for order in self._terms.shortlist(probe):
            if self._in_time(self._open[order], member.published_at):
                yield order

    def _fits(self, member: _Member) -> list[tuple[int, Verdict]]:
        """The stories worth a look with the verdicts, best first; of equals the oldest."""
        probe = Probe(member.signature, self._terms.discount)
        found = []
        for order in self._near(probe, member):
            story = self._open[order]
            verdict = _held(probe, member, story)
            if _copied(story, member.signature) is not None:
                verdict = verdict._replace(odds=max(verdict.odds, MERGE))
            found.append((order, verdict))
        return sorted(found, key=lambda fit: (-fit[1].odds, fit[0]))

    def _in_time(self, story: _Story, at: datetime | None) -> bool:
        if at is None or story.first_at is None or story.last_at is None:
            return True
        return story.first_at - self._window <= at <= story.last_at + self._window

    def _merge(self, fits: list[tuple[int, Verdict]]) -> tuple[int, tuple[int | str, ...]]:
        """The story that a report joins, after the stories that prove the same became part of the oldest."""
        chosen = fits[0][0]
        same = [chosen]
        for order, verdict in fits[1:]:
            if verdict.odds >= MERGE and fits[0][1].odds >= MERGE and self._alike(chosen, order):
                same.append(order)
        oldest, *younger = sorted(same)
        merged: list[int | str] = []
        for order in younger:
            merged.extend(self._absorb(oldest, order))
        return oldest, tuple(merged)

    def _alike(self, one: int, other: int) -> bool:
        """Whether two stories are of one event by their own reports: a survey of two merges nothing."""
        return all(
            _held(Probe(member.signature, self._terms.discount), member, self._open[one]).odds >= 0
            for member in self._open[other].members
        )

    def _absorb(self, order: int, younger: int) -> list[int | str]:
        story, gone = self._open[order], self._open.pop(younger)
        self._terms.close(younger)
        for member in gone.members:
            self._take(order, member, None)
        if gone.last_at is not None and (story.last_at is None or gone.last_at > story.last_at):
            story.last_at = gone.last_at
            heapq.heappush(self._due, (gone.last_at, order))
        story.ids.extend(gone.ids)
        self._orders.update(dict.fromkeys(gone.ids, order))
        return gone.ids

    def _found(self, story_id: int | str) -> int:
        order = self._founded
        self._founded += 1
        if len(self._open) >= MOST_OPEN:
            self._close(next(iter(self._open)))
        self._open[order] = _Story([story_id])
        self._orders[story_id] = order
        return order

    def _take(self, order: int, member: _Member, copy: int | str | None) -> None:
        story = self._open[order] = self._open.pop(order)
        at = member.published_at
        if at is not None:
            story.first_at = at if story.first_at is None else min(story.first_at, at)
            if story.last_at is None or at > story.last_at:
                story.last_at = at
                heapq.heappush(self._due, (at, order))
        if copy is not None:
            return
        self._terms.add(order, member.signature)
        story.members.append(member)
        if len(story.members) > MEMBERS:
            del story.members[1]


def _compared(probe: Probe, member: _Member, story: _Story) -> Iterator[Likeness]:
    for other in story.members:
        same = bool(member.publisher) and member.publisher == other.publisher
        yield compare(probe, other.signature, _days(member.published_at, other.published_at), same)


def _held(probe: Probe, member: _Member, story: _Story) -> Verdict:
    """The verdict on a report and a story: mostly the mean over its reports, for events are not chains.

    A development counts as one where it is told of any report of the story and few of them forbid it.
    """
    verdicts = [
        judge(likeness, member.signature, other.signature)
        for likeness, other in zip(_compared(probe, member, story), story.members, strict=True)
    ]
    scores = [max(-SURE, min(SURE, verdict.odds)) for verdict in verdicts]
    odds = BEST_SHARE * max(scores) + (1 - BEST_SHARE) * sum(scores) / len(scores)
    against = [verdict.reason for verdict in verdicts if verdict.reason]
    told = [verdict.development for verdict in verdicts if verdict.development]
    if told and 2 * len(against) < len(verdicts):
        return Verdict(max(odds, DEVELOPS), "", told[0])
    return Verdict(odds, against[0] if against else "", told[0] if told else "")


def _copied(story: _Story, signature: Signature) -> int | str | None:
    """The first report of the story of which the text is a near-copy."""
    for member in story.members:
        if min(len(signature.shingles), len(member.signature.shingles)) < COPIED_RUNS:
            continue
        if overlap(member.signature, signature) >= COPY:
            return member.id
    return None


def _days(one: datetime | None, other: datetime | None) -> float | None:
    return None if one is None or other is None else abs((one - other).total_seconds()) / 86400
