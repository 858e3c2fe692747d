"""When what a sentence tells took place."""

from datetime import date

import pytest

from bot.news.language.past import tells_lately, tells_past


@pytest.mark.parametrize(
    ("text", "published", "past"),
    [
        ("The bridge was built in 1931.", date(2019, 11, 20), True),
        ("The bridge was built in 2019.", date(2019, 11, 20), False),
        ("The bridge will be built by 2031.", date(2019, 11, 20), False),
        ("The bridge cost 1,931 crowns.", date(2019, 11, 20), False),
        ("The bridge was built in 1931.", None, True),
        ("The bridge fell on Oct. 2.", date(2019, 11, 20), True),
        ("The bridge fell on Nov. 2.", date(2019, 11, 20), False),
        ("The bridge fell on December 30.", date(2020, 1, 5), False),
        ("The bridge fell on December 30.", date(2019, 12, 2), False),  # it is yet to come
        ("The bridge may fall.", date(2019, 11, 20), False),
        ("The bridge fell last summer.", date(2019, 11, 20), True),
        ("Earlier this year the bridge fell.", date(2019, 11, 20), True),
        ("The bridge fell on Feb. 31.", date(2019, 3, 2), False),
        ("The bridge fell on May 0, 2018.", date(2019, 3, 2), True),
    ],
)
def test_what_lies_long_before_the_report(text: str, published: date | None, past: bool) -> None:
    assert tells_past(text, published) is past


@pytest.mark.parametrize(
    ("text", "lately"),
    [
        ("The council met last week.", True),
        ("The mill burnt down on Nov. 12.", True),
        ("The mill burnt down on Nov. 18.", False),
        ("Roe was a captain at the time.", True),
        ("Roe met the captain for the last time.", False),
    ],
)
def test_what_lies_days_before_the_report(text: str, lately: bool) -> None:
    assert tells_lately(text, date(2019, 11, 20)) is lately
