"""Unknown commands and plain text."""

import re
from collections.abc import Sequence

from telegram import Update
from telegram.ext import filters

from handlers.context import Context, is_private, reply
from handlers.naming import nearest

_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@(\w+))?")

FRESH = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
"""New messages and channel posts: an edited command does not run again."""


async def unknown_command(update: Update, context: Context, known: Sequence[str]) -> None:
    """Suggest the nearest command. In groups, where other bots listen too, only where this bot was meant."""
    message = update.effective_message
    command = _COMMAND.match((message.text if message else None) or "")
    if command is None or (command[2] and command[2].casefold() != context.bot.username.casefold()):
        return
    suggestion = nearest(command[1].casefold(), known)
    if suggestion is not None:
        await reply(update, context, f"There is no command /{command[1]}. Did you mean /{suggestion}?")
    elif is_private(update) or command[2]:
        await reply(update, context, f"There is no command /{command[1]}. /help lists all commands.")


async def plain_text(update: Update, context: Context) -> None:
    """Words without a command, in private: suggest commands."""
    await reply(
        update,
        context,
        "I only understand commands. /latest shows the latest stories, /search WORDS searches them, "
        "and /help lists all commands.",
    )
