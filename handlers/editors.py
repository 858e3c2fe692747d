"""`/roles`: members of a group who are no admins, but may change what it gets."""

from telegram import Update

from bot.messages.markup import clean, escape, shorten
from bot.messages.speech.say import msg
from handlers.context import Context, reply
from handlers.roles import ADMINS_ONLY, is_admin
from handlers.updates import answered_message, chat_of, is_private
from storage import people

_USAGE = msg(
    "Editors may change topics and settings here although they are not admins. An admin makes somebody an "
    "editor by replying to a message of theirs with <code>/roles add</code>, and ends that with "
    "<code>/roles remove</code>."
)
_NOT_HERE = msg("In private there is nobody else. Send /roles in a group.")
_ADDED = msg("{name} may now change topics and settings here.")
_REMOVED = msg("{name} may no longer change topics and settings here.")
_NAME_UNITS = 60


async def roles(update: Update, context: Context) -> None:
    """List the editors; in reply to somebody's message, add or remove them."""
    if is_private(update):
        await reply(update, context, context.say(_NOT_HERE))
        return
    answered, say = answered_message(update), context.say
    person = answered.from_user if answered is not None else None
    what = context.words.casefold()
    if what not in ("add", "remove") or person is None or person.is_bot:
        await reply(update, context, await _list(update, context))
    elif not await _is_admin_here(update, context):
        await reply(update, context, say(ADMINS_ONLY))
    else:
        name = clean(person.full_name)
        await _set(update, context, person.id, name, add=what == "add")
        shown = f"<b>{escape(shorten(name, _NAME_UNITS))}</b>"
        text = _ADDED if what == "add" else _REMOVED
        await reply(update, context, say(text, name=shown))


async def _is_admin_here(update: Update, context: Context) -> bool:
    """Whether the sender is an admin by Telegram's word: editors make no editors."""
    message, user = update.effective_message, update.effective_user
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    return user is not None and bool(await is_admin(context, chat_of(update).id, user.id))


async def _set(update: Update, context: Context, user_id: int, name: str, *, add: bool) -> None:
    desk, telegram_id = context.desk, chat_of(update).id
    async with desk.database.transaction() as connection:
        if add:
            await people.make_editor(connection, telegram_id, user_id, name, desk.clock())
        else:
            await people.remove_role(connection, telegram_id, user_id)


async def _list(update: Update, context: Context) -> str:
    async with context.desk.database.reading() as connection:
        known = await people.editors(connection, chat_of(update).id)
    say = context.say
    names = say.listed(escape(shorten(name, _NAME_UNITS)) for name in known.values())
    listed = say("Editors: {names}", names=names) if known else say("There are no editors here.")
    return f"{listed}\n{say(_USAGE)}"
