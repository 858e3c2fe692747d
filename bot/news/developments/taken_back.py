"""What a report that puts something right takes back of what was told before it. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.model import Effect, EffectKind
from bot.news.acts.act import Act
from bot.news.acts.recognise import acts_undone, reported_acts
from bot.news.developments.report_view import ReportView
from bot.news.figures.novelty import senses, share_in
from bot.news.language.tags import primary

SAME_MATTER = 0.4
"""Share of a correction's words, by weight, in a fact that tells an act that the correction undoes."""


class TakenBack(NamedTuple):
    """What one report takes back."""

    place: int
    """The report's place in its story: what stands before it may be taken back."""
    acts: frozenset[Act]
    words: frozenset[str]
    """The senses of its headline's words."""
    language: str


def taken_back(story: Sequence[tuple[ReportView, Effect]]) -> Iterator[TakenBack]:
    """What the reports of a story, oldest first, take back."""
    for place, (view, effect) in enumerate(story):
        acts = acts_undone(view.headline, view.language) if effect.kind is EffectKind.CORRECTS else None
        if acts:
            yield TakenBack(place, acts, view.head_senses, primary(view.language))


def holds(text: str, language: str, place: int, story: Sequence[TakenBack]) -> bool:
    """Whether nothing after the report at `place` takes back what a fact of it, or its headline, says."""
    later = [one for one in story if one.place > place and one.language == primary(language)]
    if not later:
        return True
    acts = {reported.act for reported in reported_acts(text, language)}
    words = senses(text, language)
    return not any(acts & one.acts and share_in(one.words, words) >= SAME_MATTER for one in later)
