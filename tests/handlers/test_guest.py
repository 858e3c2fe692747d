"""Sitrep among others: in groups and channels it speaks when spoken to, and obeys admins."""

import pytest

from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from handlers.context import Desk
from handlers.roles import ADMINS_ONLY, CANNOT_TELL
from storage import chats
from tests.handlers.conftest import Room
from tests.handlers.test_alerts import alerted
from tests.handlers.test_topics import follows

OTHER_BOT = 500


async def muted(desk: Desk, telegram_id: int) -> bool:
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, telegram_id)
    return chat is not None and chat.muted_until_at is not None


async def unanswered(room: Room, *texts: str, user: int | None = None) -> None:
    """Send the texts; none of them gets an answer. A command of Sitrep's alone ends the list."""
    before = len(room.answers)
    for text in texts:
        room.api.user_sends(room.chat_id, text, user=user if user is not None else room.user)
    await room.says("/latest")
    assert [answer.text for answer in room.answers[before:-1]] == []


async def test_commands_of_other_bots_get_no_answer(group: Room) -> None:
    await unanswered(
        group, "/unmute", "/report", "/top", "/st", "/lates", "/help@other_bot", "/st@Other_Bot", "/"
    )
    assert "Did you mean /latest?" in (await group.says("/lates@sitrep_demo_bot")).text


async def test_what_people_try_works_in_groups_with_our_name(group: Room, desk: Desk) -> None:
    assert (await group.says("/list@sitrep_demo_bot")).text.startswith("Topics")
    await group.says("/mute 1d")
    assert (await group.says("/unmute@sitrep_demo_bot")).text == "Alerts are on."
    assert not await muted(desk, group.chat_id)


async def test_a_mute_for_a_moderation_bot_does_not_mute_sitrep(group: Room, desk: Desk, api: BotApi) -> None:
    api.state.rooms[group.chat_id].bots[OTHER_BOT] = "administrator"
    await unanswered(group, "/mute 1d", "/start", "/help", "/settings", "/stats")
    assert not await muted(desk, group.chat_id)
    assert "Muted until" in (await group.says("/mute@sitrep_demo_bot 1d")).text
    assert await muted(desk, group.chat_id)


async def test_without_other_bots_a_bare_command_is_ours(group: Room, desk: Desk) -> None:
    assert "Muted until" in (await group.says("/mute 1d")).text


async def test_a_command_in_reply_to_sitrep_is_ours_whoever_else_is_there(
    group: Room, desk: Desk, api: BotApi
) -> None:
    alert = await alerted(group, desk)
    api.state.rooms[group.chat_id].bots[OTHER_BOT] = "administrator"
    assert "no more updates on this story" in (await group.says("/mute", reply_to=alert.id)).text


@pytest.mark.parametrize("how", ["joins", "is spoken to"])
async def test_a_bot_that_is_no_admin_is_noticed_when_it(
    group: Room, desk: Desk, api: BotApi, how: str
) -> None:
    if how == "joins":
        bot = {"id": OTHER_BOT, "is_bot": True, "first_name": "Guard", "username": "guard_bot"}
        api.user_shows(group.chat_id, {"new_chat_members": [bot]}, user=1)
    else:
        api.user_sends(group.chat_id, "/warn@guard_bot", user=2)
    await unanswered(group, "/mute 1d")
    assert not await muted(desk, group.chat_id)


async def test_a_channels_post_in_its_linked_group_is_no_second_command(
    group: Room, desk: Desk, api: BotApi
) -> None:
    more = {"is_automatic_forward": True, "sender_chat": {"id": -1002, "type": "channel", "title": "Wire"}}
    api.user_sends(group.chat_id, "/subscribe harun", user=1, more=more)
    await unanswered(group)
    assert await follows(desk, group.chat_id) == []


async def test_why_is_a_notice_in_a_group_and_nothing_is_posted(group: Room, desk: Desk, api: BotApi) -> None:
    alert = await alerted(group, desk)
    before = len(group.answers)
    for _ in range(5):
        notice = await group.presses(alert, "Why this?", user=2)
    assert notice.startswith("Harun valley: “Harun”, in the report of Harbour Post.")
    assert len(notice) <= 200
    assert api.callback_answers[-1].alert
    assert len(group.answers) == before
    assert "Delta Wire" in (await group.says("/why", reply_to=alert.id)).text


async def test_why_in_a_channel_is_for_its_admins(ann: Room, desk: Desk, api: BotApi) -> None:
    api.add_chat(-1002, "channel", title="Wire", admins=[1], bot="administrator")
    channel = Posts(api, -1002)
    alert = await alerted(channel, desk)
    before = len(channel.answers)
    assert (await channel.presses(alert, "Why this?", user=99)).startswith("Only admins of this chat")
    assert "Harbour Post" in await channel.presses(alert, "Why this?", user=1)
    assert len(channel.answers) == before


class Posts(Room):
    """A channel, where what is said is posted."""

    async def says(self, text: str, reply_to: int | None = None) -> Message:
        before = len(self.answers)
        self.api.channel_posts(self.chat_id, text)
        await self.api.wait_for(lambda: len(self.answers) > before)
        return self.answers[-1]


async def test_an_admin_whose_membership_cannot_be_read_is_found_among_the_admins(
    group: Room, desk: Desk, api: BotApi
) -> None:
    room = api.state.rooms[group.chat_id]
    room.refuses["getChatMember"] = "member list is inaccessible"
    assert "You now follow" in (await group.says("/subscribe harun")).text
    assert (await Room(api, group.chat_id, user=2).says("/subscribe dams")).text == ADMINS_ONLY


async def test_where_nobody_can_tell_who_is_an_admin_it_says_so(group: Room, desk: Desk, api: BotApi) -> None:
    room = api.state.rooms[group.chat_id]
    room.refuses |= dict.fromkeys(("getChatMember", "getChatAdministrators"), "member list is inaccessible")
    assert (await group.says("/subscribe harun")).text == CANNOT_TELL
    assert await follows(desk, group.chat_id) == []
