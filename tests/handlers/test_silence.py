"""Nobody is left without alerts unawares: pauses end by themselves, are told, and can be chosen."""

import pytest
from sqlalchemy import select, update

from bot.demo.standin.server import BotApi
from handlers.context import Desk
from storage import chats, tables
from tests.handlers.conftest import Room
from tests.handlers.test_chats import paused
from tests.stored import NOW, add_article, add_delivery


async def shut(desk: Desk, telegram_id: int, reason: str = "not enough rights to send") -> None:
    async with desk.database.transaction() as connection:
        await chats.pause(connection, telegram_id, reason, NOW)


async def test_a_successful_answer_resumes_a_paused_group_and_says_so(group: Room, desk: Desk) -> None:
    await group.says("/subscribe harun")
    await shut(desk, group.chat_id)
    answer = await group.says("/latest")
    assert "Alerts to this chat were paused (not enough rights to send). They are on again" in answer.text
    assert await paused(desk, group.chat_id) is None
    assert "were paused" not in (await group.says("/latest")).text


async def test_a_group_that_still_refuses_stays_paused(group: Room, desk: Desk, api: BotApi) -> None:
    await group.says("/subscribe harun")
    await shut(desk, group.chat_id)
    api.state.rooms[group.chat_id].bot_may_post = False
    api.user_sends(group.chat_id, "/latest", user=1)
    await Room(api, 8).says("/help")
    await Room(api, 8).says("/help")
    assert await paused(desk, group.chat_id) == "not enough rights to send"


async def test_all_topics_are_paused_and_every_answer_says_so(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    await ann.says("/subscribe dams")
    assert (await ann.says("/pause")).text.startswith("Paused: you get no more alerts")
    for command in ("/latest", "/topics", "/settings", "/help", "/why"):
        assert "All your topics are paused" in (await ann.says(command)).text
    assert (await ann.says("/resume")).text.startswith("Alerts are on again for all your topics.")
    assert "are paused" not in (await ann.says("/latest")).text


async def test_alerts_are_not_called_on_while_all_topics_are_paused(ann: Room) -> None:
    await ann.says("/subscribe harun")
    await ann.says("/pause")
    note = "All your topics are paused, so no alerts come. /resume starts them again."
    assert (await ann.says("/mute off")).text == note
    menu = await ann.says("/mute")
    assert menu.text == f"Mute\nFor another duration, write for example /mute 3h\n\n{note}"
    assert (await ann.says("/mute 2h")).text.startswith("Muted until 17:00 UTC.")
    await ann.says("/resume")
    assert (await ann.says("/mute off")).text == "Alerts are on."


async def test_one_topic_is_paused_and_resumed(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    await ann.says("/subscribe dams")
    assert (await ann.says("/pause harun")).text.startswith("Paused: Harun valley.")
    assert "All your topics" not in (await ann.says("/latest")).text
    assert await is_paused(desk) == {"harun": True, "dams": False}
    assert "Paused, without alerts: Harun valley." in (await ann.says("/topics")).text
    assert (await ann.says("/resume harun")).text.startswith("Alerts are on again: Harun valley.")
    assert await is_paused(desk) == {"harun": False, "dams": False}


async def is_paused(desk: Desk) -> dict[str, bool]:
    async with desk.database.reading() as connection:
        rows = await connection.execute(select(tables.subscriptions))
        return {row.topic_id: row.paused_at is not None for row in rows}


async def test_a_name_that_is_not_clear_is_asked_for(ann: Room, desk: Desk) -> None:
    assert "do not follow any topics" in (await ann.says("/pause")).text
    await ann.says("/subscribe harun")
    await ann.says("/subscribe dams")
    question = await ann.says("/pause nonsense")
    assert question.text == "Which topic should I pause?"
    await ann.presses(question, "Dams")
    assert question.text.startswith("Paused: Dams.")
    assert await is_paused(desk) == {"harun": False, "dams": True}


async def test_following_a_paused_topic_resumes_it(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    await ann.says("/pause")
    assert "paused" not in (await ann.says("/subscribe harun")).text
    assert await is_paused(desk) == {"harun": False}


async def test_each_topic_can_be_silent_and_urgent(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    menu = await ann.says("/settings")
    await ann.presses(menu, "Topic by topic")
    assert menu.text.startswith("Your topics, one by one")
    await ann.presses(menu, "Harun valley")
    assert await ann.presses(menu, "🔕 Make it silent") == "Saved."
    assert await ann.presses(menu, "🌙 Let important news through") == "Saved."
    assert "Its alerts make no sound." in menu.text
    assert "deaths, claims, ceasefires" in menu.text
    async with desk.database.reading() as connection:
        row = (await connection.execute(select(tables.subscriptions))).one()
    assert (row.silent, row.urgent, row.paused_at) == (True, True, None)
    await ann.presses(menu, "‹ All topics")
    assert menu.buttons[0][0].text == "🔕🌙 Harun valley"


async def test_only_admins_change_a_topics_options(group: Room, api: BotApi) -> None:
    await group.says("/subscribe harun")
    menu = await group.says("/settings")
    member = Room(api, group.chat_id, user=2)
    assert await member.presses(menu, "Topic by topic") == ""
    assert "Only admins" in await member.forges(menu, "wish:harun:silent:on")
    assert "Only admins" in (await member.says("/pause")).text


async def test_unmuting_brings_what_waited(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Bridge falls", story_id=1, topics=("harun",))
        chat = await chats.find(connection, ann.chat_id)
        assert chat is not None
        await add_delivery(connection, chat.id, 1, "sent", topic_ids="harun", message_id=1)
        await add_delivery(connection, chat.id, 1, "due", kind="update", topic_ids="harun")
    menu = await ann.says("/topics")
    await ann.forges(menu, "mute:1")
    assert await states(desk) == ["sent", "cancelled"]
    assert "What waited comes now" in await ann.forges(menu, "unmute:1")
    assert await states(desk) == ["sent", "due"]


async def states(desk: Desk) -> list[str]:
    async with desk.database.reading() as connection:
        return list(await connection.scalars(select(tables.outbox.c.state).order_by(tables.outbox.c.id)))


async def test_a_forum_topic_that_opens_again_is_resumed(ann: Room, desk: Desk, api: BotApi) -> None:
    api.add_chat(-1003, "supergroup", title="Forum", admins=[1], forum_threads=[5])
    topic = Room(api, -1003, user=1, thread_id=5)
    await topic.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        await chats.pause(connection, -1003, "topic closed", NOW, thread_id=5)
    message = {"forum_topic_reopened": {}, "message_thread_id": 5, "is_topic_message": True}
    api.user_shows(-1003, message, user=1)
    await ann.says("/help")
    await ann.says("/help")
    async with desk.database.reading() as connection:
        reasons = await connection.scalars(
            select(tables.chats.c.paused_reason).where(tables.chats.c.telegram_id == -1003)
        )
        assert reasons.all() == [None]


@pytest.mark.parametrize("count", [1, 3])
async def test_settings_say_what_waits_because_of_the_cap(ann: Room, desk: Desk, count: int) -> None:
    await ann.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        chat = await chats.find(connection, ann.chat_id)
        assert chat is not None
        for number in range(1, count + 1):
            await add_article(connection, number, "Bridge falls", story_id=number, topics=("harun",))
            await add_delivery(connection, chat.id, number, "held", reason="more than 20 alerts an hour")
        await connection.execute(update(tables.outbox).values(due_at=NOW))
    shown = (await ann.says("/settings")).text
    waits = "1 alert waits" if count == 1 else f"{count} alerts wait"
    assert f"{waits} (more than 20 alerts an hour)" in shown


async def test_start_begins_alerts_again_as_its_menu_entry_says(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun, dams")
    await ann.says("/pause")
    started = (await ann.says("/start")).text
    assert started.endswith("Alerts are on again for all your topics. /latest shows what happened meanwhile.")
    assert await is_paused(desk) == {"harun": False, "dams": False}


async def test_a_member_who_starts_in_a_group_ends_no_pause(group: Room, desk: Desk, api: BotApi) -> None:
    await group.says("/subscribe harun")
    await group.says("/pause")
    member = Room(api, group.chat_id, user=2)
    assert "All your topics are paused" in (await member.says("/start")).text
    assert await is_paused(desk) == {"harun": True}


async def test_several_topics_are_paused_and_resumed(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun, dams, delta")
    assert (await ann.says("/pause harun, dams, zebra")).text == (
        "Paused, without alerts: Harun valley, Dams. /resume starts them again.\n"
        "I do not know which topic “zebra” is. /topics lists them all."
    )
    assert await is_paused(desk) == {"harun": True, "dams": True, "delta": False}
    resumed = (await ann.says("/resume harun dams")).text
    assert resumed.startswith("Alerts are on again: Harun valley, Dams.")
    assert await is_paused(desk) == {"harun": False, "dams": False, "delta": False}


async def test_a_pause_for_a_while_is_a_mute(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    assert "/mute 2h stops them for a while" in (await ann.says("/pause 2h")).text
    assert await is_paused(desk) == {"harun": False}


async def test_the_note_of_a_pause_ends_with_the_topics_and_stays_under_menus(ann: Room) -> None:
    await ann.says("/subscribe harun")
    await ann.says("/pause")
    menu = await ann.says("/settings")
    await ann.presses(menu, "Digest")
    assert "All your topics are paused" in menu.text
    assert (await ann.says("/unsubscribe harun")).text == "You no longer follow Harun valley."
