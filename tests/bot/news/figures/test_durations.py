"""Spans of time among quantities."""

import pytest

from bot.news.figures.durations import gone_by


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Held for more than 5 months", "en", {5}),
        ("Five soldiers held for 100 days", "en", {100}),
        ("5 aydır rehin", "tr", {5}),
        ("منذ 5 أشهر", "ar", {5}),
        ("100 days in captivity", "en", {100}),
        ("Missing in Odda for some 6 weeks", "en", {6}),
        ("Road to Odda shut for 14 days", "en", set()),
        ("Truce extended by 3 days", "en", set()),
        ("12 soldiers", "en", set()),
    ],
)
def test_how_long_something_has_gone_on_is_told_from_a_term(
    text: str, language: str, values: set[float]
) -> None:
    assert gone_by(text, language) == values
