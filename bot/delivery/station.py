"""Station 3: claim due rows of the outbox, send them at Telegram's pace, settle each by what happened to it.

    outbox --take--> ready --render--> outgoing --send (many at once)--> landed --settle (batches)--> outbox
           (or hold, put off)

A row is settled after it was sent, so a crash in between sends it again: at most what was in flight, which
`DeliverLimits.concurrency` bounds, because a place is free again only when its row is settled.
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
from bot.delivery.prepare import Outgoing, Renderers, Sender, Taken, moment_of, render, take
from bot.delivery.retry import next_step
from bot.delivery.settle import Landed, patiently, settle_surely
from bot.model import AlertKind, Chat, Outcome, Throttled, Unknown
from storage import deliveries, digests, faults
from storage.database import Database

_SETTLE_WITHIN_S = 0.05
_SHORT_PAUSE_S = 2.0
"""A pause of the whole bot that is worth sitting out with rows claimed."""
_WARM_UP = timedelta(minutes=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeliverLimits:
    """How fast, how many, how long. `Pace` keeps the limits that are Telegram's."""

    per_hour: int = 20
    """Alerts and updates an hour to one chat, 0 for no cap; more are gathered into a digest."""
    give_up_after: timedelta = timedelta(hours=24)
    concurrency: int = 32
    """Messages in flight, at most; also what a crash may repeat, at most."""
    lease: timedelta = timedelta(seconds=90)
    """After a crash what was claimed is claimed again when this has passed; longer than any send."""
    admins: tuple[int, ...] = ()
    """Telegram users who are told of what could not be delivered."""


@dataclass(frozen=True, slots=True)
class DeliverReport:
    """What one round did."""

    sent: int = 0
    held: int = 0
    postponed: int = 0
    given_up: int = 0
    paused_chats: int = 0
    next_at: datetime | None = None
    """When the next row may go, on the steady clock; None where the outbox is empty."""
    trouble: str | None = None
    """Why the round ended early."""


async def open_pace(database: Database, per_second: float, clock: SteadyClock) -> Pace:
    """The pace with what went out in the last minute counted, so that a restart earns no 429."""
    now, steady = clock.monotonic(), clock.steady()
    pace = Pace(per_second, now)
    async with database.reading() as connection:
        for telegram_id, kind, at in await deliveries.sent_since(connection, steady - _WARM_UP):
            pace.remember(telegram_id, kind, now - max(0.0, (steady - at).total_seconds()))
    return pace


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
    draw: Callable[[], float] = random.random,
) -> DeliverReport:
    """Send what is due until nothing is, and report.

    `linger_s`: stay for rows whose turn comes within so many seconds. `stopping`: once set, finish what is in
    flight and return. `draw` gives the chance in the back-off, 0 to 1. A database that fails ends the round
    with a line in the log; rows that were sent are settled first, however long that takes.
    """
    round_ = _Round(database, sender, renderers, clock, pace, limits, stopping or asyncio.Event(), draw)
    next_at = await round_.run(linger_s)
    done = round_.done
    return DeliverReport(
        sent=done["Done"],
        held=done["held"],
        postponed=done["Again"],
        given_up=done["Bury"],
        paused_chats=done["PauseChat"],
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
    draw: Callable[[], float]
    done: Counter[str] = field(default_factory=Counter)
    trouble: str | None = None
    in_flight: int = 0
    """Rows being sent, or sent and not yet settled."""
    sending: set[asyncio.Task[None]] = field(default_factory=set)
    landed: list[Landed] = field(default_factory=list)
    landing: asyncio.Event = field(default_factory=asyncio.Event)
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, linger_s: float) -> datetime | None:
        """Deliver until nothing is due and all is settled; returns when the next row is due."""
        settler = asyncio.create_task(self._settle_landed())
        try:
            try:
                next_at = await self._deliver(linger_s)
            except (SQLAlchemyError, OSError) as error:
                next_at, self.trouble = None, f"the database fails: {faults.cause(error)}"
                log.error(
                    "delivery pauses, nothing is lost; it goes on with the next round: %s", self.trouble
                )
            while self.in_flight:
                await self._next_settled()
            return next_at
        finally:
            for task in (settler, *self.sending):
                task.cancel()

    async def _deliver(self, linger_s: float) -> datetime | None:
        while not self.stopping.is_set():
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
                await self._sleep(wait)
        return None

    async def _deliver_some(self) -> bool:
        """Claim, render and send what is due; False where nothing is, or Telegram wants a longer pause."""
        if self.pace.wait(self.clock.monotonic()) > _SHORT_PAUSE_S:
            return False
        taken = await patiently(self._take(), "claiming deliveries")
        self.done["held"] += taken.held
        outgoing, without = await render(self.database, self.renderers, taken.ready)
        self.in_flight += len(without)
        self._land([Landed(delivery, step) for delivery, step in without])
        back: list[Outgoing] = []
        for position, one in enumerate(outgoing):
            if not await self._turn():
                back += outgoing[position:]
                break
            if self.pace.chat_wait(one.delivery.chat, self.clock.monotonic()) > 0:
                back.append(one)
                continue
            self._launch(one)
        await self._give_back(back)
        return taken.count > len(back)

    async def _take(self) -> Taken:
        if not self.in_flight:
            async with self.database.reading() as connection:
                moment = moment_of(self.clock)
                gathering = await digests.anything_to_gather(connection, moment)
                if not gathering and not await deliveries.anything_ready(connection, moment):
                    return Taken(())
        room = self.limits.concurrency - self.in_flight
        async with self.database.transaction() as connection:
            if await digests.anything_to_gather(connection, moment_of(self.clock)):
                await digests.gather(connection, moment_of(self.clock))
            return await take(
                connection, self.clock, self.pace, self.limits.lease, self.limits.per_hour, room
            )

    async def _turn(self) -> bool:
        """Wait until any chat may get a message; False where that is long, or the bot stops."""
        while (wait := self.pace.wait(self.clock.monotonic())) > 0:
            if wait > _SHORT_PAUSE_S:
                return False
            await self._sleep(wait)
        return not self.stopping.is_set()

    def _launch(self, one: Outgoing) -> None:
        self.pace.took(one.delivery.chat, self.clock.monotonic())
        self.in_flight += 1
        task = asyncio.create_task(self._send(one))
        self.sending.add(task)
        task.add_done_callback(self.sending.discard)

    async def _send(self, one: Outgoing) -> None:
        delivery = one.delivery
        try:
            if delivery.kind is AlertKind.EDIT and delivery.message_id is not None:
                outcome = await self.sender.edit(delivery.chat, delivery.message_id, one.alert)
            else:
                outcome = await self.sender.send(
                    delivery.chat, one.alert, reply_to=delivery.reply_to_message_id, plain=delivery.plain
                )
        except Exception as error:
            log.exception("delivery %s: sending fails", delivery.id)
            outcome = Unknown(f"{type(error).__name__}: {error}")
        self._note_pace(delivery.chat, outcome)
        step = next_step(delivery, outcome, self.clock.steady(), self.draw(), self.limits.give_up_after)
        self._land([Landed(delivery, step, one)])

    def _note_pace(self, chat: Chat, outcome: Outcome) -> None:
        now = self.clock.monotonic()
        if isinstance(outcome, Unknown):
            self.pace.failed(now)
            return
        self.pace.answered()
        if isinstance(outcome, Throttled):
            self.pace.throttled(chat, outcome.retry_after_s, outcome.everywhere, now)

    def _land(self, landed: Sequence[Landed]) -> None:
        """Have a batch settled once it is worth a transaction, nothing more is on its way, or time is up."""
        self.landed += landed
        if len(self.landed) in (self.in_flight, max(1, self.limits.concurrency // 4)):
            self.landing.set()
        elif len(self.landed) == len(landed):
            asyncio.get_running_loop().call_later(_SETTLE_WITHIN_S, self.landing.set)

    async def _settle_landed(self) -> None:
        """Settle whatever has landed, batch after batch: the slower the database, the larger the batches."""
        while True:
            await self.landing.wait()
            self.landing.clear()
            batch, self.landed = self.landed, []
            if batch:
                steps = await settle_surely(
                    self.database, batch, self.limits.admins, self.clock, self.stopping
                )
                self.done += steps
                self.in_flight -= len(batch)
                if self.landed and len(self.landed) == self.in_flight:
                    self.landing.set()
            self.settled.set()

    async def _give_back(self, unsent: Sequence[Outgoing]) -> None:
        """Rows that were claimed but not sent: to be claimed again when their chat may have them."""
        if not unsent:
            return
        steady, now = self.clock.steady(), self.clock.monotonic()
        rows = [
            (one.delivery.id, steady + timedelta(seconds=self.pace.chat_wait(one.delivery.chat, now)))
            for one in unsent
        ]
        async with self.database.transaction() as connection:
            await deliveries.release(connection, rows)

    async def _next_settled(self) -> None:
        self.settled.clear()
        await self.settled.wait()

    def _seconds_until(self, at: datetime) -> float:
        return max(0.0, (at - self.clock.steady()).total_seconds())

    async def _sleep(self, seconds: float) -> None:
        """At most a second at a time, so that stopping is noticed; callers look again."""
        await self.clock.sleep(min(seconds, 1.0))
