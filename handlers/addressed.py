"""Whether a message is meant for Sitrep: in groups, where other bots listen too, it answers only then."""

import re

from telegram import Message, Update
from telegram.constants import ChatType

from handlers.context import Context
from handlers.updates import chat_of, is_private

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@(\w{1,64}))?(?!\w)")
AMBIGUOUS = frozenset(
    "start help settings stats mute search language pause resume export forget quiet timezone channel feeds "
    "roles".split()
)
"""Commands that many bots have. In a group with other bots they need "@name", which Telegram's menu adds."""


async def is_for_us(update: Update, context: Context, known: frozenset[str]) -> bool:
    """Whether an update wants something from this bot, whose commands are `known`.

    In private everything does. In groups and channels its own commands do, and those that name it or reply
    to it. A channel's post that Telegram forwards into the linked group was handled in the channel.
    """
    if update.callback_query is not None:
        return True
    message = update.effective_message
    if message is None or update.effective_chat is None or message.is_automatic_forward:
        return False
    if is_private(update):
        return True
    command = COMMAND.match(message.text or "")
    if command is None:
        return False
    name, addressee = command[1].casefold(), command[2]
    if addressee:
        if addressee.casefold() == context.bot.username.casefold():
            return True
        if addressee.casefold().endswith("bot"):
            context.desk.neighbours.note(message.chat.id)
        return False
    if name not in known:
        return False
    if name not in AMBIGUOUS or _replies_to_us(message, context):
        return True
    group = chat_of(update).type in (ChatType.GROUP, ChatType.SUPERGROUP)
    desk = context.desk
    return not (
        group and await desk.neighbours.any_in(message.chat.id, context.bot, desk.answers, desk.clock())
    )


def _replies_to_us(message: Message, context: Context) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == context.bot.id


async def note_new_bots(update: Update, context: Context) -> None:
    """Members joined a group: remember it where one of them is another bot."""
    message = update.effective_message
    if message is not None and any(
        member.is_bot and member.id != context.bot.id for member in message.new_chat_members
    ):
        context.desk.neighbours.note(message.chat.id)
