"""What a town and a role do not tie: other events of one town, the same fate of another person."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.stories.fates import Fate, fate, of_others
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from bot.news.stories.towns import towns

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
UNKNOWN_TOWN = (
    ("Ardsley mayor charged with bribery", "The mayor of Ardsley was charged on Monday with taking bribes."),
    (
        "Ardsley dam breaks, nine drown",
        "A dam above Ardsley broke on Monday; nine people drowned, police said.",
    ),
    ("Ardsley bank robbed of 3 million", "Three men took 3 million from an Ardsley bank, police said."),
    (
        "Ardsley zoo keeper mauled by bear",
        "A bear mauled a keeper at Ardsley zoo, the ambulance service said.",
    ),
    ("Ardsley school roof collapses", "The roof of a school in Ardsley collapsed under snow."),
)
KNOWN_TOWN = (
    ("Raqqa bridge opens", "A bridge over the Euphrates in Raqqa opened on Monday."),
    ("Raqqa market shut", "The market in Raqqa was shut."),
    ("Raqqa bank robbed", "A bank was robbed in Raqqa."),
    (
        "Raqqa school hit",
        "A shell hit a school in Raqqa on Monday and killed its caretaker, the council said.",
    ),
    ("Raqqa drought ends", "Rain ended the drought around Raqqa."),
)
SAME_WORDS = (
    ("Ardsley storm: live updates", "Follow the storm as it hits Ardsley."),
    ("Kassel storm: live updates", "Follow the storm as it hits Kassel."),
)
NOBODY_KNOWS = (
    ("Ardsley storm: live updates", "Follow the storm as it hits Ardsley."),
    ("Wexcombe storm: live updates", "Follow the storm as it hits Wexcombe."),
)
ONE_COURT = (
    ("Ardsley court frees editor", "A court freed the editor of an Ardsley paper."),
    ("Ardsley court jails poacher", "A court in Ardsley jailed a poacher."),
)
DEATHS = (
    (
        "Nobel laureate Ilse Brandauer dies at 91",
        "The chemist Ilse Brandauer has died at 91, her family said.",
    ),
    ("Nobel laureate Kenzo Morita dies at 91", "The physicist Kenzo Morita has died at 91, his family said."),
)
PRESIDENTS = (
    (
        "Former Peru president Alejandro Quiroga dies at 84",
        "Former president Alejandro Quiroga died in Lima.",
    ),
    ("Former Peru president Luis Zamora dies at 84", "Former president Luis Zamora died in Lima."),
)
VERDICTS = (
    ("Former mayor Ines Paz found guilty of bribery", "A court found Ines Paz guilty of bribery."),
    ("Former mayor Karl Utz found guilty of bribery", "A court found Karl Utz guilty of bribery."),
)
MINISTERS = (
    ("Chile's justice minister Rosa Bravo quits", ""),
    ("Chile's health minister Pedro Luna quits", ""),
)
DAM = (
    (
        "Ardsley dam breaks, nine drown",
        "A dam above Ardsley broke on Monday; nine people drowned, police said.",
    ),
    ("Ardsley dam engineer arrested", "Police arrested the engineer who had checked the dam at Ardsley."),
    (
        "Ardsley flood toll rises to 14",
        "Fourteen people are known to have drowned when the Ardsley dam broke.",
    ),
)
DEATH_TWICE = (
    DEATHS[0],
    ("Ilse Brandauer, Nobel-winning chemist, dies", "Ilse Brandauer died at 91 in Vienna on Monday."),
)


def stories_of(reports: tuple[tuple[str, str], ...]) -> int:
    """How many stories come of these reports, an hour apart, each of another publisher."""
    index = StoryIndex(timedelta(days=7), affairs=True)
    placed = [
        index.place(Report(number, title, text, f"Paper {number}", NOON + timedelta(hours=number)))
        for number, (title, text) in enumerate(reports)
    ]
    return len({placement.story_id for placement in placed})


@pytest.mark.parametrize(
    "reports",
    [UNKNOWN_TOWN, KNOWN_TOWN, SAME_WORDS, NOBODY_KNOWS, ONE_COURT, DEATHS, PRESIDENTS, MINISTERS, VERDICTS],
)
def test_a_place_or_a_role_ties_nothing(reports: tuple[tuple[str, str], ...]) -> None:
    assert stories_of(reports) == len(reports)


@pytest.mark.parametrize("reports", [DAM, DEATH_TWICE])
def test_what_comes_of_an_event_stays_with_it(reports: tuple[tuple[str, str], ...]) -> None:
    assert stories_of(reports) == 1


@pytest.mark.parametrize(
    ("title", "other_title", "two"),
    [
        ("Muammar Gadhafi killed in Sirte", "Moammar Qaddafi killed in Sirte", False),
        ("Actor Kit Lowe dies", "Actor Kit Lowe killed by train", False),
        ("Actor Kit Lowe dies", "Actor Kit Brandt dies", True),
        ("Actor Kit Lowe dies", "Actor Ray Finn arrested", False),
    ],
)
def test_two_persons_have_other_names(title: str, other_title: str, two: bool) -> None:
    assert of_others(fate(title), fate(other_title)) is two


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Director Paul Wend, 88, dies", Fate("death", "paul", "wend")),
        ("Ilse Brandauer, Nobel-winning chemist, dies", Fate("death", "ils", "brandauer")),
        ("Finance Minister Ana Brek Resigns", Fate("leaving", "ana", "brek")),
        ("Former mayor Ines Paz found guilty of bribery", Fate("trial", "ine", "paz")),
        ("Brandauer dies at 91", Fate()),
        ("Ilse Brandauer says director died", Fate()),
    ],
)
def test_the_person_to_whom_something_happens(title: str, told: Fate) -> None:
    assert fate(title) == told


@pytest.mark.parametrize(
    ("line", "language", "found"),
    [
        ("Ardsley mayor meets the council of Hesby", "en", ["Ardsley", "Hesby"]),
        ("Ann Holt hospital fund", "en", []),
        ("Ardsley mayor", "fr", []),
    ],
)
def test_names_beside_what_a_town_has(line: str, language: str, found: list[str]) -> None:
    assert list(towns(line.split(), language)) == found
