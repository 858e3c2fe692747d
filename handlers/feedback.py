"""What chats think of stories: "Not relevant" with its reason, and reactions where Telegram shows them."""

import contextlib
from functools import partial
from typing import Final

from telegram import Message, ReactionTypeEmoji, Update
from telegram.error import BadRequest

from bot.messages.alert import alert_buttons
from bot.messages.callback import Press, pack
from bot.messages.compose import stories_for
from bot.messages.speech.say import Say, msg
from bot.model import Button
from handlers.alerts import STORY_GONE
from handlers.buttons import OUTDATED
from handlers.context import Context, register_chat
from handlers.roles import refusal
from handlers.sending import keyboard
from handlers.updates import place_of
from storage import reasons, verdicts

_LABELS: Final = {
    "topic": msg("Not about the topic"),
    "kind": msg("Not news"),
    "old": msg("Old news"),
    "wrong": msg("Wrong"),
}
_LIKED, _DISLIKED = "👍❤🔥🙏👏💯🤝🫡🏆", "👎💩🤮🤬😴🥱🥴🤡"
_THANKS = msg("Noted, thank you. Feedback like this helps sharpen topics.")
_ASKED = msg("Noted. Why is it not relevant?")


async def press_not_relevant(update: Update, context: Context, press: Press) -> str:
    """Store the verdict with the topics that brought the chat the story, and ask once for the reason."""
    if refused := await refusal(update, context):
        return refused
    story_id, desk = press.number(0), context.desk
    async with desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        current = await reasons.current_story(connection, story_id or 0)
        if current is None or not await reasons.may_see(connection, chat.id, current):
            return context.say(STORY_GONE)
        known = await verdicts.feedback_on(connection, chat.id, current)
        if known is not None and known.reason is not None:
            return context.say(_THANKS)
        sent = await reasons.dispatches(connection, chat.id, current)
        topic_ids = sorted({topic_id for dispatch in sent for topic_id in dispatch.topic_ids})
        await verdicts.save_feedback(
            connection, chat.id, current, verdicts.NOT_RELEVANT, topic_ids, desk.clock()
        )
    await _show_buttons(update, context, _questions(context.say, current))
    return context.say(_ASKED)


async def press_reason(update: Update, context: Context, press: Press) -> str:
    """Store why the story is not relevant, and give the alert its buttons back."""
    if refused := await refusal(update, context):
        return refused
    story_id, reason = press.number(0), press.text(1)
    if story_id is None or reason not in _LABELS:
        return context.say(OUTDATED)
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        known = await verdicts.feedback_on(connection, chat.id, story_id)
        if known is None:
            return context.say(STORY_GONE)
        await verdicts.save_feedback(
            connection,
            chat.id,
            story_id,
            verdicts.NOT_RELEVANT,
            known.topic_ids,
            context.desk.clock(),
            reason,
        )
        story = (await stories_for(connection, [story_id], known.topic_ids)).get(story_id)
    if story is not None:
        await _show_buttons(update, context, alert_buttons(story, context.say))
    return context.say(_THANKS)


async def reacted(update: Update, context: Context) -> None:
    """A reaction to an alert, which Telegram tells bots that are admins; it can be taken back."""
    reaction = update.message_reaction
    if reaction is None:
        return
    emoji = "".join(one.emoji for one in reaction.new_reaction if isinstance(one, ReactionTypeEmoji))
    verdict = None
    if any(sign in _DISLIKED for sign in emoji):
        verdict = verdicts.DISLIKED
    elif any(sign in _LIKED for sign in emoji):
        verdict = verdicts.LIKED
    if verdict is None and reaction.new_reaction:
        return
    now = context.desk.clock()
    async with context.desk.database.transaction() as connection:
        told = await verdicts.told_in(connection, reaction.chat.id, reaction.message_id)
        for chat_id, story_id, topic_ids in told:
            await verdicts.save_reaction(connection, chat_id, story_id, verdict, topic_ids, now)


def _questions(say: Say, story_id: int) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(say(label), data=pack("because", story_id, reason)) for reason, label in _LABELS.items()
    ]
    return tuple(buttons[:2]), tuple(buttons[2:])


async def _show_buttons(update: Update, context: Context, rows: tuple[tuple[Button, ...], ...]) -> None:
    """Change the buttons under the message, if Telegram lets us now: what was said is stored anyway."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return
    change = partial(query.edit_message_reply_markup, keyboard(rows))
    with contextlib.suppress(BadRequest):
        await context.desk.answers.change(place_of(update), query.message.message_id, change)
