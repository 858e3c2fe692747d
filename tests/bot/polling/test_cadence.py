"""When feeds are polled next."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.polling.cadence import interval_s, next_due, outage_due, quieter, retry_due

NOW = datetime(2026, 5, 5, 12, 30, tzinfo=UTC)
EVERY = 300.0


def every_hours(hours: float, count: int) -> list[datetime]:
    return [NOW - timedelta(hours=hours * number) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("published", "asked", "expected"),
    [
        ([], (), 3600),
        (every_hours(24 * 30, 5), (), 3600),
        (every_hours(1, 24), (), 450),
        (every_hours(0.1, 50), (), 300),
        (every_hours(4, 42), (), 1800),
        (every_hours(0.1, 50), (900,), 900),
        (every_hours(0.1, 50), (900, 1200), 1200),
        (every_hours(0.1, 50), (86400,), 3600),
        (every_hours(4, 42), (60,), 1800),
    ],
)
def test_interval(published: list[datetime], asked: tuple[float, ...], expected: float) -> None:
    assert interval_s(NOW, published, every_s=EVERY, asked_s=asked) == pytest.approx(expected)


def test_a_busy_day_counts_more_than_a_quiet_week() -> None:
    assert interval_s(NOW, every_hours(0.5, 40), every_s=EVERY) < interval_s(
        NOW, every_hours(4, 42), every_s=EVERY
    )


def test_the_week_counts_where_the_last_day_was_quiet() -> None:
    """Ten entries a day over the week, none of them of the last day or of the week before."""
    days_ago = [NOW - timedelta(days=2)] * 69 + [NOW - timedelta(days=7)]
    before = [NOW - timedelta(days=7, seconds=1)] * 20
    assert interval_s(NOW, days_ago + before, every_s=EVERY) == 86400 / 10 / 8


def test_an_every_of_a_minute_is_not_taken_at_its_word() -> None:
    assert interval_s(NOW, [], every_s=60) == 3600
    assert next_due(NOW, 1000, every_s=60, spread=0.5) == NOW + timedelta(seconds=1000)


def test_an_every_of_more_than_an_hour_is_respected() -> None:
    assert interval_s(NOW, every_hours(0.1, 50), every_s=7200) == 7200


def test_an_every_under_a_minute_is_taken_at_its_word() -> None:
    assert interval_s(NOW, [], every_s=1, asked_s=(3600,)) == 1
    assert next_due(NOW, 1, every_s=1, spread=0.9, skip_hours={12}) == NOW + timedelta(seconds=1)


def test_spread_moves_due_times_apart_within_the_limits() -> None:
    due = [next_due(NOW, 1000, every_s=EVERY, spread=spread / 100) for spread in range(100)]
    assert len(set(due)) == 100
    assert timedelta(seconds=950) <= min(due) - NOW
    assert max(due) - NOW <= timedelta(seconds=1050)
    assert next_due(NOW, 300, every_s=EVERY, spread=0) == NOW + timedelta(seconds=300)
    for interval in (EVERY, 1000, 3600):
        due = [next_due(NOW, interval, every_s=EVERY, spread=spread / 100) for spread in range(100)]
        assert len(set(due)) == 100, "at the limits, too"
        assert timedelta(seconds=EVERY) <= min(due) - NOW
        assert max(due) - NOW <= timedelta(hours=1)


def test_feeds_that_were_added_together_part_at_once() -> None:
    due = [next_due(NOW, 3600, every_s=EVERY, spread=n / 2000, first=True) for n in range(2000)]
    assert timedelta(seconds=EVERY) <= min(due) - NOW
    assert max(due) - NOW <= timedelta(hours=1)
    a_minute = Counter((moment - NOW) // timedelta(minutes=1) for moment in due)
    assert max(a_minute.values()) < 1.2 * 2000 / 55


@pytest.mark.parametrize(("interval", "every", "wait"), [(300, 300, 315), (1000, 900, 1000)])
def test_a_first_poll_keeps_the_usual_spread_where_the_interval_leaves_no_more(
    interval: float, every: float, wait: float
) -> None:
    assert next_due(NOW, interval, every_s=every, spread=0.5, first=True) == NOW + timedelta(seconds=wait)


def test_excluded_hours_are_waited_out() -> None:
    due = next_due(NOW, 1800, every_s=EVERY, spread=0.5, skip_hours={13, 14})
    assert (due.hour, due.minute) == (15, 5)
    odd = NOW.replace(minute=47, second=31, microsecond=99)
    due = next_due(odd, 1800, every_s=EVERY, spread=0.5, skip_hours={13})
    assert due == NOW.replace(hour=14, minute=5)
    assert next_due(NOW, 1800, every_s=EVERY, spread=0.5, skip_hours=range(24)) == NOW + timedelta(minutes=30)
    midnight = next_due(NOW.replace(hour=22), 3600, every_s=EVERY, spread=0.0, skip_hours={22, 23})
    assert (midnight.day, midnight.hour) == (6, 0)


def test_back_off_doubles_from_a_minute_to_twelve_hours() -> None:
    waits = [(retry_due(NOW, n, every_s=EVERY, spread=0) - NOW).total_seconds() for n in range(1, 15)]
    assert waits[:4] == [60, 120, 240, 480]
    assert waits[-1] == 12 * 3600
    assert retry_due(NOW, 10**6, every_s=EVERY, spread=0.99) - NOW <= timedelta(hours=12)
    assert len({retry_due(NOW, 20, every_s=EVERY, spread=spread / 100) for spread in range(100)}) == 100
    assert retry_due(NOW, 1, every_s=EVERY, spread=0.5) == NOW + timedelta(seconds=66)
    assert retry_due(NOW, 1, every_s=EVERY, spread=0.9) > retry_due(NOW, 1, every_s=EVERY, spread=0.1)


@pytest.mark.parametrize(("asked", "expected"), [(900, 900), (5, 300), (10**9, 86400), (0, 300)])
def test_retry_after(asked: float, expected: float) -> None:
    due = retry_due(NOW, 7, every_s=EVERY, spread=0.5, retry_after_s=asked)
    assert (due - NOW).total_seconds() == expected


def test_outage_is_tried_again_soon() -> None:
    assert timedelta(seconds=60) <= outage_due(NOW, every_s=1, spread=0.5) - NOW <= timedelta(seconds=120)
    assert len({outage_due(NOW, every_s=EVERY, spread=spread / 100) for spread in range(100)}) == 100


def test_unchanged_feeds_are_polled_ever_less_within_the_limit() -> None:
    wait = 300.0
    for _ in range(200):
        wait = quieter(wait, every_s=EVERY)
    assert wait == 3600
    assert quieter(1000, every_s=EVERY) == 1020
