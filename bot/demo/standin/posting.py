"""Accepts and edits messages by Telegram's rules."""

from bot.demo.standin.chatroom import Message, Room
from bot.demo.standin.entities import Entity, parse_html, utf16_length
from bot.demo.standin.keyboard import read_keyboard
from bot.demo.standin.refusal import bad_request
from bot.demo.standin.state import Call, State

_MAX_TEXT = 4096
_MAX_CAPTION = 1024


def send(state: State, method: str, call: Call) -> tuple[Room, Message]:
    """Accept a message, or raise Refusal."""
    room = state.room(call["chat_id"])
    thread_id = call.get("message_thread_id")
    room.check_open(thread_id)
    reply_to = _reply_to(room, call)
    kind = method.removeprefix("send").lower().replace("message", "text")
    text, entities = read_content(call, kind == "text")
    message = Message(
        room.next_id(),
        room.id,
        text,
        call.get("text") or call.get("caption") or "",
        entities,
        read_keyboard(call.get("reply_markup")),
        reply_to,
        thread_id,
        bool(call.get("disable_notification")),
        not (call.get("link_preview_options") or {}).get("is_disabled", False),
        kind,
        None if kind == "text" else call[kind],
    )
    room.messages[message.id] = message
    return room, message


def edit(state: State, method: str, call: Call) -> tuple[Room, Message]:
    """Accept an edit, or raise Refusal."""
    if "chat_id" not in call or "message_id" not in call:
        raise bad_request("message identifier is not specified")
    room = state.room(call["chat_id"])
    room.check_open(None)
    message = room.messages.get(call["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message.user is not None:
        raise bad_request("message can't be edited")
    text, html, entities = message.text, message.html, message.entities
    if method != "editMessageReplyMarkup":
        if (message.kind == "text") != (method == "editMessageText"):
            raise bad_request("there is no text in the message to edit")
        html = call.get("text") or call.get("caption") or ""
        text, entities = read_content(call, message.kind == "text")
    buttons = read_keyboard(call.get("reply_markup"))
    if (text, entities, buttons) == (message.text, message.entities, message.buttons):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.text, message.html, message.entities, message.buttons = text, html, entities, buttons
    message.edits += 1
    return room, message


def _reply_to(room: Room, call: Call) -> int | None:
    parameters = call.get("reply_parameters")
    if parameters is None:
        return None
    message_id = parameters.get("message_id")
    if not isinstance(message_id, int):
        raise bad_request("can't parse reply parameters: message identifier is not specified")
    if message_id in room.messages:
        return message_id
    if parameters.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def read_content(call: Call, is_text: bool) -> tuple[str, tuple[Entity, ...]]:
    """The text of a message (or a caption) and its entities, or raise Refusal."""
    source = call.get("text" if is_text else "caption") or ""
    mode = call.get("parse_mode")
    if mode and mode.lower() != "html":
        raise bad_request(f"unsupported parse_mode: the stand-in reads HTML only, not {mode}")
    text, entities = parse_html(source) if mode else (source.strip(), ())
    if is_text and not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > (_MAX_TEXT if is_text else _MAX_CAPTION):
        raise bad_request("message is too long" if is_text else "message caption is too long")
    return text, entities
