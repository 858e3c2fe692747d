"""Token buckets: a burst, then a pace, for each key by itself."""

from bot.hours.allowance import Allowance


def test_a_burst_then_a_pace_for_each() -> None:
    allowance = Allowance(3, 0.5)
    assert [allowance.refusals("a", 0) for _ in range(5)] == [0, 0, 0, 1, 2]
    assert allowance.refusals("b", 0) == 0
    assert [allowance.refusals("a", 2.0) for _ in range(2)] == [0, 1]
    assert [allowance.refusals("a", 1000.0) for _ in range(4)] == [0, 0, 0, 1]


def test_a_clock_that_goes_back_refills_nothing_and_blocks_nobody_for_long() -> None:
    allowance = Allowance(1, 1.0)
    assert [allowance.refusals("a", 100.0), allowance.refusals("a", 5.0)] == [0, 1]
    assert allowance.refusals("a", 6.0) == 0


def test_many_keys_take_little_room_and_the_busiest_stay_refused() -> None:
    allowance = Allowance(2, 0.1, most_keys=100)
    for now in range(1000):
        allowance.refusals(f"passing {now}", float(now))
        allowance.refusals("busy", float(now))
    assert len(allowance._buckets) <= 101
    assert allowance.refusals("busy", 1000.0) > 0
