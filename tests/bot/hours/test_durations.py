"""Reading and writing durations."""

from datetime import timedelta

import pytest

from bot.hours.durations import format_duration, parse_seconds

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2h", 2),
        ("8 hours", 8),
        ("1d", 24),
        ("30m", 0.5),
        ("90 min", 1.5),
        ("1h 30m", 1.5),
        ("1h30m", 1.5),
        ("1 day, 2 hrs", 26),
        ("1.5h", 1.5),
        (" 1W ", 168),
        ("36 secs", 0.01),
        ("3600 ms", 0.001),
    ],
)
def test_a_duration_is_read(text: str, hours: float) -> None:
    assert parse_seconds(text) == pytest.approx(hours * 3600)


@pytest.mark.parametrize("text", ["", "off", "h", "-2h", "2", "2 parsecs", "2 months", "2h!", "1h " * 40])
def test_anything_else_is_no_duration(text: str) -> None:
    assert parse_seconds(text) is None


def test_a_duration_is_written_in_words() -> None:
    assert format_duration(26 * HOUR) == "1 day 2 hours"
    assert format_duration(8 * HOUR) == "8 hours"
    assert format_duration(timedelta(seconds=20)) == "1 minute"
