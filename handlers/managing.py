"""`/channel`: a person's channels and groups, whose topics and settings are managed from the private chat.

A button or command for another chat carries our number of it ("@12:topics:0", `/channel 12 quiet 22-7`). Each
is checked anew: the sender must be an admin there, or an editor, at that very moment.
"""

import asyncio
from collections.abc import Mapping
from typing import Final

from telegram import Update
from telegram.error import TelegramError

from bot.messages.callback import Press, pack, whole_number
from bot.messages.markup import escape, shorten
from bot.messages.reasons import stored_reason
from bot.messages.speech.say import Say, msg, say_in
from bot.model import Alert, Button, Chat
from handlers.answers import NotNowError
from handlers.buttons import OUTDATED
from handlers.context import CommandAction, Context, register_chat, reply, rewrite
from handlers.footing import ALL_CHATS, OTHER_CHAT
from handlers.roles import may_manage, refusal
from handlers.topics import followed_topics
from handlers.updates import chat_of, is_private
from storage import chats, people, wishes

ACTIONS: Final = frozenset(
    {"manage", "topic", "topics", "follow", "leave", "set", "wish", "pause", "track", "untrack", "propose"}
)
"""The buttons that may work for another chat."""
COMMANDS: Final = frozenset(
    "topics subscribe unsubscribe track untrack settings pause resume mute quiet digest timezone".split()
)
"""The commands that may: `/channel 12 COMMAND WORDS`."""
_MOST = 20
_LABEL_UNITS = 40
_TITLE = msg(
    "<b>Your channels and groups</b>\nTap one to choose its topics and settings here, in private. A command "
    "works too: <code>/channel NUMBER track dam collapse</code>."
)
_NONE = msg(
    "I know of no channel or group where I am a member and you are an admin. Add me there, in a channel as "
    "an admin, or write <code>/channel @its_name</code>."
)
_PRIVATE_ONLY = msg("Send me /channel in private: there you manage this chat and your others.")
_NOT_YOURS = msg("You are not an admin there, or I am not a member.")
_UNKNOWN = msg("Only these commands work for another chat: {commands}.")


async def channel(update: Update, context: Context, commands: Mapping[str, CommandAction]) -> None:
    """List the chats that the sender may manage, open one, or run a command for one."""
    args = list(context.args or [])
    if not is_private(update):
        await refusal(update, context)  # notes that the sender is an admin here
        await reply(update, context, context.say(_PRIVATE_ONLY))
    elif not args:
        await reply(update, context, await _list(update, context))
    elif (chat := await _named(update, context, args[0])) is None:
        await reply(update, context, context.say(_NOT_YOURS))
    elif len(args) == 1:
        await _take_over(context, chat)
        await reply(update, context, await _menu(context, chat))
    elif (name := args[1].removeprefix("/").casefold()) in COMMANDS:
        await _take_over(context, chat)
        context.args = args[2:]
        await commands[name](update, context)
    else:
        known = context.say.listed(sorted(COMMANDS))
        await reply(update, context, context.say(_UNKNOWN, commands=known))


async def enter(update: Update, context: Context, press: Press) -> Press | str:
    """The press of a button for another chat, once the sender is known to manage that; else what to say."""
    number = whole_number(press.action.removeprefix(OTHER_CHAT))
    if not is_private(update) or number is None or press.text(0) not in ACTIONS:
        return context.say(OUTDATED)
    chat = await _managed(update, context, number)
    if chat is None:
        return context.say(_NOT_YOURS)
    await _take_over(context, chat)
    return Press(press.text(0), press.arguments[1:])


async def _take_over(context: Context, chat: Chat) -> None:
    """From here on the update is about `chat`: its time and its pauses, in the language of who manages it."""
    async with context.desk.database.reading() as connection:
        context.all_paused = wishes.all_paused(await wishes.of_chat(connection, chat.id))
    context.managed, context.say = chat, say_in(context.say.language, chat.timezone)


async def press_channels(update: Update, context: Context, press: Press) -> str:
    """Back to the list."""
    if is_private(update):
        await rewrite(update, context, await _list(update, context))
    return ""


async def press_manage(update: Update, context: Context, press: Press) -> str:
    """Open the chat that `enter` checked."""
    if context.managed is None:
        return context.say(OUTDATED)
    await rewrite(update, context, await _menu(context, context.managed))
    return ""


async def _list(update: Update, context: Context) -> Alert:
    user_id = chat_of(update).id
    async with context.desk.database.transaction() as connection:
        await register_chat(update, context, connection)
        known = await people.chats_of(connection, user_id, _MOST)
    allowed = await asyncio.gather(*(may_manage(context, chat.telegram_id, user_id) for chat in known))
    rows = [
        (Button(_label(context.say, chat), data=pack(f"{OTHER_CHAT}{chat.id}", "manage")),)
        for chat, may in zip(known, allowed, strict=True)
        if may
    ]
    return Alert(context.say(_TITLE if rows else _NONE), tuple(rows))


async def _menu(context: Context, chat: Chat) -> Alert:
    say = context.say
    async with context.desk.database.reading() as connection:
        mine = await followed_topics(connection, chat)
    names = say.listed(say.isolated(escape(shorten(topic.name, _LABEL_UNITS))) for topic in mine)
    lines = [f"<b>{escape(_label(say, chat))}</b>"]
    lines.append(say("It follows: {topics}", topics=names) if mine else say("It follows no topics."))
    if chat.paused_reason is not None:
        reason = escape(shorten(stored_reason(chat.paused_reason, say), 200))
        lines.append(say("I cannot post there: {reason}.", reason=reason))
    buttons = (
        Button(say("Topics"), data=pack("topics", 0)),
        Button(say("Settings"), data=pack("set", "all")),
    )
    return Alert("\n".join(lines), (buttons, (Button(say("‹ All channels and groups"), data=ALL_CHATS),)))


def _label(say: Say, chat: Chat) -> str:
    """ "12 · Wire (channel)", so that a command can name the number."""
    kind = say("channel") if chat.kind == "channel" else say("group")
    if chat.thread_id is not None:
        kind = say("topic {number} of the group", number=chat.thread_id)
    return f"{chat.id} · {shorten(chat.title or str(chat.telegram_id), _LABEL_UNITS)} ({kind})"


async def _named(update: Update, context: Context, name: str) -> Chat | None:
    """The chat with our number or Telegram's @name, where the sender may manage it."""
    if name.isascii() and name.isdigit() and len(name) < 18:
        return await _managed(update, context, int(name))
    if not name.startswith("@"):
        return None
    try:
        found = await context.desk.answers.persist(lambda: context.bot.get_chat(name))
    except (NotNowError, TelegramError):
        return None
    async with context.desk.database.reading() as connection:
        chat = await chats.find(connection, found.id)
    return None if chat is None else await _managed(update, context, chat.id)


async def _managed(update: Update, context: Context, chat_id: int) -> Chat | None:
    user_id = chat_of(update).id
    async with context.desk.database.reading() as connection:
        chat = (await chats.by_id(connection, [chat_id])).get(chat_id)
    if chat is None or chat.kind == "private" or not await may_manage(context, chat.telegram_id, user_id):
        return None
    async with context.desk.database.transaction() as connection:
        await people.note_admin(connection, chat.telegram_id, user_id, context.desk.clock())
    return chat
