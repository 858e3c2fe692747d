"""Dates as feeds write them."""

from datetime import UTC, datetime

import pytest

from bot.feeds.dates import parse_date

NOON = datetime(2021, 7, 17, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sat, 17 Jul 2021 12:00:00 GMT", "Sat, 17 Jul 2021 12:00:00 +0000", "Sat, 17 Jul 2021 15:00:00 +0300",
        "Sat, 17 Jul 2021 15:00:00 +03:00", "Sat, 17 Jul 2021 07:00:00 EST", "Sat, 17 Jul 2021 08:00:00 EDT",
        "Sat, 17 Jul 2021 13:00:00 BST", "Sat, 17 Jul 2021 14:00:00 CEST", "Sat, 17 Jul 2021 15:00:00 MSK",
        "17 July 2021 12:00 UT", "Saturday, 17 Jul 2021 12:00:00 Z", "17 Jul 21 12:00:00 GMT",
        "sat, 17 jul 2021 12:00:00 gmt", " Sat, 17 Jul 2021  12:00:00 GMT\n",
        "2021-07-17T12:00:00Z", "2021-07-17T12:00:00.000Z", "2021-07-17T15:00:00+03:00",
        "2021-07-17T15:00:00+0300",
        "2021-07-17 12:00:00", "2021-07-17T12:00Z", "2021-07-17T12:00:00,5Z", "20210717T120000Z",
        "Sat Jul 17 12:00:00 2021", "Sat Jul 17 08:00:00 EDT 2021", "July 17, 2021 12:00:00 GMT",
        "Saturday, July 17, 2021 12:00", "Sat, 17 Jul 2021 15:00:00 GMT+03:00", "17 Jul 2021 12:00:00 NZST",
        "Sat, 17 Jul 2021 14:00:00 +0200 (CEST)", "2021-07-17 15:00:00 +0300", "2021-07-17t12:00:00z",
    ],
)  # fmt: skip
def test_noon(text: str) -> None:
    assert parse_date(text) == NOON


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "0000-00-00 00:00:00",
        "99999-01-01", "Sat, 32 Jul 2021 12:00:00 GMT", "Sat, 17 Foo 2021 12:00:00 GMT", "12:00", "10:00 GMT",
        "noon", "--07-17", "1626523200", "17 July 12:00", "Sat, 17 Jul 2021 noon",
        "Sat, 17 Jul 2021 25:00 GMT",
        "Sat, 17 Jul 2021 12:00 +x0",
    ],
)  # fmt: skip
def test_unreadable_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_leap_second_is_the_second_before() -> None:
    for text in ("2016-12-31T23:59:60Z", "Sat, 31 Dec 2016 23:59:60 GMT"):
        assert parse_date(text) == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021", (2021, 1, 1)), ("2021-07", (2021, 7, 1)),
        ("2021-07-17", (2021, 7, 17)), ("20210717", (2021, 7, 17)),
        ("17 Jul 2021", (2021, 7, 17)), ("Jul 17, 2021", (2021, 7, 17)), ("17 Jul 99", (1999, 7, 17)),
    ],
)  # fmt: skip
def test_without_a_time_it_is_the_beginning_of_the_day(text: str, day: tuple[int, int, int]) -> None:
    assert parse_date(text) == datetime(*day, tzinfo=UTC)
