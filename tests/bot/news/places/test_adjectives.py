"""Adjectives tell of which country a report is, in languages that write them unlike the country."""

import pytest

from bot.news.places.placenames import country_of_adjective


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("ukrainischen", "UA"),
        ("ukrainienne", "UA"),
        ("ucranianas", "UA"),
        ("האוקראינית", "UA"),
        ("estnische", "EE"),
        ("Iraklı", "IQ"),
        ("irakienne", "IQ"),
        ("عراقية", "IQ"),
        ("иракские", "IQ"),
        ("israelíes", "IL"),
        ("rusty", ""),
        ("industriell", ""),
        ("syrischfoo", ""),
        ("", ""),
    ],
)
def test_the_country_of_an_adjective(word: str, country: str) -> None:
    assert country_of_adjective(word) == country
