"""Articles placed into stories, and the facts that they bring to each topic's followers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Fact, Match, SourcedFact, StoredArticle
from bot.news.facts.choose import choose_facts
from bot.news.figures.novelty import further_facts

FACTS = 4
"""Bullets in an alert, at most."""
TOPICS_WITH_OWN_FACTS = 5
"""Facts are chosen for so many topics of a story, the best matched; followers of others share a choice."""


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """An article that triage put into a story just now."""

    article: StoredArticle
    matches: tuple[Match, ...]
    copy_of: int | None
    silence: str | None
    """Why it may not alert by itself; None where it may."""


def facts_of(reports: Sequence[PlacedArticle]) -> tuple[SourcedFact, ...]:
    """The facts of reports for each of their topics, the first report's first, then what others add."""
    best: dict[str, float] = {}
    for report in reports:
        for match in report.matches:
            best[match.topic_id] = max(best.get(match.topic_id, 0.0), match.score)
    ranked: list[str | None] = [*sorted(best, key=lambda topic: (-best[topic], topic))]
    if not ranked or len(ranked) > TOPICS_WITH_OWN_FACTS:
        ranked = [*ranked[:TOPICS_WITH_OWN_FACTS], None]
    return tuple(fact for topic_id in ranked for fact in _facts_for(topic_id, reports))


def _facts_for(topic_id: str | None, reports: Sequence[PlacedArticle]) -> list[SourcedFact]:
    """Up to `FACTS` facts for one topic's followers; `topic_id` None: for everybody else."""
    chosen: list[SourcedFact] = []
    for report in reports:
        if report.copy_of is not None and chosen:
            continue
        found = choose_for(report, topic_id)
        told = [reports[0].article.title, *(one.fact.text for one in chosen)]
        fresh = further_facts(told, found) if chosen else found
        chosen += [SourcedFact(fact, report.article.id, topic_id) for fact in fresh]
        if len(chosen) >= FACTS:
            break
    return chosen[:FACTS]


def choose_for(report: PlacedArticle, topic_id: str | None) -> tuple[Fact, ...]:
    """The facts that a follower of a topic reads of one article; `topic_id` None: those of no topic."""
    terms = next((match.terms for match in report.matches if match.topic_id == topic_id), ())
    article = report.article
    return choose_facts(article.title, article.text, article.language, terms, FACTS)
