"""Timezones by city, country, offset, and half right."""

import pytest

from bot.hours.timezones import find_timezone


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("PARIS", "Europe/Paris"),
        ("pari", "Europe/Paris"),
        ("berln", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Germany", "Europe/Berlin"),
        ("syria", "Asia/Damascus"),
        ("uk", "Europe/London"),
        ("US/Eastern", "US/Eastern"),
        ("CET", "CET"),
        ("utc", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt -3", "Etc/GMT+3"),
        ("+0", "UTC"),
        ("دمشق", "Asia/Damascus"),
        ("سوريا", "Asia/Damascus"),
        ("تهران", "Asia/Tehran"),
        ("Москва", "Europe/Moscow"),
        ("москв", "Europe/Moscow"),
        ("السعودية", "Asia/Riyadh"),
        ("Київ", "Europe/Kyiv"),
        ("Şam", "Asia/Damascus"),
        ("Almanya", "Europe/Berlin"),
        ("Kairo", "Africa/Cairo"),
        ("İstanbul", "Europe/Istanbul"),
        ("Калькутта", "Asia/Kolkata"),
    ],
)
def test_a_timezone_is_found(text: str, name: str) -> None:
    assert find_timezone(text).name == name


@pytest.mark.parametrize("text", ["", "x", "qqqqqqq", "utc+20", "UTC+5:17"])
def test_nonsense_finds_nothing(text: str) -> None:
    found = find_timezone(text)
    assert (found.name, found.suggestions) == (None, ())


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("Ber", "Europe/Berlin"), ("usa", "America/New_York"), ("EST", "America/New_York")],
)
def test_what_may_mean_several_gives_suggestions(text: str, suggestion: str) -> None:
    found = find_timezone(text)
    assert found.name is None
    assert suggestion in found.suggestions


@pytest.mark.parametrize(
    ("text", "place"), [("+5:30", "Asia/Kolkata"), ("utc+0545", "Asia/Kathmandu"), ("+4:30", "Asia/Kabul")]
)
def test_an_offset_with_minutes_suggests_the_places_that_keep_it(text: str, place: str) -> None:
    search = find_timezone(text)
    assert search.name is None
    assert place in search.suggestions
