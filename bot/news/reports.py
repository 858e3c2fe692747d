"""Reports: articles placed into stories, and the facts that each topic's followers read of them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Fact, Match, SourcedFact, StoredArticle
from bot.news.facts.choose import choose_facts
from bot.news.figures.novelty import further_facts

FACTS = 4
"""The most bullets in an alert."""
TOPICS_WITH_OWN_FACTS = 5
"""How many topics of a story, the best matched, have facts of their own; the others share a choice."""


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """A report: an article that triage has put into a story."""

    article: StoredArticle
    matches: tuple[Match, ...]
    copy_of: int | None
    silence: str | None
    """Why the report may not alert; None where it may."""


def facts_of(reports: Sequence[PlacedArticle]) -> tuple[SourcedFact, ...]:
    """The facts of the reports for each of their topics: those of the first report, then what others add."""
    best: dict[str, float] = {}
    for report in reports:
        for match in report.matches:
            best[match.topic_id] = max(best.get(match.topic_id, 0.0), match.score)
    ranked: list[str | None] = [*sorted(best, key=lambda topic: (-best[topic], topic))]
    if not ranked or len(ranked) > TOPICS_WITH_OWN_FACTS:
        ranked = [*ranked[:TOPICS_WITH_OWN_FACTS], None]
    return tuple(fact for topic_id in ranked for fact in _facts_for(topic_id, reports))


def _facts_for(topic_id: str | None, reports: Sequence[PlacedArticle]) -> list[SourcedFact]:
    """At most `FACTS` facts for the followers of one topic; with `topic_id` None, for everybody else."""
    chosen: list[SourcedFact] = []
    for report in reports:
        if report.copy_of is not None and chosen:
            continue
        facts: Sequence[Fact] = choose_for(report, topic_id)
        if chosen:
            known = [reports[0].article.title, *(sourced.fact.text for sourced in chosen)]
            facts = further_facts(known, facts)
        chosen += [SourcedFact(fact, report.article.id, topic_id) for fact in facts]
        if len(chosen) >= FACTS:
            break
    return chosen[:FACTS]


def choose_for(report: PlacedArticle, topic_id: str | None) -> tuple[Fact, ...]:
    """The facts of one report for a follower of the topic; `topic_id` None: for no topic in particular."""
    terms = next((match.terms for match in report.matches if match.topic_id == topic_id), ())
    article = report.article
    return choose_facts(article.title, article.text, article.language, terms, FACTS)
