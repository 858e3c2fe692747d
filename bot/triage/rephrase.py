"""Have the optional writer rephrase the facts of new reports before anybody is told of them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.model import Fact, SourcedFact
from bot.news.reports import PlacedArticle, facts_of
from bot.triage.writer import Writer

AT_ONCE = 4
"""Articles that are with the writer at the same time."""
MOST = 16
"""Articles of a batch that are rephrased; those beyond are told in the words that were chosen."""

Rephrased = Mapping[Fact, Fact]
"""What the writer made of a chosen fact."""


async def rephrase(writer: Writer | None, reports: Sequence[PlacedArticle], now: datetime) -> Rephrased:
    """What `writer` makes of the facts of `reports` that may alert; nothing without a writer."""
    if writer is None:
        return {}
    places = asyncio.Semaphore(AT_ONCE)
    made: dict[Fact, Fact] = {}

    async def one(report: PlacedArticle) -> None:
        chosen = list(dict.fromkeys(sourced.fact for sourced in facts_of([report])))
        async with places:
            article = report.article
            found = await writer.rewrite(article.text, article.language, chosen, now)
        made.update((before, after) for before, after in zip(chosen, found, strict=True) if before != after)

    await asyncio.gather(*(one(report) for report in reports[:MOST] if report.silence is None))
    return made


def in_new_words(facts: Sequence[SourcedFact], rephrased: Rephrased) -> tuple[SourcedFact, ...]:
    """`facts` in the writer's words where it found any."""
    return tuple(
        replace(one, fact=rephrased[one.fact], extract_text=one.fact.text) if one.fact in rephrased else one
        for one in facts
    )
