"""`/latest [TOPIC]`: the newest stories of what a chat follows, five at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.messages.callback import Press, pack
from bot.messages.compose import stories_for
from bot.messages.digest import PAGE_STORIES, Told, render_story_list
from bot.messages.voices import voices
from bot.model import Alert, Button, Chat, Topic
from handlers.context import Context, enter, reply, rewrite
from handlers.naming import find_topics
from handlers.topics import choices, topic_menu, unknown_topic
from storage import chats, history, stories, topics

LOOK_BACK = timedelta(days=7)
_BUSY = timedelta(hours=24)
_MOST_STORIES = 100
_ALL = "*"
_LEGEND = "🆕 since you last asked"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as the buttons of its pages carry it."""

    topic: Topic | None
    """None: everything that the chat follows."""
    page: int = 0
    since_at: datetime | None = None
    """When the chat asked before; what came later is marked as new."""


async def latest(update: Update, context: Context) -> None:
    """Answer with the newest stories."""
    desk = context.desk
    chat, now = await enter(update, context), desk.clock()
    async with desk.database.reading() as connection:
        answer = await _answer(connection, chat, context.words, now)
    await reply(update, context, answer)
    async with desk.database.transaction() as connection:
        await chats.note_asked(connection, chat.id, now)


async def press_latest(update: Update, context: Context, press: Press) -> str:
    """Another page, or one of several topics that a name might mean."""
    desk = context.desk
    seconds = press.number(2)
    since = datetime.fromtimestamp(seconds, UTC) if seconds else None
    chat = await enter(update, context)
    async with desk.database.reading() as connection:
        known = {topic.id: topic for topic in await topics.visible(connection, chat.id)}
        topic = known.get(press.text(0))
        if topic is None and press.text(0) != _ALL:
            return "That topic is no more."
        asked = Asked(topic, press.number(1) or 0, since)
        answer = await _page(connection, chat, asked, desk.clock())
    if update.callback_query is not None:
        await rewrite(update.callback_query, answer)
    return ""


async def _answer(connection: AsyncConnection, chat: Chat, said: str, now: datetime) -> Alert:
    if not said:
        return await _page(connection, chat, Asked(None, 0, chat.asked_at), now)
    known = await topics.visible(connection, chat.id)
    found = find_topics(said, known)
    since = str(int(chat.asked_at.timestamp())) if chat.asked_at else "0"
    if not found:
        return unknown_topic(said, known, "latest", "0", since)
    if len(found) > 1:
        return choices("Which one do you mean?", found, "latest", "0", since)
    return await _page(connection, chat, Asked(found[0], 0, chat.asked_at), now)


async def _page(connection: AsyncConnection, chat: Chat, asked: Asked, now: datetime) -> Alert:
    wanted = [asked.topic.id] if asked.topic else await topics.followed(connection, chat.id)
    if not wanted:
        return await topic_menu(
            connection, chat, 0, head="You follow no topics yet. Tap one, then ask again."
        )
    newest = await stories.newest(connection, wanted, now - LOOK_BACK, _MOST_STORIES)
    ids = await _ordered(connection, newest, now) if asked.topic else [one.id for one in newest]
    first = asked.page * PAGE_STORIES
    told = await tell(connection, ids[first : first + PAGE_STORIES], wanted, asked.since_at)
    title = f"{asked.topic.name}: latest" if asked.topic else "Latest on what you follow"
    pages = -(-len(ids) // PAGE_STORIES)
    legend = [_LEGEND] if any(one.new for one in told) else []
    return render_story_list(
        told,
        title=title,
        now=now,
        empty=f"Nothing in the last {LOOK_BACK.days} days.",
        buttons=_turns(asked, pages),
        note=" · ".join([*legend, *([f"Page {asked.page + 1} of {pages}"] if pages > 1 else [])]),
    )


async def tell(
    connection: AsyncConnection, ids: Sequence[int], topic_ids: Sequence[str], since: datetime | None
) -> list[Told]:
    """The stories `ids` in this order for a follower of `topic_ids`; new is what reached us after `since`."""
    found = await stories_for(connection, ids, topic_ids)
    met = await stories.topics_of(connection, ids)
    names = await topics.names(connection, topic_ids)
    arrived = await history.arrived_at(connection, ids) if since else {}
    return [
        Told(
            found[one],
            tuple(names[topic] for topic in met.get(one, ()) if topic in names),
            since is not None and one in arrived and arrived[one] > since,
        )
        for one in ids
        if one in found
    ]


async def _ordered(
    connection: AsyncConnection, newest: Sequence[stories.NewestStory], now: datetime
) -> list[int]:
    """Newest first; on a day with more stories than fit on a page, that day's most corroborated first."""
    today = [one.id for one in newest if one.last_report_at > now - _BUSY]
    if len(today) > PAGE_STORIES:
        records = await stories.records(connection, today)
        heard = {one: len(voices(records[one].sources)) for one in today if one in records}
        today.sort(key=lambda one: -heard.get(one, 0))
    rest = set(today)
    return today + [one.id for one in newest if one.id not in rest]


def _turns(asked: Asked, pages: int) -> tuple[tuple[Button, ...], ...]:
    topic = asked.topic.id if asked.topic else _ALL
    since = int(asked.since_at.timestamp()) if asked.since_at else 0
    row = []
    if asked.page:
        row.append(Button("‹ Newer", data=pack("latest", topic, asked.page - 1, since)))
    if asked.page + 1 < pages:
        row.append(Button("Older ›", data=pack("latest", topic, asked.page + 1, since)))
    return (tuple(row),) if row else ()
