"""A clock that never jumps back."""

from datetime import timedelta

from bot.clock import SteadyClock
from tests.outbox import NOW, Clock

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_it_follows_the_wall_forward_and_goes_on_when_the_wall_jumps_back() -> None:
    clock = Clock()
    steady = clock.steady()
    clock.go(minutes=1)
    assert steady.steady() == NOW + MINUTE
    clock.jump(hours=-1)
    assert steady.steady() == NOW + MINUTE
    clock.go(minutes=1)
    assert steady.steady() == NOW + 2 * MINUTE
    assert steady.wall() == NOW + 2 * MINUTE - HOUR
    clock.jump(hours=2)
    assert steady.steady() == NOW + 2 * MINUTE + HOUR


def test_it_starts_no_earlier_than_what_is_known_to_have_passed() -> None:
    clock = Clock()
    steady = SteadyClock(lambda: clock.now, lambda: clock.seconds, clock.sleep, known_at=NOW + HOUR)
    clock.go(minutes=1)
    assert steady.steady() == NOW + HOUR + MINUTE
