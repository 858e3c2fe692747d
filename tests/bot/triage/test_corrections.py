"""A correction answers the very message that told what it puts right."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import AlertKind, AlertRecord, Effect, EffectKind, Fact, SourcedFact, StoredArticle
from bot.news.reports import PlacedArticle
from bot.triage.corrections import corrected_message

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def message(id_: int, headline: str, *facts: str) -> AlertRecord:
    at = NOON + timedelta(hours=id_)
    told = tuple(SourcedFact(Fact(fact, fact, 0, len(fact)), 1) for fact in facts)
    return AlertRecord(id_, 1, AlertKind.UPDATE, id_, told, at, at, headline)


def report(title: str, kind: EffectKind | None = EffectKind.CORRECTS) -> PlacedArticle:
    article = StoredArticle(9, 1, "Post", "u", title, f"{title}.", "en", NOON, True, NOON, False)
    return PlacedArticle(article, (), None, None, effect=None if kind is None else Effect(kind))


FIRST = message(1, "Blast hits market in Osk")
TOLL = message(2, "Rescuers dig at Osk market", "The blast killed 23 people.")
LATER = message(3, "Osk mourns its dead", "The blast killed 23 people.", "Schools stay closed on Tuesday.")
LOWER = "Nine people killed in Osk blast, not 23"


@pytest.mark.parametrize(
    ("told", "correction", "answered"),
    [
        ((FIRST, TOLL, LATER), report(LOWER), 3),
        ((FIRST, TOLL), report(LOWER, EffectKind.REVISES), 2),
        ((LATER, FIRST), report(LOWER), 3),
        ((LATER, TOLL), report("Correction: 23 people killed; schools closed on Wednesday, not Tuesday"), 3),
        ((TOLL, FIRST), report("Correction: schools stay open on Tuesday"), None),
        ((TOLL, LATER, FIRST), report("Correction: schools stay closed on Wednesday, not Tuesday"), 3),
        ((message(0, FIRST.headline, "It killed 23 people."),), report(LOWER), None),
        ((message(0, "Schools stay closed on Tuesday"),), report("Schools stay closed on Wednesday"), None),
        ((), report(LOWER), None),
        ((TOLL,), report(LOWER, EffectKind.DEVELOPS), None),
        ((TOLL,), report(LOWER, None), None),
    ],
    ids=[
        "the newest that told more", "a lower figure", "the only one that told more", "not lower",
        "shares too few words", "shares the most words", "no message yet", "no message yet that shares words",
        "nothing told", "no correction", "not judged",
    ],
)  # fmt: skip
def test_what_is_put_right_is_answered(
    told: tuple[AlertRecord, ...], correction: PlacedArticle, answered: int | None
) -> None:
    assert corrected_message(told, correction) == answered
