"""Adjectives tell of which country a report is, in languages that write them unlike the country."""

from importlib.resources import files

import pytest

from bot.news.language.words import tokens
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


def test_every_stem_in_the_table_is_one_word() -> None:
    text = files("bot.news.places").joinpath("adjectives.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            for stem in line.partition("\t")[2].split():
                assert len(tokens(stem)) == 1, stem
