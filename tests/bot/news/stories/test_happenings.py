"""Which short reports are of one happening, and what is said of why."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Placement, Report

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def place(*told: tuple[float, str, str, str]) -> list[Placement]:
    """Placements of reports, each given as hours after Monday 8:00, publisher, title, text."""
    index = StoryIndex()
    return [
        index.place(Report(n, title, text, publisher, MONDAY + timedelta(hours=hours)))
        for n, (hours, publisher, title, text) in enumerate(told)
    ]


def attack(country: str, dead: int) -> tuple[float, str, str, str]:
    return (
        dead / 10,
        f"paper {dead}",
        f"Islamic State attack kills {dead} soldiers in {country}",
        f"An attack by Islamic State killed {dead} soldiers in {country} on Monday, the army said.",
    )


def test_attacks_in_other_countries_stay_apart_and_the_reason_names_them() -> None:
    niger, iraq, syria = place(attack("Niger", 12), attack("Iraq", 9), attack("Syria", 15))
    assert [p.story_id for p in (niger, iraq, syria)] == [0, 1, 2]
    assert "other country" in iraq.reason
    assert "Niger" in iraq.reason
    assert "Iraq" in iraq.reason


def test_towns_of_one_country_are_other_places() -> None:
    _, two = place(
        (0, "A", "Roadside bomb kills two officers in Homs", "Two officers died in Homs on Monday."),
        (1, "B", "Roadside bomb kills two officers in Hama", "Two officers died in Hama on Monday."),
    )
    assert two.founded
    assert "apart" in two.reason


def storm(hours: float, town: str, more: str = "") -> tuple[float, str, str, str]:
    text = f"A storm cut power to thousands of homes in {town} on Monday, officials said.{more}"
    return hours, f"paper of {town}", f"Storm cuts power in {town}", text


@pytest.mark.parametrize("towns", [("Hanoi", "Santiago"), ("Lagos", "Hanoi"), ("Umberfold", "Velmar")])
def test_the_same_words_of_another_town_are_another_event_though_no_map_knows_it(
    towns: tuple[str, str],
) -> None:
    one, two = place(storm(0, towns[0]), storm(1, towns[1]))
    assert (one.story_id, two.story_id) == (0, 1)
    assert "place" in two.reason or "country" in two.reason


def test_a_report_that_names_the_other_town_too_is_of_one_event() -> None:
    _, two = place(storm(0, "Umberfold"), storm(1, "Velmar", " Lights went out in Umberfold, too."))
    assert not two.founded


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Magnitude 4.3 earthquake recorded near Ostrel", "Magnitude 4.4 earthquake recorded near Velmar"),
        ("Flood warning issued for the river Tamble", "Flood warning issued for the river Orrin"),
    ],
)
def test_bulletins_of_one_template_stay_apart(first: str, second: str) -> None:
    line = "The service said that the level is watched and that people nearby should stay alert."
    one, two = place((0, "Service", first, line), (2, "Service", second, line))
    assert (one.story_id, two.story_id) == (0, 1)


def test_two_magnitudes_are_two_quakes() -> None:
    _, two = place(
        (0, "A", "Earthquake of magnitude 6.4 shakes Izmir", "A 6.4 earthquake shook Izmir on Monday."),
        (6, "B", "Earthquake of magnitude 5.2 shakes Izmir", "A 5.2 earthquake shook Izmir on Monday."),
    )
    assert two.founded
    assert "magnitude" in two.reason


BOMB = (
    0.0,
    "A",
    "Bomb at bakery in Raqqa kills four",
    "A bomb at a bakery in Raqqa killed four people on Monday, medics said.",
)


@pytest.mark.parametrize(
    ("title", "text", "says"),
    [
        (
            "Two cousins arrested over Raqqa bakery bombing",
            "Police arrested two cousins over Monday's bombing of a bakery in Raqqa.",
            "arrest",
        ),
        (
            "Prosecutors charge cousins over Raqqa bakery bombing",
            "Two cousins were charged over Monday's bombing of a bakery in Raqqa.",
            "charge",
        ),
        (
            "Rebels deny bombing Raqqa bakery",
            "A rebel group denied that it was behind Monday's bombing of a bakery in Raqqa.",
            "",
        ),
    ],
)
@pytest.mark.parametrize("hours", [20, 55])
def test_developments_follow_for_days(title: str, text: str, says: str, hours: float) -> None:
    _, later = place(BOMB, (hours, "B", title, text))
    assert later.story_id == 0
    assert later.reason.startswith("joined")
    assert says in later.reason


def test_another_bomb_in_the_town_is_another_happening() -> None:
    _, later = place(
        BOMB,
        (
            49,
            "B",
            "Second bomb wounds guard in Raqqa",
            "A second bomb wounded a guard in Raqqa on Wednesday.",
        ),
    )
    assert later.founded


def test_a_digest_founds_a_story_of_its_own_and_nothing_joins_it() -> None:
    digest = (
        0.1,
        "C",
        "Worldview: bomb at bakery in Raqqa, floods in Peru and more",
        "The day's news in brief.",
    )
    first, roundup, again = place(BOMB, digest, (0.5, "D", BOMB[2], BOMB[3]))
    assert roundup.founded
    assert "strings headlines" in roundup.reason
    assert again.story_id == first.story_id
