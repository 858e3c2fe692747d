"""The buttons under an alert that tell Sitrep something: mute the story, or it is not relevant."""

from telegram import Update

from bot.messages.callback import Press, pack
from bot.model import Alert, Button
from handlers.context import Context, Desk, enter, here, may_change, reply
from handlers.topics import ADMINS_ONLY
from storage import reasons, verdicts

_GONE = "That story is not kept any more."
_MUTED = "Muted. This story stays silent here."
UNMUTE = "unmute"


async def press_mute(update: Update, context: Context, press: Press) -> str:
    """No more of this story to this chat."""
    if not await may_change(update, context):
        return ADMINS_ONLY
    story_id = press.number(0)
    chat = await enter(update, context)
    if story_id is None or not await _mute(context.desk, chat.id, story_id):
        return _GONE
    undo = Alert("This story is muted here.", ((Button("Unmute", data=pack(UNMUTE, story_id)),),))
    await reply(update, context, undo, to=_under(update))
    return _MUTED


async def press_unmute(update: Update, context: Context, press: Press) -> str:
    """Tell of the story again."""
    if not await may_change(update, context):
        return ADMINS_ONLY
    story_id = press.number(0)
    async with context.desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        current = await reasons.current_story(connection, story_id or 0)
        if current is not None:
            await verdicts.unmute_story(connection, chat.id, current)
    return "You will hear of this story again."


async def press_not_relevant(update: Update, context: Context, press: Press) -> str:
    """Store the verdict with the topics for which the chat got the story."""
    story_id, desk = press.number(0), context.desk
    async with desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        current = await reasons.current_story(connection, story_id or 0)
        if current is None:
            return _GONE
        sent = await reasons.dispatches(connection, chat.id, current)
        topic_ids = sorted({one for dispatch in sent for one in dispatch.topic_ids})
        await verdicts.save_feedback(connection, chat.id, current, "not relevant", topic_ids, desk.clock())
    return "Noted, thank you. It helps to make topics sharper."


async def mute_answered(update: Update, context: Context, message_id: int) -> bool:
    """Mute what the message `message_id` told; False where it told no story."""
    chat = await enter(update, context)
    async with context.desk.database.reading() as connection:
        ids = await reasons.stories_of_message(connection, chat.id, message_id)
    muted = [one for one in ids if await _mute(context.desk, chat.id, one)]
    if not muted:
        return False
    buttons = ((Button("Unmute", data=pack(UNMUTE, muted[0])),),) if len(muted) == 1 else ()
    await reply(update, context, Alert(_MUTED, buttons), to=message_id)
    return True


async def _mute(desk: Desk, chat_id: int, story_id: int) -> bool:
    async with desk.database.transaction() as connection:
        current = await reasons.current_story(connection, story_id)
        if current is None:
            return False
        await verdicts.mute_story(connection, chat_id, current, desk.clock())
        return True


def _under(update: Update) -> int | None:
    message = update.callback_query.message if update.callback_query else None
    return message.message_id if message is not None else None
