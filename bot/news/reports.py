"""Reports: articles placed into stories, and the facts that each topic's followers read of them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from bot.model import Effect, EffectKind, Match, SourcedFact, StoredArticle
from bot.news.developments.report_view import ReportView
from bot.news.developments.summary import Development, head_of, headline_fact, living_facts
from bot.news.facts.choose import choose_facts
from bot.news.language.tags import primary

FACTS = 4
"""The most bullets in an alert."""
READ_REPORTS = 256
"""Reports of which it is remembered what they say: each new report of a story is compared with all."""
TOPICS_WITH_OWN_FACTS = 5
"""How many topics of a story, the best matched, have facts of their own; the others share a choice."""
BEST_MATCHES = 20
"""How many of its matches matter of a report that is known: more than `TOPICS_WITH_OWN_FACTS`. It may meet
thousands of topics."""


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """A report: an article that triage has put into a story."""

    article: StoredArticle
    matches: tuple[Match, ...]
    copy_of: int | None
    silence: str | None
    """Why the report may not alert; None where it may."""
    sure: bool = True
    """Whether it is surely news; what is not is sent without a sound."""
    kind: str = "news"
    """What kind of report it is; see `bot.news.kinds`."""
    optional: bool = False
    """Whether it may alert the chats that chose its kind, though it is silent for all others."""
    effect: Effect | None = None
    """What it did to its story; None where that was not decided yet."""
    placement: str = ""
    """Why it joined its story, or stands apart from others: "apart: other country (Niger, Iraq)"."""
    tied: bool = False
    """Whether it tells another happening than its story, of the same affair; known when it is placed."""
    earlier: StoredArticle | None = None
    """What it said before its publisher edited it; None for a report that is new to its story."""


def loud_among(reports: Sequence[PlacedArticle]) -> tuple[PlacedArticle, ...]:
    """The reports that may alert everybody; where there are none, those for chats that chose their kind."""
    loud = tuple(report for report in reports if report.silence is None)
    return loud or tuple(report for report in reports if report.optional)


def view_of(report: PlacedArticle) -> ReportView:
    """A report as the judgement of developments reads it."""
    article = report.article
    return _view(
        article.id,
        article.publisher,
        article.title,
        article.text,
        article.language,
        article.published_at,
        report.copy_of,
        report.tied,
    )


_view = lru_cache(maxsize=READ_REPORTS)(ReportView)
_facts = lru_cache(maxsize=READ_REPORTS)(choose_facts)


def topics_of(reports: Sequence[PlacedArticle]) -> list[str]:
    """The topics that reports met, each once, the best match first."""
    best: dict[str, float] = {}
    for report in reports:
        for match in report.matches:
            best[match.topic_id] = max(best.get(match.topic_id, 0.0), match.score)
    return sorted(best, key=lambda topic: (-best[topic], topic))


def audiences(reports: Sequence[PlacedArticle]) -> list[str | None]:
    """The topics for whose followers facts are chosen; None stands for the followers of all others."""
    ranked: list[str | None] = [*topics_of(reports)]
    if not ranked or len(ranked) > TOPICS_WITH_OWN_FACTS:
        return [*ranked[:TOPICS_WITH_OWN_FACTS], None]
    return ranked


def choose_for(report: PlacedArticle, topic_id: str | None) -> tuple[SourcedFact, ...]:
    """The facts of one report for a follower of the topic; `topic_id` None: for no topic in particular."""
    terms = next((match.terms for match in report.matches if match.topic_id == topic_id), ())
    article = report.article
    dated, sure = article.published_at, report.sure
    facts = _facts(article.title, article.text, article.language, terms, FACTS, None, dated, sure)
    return tuple(SourcedFact(fact, article.id, topic_id) for fact in facts)


def development_of(report: PlacedArticle, topic_id: str | None = None) -> Development:
    """A report as a summary for the followers of a topic reads it."""
    effect = report.effect or Effect(EffectKind.COLOURS)
    return Development(view_of(report), effect, partial(choose_for, report, topic_id))


def headline_of(reports: Sequence[PlacedArticle]) -> SourcedFact:
    """The headline that says how the affair stands, in the language of the first report; `reports` are oldest
    first, one at least."""
    first, *_ = _by_language(reports)
    return headline_fact(head_of([development_of(report) for report in first]).view)


def summary_of(reports: Sequence[PlacedArticle]) -> tuple[SourcedFact, ...]:
    """What an alert says of a story now, for the followers of each topic, in each language of its reports.

    `reports` are oldest first.
    """
    return tuple(
        sourced
        for topic_id in audiences(reports)
        for some in _by_language(reports)
        for sourced in living_facts([development_of(report, topic_id) for report in some], FACTS)
    )


def _by_language(reports: Sequence[PlacedArticle]) -> list[list[PlacedArticle]]:
    """The reports of each language that tell of an affair, that of the first report first.

    Where some are surely news, the others tell nothing beside them.
    """
    found: dict[str, list[PlacedArticle]] = {}
    for report in reports:
        found.setdefault(primary(report.article.language), []).append(report)
    return [[report for report in some if report.sure] or some for some in found.values()]
