"""Reports of one event -> one story: incremental, over a sliding window, within bounded candidates.

A report joins the open story of its event or founds one. What is known of a story is the signatures of its
first and its latest reports; a report is compared with those of the few stories that share its rare terms.
"""

import heapq
import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.news.candidates import TermIndex
from bot.news.signature import Signature, overlap, sign

COPY = 0.8
"""Share of the shorter text's runs of words that stands in the other from which on it is a copy."""
MEMBERS = 6
"""Reports of a story that are kept for comparison: the first and the latest."""
JOIN = 0.24


@dataclass(frozen=True, slots=True)
class Report:
    """An article as grouping takes it; `published_at` None gives no evidence from time."""

    id: int | str
    title: str
    text: str
    publisher: str = ""
    published_at: datetime | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report went."""

    story_id: int | str
    founded: bool
    copy_of: int | str | None = None
    """The report of which this one is a near-copy."""
    merged: tuple[int | str, ...] = ()
    """Stories found to be the same event as `story_id`; it is the oldest of them."""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Member:
    id: int | str
    signature: Signature


@dataclass(slots=True)
class _Story:
    id: int | str
    members: list[_Member] = field(default_factory=list)
    terms: dict[str, None] = field(default_factory=dict)
    first_at: datetime | None = None
    last_at: datetime | None = None


class StoryIndex:
    """The open stories. `window` is how long after its last report a story stays open."""

    def __init__(self, window: timedelta = timedelta(hours=72)) -> None:
        self._window = window
        self._terms = TermIndex()
        self._open: dict[int, _Story] = {}
        self._orders: dict[int | str, int] = {}
        self._founded = 0
        self._due: list[tuple[datetime, int]] = []

    def __len__(self) -> int:
        return len(self._open)

    def place(self, report: Report) -> Placement:
        """Put a report into the story of its event, or found one; the index then holds it."""
        signature = sign(report.title, report.text, report.language)
        best, score = self._best(report, signature)
        if best is None or score < JOIN:
            order = self._found(report.id)
            self._take(order, report, signature, None)
            return Placement(report.id, founded=True, score=score)
        story = self._open[best]
        copy = _copied(story, signature)
        self._take(best, report, signature, copy)
        return Placement(story.id, founded=False, copy_of=copy, score=score)

    def restore(self, report: Report, story_id: int | str) -> None:
        """Hold a report that was placed before a restart; call it in the order of placement."""
        signature = sign(report.title, report.text, report.language)
        order = self._orders.get(story_id)
        if order is None:
            order = self._found(story_id)
        self._take(order, report, signature, _copied(self._open[order], signature))

    def expire(self, now: datetime) -> None:
        """Forget the stories whose last report is older than the window."""
        while self._due and self._due[0][0] < now - self._window:
            at, order = heapq.heappop(self._due)
            story = self._open.get(order)
            if story is not None and story.last_at == at:
                self._terms.close(order, story.terms)
                del self._open[order], self._orders[story.id]

    def _best(self, report: Report, signature: Signature) -> tuple[int | None, float]:
        rarity = {term: self._terms.rarity(term) for term in signature.terms}
        vector = {t: w * rarity[t] for t, w in zip(signature.terms, signature.weights, strict=True)}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        best, best_score = None, 0.0
        for order in self._terms.shortlist(signature, rarity):
            story = self._open[order]
            if not self._in_time(story, report.published_at):
                continue
            scores = [self._likeness(vector, length, m.signature, rarity) for m in story.members]
            score = (sum(scores) / len(scores) + max(scores)) / 2
            if score > best_score:
                best, best_score = order, score
        return best, best_score

    def _likeness(
        self, vector: dict[str, float], length: float, other: Signature, rarity: dict[str, float]
    ) -> float:
        product = square = 0.0
        for term, weight in zip(other.terms, other.weights, strict=True):
            if term not in rarity:
                rarity[term] = self._terms.rarity(term)
            value = weight * rarity[term]
            square += value * value
            product += value * vector.get(term, 0.0)
        return product / (length * math.sqrt(square)) if square else 0.0

    def _in_time(self, story: _Story, at: datetime | None) -> bool:
        if at is None or story.first_at is None or story.last_at is None:
            return True
        return story.first_at - self._window <= at <= story.last_at + self._window

    def _found(self, story_id: int | str) -> int:
        order = self._founded
        self._founded += 1
        self._open[order] = _Story(story_id)
        self._orders[story_id] = order
        self._terms.open()
        return order

    def _take(self, order: int, report: Report, signature: Signature, copy: int | str | None) -> None:
        story = self._open[order]
        at = report.published_at
        if at is not None:
            story.first_at = at if story.first_at is None else min(story.first_at, at)
            if story.last_at is None or at > story.last_at:
                story.last_at = at
                heapq.heappush(self._due, (at, order))
        if copy is not None:
            return
        fresh = [term for term in signature.terms if term not in story.terms]
        story.terms.update(dict.fromkeys(fresh))
        self._terms.add(order, fresh)
        story.members.append(_Member(report.id, signature))
        if len(story.members) > MEMBERS:
            del story.members[1]


def _copied(story: _Story, signature: Signature) -> int | str | None:
    """The first report of the story of which the text is a near-copy."""
    for member in story.members:
        if overlap(member.signature, signature) >= COPY:
            return member.id
    return None
