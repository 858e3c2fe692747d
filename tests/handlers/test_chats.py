"""The bot's own membership, its menus, and what happens when something breaks."""

from dataclasses import replace
from typing import cast

import pytest
from telegram.ext import ApplicationBuilder

from bot.demo.standin.server import BotApi
from bot.messages.speech.languages import LANGUAGES
from bot.model import Button
from handlers import ADMIN_COMMANDS, COMMANDS, CONTEXT_TYPES, set_menu
from handlers.context import App, Desk
from handlers.sending import keyboard
from storage import chats
from storage.database import Database
from tests.handlers.conftest import ANN, BOSS, Room, Serve, sender
from tests.handlers.test_topics import follows


async def paused(desk: Desk, telegram_id: int) -> str | None:
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, telegram_id)
    assert chat is not None
    return chat.paused_reason


async def test_blocking_pauses_and_unblocking_resumes(ann: Room, desk: Desk, api: BotApi) -> None:
    answer = await ann.says("/subscribe harun")
    api.my_chat_member(ANN, "kicked")
    await ann.forges(answer, "nonsense")  # is answered after what came before it in this chat
    assert await paused(desk, ANN) == "the user blocked the bot"
    api.my_chat_member(ANN, "member")
    await ann.says("/help")
    assert await paused(desk, ANN) is None
    assert await follows(desk) == ["harun"]


async def test_a_group_that_adds_the_bot_is_greeted(ann: Room, desk: Desk, api: BotApi) -> None:
    api.add_chat(-1001, "supergroup", title="Desk", admins=[1], bot="left")
    api.my_chat_member(-1001, "member")
    await api.wait_for(lambda: api.messages(-1001))
    assert api.messages(-1001)[0].text.startswith("Hello, this is Sitrep.")
    api.my_chat_member(-1001, "left")
    await ann.says("/help")
    assert await paused(desk, -1001) == "the bot was removed from the supergroup"
    assert len(api.messages(-1001)) == 1


async def test_a_channel_needs_the_right_to_post(ann: Room, desk: Desk, api: BotApi) -> None:
    api.add_chat(-1002, "channel", title="Wire", admins=[1], bot="left")
    api.my_chat_member(-1002, "administrator")
    api.my_chat_member(-1002, "member")
    await ann.says("/help")
    assert await paused(desk, -1002) == "the bot may not post in the channel"
    api.my_chat_member(-1002, "administrator")
    await ann.says("/help")
    assert await paused(desk, -1002) is None
    assert api.messages(-1002) == []


async def test_a_group_that_becomes_a_supergroup_keeps_its_topics(ann: Room, desk: Desk, api: BotApi) -> None:
    api.add_chat(-5, "group", title="Desk", admins=[1])
    await Room(api, -5, user=1).says("/subscribe harun")
    api.group_moves(-5, -1005)
    await ann.says("/help")
    assert await follows(desk, -1005) == ["harun"]
    async with desk.database.reading() as connection:
        assert await chats.find(connection, -5) is None


async def test_the_menus_are_registered(api: BotApi, desk: Desk) -> None:
    builder = ApplicationBuilder().bot(sender(api))
    async with builder.context_types(CONTEXT_TYPES).job_queue(None).build() as application:
        await set_menu(cast(App, application), desk)
    private = [command["command"] for command in api.commands("all_private_chats")]
    group = [command["command"] for command in api.commands("all_group_chats")]
    assert private == [entry.name for entry in COMMANDS]
    assert "latest" in group
    assert "subscribe" not in group
    assert [command["command"] for command in api.commands("all_chat_administrators")] == private
    for_boss = [key for key in api.state.commands if str(BOSS) in str(key[0])]
    assert [language for _, language in for_boss] == ["" if code == "en" else code for code in LANGUAGES]
    for key in for_boss:
        assert len(api.state.commands[key]) == len(COMMANDS) + len(ADMIN_COMMANDS)
    turkish = api.commands("all_private_chats", "tr")
    assert [command["command"] for command in turkish] == private


class BrokenDatabase(Database):
    """A database that cannot be reached."""

    def transaction(self) -> object:  # type: ignore[override]
        raise OSError("disk is gone")


async def test_a_broken_handler_apologises(
    api: BotApi, desk: Desk, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    await serve(replace(desk, database=BrokenDatabase(desk.database.engine)))
    ann = Room(api, ANN)
    for command in ("/topics", "/latest"):
        answer = await ann.says(command)
        assert answer.text.startswith("Something went wrong on our side.")
    assert "disk is gone" in caplog.text
    assert len(ann.answers) == 2


async def test_a_press_is_answered_whatever_happens(
    api: BotApi, desk: Desk, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    await serve(replace(desk, database=BrokenDatabase(desk.database.engine)))
    ann = Room(api, ANN)
    async with sender(api) as bot:
        await bot.send_message(
            ANN, "Topics", reply_markup=keyboard(((Button("Dams", data="topic:dams:0"),),))
        )
    menu = ann.answers[0]
    assert "Something went wrong" in await ann.presses(menu, "Dams")
    assert len(ann.answers) == 1
    assert "disk is gone" in caplog.text


async def test_an_unknown_button_is_answered(ann: Room) -> None:
    menu = await ann.says("/topics")
    menu.buttons = ((replace(menu.buttons[0][0], data="nonsense:1"),),)
    assert await ann.presses(menu, "Dams") == "This button no longer works."


async def test_an_old_menu_of_a_group_that_moved_unnoticed_heals_at_the_first_press(
    ann: Room, desk: Desk, api: BotApi
) -> None:
    api.add_chat(-5, "group", title="Desk", admins=[1])
    old = Room(api, -5, user=1)
    menu = await old.says("/topics")
    api.group_moves(-5, -1005, announce=False)
    assert await old.presses(menu, "Dams") == "You now follow Dams."
    assert await follows(desk, -1005) == ["dams"]
    (healed,) = api.messages(-1005)
    assert "You follow: Dams" in healed.text
    async with desk.database.reading() as connection:
        assert await chats.find(connection, -5) is None


async def test_an_old_menu_of_a_group_that_moved_changes_the_supergroup(
    ann: Room, desk: Desk, api: BotApi
) -> None:
    api.add_chat(-5, "group", title="Desk", admins=[1])
    old = Room(api, -5, user=1)
    menu = await old.says("/topics")
    await old.says("/quiet 22-7")
    api.group_moves(-5, -1005)
    await ann.says("/help")
    await ann.says("/help")
    assert await old.presses(menu, "Dams") == "You now follow Dams."
    assert await follows(desk, -1005) == ["dams"]
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, -1005)
        assert await chats.find(connection, -5) is None
    assert chat is not None
    assert chat.quiet_from is not None, "its settings stay"


async def test_an_answer_follows_a_group_that_moved(ann: Room, desk: Desk, api: BotApi) -> None:
    api.add_chat(-5, "group", title="Desk", admins=[1])
    await Room(api, -5, user=1).says("/subscribe harun")
    api.group_moves(-5, -1005, announce=False)
    api.user_sends(-5, "/topics", user=1)
    await api.wait_for(lambda: api.messages(-1005))
    assert await follows(desk, -1005) == ["harun"]
