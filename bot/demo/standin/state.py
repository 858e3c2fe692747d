"""What the stand-in remembers."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.demo.standin.chatroom import Room, new_room, user_json
from bot.demo.standin.entities import Entity
from bot.demo.standin.keyboard import Buttons
from bot.demo.standin.refusal import bad_request
from bot.demo.standin.updates import Updates

Call = dict[str, Any]
"""A call's parameters, read and typed."""


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """The bot's answer to a pressed button."""

    query_id: str
    text: str
    alert: bool


@dataclass(frozen=True, slots=True)
class InlineResult:
    """A result that the bot offers for an inline query, with the message that choosing it would send."""

    id: str
    title: str
    description: str
    text: str
    entities: tuple[Entity, ...]
    buttons: Buttons


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """The bot's answer to an inline query."""

    query_id: str
    results: tuple[InlineResult, ...]
    next_offset: str
    is_personal: bool


@dataclass(slots=True)
class State:
    """Chats, updates, commands, and the bot's profile."""

    bot: dict[str, Any]
    updates: Updates
    strangers: bool = True
    """Whether an unknown id is a chat that has not written yet; otherwise "chat not found"."""
    rooms: dict[int, Room] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    open_queries: set[str] = field(default_factory=set)
    callback_answers: list[CallbackAnswer] = field(default_factory=list)
    inline_answers: list[InlineAnswer] = field(default_factory=list)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    languages: dict[int, str] = field(default_factory=dict)
    """The `language_code` of users whose Telegram is not English."""

    def room(self, chat_id: int | str) -> Room:
        """The chat with this id. Raises Refusal "chat not found" where there is none."""
        if isinstance(chat_id, str):
            raise bad_request("chat not found")
        room = self.rooms.get(chat_id)
        if room is None:
            if not self.strangers:
                raise bad_request("chat not found")
            room = self.rooms[chat_id] = new_room(chat_id, self.languages)
        return room


def member_json(state: State, room: Room, user: int) -> dict[str, Any]:
    """A ChatMember as the Bot API writes it; the bot itself included."""
    is_bot = user == state.bot["id"]
    status = room.bot if is_bot else room.bots.get(user, room.status(user))
    member: dict[str, Any] = {
        "user": _person_json(state, room, user),
        "status": status,
    }
    if status == "administrator":
        member.update(dict.fromkeys(_RIGHTS, True) | {"is_anonymous": False})
    elif status == "creator":
        member["is_anonymous"] = False
    elif status == "kicked":
        member["until_date"] = 0
    return member


def _person_json(state: State, room: Room, user: int) -> dict[str, Any]:
    if user == state.bot["id"]:
        return state.bot
    return user_json(user, state.languages) | {"is_bot": user in room.bots}


_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_post_messages",
    "can_edit_messages",
)
