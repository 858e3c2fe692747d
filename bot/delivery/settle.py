"""What became of deliveries, written to the database in one transaction."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SteadyClock
from bot.delivery.prepare import Outgoing, moment_of
from bot.delivery.retry import Again, Bury, Done, Drop, LeaveThread, MoveChat, PauseChat, PauseThread, Step
from bot.messages.markup import escape
from bot.messages.speech.say import msg, say_in
from bot.model import AlertKind, Chat, Delivery
from storage import chats, dead_letters, deliveries, faults, notices, outbox
from storage.database import Database
from storage.deliveries import Moment, Postponement
from storage.delivery_rows import remaining

_T = TypeVar("_T")
_REASON_SHOWN = 300
_DATABASE_PAUSE_S = 1.0
_LAST_TRIES = 5
_SLOW_S = 5.0
_TOLD_EVERY = timedelta(days=1)
_CLOSED = msg(
    "A topic of this group that gets alerts is closed. They wait until it is opened again, for a day at most."
)
_OFF = msg(
    "A topic of this group has been closed for a day, so its alerts are off. They come again once it is open "
    "and somebody sends me a command there."
)
_DELETED = msg("A topic of this group that got alerts was deleted. Its alerts come here from now on.")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A delivery and what becomes of it; `outgoing` is None where it could not be rendered."""

    delivery: Delivery
    step: Step
    outgoing: Outgoing | None = None


Steps = Counter[type[Step]]
"""How many deliveries took each step."""


async def settle_with_retries(
    database: Database,
    attempts: Sequence[Attempt],
    admins: Sequence[int],
    clock: SteadyClock,
    stopping: asyncio.Event,
) -> Steps:
    """`settle` in a transaction, retried until the database takes it: what was sent must not be sent again.

    After `stopping` is set it is tried five more times. A step that the database refuses for good is buried.
    """
    tries_left, told = _LAST_TRIES, False
    while tries_left:
        try:
            return await warn_if_slow(_settle_in(database, attempts, admins, clock), "settling deliveries")
        except Exception as error:
            if faults.is_outage(error):
                if not told:
                    reason = faults.cause(error)
                    log.error("%d deliveries cannot be settled yet, retrying: %s", len(attempts), reason)
                told = True
                tries_left -= stopping.is_set()
                await clock.sleep(_DATABASE_PAUSE_S)
                continue
            log.exception("a batch of %d deliveries cannot be settled", len(attempts))
            return await _settle_singly(database, attempts, admins, clock, stopping)
    log.error("%d deliveries remain unsettled and may be sent again", len(attempts))
    return Counter()


async def _settle_in(
    database: Database, attempts: Sequence[Attempt], admins: Sequence[int], clock: SteadyClock
) -> Steps:
    async with database.transaction() as connection:
        return await settle(connection, attempts, admins, moment_of(clock))


async def _settle_singly(
    database: Database,
    attempts: Sequence[Attempt],
    admins: Sequence[int],
    clock: SteadyClock,
    stopping: asyncio.Event,
) -> Steps:
    """Find the attempt that cannot be settled and bury its delivery; failing that, its lease runs out."""
    if len(attempts) > 1:
        total = Steps()
        for attempt in attempts:
            total += await settle_with_retries(database, [attempt], admins, clock, stopping)
        return total
    if isinstance(attempts[0].step, Bury):
        return Counter()
    step = Bury(f"its outcome ({attempts[0].step}) cannot be stored; the log says why")
    return await settle_with_retries(database, [replace(attempts[0], step=step)], admins, clock, stopping)


async def warn_if_slow(work: Awaitable[_T], activity: str, slow_s: float = _SLOW_S) -> _T:
    """Await `work`; log a warning after `slow_s` seconds, as when another process holds the write lock."""
    loop = asyncio.get_running_loop()
    warning = loop.call_later(
        slow_s, log.warning, "%s is waiting for the database; another process may have locked it", activity
    )
    try:
        return await work
    finally:
        warning.cancel()


async def settle(
    connection: AsyncConnection, attempts: Sequence[Attempt], admins: Sequence[int], moment: Moment
) -> Steps:
    """Write the step of every attempt whose row is still there; returns how many took each step."""
    taken = Counter(type(attempt.step) for attempt in attempts)
    there = await remaining(connection, [attempt.delivery for attempt in attempts])
    attempts = [attempt for attempt in attempts if attempt.delivery.id in there]
    await _settle_sent(connection, attempts, moment)
    postponements = [
        Postponement(
            attempt.delivery.id,
            moment.steady + attempt.step.wait,
            attempt.step.attempts,
            attempt.step.failing_since_at,
            attempt.step.plain,
            attempt.step.reason,
        )
        for attempt in attempts
        if isinstance(attempt.step, Again)
    ]
    await deliveries.postpone(connection, postponements)
    dropped = [
        (attempt.delivery.id, attempt.step.reason) for attempt in attempts if isinstance(attempt.step, Drop)
    ]
    await deliveries.cancel(connection, dropped, moment.steady)
    await _settle_buried(connection, attempts, admins, moment)
    for attempt in attempts:
        await _settle_chat(connection, attempt, admins, moment)
        _log_step(attempt)
    return taken


async def give_back(
    connection: AsyncConnection, untried: Sequence[Delivery], until_at: Sequence[datetime]
) -> None:
    """Return claimed rows that were not tried and are still there: `until_at` is when each may be claimed."""
    there = await remaining(connection, untried)
    rows = [(row.id, until) for row, until in zip(untried, until_at, strict=True) if row.id in there]
    await deliveries.release(connection, rows)


async def _settle_sent(connection: AsyncConnection, attempts: Sequence[Attempt], moment: Moment) -> None:
    done = [(attempt, attempt.step.message_id) for attempt in attempts if isinstance(attempt.step, Done)]
    sent = [(attempt.delivery.id, message_id) for attempt, message_id in done]
    await deliveries.mark_sent(connection, sent, moment.steady)
    for attempt, message_id in done:
        delivery = attempt.delivery
        if delivery.kind is AlertKind.DIGEST:
            await deliveries.mark_digested(connection, delivery.id, message_id, moment.steady)


async def _settle_buried(
    connection: AsyncConnection, attempts: Sequence[Attempt], admins: Sequence[int], moment: Moment
) -> None:
    buried = [
        (attempt.delivery.id, attempt.step.reason, attempt.outgoing.alert.html if attempt.outgoing else "")
        for attempt in attempts
        if isinstance(attempt.step, Bury)
    ]
    if buried:
        await dead_letters.bury(connection, buried, moment.steady)
        reason = escape(buried[-1][1][:_REASON_SHOWN])
        notice = (
            "<b>Some messages could not be delivered.</b>\n"
            f"The latest reason: {reason}\nTo see them all, run <code>sitrep outbox</code>."
        )
        await outbox.enqueue_admin_notice(connection, admins, "dead-letters", notice, moment.wall)


async def _settle_chat(
    connection: AsyncConnection, attempt: Attempt, admins: Sequence[int], moment: Moment
) -> None:
    """Apply what an attempt revealed about its chat. A moved row is due again at once, at the new address."""
    chat = attempt.delivery.chat
    match attempt.step:
        case PauseChat(reason):
            await chats.pause(connection, chat.telegram_id, reason, moment.wall)
            if chat.kind != "private":
                name = escape(chat.title or str(chat.telegram_id))
                notice = f"<b>Paused</b>: {name}\n{escape(reason[:_REASON_SHOWN])}"
                await outbox.enqueue_admin_notice(connection, admins, "paused-chats", notice, moment.wall)
        case MoveChat(telegram_id):
            await chats.move(connection, chat.telegram_id, telegram_id)
            await deliveries.release(connection, [(attempt.delivery.id, moment.steady)])
        case LeaveThread():
            await chats.leave_thread(connection, chat.id)
            await deliveries.release(connection, [(attempt.delivery.id, moment.steady)])
            await _tell_general(connection, chat, "deleted", _DELETED, moment)
        case PauseThread(reason):
            await chats.pause(connection, chat.telegram_id, reason, moment.wall, chat.thread_id or 0)
            await _tell_general(connection, chat, "off", _OFF, moment)
        case Again(closed=True):
            await _tell_general(connection, chat, "closed", _CLOSED, moment)


async def _tell_general(
    connection: AsyncConnection, chat: Chat, about: str, text: str, moment: Moment
) -> None:
    """Tell the group's general topic, once a day at most, what became of the alerts of another."""
    if chat.thread_id is None:
        return
    general = await chats.register(
        connection, chat.telegram_id, None, chat.kind, chat.title, moment.wall, chat.language
    )
    html = say_in(general.language, general.timezone)(text)
    name = f"{about}:{chat.thread_id}"
    await notices.enqueue_once(connection, general.id, name, html, moment.wall, _TOLD_EVERY)


def _log_step(attempt: Attempt) -> None:
    """One line per attempt; success is logged only at debug level."""
    if isinstance(attempt.step, Done) and not log.isEnabledFor(logging.DEBUG):
        return
    delivery = attempt.delivery
    subject = f"delivery {delivery.id} ({delivery.kind}) to chat {delivery.chat.telegram_id}"
    match attempt.step:
        case Done(message_id):
            log.debug("%s: sent as message %s", subject, message_id)
        case Again(wait, attempts, reason=reason):
            seconds = wait.total_seconds()
            log.info("%s: %s; next attempt in %.1f s, %d failed so far", subject, reason, seconds, attempts)
        case PauseChat(reason):
            log.warning("%s: %s; the chat is paused and its queue cancelled", subject, reason)
        case MoveChat(telegram_id):
            log.info("%s: the chat is now %s; everything follows it there", subject, telegram_id)
        case LeaveThread(reason):
            log.info("%s: %s; sent to the general topic from now on", subject, reason)
        case PauseThread(reason):
            log.warning("%s: %s; the forum topic is paused and its queue cancelled", subject, reason)
        case Bury(reason):
            log.error("%s: %s; given up, `sitrep outbox` lists it", subject, reason)
        case Drop(reason):
            log.info("%s: %s; not sent", subject, reason)
