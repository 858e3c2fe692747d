"""Who may change what a chat gets: anyone in private, elsewhere its admins, and whom they trust."""

import logging
from functools import partial

from telegram import ChatMember, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import ChatMigrated, TelegramError

from bot.messages.speech.say import msg
from handlers.answers import NotNowError
from handlers.context import Context
from handlers.updates import chat_of
from storage import people

log = logging.getLogger(__name__)

ADMINS_ONLY = msg(
    "Only admins of this chat can change its topics and settings. Everyone can read: try /latest."
)
CANNOT_TELL = msg(
    "I cannot see who the admins of this chat are, so I changed nothing. Make me an admin, or try again in a "
    "minute."
)
_ADMIN = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}
_PATIENCE_S = 3.0


async def refusal(update: Update, context: Context) -> str:
    """Why the sender may not change what this chat gets, for the sender to read; empty if they may.

    Only admins post in a channel; an anonymous admin writes in the name of the group itself.
    """
    telegram_chat = chat_of(update)
    if telegram_chat.type == ChatType.PRIVATE:
        return ""  # one's own chat, or another that `handlers.managing` checked
    message = update.effective_message
    if update.callback_query is None and message is not None and message.sender_chat is not None:
        return "" if message.sender_chat.id == telegram_chat.id else context.say(ADMINS_ONLY)
    user = update.effective_user
    if user is None:
        return context.say(ADMINS_ONLY)
    known = await is_admin(context, telegram_chat.id, user.id)
    desk = context.desk
    if known:
        async with desk.database.transaction() as connection:
            await people.note_admin(connection, telegram_chat.id, user.id, desk.clock())
        return ""
    async with desk.database.reading() as connection:
        if await people.is_editor(connection, telegram_chat.id, user.id):
            return ""
    return context.say(CANNOT_TELL if known is None else ADMINS_ONLY)


async def may_manage(context: Context, telegram_id: int, user_id: int) -> bool:
    """Whether a user may manage a chat from elsewhere: an admin there, or an editor who is still a member."""
    if await is_admin(context, telegram_id, user_id):
        return True
    async with context.desk.database.reading() as connection:
        if not await people.is_editor(connection, telegram_id, user_id):
            return False
    try:
        ask = partial(context.bot.get_chat_member, telegram_id, user_id)
        member = await context.desk.answers.persist(ask, _PATIENCE_S)
    except (NotNowError, TelegramError):
        return False
    return member.status not in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


async def is_admin(context: Context, telegram_id: int, user_id: int) -> bool | None:
    """Whether a user is an admin of a chat; None where Telegram does not say.

    A bot that is no admin cannot read every member (Bot API, getChatMember); the list of admins it can.
    """
    answers = context.desk.answers
    try:
        ask = partial(context.bot.get_chat_member, telegram_id, user_id)
        member: ChatMember = await answers.persist(ask, _PATIENCE_S)
        return member.status in _ADMIN
    except ChatMigrated as moved:
        return await is_admin(context, moved.new_chat_id, user_id)
    except (NotNowError, TelegramError) as error:
        log.info("chat %s: cannot read member %s, asking for the admins: %r", telegram_id, user_id, error)
    try:
        admins = await answers.persist(partial(context.bot.get_chat_administrators, telegram_id), _PATIENCE_S)
        return any(admin.user.id == user_id for admin in admins)
    except (NotNowError, TelegramError) as error:
        log.warning("chat %s: cannot tell whether user %s is an admin: %r", telegram_id, user_id, error)
        return None
