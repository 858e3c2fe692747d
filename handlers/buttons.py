"""Every press of a button: find its action, run it, and answer the press whatever happens."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import CallbackQuery, Update
from telegram.error import TelegramError

from bot.messages.callback import Press, unpack
from bot.messages.markup import shorten
from bot.messages.speech.say import msg
from handlers.answers import NotNowError
from handlers.context import ButtonAction, Context
from handlers.footing import OTHER_CHAT

log = logging.getLogger(__name__)

SORRY = msg("Something went wrong on our side. The error is logged; please try again in a minute.")
OUTDATED = msg("This button no longer works.")
_NOTICE_UNITS = 200
"""Bot API, answerCallbackQuery: 0-200 characters."""
_LONG_UNITS = 60
"""A longer notice would vanish before it is read, so it is shown as a dialog to be closed."""


Enter = Callable[[Update, Context, Press], Awaitable[Press | str]]


async def press(update: Update, context: Context, table: Mapping[str, ButtonAction], enter: Enter) -> None:
    """Run the action of the pressed button, looked up in `table`; `enter` reads those for another chat."""
    query = update.callback_query
    assert query is not None
    notice = context.say(OUTDATED)
    try:
        pressed: Press | str = unpack(query.data or "")
        if isinstance(pressed, Press) and pressed.action.startswith(OTHER_CHAT):
            pressed = await enter(update, context, pressed)
        if isinstance(pressed, str):
            notice = pressed
        elif (action := table.get(pressed.action)) is not None and update.effective_chat is not None:
            notice = await action(update, context, pressed)
    except Exception:
        log.exception(
            "button %r of chat %s failed", query.data, update.effective_chat and update.effective_chat.id
        )
        notice = context.say(SORRY)
    await _answer(query, context, notice)


async def _answer(query: CallbackQuery, context: Context, notice: str) -> None:
    text, dialog = shorten(notice, _NOTICE_UNITS) or None, len(notice) > _LONG_UNITS
    try:
        await context.desk.answers.persist(lambda: query.answer(text, show_alert=dialog))
    except (NotNowError, TelegramError) as error:
        log.info("cannot answer a button (Telegram forgets presses within a minute): %s", error)
