"""What nobody asked for: unknown commands and plain text."""

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
    """Name the nearest command. In groups, where other bots listen too, only what was meant for us."""
    message = update.effective_message
    said = _COMMAND.match((message.text if message else None) or "")
    if said is None or (said[2] and said[2].casefold() != context.bot.username.casefold()):
        return
    meant = nearest(said[1].casefold(), known)
    if meant is not None:
        await reply(update, context, f"There is no /{said[1]}. Did you mean /{meant}?")
    elif is_private(update) or said[2]:
        await reply(update, context, f"There is no /{said[1]}. /help shows what there is.")


async def plain_text(update: Update, context: Context) -> None:
    """Words without a command, in private: say what to do with them."""
    await reply(
        update,
        context,
        "Sitrep answers commands. /latest shows the newest, /search WORDS looks for words, /help lists all.",
    )
