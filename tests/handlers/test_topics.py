"""Greeting, following, unfollowing: by name, by button, in every kind of chat."""

import pytest

from bot.demo.standin.server import BotApi
from bot.model import Topic
from handlers.context import Desk
from storage import chats, topics
from tests.handlers.conftest import ANN, Room
from tests.stored import NOW


async def follows(desk: Desk, telegram_id: int = ANN, thread_id: int | None = None) -> list[str]:
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, telegram_id, thread_id)
        return await topics.followed(connection, chat.id) if chat else []


def labels(message: object) -> list[str]:
    return [button.text for row in message.buttons for button in row]  # type: ignore[attr-defined]


async def test_start_greets_with_the_topics(ann: Room, desk: Desk) -> None:
    hello = await ann.says("/start")
    assert hello.text.startswith("Sitrep tells you what happened")
    assert labels(hello) == ["Dams", "Delta floods", "Harun valley"]
    assert not hello.preview


async def test_a_deep_link_follows_its_topic(ann: Room, desk: Desk) -> None:
    assert "You now follow Harun valley." in (await ann.says("/start harun")).text
    assert await follows(desk) == ["harun"]


@pytest.mark.parametrize("command", ["/start", "/settings", "/latest"])
async def test_a_private_chat_that_writes_is_resumed(ann: Room, desk: Desk, command: str) -> None:
    async with desk.database.transaction() as connection:
        await chats.register(connection, ANN, None, "private", "Ann", NOW)
        await chats.pause(connection, ANN, "blocked", NOW)
    assert "paused" not in (await ann.says(command)).text
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, ANN)
    assert chat is not None
    assert chat.paused_reason is None


async def test_a_paused_group_says_why_and_is_resumed_by_an_answer(group: Room, desk: Desk) -> None:
    await group.says("/topics")
    async with desk.database.transaction() as connection:
        await chats.pause(connection, group.chat_id, "the bot may not <post>", NOW)
    answer = (await group.says("/settings")).text
    assert "Alerts to this chat were paused (the bot may not <post>). They are on again" in answer
    assert "paused" not in (await group.says("/settings")).text


@pytest.mark.parametrize("typed", ["harun", "HARUN VALLEY", "har", "valley", "harum", "Harun-Valley"])
async def test_topic_names_are_matched_leniently(ann: Room, desk: Desk, typed: str) -> None:
    answer = await ann.says(f"/subscribe {typed}")
    assert answer.text == (
        "You now follow Harun valley. Alerts come automatically; /latest shows what is known so far."
    )
    assert await follows(desk) == ["harun"]
    assert "already" in (await ann.says(f"/subscribe {typed}")).text
    assert "no longer follow Harun valley" in (await ann.says(f"/unsubscribe {typed}")).text
    assert await follows(desk) == []


async def test_an_ambiguous_name_gives_a_choice(ann: Room, desk: Desk) -> None:
    which = await ann.says("/subscribe d")
    assert labels(which) == ["Dams", "Delta floods"]
    await ann.presses(which, "Delta floods")
    assert which.text.startswith("You now follow Delta floods.")
    assert await follows(desk) == ["delta"]
    await ann.says("/subscribe dams")
    leave = await ann.says("/unsubscribe")
    assert sorted(labels(leave)) == ["Dams", "Delta floods"]
    await ann.presses(leave, "Dams")
    assert await follows(desk) == ["delta"]


async def test_an_unknown_name_gets_help(ann: Room) -> None:
    answer = await ann.says("/subscribe <b>zebra</b>")
    assert "There is no topic called “<b>zebra</b>”." in answer.text
    assert labels(answer) == ["Dams", "Delta floods", "Harun valley"]
    assert "You do not follow any topics" in (await ann.says("/unsubscribe harun")).text


async def test_tapping_follows_and_unfollows(ann: Room, desk: Desk) -> None:
    menu = await ann.says("/topics")
    assert await ann.presses(menu, "Dams") == "You now follow Dams."
    assert labels(menu)[0] == "✅ Dams"
    assert "You follow: Dams" in menu.text
    assert "/latest" in menu.text
    assert await ann.presses(menu, "✅ Dams") == "You no longer follow Dams."
    assert labels(menu)[0] == "Dams"
    assert await follows(desk) == []


async def test_eight_topics_are_paged(ann: Room, desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        await topics.sync_configured(connection, [Topic(f"t{n}", f"Topic {n}", "x") for n in range(8)], NOW)
    menu = await ann.says("/subscribe")
    assert labels(menu) == [*(f"Topic {n}" for n in range(7)), "More ›"]
    await ann.presses(menu, "More ›")
    assert labels(menu) == ["Topic 7", "‹ Back"]
    await ann.presses(menu, "Topic 7")
    assert labels(menu) == ["✅ Topic 7", "‹ Back"]
    await ann.presses(menu, "‹ Back")
    assert len(labels(menu)) == 8


async def test_a_button_of_a_removed_topic_says_so(ann: Room, desk: Desk) -> None:
    menu, choice = await ann.says("/topics"), await ann.says("/subscribe d")
    async with desk.database.transaction() as connection:
        await topics.sync_configured(connection, [], NOW)
    assert await ann.presses(menu, "Dams") == "That topic no longer exists."
    await ann.presses(choice, "Dams")
    assert choice.text.startswith("That topic no longer exists.")


async def test_in_a_group_only_admins_change(group: Room, api: BotApi, desk: Desk) -> None:
    member = Room(api, group.chat_id, user=2)
    menu = await member.says("/topics@sitrep_demo_bot")
    for command in ("/subscribe harun", "/unsubscribe harun"):
        assert "Only admins" in (await member.says(command)).text
    assert "Only admins" in await member.presses(menu, "Dams")
    choice = await member.says("/latest d")
    assert labels(choice) == ["Dams", "Delta floods"]
    assert await follows(desk, group.chat_id) == []
    await group.says("/subscribe harun")
    assert await group.presses(menu, "Dams", user=1) == "You now follow Dams."
    assert sorted(await follows(desk, group.chat_id)) == ["dams", "harun"]


async def test_an_anonymous_admin_is_an_admin_and_a_linked_channel_is_not(
    group: Room, api: BotApi, desk: Desk
) -> None:
    for sender, reply in ((-1002, "Only admins"), (group.chat_id, "You now follow Harun valley.")):
        before = len(group.answers)
        chat = api.state.room(group.chat_id).as_json()
        message = {
            "message_id": 50 + before,
            "date": 0,
            "chat": chat,
            "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
            "sender_chat": {**chat, "id": sender},
            "text": "/subscribe harun",
            "entities": [{"type": "bot_command", "offset": 0, "length": 10}],
        }
        api.state.updates.push("message", message)
        await api.wait_for(lambda before=before: len(group.answers) > before)  # type: ignore[misc]
        assert reply in group.answers[-1].text
    assert await follows(desk, group.chat_id) == ["harun"]


async def test_a_channel_sends_commands_as_posts(ann: Room, api: BotApi, desk: Desk) -> None:
    api.add_chat(-1002, "channel", title="Wire", admins=[1], bot="administrator")
    api.channel_posts(-1002, "/subscribe harun")
    await api.wait_for(lambda: api.messages(-1002))
    assert await follows(desk, -1002) == ["harun"]
    menu = Room(api, -1002)
    api.channel_posts(-1002, "/topics")
    await api.wait_for(lambda: len(api.messages(-1002)) == 2)
    assert "Only admins" in await menu.presses(api.messages(-1002)[-1], "Dams", user=2)


async def test_a_forum_topic_is_its_own_chat(ann: Room, api: BotApi, desk: Desk) -> None:
    api.add_chat(-1003, "supergroup", admins=[1], forum_threads=[5])
    answer = await Room(api, -1003, user=1, thread_id=5).says("/subscribe harun")
    assert answer.thread_id == 5
    assert await follows(desk, -1003, 5) == ["harun"]
    assert await follows(desk, -1003) == []


async def test_another_bots_command_and_edits_do_not_run(ann: Room, api: BotApi, desk: Desk) -> None:
    api.user_sends(ANN, "/subscribe@OtherBot harun")
    api.user_sends(ANN, "/subscribe harun", edited=True)
    await ann.says("/help")
    assert len(ann.answers) == 3
    assert ann.answers[0].text.startswith("There is no command /subscribe@OtherBot.")
    assert ann.answers[1].text.startswith("I do not run edited commands.")
    assert await follows(desk) == []


async def test_unknown_commands_and_plain_text_get_help(ann: Room, group: Room, api: BotApi) -> None:
    assert (await ann.says("/lastest")).text == "There is no command /lastest. Did you mean /latest?"
    assert (await ann.says("/subs x")).text == "There is no command /subs. Did you mean /subscribe?"
    assert "/help lists" in (await ann.says("/zzzzzz")).text
    assert "/help" in (await ann.says("hello <b>")).text
    for ignored in ("hello", "/zzzzzz", "/lastest", "/lastest@OtherBot"):
        api.user_sends(group.chat_id, ignored, user=2)
    assert "Did you mean /topics?" in (await group.says("/topic@sitrep_demo_bot")).text
    assert "/help lists" in (await group.says("/zzzzzz@sitrep_demo_bot")).text
    assert len(group.answers) == 2


async def test_help_lists_the_commands(ann: Room, boss: Room, group: Room) -> None:
    helped = (await ann.says("/help")).text
    assert "/timeline – A topic's activity as a chart\n" in helped
    assert "/addfeed" not in helped
    assert "/addfeed" in (await boss.says("/help")).text
    assert "only admins" in (await group.says("/help")).text
