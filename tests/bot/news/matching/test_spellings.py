"""The default topics however desks spell: capitals, no accents, half spaces, Sorani, traditional Chinese."""

from pathlib import Path

import pytest

from bot.news.matching.match import document, match
from tests.bot.news.matching.test_default_topics import TOPICS

LINES = Path(__file__).with_name("spellings.txt").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("language", "topic", "title"), ROWS)
def test_a_title_meets_its_topic_however_it_is_spelt(language: str, topic: str, title: str) -> None:
    found = [name for name, asked in TOPICS.items() if match(name, asked, document(title, "", language))]
    assert topic in found or (topic == "-" and not found)


def test_an_outlet_at_the_end_of_a_title_is_no_place() -> None:
    burnt = "No one was hurt, police in the Turkish city said."
    assert _met("Gaziantep cafe burns - Raqqa Post", burnt) == []
    assert _met("Gaziantep cafe burns - Raqqa Is Being Slaughtered Silently", burnt) == []
    assert _met("Raqqa Stars win youth cup", "The club of Syrian boys in Gaziantep beat Aleppo Lions.") == []
    assert _met("Mine kills two - Raqqa", "Two shepherds died on Monday.") == ["raqqa"]
    assert _met("Blast kills three in Raqqa - Raqqa Post", "A mine exploded.") == ["raqqa"]


def test_a_publisher_around_the_title_is_no_place() -> None:
    title = "Cafe burns | Voices of Raqqa"
    found = match("raqqa", TOPICS["raqqa"], document(title, "Nobody was hurt.", "en", "Voices of Raqqa"))
    assert found is None


def test_a_long_report_is_about_the_group_that_claims_its_attack() -> None:
    assert _met("Gunmen storm bank in Pemba", f"{_LONG} Islamic State claimed the attack on Telegram.") == [
        "isis"
    ]
    assert _met(
        "Four in dock",
        f"The four are accused of having joined a band. {_LONG} They are charged "
        "with membership of Islamic State.",
    ) == ["isis"]
    assert (
        _met("Gunmen storm bank in Pemba", f"{_LONG} Islamic State claimed a similar attack last year.") == []
    )
    assert _met("Gunmen storm bank in Pemba", f"{_LONG} Nobody spoke of Islamic State.") == []


_LONG = " ".join(
    f"The manager said that clerk number {number} had hidden below a desk for an hour."
    for number in range(12)
)


def _met(title: str, text: str) -> list[str]:
    return [name for name, asked in TOPICS.items() if match(name, asked, document(title, text))]
