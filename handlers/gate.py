"""Before every command and button: whether it is meant for us, and its sender may have an answer just now."""

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.hours.allowance import Allowance
from bot.messages.speech.say import msg
from handlers.access import is_admitted, turn_away
from handlers.addressed import is_for_us
from handlers.context import Context, reply
from handlers.updates import sender_of

BURST, PER_SECOND = 20, 0.5
"""How many commands and buttons one user may send at once, and a second in the long run."""
SILENT_BURST, SILENT_PER_SECOND = 40, 1.0
"""The same for what gets no message: inline queries, which come as somebody types, and reactions."""
SLOW_DOWN = msg("That is a lot at once. I answer again in a moment.")


async def gate(update: Update, context: Context, known: frozenset[str]) -> None:
    """Let the update pass, or stop it: the first time with a word to the sender, then in silence.

    `known` are the names of the bot's commands. What is not meant for the bot is not counted; a command or a
    forwarded post that is not is stopped without a word, and so are too many inline queries and reactions.
    """
    for_us = await is_for_us(update, context, known)
    if not await is_admitted(update, context):
        if update.inline_query is not None or not _refusals(update, context):
            await turn_away(update, context, for_us)
        raise ApplicationHandlerStop
    if update.inline_query is not None or update.message_reaction is not None:
        if _spend(context.desk.silent_allowance, update, context):
            raise ApplicationHandlerStop
        return
    if not for_us:
        message = update.effective_message
        if message is not None and (message.is_automatic_forward or (message.text or "").startswith("/")):
            raise ApplicationHandlerStop
        return
    if refusals := _refusals(update, context):
        if refusals == 1:
            await _say(update, context)
        raise ApplicationHandlerStop


def _refusals(update: Update, context: Context) -> int:
    """How often in a row the sender was refused one more answer; 0: it may have one."""
    return _spend(context.desk.allowance, update, context)


def _spend(allowance: Allowance | None, update: Update, context: Context) -> int:
    return 0 if allowance is None else allowance.refusals(sender_of(update), context.desk.clock().timestamp())


async def _say(update: Update, context: Context) -> None:
    try:
        if update.callback_query is not None:
            await update.callback_query.answer(context.say(SLOW_DOWN))
        else:
            await reply(update, context, context.say(SLOW_DOWN))
    except TelegramError:
        return
