"""Who may use the bot: nobody but the allowed, and whom an admin of the bot lets in."""

import logging
from dataclasses import replace

import pytest

from bot.demo.standin.server import BotApi
from handlers.context import Desk
from handlers.policy import Access
from storage import chats, people
from tests.handlers.conftest import ANN, BOSS, Room, Serve
from tests.handlers.test_guest import Posts
from tests.handlers.test_topics import follows
from tests.stored import NOW

EVE, CLUB = 66, -1009
PRIVATE = "This bot is private. Its operator decides who may use it."


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, access=Access(frozenset({ANN, -1001})))


async def stored(desk: Desk, *telegram_ids: int) -> list[int]:
    """Those of the chats about which anything is stored."""
    async with desk.database.reading() as connection:
        return [chat for chat in telegram_ids if await chats.find(connection, chat) is not None]


async def test_the_allowed_and_admins_are_served(ann: Room, boss: Room, group: Room, desk: Desk) -> None:
    assert "You now follow Dams." in (await ann.says("/subscribe dams")).text
    assert "Chats" in (await boss.says("/stats")).text
    assert "You now follow Dams." in (await group.says("/subscribe dams")).text
    assert await follows(desk) == ["dams"]


COMMANDS = [
    "/start", "/start harun", "/help", "/topics", "/latest", "/latest harun", "/subscribe harun",
    "/unsubscribe harun", "/track lake", "/untrack", "/search lake", "/timeline harun", "/why", "/settings",
    "/mute 1d", "/quiet 22-7", "/digest 8", "/timezone Paris", "/language de", "/pause", "/resume",
    "/channel", "/roles", "/export", "/forget", "/feeds", "/stats", "/guests",
    "/addfeed https://a.example/", "hello",
]  # fmt: skip
PRESSES = [
    "topic:harun:0:on", "topics:0", "follow:harun", "set:mute:1d", "forget:yes", "why:1", "mute:1", "nope:1",
    "guest:u:66:allowed", "@1:topics:0", "because:1:old", "addfeed:yes",
]  # fmt: skip


async def test_forty_updates_of_strangers_are_refused(
    ann: Room, desk: Desk, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    eve = Room(api, EVE)
    assert len(COMMANDS) + len(PRESSES) >= 40
    with caplog.at_level(logging.ERROR):
        for text in COMMANDS:
            assert (await eve.says(text)).text == PRIVATE
        for data in PRESSES:
            assert (await eve.forges(eve.answers[0], data)).startswith("This bot is private.")
        api.user_shows(EVE, {"location": {"latitude": 1.0, "longitude": 1.0}})
        api.user_sends(EVE, "/subscribe harun", edited=True)
        api.user_reacts(eve.answers[-1], "👍")
        await ann.says("/help")
    assert [record.getMessage() for record in caplog.records] == []
    assert await stored(desk, EVE, CLUB) == []


async def test_a_stranger_who_adds_it_to_a_group_or_channel_sees_it_leave(
    ann: Room, desk: Desk, api: BotApi
) -> None:
    for chat_id, kind, status in ((CLUB, "supergroup", "member"), (-1010, "channel", "administrator")):
        api.add_chat(chat_id, kind, title="Club", admins=[EVE], bot="left")
        api.my_chat_member(chat_id, status, user=EVE)
        await api.wait_for(lambda chat_id=chat_id: api.state.rooms[chat_id].bot == "left")  # type: ignore[misc]
        assert api.messages(chat_id) == []
    assert await stored(desk, CLUB, -1010) == []


async def test_a_group_that_an_admin_of_the_bot_adds_is_let_in(ann: Room, desk: Desk, api: BotApi) -> None:
    api.add_chat(CLUB, "supergroup", title="Club", admins=[BOSS], bot="left")
    api.my_chat_member(CLUB, "member", user=BOSS)
    await api.wait_for(lambda: api.messages(CLUB))
    async with desk.database.reading() as connection:
        known = await people.guest(connection, CLUB)
    assert known is not None
    assert known.state == people.ALLOWED


async def test_strangers_in_a_group_get_one_line_where_they_spoke_to_it(
    ann: Room, desk: Desk, api: BotApi
) -> None:
    api.add_chat(CLUB, "supergroup", title="Club", admins=[EVE])
    for text in ("hello", "/report", "/warn@guard_bot"):
        api.user_sends(CLUB, text, user=EVE)
    club = Room(api, CLUB, user=EVE)
    assert (await club.says("/subscribe harun")).text == PRIVATE
    assert len(club.answers) == 1
    channel = Posts(api, -1010)
    assert (await channel.says("/subscribe harun")).text == PRIVATE
    assert await stored(desk, CLUB, -1010) == []


@pytest.fixture
async def asking(api: BotApi, desk: Desk, serve: Serve) -> Room:
    """Eve's chat with a bot that asks its admins."""
    await serve(replace(desk, access=Access(frozenset(), approval=True)))
    return Room(api, EVE)


async def test_an_admin_is_asked_and_lets_somebody_in(asking: Room, api: BotApi, desk: Desk) -> None:
    boss = Room(api, BOSS)
    assert "I asked its operator to let you in" in (await asking.says("/start")).text
    await api.wait_for(lambda: boss.answers)
    question = boss.answers[0]
    assert question.text == "The user Reader (66) wants to use this bot. Let them in?"
    assert "There is no answer yet." in (await asking.says("/latest")).text
    assert len(boss.answers) == 1, "it asks once"
    await boss.presses(question, "Let in")
    assert question.text == "Reader (66) may use this bot now."
    await api.wait_for(lambda: "let you in" in asking.answers[-1].text)
    assert "You now follow Dams." in (await asking.says("/subscribe dams")).text


async def test_who_is_let_in_is_told_in_their_own_language(asking: Room, api: BotApi) -> None:
    boss = Room(api, BOSS)
    api.speaks(EVE, "de")
    await asking.says("/start")
    await api.wait_for(lambda: boss.answers)
    await boss.presses(boss.answers[0], "Let in")
    await api.wait_for(lambda: len(asking.answers) == 2)
    assert asking.answers[-1].text.startswith("Der Betreiber")


async def test_who_is_refused_hears_no_more(asking: Room, api: BotApi, desk: Desk) -> None:
    boss = Room(api, BOSS)
    await asking.says("/start")
    listed = await boss.says("/guests")
    await boss.presses(listed, "Refuse")
    before = len(asking.answers)
    for text in ("/start", "/subscribe harun", "hello"):
        api.user_sends(EVE, text)
    await boss.says("/help")
    await boss.says("/help")
    assert len(asking.answers) == before
    assert await stored(desk, EVE) == []
    assert (await boss.says("/guests")).text == "Nobody waits to be let in."


async def test_only_admins_of_the_bot_decide(asking: Room, api: BotApi, desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        await people.decide(connection, ANN, people.ALLOWED, NOW)
    ann = Room(api, ANN)
    menu = await ann.says("/topics")
    await asking.says("/start")
    assert "Only the admins of this bot" in await ann.forges(menu, f"guest:u:{EVE}:allowed")
    assert "Only the admins of this bot" in (await ann.says("/guests")).text
    assert "There is no answer yet." in (await asking.says("/start")).text
