"""Channels and groups managed from private, by those who may; editors whom admins trust."""

import pytest

from bot.demo.standin.server import BotApi
from handlers.context import Desk
from storage import chats
from tests.handlers.conftest import Room
from tests.handlers.test_topics import follows

WIRE, EVE = -1002, 66


@pytest.fixture
async def owner(ann: Room, api: BotApi) -> Room:
    """The private chat of user 1, who added the bot to a channel."""
    api.add_chat(WIRE, "channel", title="Wire", admins=[1], bot="left")
    api.my_chat_member(WIRE, "administrator", user=1)
    room = Room(api, 1)
    await room.says("/help")
    return room


async def number(desk: Desk, telegram_id: int = WIRE) -> int:
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, telegram_id)
    assert chat is not None
    return chat.id


async def test_a_channels_topics_and_settings_are_changed_from_private(
    owner: Room, desk: Desk, api: BotApi
) -> None:
    menu = await owner.says("/channel")
    label = f"{await number(desk)} · Wire (channel)"
    assert [button.text for row in menu.buttons for button in row] == [label]
    await owner.presses(menu, label)
    assert menu.text.startswith(f"{label}\nIt follows no topics.")
    await owner.presses(menu, "Topics")
    assert await owner.presses(menu, "Dams") == "You now follow Dams."
    assert "You follow: Dams" in menu.text
    assert menu.text.endswith("This is for Wire.")
    assert await follows(desk, WIRE) == ["dams"]
    assert await follows(desk, 1) == []
    menu = await owner.says("/channel")
    await owner.presses(menu, label)
    await owner.presses(menu, "Settings")
    await owner.presses(menu, "Quiet hours")
    await owner.presses(menu, "22:00-07:00")
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, WIRE)
    assert chat is not None
    assert chat.quiet_from is not None
    assert api.messages(WIRE) == [], "the channel sees nothing of it"


async def test_commands_work_for_a_channel_by_its_number(owner: Room, desk: Desk) -> None:
    this = await number(desk)
    answer = await owner.says(f"/channel {this} subscribe harun, dams")
    assert answer.text.endswith("This is for Wire.")
    assert await follows(desk, WIRE) == ["dams", "harun"]
    proposal = await owner.says(f"/channel {this} track lake levels")
    await owner.presses(proposal, "Track it")
    assert "You now track lake levels." in proposal.text
    assert len(await follows(desk, WIRE)) == 3
    assert "Quiet hours: 21:00-06:00" in (await owner.says(f"/channel {this} /quiet 21-6")).text
    assert "Only these commands work" in (await owner.says(f"/channel {this} forget")).text
    assert await follows(desk, 1) == []


async def test_strangers_neither_see_nor_change_it(owner: Room, desk: Desk, api: BotApi) -> None:
    this, eve = await number(desk), Room(api, EVE)
    assert "I know of no channel or group" in (await eve.says("/channel")).text
    assert "You are not an admin there" in (await eve.says(f"/channel {this} subscribe harun")).text
    menu = await eve.says("/topics")
    for data in (f"@{this}:topics:0", f"@{this}:topic:dams:0:on", f"@{this}:manage", f"@{this}:set:all"):
        assert "You are not an admin there" in await eve.forges(menu, data)
    assert await follows(desk, WIRE) == []


async def test_who_is_an_admin_no_longer_manages_nothing_any_longer(
    owner: Room, desk: Desk, api: BotApi
) -> None:
    menu = await owner.says("/channel")
    del api.state.rooms[WIRE].members[1]
    assert "You are not an admin there" in await owner.presses(menu, menu.buttons[0][0].text)
    assert "I know of no channel or group" in (await owner.says("/channel")).text


@pytest.mark.parametrize("data", ["forget:yes", "export", "latest:*:0:0", "feeds:0", "@1:topics:0", ""])
async def test_only_some_buttons_work_for_another_chat(owner: Room, desk: Desk, data: str) -> None:
    menu = await owner.says("/channel")
    assert await owner.forges(menu, f"@{await number(desk)}:{data}") == "This button no longer works."
    async with desk.database.reading() as connection:
        assert await chats.find(connection, 1) is not None


async def test_a_button_for_another_chat_works_in_private_only(owner: Room, group: Room, desk: Desk) -> None:
    menu = await group.says("/topics")
    notice = await group.forges(menu, f"@{await number(desk)}:topic:dams:0:on")
    assert notice == "This button no longer works."
    assert "Send me /channel in private" in (await group.says("/channel")).text
    listed = await owner.says("/channel")
    assert any("Desk (group)" in button.text for row in listed.buttons for button in row), "noted as an admin"


async def test_an_editor_changes_topics_until_removed(group: Room, desk: Desk, api: BotApi) -> None:
    member = Room(api, group.chat_id, user=2)
    said = api.user_sends(group.chat_id, "hello", user=2)
    assert "There are no editors here." in (await group.says("/roles")).text
    assert "Only admins" in (await member.says("/roles add", reply_to=said.id)).text
    assert "Reader 2 may now change" in (await group.says("/roles add", reply_to=said.id)).text
    assert "You now follow Dams." in (await member.says("/subscribe dams")).text
    assert "Editors: Reader 2" in (await member.says("/roles")).text
    assert "Only admins" in (await member.says("/roles add", reply_to=said.id)).text, (
        "editors make no editors"
    )
    assert "may no longer change" in (await group.says("/roles remove", reply_to=said.id)).text
    assert "Only admins" in (await member.says("/unsubscribe dams")).text
    assert await follows(desk, group.chat_id) == ["dams"]


async def test_an_editor_who_left_manages_nothing(group: Room, desk: Desk, api: BotApi) -> None:
    said = api.user_sends(group.chat_id, "hello", user=2)
    await group.says("/roles add", reply_to=said.id)
    await group.says("/topics")
    private, this = Room(api, 2), await number(desk, group.chat_id)
    assert "You now follow Dams." in (await private.says(f"/channel {this} subscribe dams")).text
    api.state.rooms[group.chat_id].members[2] = "left"
    assert "You are not an admin there" in (await private.says(f"/channel {this} subscribe harun")).text
    assert await follows(desk, group.chat_id) == ["dams"]


async def test_pauses_are_told_of_the_chat_that_is_managed(owner: Room, desk: Desk) -> None:
    this = await number(desk)
    await owner.says("/subscribe dams")
    await owner.says("/pause")
    menu = await owner.says(f"/channel {this} settings")
    assert "are paused" not in menu.text
    await owner.says(f"/channel {this} subscribe harun")
    await owner.says(f"/channel {this} pause")
    await owner.says("/resume")
    menu = await owner.says(f"/channel {this} settings")
    note = f"All your topics are paused, so no alerts come. /channel {this} resume starts them again."
    assert menu.text.endswith(note)
    await owner.presses(menu, "Quiet hours")
    assert menu.text.endswith(note)
    assert "are paused" not in (await owner.says("/settings")).text


async def test_a_manager_reads_one_language_whatever_the_channel_speaks(
    owner: Room, desk: Desk, api: BotApi
) -> None:
    await owner.says("/language ar")
    menu = await owner.says(f"/channel {await number(desk)} topics")
    assert "المواضيع" in menu.text
    menu = await owner.says(f"/channel {await number(desk)} quiet 22-7")
    assert "ساعات الهدوء" in menu.text
    menu = await owner.says(f"/channel {await number(desk)} settings")
    await owner.presses(menu, "كتم")
    assert "التنبيهات مفعّلة." in menu.text
    assert "Alerts" not in menu.text
    api.channel_posts(WIRE, "/topics")
    shown = await api.wait_for(lambda: api.messages(WIRE))
    assert shown[-1].text.startswith("Topics")
