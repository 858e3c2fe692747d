"""A denial belongs to the story of what it denies, not to another one of the same speaker."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.stories.denied import Denied, denied
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Placement, Report

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
SPOKEN = (
    "Army spokesman Orhan Demirtas says troops will leave Kharim base by June",
    "Army spokesman Orhan Demirtas said on Tuesday that troops would leave the Kharim base by June.",
)
MISSILE = (
    "Missile hits hospital in Dal Anbar, killing six",
    "A missile hit a hospital in Dal Anbar on Tuesday, killing six patients, doctors said.",
)
DENIES = (
    "Army spokesman Demirtas denies missile hit hospital",
    "Army spokesman Orhan Demirtas denied on Tuesday that the army had fired a missile at a hospital.",
)
OTHER_MATTERS = [
    (
        (
            "Hashd spokesman Kadhim Jabari claims drone attack on Ain Sifra base",
            "Hashd spokesman Kadhim Jabari said on Tuesday that his group attacked Ain Sifra base.",
        ),
        (
            "Hashd spokesman Kadhim Jabari denies role in Basra oil theft",
            "Hashd spokesman Kadhim Jabari denied on Wednesday that the group had stolen oil in Basra.",
        ),
    ),
    (
        (
            "Mayor Lena Sorvik announces curfew in Hallgrund after riots",
            "Mayor Lena Sorvik announced a curfew in Hallgrund on Tuesday after two nights of riots.",
        ),
        (
            "Mayor Lena Sorvik rejects report that she took bribes from builder",
            "Mayor Lena Sorvik on Tuesday rejected a report that she had taken bribes from a builder.",
        ),
    ),
    (
        (
            "SDF says 12 ISIS fighters held in Raqqa raid",
            "The SDF said on Tuesday it had captured 12 ISIS fighters in a raid in Raqqa.",
        ),
        (
            "SDF spokesman Shamo denies Raqqa jail escape",
            "SDF spokesman Farhad Shamo denied on Tuesday that prisoners had escaped from a jail in Raqqa.",
        ),
    ),
]


def place(*told: tuple[str, str]) -> list[Placement]:
    index = StoryIndex(timedelta(days=7), affairs=True)
    return [
        index.place(Report(n, title, text, f"paper {n}", NOON + timedelta(hours=2 * n)))
        for n, (title, text) in enumerate(told)
    ]


def test_a_denial_joins_what_it_denies_and_not_what_its_speaker_said_before() -> None:
    *_, placed = place(SPOKEN, MISSILE, DENIES)
    assert placed.story_id == 1


@pytest.mark.parametrize(("said", "denial"), OTHER_MATTERS)
def test_a_denial_of_another_matter_founds_its_story(said: tuple[str, str], denial: tuple[str, str]) -> None:
    _, placed = place(said, denial)
    assert placed.founded
    assert placed.reason == "apart: a denial of another matter"


def test_a_denial_that_names_what_was_told_joins_it() -> None:
    jail = ("Prisoners escape from Raqqa jail", "Prisoners escaped from a jail in Raqqa, a monitor said.")
    denial = ("SDF denies jail escape in Raqqa", "The SDF denied that prisoners had escaped in Raqqa.")
    _, placed = place(jail, denial)
    assert placed.story_id == 0


def test_what_is_denied_follows_the_verb() -> None:
    assert denied("Army denies hitting hospital", "en") == Denied(
        frozenset({"armi"}), frozenset({"hit", "hospit"})
    )
    assert denied("Villagers denied entry to camp", "en") == Denied()
    assert denied("Army hits hospital", "en") == Denied()
    assert denied("Verteidigungsminister dementiert Abzug aus Gao", "de").matter >= {"gao"}
