"""`/export` and `/forget`: all that is kept about a chat, in its own hands."""

import json

from telegram import InputFile, Update

from bot.messages.callback import Press, pack
from bot.model import Alert, Button
from handlers.context import Context, chat_of, enter, may_change, reply, rewrite, thread_of
from handlers.topics import ADMINS_ONLY
from storage import privacy

_QUESTION = Alert(
    "This deletes all that is kept about this chat: what it follows, its own topics, its settings and the "
    "record of its alerts. /export saves a copy first. Delete?",
    (
        (
            Button("Delete everything", data=pack("forget", "yes")),
            Button("Keep it", data=pack("forget", "no")),
        ),
    ),
)


async def export(update: Update, context: Context) -> None:
    """Send everything that is kept about the chat as a JSON file."""
    if not await may_change(update, context):
        await reply(update, context, ADMINS_ONLY)
        return
    chat = await enter(update, context)
    async with context.desk.database.reading() as connection:
        kept = await privacy.export(connection, chat.id)
    content = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    await context.bot.send_document(
        chat_of(update).id,
        InputFile(content, filename="sitrep.json"),
        caption="All that Sitrep keeps about this chat.",
        message_thread_id=thread_of(update),
    )


async def forget(update: Update, context: Context) -> None:
    """Ask before deleting."""
    allowed = await may_change(update, context)
    await reply(update, context, _QUESTION if allowed else ADMINS_ONLY)


async def press_forget(update: Update, context: Context, press: Press) -> str:
    """The answer to the question."""
    if not await may_change(update, context):
        return ADMINS_ONLY
    said = "Nothing was deleted."
    if press.text(0) == "yes":
        async with context.desk.database.transaction() as connection:
            await privacy.forget(connection, chat_of(update).id, thread_of(update))
        said = "Everything about this chat is deleted. /start begins anew."
    if update.callback_query is not None:
        await rewrite(update.callback_query, Alert(said))
    return said
