"""The chat in the terminal: messages appear as bubbles, lines are sent, numbers press buttons."""

import asyncio
import os
from functools import partial

from rich.console import Console

from bot.demo.bubbles import bubble, notice, own_bubble
from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from bot.model import Button

CHAT = 1
_CHUNK = 65536
_PROMPT = "[bold green]›[/] "


class Terminal:
    """One person's chat with the bot."""

    def __init__(self, api: BotApi, console: Console, *, prompt: bool) -> None:
        self._api = api
        self._console = console
        self._prompt = prompt
        self._buttons: list[tuple[Message, Button]] = []
        self._shown: dict[int, int] = {}
        self._answers_shown = 0

    def say(self, text: str) -> None:
        """Print a line of the demo itself."""
        self._print(notice(text))

    def send(self, text: str) -> Message:
        """Send what the person wrote."""
        self._print(own_bubble(text))
        return self._api.user_sends(CHAT, text)

    def press(self, message: Message, button: Button) -> None:
        """Press a button; for one that opens a page or copies a text, print that instead."""
        if button.data is None:
            self._print(notice(f"opens {button.url}" if button.url is not None else f"copies {button.copy}"))
            return
        self._print(own_bubble(f"[{button.text}]"))
        self._api.user_presses(message, button.text)

    async def show(self) -> None:
        """Draw every new and every edited message, and every answer to a button, until cancelled."""
        while True:
            await self._api.wait_for(self._unseen, timeout=None)
            self.show_unseen()

    def show_unseen(self) -> None:
        """Draw what has come since the last call."""
        for message in self._new_messages():
            self._shown[message.id] = message.edits
            replied = self._message(message.reply_to) if message.reply_to else None
            self._print(bubble(message, replied, partial(self._number, message)))
        for answer in self._api.callback_answers[self._answers_shown :]:
            self._answers_shown += 1
            if answer.text:
                self._print(notice(f"💬 {answer.text}"))

    async def read(self, descriptor: int) -> None:
        """Send what is typed into the file descriptor, line by line, until it ends."""
        loop = asyncio.get_running_loop()
        chunks: asyncio.Queue[bytes] = asyncio.Queue()
        loop.add_reader(descriptor, lambda: chunks.put_nowait(os.read(descriptor, _CHUNK)))
        typed = b""
        try:
            while chunk := await chunks.get():
                *lines, typed = (typed + chunk).split(b"\n")
                for line in lines:
                    self.type(line.decode(errors="replace").strip())
        finally:
            loop.remove_reader(descriptor)

    def type(self, line: str) -> None:
        """Handle a typed line: a number presses the button with that number, other text is sent."""
        if line.isdigit():
            if 0 < int(line) <= len(self._buttons):
                self.press(*self._buttons[int(line) - 1])
            else:
                self.say(f"There is no button {line}.")
        elif line:
            self.send(line)
        else:
            self._print()

    def _unseen(self) -> bool:
        return bool(self._new_messages()) or len(self._api.callback_answers) > self._answers_shown

    def _new_messages(self) -> list[Message]:
        return [
            message for message in self._api.messages(CHAT) if self._shown.get(message.id) != message.edits
        ]

    def _message(self, message_id: int) -> Message | None:
        return self._api.state.rooms[CHAT].messages.get(message_id)

    def _number(self, message: Message, button: Button) -> int:
        pair = (message, button)
        if pair not in self._buttons:
            self._buttons.append(pair)
        return self._buttons.index(pair) + 1

    def _print(self, *what: object) -> None:
        if self._prompt:
            self._console.file.write("\r\x1b[K")
        self._console.print(*what)
        if self._prompt:
            self._console.print(_PROMPT, end="")
            self._console.file.flush()
