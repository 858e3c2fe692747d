"""From claimed rows of the outbox to messages ready to send: what may go now, and how it reads.

Messages are rendered here, as late as can be, so that a late delivery shows the newest sources of its story.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SteadyClock
from bot.delivery.hold import hold
from bot.delivery.pace import Pace
from bot.delivery.retry import Bury, Drop, Step
from bot.messages.digest import DigestPage
from bot.model import Alert, AlertKind, Chat, Delivery, Outcome
from storage import deliveries, digests
from storage.database import Database
from storage.deliveries import Moment

_HOUR = timedelta(hours=1)

log = logging.getLogger(__name__)


class SendMessage(Protocol):
    """`bot.delivery.send.send` with the bot filled in."""

    def __call__(
        self, chat: Chat, alert: Alert, *, reply_to: int | None, plain: bool
    ) -> Awaitable[Outcome]: ...


class EditMessage(Protocol):
    """`bot.delivery.send.edit` with the bot filled in."""

    def __call__(self, chat: Chat, message_id: int, alert: Alert) -> Awaitable[Outcome]: ...


@dataclass(frozen=True, slots=True)
class Sender:
    """How messages leave: `Sender(partial(send, bot), partial(edit, bot))`."""

    send: SendMessage
    edit: EditMessage


@dataclass(frozen=True, slots=True)
class Renderers:
    """How deliveries become messages; this station knows neither stories nor templates."""

    alerts: Callable[[Sequence[Delivery]], Awaitable[Mapping[int, Alert]]]
    """The message of every delivery of kind alert, update or edit, by its id; one left out is given up."""
    digest: Callable[[Chat, Sequence[Delivery]], Awaitable[Sequence[DigestPage]]]
    """The messages that tell one chat of its held deliveries (given oldest first); none: nothing to tell."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message ready to send."""

    delivery: Delivery
    alert: Alert
    further: tuple[DigestPage, ...] = ()
    """Further messages of a digest, to be queued once the first is out."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a claim gave."""

    ready: tuple[Delivery, ...]
    held: int = 0
    put_off: int = 0
    """Rows of chats that had their share for now."""

    @property
    def count(self) -> int:
        """How many rows were claimed."""
        return len(self.ready) + self.held + self.put_off


def moment_of(clock: SteadyClock) -> Moment:
    """What time it is for the outbox."""
    return Moment(clock.wall(), clock.steady())


async def take(
    connection: AsyncConnection, clock: SteadyClock, pace: Pace, lease: timedelta, per_hour: int, limit: int
) -> Taken:
    """Claim up to `limit` rows; hold those whose chat wants quiet, or had `per_hour` alerts within the hour.

    `per_hour` 0: no cap. Rows of chats that Telegram's pace makes wait are put off.
    """
    moment = moment_of(clock)
    claimed = await deliveries.claim(connection, moment, moment.steady + lease, limit)
    since = moment.steady - _HOUR
    recent = await digests.recent(connection, [one.chat.id for one in claimed], since) if per_hour else {}
    ready, held, put_off = [], [], []
    for one in claimed:
        had = recent.get(one.chat.id)
        capped = moment.wall + (had.first_at - since) if had and had.count >= per_hour else None
        found = hold(one.chat, one.kind, moment.wall, capped, per_hour)
        wait = pace.chat_wait(one.chat, clock.monotonic())
        if found:
            held.append((one.id, found.until_at, found.reason))
        elif wait > 0:
            put_off.append((one.id, moment.steady + timedelta(seconds=wait)))
        else:
            ready.append(one)
    await digests.hold(connection, held)
    await deliveries.release(connection, put_off)
    return Taken(tuple(ready), len(held), len(put_off))


async def render(
    database: Database, renderers: Renderers, ready: Sequence[Delivery]
) -> tuple[list[Outgoing], list[tuple[Delivery, Step]]]:
    """Messages in the order of `ready`, and what becomes of deliveries that have none.

    A delivery that cannot be rendered is given up without harm to the rest. Raises what the database raises.
    """
    plain = [one for one in ready if one.kind not in (AlertKind.NOTICE, AlertKind.DIGEST)]
    rendered = await _render_alerts(renderers, plain) if plain else {}
    messages: list[Outgoing] = []
    without: list[tuple[Delivery, Step]] = []
    for one in ready:
        if one.text_html is not None:
            messages.append(Outgoing(one, Alert(one.text_html)))
        elif one.kind is AlertKind.DIGEST:
            pages = await _render_digest(database, renderers, one)
            if isinstance(pages, Bury):
                without.append((one, pages))
            elif pages:
                messages.append(Outgoing(one, Alert(pages[0].html), tuple(pages[1:])))
            else:
                without.append((one, Drop("nothing left to tell")))
        elif one.kind is AlertKind.EDIT and one.message_id is None:
            without.append((one, Drop("there is no message to edit")))
        elif one.id in rendered:
            messages.append(Outgoing(one, rendered[one.id]))
        else:
            without.append((one, Bury("it cannot be rendered; the log says why")))
    return messages, without


async def _render_alerts(renderers: Renderers, ready: Sequence[Delivery]) -> Mapping[int, Alert]:
    """All at once; if that fails, one by one, to find the one that cannot be."""
    try:
        return await renderers.alerts(ready)
    except (SQLAlchemyError, OSError):
        raise
    except Exception:
        log.exception("deliveries %s cannot be rendered", [one.id for one in ready])
    if len(ready) == 1:
        return {}
    found: dict[int, Alert] = {}
    for one in ready:
        found |= await _render_alerts(renderers, [one])
    return found


async def _render_digest(
    database: Database, renderers: Renderers, digest: Delivery
) -> Sequence[DigestPage] | Bury:
    async with database.reading() as connection:
        held = await digests.members(connection, digest.id)
    if not held:
        return ()
    try:
        return await renderers.digest(digest.chat, held)
    except (SQLAlchemyError, OSError):
        raise
    except Exception as error:
        log.exception("digest %s cannot be rendered", digest.id)
        return Bury(f"it cannot be rendered: {type(error).__name__}: {error}")
