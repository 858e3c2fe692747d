"""What became of deliveries, written down in one transaction."""

import asyncio
import html
import logging
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SteadyClock
from bot.delivery.prepare import Outgoing, moment_of
from bot.delivery.retry import Again, Bury, Done, Drop, LeaveThread, MoveChat, PauseChat, Step
from bot.model import AlertKind, Delivery
from storage import chats, dead_letters, deliveries, digests, faults, outbox
from storage.database import Database
from storage.deliveries import Moment, Postponed

_T = TypeVar("_T")
_REASON_SHOWN = 300
_DATABASE_PAUSE_S = 1.0
_LAST_TRIES = 5
_SLOW_S = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Landed:
    """A delivery and what becomes of it; `outgoing` is None where it never got a message."""

    delivery: Delivery
    step: Step
    outgoing: Outgoing | None = None


async def settle_surely(
    database: Database,
    landed: Sequence[Landed],
    admins: Sequence[int],
    clock: SteadyClock,
    stopping: asyncio.Event,
) -> Counter[str]:
    """`settle` in a transaction, tried until the database takes it: what was sent must not be sent again.

    Once `stopping` is set it is tried five times more. A step that the database refuses for good is buried.
    """
    left = _LAST_TRIES
    while left:
        try:
            return await patiently(_settle_in(database, landed, admins, clock), "settling deliveries")
        except (OperationalError, InterfaceError, OSError) as error:
            log.error("%d deliveries cannot be settled yet, trying on: %s", len(landed), faults.cause(error))
        except Exception:
            log.exception("a batch of %d deliveries cannot be settled", len(landed))
            return await _settle_singly(database, landed, admins, clock, stopping)
        left -= stopping.is_set()
        await clock.sleep(_DATABASE_PAUSE_S)
    log.error("%d deliveries stay unsettled and may be sent again", len(landed))
    return Counter()


async def _settle_in(
    database: Database, landed: Sequence[Landed], admins: Sequence[int], clock: SteadyClock
) -> Counter[str]:
    async with database.transaction() as connection:
        return await settle(connection, landed, admins, moment_of(clock))


async def _settle_singly(
    database: Database,
    landed: Sequence[Landed],
    admins: Sequence[int],
    clock: SteadyClock,
    stopping: asyncio.Event,
) -> Counter[str]:
    """Find the one that cannot be settled; it is buried, or sent again when its lease ends."""
    if len(landed) > 1:
        total: Counter[str] = Counter()
        for one in landed:
            total += await settle_surely(database, [one], admins, clock, stopping)
        return total
    if isinstance(landed[0].step, Bury):
        return Counter()
    step = Bury(f"what became of it ({landed[0].step}) cannot be written down; the log says why")
    return await settle_surely(database, [replace(landed[0], step=step)], admins, clock, stopping)


async def patiently(work: Awaitable[_T], what: str, slow_s: float = _SLOW_S) -> _T:
    """Await `work`; a line in the log if that takes long, as it does while another process has the lock."""
    loop = asyncio.get_running_loop()
    note = loop.call_later(
        slow_s, log.warning, "%s waits for the database, which another process may have locked", what
    )
    try:
        return await work
    finally:
        note.cancel()


async def settle(
    connection: AsyncConnection, landed: Sequence[Landed], admins: Sequence[int], moment: Moment
) -> Counter[str]:
    """Write every step of `landed`; returns how many rows met which step, by the step's name."""
    await _settle_sent(connection, landed, moment)
    again = [
        Postponed(
            one.delivery.id,
            moment.steady + one.step.wait,
            one.step.attempts,
            one.step.failing_since_at,
            one.step.plain,
            one.step.reason,
        )
        for one in landed
        if isinstance(one.step, Again)
    ]
    await deliveries.postpone(connection, again)
    dropped = [(one.delivery.id, one.step.reason) for one in landed if isinstance(one.step, Drop)]
    await deliveries.cancel(connection, dropped, moment.steady)
    await _settle_buried(connection, landed, admins, moment)
    for one in landed:
        await _settle_chat(connection, one, admins, moment)
        _report(one)
    return Counter(type(one.step).__name__ for one in landed)


async def _settle_sent(connection: AsyncConnection, landed: Sequence[Landed], moment: Moment) -> None:
    done = [(one, one.step.message_id) for one in landed if isinstance(one.step, Done)]
    sent = [(one.delivery.id, message_id) for one, message_id in done]
    await deliveries.mark_sent(connection, sent, moment.steady)
    for one, message_id in done:
        if one.delivery.kind is AlertKind.DIGEST:
            pages = [(page.html, page.story_ids) for page in one.outgoing.further] if one.outgoing else ()
            await digests.add_pages(connection, one.delivery.chat.id, one.delivery.id, pages, moment.wall)
            await deliveries.mark_digested(connection, one.delivery.id, message_id, moment.steady)


async def _settle_buried(
    connection: AsyncConnection, landed: Sequence[Landed], admins: Sequence[int], moment: Moment
) -> None:
    buried = [
        (one.delivery.id, one.step.reason, one.outgoing.alert.html if one.outgoing else "")
        for one in landed
        if isinstance(one.step, Bury)
    ]
    if buried:
        await dead_letters.bury(connection, buried, moment.steady)
        reason = html.escape(buried[-1][1][:_REASON_SHOWN])
        text = f"<b>Messages could not be delivered.</b>\nThe last: {reason}\nSee <code>sitrep outbox</code>."
        await outbox.enqueue_admin_notice(connection, admins, "dead-letters", text, moment.wall)


async def _settle_chat(
    connection: AsyncConnection, one: Landed, admins: Sequence[int], moment: Moment
) -> None:
    """What an attempt told about its chat. A moved row is claimed again at once, with the new address."""
    chat = one.delivery.chat
    match one.step:
        case PauseChat(reason):
            await chats.pause(connection, chat.telegram_id, reason, moment.wall)
            if chat.kind != "private":
                told = f"<b>Paused</b>: {html.escape(chat.title or str(chat.telegram_id))}\n"
                text = told + html.escape(reason[:_REASON_SHOWN])
                await outbox.enqueue_admin_notice(connection, admins, "paused-chats", text, moment.wall)
        case MoveChat(telegram_id):
            await chats.move(connection, chat.telegram_id, telegram_id)
            await deliveries.release(connection, [(one.delivery.id, moment.steady)])
        case LeaveThread():
            await chats.leave_thread(connection, chat.id)
            await deliveries.release(connection, [(one.delivery.id, moment.steady)])


def _report(one: Landed) -> None:
    """One line an event; what went well is only told at debug level."""
    if isinstance(one.step, Done) and not log.isEnabledFor(logging.DEBUG):
        return
    what = f"delivery {one.delivery.id} ({one.delivery.kind}) to chat {one.delivery.chat.telegram_id}"
    match one.step:
        case Done(message_id):
            log.debug("%s: sent as message %s", what, message_id)
        case Again(wait, attempts, reason=reason):
            log.info("%s: %s; again in %.1f s, %d failed", what, reason, wait.total_seconds(), attempts)
        case PauseChat(reason):
            log.warning("%s: %s; the chat is paused, its queue cancelled", what, reason)
        case MoveChat(telegram_id):
            log.info("%s: the chat is now %s and everything moves there", what, telegram_id)
        case LeaveThread(reason):
            log.info("%s: %s; goes to the general topic from now on", what, reason)
        case Bury(reason):
            log.error("%s: %s; given up, `sitrep outbox` keeps it", what, reason)
        case Drop(reason):
            log.info("%s: %s; not sent", what, reason)
