"""Reading times of day as people write them; quiet hours and digests when the clock changes."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.hours.times import (
    DigestTime,
    format_clock,
    next_digest,
    parse_clock,
    parse_digest,
    parse_quiet,
    quiet_until,
)

HOUR = timedelta(hours=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", "08:00"),
        ("08:30", "08:30"),
        ("8.30", "08:30"),
        ("20h15", "20:15"),
        ("8pm", "20:00"),
        ("12am", "00:00"),
        ("12:30 pm", "12:30"),
        ("24:00", "00:00"),
    ],
)
def test_a_time_of_day_is_read(text: str, expected: str) -> None:
    found = parse_clock(text)
    assert found is not None
    assert format_clock(found) == expected


@pytest.mark.parametrize("text", ["", "25", "8:60", "13pm", "0am", "eight", "08:00:00"])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert parse_clock(text) is None


@pytest.mark.parametrize("text", ["22:00-07:00", "22 - 7", "10pm to 7am", "22:00–07:00", " 22 until 7 "])
def test_quiet_hours_are_read(text: str) -> None:
    assert parse_quiet(text) == (time(22), time(7))


@pytest.mark.parametrize("text", ["22:00", "22-22", "22-7-9", "late-early", ""])
def test_what_are_no_quiet_hours_is_none(text: str) -> None:
    assert parse_quiet(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:00", DigestTime(time(8))),
        ("8am daily", DigestTime(time(8))),
        ("8 am weekdays", DigestTime(time(8), weekdays_only=True)),
        ("08:00 Mon-Fri", DigestTime(time(8), weekdays_only=True)),
        ("weekdays", None),
        ("08:00 sometimes", None),
        ("", None),
    ],
)
def test_a_digest_time_is_read_or_none(text: str, expected: DigestTime | None) -> None:
    assert parse_digest(text) == expected


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-10T20:59", None),  # 21:59 in Paris
        ("2026-01-10T21:00", "2026-01-11T06:00"),
        ("2026-01-11T05:59", "2026-01-11T06:00"),
        ("2026-01-11T06:00", None),
        ("2026-07-10T20:00", "2026-07-11T05:00"),  # summer time
        ("2026-03-28T21:00", "2026-03-29T05:00"),  # the night of the spring change is an hour shorter
        ("2026-10-24T20:00", "2026-10-25T06:00"),  # and that of the autumn change an hour longer
    ],
)
def test_quiet_hours_wrap_over_midnight_and_know_summer_time(now: str, until: str | None) -> None:
    found = quiet_until(time(22), time(7), "Europe/Paris", utc(now))
    assert found == (utc(until) if until else None)


def test_quiet_hours_within_a_day() -> None:
    assert quiet_until(time(9), time(17), "UTC", utc("2026-01-10T12:00")) is not None
    assert quiet_until(time(9), time(17), "UTC", utc("2026-01-10T17:00")) is None


def test_quiet_hours_that_end_in_the_skipped_hour_end_with_the_change() -> None:
    assert quiet_until(time(22), time(2, 30), "Europe/Paris", utc("2026-03-28T23:00")) == utc(
        "2026-03-29T01:00"
    )


def test_quiet_hours_that_end_in_the_repeated_hour_end_once() -> None:
    assert quiet_until(time(22), time(2, 30), "Europe/Paris", utc("2026-10-25T00:10")) == utc(
        "2026-10-25T00:30"
    )
    assert quiet_until(time(22), time(2, 30), "Europe/Paris", utc("2026-10-25T01:10")) is None


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-01-09T06:59", "2026-01-09T07:00"),
        ("2026-01-09T07:00", "2026-01-10T07:00"),
        ("2026-03-28T12:00", "2026-03-29T06:00"),
        ("2026-10-24T12:00", "2026-10-25T07:00"),
    ],
)
def test_the_next_digest_keeps_the_chats_time_of_day(after: str, expected: str) -> None:
    assert next_digest(DigestTime(time(8)), "Europe/Paris", utc(after)) == utc(expected)


def test_a_digest_on_weekdays_waits_over_the_weekend() -> None:
    friday_noon = utc("2026-01-09T12:00")
    assert next_digest(DigestTime(time(8), weekdays_only=True), "UTC", friday_noon) == utc("2026-01-12T08:00")


def test_a_digest_time_that_the_clock_skips_or_repeats_comes_once() -> None:
    digest = DigestTime(time(2, 30))
    spring = next_digest(digest, "Europe/Paris", utc("2026-03-28T12:00"))
    assert spring == utc("2026-03-29T01:00")
    assert next_digest(digest, "Europe/Paris", spring) == utc("2026-03-30T00:30")
    autumn = next_digest(digest, "Europe/Paris", utc("2026-10-24T12:00"))
    assert autumn == utc("2026-10-25T00:30")
    assert next_digest(digest, "Europe/Paris", autumn) == utc("2026-10-26T01:30")
