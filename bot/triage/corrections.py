"""Which message of a story told what a correction puts right. Pure."""

from collections.abc import Sequence
from operator import itemgetter

from bot.model import AlertRecord
from bot.news.developments.effect import PUTS_RIGHT
from bot.news.developments.report_view import ReportView
from bot.news.figures.novelty import senses, share_in
from bot.news.figures.reading import figures_of
from bot.news.reports import PlacedArticle, view_of

_ANSWERS = 0.3
"""Share of a correction's words that a message must hold to be the one that it corrects."""


def corrected_message(told: Sequence[AlertRecord], report: PlacedArticle) -> int | None:
    """The alert or update that told what this report puts right; None where none is known."""
    effect = report.effect
    view = view_of(report)
    if effect is None or effect.kind not in PUTS_RIGHT:
        return None
    wrong = (record for record in reversed(told) if _tells_more(record, view))
    record = next(wrong, None)
    if record is not None:
        return record.id or None
    shares = [(share_in(view.senses, _senses_of(record, view.language)), record) for record in reversed(told)]
    share, best = max(shares, key=itemgetter(0), default=(0.0, None))
    return best.id or None if best and share >= _ANSWERS else None


def _senses_of(record: AlertRecord, language: str) -> frozenset[str]:
    return senses(" ".join(_lines(record)), language)


def _tells_more(record: AlertRecord, report: ReportView) -> bool:
    """Whether a message gives a higher figure of a kind than a report does."""
    told = [figure for line in _lines(record) for figure in figures_of(line, report.language)]
    return any(figure.number.value > report.tolls.get(figure.kind, float("inf")) for figure in told)


def _lines(record: AlertRecord) -> tuple[str, ...]:
    return (record.headline, *(sourced.fact.text for sourced in record.facts))
