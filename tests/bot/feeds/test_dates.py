"""Dates as feeds write them."""

from datetime import UTC, datetime

import pytest

from bot.feeds.dates import needs_patience, parse_date

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
        "Sat, 17 Jul 2021 14:00:00 +0200 (CEST)", "17 Jul 2021 17:30 +530",
        "2021-07-17 15:00:00 +0300", "2021-07-17t12:00:00z",
        "1626523200", "1626523200.25", "1626523200000", "1626523200000000", "20210717120000", "202107171200",
        "Sat, 17 Jul 2564 12:00:00 +0000", "2564-07-17T19:00:00+07:00", "17/07/2564 12:00",
        "20210717T120000",
    ],
)  # fmt: skip
def test_noon(text: str) -> None:
    assert parse_date(text) == NOON


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "0000-00-00 00:00:00",
        "99999-01-01", "Sat, 32 Jul 2021 12:00:00 GMT", "Sat, 17 Foo 2021 12:00:00 GMT", "12:00", "10:00 GMT",
        "noon", "--07-17", "17 July 12:00", "162652320", "2021071712", "2026261120", "162652320000",
        "-1626523200",
        "1400-04-26T12:00:00Z", "1400/04/26 12:00", "۲۶ تیر ۱۴۰۰", "令和3年7月17日", "民國110年7月17日",
        "1442-12-07", "29 Feb 2563", "29 Feb 2564", "2764-07-17", "Sat, 17 Jul 2021 noon",
        "Sat, 17 Jul 2021 25:00 GMT",
        "Sat, 17 Jul 2021 12:00 +x0", "Wed, 30 Nov -0001 00:00:00 +0000", "17 Jul +21 12:00",
        "17 Jul 2021 -1:00:00", "17 Jul 2021 1_2:00 GMT", "17 Jul 2021 12:00:-5",
        "Sat, 17 Jul 2021 12:00 +05300", "Sat, 17 Jul 2021 12:00 +9900",
        "Sat, 17 Jul 2021 12:00 --500", "2021-13-07T12:00:00Z",
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


@pytest.mark.parametrize(
    "text",
    [
        "2026/11/26 20:57", "26-11-2026 20:57:00", "26/11/2026 20:57", "26.11.2026 20:57",
        "11/26/2026 8:57 PM",
        "2026年11月26日 20:57", "2026年11月26日20时57分", "2026年11月26日 下午8:57",
        "2026년 11월 26일 오후 8:57",
        "Thu, 26 Nov 2026 8:57 PM", "Thu, 26 Nov 2026 08:57:00 PM GMT", "November 26, 2026 8:57 p.m.",
        "2026-11-26 8:57 PM", "2026-11-26 15:57:00 EST", "2026-11-26 15:57:00 -0500 EST",
        "Thu, 26 Nov 2026 GMT 20:57", "20:57, 26 November 2026", "26th November 2026 at 20:57",
        "Thu Nov 26 2026 21:57:00 GMT+0100 (Central European Standard Time)", "26-Nov-2026 20:57",
        "jeudi 26 novembre 2026 à 20h57", "Чт, 26 ноя 2026 23:57:00 +0300", "٢٦ نوفمبر ٢٠٢٦ 20:57",
        "26 Kasım 2026 Perşembe 20:57", "26 de noviembre de 2026 20:57",
    ],
)  # fmt: skip
def test_what_publishers_write_besides_is_read_right(text: str) -> None:
    assert parse_date(text) == datetime(2026, 11, 26, 20, 57, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "05/06/2026 20:57", "13/13/2026", "2026-13-26", "26 Nov 2026 25:00", "26 Nov 2026 20:57 and 21:00",
        "Thu, 26 Nov 2026 20:57:00 Europe/Berlin", "26 Nov 2026 13:05 AM", "3 days ago", "juin 2026",
        "26 Nov",
        "x" * 150, "2026年", "1 2 3 4 5 6 7 8", "26 Nov 2026 at the town hall",
    ],
)  # fmt: skip
def test_what_cannot_be_read_for_sure_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-26+01:00", datetime(2026, 11, 25, 23, tzinfo=UTC)),
        ("26 Nov 2026 EST", datetime(2026, 11, 26, 5, tzinfo=UTC)),
        ("26 Nov 2026 12:05 AM", datetime(2026, 11, 26, 0, 5, tzinfo=UTC)),
        ("05/05/2026", datetime(2026, 5, 5, tzinfo=UTC)),
    ],
)
def test_zones_and_halves_of_the_day(text: str, instant: datetime) -> None:
    assert parse_date(text) == instant


def test_only_other_languages_need_patience() -> None:
    for text in ("Чт, 26 ноя 2026 23:57:00 +0300", "26 Kasım 2026 20:57"):
        assert needs_patience(text)
        assert parse_date(text, patiently=False) is None
    for text in ("26 Nov 2026 8:57 PM", "2026年11月26日", "05/06/2026", "no digits in här", "7" + "ä" * 99):
        assert not needs_patience(text)
