"""What is no command that Sitrep knows: unknown commands, pictures, edited messages."""

from collections.abc import Sequence

from telegram import Update
from telegram.ext import filters

from bot.messages.speech.say import msg
from handlers.addressed import COMMAND
from handlers.context import Context, reply
from handlers.naming import nearest
from handlers.updates import is_private

_ALBUM = "album"
_TEXT_ONLY = msg(
    "I can only read text. /latest shows the latest stories, /search WORDS searches them, "
    "and /help lists all commands."
)
_CAPTIONED = msg(
    "I do not run commands under pictures or files. Please send the command as a message of its own."
)
_EDITED = msg("I do not run edited commands. Please send the command again as a new message.")

FRESH = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
"""New messages and channel posts: an edited command does not run again."""


async def unknown_command(update: Update, context: Context, known: Sequence[str]) -> None:
    """Suggest the nearest command; in groups it was meant for this bot by name (`handlers.addressed`).

    In private that may be the very command, written with the name of another bot.
    """
    message = update.effective_message
    command = COMMAND.match((message.text if message else None) or "")
    if command is None:
        return
    others = command[2] is not None and command[2].casefold() != context.bot.username.casefold()
    if others and not is_private(update):
        return
    typed = command[0] if others else f"/{command[1]}"
    suggestion = nearest(command[1].casefold(), known)
    if suggestion is not None:
        text = context.say(
            "There is no command {typed}. Did you mean {meant}?", typed=typed, meant=f"/{suggestion}"
        )
    else:
        text = context.say("There is no command {typed}. /help lists all commands.", typed=typed)
    await reply(update, context, text)


async def other_content(update: Update, context: Context) -> None:
    """A picture, voice message, sticker, location or file in private: say once per album what helps."""
    message = update.effective_message
    album = message.media_group_id if message is not None else None
    if album is not None and context.chat_data is not None:
        if context.chat_data.get(_ALBUM) == album:
            return
        context.chat_data[_ALBUM] = album
    caption = (message.caption if message is not None else None) or ""
    await reply(update, context, context.say(_CAPTIONED if COMMAND.match(caption) else _TEXT_ONLY))


async def edited_command(update: Update, context: Context) -> None:
    """A command that was edited in private: it does not run again, and its sender is told so."""
    await reply(update, context, context.say(_EDITED))
