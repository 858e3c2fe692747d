"""A death that was told is taken back: by whom, and only where it was told."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.developments.decide import effect_of
from bot.news.developments.report_view import ReportView

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)


def view(title: str, text: str = "", hours: float = 0) -> ReportView:
    at = NOON + timedelta(hours=hours)
    return ReportView(hash(title) % 1000, f"Paper of {title}", title, text, "en", at)


CLIMBER = view("Climber killed in avalanche on Mount Orn", "Jan Dvorsky was killed on Tuesday.")
SAVED = view("Climber Dvorsky found alive on Mount Orn", "Jan Dvorsky was found alive on Tuesday.", hours=1)
COLLAPSE = view("Nine dead as mine collapses in Orn", "Nine miners died when a shaft collapsed on Tuesday.")
TRAPPED = view("Mine collapses in Orn", "Nine miners are trapped in a shaft that collapsed on Tuesday.")


@pytest.mark.parametrize(
    ("title", "text", "earlier", "kind"),
    [
        ("Climber thought dead found alive on Mount Orn", "", [CLIMBER], "corrects"),
        ("Climber survived avalanche on Mount Orn, brother says", "", [CLIMBER], "denies"),
        ("Dvorsky appears on video after reports of his death", "", [CLIMBER], "corrects"),
        ("Nobody died in Orn mine collapse, mayor says", "", [COLLAPSE], "denies"),
        ("Orn mine collapse: no deaths after all", "", [COLLAPSE], "corrects"),
        ("Climber survives avalanche on Mount Orn", "", [CLIMBER, SAVED], "confirms"),
        ("Two miners found alive in Orn shaft", "", [COLLAPSE], "develops"),
        ("Nobody killed in Orn mine collapse", "", [TRAPPED], "confirms"),
    ],
)
def test_a_death_is_taken_back_once(title: str, text: str, earlier: list[ReportView], kind: str) -> None:
    assert effect_of(view(title, text, hours=3), earlier).kind == kind


@pytest.mark.parametrize(
    ("language", "death", "life"),
    [
        ("es", "Muere el general Dvorsky en un ataque", "El general Dvorsky está vivo, dice su hermano"),
        ("de", "General Dvorsky bei Angriff getötet", "General Dvorsky lebt, sagt sein Bruder"),
        ("fr", "Le général Dvorsky tué dans une attaque", "Le général Dvorsky est en vie"),
        ("ru", "Генерал Дворский убит при атаке", "Генерал Дворский жив, сообщил его брат"),
        ("uk", "Генерала Дворського вбито під час атаки", "Генерал Дворський живий, каже його брат"),
        ("tr", "General Dvorsky saldırıda öldürüldü", "General Dvorsky hayatta"),
        ("ar", "مقتل اللواء دفورسكي في هجوم", "اللواء دفورسكي على قيد الحياة"),
        ("fr", "Explosion à Orn : trois morts", "Explosion à Orn : personne n'est mort"),
        ("es", "Tres muertos en una explosión en Orn", "Nadie murió en la explosión de Orn"),
        ("zh", "德沃尔斯基将军遇袭身亡", "德沃尔斯基将军仍活着"),
    ],
)
def test_a_death_is_taken_back_in_other_languages(language: str, death: str, life: str) -> None:
    first, then = (
        ReportView(number, f"Paper {number}", title, "", language, NOON + timedelta(hours=number))
        for number, title in enumerate((death, life))
    )
    assert effect_of(then, [first]).kind == "denies"
    assert effect_of(first, []).kind == "founds"
