"""The Bot API methods that the stand-in answers, with their parameters, and how calls are read.

The table follows Bot API 10.1 (https://core.telegram.org/bots/api#available-methods): `name:type`, where `!`
marks required parameters. A test compares it with a machine-readable copy of the specification, if any.
Telegram ignores unknown parameters; the stand-in refuses them, because they are bugs in the caller.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.demo.standin.refusal import Refusal, bad_request

_SEND = (
    "business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int "
    "disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str "
    "suggested_post_parameters:object reply_parameters:object reply_markup:object parse_mode:str "
)
_CAPTION = "caption:str caption_entities:array "
_EDIT = "business_connection_id:str chat_id:chat message_id:int inline_message_id:str reply_markup:object "
_SCOPE = "scope:object language_code:str "

_TABLE: Final[Mapping[str, str]] = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:array",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "setWebhook": "url!:str certificate:object ip_address:str max_connections:int allowed_updates:array "
    "drop_pending_updates:bool secret_token:str",
    "sendMessage": _SEND + "text!:str entities:array link_preview_options:object",
    "sendPhoto": _SEND + _CAPTION + "photo!:file show_caption_above_media:bool has_spoiler:bool",
    "sendDocument": _SEND + _CAPTION + "document!:file thumbnail:file disable_content_type_detection:bool",
    "sendChatAction": "business_connection_id:str chat_id!:chat message_thread_id:int action!:str",
    "editMessageText": _EDIT
    + "text:str parse_mode:str entities:array link_preview_options:object rich_message:object",
    "editMessageCaption": _EDIT + _CAPTION + "parse_mode:str show_caption_above_media:bool",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id!:chat message_id!:int",
    "answerCallbackQuery": "callback_query_id!:str text:str show_alert:bool url:str cache_time:int",
    "answerInlineQuery": "inline_query_id!:str results!:array cache_time:int is_personal:bool "
    "next_offset:str button:object",
    "setMyCommands": _SCOPE + "commands!:array",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": "name:str language_code:str",
    "getMyName": "language_code:str",
    "setMyDescription": "description:str language_code:str",
    "getMyDescription": "language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyShortDescription": "language_code:str",
    "getChat": "chat_id!:chat",
    "getChatMember": "chat_id!:chat user_id!:int",
    "getChatMemberCount": "chat_id!:chat",
    "getChatAdministrators": "chat_id!:chat return_bots:bool",
    "leaveChat": "chat_id!:chat",
    "getFile": "file_id!:str",
}

Fields = Mapping[str, tuple[str, bool]]
"""Parameter name -> (type, whether it is required)."""


def _read_fields(line: str) -> Fields:
    pairs = (word.split(":") for word in line.split())
    return {name.rstrip("!"): (kind, name.endswith("!")) for name, kind in pairs}


METHODS: Final[Mapping[str, Fields]] = {name: _read_fields(line) for name, line in _TABLE.items()}
_LOWERED: Final = {name.lower(): name for name in METHODS}


def canonical_name(method: str) -> str:
    """The method's name as documented, whatever its case. Raises Refusal 404 for an unknown method."""
    name = _LOWERED.get(method.lower())
    if name is None:
        raise Refusal(404, "Not Found: method not found")
    return name


def read_call(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The call's parameters in their proper types: form fields arrive as text, objects as JSON.

    Raises Refusal for a parameter that is unknown, missing or of the wrong type.
    """
    fields = METHODS[method]
    call = {}
    for name, value in raw.items():
        if name not in fields:
            raise bad_request(f'{method} has no parameter "{name}" (Telegram would ignore it)')
        call[name] = _value(name, fields[name][0], value)
    for name, (_, required) in fields.items():
        if required and call.get(name) in (None, ""):
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    return call


_MISSING: Final = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
}


def _value(name: str, kind: str, value: Any) -> Any:
    if kind == "str":
        if not isinstance(value, str):
            raise bad_request(f'field "{name}" must be of type String')
        return value
    if kind == "int":
        return _integer(name, value)
    if kind == "chat":
        return value if isinstance(value, str) and value.startswith("@") else _integer(name, value)
    if kind == "bool":
        return value if isinstance(value, bool) else str(value).lower() in {"true", "1", "yes", "y"}
    if kind == "file":
        return value
    return _json(name, kind, value)


def _integer(name: str, value: Any) -> int:
    try:
        if isinstance(value, bool | float):
            raise ValueError
        return int(value)
    except (TypeError, ValueError):
        raise bad_request(f'field "{name}" must be a valid Number') from None


def _json(name: str, kind: str, value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    if not isinstance(value, dict if kind == "object" else list):
        raise bad_request(f'field "{name}" must be an {kind.capitalize()}')
    return value
