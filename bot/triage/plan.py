"""What new reports of a story lead to: an alert, an update, a silent edit, or nothing. Pure.

Each story has one alert. A later report with nothing new edits it; a report with new facts makes an update.
A story has at most `updates` of them, `UPDATE_GAP` apart: facts that come sooner join the waiting update.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import EDITABLE_FOR, AlertKind, AlertRecord, Fact, SourcedFact
from bot.news.figures.novelty import Correction, corrections, new_facts
from bot.news.reports import FACTS, PlacedArticle, choose_for, facts_of

GATHERED = 8
"""The most bullets in an update that gathered facts while it waited; the newest stay."""
UPDATE_GAP = timedelta(minutes=10)
GATHERS_UNTIL = timedelta(minutes=1)
"""An update takes no more facts from this long before it is due: it may be rendered already, and facts added
then would reach nobody."""
EDIT_GAP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Announce:
    """Alert every chat that follows one of the story's topics."""

    facts: tuple[SourcedFact, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """Reply to the alert with new facts, not before `due_at`."""

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
    """Bring the alert's sources up to date, not before `due_at`."""

    due_at: datetime


Plan = Announce | Update | Gather | Edit | None


def plan(
    reports: Sequence[PlacedArticle],
    earlier: Sequence[AlertRecord],
    edited_at: datetime | None,
    updates: int,
    now: datetime,
    headline: str,
) -> Plan:
    """What to do about a story's new `reports`, given its `earlier` alerts and updates, oldest first.

    `edited_at` is when its alerts were last edited, or will be; `updates` is how many updates it may have;
    `headline` stands above its alert, so its readers know it already.
    """
    loud = loud_of(reports)
    if not loud:
        return None
    if not any(record.kind is AlertKind.ALERT for record in earlier):
        return Announce(facts_of(loud))
    fresh = _fresh(loud, earlier, headline)
    if fresh:
        update = _update(fresh, earlier, updates, now)
        if update is not None:
            return update
    return edit_of(earlier, edited_at, now)


def edit_of(earlier: Sequence[AlertRecord], edited_at: datetime | None, now: datetime) -> Edit | None:
    """When the alerts may be edited; None where Telegram no longer allows it."""
    announced_at = max(record.created_at for record in earlier if record.kind is AlertKind.ALERT)
    if now - announced_at > EDITABLE_FOR:
        return None
    return Edit(now if edited_at is None else max(now, edited_at + EDIT_GAP))


def loud_of(reports: Sequence[PlacedArticle]) -> list[PlacedArticle]:
    """The reports that may alert."""
    return [report for report in reports if report.silence is None]


def _fresh(
    reports: Sequence[PlacedArticle], earlier: Sequence[AlertRecord], headline: str
) -> list[SourcedFact]:
    """The facts of `reports` that no earlier message holds; corrected figures carry a note.

    Alerts after the first went to newcomers alone, so not everybody has read them.
    """
    read_by_all = [record for record in earlier if record.kind is AlertKind.UPDATE or record.position == 0]
    sent = [headline] + [sourced.fact.text for record in read_by_all for sourced in record.facts]
    fresh: list[SourcedFact] = []
    for report in reports:
        if report.copy_of is not None:
            continue
        candidates = choose_for(report, report.matches[0].topic_id if report.matches else None)
        corrected = corrections(sent, candidates)
        unread = set(new_facts(sent, candidates)) | {correction.fact for correction in corrected}
        new = [fact for fact in candidates if fact in unread]
        fresh += [SourcedFact(fact, report.article.id, note=_note(fact, corrected)) for fact in new]
        sent += [fact.text for fact in new]
    return fresh


def _note(fact: Fact, corrected: Sequence[Correction]) -> str:
    """ "now 15 (earlier 12)"; where a fact corrects several figures, each with its label. "" for none."""
    own = [correction for correction in corrected if correction.fact == fact]
    if len(own) == 1:
        return _change(own[0])
    return ", ".join(f"{correction.label.lower()} {_change(correction)}" for correction in own)


def _change(correction: Correction) -> str:
    return f"now {correction.now} (earlier {correction.earlier})"


def _update(
    fresh: Sequence[SourcedFact], earlier: Sequence[AlertRecord], updates: int, now: datetime
) -> Update | Gather | None:
    """An update with the `fresh` facts, or their place in a waiting one; None where no update is left."""
    made = [record for record in earlier if record.kind is AlertKind.UPDATE]
    if made and made[-1].due_at > now + GATHERS_UNTIL:
        return Gather(made[-1].id, (*made[-1].facts, *fresh)[-GATHERED:])
    if len(made) >= updates:
        return None
    due_at = max(now, made[-1].due_at + UPDATE_GAP) if made else now
    return Update(len(made) + 1, tuple(fresh[:FACTS]), due_at)
