"""What becomes of a delivery after an attempt: a decision as a value, made without clock or randomness."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import (
    AlertKind,
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

LONGEST_WAIT = timedelta(minutes=15)
CLOSED_WAIT = timedelta(minutes=5)
"""Between two attempts in a closed forum topic."""


@dataclass(frozen=True, slots=True)
class Done:
    """Telegram has accepted it as this message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Again:
    """Send it again after `wait`; the chat's later rows wait for it."""

    wait: timedelta
    attempts: int
    """How many attempts have failed so far."""
    failing_since_at: datetime | None
    plain: bool
    reason: str
    closed: bool = False
    """Whether it waits for its forum topic to be opened."""


@dataclass(frozen=True, slots=True)
class PauseChat:
    """Send this chat nothing until it returns; its queue is cancelled, its subscriptions stay."""

    reason: str


@dataclass(frozen=True, slots=True)
class MoveChat:
    """The chat has a new id; send it there."""

    telegram_id: int


@dataclass(frozen=True, slots=True)
class LeaveThread:
    """Send this and later messages to the group's general topic."""

    reason: str


@dataclass(frozen=True, slots=True)
class PauseThread:
    """Send this forum topic nothing until it is opened again; its queue is cancelled."""

    reason: str


@dataclass(frozen=True, slots=True)
class Bury:
    """Give it up and keep it, with the reason, for an operator."""

    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Give it up; nobody needs it."""

    reason: str


Step = Done | Again | PauseChat | MoveChat | LeaveThread | PauseThread | Bury | Drop


def next_step(
    delivery: Delivery, outcome: Outcome, now: datetime, draw: float, give_up_after: timedelta
) -> Step:
    """The next step after an attempt that ended at `now` with `outcome`.

    `draw`, from 0 to 1, is the randomness of the back-off. A message whose outcome remains unknown is given
    up `give_up_after` its first failure.
    """
    match outcome:
        case Sent(message_id):
            return Done(message_id)
        case Throttled(retry_after_s):
            wait = timedelta(seconds=retry_after_s)
            return _again(delivery, wait, f"Telegram asked to wait {retry_after_s:g} s")
        case ChatGone(reason):
            return PauseChat(reason)
        case ChatMoved(telegram_id):
            return MoveChat(telegram_id)
        case ThreadGone(reason):
            return PauseChat(reason) if delivery.chat.thread_id is None else LeaveThread(reason)
        case ThreadClosed(reason):
            return _closed(delivery, reason, now, give_up_after)
        case Rejected(reason):
            return _refused(delivery, reason)
        case Unknown(reason):
            return _unknown(delivery, reason, now, draw, give_up_after)


def back_off(failures: int, draw: float) -> timedelta:
    """How long to wait after the `failures`-th failure: `draw` of a bound that doubles from 1 s to 15 min.

    This is "full jitter" (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
    """
    bound = min(LONGEST_WAIT.total_seconds(), 2.0 ** min(failures - 1, 20))
    return timedelta(seconds=bound * draw)


def _again(delivery: Delivery, wait: timedelta, reason: str) -> Again:
    return Again(wait, delivery.attempts, delivery.failing_since_at, delivery.plain, reason)


def _closed(delivery: Delivery, reason: str, now: datetime, give_up_after: timedelta) -> Step:
    """Wait for the topic to be opened; Telegram tells of that too (`handlers.chats`)."""
    since = delivery.failing_since_at or now
    if now - since >= give_up_after:
        return PauseThread(reason)
    return Again(CLOSED_WAIT, delivery.attempts + 1, since, delivery.plain, reason, closed=True)


def _refused(delivery: Delivery, reason: str) -> Step:
    """Retry once without markup, the usual cause; an edit is not worth a retry."""
    if delivery.kind is AlertKind.EDIT:
        return Drop(reason)
    if delivery.plain:
        return Bury(reason)
    return Again(timedelta(), delivery.attempts + 1, delivery.failing_since_at, plain=True, reason=reason)


def _unknown(delivery: Delivery, reason: str, now: datetime, draw: float, give_up_after: timedelta) -> Step:
    """Try again, later and later. An edit that is given up is not worth an operator's look."""
    since = delivery.failing_since_at or now
    failures = delivery.attempts + 1
    if now - since >= give_up_after:
        last = f"given up after {failures} attempts: {reason}"
        return Drop(last) if delivery.kind is AlertKind.EDIT else Bury(last)
    return Again(back_off(failures, draw), failures, since, delivery.plain, reason)
