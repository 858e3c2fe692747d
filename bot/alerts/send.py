"""One send, one outcome: Telegram's errors are translated here and nowhere else.

The descriptions are those of the Bot API server (github.com/tdlib/telegram-bot-api, Client.cpp) and of the
layer beneath it (https://core.telegram.org/method/messages.sendMessage, "Possible errors").
"""

import html
import re
from collections.abc import Awaitable
from datetime import timedelta

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.model import (
    Alert,
    Button,
    Chat,
    ChatGone,
    ChatMoved,
    Outcome,
    Rejected,
    Sent,
    ThreadGone,
    Throttled,
    Unknown,
)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TAG = re.compile(r"<[^<>]*>")
_NOT_MODIFIED = "message is not modified"
_THREAD_GONE = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
_CHAT_GONE = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "input_user_deactivated",
    "peer_id_invalid",
    "chat_id_invalid",
    "channel_private",
    "group chat was deactivated",
    "group chat was deleted",
    "bot is not a member",
    "bot was kicked",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights",
    "chat_admin_required",
    "chat_write_forbidden",
    "chat_restricted",
    "user_is_blocked",
)


async def send(
    bot: Bot, chat: Chat, alert: Alert, *, reply_to: int | None = None, plain: bool = False
) -> Outcome:
    """Send the alert to the chat (and its forum topic), once.

    `reply_to` is a message id; a message that is gone by now is no obstacle. `plain` sends the text without
    markup, for an alert whose HTML Telegram refused. Raises nothing for what Telegram may answer.
    """
    return await _outcome(
        bot.send_message(
            chat.telegram_id,
            plain_text(alert.html) if plain else alert.html,
            parse_mode=None if plain else "HTML",
            link_preview_options=_NO_PREVIEW,
            disable_notification=alert.silent or None,
            message_thread_id=chat.thread_id,
            reply_markup=keyboard(alert.buttons),
            reply_parameters=(
                ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to is not None else None
            ),
        )
    )


async def edit(bot: Bot, chat: Chat, message_id: int, alert: Alert) -> Outcome:
    """Edit a sent alert in place, once; an alert that already reads so counts as Sent."""
    outcome = await _outcome(
        bot.edit_message_text(
            alert.html,
            chat.telegram_id,
            message_id,
            parse_mode="HTML",
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard(alert.buttons),
        )
    )
    if isinstance(outcome, Rejected) and _NOT_MODIFIED in outcome.reason.lower():
        return Sent(message_id)
    return outcome


def keyboard(buttons: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """Rows of buttons as Telegram's inline keyboard; None for no buttons."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.text, url=button.url, callback_data=button.data) for button in row]
            for row in buttons
        ]
    )


def plain_text(message_html: str) -> str:
    """A message's HTML as the text that it shows."""
    return html.unescape(_TAG.sub("", message_html))


async def _outcome(call: Awaitable[Message | bool]) -> Outcome:
    """Translate. BadRequest is a NetworkError in python-telegram-bot, so it is asked for first."""
    try:
        message = await call
    except RetryAfter as error:
        wait = error.retry_after
        return Throttled(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
    except ChatMigrated as error:
        return ChatMoved(error.new_chat_id)
    except Forbidden as error:
        return ChatGone(error.message)
    except BadRequest as error:
        return _refused(error.message)
    except InvalidToken as error:
        return Unknown(f"Telegram does not know this bot's token: {error.message}")
    except TelegramError as error:
        return Unknown(error.message)
    return Sent(message.message_id if isinstance(message, Message) else 0)


def _refused(reason: str) -> Outcome:
    lowered = reason.lower()
    if any(phrase in lowered for phrase in _THREAD_GONE):
        return ThreadGone(reason)
    if any(phrase in lowered for phrase in _CHAT_GONE):
        return ChatGone(reason)
    return Rejected(reason)
