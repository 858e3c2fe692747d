"""Inline keyboards, with Telegram's checks."""

import re
from typing import Any

from bot.demo.standin.entities import utf16_length
from bot.demo.standin.refusal import bad_request
from bot.model import Button

_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_LOOKS = {"text", "style", "icon_custom_emoji_id"}
_WEB_URL = re.compile(r"https?://[^\s/?#]\S*|tg://\S+", re.I)
_MAX_BUTTONS = 100
_MAX_DATA_BYTES = 64
_MAX_COPIED = 256

Buttons = tuple[tuple[Button, ...], ...]


def read_keyboard(markup: dict[str, Any] | None) -> Buttons:
    """The buttons of an InlineKeyboardMarkup, row by row; empty without markup.

    Raises Refusal where Telegram would: empty text, no or several actions, callback_data over 64 bytes,
    a URL that is neither http(s) nor tg, over 256 characters to copy, over 100 buttons.
    """
    if markup is None or "inline_keyboard" not in markup:
        return ()
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: field "inline_keyboard" must be an Array of Arrays')
    buttons = tuple(tuple(map(_read_button, row)) for row in rows if row)
    if sum(map(len, buttons)) > _MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return buttons


def _read_button(raw: Any) -> Button:
    if not isinstance(raw, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if unknown := raw.keys() - _ACTIONS - _LOOKS:
        raise bad_request(f"can't parse inline keyboard button: unknown field {sorted(unknown)}")
    text, url, data = raw.get("text"), raw.get("url"), raw.get("callback_data")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: BUTTON_TEXT_INVALID (text is empty)")
    actions = raw.keys() & _ACTIONS
    if not actions or data == "":
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request(f"can't parse inline keyboard button: more than one action in {sorted(actions)}")
    if data is not None and (not isinstance(data, str) or len(data.encode()) > _MAX_DATA_BYTES):
        raise bad_request("BUTTON_DATA_INVALID")
    if url is not None and (not isinstance(url, str) or not _WEB_URL.fullmatch(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return Button(text, url, data, _copied(raw.get("copy_text")))


def _copied(copy_text: Any) -> str | None:
    if copy_text is None:
        return None
    text = copy_text.get("text") if isinstance(copy_text, dict) else None
    if not isinstance(text, str) or not 1 <= utf16_length(text) <= _MAX_COPIED:
        raise bad_request("can't parse inline keyboard button: BUTTON_COPY_TEXT_INVALID")
    return text


def keyboard_json(buttons: Buttons) -> dict[str, object]:
    """The buttons as an InlineKeyboardMarkup."""
    return {"inline_keyboard": [[_button_json(button) for button in row] for row in buttons]}


def _button_json(button: Button) -> dict[str, object]:
    if button.copy is not None:
        return {"text": button.text, "copy_text": {"text": button.copy}}
    action = {"url": button.url} if button.url is not None else {"callback_data": button.data or ""}
    return {"text": button.text, **action}
