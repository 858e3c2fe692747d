"""Affairs: what comes of an event follows it by its names; another event of the same names does not."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from bot.news.stories.signature import sign
from bot.news.stories.ties import ASKED, enough, shares_a_name

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
FIRST = (
    "Mayor Orvald of Hesby accused of taking bribes",
    "Prosecutors accused Mayor Jens Orvald of Hesby of taking bribes from a harbour builder on Tuesday.",
)
LATER = (
    "Hesby council names Runa Tveit to succeed Orvald",
    "The council of Hesby chose Runa Tveit as mayor in place of Jens Orvald, who is on leave.",
)
BLAST = (
    "Bomb wounds three at bus stop in Hesby",
    "A bomb at a bus stop near the fish market in Hesby wounded three people on Tuesday.",
)
OTHER_BLAST = (
    "Bomb kills guard at prison in Hesby",
    "A bomb at the gate of the prison in Hesby killed a guard on Wednesday.",
)
STORM = (
    "Storm Velda nears Cuba",
    "Storm Velda was 200 km south of Cuba on Tuesday with winds of 110 kph, forecasters said.",
)
STORM_ELSEWHERE = (
    "Velda floods streets in Florida",
    "Streets in the south of Florida were under water on Thursday after Velda came ashore.",
)
SINKING = (
    "Ferry with 90 aboard sinks off Norwegian island of Senja",
    "A ferry with 90 people aboard sank off the Norwegian island of Senja on Tuesday; 12 bodies were found,"
    " the coastguard said. It had left Harstad in rough seas.",
)
SINKING_TOO = (
    "Twelve drown as passenger boat goes down near Senja",
    "At least 12 people drowned when a passenger boat from Harstad went down near Senja in northern Norway,"
    " rescuers said.",
)
TOLL = (
    "Death toll of Norwegian ferry disaster rises to 20",
    "The number of dead in the sinking of a ferry off Senja rose to 20 on Tuesday, the coastguard said. The"
    " boat had come from Harstad.",
)
FIRE = (
    "Fire on ferry at pier in Harstad, all 40 get off",
    "A fire broke out in the engine room of a ferry at the pier of Harstad in Norway on Tuesday. All 40"
    " passengers walked off.",
)
HELD = (
    "Skipper of sunk ferry held in Harstad",
    "Police in Harstad in Norway held the skipper of the ferry that sank off the island on Tuesday and are"
    " questioning him about its engine.",
)
QUARREL = (
    "Togo's president dismisses parliament",
    "The president of Togo dismissed parliament on Tuesday after it had refused his budget for a third time.",
)
QUARREL_TOO = (
    "Deputies in Togo refuse to leave the chamber",
    "Deputies of Togo's parliament stayed in the chamber on Tuesday night after the president dismissed it.",
)
DECREE = (
    "Togo: assemblies banned for a month",
    "The president of Togo has banned assemblies in front of the parliament for a month, a decree says.",
)


def stories(*told: tuple[tuple[str, str], float]) -> list[int | str]:
    index = StoryIndex(affairs=True)
    return [
        index.place(Report(n, *words, f"Paper {n}", NOON + timedelta(hours=hours))).story_id
        for n, (words, hours) in enumerate(told)
    ]


def test_what_comes_of_an_event_follows_it_by_its_names() -> None:
    assert stories((FIRST, 0), (LATER, 30)) == [0, 0]


def test_a_report_that_is_not_held_would_join_the_affair_that_it_comes_of() -> None:
    index = StoryIndex(affairs=True)
    index.place(Report(0, *FIRST, "Paper 0", NOON))
    assert index.joins(Report(1, *LATER, "Paper 1", NOON + timedelta(hours=30))) == 0
    assert index.joins(Report(2, *BLAST, "Paper 2", NOON + timedelta(hours=30))) is None


def test_another_happening_of_an_affair_is_told_from_the_same_one() -> None:
    index = StoryIndex(affairs=True)
    placed = [
        index.place(Report(n, *words, f"Paper {n}", NOON + timedelta(hours=30 * n)))
        for n, words in enumerate((LAW, TEAR_GAS))
    ]
    assert [(place.story_id, place.tied) for place in placed] == [(0, False), (0, True)]
    assert not index.place(Report(2, *TEAR_GAS, "Paper 2", NOON + timedelta(hours=31))).tied


def test_another_attack_of_the_same_town_is_another_story() -> None:
    assert stories((BLAST, 0), (OTHER_BLAST, 20)) == [0, 1]


@pytest.mark.parametrize(
    "words",
    [
        ("Blast hits mosque in Hesby, killing five", "A bomb hit a mosque in Hesby at evening prayers."),
        ("Gunman kills judge in Hesby", "A gunman shot dead a judge of a court in Hesby, police said."),
    ],
)
def test_another_attack_of_a_town_stays_apart_however_much_was_told_of_the_first(
    words: tuple[str, str],
) -> None:
    again = (BLAST[0] + ", police say", BLAST[1] + " Police closed the market.")
    assert stories((BLAST, 0), (again, 1), (words, 10)) == [0, 0, 2]


def test_a_name_that_nobody_else_has_is_one_affair_wherever_it_goes() -> None:
    assert stories((STORM, 0), (STORM_ELSEWHERE, 50)) == [0, 0]


def test_what_comes_of_one_of_two_like_events_follows_that_to_which_more_ties_it() -> None:
    assert stories((SINKING, 0), (SINKING_TOO, 1), (TOLL, 5), (FIRE, 7), (HELD, 9)) == [0, 0, 0, 3, 0]


@pytest.mark.parametrize("others", [0, 6])
def test_what_comes_next_is_of_the_affair_whatever_else_happens_in_the_country(others: int) -> None:
    crafts = "weaver potter fisher farrier cooper glover".split()
    told = [
        (f"{craft.title()} wins prize in Togo", f"A {craft} won a prize at the {craft} fair in Togo. ")
        for craft in crafts[:others]
    ]
    found = stories((QUARREL, 0), (QUARREL_TOO, 2), *((one, 3) for one in told), (DECREE, 5))
    assert (found[0], found[1], found[-1]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("odds", "language", "is_enough"),
    [
        ([ASKED - 0.3], "en", False),
        ([ASKED - 0.3, ASKED - 0.6], "en", True),
        ([ASKED - 0.1, -0.1, -0.1], "en", False),
        ([ASKED + 0.1], "en", True),
        ([ASKED + 0.1], "tr", True),
        ([ASKED + 0.1], "zh", False),
        ([], "en", False),
    ],
)
def test_parts_of_an_affair_that_are_too_little_each_may_be_enough_together(
    odds: list[float], language: str, is_enough: bool
) -> None:
    assert enough(odds, language) is is_enough


LAW = (
    "Mongolia's parliament passes law on gatherings",
    "Deputies in Ulaanbaatar voted on Tuesday for a law that makes a march without a permit a crime.",
)
TEAR_GAS = (
    "Police fire tear gas at crowd in Mongolian capital",
    "Police dispersed people who marched in Ulaanbaatar against the law on gatherings.",
)
CHINA = (LAW[0].replace("Mongolia", "China"), LAW[1].replace("Ulaanbaatar", "Beijing"))
TEAR_GAS_IN_CHINA = (
    TEAR_GAS[0].replace("Mongolian", "Chinese"),
    TEAR_GAS[1].replace("Ulaanbaatar", "Beijing"),
)


def test_a_country_of_which_one_seldom_hears_ties_more_than_one_of_every_day() -> None:
    assert stories((LAW, 0), (TEAR_GAS, 40)) == [0, 0]
    assert stories((CHINA, 0), (TEAR_GAS_IN_CHINA, 40)) == [0, 1]


OUTBREAK = (
    "Samoa declares emergency over measles",
    "Samoa declared an emergency on Saturday after six people died of measles.",
)
OUTBREAK_TOLL = (
    "Samoa measles deaths rise to 25",
    "The dead of Samoa's measles outbreak are 25 now, most of them children.",
)


def test_the_deaths_of_an_outbreak_are_no_other_happening() -> None:
    assert stories((OUTBREAK, 0), (OUTBREAK_TOLL, 50)) == [0, 0]


def test_a_minister_who_speaks_of_two_matters_does_not_tie_them() -> None:
    told = [
        sign("Troops leave Orn base, Zwinkov says", "The last troops left Orn, Minister Jan Zwinkov said."),
        sign("Dam of Harun is safe, Zwinkov says", "The dam will hold, Minister Jan Zwinkov said."),
    ]
    accused = sign("Zwinkov accused of theft", "Jan Zwinkov was accused of theft in Orn.")
    assert not shares_a_name(*told)
    assert shares_a_name(accused, sign("Zwinkov flees", "Jan Zwinkov fled to Togo on Tuesday."))


@pytest.mark.parametrize(("days", "same"), [(119.5, True), (120.5, False)])
def test_an_affair_ends(days: float, same: bool) -> None:
    middle = (FIRST[0].replace("accused", "questioned"), FIRST[1].replace("accused", "questioned"))
    index = StoryIndex(timedelta(days=150), affairs=True)
    for n, (words, hours) in enumerate([(FIRST, 0.0), (middle, 1.0), (LATER, 24 * days)]):
        placement = index.place(Report(n, *words, f"Paper {n}", NOON + timedelta(hours=hours)))
    assert placement.founded is not same


def test_what_happens_in_one_province_on_one_day_is_not_one_event_for_that() -> None:
    mill = "Flames rose from the roof. Firemen brought hoses. The baker lost his flour in the warehouse. " * 3
    ferry = "Divers searched the lake. The captain swam ashore. Passengers clung to lifeboats. " * 3
    told = [
        ("Ferry sinks near Osk, Raqqa province", f"A ferry sank near Osk in Raqqa province. {ferry}"),
        ("Mill burns down in Brel, Raqqa province", f"A mill burned down in Brel in Raqqa province. {mill}"),
    ]
    assert stories((told[0], 0), (told[1], 0.5)) == [0, 1]
