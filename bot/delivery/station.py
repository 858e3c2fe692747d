"""Station 3: claim due rows of the outbox, send them at Telegram's pace, settle each by what happened to it.

    outbox --claim--> ready --render--> messages --send (many at once)--> attempts --settle (batches)
             (or held, put off)

A row is settled after it was sent, so after a crash in between it is sent again. At most
`DeliverLimits.concurrency` rows are at risk, because a row counts as in flight until it is settled.
See docs/decisions/0002-at-least-once.md.
"""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import SteadyClock
from bot.delivery.pace import Pace
from bot.delivery.prepare import Claim, Outgoing, Renderers, Sender, claim, moment_of, render
from bot.delivery.retry import Bury, Done, PauseChat, next_step
from bot.delivery.settle import Attempt, Steps, give_back, settle_with_retries, warn_if_slow
from bot.model import AlertKind, Chat, Outcome, Throttled, Unknown
from storage import deliveries, digests, faults
from storage.database import Database

_SETTLE_WITHIN_S = 0.05
_SPENT_WAITING = 1 / 3
"""The share of its lease that a row may wait for its turn at the pace; the rest is for sending it."""
_SHORT_PAUSE_S = 2.0
"""A pause of the whole bot up to this long is waited out with rows claimed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeliverLimits:
    """How many, how fast, how long, by configuration. Telegram's own limits are in `Pace`."""

    per_hour: int = 20
    """Alerts and updates an hour for each chat; further ones are held for a digest. 0: no cap."""
    give_up_after: timedelta = timedelta(hours=24)
    concurrency: int = 30
    """The most messages in flight; also the most that a crash may repeat."""
    lease: timedelta = timedelta(seconds=90)
    """How long a claim lasts if the process dies; longer than any send takes."""
    admins: tuple[int, ...] = ()
    """Telegram users who are notified of messages that could not be delivered."""


@dataclass(frozen=True, slots=True)
class DeliverReport:
    """What one round did."""

    sent: int = 0
    held: int = 0
    given_up: int = 0
    paused_chats: int = 0
    next_at: datetime | None = None
    """When the next row may be sent, on the steady clock; None where the outbox is empty."""
    trouble: str | None = None
    """Why the round ended early."""


async def deliver_due(
    database: Database,
    sender: Sender,
    renderers: Renderers,
    clock: SteadyClock,
    pace: Pace,
    limits: DeliverLimits,
    *,
    linger_s: float = 0.0,
    stopping: asyncio.Event | None = None,
    woken: asyncio.Event | None = None,
    allowed: Callable[[], bool] = lambda: True,
    draw: Callable[[], float] = random.random,
) -> DeliverReport:
    """Send due messages until none is due.

    `linger_s`: also wait for rows that become ready within that time. `stopping`: once set, finish what
    is in flight and return. `woken`: once set, look for new rows at once. `allowed` says whether this process
    may still send; if not, the round ends likewise. `draw` gives the randomness of the back-off, 0 to 1. A
    database failure ends the round and is reported; rows that were sent are settled first, however long that
    takes.
    """
    round_ = _Round(
        database, sender, renderers, clock, pace, limits, stopping or asyncio.Event(), woken, allowed, draw
    )
    next_at = await round_.run(linger_s)
    return DeliverReport(
        sent=round_.steps[Done],
        held=round_.held,
        given_up=round_.steps[Bury],
        paused_chats=round_.steps[PauseChat],
        next_at=next_at,
        trouble=round_.trouble,
    )


@dataclass(slots=True)
class _Round:
    """The state of one call of `deliver_due`."""

    database: Database
    sender: Sender
    renderers: Renderers
    clock: SteadyClock
    pace: Pace
    limits: DeliverLimits
    stopping: asyncio.Event
    woken: asyncio.Event | None
    allowed: Callable[[], bool]
    draw: Callable[[], float]
    steps: Steps = field(default_factory=Counter)
    held: int = 0
    trouble: str | None = None
    in_flight: int = 0
    """Rows that are being sent, or were sent and are not settled yet."""
    sending: set[asyncio.Task[None]] = field(default_factory=set)
    unsettled: list[Attempt] = field(default_factory=list)
    batch_ready: asyncio.Event = field(default_factory=asyncio.Event)
    batch_settled: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, linger_s: float) -> datetime | None:
        """Deliver until nothing is due and everything is settled; returns when the next row is due."""
        settler = asyncio.create_task(self._settle_batches())
        try:
            try:
                next_at = await self._deliver(linger_s)
            except (SQLAlchemyError, OSError) as error:
                next_at, self.trouble = None, f"the database failed: {faults.cause(error)}"
            while self.in_flight:
                await self._next_settled()
            return next_at
        finally:
            for task in (settler, *self.sending):
                task.cancel()

    async def _deliver(self, linger_s: float) -> datetime | None:
        while self._goes_on():
            before = self.in_flight
            if before > self.limits.concurrency // 2:
                await self._next_settled()
            elif await self._deliver_some():
                continue
            elif self.in_flight:
                await self._next_settled()
            elif not before:
                async with self.database.reading() as connection:
                    next_at = await deliveries.next_ready_at(connection, moment_of(self.clock))
                pause = self.pace.wait(self.clock.monotonic())
                if next_at is None or (wait := max(pause, self._seconds_until(next_at))) > linger_s:
                    return next_at
                await self._linger(wait)
        return None

    async def _deliver_some(self) -> bool:
        """Claim, render and send what is due; False if nothing is, or Telegram asked for a longer pause."""
        if self.pace.wait(self.clock.monotonic()) > _SHORT_PAUSE_S:
            return False
        claimed = await warn_if_slow(self._claim(), "claiming deliveries")
        self.held += claimed.held
        messages, failures = await render(self.database, self.renderers, claimed.ready)
        self.in_flight += len(failures)
        self._queue_settling([Attempt(delivery, step) for delivery, step in failures])
        unsent: list[Outgoing] = []
        for position, message in enumerate(messages):
            if not await self._wait_for_turn():
                unsent += messages[position:]
                break
            if self.pace.chat_wait(message.delivery.chat, self.clock.monotonic()) > 0:
                unsent.append(message)  # a forum topic whose group has had its share by now
                continue
            self._launch(message)
        await self._release(unsent)
        return claimed.count > len(unsent)

    async def _claim(self) -> Claim:
        if not self.in_flight:
            async with self.database.reading() as connection:
                moment = moment_of(self.clock)
                gathering = await digests.anything_to_gather(connection, moment)
                if not gathering and not await deliveries.anything_ready(connection, moment):
                    return Claim(())
        # What waits for its turn longer than its lease would be claimed, and sent, a second time.
        in_time = self.pace.most_within(self.limits.lease.total_seconds() * _SPENT_WAITING)
        room = int(min(self.limits.concurrency - self.in_flight, in_time))
        async with self.database.transaction() as connection:
            await digests.gather(connection, moment_of(self.clock))
            return await claim(
                connection, self.clock, self.pace, self.limits.lease, self.limits.per_hour, room
            )

    async def _wait_for_turn(self) -> bool:
        """Wait until any chat may get a message; False if that takes long, or the round is to end."""
        while (wait := self.pace.wait(self.clock.monotonic())) > 0:
            if wait > _SHORT_PAUSE_S:
                return False
            await self._sleep(wait)
        return self._goes_on()

    def _goes_on(self) -> bool:
        return not self.stopping.is_set() and self.allowed()

    def _launch(self, message: Outgoing) -> None:
        self.pace.count(message.delivery.chat, self.clock.monotonic())
        self.in_flight += 1
        task = asyncio.create_task(self._send(message))
        self.sending.add(task)
        task.add_done_callback(self.sending.discard)

    async def _send(self, message: Outgoing) -> None:
        delivery = message.delivery
        try:
            if delivery.kind is AlertKind.EDIT and delivery.message_id is not None:
                outcome = await self.sender.edit(delivery.chat, delivery.message_id, message.alert)
            else:
                outcome = await self.sender.send(
                    delivery.chat, message.alert, reply_to=delivery.reply_to_message_id, plain=delivery.plain
                )
        except Exception as error:
            log.exception("delivery %s: sending failed", delivery.id)
            outcome = Unknown(f"{type(error).__name__}: {error}")
        self._note_pace(delivery.chat, outcome)
        step = next_step(delivery, outcome, self.clock.steady(), self.draw(), self.limits.give_up_after)
        self._queue_settling([Attempt(delivery, step, message)])

    def _note_pace(self, chat: Chat, outcome: Outcome) -> None:
        now = self.clock.monotonic()
        if isinstance(outcome, Unknown):
            self.pace.failed(now)
            return
        self.pace.answered()
        if isinstance(outcome, Throttled):
            self.pace.throttled(chat.telegram_id, outcome.retry_after_s, outcome.everywhere, now)

    def _queue_settling(self, attempts: Sequence[Attempt]) -> None:
        """Have a batch settled when it is worth a transaction, nothing else is in flight, or 50 ms passed."""
        self.unsettled += attempts
        if len(self.unsettled) in (self.in_flight, max(1, self.limits.concurrency // 4)):
            self.batch_ready.set()
        elif len(self.unsettled) == len(attempts):
            asyncio.get_running_loop().call_later(_SETTLE_WITHIN_S, self.batch_ready.set)

    async def _settle_batches(self) -> None:
        """Settle finished attempts, batch after batch: the slower the database, the larger the batches."""
        while True:
            await self.batch_ready.wait()
            self.batch_ready.clear()
            batch, self.unsettled = self.unsettled, []
            if batch:
                self.steps += await settle_with_retries(
                    self.database, batch, self.limits.admins, self.clock, self.stopping
                )
                self.in_flight -= len(batch)
                if self.unsettled and len(self.unsettled) == self.in_flight:
                    self.batch_ready.set()
            self.batch_settled.set()

    async def _release(self, unsent: Sequence[Outgoing]) -> None:
        """Give back claimed rows that were not sent, to be claimed again when their chat may have them."""
        if not unsent:
            return
        steady, now = self.clock.steady(), self.clock.monotonic()
        untried = [message.delivery for message in unsent]
        until = [steady + timedelta(seconds=self.pace.chat_wait(row.chat, now)) for row in untried]
        async with self.database.transaction() as connection:
            await give_back(connection, untried, until)

    async def _next_settled(self) -> None:
        self.batch_settled.clear()
        await self.batch_settled.wait()

    def _seconds_until(self, at: datetime) -> float:
        return max(0.0, (at - self.clock.steady()).total_seconds())

    async def _linger(self, seconds: float) -> None:
        """Sleep until a row is ready, or until there may be others."""
        if self.woken is None:
            await self._sleep(seconds)
            return
        waits = [asyncio.ensure_future(self._sleep(seconds)), asyncio.ensure_future(self.woken.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        self.woken.clear()

    async def _sleep(self, seconds: float) -> None:
        """Sleep for at most a second, so that stopping is noticed; callers check the time again."""
        await self.clock.sleep(min(seconds, 1.0))
