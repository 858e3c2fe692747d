"""What a report does to the tolls of its story: one is lowered, has jumped or grown a little. Pure."""

import re
from collections.abc import Iterator, Sequence

from bot.model import Effect, EffectKind
from bot.news.acts.act import IMPORTANCE, Act
from bot.news.developments.alive import says_nobody_died
from bot.news.developments.effect import PUTS_RIGHT
from bot.news.developments.newness import has_jumped, heard
from bot.news.developments.report_view import ReportView, highest_toll
from bot.news.figures.counted import Figure
from bot.news.figures.elsewhere import says_lower
from bot.news.figures.numerals import Number
from bot.news.language.tags import primary

SICK = ("ill", "in hospital")
"""Tolls that are news where nobody was killed or wounded: these lie in hospitals too."""

_TOLL = re.compile(r"\btoll\b", re.IGNORECASE)
_LOWER = re.compile(
    r"\b(?:lower(?:s|ed)?|revis(?:e|es|ed|ing)|correct(?:s|ed)?|reduc(?:e|es|ed)|cuts?|down|fewer|not|instead|from)\b",
    re.IGNORECASE,
)


def revised(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A toll that is lower than the one told, and says so: late publishers still print old, lower ones."""
    for kind, figure in report.toll_figures.items():
        told, value = _told(kind, earlier), figure.number.value
        own = next((other for other in earlier if other.article_id == report.article_id), None)
        edited = own is not None and own.tolls.get(kind, value) > value
        if value >= told or not (edited or _is_lowered(figure)):
            continue
        if not any(_tells_lower(other, kind, value) for other in _since_peak(earlier, kind)):
            reason = f"{kind}: {value:g}, down from {told:g}"
            return Effect(EffectKind.REVISES, (reason,), importance=IMPORTANCE[Act.CORRECTION])
    return None


def repeats_revision(report: ReportView, earlier: Sequence[ReportView]) -> bool:
    """Whether a report gives tolls that others told as lowered before it, and no other one."""
    return bool(report.tolls) and all(
        any(_tells_lower(other, kind, value) for other in _since_peak(earlier, kind))
        for kind, value in report.tolls.items()
    )


def changes_own(report: ReportView, earlier: Sequence[ReportView]) -> bool:
    """Whether a publisher gives another toll than it gave before."""
    own = [other.tolls for other in earlier if other.publisher == report.publisher]
    return any(tolls.get(kind, value) != value for tolls in own for kind, value in report.tolls.items())


def _is_lowered(figure: Figure) -> bool:
    """Whether its sentence says that a figure was lowered."""
    return bool(_LOWER.search(figure.sentence)) or says_lower(figure.sentence, figure.language)


def _told(kind: str, earlier: Sequence[ReportView]) -> float:
    """The toll of a kind as the story has told it: a lower one counts where a report says that it is lower.

    One that only repeats an old figure is edited in without a sound.
    """
    told = 0.0
    for report in earlier:
        value = report.tolls.get(kind, 0.0)
        if value > told or (value and _tells_lower(report, kind, value)):
            told = value
    return told


def _tells_lower(report: ReportView, kind: str, value: float) -> bool:
    """Whether a headline or first sentence says that a toll is lower: in passing it tells nobody."""
    if report.tolls.get(kind) != value:
        return False
    figure = report.toll_figures[kind]
    opens = figure.sentence == next(iter(report.sentences), "")
    return (opens or value in report.head_numbers) and _is_lowered(figure)


def _since_peak(earlier: Sequence[ReportView], kind: str) -> Sequence[ReportView]:
    """The reports after the one with the highest toll: only these can have told that it is lower."""
    values = [report.tolls.get(kind, -1.0) for report in earlier]
    return earlier[len(values) - values[::-1].index(max(values)) :]


def grown(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """What the headline does to the tolls: one is known for the first time, has jumped or grown a little."""
    passing: Effect | None = None
    deadly = _TOLL.search(report.title) or any(act.act is Act.DEATH for act in report.head_acts)
    hurt = any(highest_toll(kind, (*earlier, report)) for kind in ("killed", "wounded"))
    for kind, value, before in _higher_tolls(report, earlier):
        if not (deadly or value in report.head_numbers or (before and _opens_with(report, kind, earlier))):
            continue
        if has_jumped(value, before) and (kind in ("killed", "missing") or (kind in SICK and not hurt)):
            reason = _growth(kind, value, before)
            return Effect(EffectKind.JUMPS, (reason,), importance=IMPORTANCE[Act.DEATH])
        if deadly and kind == "killed":
            passing = Effect(EffectKind.COUNTS, (_growth(kind, value, before),))
    return passing


def _opens_with(report: ReportView, kind: str, earlier: Sequence[ReportView]) -> bool:
    """Whether the first sentence gives the toll of a kind, in a language that told the story before."""
    own = primary(report.language)
    told = any(primary(other.language) == own for other in earlier)
    return told and report.toll_figures[kind].sentence == next(iter(report.sentences), "")


def counted(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A toll that has grown, told in passing."""
    higher = next(_higher_tolls(report, earlier), None)
    return Effect(EffectKind.COUNTS, (_growth(*higher),)) if higher else None


def _higher_tolls(report: ReportView, earlier: Sequence[ReportView]) -> Iterator[tuple[str, float, float]]:
    """The tolls that are higher than any told, and what was told before: (kind, value, before).

    A figure that a report gave first of which nobody heard was not told.
    """
    audible = heard(earlier)
    for kind, value in report.tolls.items():
        before = highest_toll(kind, [earlier[place] for place in audible])
        first = next((place for place, other in enumerate(earlier) if value in other.numbers), None)
        if value > before and (first is None or first not in audible):
            yield kind, value, before


def _growth(kind: str, value: float, before: float) -> str:
    return f"{kind}: {value:g}, up from {before:g}" if before else f"first number of {kind}: {value:g}"


def newest_tolls(story: Sequence[tuple[ReportView, Effect]]) -> dict[str, Figure]:
    """The newest figure of each `Figure.toll` in a story, oldest report first.

    0 killed from a report on that puts right that there are no dead. A figure that was put right stays
    so, though a late report repeats it.
    """
    known: dict[str, Figure] = {}
    wrong: dict[str, set[float]] = {}
    for view, effect in story:
        for kind, figure in ((figure.toll, figure) for figure in view.toll_figures.values()):
            before = known.get(kind, figure).number.value
            if effect.kind in PUTS_RIGHT and figure.number.value < before:
                wrong.setdefault(kind, set()).add(before)
            if figure.number.value not in wrong.get(kind, ()) or effect.kind in PUTS_RIGHT:
                known[kind] = figure
        if effect.kind in PUTS_RIGHT and says_nobody_died(view):
            known["killed"] = Figure(Number(0, "0", "", 0, 0), "killed", "", view.headline, view.language)
    return known
