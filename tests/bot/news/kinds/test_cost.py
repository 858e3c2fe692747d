"""No text can make the rules slow: every one is linear, and what they read is capped."""

import pytest

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from tests.effort import least_cpu_s

_LIMIT_S = 0.05
"""A hundred times what an ordinary item takes: only a rule that backtracks comes near."""


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "bait",
    [
        "A" * 5000,
        "a " * 5000,
        "Aa, " * 2000,
        "Sen. A: " * 1000,
        "\"'" * 3000,
        "A.B." * 2000,
        "said on a " * 1000,
        "; x" * 2000,
        "<" * 5000,
        "<a " * 3000,
        "The post " * 900,
        "1,1." * 2000,
        ": | - (" * 1000,
        "ш " * 3000,
        "为" * 5000,
        "\u0301" * 5000,
    ],
    ids=lambda bait: repr(bait[:6]),
)
def test_hostile_text_costs_no_more(bait: str) -> None:
    item = Item(bait, bait, f"https://a.example/{bait[:4000]}", bait[:200], categories=(bait,) * 50)
    judge(item)
    assert least_cpu_s(lambda: judge(item)) < _LIMIT_S
