"""How long a denial holds."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import EffectKind, Source
from bot.news.developments.decide import effect_of
from bot.news.developments.denials import stands
from bot.news.developments.report_view import ReportView

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)


def source(number: int, title: str, effect: EffectKind) -> Source:
    at = NOON + timedelta(hours=number)
    return Source(number, f"Paper {number}", "https://example.org", title, at, effect=effect)


@pytest.mark.parametrize("title", ["", "Denied", "No"])
def test_a_denial_that_does_not_say_of_what_stands(title: str) -> None:
    denial = source(2, title, EffectKind.DENIES)
    later = source(3, "Mechanic arrested over blast on ferry", EffectKind.DEVELOPS)
    assert stands(denial, [source(1, "Blast on ferry off Sarande", EffectKind.FOUNDS), denial, later])


@pytest.mark.parametrize(
    ("language", "title", "kind"),
    [
        ("en", "Coast guard denies second blast off Sarande", EffectKind.DEVELOPS),
        ("ar", "خفر السواحل ينفي وقوع انفجار ثان قبالة ساراندا", EffectKind.DEVELOPS),
        ("de", "Küstenwache dementiert zweite Explosion vor Saranda", EffectKind.DEVELOPS),
        ("ru", "Береговая охрана опровергла сообщения о втором взрыве", EffectKind.DEVELOPS),
        ("tr", "Sahil güvenlik ikinci patlamayı yalanladı", EffectKind.DEVELOPS),
        ("zh", "海岸警卫队否认发生第二次爆炸", EffectKind.DEVELOPS),
        ("en", "Coast guard denies blast off Sarande", EffectKind.DENIES),
        ("ar", "خفر السواحل ينفي وقوع انفجار قبالة ساراندا", EffectKind.DENIES),
    ],
)
def test_a_denial_of_one_more_happening_does_not_deny_the_first(
    language: str, title: str, kind: EffectKind
) -> None:
    first = ReportView(1, "Wire", "Blast on ferry off Sarande kills six", "", "en", NOON)
    denial = ReportView(2, "Paper", title, "", language, NOON + timedelta(hours=2))
    assert effect_of(denial, [first]).kind is kind
