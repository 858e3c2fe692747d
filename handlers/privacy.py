"""`/export` and `/forget`: everything stored about a chat, downloaded or deleted."""

import json
from functools import partial

from telegram import InputFile, Update

from bot.messages.callback import Press, pack
from bot.messages.speech.say import msg
from bot.model import Alert, Button
from handlers.context import Context, answer, current_chat, reply, rewrite
from handlers.roles import refusal
from handlers.updates import chat_of, place_of, thread_of
from storage import privacy

_QUESTION = msg(
    "This deletes everything stored about this chat: the topics it follows, its own topics, its settings and "
    "its alert history. To save a copy first, use /export. Delete everything?"
)


async def export(update: Update, context: Context) -> None:
    """Send everything stored about the chat as a JSON file."""
    if refused := await refusal(update, context):
        await reply(update, context, refused)
        return
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        record = await privacy.export(connection, chat.id)
    content = json.dumps(record, ensure_ascii=False, indent=2).encode()
    place = place_of(update)
    send = partial(
        context.bot.send_document,
        place.telegram_id,
        InputFile(content, filename="sitrep.json"),
        caption=context.say("Everything that Sitrep stores about this chat."),
        message_thread_id=place.thread_id,
    )
    await answer(update, context, send)


async def forget(update: Update, context: Context) -> None:
    """Ask before deleting."""
    if refused := await refusal(update, context):
        await reply(update, context, refused)
        return
    say = context.say
    delete = Button(say("Delete everything"), data=pack("forget", "yes"))
    cancel = Button(say("Cancel"), data=pack("forget", "no"))
    await reply(update, context, Alert(say(_QUESTION), ((delete, cancel),)))


async def press_forget(update: Update, context: Context, press: Press) -> str:
    """Delete, or not, as the button says."""
    if refused := await refusal(update, context):
        return refused
    notice = context.say("Nothing was deleted.")
    if press.text(0) == "yes":
        async with context.desk.database.transaction() as connection:
            await privacy.forget(connection, chat_of(update).id, thread_of(update))
        await context.desk.database.empty_log()
        notice = context.say("Everything stored about this chat was deleted. /start begins again.")
    await rewrite(update, context, Alert(notice))
    return notice
