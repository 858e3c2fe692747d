"""`/timeline TOPIC [7d|30d]`: a picture of the days."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from telegram import InputFile, Update

from bot.messages.callback import Press
from bot.messages.chart import Day, caption, chart
from bot.model import Topic
from handlers.context import Context, Desk, chat_of, enter, reply, thread_of
from handlers.naming import find_topics
from handlers.topics import choices, unknown_topic
from storage import history, topics
from storage.history import Reported

_SPAN = re.compile(r"(\d{1,3})\s*d(?:ays?)?", re.IGNORECASE)
_DAYS, _MOST_DAYS = 7, 90
_ACTION: Final = "timeline"
_USAGE = "Write which topic, and how many days: <code>/timeline TOPIC 30d</code>."


async def timeline(update: Update, context: Context) -> None:
    """Send the picture of the topic that is named."""
    said, days = _read(context.args or [])
    chat = await enter(update, context)
    async with context.desk.database.reading() as connection:
        known = await topics.visible(connection, chat.id)
        followed = await topics.followed(connection, chat.id)
    mine = [topic for topic in known if topic.id in followed]
    found = find_topics(said, known) if said else (mine if len(mine) == 1 else [])
    if len(found) == 1:
        await _send(update, context, found[0], days)
    elif found:
        await reply(update, context, choices("Which one do you mean?", found, _ACTION, str(days)))
    elif said:
        await reply(update, context, unknown_topic(said, known, _ACTION, str(days)))
    else:
        await reply(update, context, choices(_USAGE, mine or known, _ACTION, str(days)))


async def press_timeline(update: Update, context: Context, press: Press) -> str:
    """One of several topics that a name might mean."""
    chat = await enter(update, context)
    async with context.desk.database.reading() as connection:
        known = {topic.id: topic for topic in await topics.visible(connection, chat.id)}
    topic = known.get(press.text(0))
    if topic is None:
        return "That topic is no more."
    await _send(update, context, topic, _bounded(press.number(1) or _DAYS))
    return ""


def days_of(reports: Sequence[Reported], first: date, count: int) -> list[Day]:
    """`count` days from `first` on: a story counts on the day of its first report, its publishers too."""
    made = []
    for day in (first + timedelta(days=number) for number in range(count)):
        mine = [one for one in reports if one.first_at.date() == day]
        publishers = frozenset[str]().union(*(one.publishers for one in mine))
        biggest = max(mine, key=lambda one: len(one.publishers), default=None)
        made.append(Day(day, len(mine), len(publishers), biggest.title if biggest else None))
    return made


async def _send(update: Update, context: Context, topic: Topic, days: int) -> None:
    shown = await _days(context.desk, topic, days)
    picture = await asyncio.to_thread(chart, topic.name, shown)
    await context.bot.send_photo(
        chat_of(update).id,
        InputFile(picture, filename="timeline.png"),
        caption=caption(topic.name, shown),
        message_thread_id=thread_of(update),
    )


async def _days(desk: Desk, topic: Topic, days: int) -> list[Day]:
    first = desk.clock().date() - timedelta(days=days - 1)
    since = datetime.combine(first, time(), UTC) - timedelta(microseconds=1)
    async with desk.database.reading() as connection:
        return days_of(await history.reported(connection, topic.id, since), first, days)


def _read(words: Sequence[str]) -> tuple[str, int]:
    """(what was said of the topic, how many days)."""
    span = _SPAN.fullmatch(words[-1]) if words else None
    return (" ".join(words[:-1]), _bounded(int(span[1]))) if span else (" ".join(words), _DAYS)


def _bounded(days: int) -> int:
    return min(max(days, 2), _MOST_DAYS)
