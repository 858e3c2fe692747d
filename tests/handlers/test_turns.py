"""The order of updates: one after the other in a chat, chats beside each other."""

import asyncio

from telegram import Chat, Message, Update

from handlers.turns import ChatTurns
from tests.stored import NOW


def update(chat_id: int) -> Update:
    return Update(1, message=Message(1, NOW, Chat(chat_id, "private")))


async def test_updates_of_one_chat_never_run_at_once_and_other_chats_do() -> None:
    turns, go = ChatTurns(), asyncio.Event()
    log: list[str] = []

    async def handle(name: str) -> None:
        log.append(f"{name} begins")
        await go.wait()
        log.append(f"{name} ends")

    tasks = [
        asyncio.create_task(turns.process_update(update(chat_id), handle(name)))
        for chat_id, name in ((1, "first"), (1, "second"), (2, "other"))
    ]
    for _ in range(5):
        await asyncio.sleep(0)
    assert log == ["first begins", "other begins"]
    go.set()
    await asyncio.gather(*tasks)
    assert log.index("first ends") < log.index("second begins")
    assert not turns._turns
    assert not turns._waiting
