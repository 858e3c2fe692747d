"""Two events that were told as one: what the chats that have the alert are told, and what changes. Pure."""

from dataclasses import replace
from datetime import datetime

from bot.model import Effect, EffectKind
from bot.news.reports import PlacedArticle, headline_of
from bot.triage.steps import Affair, Update

HEADLINE = "These were two events, not one"


def correction_of(affair: Affair, now: datetime) -> Update | None:
    """The reply to the alert of an affair that names both events by their headlines; None where none is due.

    None is where nothing of the other event was told: its reports were silent, or the alert never went out.
    """
    told = [report for report in affair.left if report.silence is None]
    if not told or affair.alerted_at is None or not affair.earlier:
        return None
    loud = [report for report in affair.earlier if report.silence is None] or affair.earlier
    sequel = affair.needs_sequel(now)
    return Update(
        position=affair.next_position,
        headline=HEADLINE,
        facts=(headline_of(loud), headline_of(told)),
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
