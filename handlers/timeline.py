"""`/timeline TOPIC [7d|30d]`: a chart of a topic's days."""

import asyncio
import logging
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final

from telegram import InputFile, Update

from bot.messages.callback import Press
from bot.messages.days import Day, caption
from bot.messages.markup import escape
from bot.messages.speech.say import Say, msg
from bot.model import Alert, Topic
from handlers.context import Context, Desk, answer, current_chat, reply
from handlers.naming import find_topics
from handlers.topics import TOPIC_GONE, WHICH_TOPIC, choices, unknown_topic, visible_topic
from handlers.updates import place_of
from storage import history, topics
from storage.history import TopicStory

log = logging.getLogger(__name__)

_SPAN = re.compile(r"(\d{1,3})(d(?:ays?)?)?", re.IGNORECASE)
_DAYS, _MOST_DAYS = 7, 90
_ACTION: Final = "timeline"
_USAGE = msg("Which topic? Tap one, or write <code>/timeline TOPIC 30d</code>.")


async def timeline(update: Update, context: Context) -> None:
    """Send the chart of the topic that is named."""
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        known = await topics.visible(connection, chat.id)
        followed = await topics.followed(connection, chat.id)
    name, days = _read(context.args or [], known)
    mine = [topic for topic in known if topic.id in followed]
    meant = find_topics(name, known) if name else (mine if len(mine) == 1 else [])
    if len(meant) == 1:
        await _send(update, context, meant[0], days)
    elif meant:
        await reply(update, context, choices(context.say(WHICH_TOPIC), meant, _ACTION, str(days)))
    elif name:
        await reply(update, context, unknown_topic(context.say, name, known, _ACTION, str(days)))
    else:
        await reply(update, context, choices(context.say(_USAGE), mine or known, _ACTION, str(days)))


async def press_timeline(update: Update, context: Context, press: Press) -> str:
    """Send the chart of the topic chosen from several that matched a name."""
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        topic = await visible_topic(connection, chat, press.text(0))
    if topic is None:
        return context.say(TOPIC_GONE)
    await _send(update, context, topic, _bounded(press.number(1) or _DAYS))
    return ""


def days_of(reports: Sequence[TopicStory], first: date, count: int) -> list[Day]:
    """`count` days from `first` on; a story and its publishers count on the day of its first report."""
    days = []
    for date_shown in (first + timedelta(days=number) for number in range(count)):
        stories = [story for story in reports if story.first_at.date() == date_shown]
        publishers = frozenset[str]().union(*(story.publishers for story in stories))
        biggest = max(stories, key=lambda story: len(story.publishers), default=None)
        days.append(Day(date_shown, len(stories), len(publishers), biggest.title if biggest else None))
    return days


async def _send(update: Update, context: Context, topic: Topic, days: int) -> None:
    shown = await _load_days(context.desk, topic, days)
    picture = await asyncio.to_thread(_picture, topic.name, shown, context.say)
    if picture is None:
        words = caption(topic.name, shown, context.say)
        await reply(update, context, Alert("\n".join(map(escape, words.splitlines()))))
        return
    place = place_of(update)
    send = partial(
        context.bot.send_photo,
        place.telegram_id,
        InputFile(picture, filename="timeline.png"),
        caption=caption(topic.name, shown, context.say),
        message_thread_id=place.thread_id,
    )
    await answer(update, context, send)


def _picture(title: str, days: Sequence[Day], say: Say) -> bytes | None:
    """The chart; None where Pillow, which draws it, is not installed."""
    try:
        from bot.messages.chart import chart  # here, so that only who asks for a chart loads Pillow
    except ImportError as error:
        log.warning("/timeline draws no chart: %s; pip install 'sitrep[charts]' adds it", error)
        return None
    return chart(title, days, say)


async def _load_days(desk: Desk, topic: Topic, days: int) -> list[Day]:
    first = desk.clock().date() - timedelta(days=days - 1)
    since = datetime.combine(first, time(), UTC) - timedelta(microseconds=1)
    async with desk.database.reading() as connection:
        return days_of(await history.reported(connection, topic.id, since), first, days)


def _read(words: Sequence[str], known: Sequence[Topic]) -> tuple[str, int]:
    """(name of the topic as typed, number of days); the days come last: "30d", "30 days" or "30".

    A bare number belongs to the name where a `known` topic is called so ("boeing 737").
    """
    if len(words) > 1 and words[-1].casefold() in ("d", "day", "days") and words[-2].isdecimal():
        words = [*words[:-2], f"{words[-2]}d"]
    span = _SPAN.fullmatch(words[-1]) if words else None
    if span is None or (span[2] is None and find_topics(" ".join(words), known)):
        return " ".join(words), _DAYS
    return " ".join(words[:-1]), _bounded(int(span[1]))


def _bounded(days: int) -> int:
    return min(max(days, 2), _MOST_DAYS)
