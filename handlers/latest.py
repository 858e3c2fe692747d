"""`/latest [TOPIC]`: the newest stories on the topics that a chat follows, five a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.messages.callback import Press, pack
from bot.messages.compose import stories_for
from bot.messages.digest import PAGE_STORIES, ListedStory, render_story_list
from bot.messages.languages import read_by
from bot.messages.markup import shorten
from bot.messages.paging import NEWER_OLDER, page_buttons, page_note
from bot.messages.speech.say import Say, msg, say_in
from bot.messages.voices import voices
from bot.model import Alert, Button, Chat, Topic
from bot.news.language.words import fold_text
from handlers.context import Context, current_chat, reply, rewrite
from handlers.naming import EVERYTHING, find_topics
from handlers.topics import TOPIC_GONE, WHICH_TOPIC, choices, topic_menu, unknown_topic, visible_topic
from storage import chats, history, stories, topics

LOOK_BACK = timedelta(days=7)
_BUSY = timedelta(hours=24)
_MOST_STORIES = 100
_ALL = "*"
_LEGEND = msg("🆕 since you last asked")


@dataclass(frozen=True, slots=True)
class LatestRequest:
    """What was asked for, as the buttons of its pages carry it."""

    topic: Topic | None
    """None: all topics that the chat follows."""
    page: int = 0
    since_at: datetime | None = None
    """When the chat last asked; what came later is marked as new."""


async def latest(update: Update, context: Context) -> None:
    """Answer with the newest stories."""
    desk = context.desk
    chat, now = await current_chat(update, context), desk.clock()
    async with desk.database.reading() as connection:
        answer = await _answer(connection, chat, context.words, now)
    await reply(update, context, answer)
    async with desk.database.transaction() as connection:
        await chats.note_asked(connection, chat.id, now)


async def press_latest(update: Update, context: Context, press: Press) -> str:
    """Show another page, or the topic chosen from several that matched a name."""
    desk = context.desk
    chat = await current_chat(update, context)
    async with desk.database.reading() as connection:
        topic = await visible_topic(connection, chat, press.text(0))
        if topic is None and press.text(0) != _ALL:
            return context.say(TOPIC_GONE)
        request = LatestRequest(topic, press.number(1) or 0, press.instant(2))
        answer = await _page(connection, chat, request, desk.clock())
    await rewrite(update, context, answer)
    return ""


async def _answer(connection: AsyncConnection, chat: Chat, name: str, now: datetime) -> Alert:
    if not name or fold_text(name) in EVERYTHING:
        return await _page(connection, chat, LatestRequest(None, 0, chat.asked_at), now)
    known = await topics.visible(connection, chat.id)
    meant = find_topics(name, known)
    say = say_in(chat.language, chat.timezone)
    since = str(int(chat.asked_at.timestamp())) if chat.asked_at else "0"
    if not meant:
        return unknown_topic(say, name, known, "latest", "0", since)
    if len(meant) > 1:
        return choices(say(WHICH_TOPIC), meant, "latest", "0", since)
    return await _page(connection, chat, LatestRequest(meant[0], 0, chat.asked_at), now)


async def _page(connection: AsyncConnection, chat: Chat, request: LatestRequest, now: datetime) -> Alert:
    wanted = [request.topic.id] if request.topic else await topics.followed(connection, chat.id)
    say = say_in(chat.language, chat.timezone)
    if not wanted:
        head = say("You do not follow any topics yet. Tap one, then send /latest again.")
        return await topic_menu(connection, say, chat, 0, head=head)
    newest = await stories.newest(connection, wanted, now - LOOK_BACK, _MOST_STORIES)
    ids = await _ordered(connection, newest, now) if request.topic else [story.id for story in newest]
    pages = -(-len(ids) // PAGE_STORIES)
    request = replace(request, page=min(request.page, max(0, pages - 1)))
    first = request.page * PAGE_STORIES
    shown = ids[first : first + PAGE_STORIES]
    entries = await load_entries(connection, shown, wanted, request.since_at, read_by(chat))
    title = say("Latest on your topics")
    if request.topic:
        title = say("{topic}: latest", topic=shorten(request.topic.name, 100))
    legend = [say(_LEGEND)] if any(entry.new for entry in entries) else []
    return render_story_list(
        entries,
        title=title,
        now=now,
        empty=say("No stories in the last {days} days.", days=LOOK_BACK.days),
        buttons=_turns(say, request, pages),
        note=" · ".join([*legend, *page_note(say, request.page, pages)]),
        say=say,
    )


async def load_entries(
    connection: AsyncConnection,
    ids: Sequence[int],
    topic_ids: Sequence[str],
    since: datetime | None,
    reads: Sequence[str],
) -> list[ListedStory]:
    """The stories `ids` in this order, for a follower of `topic_ids` who `reads` these languages; new is what
    arrived after `since`."""
    known = await stories_for(connection, ids, topic_ids, reads)
    topics_met = await stories.topics_of(connection, ids)
    names = await topics.names(connection, topic_ids)
    arrived = await history.arrived_at(connection, ids) if since else {}
    return [
        ListedStory(
            known[story_id],
            tuple(names[topic] for topic in topics_met.get(story_id, ()) if topic in names),
            since is not None and story_id in arrived and arrived[story_id] > since,
        )
        for story_id in ids
        if story_id in known
    ]


async def _ordered(
    connection: AsyncConnection, newest: Sequence[stories.NewestStory], now: datetime
) -> list[int]:
    """Newest first; on a day with more stories than fit on a page, that day's most corroborated first."""
    today = [story.id for story in newest if story.last_report_at > now - _BUSY]
    if len(today) > PAGE_STORIES:
        records = await stories.records(connection, today)
        publishers = {story_id: len(voices(record.sources)) for story_id, record in records.items()}
        today.sort(key=lambda story_id: -publishers.get(story_id, 0))
    moved = set(today)
    return today + [story.id for story in newest if story.id not in moved]


def _turns(say: Say, request: LatestRequest, pages: int) -> tuple[tuple[Button, ...], ...]:
    topic = request.topic.id if request.topic else _ALL
    since = int(request.since_at.timestamp()) if request.since_at else 0
    return page_buttons(
        say, request.page, pages, NEWER_OLDER, lambda number: pack("latest", topic, number, since)
    )
