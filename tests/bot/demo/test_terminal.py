"""What a person at the terminal sees and does."""

import io
import os
from collections.abc import AsyncIterator

import aiohttp
import pytest
from rich.console import Console

from bot.demo.bubbles import styled
from bot.demo.standin.entities import Entity
from bot.demo.standin.server import BotApi
from bot.demo.terminal import CHAT, Terminal


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def screen() -> Console:
    return Console(file=io.StringIO(), width=80, force_terminal=False)


def seen(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


async def call(api: BotApi, method: str, **parameters: object) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.bot_url}{api.token}/{method}", json=parameters) as response,
    ):
        assert response.status == 200, await response.text()


def test_entities_become_styles_at_utf16_offsets() -> None:
    text = styled("😀 bold link", [Entity("bold", 3, 4), Entity("text_link", 8, 4, "https://a.example")])
    assert [(span.start, span.end) for span in text.spans] == [(2, 6), (7, 11)]
    assert text.spans[0].style.bold  # type: ignore[union-attr]
    assert text.spans[1].style.link == "https://a.example"  # type: ignore[union-attr]


async def test_shows_messages_edits_replies_and_answers(api: BotApi, screen: Console) -> None:
    terminal = Terminal(api, screen, prompt=False)
    keyboard = {
        "inline_keyboard": [
            [{"text": "Why this?", "callback_data": "w"}, {"text": "Read", "url": "https://a.example/1"}]
        ]
    }
    await call(api, "sendMessage", chat_id=CHAT, text="Convoy leaves\n• one", reply_markup=keyboard)
    await call(
        api,
        "sendMessage",
        chat_id=CHAT,
        text="UPDATE",
        reply_parameters={"message_id": 1},
        disable_notification=True,
    )
    terminal.show_unseen()
    for part in ("Convoy leaves", "• one", "1 Why this?", "2 Read ↗", "┃ Convoy leaves", "silent"):
        assert part in seen(screen)
    assert "edited" not in seen(screen)
    await call(api, "editMessageText", chat_id=CHAT, message_id=1, text="Convoy left", reply_markup=keyboard)
    terminal.type("1")
    await call(api, "answerCallbackQuery", callback_query_id="1", text="Because of Raqqa")
    terminal.show_unseen()
    for part in ("Convoy left", "edited", "[Why this?]", "💬 Because of Raqqa"):
        assert part in seen(screen)
    length = len(seen(screen))
    terminal.show_unseen()
    assert len(seen(screen)) == length


async def test_typing_sends_and_presses(api: BotApi, screen: Console) -> None:
    terminal = Terminal(api, screen, prompt=True)
    keyboard = {"inline_keyboard": [[{"text": "Read", "url": "https://a.example/1"}]]}
    await call(api, "sendMessage", chat_id=CHAT, text="Hi", reply_markup=keyboard)
    terminal.show_unseen()
    for line in ("/start", "1", "7", ""):
        terminal.type(line)
    assert "opens https://a.example/1" in seen(screen)
    assert "There is no button 7" in seen(screen)
    [update] = await api.state.updates.take()
    assert update["message"]["text"] == "/start"


async def test_reads_lines_until_the_input_ends(api: BotApi, screen: Console) -> None:
    terminal = Terminal(api, screen, prompt=False)
    reading, writing = os.pipe()
    os.write(writing, b"/start\n/latest raq")
    os.write(writing, "qa é\nhalf".encode())
    os.close(writing)
    await terminal.read(reading)
    os.close(reading)
    updates = await api.state.updates.take()
    assert [update["message"]["text"] for update in updates] == ["/start", "/latest raqqa é"]


async def test_files_are_named(api: BotApi, screen: Console) -> None:
    terminal = Terminal(api, screen, prompt=False)
    form = aiohttp.FormData({"chat_id": str(CHAT), "caption": "Thirty days"})
    form.add_field("photo", b"12345", filename="timeline.png")
    async with aiohttp.ClientSession() as session:
        await session.post(f"{api.bot_url}{api.token}/sendPhoto", data=form)
    terminal.show_unseen()
    assert "photo timeline.png, 5 bytes" in seen(screen)
    assert "Thirty days" in seen(screen)
