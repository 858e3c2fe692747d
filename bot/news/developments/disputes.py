"""Figures in which publishers differ at the same time; a toll that was overtaken is no dispute. Pure."""

import re
from collections.abc import Container, Sequence
from datetime import timedelta

from bot.model import Difference, Effect, EffectKind
from bot.news.developments.effect import PUTS_RIGHT
from bot.news.developments.report_view import TOLLS, ReportView
from bot.news.figures.counted import Figure
from bot.news.figures.differences import differences
from bot.news.figures.reading import figures_of
from bot.news.language.tags import primary

SAME_TIME = timedelta(minutes=30)
"""Reports closer than this cannot know of each other's figures; later ones overtake."""
_RISES = re.compile(
    r"\b(?:rises?|rose|risen|climb(?:s|ed)?|jump(?:s|ed)?|soar(?:s|ed)?|up from"
    r"|increas(?:es|ed)|grow(?:s|n)?|"
    r"grew|now)\b",
    re.IGNORECASE,
)
"""A headline that knows the older figure and goes beyond it."""


def disputes(
    reports: Sequence[tuple[ReportView, Effect | None]], shown: Sequence[str] = (), language: str = "en"
) -> tuple[Difference, ...]:
    """The differences between publishers' newest figures; `reports` are oldest first.

    `shown`: what the alert says, in `language`. A figure in it is one of the newest until a report in that
    language overtakes it, so that a newer one from elsewhere stands beside it.
    """
    told: dict[str, list[Figure]] = {}
    tolls = {(one.toll, one.number.value) for line in shown for one in figures_of(line, language)}
    for place, (view, effect) in enumerate(reports):
        denies = effect is not None and effect.kind is EffectKind.DENIES
        if view.copy_of is None and not denies:
            later = reports[place + 1 :]
            figures = _shown(view, later, tolls, language) if _is_overtaken(view, later) else view.figures
            if figures:
                told.setdefault(view.publisher, []).extend(figures)
    if len(told) < 2:
        return ()
    return tuple(found for found in differences(told) if found.label.lower().endswith(TOLLS))


def _shown(
    view: ReportView,
    later: Sequence[tuple[ReportView, Effect | None]],
    tolls: Container[tuple[str, float]],
    language: str,
) -> list[Figure]:
    """The death tolls of an overtaken report that the alert still gives, in `language`."""
    own = [one for one in later if primary(one[0].language) == primary(language)]
    if primary(view.language) != primary(language) or _is_overtaken(view, own):
        return []
    given = [one for one in view.toll_figures.values() if one.kind == "killed"]
    return [one for one in given if (one.toll, one.number.value) in tolls]


def _is_overtaken(view: ReportView, later: Sequence[tuple[ReportView, Effect | None]]) -> bool:
    """Whether a later report has a higher figure of a kind, or puts this one right."""
    for other, effect in later:
        if other.published_at - view.published_at < SAME_TIME and not _RISES.search(other.title):
            continue
        puts_right = effect is not None and effect.kind in PUTS_RIGHT
        for kind, value in view.tolls.items():
            if kind in other.tolls and (puts_right or other.tolls[kind] > value):
                return True
    return False
