"""From due rows of the outbox to messages ready to send: what may go now, and how it reads.

Messages are rendered as late as possible, so that a late delivery shows the newest sources of its story.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SteadyClock
from bot.delivery.hold import OTHERS_FIRST, Hold, PastHour, hold
from bot.delivery.pace import Pace
from bot.delivery.retry import Bury, Drop, Step
from bot.messages.speech.say import say_in
from bot.model import Alert, AlertKind, Chat, Delivery, Outcome
from bot.news.acts.act import IMPORTANCE, Act
from storage import deliveries, digests, groups, outbox, wishes
from storage.database import Database
from storage.deliveries import Moment

_T = TypeVar("_T")
_HOUR = timedelta(hours=1)
_MANY_PUBLISHERS = 3

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
    """How deliveries become messages; the station itself knows neither stories nor templates."""

    alerts: Callable[[Sequence[Delivery]], Awaitable[Mapping[int, Alert]]]
    """The message of every delivery of kind alert, update or edit, by its id; one without is given up."""
    digests: Callable[[Mapping[int, Sequence[Delivery]]], Awaitable[Mapping[int, Alert]]]
    """The messages that report each chat's held deliveries (given oldest first), by the ids of their digests;
    one without has nothing to report."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message ready to send."""

    delivery: Delivery
    alert: Alert


@dataclass(frozen=True, slots=True)
class Claim:
    """The rows that were claimed."""

    ready: tuple[Delivery, ...]
    held: int = 0
    put_off: int = 0
    """Rows of chats that must wait for Telegram's pace."""

    @property
    def count(self) -> int:
        """How many rows were claimed."""
        return len(self.ready) + self.held + self.put_off


def moment_of(clock: SteadyClock) -> Moment:
    """The present time on both clocks of the outbox."""
    return Moment(clock.wall(), clock.steady())


async def claim(
    connection: AsyncConnection, clock: SteadyClock, pace: Pace, lease: timedelta, per_hour: int, limit: int
) -> Claim:
    """Claim up to `limit` rows; hold those whose chat is quiet or had `per_hour` alerts within the hour.

    `per_hour` 0: no cap. Rows of chats that must wait for Telegram's pace are put off.
    """
    moment = moment_of(clock)
    claimed = await deliveries.claim(connection, moment, moment.steady + lease, limit)
    since = moment.steady - _HOUR
    chat_ids = [delivery.chat.id for delivery in claimed]
    recent = await digests.recent(connection, chat_ids, since) if per_hour else {}
    wanted = await wishes.of_chats(connection, chat_ids)
    weights = await _weights(connection, claimed, wanted)
    ready, held, put_off = [], [], []
    for delivery in claimed:
        chat, topics = delivery.chat, _followed(delivery, wanted)
        had = recent.get(chat.id)
        past_hour = PastHour(per_hour, had.count, moment.wall + (had.first_at - since)) if had else None
        urgent = is_important(weights.get(delivery.story_id or 0)) and any(wish.urgent for wish in topics)
        reason_to_hold = hold(
            chat, delivery.kind, moment.wall, past_hour, delivery.turn, breaks_quiet_hours=urgent
        )
        wait = pace.chat_wait(chat, clock.monotonic())
        if reason_to_hold:
            if reason_to_hold.capped:
                await _tell_of_cap(connection, chat, reason_to_hold, per_hour, moment)
            held.append((delivery.id, reason_to_hold.until_at, reason_to_hold.reason))
        elif wait > 0:
            put_off.append((delivery, moment.steady + timedelta(seconds=wait)))
        else:
            silent = bool(topics) and all(wish.silent for wish in topics)
            ready.append(replace(delivery, silent=silent))
    await digests.hold(connection, held)
    await _put_off(connection, put_off, moment)
    return Claim(tuple(ready), len(held), len(put_off))


async def _put_off(
    connection: AsyncConnection, rows: Sequence[tuple[Delivery, datetime]], moment: Moment
) -> None:
    """Let rows wait for Telegram's pace; with a forum topic's, everything else that is due in its group."""
    await deliveries.release(connection, [(delivery.id, until) for delivery, until in rows])
    full = {row.chat.telegram_id: until for row, until in rows if row.chat.thread_id is not None}
    for telegram_id, until in full.items():
        await groups.put_off(connection, telegram_id, moment, until)


def is_important(weight: wishes.Weight | None) -> bool:
    """Whether a story breaks quiet hours where that is wanted.

    Three publishers report it, or a report tells of a death or of an act that weighs more: an attack that is
    claimed, a ceasefire, a verdict, an arrest.
    """
    return weight is not None and (
        weight.publishers >= _MANY_PUBLISHERS or weight.importance >= IMPORTANCE[Act.DEATH]
    )


def _followed(delivery: Delivery, wanted: Mapping[int, Mapping[str, wishes.Wish]]) -> list[wishes.Wish]:
    """What the chat wants of the topics for which it gets the delivery, as far as it still follows them."""
    mine = wanted.get(delivery.chat.id, {})
    return [mine[topic_id] for topic_id in delivery.topic_ids if topic_id in mine]


async def _weights(
    connection: AsyncConnection,
    claimed: Sequence[Delivery],
    wanted: Mapping[int, Mapping[str, wishes.Wish]],
) -> Mapping[int, wishes.Weight]:
    """The weights of the stories that may break somebody's quiet hours."""
    asked = {
        delivery.story_id
        for delivery in claimed
        if delivery.story_id is not None
        and delivery.chat.quiet_from is not None
        and any(wish.urgent for wish in _followed(delivery, wanted))
    }
    return await wishes.weights(connection, sorted(asked)) if asked else {}


async def _tell_of_cap(
    connection: AsyncConnection, chat: Chat, held: Hold, per_hour: int, moment: Moment
) -> None:
    """Tell a chat that further alerts wait, and until when: once, until the held ones have been sent."""
    if await digests.is_capped(connection, chat.id, held.reason):
        return
    say = say_in(chat.language, chat.timezone)
    time = say.moment(held.until_at, moment.wall)
    html = say.plural(
        "You got {number} alert within an hour, which is the limit. Further ones wait and come together: "
        "{time}.",
        "You got {number} alerts within an hour, which is the limit. Further ones wait and come together: "
        "{time}.",
        per_hour,
        time=time,
    )
    if held.reason == OTHERS_FIRST:
        html = say(
            "Some sources send many alerts. Theirs wait now, to leave room for others, and come together: "
            "{time}.",
            time=time,
        )
    await outbox.enqueue_notice(connection, chat.id, html, moment.wall)


async def render(
    database: Database, renderers: Renderers, ready: Sequence[Delivery]
) -> tuple[list[Outgoing], list[tuple[Delivery, Step]]]:
    """Messages in the order of `ready`, and the next step of the deliveries that have none.

    A delivery that cannot be rendered is given up without harm to the others. Raises the database's errors.
    """
    of_stories = [delivery for delivery in ready if delivery.kind not in (AlertKind.NOTICE, AlertKind.DIGEST)]
    alerts = await _render_alerts(renderers, of_stories)
    digests_ready = [one.id for one in ready if one.kind is AlertKind.DIGEST and one.text_html is None]
    told = await _render_digests(database, renderers, digests_ready) if digests_ready else {}
    messages: list[Outgoing] = []
    failures: list[tuple[Delivery, Step]] = []
    for delivery in ready:
        if delivery.text_html is not None:
            messages.append(Outgoing(delivery, Alert(delivery.text_html)))
        elif delivery.kind is AlertKind.DIGEST:
            digest = told.get(delivery.id)
            if isinstance(digest, Bury):
                failures.append((delivery, digest))
            elif digest is not None:
                messages.append(Outgoing(delivery, digest))
            else:
                failures.append((delivery, Drop("nothing left to report")))
        elif delivery.kind is AlertKind.EDIT and delivery.message_id is None:
            failures.append((delivery, Drop("there is no message to edit")))
        elif isinstance(alert := alerts.get(delivery.id), Alert):
            quieter = replace(alert, silent=True) if delivery.silent else alert
            messages.append(Outgoing(delivery, quieter))
        else:
            failures.append((delivery, Bury("it cannot be rendered; the log says why")))
    return messages, failures


async def _render_alerts(renderers: Renderers, ready: Sequence[Delivery]) -> Mapping[int, Alert | Bury]:
    """The message of every delivery of a story, or why there is none."""

    async def of_some(some: Mapping[int, Delivery]) -> Mapping[int, Alert]:
        return await renderers.alerts(list(some.values()))

    return await _isolated(of_some, {delivery.id: delivery for delivery in ready})


async def _render_digests(
    database: Database, renderers: Renderers, digest_ids: Sequence[int]
) -> dict[int, Alert | Bury]:
    """The message of every digest that has something to tell, or why there is none."""
    async with database.reading() as connection:
        held = await digests.members(connection, digest_ids)
    return await _isolated(renderers.digests, held)


async def _isolated(
    render_some: Callable[[Mapping[int, _T]], Awaitable[Mapping[int, Alert]]], asked: Mapping[int, _T]
) -> dict[int, Alert | Bury]:
    """The messages of what is `asked`, by the ids of the deliveries, or why there is none.

    All at once; if that fails, one by one, to isolate the delivery at fault. Raises the database's errors.
    """
    if not asked:
        return {}
    try:
        return dict(await render_some(asked))
    except (SQLAlchemyError, OSError):
        raise
    except Exception as error:
        log.exception("deliveries %s cannot be rendered", list(asked))
        if len(asked) == 1:
            return dict.fromkeys(asked, Bury(f"it cannot be rendered: {type(error).__name__}: {error}"))
    found: dict[int, Alert | Bury] = {}
    for delivery_id, one in asked.items():
        found |= await _isolated(render_some, {delivery_id: one})
    return found
