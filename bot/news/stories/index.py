"""Reports of one event -> one story: incremental, over a sliding window, within bounded candidates.

A report joins the open story of its event or founds one. What is known of a story is the signatures of its
first and its latest reports; a report is compared with those of the few stories that share its rare terms.
"""

import heapq
import math
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from bot.news.articles.refrains import Refrains
from bot.news.stories.candidates import TermIndex
from bot.news.stories.judge import Verdict, adjusted
from bot.news.stories.likeness import Likeness, Probe
from bot.news.stories.members import (
    Fit,
    Member,
    OpenStory,
    compared,
    copied,
    edited_apart,
    forbids,
    held,
    parted_by,
)
from bot.news.stories.report import Parting, Placement, Report
from bot.news.stories.signature import sign
from bot.news.stories.ties import TIED, strength, tied

MEMBERS = 6
"""Reports of a story that are kept for comparison: the first and the latest, no copies."""
MOST_OPEN = 20_000
"""Open stories that are held at most; the one reported longest ago gives way, also where dates fail."""
MERGE = 1.5
"""Log-odds from which a report that fits two stories makes one of them, if they also fit each other."""


class StoryIndex:
    """The open stories. `window` is how long after its last report a story stays open.

    With `affairs` a report that is of no open story's happening joins the affair to which names tie it, for
    some days after the affair began: so a desk threads what comes of an event.
    """

    def __init__(self, window: timedelta = timedelta(hours=72), *, affairs: bool = False) -> None:
        self._window = window
        self._affairs = affairs
        self._terms = TermIndex()
        self._open: dict[int, OpenStory] = {}
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
        probe = Probe(member.signature, self._terms.discount)
        fits = self._fits(probe, member)
        best, verdict = fits[0][:2] if fits else (None, Verdict(-math.inf, "nothing alike"))
        chance = 1 / (1 + math.exp(-verdict.odds)) if verdict.odds > -700 else 0.0
        affair = (
            self._tied(probe, member, fits) if self._affairs and (best is None or verdict.odds < 0) else None
        )
        if affair is not None:
            self._take(affair, member, None)
            story_id = self._open[affair].ids[0]
            return Placement(
                story_id, founded=False, score=chance, reason="joined: more of the affair", beside=story_id
            )
        if best is None or verdict.odds < 0:
            beside = None if best is None else self._open[best].ids[0]
            self._take(self._found(report.id), member, None)
            reason = f"apart: {verdict.reason or 'not alike enough'}"
            return Placement(report.id, founded=True, score=chance, reason=reason, beside=beside)
        order, merged = self._merge(fits)
        story = self._open[order]
        copy = copied(story, member.signature)
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
        self._take(order, member, copied(self._open[order], member.signature))

    def edit(self, report: Report, story_id: int | str) -> Parting | None:
        """Hold a report of a story as its publisher edited it; what leaves the story where it is of another
        happening now than every other report of it.
        """
        order = self._orders.get(story_id)
        if order is None or report.id not in self._open[order].reports:
            return None
        story, member = self._open[order], self._member(report)
        others = [other for other in story.members if other.id != report.id]
        reason = edited_apart(member, others, self._forbid)
        if len(others) < len(story.members):
            story.members = [member if other.id == report.id else other for other in story.members]
        else:
            story.members.append(member)
        story.reports[report.id] = report.id
        self._relearn(order)
        return self._part(order, {report.id}, reason) if reason else None

    def reconsider(self, report_id: int | str, story_id: int | str) -> Parting | None:
        """What leaves a story because a report that joined it shows it to be another happening."""
        order = self._orders.get(story_id)
        members = [] if order is None else self._open[order].members
        member = next((one for one in members if one.id == report_id), None)
        if order is None or member is None:
            return None
        others = [other for other in members if other is not member]
        # What names tie to an affair may be elsewhere.
        forbid = self._forbid_untied if self._affairs else self._forbid
        apart, reason = parted_by(member, others, forbid)
        return self._part(order, {one.id for one in apart}, reason) if apart else None

    def _forbid(self, one: Member, other: Member) -> str:
        return forbids(one, other, self._terms.discount)

    def _forbid_untied(self, one: Member, other: Member) -> str:
        probe = Probe(one.signature, self._terms.discount)
        return "" if tied(probe, other.signature) else self._forbid(one, other)

    def _part(self, order: int, apart: Collection[int | str], reason: str) -> Parting | None:
        """Let the reports `apart` and their copies found a story; where the founder is one, the others do."""
        story = self._open[order]
        leaving = [key for key, own in story.reports.items() if own in apart]
        if story.ids[0] in leaving:
            leaving = [key for key in story.reports if key not in leaving]
        if not leaving:
            return None
        # A founder of a story that was merged into this one gets back the story that it founded.
        new_id = next((key for key in leaving if key in story.ids), leaving[0])
        new = self._found(new_id)
        parted = self._open[new]
        for key in leaving:
            parted.reports[key] = story.reports.pop(key)
        parted.members = [member for member in story.members if member.id in parted.reports]
        story.members = [member for member in story.members if member.id in story.reports]
        story.ids = [key for key in story.ids if key != new_id]
        self._relearn(order)
        self._relearn(new)
        return Parting(story.ids[0], new_id, tuple(leaving), reason)

    def _relearn(self, order: int) -> None:
        """Bring what is known of a story's terms and dates up to date with its members."""
        story = self._open[order]
        self._terms.close(order)
        for member in story.members:
            self._terms.add(order, member.signature)
        dates = [member.published_at for member in story.members if member.published_at is not None]
        story.first_at, story.last_at = (min(dates), max(dates)) if dates else (None, None)
        if story.last_at is not None:
            heapq.heappush(self._due, (story.last_at, order))

    def pairs(self, report: Report) -> list[tuple[int | str, Likeness, str]]:
        """A report beside those of the stories worth a look: their ids, measures, and what forbids, for
        fitting."""
        member = self._member(report)
        probe = Probe(member.signature, self._terms.discount)
        found = []
        for order in self._near(probe, member):
            story = self._open[order]
            for likeness, other in zip(compared(probe, member, story), story.members, strict=True):
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

    def _heard(self, report: Report) -> Member:
        member = self._member(report)
        self._refrains.hear(report.publisher, report.title, report.text)
        return member

    def _member(self, report: Report) -> Member:
        text = self._refrains.without(report.publisher, report.title, report.text)
        signature = sign(report.title, text, report.language, report.published_at)
        return Member(report.id, signature, report.published_at, report.publisher)

    def _near(self, probe: Probe, member: Member) -> Iterator[int]:
        """The stories worth a look that are near in time."""
        for order in self._terms.shortlist(probe):
            if self._in_time(self._open[order], member.published_at):
                yield order

    def _fits(self, probe: Probe, member: Member) -> list[Fit]:
        """The stories worth a look, best first; of equals the oldest."""
        found = []
        for order in self._near(probe, member):
            story = self._open[order]
            likenesses = compared(probe, member, story)
            verdict = held(likenesses, member, story)
            if copied(story, member.signature) is not None:
                verdict = verdict._replace(odds=max(verdict.odds, MERGE))
            found.append(Fit(order, verdict, likenesses))
        return sorted(found, key=lambda fit: (-fit.verdict.odds, fit.order))

    def _tied(self, probe: Probe, member: Member, fits: list[Fit]) -> int | None:
        """The story of the affair that the report's names tie it to; None where none do."""
        if member.signature.strung:
            return None
        ties = [(strength(probe, fit.likenesses, member, self._open[fit.order]), -fit.order) for fit in fits]
        best, order = max(ties, default=(0.0, 0))
        return -order if best >= TIED else None

    def _in_time(self, story: OpenStory, at: datetime | None) -> bool:
        if at is None or story.first_at is None or story.last_at is None:
            return True
        return story.first_at - self._window <= at <= story.last_at + self._window

    def _merge(self, fits: list[Fit]) -> tuple[int, tuple[int | str, ...]]:
        """The story that a report joins, after the stories that prove the same became part of the oldest."""
        best = fits[0]
        same = [best.order]
        for fit in fits[1:]:
            if min(fit.verdict.odds, best.verdict.odds) >= MERGE and self._alike(best.order, fit.order):
                same.append(fit.order)
        oldest, *younger = sorted(same)
        merged: list[int | str] = []
        for order in younger:
            merged.extend(self._absorb(oldest, order))
        return oldest, tuple(merged)

    def _alike(self, one: int, other: int) -> bool:
        """Whether two stories are of one event by their own reports: a survey of two merges nothing."""
        story = self._open[one]
        return all(
            held(compared(Probe(member.signature, self._terms.discount), member, story), member, story).odds
            >= 0
            for member in self._open[other].members
        )

    def _absorb(self, order: int, younger: int) -> list[int | str]:
        story, gone = self._open[order], self._open.pop(younger)
        self._terms.close(younger)
        for member in gone.members:
            self._take(order, member, None)
        story.reports |= gone.reports
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
        self._open[order] = OpenStory([story_id])
        self._orders[story_id] = order
        return order

    def _take(self, order: int, member: Member, copy: int | str | None) -> None:
        story = self._open[order] = self._open.pop(order)
        at = member.published_at
        if at is not None:
            story.first_at = at if story.first_at is None else min(story.first_at, at)
            if story.last_at is None or at > story.last_at:
                story.last_at = at
                heapq.heappush(self._due, (at, order))
        story.reports[member.id] = member.id if copy is None else copy
        if copy is not None:
            return
        self._terms.add(order, member.signature)
        story.members.append(member)
        if len(story.members) > MEMBERS:
            del story.members[1]
