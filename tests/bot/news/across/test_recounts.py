"""Titles that tell a new toll of an attack that other languages call a bombing."""

import pytest

from bot.news.across.recounts import tells_new_toll
from bot.news.language.words import tokens


@pytest.mark.parametrize(
    ("language", "title", "recounts"),
    [
        ("fr", "Attentat de Raqqa : le bilan ramené à 17 morts", True),
        ("tr", "Rakka'daki saldırıda ölü sayısı 17'ye düşürüldü", True),
        ("tr", "Rakka'daki saldırıda ölü sayısı 23'e yükseldi", True),
        ("es", "Baja a 17 la cifra de muertos por el atentado", True),
        ("zh", "袭击死亡人数下调至17人", True),
        ("tr", "Helikopter düştü: 4 ölü", False),
        ("fr", "Attentat de Raqqa : 17 morts", False),
        ("en", "Toll of attack lowered to 17", False),
    ],
)
def test_a_title_may_tell_that_a_known_toll_is_another_by_now(
    language: str, title: str, recounts: bool
) -> None:
    assert tells_new_toll(title, tokens(title), language) is recounts
