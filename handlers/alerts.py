"""The buttons under an alert that give feedback: mute the story, and take that back."""

from telegram import Update

from bot.messages.callback import Press, pack
from bot.messages.speech.say import Say, msg
from bot.model import Alert, Button
from handlers.context import Context, Desk, current_chat, register_chat, reply
from handlers.roles import refusal
from storage import reasons, verdicts

STORY_GONE = msg("That story is no longer stored.")
_MUTED = msg("Muted. You will get no more updates on this story.")
UNMUTE = "unmute"


async def press_mute(update: Update, context: Context, press: Press) -> str:
    """Mute the story in this chat; a second tap says so again, but sends nothing."""
    if refused := await refusal(update, context):
        return refused
    story_id = press.number(0)
    chat = await current_chat(update, context)
    new = await _mute(context.desk, chat.id, story_id) if story_id is not None else None
    if story_id is None or new is None:
        return context.say(STORY_GONE)
    if new:
        text = context.say("This story is muted in this chat.")
        await reply(update, context, Alert(text, (_unmute(context.say, story_id),)), to=_under(update))
    return context.say(_MUTED)


async def press_unmute(update: Update, context: Context, press: Press) -> str:
    """Unmute the story in this chat."""
    if refused := await refusal(update, context):
        return refused
    story_id = press.number(0)
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        current = await reasons.current_story(connection, story_id or 0)
        if current is not None:
            await verdicts.unmute_story(connection, chat.id, current, context.desk.clock())
    return context.say("Unmuted. What waited comes now, and later updates as usual.")


async def mute_answered(update: Update, context: Context, message_id: int) -> bool:
    """Mute the stories that the message `message_id` reported; False where it reported none."""
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        ids = await reasons.stories_of_message(connection, chat.id, message_id)
    muted = [story_id for story_id in ids if await _mute(context.desk, chat.id, story_id) is not None]
    if not muted:
        return False
    buttons = (_unmute(context.say, muted[0]),) if len(muted) == 1 else ()
    await reply(update, context, Alert(context.say(_MUTED), buttons), to=message_id)
    return True


async def _mute(desk: Desk, chat_id: int, story_id: int) -> bool | None:
    """Whether the story was not muted before; None where the chat has no such story."""
    async with desk.database.transaction() as connection:
        current = await reasons.current_story(connection, story_id)
        if current is None or not await reasons.may_see(connection, chat_id, current):
            return None
        return await verdicts.mute_story(connection, chat_id, current, desk.clock())


def _unmute(say: Say, story_id: int) -> tuple[Button, ...]:
    return (Button(say("Unmute"), data=pack(UNMUTE, story_id)),)


def _under(update: Update) -> int | None:
    message = update.callback_query.message if update.callback_query else None
    return message.message_id if message is not None else None
