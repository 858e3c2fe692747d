"""When and how alerts come, set by commands and by buttons."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from bot.model import Chat
from handlers.context import Desk
from storage import chats, tables
from tests.handlers.conftest import ANN, Room, Serve
from tests.handlers.test_topics import labels
from tests.stored import NOW, add_article, add_delivery

ONLY_NEWS = "Only news alerts, and live pages where they are the first to tell of an event."


async def chat_of(desk: Desk, telegram_id: int = ANN) -> Chat:
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, telegram_id)
    assert chat is not None
    return chat


def ticked(menu: Message) -> list[str]:
    return [label for label in labels(menu) if label.startswith("✓")]


async def test_mute_by_words(ann: Room, desk: Desk) -> None:
    answer = await ann.says("/mute 8h")
    assert answer.text == "Muted until 23:00 UTC. Alerts held until then come in one message afterwards."
    assert (await chat_of(desk)).muted_until_at == NOW + timedelta(hours=8)
    assert (await ann.says("/mute off")).text == "Alerts are on."
    assert (await chat_of(desk)).muted_until_at is None
    for words in ("<soon>", "0h", "59s", "99w"):
        assert "For how long? Try /mute 2h" in (await ann.says(f"/mute {words}")).text


async def test_quiet_by_words(ann: Room, desk: Desk) -> None:
    answer = await ann.says("/quiet 22:00-07:00")
    assert answer.text.startswith("Quiet hours: 22:00-07:00 (UTC).")
    assert (await chat_of(desk)).quiet_to == time(7)
    assert (await ann.says("/quiet off")).text == "No quiet hours."
    assert "/quiet 22:00-07:00" in (await ann.says("/quiet late")).text


async def test_digest_by_words(ann: Room, desk: Desk) -> None:
    answer, _hint = (await ann.says("/digest 08:00 weekdays")).text.split("\n")
    assert answer == "One digest Monday to Friday at 08:00 (UTC)."
    chat = await chat_of(desk)
    assert (chat.digest_at, chat.digest_weekdays_only) == (time(8), True)
    answer, _hint = (await ann.says("/digest 8am")).text.split("\n")
    assert answer == "One digest every day at 08:00 (UTC)."
    assert "No digest" in (await ann.says("/digest off")).text
    assert "/digest 08:00" in (await ann.says("/digest whenever")).text


async def test_timezone_by_words_and_choice(ann: Room, desk: Desk) -> None:
    assert (await ann.says("/timezone paris")).text == "Timezone: Europe/Paris, where it is now 16:00."
    which = await ann.says("/timezone ist")
    assert labels(which) == ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]
    assert await ann.presses(which, "Asia/Jerusalem") == "Saved."
    assert (await chat_of(desk)).timezone == "Asia/Jerusalem"
    assert "There is no timezone called “<qqqq>”" in (await ann.says("/timezone <qqqq>")).text


async def test_the_menu_edits_itself_in_place(ann: Room, desk: Desk) -> None:
    menu = await ann.says("/settings")
    assert menu.text == (
        "Settings for this chat\nAlerts are on.\nNo quiet hours.\n"
        "No digest: each alert is its own message.\nTimezone: UTC, where it is now 15:00.\n"
        f"{ONLY_NEWS}"
    )
    for part, before, button, after, value in (
        ("Mute", "✓ Off", "8 hours", None, "Muted until 23:00 UTC"),  # it runs out: the line says until when
        ("Quiet hours", "✓ Off", "22:00-07:00", "✓ 22:00-07:00", "Quiet hours: 22:00-07:00"),
        ("Digest", "✓ Off", "08:00 weekdays", "✓ 08:00 weekdays", "One digest Monday to Friday at 08:00"),
        ("Timezone", "✓ UTC", "Damascus", "✓ Damascus", "Timezone: Asia/Damascus"),
    ):
        await ann.presses(menu, part)
        assert menu.text.startswith(part)
        assert ticked(menu) == [before]
        assert await ann.presses(menu, button) == "Saved."
        assert value in menu.text
        assert ticked(menu) == ([after] if after else [])
        await ann.presses(menu, "‹ All settings")
        assert value in menu.text
    assert len(ann.answers) == 1
    chat = await chat_of(desk)
    assert chat.muted_until_at == NOW + timedelta(hours=8)
    assert (chat.quiet_from, chat.quiet_to, chat.digest_at) == (time(22), time(7), time(8))
    await ann.presses(menu, "Digest")
    await ann.presses(menu, "Off")
    assert (await chat_of(desk)).digest_at is None


async def test_kinds_of_report_are_switched_on_and_off(ann: Room, desk: Desk) -> None:
    menu = await ann.says("/settings")
    await ann.presses(menu, "Kinds of report")
    assert menu.text.startswith(f"Kinds of report\n{ONLY_NEWS}\nTap a kind to switch it on or off.")
    assert labels(menu)[:-1] == [
        "Live pages", "Analysis", "Opinion", "Features", "Video and audio", "Round-ups", "Promotion",
    ]  # fmt: skip
    assert (await chat_of(desk)).kinds is None
    for name in ("Analysis", "Opinion"):
        assert await ann.presses(menu, name) == "Saved."
    assert menu.text.startswith("Kinds of report\nNews alerts, and: Analysis, Opinion.")
    assert labels(menu)[1:3] == ["✓ Analysis", "✓ Opinion"]
    await ann.presses(menu, "✓ Analysis")
    assert (await chat_of(desk)).kinds == frozenset({"news", "opinion"})
    await ann.presses(menu, "✓ Opinion")
    await ann.presses(menu, "‹ All settings")
    assert menu.text.endswith(ONLY_NEWS)
    assert (await chat_of(desk)).kinds == frozenset({"news"})


async def test_a_kind_that_is_tapped_twice_is_not_switched_back(ann: Room, desk: Desk) -> None:
    menu = await ann.says("/settings")
    await ann.presses(menu, "Kinds of report")
    for _ in range(2):
        assert await ann.forges(menu, "set:kinds:analysis on") == "Saved."
    assert (await chat_of(desk)).kinds == frozenset({"news", "analysis"})
    for _ in range(2):
        assert await ann.forges(menu, "set:kinds:analysis off") == "Saved."
    assert (await chat_of(desk)).kinds == frozenset({"news"})
    for forged in ("news off", "analysis", "gossip on", "analysis maybe", "on"):
        await ann.forges(menu, f"set:kinds:{forged}")
    assert (await chat_of(desk)).kinds == frozenset({"news"})


async def test_kinds_begin_with_what_the_operator_chose(api: BotApi, desk: Desk, serve: Serve) -> None:
    await serve(replace(desk, kinds=frozenset({"news", "live", "opinion"})))
    ann = Room(api, ANN)
    menu = await ann.says("/settings")
    assert menu.text.endswith("News alerts, and: Live pages, Opinion.")
    await ann.says("/mute 8h")
    assert (await chat_of(desk)).kinds is None
    await ann.presses(menu, "Kinds of report")
    await ann.presses(menu, "✓ Opinion")
    assert menu.text.startswith("Kinds of report\nNews alerts, and: Live pages.")
    assert (await chat_of(desk)).kinds == frozenset({"news", "live"})


async def test_every_button_of_the_menu_is_understood(ann: Room, desk: Desk) -> None:
    for command in ("/mute", "/quiet", "/digest", "/timezone"):
        part = await ann.says(command)
        for place in range(len(labels(part)) - 1):
            label = labels(part)[place]  # a tick may have moved
            assert await ann.presses(part, label) == "Saved.", label


async def test_held_alerts_follow_the_new_settings(ann: Room, desk: Desk) -> None:
    await ann.says("/mute 1d")
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Bridge falls", story_id=1)
        await add_delivery(connection, (await chat_of(desk)).id, 1, "held", due_at=NOW + timedelta(days=1))
    await ann.says("/mute 2h")
    async with desk.database.reading() as connection:
        due_at = await connection.scalar(select(tables.outbox.c.due_at))
    assert due_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    "command", ["/mute 2h", "/quiet 22-7", "/digest 8", "/timezone paris", "/export", "/forget"]
)
async def test_in_a_group_only_admins_change(group: Room, desk: Desk, command: str) -> None:
    assert "Only admins" in (await Room(group.api, group.chat_id, user=2).says(command)).text


async def test_in_a_group_everyone_may_read(group: Room, desk: Desk) -> None:
    menu = await Room(group.api, group.chat_id, user=2).says("/settings")
    await group.presses(menu, "Mute", user=2)
    assert "Only admins" in await group.presses(menu, "1 hour", user=2)
    assert await group.presses(menu, "1 hour", user=1) == "Saved."


async def test_hours_in_utc_come_with_a_word_on_timezones(ann: Room) -> None:
    hint = "That is UTC. To use your own time, write for example /timezone Beirut."
    for command in ("/quiet 22-7", "/digest 8"):
        assert (await ann.says(command)).text.endswith(hint)
    for command in ("/quiet off", "/digest off", "/timezone Beirut", "/quiet 22-7", "/digest 8"):
        assert hint not in (await ann.says(command)).text
