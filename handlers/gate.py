"""Before every command and button: whether it is meant for us, and its sender may have an answer just now."""

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.messages.speech.say import msg
from handlers.addressed import is_for_us
from handlers.context import Context, reply, sender_of

BURST, PER_SECOND = 20, 0.5
"""Commands and buttons of one user: so many at once, so many a second in the long run."""
SLOW_DOWN = msg("That is a lot at once. I answer again in a moment.")


async def gate(update: Update, context: Context, known: frozenset[str]) -> None:
    """Let the update pass, or stop it: with a kind word the first time, then in silence.

    `known` are the names of the bot's commands. What is not meant for the bot is not counted; a command or a
    forwarded post that is not is stopped without a word.
    """
    if not await is_for_us(update, context, known):
        message = update.effective_message
        if message is not None and (message.is_automatic_forward or (message.text or "").startswith("/")):
            raise ApplicationHandlerStop
        return
    allowance = context.desk.allowance
    if allowance is None:
        return
    refusals = allowance.refusals(sender_of(update), context.desk.clock().timestamp())
    if not refusals:
        return
    if refusals == 1:
        await _say(update, context)
    raise ApplicationHandlerStop


async def _say(update: Update, context: Context) -> None:
    try:
        if update.callback_query is not None:
            await update.callback_query.answer(context.say(SLOW_DOWN))
        else:
            await reply(update, context, context.say(SLOW_DOWN))
    except TelegramError:
        return
