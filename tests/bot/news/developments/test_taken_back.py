"""What a later report takes back of what was told."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import Effect, EffectKind
from bot.news.developments.report_view import ReportView
from bot.news.developments.taken_back import holds, taken_back

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
TOLD = "Police arrested a mechanic on suspicion of carrying a gas bottle aboard the ferry off Sarande."
ATTACK = "A blast tore a hole into a ferry off Sarande on Tuesday, the coast guard said."
CORRECTED = Effect(EffectKind.CORRECTS)


def view(number: int, title: str, language: str = "en") -> ReportView:
    return ReportView(number, f"Paper {number}", title, "", language, NOON + timedelta(hours=number))


def still_holds(text: str, title: str, effect: Effect = CORRECTED, language: str = "en") -> bool:
    first = (view(0, "Mechanic arrested over Sarande ferry blast"), Effect(EffectKind.DEVELOPS))
    return holds(text, "en", 0, [*taken_back([first, (view(1, title, language), effect)])])


@pytest.mark.parametrize(
    "title",
    [
        "Police retract claim that mechanic was arrested over ferry blast off Sarande",
        "Correction: mechanic has not been arrested over ferry blast",
        "No mechanic arrested over Sarande ferry blast, police say, correcting earlier report",
    ],
)
def test_an_act_that_is_taken_back_holds_no_longer(title: str) -> None:
    assert not still_holds(TOLD, title)
    assert still_holds(ATTACK, title)


@pytest.mark.parametrize(
    ("title", "effect", "language"),
    [
        ("Police retract claim that captain resigned from Orn town council", CORRECTED, "en"),
        ("Police retract claim that mayor was arrested at football match in Orn", CORRECTED, "en"),
        ("Mechanic's lawyer denies that he was arrested over ferry blast", Effect(EffectKind.DENIES), "en"),
        ("Polizei zieht Meldung zurück, Mechaniker nicht festgenommen", CORRECTED, "de"),
    ],
    ids=["another act", "another matter", "one side says so", "another language"],
)
def test_what_nobody_takes_back_holds(title: str, effect: Effect, language: str) -> None:
    assert still_holds(TOLD, title, effect, language)


def test_what_is_told_after_a_correction_holds() -> None:
    story = [*taken_back([(view(0, "Correction: mechanic has not been arrested over blast"), CORRECTED)])]
    assert holds(TOLD, "en", 1, story)
