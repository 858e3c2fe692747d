"""What becomes of a delivery, by outcome."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.retry import (
    Again,
    Bury,
    Done,
    Drop,
    LeaveThread,
    MoveChat,
    PauseChat,
    PauseThread,
    Step,
    back_off,
    next_step,
)
from bot.model import (
    AlertKind,
    Chat,
    ChatGone,
    ChatMoved,
    Delivery,
    Outcome,
    Rejected,
    Sent,
    ThreadClosed,
    ThreadGone,
    Throttled,
    Unknown,
)

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(hours=24)
FRESH = Delivery(1, Chat(1, -100, None, "supergroup"), AlertKind.ALERT, 0, NOW)
IN_THREAD = replace(FRESH, chat=replace(FRESH.chat, thread_id=5))
PLAIN = replace(FRESH, plain=True, attempts=1)
FAILING = replace(FRESH, attempts=9, failing_since_at=NOW - DAY + timedelta(seconds=1))
FAILED = replace(FAILING, failing_since_at=NOW - DAY)
EDIT = replace(FRESH, kind=AlertKind.EDIT, message_id=7)


def again(wait_s: float, attempts: int, since: datetime | None, plain: bool, reason: str) -> Again:
    return Again(timedelta(seconds=wait_s), attempts, since, plain, reason)


@pytest.mark.parametrize(
    ("delivery", "outcome", "expected"),
    [
        (FRESH, Sent(7), Done(7)),
        (FRESH, Throttled(35), again(35, 0, None, False, "Telegram asked to wait 35 s")),
        (FAILED, Throttled(1), again(1, 9, NOW - DAY, False, "Telegram asked to wait 1 s")),
        (FRESH, ChatGone("blocked"), PauseChat("blocked")),
        (FRESH, ChatMoved(-200), MoveChat(-200)),
        (IN_THREAD, ThreadGone("gone"), LeaveThread("gone")),
        (FRESH, ThreadGone("closed"), PauseChat("closed")),
        (IN_THREAD, ThreadClosed("closed"), replace(again(300, 1, NOW, False, "closed"), closed=True)),
        (FAILED, ThreadClosed("closed"), PauseThread("closed")),
        (FRESH, Rejected("entities"), again(0, 1, None, True, "entities")),
        (FAILING, Rejected("entities"), again(0, 10, FAILING.failing_since_at, True, "entities")),
        (PLAIN, Rejected("too long"), Bury("too long")),
        (EDIT, Rejected("message to edit not found"), Drop("message to edit not found")),
        (FRESH, Unknown("timeout"), again(0.5, 1, NOW, False, "timeout")),
        (FAILING, Unknown("502"), again(256, 10, FAILING.failing_since_at, False, "502")),
        (FAILED, Unknown("502"), Bury("given up after 10 attempts: 502")),
        (replace(FAILED, kind=AlertKind.EDIT), Unknown("502"), Drop("given up after 10 attempts: 502")),
    ],
)
def test_an_outcome_decides_what_is_next(delivery: Delivery, outcome: Outcome, expected: Step) -> None:
    assert next_step(delivery, outcome, NOW, 0.5, DAY) == expected


def test_the_back_off_doubles_from_a_second_to_a_quarter_of_an_hour() -> None:
    bounds = [back_off(failures, 1.0).total_seconds() for failures in range(1, 13)]
    assert bounds == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert back_off(10_000, 1.0) == timedelta(minutes=15)
    assert back_off(5, 0.0) == timedelta()
