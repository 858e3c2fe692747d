"""Who may use the bot: everybody, whom `[telegram] allowed` names, or whom its admins let in when asked."""

import logging
from functools import partial

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.messages.callback import Press, pack
from bot.messages.markup import escape, shorten
from bot.messages.speech.say import msg, say_in
from bot.model import Alert, Button
from handlers.answers import NotNowError, Place
from handlers.context import Context, reply, rewrite, runs_the_bot
from handlers.sending import send
from handlers.updates import chat_of, is_private, name_of
from storage import chats, people

log = logging.getLogger(__name__)

_PRIVATE_BOT = msg("This bot is private. Its operator decides who may use it.")
_ASKED = msg("This bot is private. I asked its operator to let you in, and I will tell you here.")
_WAITING = msg("I asked the operator of this bot to let you in. There is no answer yet.")
_WELCOME = msg("The operator of this bot let you in. /start begins, and /help lists all commands.")
NOT_YOURS = msg("Only the admins of this bot can do that. /help lists what you can do.")
_HERE = {ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED}
_NAME_UNITS = 80
_MOST_SHOWN = 20


async def is_admitted(update: Update, context: Context) -> bool:
    """Whether the person, or the group or channel, from which the update comes may use the bot."""
    access = context.desk.access
    if access.is_open:
        return True
    user, chat = update.effective_user, update.effective_chat
    subject = chat.id if chat is not None else (user.id if user is not None else None)
    if subject is None:
        return False
    if subject in access.allowed or subject in context.desk.admins:
        return True
    change, database = update.my_chat_member, context.desk.database
    if change is not None and change.from_user.id in context.desk.admins:
        async with database.transaction() as connection:
            await people.decide(connection, subject, people.ALLOWED, context.desk.clock())
        return True
    async with database.reading() as connection:
        known = await people.guest(connection, subject)
    return known is not None and known.state == people.ALLOWED


async def turn_away(update: Update, context: Context, is_for_us: bool) -> None:
    """What somebody who is not let in gets: one line, where they spoke to the bot."""
    context.paused_reason = None  # that answer brings no alerts back
    if update.my_chat_member is not None:
        await _added_by_a_stranger(update, context, update.my_chat_member)
    elif update.callback_query is not None:
        await context.desk.answers.persist(
            partial(update.callback_query.answer, context.say(_PRIVATE_BOT), show_alert=True)
        )
    elif update.inline_query is not None:
        await context.desk.answers.persist(partial(update.inline_query.answer, [], cache_time=0))
    elif is_for_us and update.effective_message is not None and (line := await _ask(update, context)):
        await reply(update, context, line)


async def show_guests(update: Update, context: Context) -> None:
    """For the bot's admins: who waits to be let in."""
    if not runs_the_bot(update, context):
        await reply(update, context, context.say(NOT_YOURS))
        return
    async with context.desk.database.reading() as connection:
        waiting = await people.waiting(connection, _MOST_SHOWN)
    if not waiting:
        await reply(update, context, "Nobody waits to be let in.")
    for guest in waiting:
        await reply(update, context, _question(guest.telegram_id, guest.name))


async def press_guest(update: Update, context: Context, press: Press) -> str:
    """An admin of the bot lets somebody in, or refuses; who is let in is told."""
    if not runs_the_bot(update, context):
        return context.say(NOT_YOURS)
    sign, number, state = press.text(0), press.number(1), press.text(2)
    if number is None or state not in (people.ALLOWED, people.REFUSED) or sign not in ("u", "g"):
        return ""
    telegram_id = number if sign == "u" else -number
    async with context.desk.database.transaction() as connection:
        known = await people.guest(connection, telegram_id)
        await people.decide(connection, telegram_id, state, context.desk.clock())
        if state == people.ALLOWED:
            await chats.resume(connection, telegram_id)
        chat = await chats.find(connection, telegram_id)
    name = escape(shorten((known.name if known else "") or str(telegram_id), _NAME_UNITS))
    done = "may use this bot now" if state == people.ALLOWED else "is refused"
    await rewrite(update, context, Alert(f"<b>{name}</b> ({telegram_id}) {done}."))
    if state == people.ALLOWED:
        kind = ChatType.PRIVATE if telegram_id > 0 else ChatType.SUPERGROUP
        say = say_in(chat.language if chat is not None else press.text(3))
        await _send_to(context, telegram_id, kind, Alert(say(_WELCOME)))
    return ""


async def _ask(update: Update, context: Context) -> str:
    """Ask the bot's admins to let the sender in, where they may be asked; what to say, empty for nothing."""
    if not context.desk.access.approval:
        return context.say(_PRIVATE_BOT)
    chat = chat_of(update)
    name = name_of(chat)
    async with context.desk.database.transaction() as connection:
        new = await people.ask(connection, chat.id, name, context.desk.clock())
        known = await people.guest(connection, chat.id)
    if not new:
        waits = known is not None and known.state == people.ASKED
        return context.say(_WAITING) if waits and is_private(update) else ""
    for admin in sorted(context.desk.admins):
        await _send_to(context, admin, ChatType.PRIVATE, _question(chat.id, name, context.say.language))
    return context.say(_ASKED)


def _question(telegram_id: int, name: str, language: str = "") -> Alert:
    """Asks an admin; the buttons remember the language in which whoever asks is spoken to, if it is known."""
    who = "The group or channel" if telegram_id < 0 else "The user"
    shown = escape(shorten(name or "without a name", _NAME_UNITS))
    sign = "u" if telegram_id > 0 else "g"
    buttons = (
        Button("Let in", data=pack("guest", sign, abs(telegram_id), people.ALLOWED, language)),
        Button("Refuse", data=pack("guest", sign, abs(telegram_id), people.REFUSED)),
    )
    return Alert(f"{who} <b>{shown}</b> ({telegram_id}) wants to use this bot. Let them in?", (buttons,))


async def _send_to(context: Context, telegram_id: int, kind: str, message: Alert) -> None:
    place = Place(telegram_id, kind)
    try:
        await context.desk.answers.give(place, partial(send, context.bot, place, message, None))
    except (NotNowError, TelegramError) as error:
        log.warning("chat %s: cannot be told about access: %r", telegram_id, error)


async def _added_by_a_stranger(update: Update, context: Context, change: ChatMemberUpdated) -> None:
    """In a group or channel: ask the bot's admins, or leave."""
    if change.chat.type == ChatType.PRIVATE or change.new_chat_member.status not in _HERE:
        return
    if context.desk.access.approval:
        line = await _ask(update, context)
        if line and change.chat.type != ChatType.CHANNEL:
            await reply(update, context, line)
        return
    log.info("chat %s is not allowed; leaving it", change.chat.id)
    try:
        await context.desk.answers.persist(partial(context.bot.leave_chat, change.chat.id))
    except (NotNowError, TelegramError) as error:
        log.info("chat %s: cannot leave: %r", change.chat.id, error)
