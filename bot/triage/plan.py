"""What to say of a story after new reports of it: an alert, an update, a silent edit, or nothing. Pure.

One alert per story. A later report that brings nothing new edits it; one that does makes an update, at most
`updates` of them and `UPDATE_GAP` apart: what comes sooner joins the update that still waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import AlertKind, AlertRecord, Fact, SourcedFact
from bot.news.figures.novelty import Correction, corrections, new_facts
from bot.news.reports import FACTS, PlacedArticle, choose_for, facts_of

GATHERED = 8
"""Bullets in an update that gathered what came within `UPDATE_GAP`, at most; the newest stay."""
UPDATE_GAP = timedelta(minutes=10)
GATHERS_UNTIL = timedelta(minutes=1)
"""So long before an update is due it takes no more: by then it may be rendered already, and what is added
would reach nobody."""
EDIT_GAP = timedelta(minutes=5)
EDITABLE_FOR = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Announce:
    """Alert every chat that follows one of the story's topics."""

    facts: tuple[SourcedFact, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """Reply to the alert with what is new, not before `due_at`."""

    position: int
    facts: tuple[SourcedFact, ...]
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Gather:
    """Add to an update that has not gone out yet."""

    alert_id: int
    facts: tuple[SourcedFact, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Bring the sources line of the alert up to date, not before `due_at`."""

    due_at: datetime


Plan = Announce | Update | Gather | Edit | None


def plan(
    reports: Sequence[PlacedArticle],
    told: Sequence[AlertRecord],
    edited_at: datetime | None,
    updates: int,
    now: datetime,
    headline: str = "",
) -> Plan:
    """What to do about a story's new `reports`, given what was `told` of it, oldest first.

    `edited_at` is when its alerts were or will be edited last; `updates` is how many updates it may have;
    `headline` stands over its alert, so it was told too.
    """
    loud = loud_of(reports)
    if not loud:
        return None
    if not any(one.kind is AlertKind.ALERT for one in told):
        return Announce(facts_of(loud))
    fresh = _fresh(loud, told, headline)
    if fresh:
        made = _update(fresh, told, updates, now)
        if made is not None:
            return made
    return edit_of(told, edited_at, now)


def edit_of(told: Sequence[AlertRecord], edited_at: datetime | None, now: datetime) -> Edit | None:
    """When the alerts may be edited; None where Telegram no longer lets any be."""
    announced_at = max(one.created_at for one in told if one.kind is AlertKind.ALERT)
    if now - announced_at > EDITABLE_FOR:
        return None
    return Edit(now if edited_at is None else max(now, edited_at + EDIT_GAP))


def loud_of(reports: Sequence[PlacedArticle]) -> list[PlacedArticle]:
    """Those of the reports that may alert."""
    return [report for report in reports if report.silence is None]


def _fresh(reports: Sequence[PlacedArticle], told: Sequence[AlertRecord], headline: str) -> list[SourcedFact]:
    """The facts of `reports` that are in nothing told so far, corrections of figures noted.

    Alerts after the first went to newcomers alone, so they are not what everybody was told.
    """
    everybodys = [one for one in told if one.kind is AlertKind.UPDATE or one.position == 0]
    sent = [headline] + [one.fact.text for record in everybodys for one in record.facts]
    fresh: list[SourcedFact] = []
    for report in reports:
        if report.copy_of is not None:
            continue
        candidates = choose_for(report, report.matches[0].topic_id if report.matches else None)
        found = corrections(sent, candidates)
        unheard = set(new_facts(sent, candidates)) | {correction.fact for correction in found}
        new = [fact for fact in candidates if fact in unheard]
        fresh += [SourcedFact(fact, report.article.id, note=_note(fact, found)) for fact in new]
        sent += [fact.text for fact in new]
    return fresh


def _note(fact: Fact, found: Sequence[Correction]) -> str:
    """ "now 15 (earlier 12)", said of what where a fact corrects several figures."""
    mine = [one for one in found if one.fact == fact]
    if len(mine) == 1:
        return f"now {mine[0].now} (earlier {mine[0].earlier})"
    return ", ".join(f"{one.label.lower()} now {one.now} (earlier {one.earlier})" for one in mine)


def _update(
    fresh: Sequence[SourcedFact], told: Sequence[AlertRecord], updates: int, now: datetime
) -> Update | Gather | None:
    """An update with `fresh`, or their place in one that still waits; None where the story had its share."""
    earlier = [record for record in told if record.kind is AlertKind.UPDATE]
    if earlier and earlier[-1].due_at > now + GATHERS_UNTIL:
        return Gather(earlier[-1].id, (*earlier[-1].facts, *fresh)[-GATHERED:])
    if len(earlier) >= updates:
        return None
    due_at = max(now, earlier[-1].due_at + UPDATE_GAP) if earlier else now
    return Update(len(earlier) + 1, tuple(fresh[:FACTS]), due_at)
