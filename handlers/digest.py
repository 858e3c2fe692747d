"""The pages of a digest that was sent: its buttons "Older" and "Newer" turn them, without a sound."""

from telegram import Update

from bot.messages.callback import Press
from bot.messages.compose import render_held
from bot.messages.speech.say import msg
from handlers.context import Context, current_chat, rewrite
from handlers.updates import message_of
from storage import digests, topics

_GONE = msg("What this digest told is no longer stored.")


async def press_digest(update: Update, context: Context, press: Press) -> str:
    """Show another page of the digest whose button was pressed."""
    message = message_of(update)
    if message is None:
        return context.say(_GONE)
    desk, chat = context.desk, await current_chat(update, context)
    async with desk.database.reading() as connection:
        told = await digests.told_in(connection, chat.id, message.message_id)
        topic_ids = sorted({topic_id for delivery in told for topic_id in delivery.topic_ids})
        names = await topics.names(connection, topic_ids)
        pages = await render_held(connection, told, names, desk.clock(), context.say)
    if not pages:
        return context.say(_GONE)
    await rewrite(update, context, pages[min(press.number(0) or 0, len(pages) - 1)])
    return ""
