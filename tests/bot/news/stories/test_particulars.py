"""Two attacks in one town on one day are two stories; one attack in other words is one."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.stories.index import StoryIndex
from bot.news.stories.particulars import apart, particulars
from bot.news.stories.report import Placement, Report

MIDNIGHT = datetime(2026, 3, 3, tzinfo=UTC)
Told = tuple[float, str, str]

SHEPHERDS = (
    6.0,
    "Landmine kills two shepherds near Tal Brak",
    "Two shepherds were killed when a landmine exploded in a pasture east of Tal Brak early on Tuesday.",
)
PATROL = (
    5.5,
    "Roadside bomb kills three soldiers in Zirak",
    "A roadside bomb hit an army patrol on the northern road out of Zirak at dawn, killing three soldiers.",
)
TEACHER = (
    7.0,
    "Gunmen kill teacher in Dhulab",
    "Gunmen on a motorcycle shot dead a teacher on his way to school in Dhulab on Tuesday morning.",
)
OTHERS = [
    (
        SHEPHERDS,
        (
            13.6,
            "Landmine kills three children in Tal Brak",
            "Three children were killed when a landmine went off behind a school in Tal Brak on Tuesday"
            " afternoon, a medic said.",
        ),
    ),
    (
        PATROL,
        (
            15.0,
            "Roadside bomb kills mayor's driver in Zirak",
            "A roadside bomb exploded beside the mayor's car near the vegetable market in Zirak on Tuesday"
            " afternoon. His driver died.",
        ),
    ),
    (
        TEACHER,
        (
            18.3,
            "Gunmen kill two policemen in Dhulab",
            "Gunmen opened fire on a checkpoint at the western gate of Dhulab on Tuesday evening, killing two"
            " policemen.",
        ),
    ),
    (
        (
            9.0,
            "Grenade attack wounds six in Bujuma",
            "Six people were wounded when a grenade was thrown into a bar in Bujuma on Monday night.",
        ),
        (
            21.0,
            "Grenade attack kills guard in Bujuma",
            "A guard was killed when a grenade was thrown at the gate of the town hall in Bujuma on Tuesday"
            " evening, police said.",
        ),
    ),
    (
        (
            6.2,
            "Roadside bomb hits SDF vehicle in Raqqa",
            "A roadside bomb hit a military vehicle of the SDF on the road to Tabqa, wounding two fighters.",
        ),
        (
            14.6,
            "Roadside bomb wounds two civilians in Raqqa",
            "A roadside bomb exploded near a bakery in the Mashlab district of Raqqa and hurt two civilians.",
        ),
    ),
]
OTHERS += [
    (
        (
            8.0,
            "Landmine explosion kills farmer in Maarzaf",
            "A farmer was killed when his tractor ran over a landmine in Maarzaf, local sources said.",
        ),
        (
            16.0,
            "Landmine explosion kills two boys in Maarzaf",
            "Two boys were killed by a landmine as they collected scrap metal in Maarzaf, rescuers said.",
        ),
    ),
    (
        (7.0, "Bomb kills police chief in Bahrisa", "A bomb killed the police chief of Bahrisa on Tuesday."),
        (
            39.0,
            "Bomb kills five at funeral in Bahrisa",
            "A bomb exploded at a funeral in Bahrisa on Wednesday, killing five mourners.",
        ),
    ),
    (
        (
            7.0,
            "Gunmen kill trader in Kisiba",
            "Gunmen shot dead a trader at his stall in Kisiba on Tuesday morning, police said.",
        ),
        (
            15.0,
            "Gunmen kill lawyer outside court in Kisiba",
            "Gunmen shot dead a lawyer outside the court in Kisiba on Tuesday afternoon, police said.",
        ),
    ),
]
SAME = [
    (
        PATROL,
        (
            7.5,
            "Four soldiers dead in Zirak IED attack",
            "An IED killed four soldiers when it struck their patrol near Zirak on Tuesday, the army said.",
        ),
        (
            9.5,
            "Blast hits army patrol near Zirak, killing five",
            "Five soldiers were killed in an explosion that targeted their patrol north of Zirak.",
        ),
    ),
    (
        SHEPHERDS,
        (
            8.0,
            "Two dead in mine blast in Tal Brak countryside",
            "Two herders died when a mine left from the war exploded near Tal Brak on Tuesday.",
        ),
        (
            13.0,
            "Three killed by landmine in northeast Syria",
            "Three men grazing sheep have died in the explosion of a landmine near Tal Brak, a monitor said.",
        ),
    ),
    (
        (
            18.3,
            "Gunmen kill two policemen in Dhulab",
            "Gunmen opened fire on a checkpoint at the western gate of Dhulab on Tuesday evening.",
        ),
        (
            22.0,
            "Police checkpoint attack in Dhulab leaves three dead",
            "Three policemen have died after gunmen attacked a checkpoint west of Dhulab on Tuesday.",
        ),
    ),
    (
        (
            7.0,
            "Gunmen shoot dead tribal elder in Kharma",
            "Unknown gunmen shot dead a tribal elder outside his home in Kharma on Tuesday morning.",
        ),
        (
            8.2,
            "Tribal leader assassinated in Kharma",
            "A tribal leader was killed by gunmen in front of his house in the town of Kharma on Tuesday.",
        ),
    ),
]


def place(*told: Told) -> list[Placement]:
    index = StoryIndex(timedelta(days=7), affairs=True)
    return [
        index.place(Report(n, title, text, f"paper {n}", MIDNIGHT + timedelta(hours=hours)))
        for n, (hours, title, text) in enumerate(told)
    ]


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_attack_of_the_day_in_one_town_is_another_story(one: Told, other: Told) -> None:
    _, later = place(one, other)
    assert later.founded
    assert "another attack of the day" in later.reason


@pytest.mark.parametrize("reports", SAME)
def test_one_attack_told_in_other_words_with_a_rising_toll_is_one_story(reports: tuple[Told, ...]) -> None:
    assert {placed.story_id for placed in place(*reports)} == {0}


def test_victims_stand_beside_the_harm_and_are_not_who_tells_it_or_does_it() -> None:
    assert particulars("Soldiers kill farmer in Hama", "").victims == {"farmer"}
    assert (
        particulars("Blast kills seven, residents say", "Residents said a blast killed seven.").victims
        == set()
    )
    assert particulars("Herder shot dead", "").victims == particulars("Gunmen kill two shepherds", "").victims


def test_a_site_is_no_source_and_no_place_that_people_come_from() -> None:
    told = particulars("", "A checkpoint source said a man from a school was hurt at a mosque.")
    assert told.sites == {"mosque"}


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("A bomb went off at 7:30am.", "morning"),
        ("A bomb went off at 4 p.m. in town.", "afternoon"),
        ("A bomb went off late on Monday.", "evening"),
        ("A late report said so.", ""),
        ("In the early hours a bomb went off.", "morning"),
    ],
)
def test_the_hour_is_told_by_words_and_clocks(text: str, hour: str) -> None:
    assert set(particulars("", text).hours) == {hour} - {""}


def test_one_particular_is_too_little_and_what_is_shared_asks_for_another_hour() -> None:
    farmer, child = particulars("Mine kills farmer", ""), particulars("Mine kills boy", "")
    assert apart(farmer, child) == ""
    assert apart(farmer, child, anew=True) == "victims"
    assert apart(particulars("Mine kills two", "A farmer died."), child, anew=True) == ""
    at_market = particulars("Bomb kills farmer at market", "")
    assert apart(at_market, particulars("Bomb kills boy at market", "")) == ""
    assert apart(at_market, particulars("Bomb kills boy at school", "")) == "victims, site"
