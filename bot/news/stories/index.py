"""Reports of one event -> one story: incremental, over a sliding window, within bounded candidates.

A report joins the open story of its event or founds one. What is known of a story is the signatures of its
first and its latest reports; a report is compared with those of the few stories that share its rare terms.
"""

import heapq
import math
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.news.across.stories import AcrossStories, Found
from bot.news.articles.refrains import Refrains
from bot.news.stories.candidates import TermIndex
from bot.news.stories.judge import Verdict
from bot.news.stories.likeness import Probe
from bot.news.stories.members import (
    Fit,
    Member,
    OpenStory,
    alike,
    compared,
    copied,
    edited_apart,
    forbids,
    held,
    member_of,
    parted_by,
    trusted,
)
from bot.news.stories.report import Clues, Key, Parting, Placement, Report
from bot.news.stories.ties import affair_of, nearest_first, tied

MOST_OPEN = 20_000
"""Open stories that are held at most; the one reported longest ago gives way, also where dates fail."""
MERGE = 1.5
"""Log-odds from which a report that fits two stories makes one of them, if they also fit each other."""


class StoryIndex:
    """The open stories. `window` is how long after its last report a story stays open.

    With `affairs` a report of no open story's happening joins for days the affair to which it is tied.
    """

    def __init__(self, window: timedelta = timedelta(hours=72), *, affairs: bool = False) -> None:
        self._window = window
        self._affairs = affairs
        self._terms = TermIndex()
        self.across = AcrossStories()
        self._open: dict[int, OpenStory] = {}
        """By the order in which they were founded, so that ties fall alike; the latest reported last."""
        self._orders: dict[Key, int] = {}
        self._founded = 0
        self._due: list[tuple[datetime, int]] = []
        self._refrains = Refrains()

    def __len__(self) -> int:
        return len(self._open)

    def place(self, report: Report) -> Placement:
        """Put a report into the story of its event, or found one; the index then holds it."""
        member = self._heard(report)
        fits = self._fits(probe := Probe(member.signature, self._terms.discount), member)
        best, verdict = fits[0][:2] if fits else (None, Verdict(-math.inf, "nothing alike"))
        chance = 1 / (1 + math.exp(-verdict.odds)) if verdict.odds > -700 else 0.0
        elsewhere = self._told_elsewhere(member, fits)
        if elsewhere:
            order, merged = self._unite(self.across.same(elsewhere))
            joined = self._add(order, member, elsewhere[0].chance, "told in another language")
            return replace(joined, merged=merged)
        if verdict.odds >= 0:
            return self._join(fits, member, chance)
        affair = affair_of(probe, member, fits, len(self), self.across.against) if self._affairs else None
        if affair is not None:
            return replace(self._add(affair, member, chance, "more of the affair"), tied=True)
        beside = None if best is None else self._open[best].ids[0]
        self._take(self._found(report.id), member, None)
        reason = f"apart: {verdict.reason or 'not alike enough'}"
        return Placement(report.id, founded=True, score=chance, reason=reason, beside=beside)

    def _join(self, fits: list[Fit], member: Member, chance: float) -> Placement:
        """Put a report into the story that it fits best, and merge with it the others that prove the same."""
        order, merged = self._merge(fits)
        copy = copied(self._open[order], member)
        reason = "a copy" if copy is not None else fits[0].verdict.development or "the same happening"
        return replace(self._add(order, member, chance, reason, copy), merged=merged)

    def _add(
        self, order: int, member: Member, chance: float, reason: str, copy: Key | None = None
    ) -> Placement:
        self._take(order, member, copy)
        id_, why = self._open[order].ids[0], f"joined: {reason}"
        return Placement(id_, founded=False, copy_of=copy, score=chance, reason=why, beside=id_)

    def joins(self, report: Report) -> Key | None:
        """The open story that a report would join, if any; the index does not hold the report."""
        member = self._member(report)
        fits = self._fits(probe := Probe(member.signature, self._terms.discount), member)
        elsewhere = self._told_elsewhere(member, fits)
        if not elsewhere and fits and fits[0].verdict.odds >= 0:
            return self._open[fits[0].order].ids[0]
        affair = affair_of(probe, member, fits, len(self), self.across.against) if self._affairs else None
        order = elsewhere[0].order if elsewhere else affair
        return None if order is None else self._open[order].ids[0]

    def clues(self, report_id: Key, story_id: Key) -> Clues | None:
        """By what a report of a story is found; None for a copy, and where it is no longer compared."""
        order = self._orders.get(story_id)
        members = [] if order is None else self._open[order].members
        return next((member.clues for member in members if member.id == report_id), None)

    def restore(
        self, report: Report, story_id: Key, clues: Clues | None = None, copy_of: Key | None = None
    ) -> None:
        """Hold a report that was placed before a restart; call it in the order of placement.

        A copy, and one whose `clues` are known, is not read now: the latter when another is compared with it.
        """
        order = self._orders[story_id] if story_id in self._orders else self._found(story_id)
        if copy_of in self._open[order].reports:
            self._refrains.hear(report.publisher, report.title, report.text)
            self._date(order, report.id, report.published_at, copy_of)
            return
        member = self._heard(report, clues)
        copy = None if clues else copied(self._open[order], member)
        self._take(order, member, copy)

    def edit(self, report: Report, story_id: Key) -> Parting | None:
        """Hold a report of a story as its publisher edited it; what leaves the story where it is of another
        happening now than every other report of it."""
        order = self._orders.get(story_id)
        if order is None or report.id not in self._open[order].reports:
            return None
        story, member = self._open[order], self._member(report)
        others = [one for one in story.in_language_of(member).members if one.id != report.id]
        reason = edited_apart(member, others, self._forbid)
        story.exchange(member)
        self._relearn(order)
        return self._part(order, {report.id}, reason) if reason else None

    def reconsider(self, report_id: Key, story_id: Key) -> Parting | None:
        """What leaves a story because a report that joined it shows it to be another happening."""
        order = self._orders.get(story_id)
        members = [] if order is None else self._open[order].members
        member = next((one for one in members if one.id == report_id), None)
        if order is None or member is None:
            return None
        others = [one for one in self._open[order].in_language_of(member).members if one is not member]
        # What a name ties to an affair may be elsewhere.
        forbid = self._forbid_untied if self._affairs else self._forbid
        apart, reason = parted_by(member, others, forbid)
        return self._part(order, {one.id for one in apart}, reason) if apart else None

    def _forbid(self, one: Member, other: Member) -> str:
        return forbids(one, other, self._terms.discount)

    def _forbid_untied(self, one: Member, other: Member) -> str:
        probe = Probe(one.signature, self._terms.discount)
        return "" if tied(probe, other.signature) else self._forbid(one, other)

    def _part(self, order: int, apart: Collection[Key], reason: str) -> Parting | None:
        """Let the reports `apart` and their copies found a story; where the founder is one, the others do."""
        story = self._open[order]
        leaving = story.leaving(apart)
        if not leaving:
            return None
        # A founder of a story that was merged into this one gets back the story that it founded.
        new_id = next((key for key in leaving if key in story.ids), leaving[0])
        new = self._found(new_id)
        story.hand_over(leaving, self._open[new])
        self._relearn(order)
        self._relearn(new)
        return Parting(story.ids[0], new_id, tuple(leaving), reason)

    def _relearn(self, order: int) -> None:
        """Bring what is known of a story's terms and dates up to date with its members."""
        story = self._open[order]
        self._terms.close(order)
        self.across.close(order)
        for member in story.members:
            self._learn(order, member)
        story.redate()
        self._watch(order)

    def expire(self, now: datetime) -> None:
        """Forget the stories that stay open no longer."""
        while self._due and self._due[0][0] < now:
            at, order = heapq.heappop(self._due)
            story = self._open.get(order)
            if story is not None and story.closes_at(self._window) == at:
                self._close(order)

    def forget(self, story_ids: Iterable[Key]) -> None:
        """Hold these stories no longer; `restore` takes in what is known of them elsewhere."""
        for order in {self._orders[story_id] for story_id in story_ids if story_id in self._orders}:
            self._close(order)

    def _close(self, order: int) -> None:
        self._terms.close(order)
        self.across.close(order)
        for known in self._open.pop(order).ids:
            self._orders.pop(known, None)

    def _heard(self, report: Report, clues: Clues | None = None) -> Member:
        member = self._member(report, clues)
        self._refrains.hear(report.publisher, report.title, report.text)
        return member

    def _member(self, report: Report, clues: Clues | None = None) -> Member:
        text = self._refrains.without(report.publisher, report.title, report.text)
        return member_of(report if text == report.text else replace(report, text=text), clues)

    def _fits(self, probe: Probe, member: Member) -> list[Fit]:
        """The stories worth a look that are near in time, best first; of equals the oldest."""
        found = []
        for order in self._terms.shortlist(probe):
            story = self._open[order].in_language_of(member)
            if not story.members or not self._open[order].in_time(member.published_at, self._window):
                continue
            likenesses = compared(probe, member, story)
            verdict = held(likenesses, member, story, self.across.rarity)
            copy = copied(story, member)
            if copy is None and not trusted(likenesses, member):
                continue
            if copy is not None:
                verdict = verdict._replace(odds=max(verdict.odds, MERGE))
            found.append(Fit(order, verdict, story, likenesses))
        found.sort(key=lambda fit: (-fit.verdict.odds, fit.order))
        return nearest_first(probe, member, found, len(self)) if self._affairs else found

    def _told_elsewhere(self, member: Member, fits: list[Fit]) -> list[Found]:
        """The stories that other languages' reports tell of the same happening, best first; none where words
        find one, unless they only say that this came of what it tells: more than a new toll."""
        same = fits[0] if fits and fits[0].verdict.odds >= 0 else None
        if same is not None and not same.verdict.tells_more:
            return []
        told = self.across.find(member.trace())
        found = [one for one in told if self._open[one.order].takes(member, self._window, self._forbid)]
        return [] if found and same is not None and found[0].order == same.order else found

    def _merge(self, fits: list[Fit]) -> tuple[int, tuple[Key, ...]]:
        """The story that a report joins, after the stories that prove the same became part of the oldest."""
        best, open_, told = fits[0], self._open, (self._terms.discount, self.across.rarity)
        proven = (fit.order for fit in fits[1:] if min(fit.verdict.odds, best.verdict.odds) >= MERGE)
        same = [best.order, *(other for other in proven if alike(open_[best.order], open_[other], *told))]
        return self._unite(same)

    def _unite(self, orders: list[int]) -> tuple[int, tuple[Key, ...]]:
        """Make stories part of the oldest of them."""
        oldest, *younger = sorted(orders)
        return oldest, tuple(key for order in younger for key in self._absorb(oldest, order))

    def _absorb(self, order: int, younger: int) -> list[Key]:
        story, gone = self._open[order], self._open.pop(younger)
        self._terms.close(younger)
        self.across.close(younger)
        for member in gone.members:
            self._take(order, member, None)
        story.reports |= gone.reports
        if gone.last_at is not None:
            story.date(gone.last_at)
        self._watch(order)
        story.ids.extend(gone.ids)
        self._orders.update(dict.fromkeys(gone.ids, order))
        return gone.ids

    def _found(self, story_id: Key) -> int:
        order = self._founded
        self._founded += 1
        if len(self._open) >= MOST_OPEN:
            self._close(next(iter(self._open)))
        self._open[order] = OpenStory([story_id])
        self._orders[story_id] = order
        return order

    def _take(self, order: int, member: Member, copy: Key | None) -> None:
        self._date(order, member.id, member.published_at, copy)
        if copy is None:
            self._learn(order, member)
            self._open[order].keep(member)

    def _date(self, order: int, report_id: Key, at: datetime | None, copy: Key | None) -> None:
        """Count a report among those of a story, which is the latest reported then."""
        story = self._open[order] = self._open.pop(order)
        if at is not None:
            story.date(at)
        story.reports[report_id] = report_id if copy is None else copy
        self._watch(order)

    def _watch(self, order: int) -> None:
        """Note when a story will be closed, unless it is reported again."""
        if (closes_at := self._open[order].closes_at(self._window)) is not None:
            heapq.heappush(self._due, (closes_at, order))

    def _learn(self, order: int, member: Member) -> None:
        clues = member.clues
        self._terms.add(order, clues.found_by, clues.besides)
        self.across.add(order, clues.across, member.published_at, member.trace)
