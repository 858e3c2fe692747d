"""Messages as python-telegram-bot sends and edits them."""

import contextlib

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.model import Alert, Button
from handlers.answers import Place

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, place: Place, message: Alert, to: int | None) -> Message:
    """Send a message, in reply to the message `to` where that is given and still exists."""
    return await bot.send_message(
        place.telegram_id,
        message.html,
        parse_mode=ParseMode.HTML,
        message_thread_id=place.thread_id,
        link_preview_options=NO_PREVIEW,
        reply_markup=keyboard(message.buttons),
        reply_to_message_id=to,
        allow_sending_without_reply=None if to is None else True,
    )


async def edit(query: CallbackQuery, alert: Alert) -> None:
    """Replace the message whose button was pressed; that it cannot be changed, or has not, is no error."""
    with contextlib.suppress(BadRequest):
        await query.edit_message_text(
            alert.html,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(alert.buttons),
        )


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The buttons as PTB's keyboard; None for no buttons."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_telegram_button(button) for button in row] for row in rows])


def _telegram_button(button: Button) -> InlineKeyboardButton:
    copied = CopyTextButton(button.copy) if button.copy is not None else None
    return InlineKeyboardButton(button.text, url=button.url, callback_data=button.data, copy_text=copied)
