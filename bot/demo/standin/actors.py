"""What people do in the stand-in's chats: write, press, post, block, move."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.demo.standin.chatroom import READER, Message, Room, message_json, user_json
from bot.demo.standin.state import CallbackAnswer, InlineAnswer, State, member_json
from bot.model import Button

_COMMAND = re.compile(r"/[A-Za-z0-9_]+(?:@\w+)?")


class Actors:
    """The users of the stand-in. Each of their acts is queued for getUpdates at once."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._query_ids = itertools.count(1)

    def add_chat(
        self,
        chat_id: int,
        kind: str = "private",
        *,
        title: str = "Newsroom",
        admins: Iterable[int] = (),
        members: Iterable[int] = (),
        bot: str = "member",
        forum_threads: Sequence[int] | None = None,
    ) -> Room:
        """Add a private chat, group, supergroup or channel; the first admin is its creator.

        `forum_threads` makes the supergroup a forum with these open topics.
        """
        room = Room(chat_id, kind, title, bot=bot, languages=self.state.languages)
        room.members.update(dict.fromkeys(members, "member"))
        room.members.update(dict.fromkeys(admins, "administrator"))
        for creator in itertools.islice(admins, 1):
            room.members[creator] = "creator"
        if forum_threads is not None:
            room.forum, room.threads = True, set(forum_threads)
        self.state.rooms[chat_id] = room
        return room

    def messages(self, chat_id: int) -> list[Message]:
        """The bot's messages in the chat, except deleted ones, oldest first."""
        room = self.state.rooms.get(chat_id)
        return [message for message in room.messages.values() if message.user is None] if room else []

    @property
    def callback_answers(self) -> list[CallbackAnswer]:
        """The bot's answers to pressed buttons, oldest first."""
        return self.state.callback_answers

    @property
    def inline_answers(self) -> list[InlineAnswer]:
        """The bot's answers to inline queries, oldest first."""
        return self.state.inline_answers

    def commands(self, scope: str = "default", language: str = "") -> list[dict[str, str]]:
        """The command menu of a scope, for example "default" or "all_private_chats"."""
        return self.state.commands.get((scope, language), [])

    def speaks(self, user: int, language_code: str) -> None:
        """From now on the user's Telegram has this language (IETF tag)."""
        self.state.languages[user] = language_code

    def user_sends(
        self,
        chat_id: int,
        text: str,
        *,
        user: int | None = None,
        edited: bool = False,
        thread_id: int | None = None,
        reply_to: int | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> Message:
        """A user writes in the chat; `edited` makes it the edit of an earlier message.

        `more` are further fields of the Message, such as "is_automatic_forward".
        """
        room = self.state.room(chat_id)
        author = user if user is not None else (chat_id if room.kind == "private" else READER)
        message = self._add(room, text, author, thread_id, reply_to)
        kind = "edited_message" if edited else "message"
        message.edits = int(edited)
        self.state.updates.push(kind, self._with_commands(room, message) | dict(more or {}))
        return message

    def user_shows(
        self, chat_id: int, content: dict[str, Any], *, caption: str = "", user: int | None = None
    ) -> Message:
        """A user sends something other than text: fields of Message, such as "voice" or "location"."""
        room = self.state.room(chat_id)
        message = self._add(room, "", user if user is not None else chat_id, None, None)
        shown = message_json(room, message, self.state.bot) | content
        if caption:
            shown["caption"] = caption
        self.state.updates.push("message", shown)
        return message

    def channel_posts(self, chat_id: int, text: str, *, edited: bool = False) -> Message:
        """Somebody posts in a channel; an unknown one is added first, with the bot as administrator."""
        if chat_id not in self.state.rooms:
            self.add_chat(chat_id, "channel", title="Channel", admins=[READER], bot="administrator")
        room = self.state.room(chat_id)
        message = self._add(room, text, READER, None, None)
        message.edits = int(edited)
        kind = "edited_channel_post" if edited else "channel_post"
        self.state.updates.push(kind, self._with_commands(room, message))
        return message

    def user_presses(self, message: Message, button: str, *, user: int | None = None) -> str:
        """A user presses a button, given by its text or data; returns the callback query's id.

        Raises ValueError where the message has no such button or the button opens a URL.
        """
        pressed = find_button(message, button)
        if pressed.data is None:
            raise ValueError(f"button {button!r} opens {pressed.url}")
        return self.user_forges(message, pressed.data, user=user)

    def user_forges(self, message: Message, data: str, *, user: int | None = None) -> str:
        """A user whose client sends `data` of its own for a message; returns the callback query's id."""
        room = self.state.room(message.chat_id)
        author = user if user is not None else (room.id if room.kind == "private" else READER)
        query_id = str(next(self._query_ids))
        self.state.open_queries.add(query_id)
        query = {
            "id": query_id,
            "from": user_json(author, self.state.languages),
            "message": message_json(room, message, self.state.bot),
            "chat_instance": str(room.id),
            "data": data,
        }
        self.state.updates.push("callback_query", query)
        return query_id

    def user_types(self, user: int, query: str, *, offset: str = "") -> str:
        """A user types "@bot QUERY" in some chat; returns the inline query's id."""
        query_id = str(next(self._query_ids))
        self.state.open_queries.add(query_id)
        content = {"id": query_id, "from": user_json(user, self.state.languages), "query": query}
        self.state.updates.push("inline_query", content | {"offset": offset, "chat_type": "private"})
        return query_id

    def user_reacts(self, message: Message, *emoji: str, user: int | None = None) -> None:
        """A user reacts to a message, or takes reactions back; Telegram tells bots that are admins there."""
        room = self.state.room(message.chat_id)
        author = user if user is not None else (room.id if room.kind == "private" else READER)
        reaction = {
            "chat": room.as_json(),
            "message_id": message.id,
            "user": user_json(author, self.state.languages),
            "date": message.date,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": one} for one in emoji],
        }
        self.state.updates.push("message_reaction", reaction)

    def my_chat_member(self, chat_id: int, status: str, *, user: int | None = None) -> None:
        """The bot's status changes: kicked (in a private chat: blocked), left, member, administrator."""
        room = self.state.room(chat_id)
        before = member_json(self.state, room, self.state.bot["id"])
        room.bot = status
        change = {
            "chat": room.as_json(),
            "from": user_json(
                user if user is not None else (chat_id if chat_id > 0 else READER), self.state.languages
            ),
            "date": 0,
            "old_chat_member": before,
            "new_chat_member": member_json(self.state, room, self.state.bot["id"]),
        }
        self.state.updates.push("my_chat_member", change)

    def group_moves(self, chat_id: int, new_id: int, *, announce: bool = True) -> None:
        """The group becomes the supergroup `new_id`; `announce` adds Telegram's service message."""
        room = self.state.room(chat_id)
        self.add_chat(new_id, "supergroup", title=room.title, admins=room.administrators())
        room.moved_to = new_id
        if announce:
            message = self._add(room, "", READER, None, None)
            content = message_json(room, message, self.state.bot) | {"migrate_to_chat_id": new_id}
            self.state.updates.push("message", content)

    def _add(self, room: Room, text: str, user: int, thread_id: int | None, reply_to: int | None) -> Message:
        message = Message(
            room.next_id(), room.id, text, text, user=user, thread_id=thread_id, reply_to=reply_to
        )
        room.messages[message.id] = message
        return message

    def _with_commands(self, room: Room, message: Message) -> dict[str, Any]:
        content = message_json(room, message, self.state.bot)
        if command := _COMMAND.match(message.text):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        return content


def find_button(message: Message, wanted: str) -> Button:
    """The message's button with this text or data; ValueError where it has none."""
    buttons = [button for row in message.buttons for button in row]
    for button in buttons:
        if wanted in (button.text, button.data):
            return button
    raise ValueError(f"no button {wanted!r} among {[button.text for button in buttons]}")
