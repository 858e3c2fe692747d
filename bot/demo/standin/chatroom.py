"""The stand-in's chats: members, messages, topics, and whether the bot may post."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.demo.standin.entities import Entity
from bot.demo.standin.keyboard import Buttons, keyboard_json
from bot.demo.standin.refusal import Refusal, bad_request

READER = 1
"""The user who acts in groups unless a test names another."""
_ADMIN = {"creator", "administrator"}
_ABSENT = {"left", "kicked"}
_NO_RIGHT = (
    "not enough rights to send text messages to the chat",
    "need administrator rights in the channel chat",
)


@dataclass(slots=True)
class Message:
    """A message of the bot, or of a user where `user` is set; an edit changes it in place."""

    id: int
    chat_id: int
    text: str
    """Plain text, or the caption of a photo or document."""
    html: str
    """The text as sent, before entity parsing."""
    entities: tuple[Entity, ...] = ()
    buttons: Buttons = ()
    reply_to: int | None = None
    thread_id: int | None = None
    silent: bool = False
    preview: bool = True
    """Whether Telegram may add a link preview."""
    kind: str = "text"
    """text, photo or document."""
    file: tuple[str, bytes] | None = None
    """Name and content of an uploaded file."""
    user: int | None = None
    edits: int = 0
    at: float = field(default_factory=time.monotonic)
    """When it was accepted, on the monotonic clock."""
    date: int = field(default_factory=lambda: int(time.time()))


@dataclass(slots=True)
class Room:
    """One chat. `members` maps user ids to Telegram's ChatMember.status; `bot` is the bot's own."""

    id: int
    kind: str
    title: str = ""
    members: dict[int, str] = field(default_factory=dict)
    bot: str = "member"
    bot_may_post: bool = True
    threads: set[int] | None = None
    """Open forum topics; None: the chat is not a forum, or any topic is accepted."""
    forum: bool = False
    moved_to: int | None = None
    bots: dict[int, str] = field(default_factory=dict)
    """The other bots that are members, with their ChatMember.status."""
    refuses: dict[str, str] = field(default_factory=dict)
    """Methods that the bot may not use here, each with the reason."""
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    languages: dict[int, str] = field(default_factory=dict)
    """The `language_code` of users whose Telegram is not English."""

    def next_id(self) -> int:
        """The next message id; each chat counts its own."""
        self.last_id += 1
        return self.last_id

    def status(self, user: int) -> str:
        """A user's ChatMember.status; in a private chat both are members."""
        return self.members.get(user, "member" if self.kind == "private" else "left")

    def administrators(self) -> list[int]:
        """User ids of the creator and the administrators."""
        return [user for user, status in self.members.items() if status in _ADMIN]

    def check_not_moved(self) -> None:
        """Raise Refusal with the new id where the group became a supergroup."""
        if self.moved_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": self.moved_to},
            )

    def check_open(self, thread_id: int | None) -> None:
        """Raise Refusal, in Telegram's words, unless the bot may post in this chat and topic."""
        self.check_not_moved()
        if self.bot in _ABSENT:
            raise Refusal(403, f"Forbidden: {self._farewell()}")
        if not self.bot_may_post or (self.kind == "channel" and self.bot not in _ADMIN):
            raise bad_request(_NO_RIGHT[self.kind == "channel"])
        if thread_id is not None and (
            self.kind != "supergroup" or (self.threads is not None and thread_id not in self.threads)
        ):
            raise bad_request("message thread not found")

    def _farewell(self) -> str:
        if self.kind == "private":
            return "bot was blocked by the user"
        if self.bot == "kicked":
            return f"bot was kicked from the {self.kind} chat"
        return f"bot is not a member of the {self.kind} chat"

    def as_json(self) -> dict[str, Any]:
        """The Chat as the Bot API writes it."""
        chat: dict[str, Any] = {"id": self.id, "type": self.kind}
        chat["first_name" if self.kind == "private" else "title"] = self.title
        if self.forum:
            chat["is_forum"] = True
        return chat


def new_room(chat_id: int, languages: dict[int, str]) -> Room:
    """A chat of the kind that its id implies: users are positive, supergroups start with -100."""
    if chat_id > 0:
        return Room(chat_id, "private", "Reader", languages=languages)
    kind = "supergroup" if str(chat_id).startswith("-100") else "group"
    return Room(chat_id, kind, "Newsroom", {READER: "creator"}, languages=languages)


def user_json(user: int, languages: Mapping[int, str]) -> dict[str, Any]:
    """A User as the Bot API writes it."""
    language = languages.get(user, "en")
    return {"id": user, "is_bot": False, "first_name": f"Reader {user}", "language_code": language}


def message_json(room: Room, message: Message, bot: dict[str, Any]) -> dict[str, Any]:
    """A Message as the Bot API writes it."""
    result: dict[str, Any] = {"message_id": message.id, "chat": room.as_json(), "date": message.date}
    if room.kind == "channel":
        result["sender_chat"] = room.as_json()
    else:
        result["from"] = bot if message.user is None else user_json(message.user, room.languages)
    is_text = message.kind == "text"
    if message.text:
        result["text" if is_text else "caption"] = message.text
    if message.entities:
        entities = [entity.as_json() for entity in message.entities]
        result["entities" if is_text else "caption_entities"] = entities
    if message.buttons:
        result["reply_markup"] = keyboard_json(message.buttons)
    if message.thread_id is not None:
        result["message_thread_id"] = message.thread_id
        result["is_topic_message"] = True
    if message.reply_to is not None and (replied := room.messages.get(message.reply_to)):
        result["reply_to_message"] = message_json(room, replied, bot)
        result["reply_to_message"].pop("reply_to_message", None)
    elif room.forum and message.user is not None and message.thread_id is not None:
        # Telegram makes what replies to nothing a reply to the message that opened the topic.
        opened = {"name": "Topic", "icon_color": 7322096}
        result["reply_to_message"] = {
            "message_id": message.thread_id,
            "chat": room.as_json(),
            "date": message.date,
            "forum_topic_created": opened,
        }
    if message.edits:
        result["edit_date"] = int(time.time())
    result.update(_media_json(message))
    return result


def _media_json(message: Message) -> dict[str, Any]:
    if message.file is None:
        return {}
    name, content = message.file
    file: dict[str, Any] = {"file_id": f"file-{message.chat_id}-{message.id}", "file_size": len(content)}
    file["file_unique_id"] = file["file_id"]
    if message.kind == "photo":
        return {"photo": [{**file, "width": 90, "height": 90}]}
    return {"document": {**file, "file_name": name}}
