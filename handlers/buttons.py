"""Every press of a button: find what it does, do it, and answer it whatever happens."""

import logging
from collections.abc import Mapping

from telegram import CallbackQuery, Update
from telegram.error import TelegramError

from bot.messages.callback import unpack
from bot.messages.markup import shorten
from handlers.context import Context, Pressed

log = logging.getLogger(__name__)

SORRY = "Something went wrong on our side. It is in the log; please try again in a minute."
_NOTICE_UNITS = 200
"""Bot API, answerCallbackQuery: 0-200 characters."""
_LONG_UNITS = 60
"""A longer notice would vanish before it is read, so it is shown as an alert to be closed."""


async def press(update: Update, context: Context, table: Mapping[str, Pressed]) -> None:
    """Do what the pressed button says, by the table of actions."""
    query = update.callback_query
    assert query is not None
    read = unpack(query.data or "")
    act = table.get(read.action)
    said = "This button is of no use any more."
    try:
        if act is not None and update.effective_chat is not None:
            said = await act(update, context, read)
    except Exception:
        log.exception(
            "button %r of chat %s failed", query.data, update.effective_chat and update.effective_chat.id
        )
        said = SORRY
    await _answer(query, said)


async def _answer(query: CallbackQuery, said: str) -> None:
    try:
        await query.answer(shorten(said, _NOTICE_UNITS) or None, show_alert=len(said) > _LONG_UNITS)
    except TelegramError as error:
        log.info("a button could not be answered (Telegram forgets presses within a minute): %s", error)
