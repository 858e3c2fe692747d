"""The methods of the stand-in that neither send nor edit a message."""

import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from bot.demo.standin.chatroom import Room
from bot.demo.standin.entities import utf16_length
from bot.demo.standin.inline_results import answer_inline_query
from bot.demo.standin.refusal import bad_request
from bot.demo.standin.state import Call, CallbackAnswer, State, member_json

_MAX_CALLBACK_ANSWER = 200
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


async def answer(state: State, method: str, call: Call) -> Any:
    """The result of a method that neither sends nor edits; raises Refusal."""
    return await _OTHERS[method](state, call)


async def _get_updates(state: State, call: Call) -> Any:
    return await state.updates.take(
        call.get("offset", 0), call.get("limit", 100), call.get("timeout", 0), call.get("allowed_updates")
    )


async def _delete_webhook(state: State, call: Call) -> bool:
    if call.get("drop_pending_updates"):
        state.updates.clear()
    return True


async def _set_webhook(state: State, call: Call) -> bool:
    if not call["url"].startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    state.profile["webhook", "url"] = call["url"]
    state.profile["webhook", "secret_token"] = call.get("secret_token", "")
    return True


async def _answer_callback_query(state: State, call: Call) -> bool:
    query_id, text = call["callback_query_id"], call.get("text", "")
    if query_id not in state.open_queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(text) > _MAX_CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    state.open_queries.discard(query_id)
    state.callback_answers.append(CallbackAnswer(query_id, text, bool(call.get("show_alert"))))
    return True


async def _delete_message(state: State, call: Call) -> bool:
    if state.room(call["chat_id"]).messages.pop(call["message_id"], None) is None:
        raise bad_request("message to delete not found")
    return True


async def _get_chat(state: State, call: Call) -> Any:
    chat = state.room(call["chat_id"]).as_json()
    return {**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


async def _get_chat_member(state: State, call: Call) -> Any:
    room = _allowed(state, "getChatMember", call)
    return member_json(state, room, call["user_id"])


def _allowed(state: State, method: str, call: Call) -> Room:
    room = state.room(call["chat_id"])
    if reason := room.refuses.get(method):
        raise bad_request(reason)
    return room


async def _get_chat_administrators(state: State, call: Call) -> Any:
    room = _allowed(state, "getChatAdministrators", call)
    if room.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    admins = [member_json(state, room, user) for user in room.administrators()]
    if call.get("return_bots"):
        admins += [
            member_json(state, room, bot) for bot, status in room.bots.items() if status == "administrator"
        ]
    return admins


async def _get_chat_member_count(state: State, call: Call) -> int:
    return len(state.room(call["chat_id"]).members) + 1


async def _leave_chat(state: State, call: Call) -> bool:
    state.room(call["chat_id"]).bot = "left"
    return True


async def _send_chat_action(state: State, call: Call) -> bool:
    state.room(call["chat_id"]).check_open(call.get("message_thread_id"))
    return True


def _scope(call: Call) -> tuple[str, str]:
    scope = call.get("scope") or {"type": "default"}
    return ":".join(str(scope[key]) for key in sorted(scope, reverse=True)), call.get("language_code", "")


async def _set_my_commands(state: State, call: Call) -> bool:
    for command in call["commands"]:
        name, description = command.get("command", ""), command.get("description", "")
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(call["commands"]) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    state.commands[_scope(call)] = call["commands"]
    return True


async def _get_my_commands(state: State, call: Call) -> Any:
    return state.commands.get(_scope(call), [])


async def _delete_my_commands(state: State, call: Call) -> bool:
    state.commands.pop(_scope(call), None)
    return True


async def _get_me(state: State, call: Call) -> Any:
    return state.bot


async def _yes(state: State, call: Call) -> bool:
    return True


async def _get_webhook_info(state: State, call: Call) -> Any:
    info = {
        "url": state.profile.get(("webhook", "url"), ""),
        "has_custom_certificate": False,
        "pending_update_count": state.updates.pending,
    }
    problem = state.profile.get(("webhook", "last_error_message"))
    return info | {"last_error_message": problem, "last_error_date": int(time.time())} if problem else info


async def _get_file(state: State, call: Call) -> Any:
    for room in state.rooms.values():
        for message in room.messages.values():
            if message.file and call["file_id"] == f"file-{room.id}-{message.id}":
                path = f"{message.kind}s/{message.file[0]}"
                return {"file_id": call["file_id"], "file_unique_id": call["file_id"], "file_path": path}
    raise bad_request("invalid file_id")


def _setter(field_name: str) -> "_Method":
    async def set_it(state: State, call: Call) -> bool:
        state.profile[field_name, call.get("language_code", "")] = call.get(field_name, "")
        return True

    return set_it


def _getter(field_name: str) -> "_Method":
    async def get_it(state: State, call: Call) -> Any:
        return {field_name: state.profile.get((field_name, call.get("language_code", "")), "")}

    return get_it


_Method = Callable[[State, Call], Awaitable[Any]]
_OTHERS: dict[str, _Method] = {
    "getMe": _get_me,
    "logOut": _yes,
    "close": _yes,
    "getUpdates": _get_updates,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _get_webhook_info,
    "setWebhook": _set_webhook,
    "sendChatAction": _send_chat_action,
    "deleteMessage": _delete_message,
    "answerCallbackQuery": _answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "setMyCommands": _set_my_commands,
    "getMyCommands": _get_my_commands,
    "deleteMyCommands": _delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "getChat": _get_chat,
    "getChatMember": _get_chat_member,
    "getChatMemberCount": _get_chat_member_count,
    "getChatAdministrators": _get_chat_administrators,
    "leaveChat": _leave_chat,
    "getFile": _get_file,
}
