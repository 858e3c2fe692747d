"""Two events that were told as one: what the chats that have the alert are told, and what changes. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.model import EDITABLE_FOR, AlertKind, Effect, EffectKind, Fact, SourcedFact
from bot.news.reports import PlacedArticle, headline_of
from bot.triage.steps import Affair, Update

HEADLINE = "These were two events, not one"


def correction_of(affair: Affair, now: datetime) -> Update | None:
    """The reply to the alert of an affair that names both events by their headlines; None where none is due.

    None is where nothing of the other event was told: its reports were silent, or the alert never went out.
    """
    told = [report for report in affair.left if report.silence is None]
    announced = [
        record.created_at for record in affair.told if record.kind is AlertKind.ALERT or record.sequel
    ]
    if not told or not announced or not affair.earlier:
        return None
    loud = [report for report in affair.earlier if report.silence is None] or affair.earlier
    sequel = now - max(announced) > EDITABLE_FOR
    return Update(
        position=max((r.position for r in affair.told if r.kind is AlertKind.UPDATE), default=0) + 1,
        headline=HEADLINE,
        facts=(_headline_fact(loud), _headline_fact(told)),
        due_at=now,
        report_id=told[-1].article.id,
        reply_to_id=affair.told[-1].id if sequel else None,
        sequel=sequel,
    )


def founders_effects(affair: Affair) -> Affair:
    """The affair whose reports were in another story, with what they do to a story of their own."""
    if affair.left_id is None:
        return affair
    reason = f"another event than it was first taken for: {affair.apart}"
    earlier: list[PlacedArticle] = []
    for report in affair.earlier:
        effect = report.effect or Effect(EffectKind.COLOURS)
        if not earlier:
            effect = replace(effect, kind=EffectKind.FOUNDS, act="", agent="", reasons=())
        earlier.append(replace(report, effect=replace(effect, reasons=(*effect.reasons, reason))))
    return replace(affair, earlier=tuple(earlier))


def _headline_fact(reports: Sequence[PlacedArticle]) -> SourcedFact:
    """The headline of the report that says how an event stands, in its publisher's words."""
    headline = headline_of(reports)
    article_id = next(r.article.id for r in reversed(reports) if r.article.title == headline)
    return SourcedFact(Fact(headline, headline, 0, 0), article_id)
