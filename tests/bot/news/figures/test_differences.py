"""Figures with what they count, and where publishers differ."""

from collections.abc import Mapping, Sequence

import pytest

from bot.model import Difference
from bot.news.figures.counted import figures
from bot.news.figures.differences import differences
from bot.news.figures.numerals import numbers


def between(sentences: Mapping[str, Sequence[str]]) -> tuple[Difference, ...]:
    """The differences between the figures in the sentences of publishers."""
    told = {publisher: [f for line in lines for f in figures(line)] for publisher, lines in sentences.items()}
    return differences(told)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A car bomb killed at least 12 people and wounded 30 others.", ["Killed at least 12", "Wounded 30"]),
        ("Fifteen people, two of them children, were killed.", ["Killed fifteen"]),
        ("The death toll rose from 12 to 15, officials said.", ["Killed 15"]),
        ("Twelve militants killed five soldiers near Raqqa.", ["Soldiers killed five", "Militants twelve"]),
        ("The quake left 247 people dead.", ["Killed 247"]),
        ("Over 200 children in hospital after the feast.", ["Children in hospital over 200"]),
        ("Cholera has infected 300 people; 31 fell ill in Orn.", ["Ill 31", "Ill 300"]),
        ("Police arrested 12 men.", ["Men arrested 12"]),
        ("Police arrest 12 Isis suspects", ["Suspects arrested 12"]),
        ("Gunmen wound mayor of Orn, kill two guards", ["Guards killed two"]),
        ("Gunmen planned to kill two guards.", ["Guards two"]),
        ("Floods may kill 30 people.", []),
        ("Two dozen people were injured.", ["Wounded two dozen"]),
        ("There are roughly 2,000 US troops in Syria.", ["Troops roughly 2,000"]),
        ("Some 1.2 million people were displaced.", ["Displaced some 1.2 million"]),
        ("Eleven bodies were found in the mud.", ["Killed eleven"]),
        ("Eleven bodies had been counted in the mud.", ["Killed eleven"]),
        ("Four bodies had been counted twice.", ["Bodies four"]),
        ("Fifty-eight people are known to have died in the flood.", ["Killed fifty-eight"]),
        ("A third policeman died of his wounds.", ["Killed 3"]),
        ("The 21st patient has died.", ["Killed 21"]),
        ("No one was killed, none of the 12 miners died.", ["Miners 12"]),
        ("No one on the bus with 40 passengers was killed.", ["Passengers 40"]),
        ("No one has claimed the bomb that killed 12 people, not 19.", ["Killed 12"]),
        ("He was killed 12 years ago.", []),
        ("More than 5,000 people have been killed since 2014.", []),
        ("Another blast killed three people.", []),
        ("John Marsh, 34, was arrested on July 12 at 14:05.", []),
        ("The 12-year-old boy was killed.", []),
        ("Two F-16 jets took off in 2017.", []),
        ("", []),
    ],
)
def test_a_figure_says_what_it_counts(sentence: str, expected: list[str]) -> None:
    assert [f"{figure.label} {figure.number.written}" for figure in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-five", [(25, "")]),
        ("$3.5 billion and 12%", [(3.5e9, "$"), (12, "%")]),
        ("4,000", [(4000, "")]),
        ("a dozen trucks", [(12, "")]),
        ("on 12 July 2021 at 5 p.m.", []),
        ("the 3rd of May", []),
        ("Day 5, Part 1: Boeing 737 Max 8 is No. 2 in the Top 25", []),
    ],
)
def test_numbers_are_read(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(number.value, number.unit) for number in numbers(text)] == expected


def test_publishers_figures_for_the_same_thing_stand_side_by_side() -> None:
    found = between(
        {
            "Reuters": ["A car bomb killed 12 people in Raqqa on Monday."],
            "SANA": ["The bombing in Raqqa left 15 people dead.", "Thirty people were wounded in Raqqa."],
            "AP": ["The blast in Raqqa killed 12."],
        }
    )
    assert found == (Difference("Killed", (("12", "Reuters"), ("15", "SANA"), ("12", "AP"))),)


def test_of_one_publisher_the_latest_figure_counts() -> None:
    sentences = {
        "A": ["Ten people died in the blast.", "The death toll rose to 14."],
        "B": ["The blast killed 14 people."],
    }
    assert between(sentences) == ()


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("The blast in Raqqa killed 12 people.", "The blast in Raqqa killed 12."),
        ("The blast in Raqqa killed 12 people.", "The blast in Homs killed 15 people."),
        ("A blast killed 12 people on Monday.", "A blast killed 15 people on Tuesday."),
        ("The blast killed 12 people.", "The blast wounded 15 people."),
        ("The blast killed 12 soldiers.", "The blast killed 15 people."),
        ("The blast killed 12 people.", "Last year a blast killed 30 people."),
        ("About 100 people died in the blast.", "The blast killed 104 people."),
        ("The raid cost $5 million.", "The raid cost $7 million."),
        ("Five guards died; the death toll is five.", "Three of the six were shot dead at the gate."),
        ("The attack killed five people.", "The attack killed three others."),
        ("Nine people died.", "Many died, among them two children killed asleep."),
        ("The death toll in Raqqa reached five.", "A strike on Homs killed nine people."),
        ("Syria sent 40 trucks to the border.", "Turkey bought 12 trucks from a factory in Ankara."),
    ],
)
def test_in_doubt_there_is_no_difference(sentence: str, other: str) -> None:
    assert between({"A": [sentence], "B": [other]}) == ()
    assert between({"A": [sentence, other]}) == ()


def test_plain_counts_differ_only_in_matching_sentences() -> None:
    sentences = {
        "A": ["The convoy of 40 trucks left the Shaddadi base."],
        "B": ["A convoy of 55 trucks left the base at Shaddadi."],
    }
    assert between(sentences) == (Difference("Trucks", (("40", "A"), ("55", "B"))),)
