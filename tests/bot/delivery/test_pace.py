"""When the next message may go: counted second by second, with no real time passing."""

import math
from bisect import bisect_left

import pytest

from bot.delivery.pace import GROUP_WINDOW_S, Pace
from bot.model import Chat

PRIVATE = Chat(1, 1, None, "private")
GROUP = Chat(2, -100, None, "supergroup")


def run(pace: Pace, chats: list[Chat], start: float = 0.0) -> list[float]:
    """The times at which messages to `chats`, one after the other, may go."""
    now, times = start, []
    for chat in chats:
        while (wait := max(pace.wait(now), pace.chat_wait(chat, now))) > 1e-9:
            now += wait
        pace.count(chat, now)
        times.append(now)
    return times


def strangers(count: int) -> list[Chat]:
    return [Chat(100 + number, 100 + number, None, "private") for number in range(count)]


def busiest(times: list[float], window: float = 1.0) -> int:
    """The most of `times`, which ascend, that fall within a window."""
    return max(bisect_left(times, at + window) - place for place, at in enumerate(times))


@pytest.mark.parametrize(
    ("per_second", "seconds", "most"),
    [(30, 2.0, 60), (0.5, 9.0, 4), (2, 0.1, 1), (math.inf, 0.1, math.inf)],
)
def test_so_many_may_go_within_a_time(per_second: float, seconds: float, most: float) -> None:
    assert Pace(per_second, 0.0).most_within(seconds) == most


def test_messages_are_evenly_spaced_from_the_start() -> None:
    times = run(Pace(30, 0.0), strangers(301))
    assert busiest(times) <= 31
    assert abs(times[-1] - 10.0) < 0.1


def test_a_thousand_a_second_go_in_small_bunches() -> None:
    pace, now, waits, times = Pace(1000, 0.0), 0.0, 0, []
    for chat in strangers(3000):
        if (wait := pace.wait(now)) > 0:
            now, waits = now + wait, waits + 1
        pace.count(chat, now)
        times.append(now)
    assert waits <= 3000 / 5
    assert busiest(times) <= 1010
    assert abs(times[-1] - 3.0) < 0.02


def test_a_short_stall_is_caught_up_with_and_a_long_one_is_not() -> None:
    pace = Pace(30, 0.0)
    run(pace, strangers(30))
    times = run(pace, strangers(90), start=5.0)
    assert busiest(times) <= 33
    assert 2.8 < times[-1] - 5.0 < 3.0


def test_a_private_chat_gets_a_burst_of_three_then_one_a_second() -> None:
    times = run(Pace(1000, 0.0), [PRIVATE] * 6)
    assert [round(at) for at in times] == [0, 0, 0, 1, 2, 3]


def test_a_group_gets_eighteen_alerts_a_minute_whatever_the_topic() -> None:
    topic = Chat(3, -100, 5, "supergroup")
    times = run(Pace(1000, 0.0), [GROUP, topic] * 21)
    assert times[17] < 1.0
    assert times[18] >= GROUP_WINDOW_S
    assert times[36] >= 2 * GROUP_WINDOW_S


def test_a_group_that_had_its_alerts_still_gets_two_answers_at_once() -> None:
    pace = Pace(1000, 0.0)
    run(pace, [GROUP] * 18)
    assert pace.chat_wait(GROUP, 1.0) > 59
    waits = [pace.turn(GROUP.telegram_id, GROUP.kind, 1.0, within_s=5.0) for _ in range(3)]
    assert waits == [0.0, 0.0, None]
    assert pace.turn(GROUP.telegram_id, GROUP.kind, 58.0, within_s=5.0) == pytest.approx(3.0, abs=0.1)


def test_an_answer_waits_for_a_429_of_its_chat_as_alerts_do() -> None:
    pace = Pace(30, 0.0)
    pace.throttled(PRIVATE.telegram_id, 4, everywhere=False, now=0.0)
    assert pace.turn(PRIVATE.telegram_id, PRIVATE.kind, 1.0, within_s=5.0) == 3.0
    assert pace.turn(2, "private", 1.0, within_s=5.0) == pytest.approx(0.0, abs=0.05)


def test_what_went_out_before_a_restart_counts() -> None:
    pace = Pace(30, 100.0)
    for second in range(20):
        pace.remember(-100, "supergroup", 80.0 + second)
    for _ in range(3):
        pace.remember(1, "private", 99.5)
    assert pace.chat_wait(GROUP, 100.0) == 82.0 + GROUP_WINDOW_S - 100.0
    assert pace.chat_wait(PRIVATE, 100.0) == 0.5
    assert pace.chat_wait(strangers(1)[0], 100.0) == 0.0


def test_a_429_holds_up_its_chat_or_everybody() -> None:
    pace = Pace(30, 0.0)
    pace.throttled(GROUP.telegram_id, 35, everywhere=False, now=0.0)
    assert pace.chat_wait(Chat(3, -100, 5, "supergroup"), 5.0) == 30.0
    assert pace.chat_wait(PRIVATE, 5.0) == pace.wait(5.0) == 0.0
    pace.throttled(PRIVATE.telegram_id, 10, everywhere=True, now=0.0)
    assert pace.wait(4.0) == 6.0


def test_an_outage_makes_pauses_that_grow_until_somebody_answers() -> None:
    pace = Pace(math.inf, 0.0)
    for _ in range(4):
        pace.failed(0.0)
    assert pace.wait(0.0) == 0.0
    now, pauses = 0.0, []
    for _ in range(9):
        pace.failed(now)
        pace.failed(now)
        pauses.append(pace.wait(now))
        now += pauses[-1]
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 64, 64]
    pace.answered()
    for _ in range(4):
        pace.failed(now)
    assert pace.wait(now) == 0.0


def test_without_a_limit_nobody_waits() -> None:
    pace = Pace(math.inf, 0.0)
    assert run(pace, [PRIVATE, GROUP] * 100) == [0.0] * 200


def test_chats_whose_limits_are_full_again_are_forgotten() -> None:
    pace = Pace(1e6, 0.0)
    for chat in strangers(10_001):
        pace.remember(chat.telegram_id, chat.kind, 0.0)
    pace.remember(-100, "group", 100.0)
    assert len(pace._private) == 0
    assert len(pace._groups) == 1


def test_no_chat_is_forgotten_a_moment_too_late() -> None:
    """At the instant at which its limit is full again; a group's, whose window has just passed."""
    pace = Pace(1e6, 0.0)
    for chat in strangers(5_000):
        pace.remember(chat.telegram_id, chat.kind, 0.0)
    for number in range(4_999):
        pace.throttled(-number, GROUP_WINDOW_S, everywhere=False, now=0.0)
    pace.remember(-9_000, "group", 0.0)
    assert (len(pace._private), len(pace._groups), len(pace._blocked)) == (5_000, 1, 4_999)
    pace.remember(-9_001, "group", GROUP_WINDOW_S)
    assert (len(pace._private), list(pace._groups), len(pace._blocked)) == (0, [-9_001], 0)


def test_a_limit_that_is_full_again_right_now_is_forgotten() -> None:
    pace = Pace(1e6, 0.0)
    for chat in strangers(10_000):
        pace.remember(chat.telegram_id, chat.kind, 0.0)
    pace.remember(-100, "group", 1.0)
    assert len(pace._private) == 0


def test_a_wait_of_a_millisecond_is_kept_and_a_shorter_one_is_none() -> None:
    pace = Pace(30, 0.0)
    pace.throttled(GROUP.telegram_id, 0.001, everywhere=False, now=0.0)
    assert pace.chat_wait(GROUP, 0.0) == 0.001
    pace.throttled(GROUP.telegram_id, 0.0009, everywhere=False, now=0.0)
    assert pace.chat_wait(GROUP, 0.0) == 0.0
