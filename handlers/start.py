"""`/start`: greet, resume, follow the topic of a deep link."""

from telegram import Update

from bot.messages.speech.say import msg
from handlers.context import Context, current_chat, reply
from handlers.naming import find_topics
from handlers.roles import refusal
from handlers.topics import following, topic_menu
from storage import topics, wishes

_WELCOME = msg(
    "<b>Sitrep tells you what happened, not what was published.</b>\n"
    "Follow a topic and get one alert per event: a few facts in the publishers' own words, with sources.\n"
    "Tap a topic below, or create your own with /track."
)


async def start(update: Update, context: Context) -> None:
    """Greet, resume a paused chat, and follow the topic of a deep link (t.me/bot?start=TOPIC)."""
    desk, note = context.desk, ""
    chat = await current_chat(update, context)
    if context.args and not await refusal(update, context):
        async with desk.database.transaction() as connection:
            meant = find_topics(context.words, await topics.visible(connection, chat.id))
            if len(meant) == 1:
                await topics.subscribe(connection, chat.id, meant[0].id, desk.clock())
                await wishes.resume(connection, chat.id, [meant[0].id])
                note = following(context.say, meant[0], new=True)
                context.all_paused = False
    async with desk.database.reading() as connection:
        menu = await topic_menu(connection, chat, 0, note=note, head=context.say(_WELCOME))
    await reply(update, context, menu)
