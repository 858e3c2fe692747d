"""Before every command and button: whether its sender may have one more answer just now."""

import re

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context, is_private, reply, sender_of

BURST, PER_SECOND = 20, 0.5
"""Commands and buttons of one user: so many at once, so many a second in the long run."""
SLOW_DOWN = "That is a lot at once. I answer again in a moment."
_COMMAND = re.compile(r"/(\w{1,64})(?:@(\w{1,64}))?")


async def gate(update: Update, context: Context, known: frozenset[str]) -> None:
    """Let the update pass, or stop it: with a kind word the first time, then in silence.

    `known` are the names of the bot's commands. What is not meant for the bot is not counted.
    """
    allowance = context.desk.allowance
    if allowance is None or not _is_for_us(update, context, known):
        return
    refusals = allowance.refusals(sender_of(update), context.desk.clock().timestamp())
    if not refusals:
        return
    if refusals == 1:
        await _say(update, context)
    raise ApplicationHandlerStop


def _is_for_us(update: Update, context: Context, known: frozenset[str]) -> bool:
    if update.callback_query is not None:
        return True
    message = update.effective_message
    if message is None or update.effective_chat is None:
        return False
    command = _COMMAND.match(message.text or "")
    if command is not None and command[2]:
        return command[2].casefold() == context.bot.username.casefold()
    return is_private(update) or (command is not None and command[1] in known)


async def _say(update: Update, context: Context) -> None:
    try:
        if update.callback_query is not None:
            await update.callback_query.answer(SLOW_DOWN)
        else:
            await reply(update, context, SLOW_DOWN)
    except TelegramError:
        return
