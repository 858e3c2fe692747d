"""Send a message once: Telegram's errors become outcomes here and nowhere else.

The descriptions are those of the Bot API server (github.com/tdlib/telegram-bot-api, Client.cpp) and of the
layer beneath it (https://core.telegram.org/method/messages.sendMessage, "Possible errors").
"""

from datetime import timedelta
from typing import Any, Final, cast

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import RequestData

from bot.delivery.transport import Parameters
from bot.messages.markup import visible
from bot.model import (
    Alert,
    Button,
    Chat,
    ChatGone,
    ChatMoved,
    Outcome,
    Rejected,
    Sent,
    ThreadClosed,
    ThreadGone,
    Throttled,
    Unknown,
)

# Building python-telegram-bot's objects for a message and its response takes half the time of a send (0.3 of
# 0.6 ms), so parameters and response stay plain data, which goes by its transport.
_SEND: Final = "sendMessage"
_EDIT: Final = "editMessageText"
_NO_PREVIEW: Final = {"is_disabled": True}
_NOT_MODIFIED = "message is not modified"
_THREAD_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
_THREAD_CLOSED = "topic_closed"
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
    bot: Bot,
    chat: Chat,
    alert: Alert,
    *,
    reply_to: int | None = None,
    plain: bool = False,
    paid: bool = False,
) -> Outcome:
    """Send the alert to the chat (and its forum topic), once.

    `reply_to` is a message id; if that message no longer exists, the alert is sent without a reply. `plain`
    sends the text without markup, for an alert whose HTML Telegram refused. `paid`: at up to 1,000 messages a
    second, for 0.1 Stars each from the bot's balance (Bot API, "allow_paid_broadcast"). Telegram's errors are
    not raised.
    """
    return await _call(
        bot,
        _SEND,
        _message(alert, plain)
        | {
            "chat_id": chat.telegram_id,
            "disable_notification": alert.silent or None,
            "message_thread_id": chat.thread_id,
            "allow_paid_broadcast": paid or None,
            "reply_parameters": (
                {"message_id": reply_to, "allow_sending_without_reply": True}
                if reply_to is not None
                else None
            ),
        },
    )


async def edit(bot: Bot, chat: Chat, message_id: int, alert: Alert) -> Outcome:
    """Edit a sent alert, once; an alert that already has this text counts as Sent."""
    where = {"chat_id": chat.telegram_id, "message_id": message_id}
    outcome = await _call(bot, _EDIT, _message(alert, plain=False) | where)
    if isinstance(outcome, Rejected) and _NOT_MODIFIED in outcome.reason.lower():
        return Sent(message_id)
    return outcome


def _message(alert: Alert, plain: bool) -> dict[str, Any]:
    return {
        "text": visible(alert.html) if plain else alert.html,
        "parse_mode": None if plain else "HTML",
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": _keyboard(alert.buttons) if alert.buttons else None,
    }


def _keyboard(buttons: tuple[tuple[Button, ...], ...]) -> dict[str, Any]:
    return {"inline_keyboard": [[_button(button) for button in row] for row in buttons]}


def _button(button: Button) -> dict[str, Any]:
    if button.copy is not None:
        return {"text": button.text, "copy_text": {"text": button.copy}}
    if button.url is not None:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "callback_data": button.data}


async def _call(bot: Bot, method: str, parameters: dict[str, Any]) -> Outcome:
    """Call a method. BadRequest is a NetworkError in python-telegram-bot, so it must be caught first."""
    try:
        message = await bot.request.post(
            f"{bot.base_url}/{method}", cast(RequestData, Parameters(parameters))
        )
    except RetryAfter as error:
        return Throttled(seconds_asked(error))
    except ChatMigrated as error:
        return ChatMoved(error.new_chat_id)
    except Forbidden as error:
        return ChatGone(error.message)
    except BadRequest as error:
        return _refused(error.message)
    except (InvalidToken, EndPointNotFound):
        return Unknown("Telegram does not recognize this bot: check the token and the address of the Bot API")
    except TelegramError as error:
        return Unknown(error.message)
    return Sent(message["message_id"] if isinstance(message, dict) else parameters["message_id"])


def seconds_asked(error: RetryAfter) -> float:
    """How long Telegram asks to wait; python-telegram-bot gives seconds or a timedelta, as it is set up."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _refused(reason: str) -> Outcome:
    lowered = reason.lower()
    if _THREAD_CLOSED in lowered:
        return ThreadClosed(reason)
    if any(phrase in lowered for phrase in _THREAD_GONE):
        return ThreadGone(reason)
    if any(phrase in lowered for phrase in _CHAT_GONE):
        return ChatGone(reason)
    return Rejected(reason)
