"""Let the optional writer rephrase the facts of new reports before they are sent."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.model import Fact, SourcedFact
from bot.news.reports import PlacedArticle, audiences, choose_for
from bot.triage.writer import Writer

AT_ONCE = 4
"""How many articles the writer works on at the same time."""
MOST = 16
"""How many articles of a batch are rephrased; the facts of the others stay as they were chosen."""

Rephrased = Mapping[Fact, Fact]
"""Chosen fact -> the writer's version of it."""


async def rephrase(writer: Writer | None, reports: Sequence[PlacedArticle], now: datetime) -> Rephrased:
    """The writer's versions of the facts of those `reports` that may alert; empty without a writer."""
    if writer is None:
        return {}
    places = asyncio.Semaphore(AT_ONCE)
    rephrased: dict[Fact, Fact] = {}

    async def rewrite(report: PlacedArticle) -> None:
        facts = (sourced.fact for topic in audiences([report]) for sourced in choose_for(report, topic))
        chosen = list(dict.fromkeys(facts))
        async with places:
            article = report.article
            written = await writer.rewrite(article.text, article.language, chosen, now)
        rephrased.update((old, new) for old, new in zip(chosen, written, strict=True) if old != new)

    await asyncio.gather(*(rewrite(report) for report in reports[:MOST] if report.silence is None))
    return rephrased


def in_new_words(facts: Sequence[SourcedFact], rephrased: Rephrased) -> tuple[SourcedFact, ...]:
    """`facts` in the writer's words where it has any; the chosen words are kept beside them."""
    return tuple(
        replace(sourced, fact=rephrased[sourced.fact], extract_text=sourced.fact.text)
        if sourced.fact in rephrased
        else sourced
        for sourced in facts
    )
