"""No text can make the rules slow: every one is linear, and what they read is capped."""

import pytest

from bot.news.kinds.clean import TITLE_CAP
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from tests.effort import least_growth

GROWTH = 3.0
"""How many times the time twice the text may take: 2 is linear, 4 the square."""


@pytest.mark.parametrize(
    "unit",
    [
        "A", "a ", "Aa, ", "Sen. A: ", "\"'", "A.B.", "said on a ", "; x", "<", "<a ", "The post ", "1,1.",
        ": | - (", "ш ", "为", "\u0301",
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [TITLE_CAP // 2, 5000])
def test_twice_the_hostile_text_takes_at_most_twice_the_time(unit: str, size: int) -> None:
    def read(length: int) -> None:
        bait = (unit * length)[:length]
        judge(Item(bait, bait, f"https://a.example/{bait}", bait[:200], categories=(bait,) * 50))

    read(size)  # compiles
    assert least_growth(read, size) < GROWTH
