"""The bot's own membership: added, removed, blocked, unblocked, moved to a supergroup."""

import logging

from telegram import ChatMember, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.delivery.station import DeliverLimits
from bot.messages.speech.say import msg, say_in
from handlers.context import Context, register_chat, reply
from handlers.topics import topic_menu
from storage import chats, digests, people

log = logging.getLogger(__name__)

_GREETING = msg(
    "<b>Hello, this is Sitrep.</b> Admins choose what this chat follows: tap a topic, or create one with "
    "/track. Everyone can use /latest."
)


async def membership_changed(update: Update, context: Context) -> None:
    """Pause a chat that shut us out, resume one that let us back in, greet a new one."""
    change = update.my_chat_member
    if change is None:
        return
    before, after = change.old_chat_member, change.new_chat_member
    is_channel = change.chat.type == ChatType.CHANNEL
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        if change.chat.type != ChatType.PRIVATE:
            await people.note_admin(connection, change.chat.id, change.from_user.id, context.desk.clock())
        if not _may_write(after, is_channel):
            reason = _reason(after, change.chat.type)
            await chats.pause(connection, change.chat.id, reason, context.desk.clock())
            log.info("chat %s paused: %s", change.chat.id, reason)
            return
        if await chats.resume(connection, change.chat.id):
            log.info("chat %s resumed", change.chat.id)
        say = say_in(chat.language, chat.timezone)
        menu = await topic_menu(connection, say, chat, 0, head=say(_GREETING))
    if change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) and not _may_write(before, False):
        try:
            await reply(update, context, menu)
        except TelegramError as error:
            log.info("chat %s: cannot send the greeting: %s", change.chat.id, error)


async def moved_to_supergroup(update: Update, context: Context) -> None:
    """The group became a supergroup: move everything stored about it to the new id."""
    message = update.effective_message
    if message is None:
        return
    old = message.chat.id if message.migrate_to_chat_id else message.migrate_from_chat_id
    new = message.migrate_to_chat_id or message.chat.id
    if old is not None:
        async with context.desk.database.transaction() as connection:
            await chats.move(connection, old, new)
        log.info("chat %s became %s", old, new)


async def forum_topic_reopened(update: Update, context: Context) -> None:
    """A forum topic is open again: what waited for that comes now."""
    message = update.effective_message
    if message is None or message.message_thread_id is None:
        return
    async with context.desk.database.transaction() as connection:
        chat = await chats.resume_thread(connection, message.chat.id, message.message_thread_id)
        if chat is not None:
            await digests.hurry(connection, chat.id, DeliverLimits().lease, context.desk.clock())
    if chat is not None:
        log.info("chat %s: topic %s is open again", message.chat.id, message.message_thread_id)


def _may_write(member: ChatMember, is_channel: bool) -> bool:
    if member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED):
        return False
    if is_channel:
        return member.status == ChatMemberStatus.ADMINISTRATOR and bool(
            getattr(member, "can_post_messages", True)
        )
    if member.status == ChatMemberStatus.RESTRICTED:
        return bool(getattr(member, "is_member", False) and getattr(member, "can_send_messages", False))
    return True


def _reason(member: ChatMember, kind: str) -> str:
    if kind == ChatType.PRIVATE:
        return "the user blocked the bot"
    if member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED):
        return f"the bot was removed from the {kind}"
    return f"the bot may not post in the {kind}"
