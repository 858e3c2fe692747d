"""The order of updates: those of one chat one after the other, those of different chats at the same time.

So a chat whose answer must wait keeps nobody else waiting, and two taps on one button never run at once.
"""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_AT_ONCE = 512


class ChatTurns(BaseUpdateProcessor):
    """For `ApplicationBuilder.concurrent_updates`."""

    def __init__(self) -> None:
        super().__init__(_AT_ONCE)
        self._turns: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle the update when the earlier ones of its chat are done."""
        chat_id = _chat_id(update)
        if chat_id is None:
            await coroutine
            return
        turn = self._turns.setdefault(chat_id, asyncio.Lock())
        self._waiting[chat_id] = self._waiting.get(chat_id, 0) + 1
        try:
            async with turn:
                await coroutine
        finally:
            self._waiting[chat_id] -= 1
            if not self._waiting[chat_id]:
                del self._turns[chat_id], self._waiting[chat_id]

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""


def _chat_id(update: object) -> int | None:
    chat = update.effective_chat if isinstance(update, Update) else None
    return chat.id if chat is not None else None
