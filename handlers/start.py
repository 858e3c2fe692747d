"""`/start`: greet, resume, follow the topic of a deep link."""

from telegram import Update

from bot.messages.speech.say import msg
from bot.model import Chat
from handlers.context import Context, current_chat, reply
from handlers.naming import find_topics
from handlers.pausing import RESUMED_ALL
from handlers.roles import refusal
from handlers.topics import follow_topic, following, not_known, topic_menu
from storage import topics, wishes

_WELCOME = msg(
    "<b>Sitrep tells you what happened, not what was published.</b>\n"
    "Follow a topic and get one alert per event: a few facts in the publishers' own words, with sources.\n"
    "Tap a topic below, or create your own with /track."
)


async def start(update: Update, context: Context) -> None:
    """Greet, resume a chat that paused all, and follow the topic of a deep link (t.me/bot?start=TOPIC)."""
    chat, note = await current_chat(update, context), ""
    if (context.args or context.all_paused) and not await refusal(update, context):
        note = await (_follow(context, chat) if context.args else _resume(context, chat))
    async with context.desk.database.reading() as connection:
        menu = await topic_menu(connection, context.say, chat, 0, note=note, head=context.say(_WELCOME))
    await reply(update, context, menu)


async def _follow(context: Context, chat: Chat) -> str:
    """Follow the topic that the link names; what to say about it, as HTML."""
    async with context.desk.database.transaction() as connection:
        meant = find_topics(context.words, await topics.visible(connection, chat.id))
        if len(meant) != 1:
            return not_known(context.say, context.words)
        await follow_topic(connection, context, chat, meant[0])
    return following(context.say, meant[0], new=True)


async def _resume(context: Context, chat: Chat) -> str:
    async with context.desk.database.transaction() as connection:
        await wishes.resume(connection, chat.id, await topics.followed(connection, chat.id))
    return context.say(RESUMED_ALL)
