"""Inline mode: `@bot raqqa` in any chat offers the newest stories, to share as messages of one's own."""

import logging
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.messages.alert import grounded_text, render_alert
from bot.messages.digest import ListedStory
from bot.messages.languages import read_by
from bot.messages.markup import clean, shorten
from bot.messages.speech.say import Say, say_in
from bot.model import Button, Chat, Topic
from handlers.context import Context
from handlers.latest import LOOK_BACK, load_entries
from handlers.naming import find_topics
from handlers.search import bring_up_to_date
from handlers.sending import NO_PREVIEW, keyboard
from handlers.updates import heard_language
from storage import chats, stories, topics
from storage import search as index

log = logging.getLogger(__name__)

RESULTS = 10
"""Stories in one answer; scrolling on asks for more."""
_MOST_STORIES = 100
_MOST_ARTICLES = 500
_WORDS_UNITS = 100
_CACHE_S = 60
_TITLE_UNITS, _DESCRIPTION_UNITS = 120, 200


async def offer(update: Update, context: Context) -> None:
    """Answer an inline query: a topic's newest stories, those that have the words, or simply the newest."""
    query = update.inline_query
    if query is None:
        return
    desk, words = context.desk, shorten(query.query, _WORDS_UNITS)
    first = int(query.offset) if query.offset.isascii() and query.offset.isdigit() else 0
    first = min(first, _MOST_STORIES)
    if words:
        await bring_up_to_date(desk)
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, query.from_user.id)
        known = await topics.visible(connection, chat.id if chat is not None else None)
        ids = await _found(connection, context, chat, known, words)
        shown = ids[first : first + RESULTS]
        reads = read_by(chat) if chat is not None else (heard_language(update),)
        entries = await load_entries(connection, shown, [topic.id for topic in known], None, reads)
    chosen = chat is not None and chat.language_chosen
    language = chat.language if chat is not None and chosen else heard_language(update)
    say = say_in(language, chat.timezone if chat is not None else "UTC")
    results = [_result(context, say, entry, known) for entry in entries]
    further = str(first + RESULTS) if len(ids) > first + RESULTS else ""
    try:
        await query.answer(results, cache_time=_CACHE_S, is_personal=True, next_offset=further)
    except TelegramError as error:
        log.info("cannot answer an inline query (Telegram waits a few seconds for it): %s", error)


async def _found(
    connection: AsyncConnection, context: Context, chat: Chat | None, known: Sequence[Topic], words: str
) -> list[int]:
    """The ids of the stories to offer, newest first."""
    meant = find_topics(words, known)
    if words and not meant:
        found: list[int] = await index.find_stories(connection, words, _MOST_ARTICLES)
        return found[:_MOST_STORIES]
    wanted = [topic.id for topic in meant]
    if not wanted and chat is not None:
        wanted = await topics.followed(connection, chat.id)
    since = context.desk.clock() - LOOK_BACK
    newest = await stories.newest(connection, wanted or [topic.id for topic in known], since, _MOST_STORIES)
    return [story.id for story in newest]


def _result(
    context: Context, say: Say, entry: ListedStory, known: Sequence[Topic]
) -> InlineQueryResultArticle:
    story, now = entry.story, context.desk.clock()
    # Others read the message, so it names no topic of the sender's own.
    everybodys = {topic.name: topic for topic in known if topic.owner_chat_id is None}
    met = [everybodys[name] for name in entry.topic_names if name in everybodys]
    alert = render_alert(story, [topic.name for topic in met], now=now, say=say)
    read = [button for row in alert.buttons for button in row if button.url]
    for topic in met[:1]:
        link = f"https://t.me/{context.bot.username}?start={topic.id}"
        follow = say("Follow {topic}", topic=shorten(topic.name, 40))
        read.append(Button(follow, url=link))
    facts = (grounded_text(sourced.fact, sourced.extract_text) for sourced in story.facts)
    return InlineQueryResultArticle(
        str(story.id),
        shorten(clean(story.headline), _TITLE_UNITS) or say("Untitled report"),
        InputTextMessageContent(alert.html, ParseMode.HTML, link_preview_options=NO_PREVIEW),
        description=shorten(next((text for text in facts if text), ""), _DESCRIPTION_UNITS) or None,
        reply_markup=keyboard(tuple((button,) for button in read)),
    )
