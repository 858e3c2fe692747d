"""How long a denial holds."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import EffectKind, Source
from bot.news.developments.denials import stands

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)


def source(number: int, title: str, effect: EffectKind) -> Source:
    at = NOON + timedelta(hours=number)
    return Source(number, f"Paper {number}", "https://example.org", title, at, effect=effect)


@pytest.mark.parametrize("title", ["", "Denied", "No"])
def test_a_denial_that_does_not_say_of_what_stands(title: str) -> None:
    denial = source(2, title, EffectKind.DENIES)
    later = source(3, "Mechanic arrested over blast on ferry", EffectKind.DEVELOPS)
    assert stands(denial, [source(1, "Blast on ferry off Sarande", EffectKind.FOUNDS), denial, later])
