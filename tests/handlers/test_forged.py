"""Buttons pressed with data of the client's own, and texts that want to be commands."""

import logging

import pytest

from bot.model import Topic
from handlers import BUTTONS
from handlers.context import Desk
from storage import chats, topics
from tests.handlers.conftest import ANN, Room
from tests.stored import NOW, add_article, add_delivery
from tests.telegram_names import names_and_commands

HUGE = "9" * 18
ARGUMENTS = ("", HUGE, "-1", "1" * 50, "x", "*", "off", "1e999", "nan", "'; --", "%", "..")
FURTHER = ("", HUGE, "x", "*", "off")
"""No number, one that no row has, and words that may mean something: every place is read by the same code."""
NOT_OURS = ("٣", "\x00")
"""Data with these is of no action, whatever it begins with."""
STORY = "Boats sink off Osk"


def forged() -> list[str]:
    """Every action with odd arguments in every place."""
    found = ["", ":", "::::", "nobody:1", "latest:*:0:999999999999999999", f"topic:harun:{HUGE}"]
    for action in BUTTONS:
        for place in range(3):
            before = ["*" if action == "latest" else "harun"] * place
            found += [":".join((action, *before, argument)) for argument in (FURTHER if place else ARGUMENTS)]
    found += [f"topic:{argument}" for argument in NOT_OURS]
    return [*found, *(f"@{number}:topics" for number in (*ARGUMENTS, *NOT_OURS))]


async def test_forged_buttons_are_answered_without_a_traceback(
    ann: Room, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await ann.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Harun bridge falls", story_id=1, topics=("harun",))
    menu = await ann.says("/topics")
    with caplog.at_level(logging.ERROR):
        notices = {data: await ann.forges(menu, data) for data in forged()}
    assert [record.getMessage() for record in caplog.records] == []
    assert [data for data, notice in notices.items() if "our side" in notice] == []


@pytest.mark.parametrize(
    ("data", "notice"),
    [
        ("wish:harun:x:y", "Dieser Knopf funktioniert nicht mehr."),
        ("why:x", "Dieser Knopf funktioniert nicht mehr."),
        ("topic:nobody:9", "Dieses Thema gibt es nicht mehr."),
    ],
)
async def test_what_is_wrong_with_a_button_is_said_in_the_chats_language(
    ann: Room, data: str, notice: str
) -> None:
    await ann.says("/language de")
    await ann.says("/subscribe harun")
    menu = await ann.says("/topics")
    assert await ann.forges(menu, data) == notice


async def test_a_page_far_behind_the_last_is_the_last(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        for number in range(1, 8):
            at = {"story_id": number, "topics": ("harun",)}
            await add_article(connection, number, f"Harun bridge {number} falls", **at)  # type: ignore[arg-type]
    answer = await ann.says("/latest")
    await ann.forges(answer, f"latest:harun:{HUGE}:{HUGE}")
    assert answer.text.endswith("Page 2 of 2")
    found = await ann.says("/search bridge")
    await ann.forges(found, f"search:{HUGE}")
    assert found.text.endswith("Page 2 of 2")


async def private_story(desk: Desk) -> int:
    """A story that only another chat's own topic met; returns that chat."""
    async with desk.database.transaction() as connection:
        other = await chats.register(connection, 4242, None, "private", "", NOW)
        await topics.propose(connection, other.id, Topic("own-1", "boats", "boats", other.id), NOW)
        await topics.confirm(connection, other.id, "own-1", topics.OwnTopics(5, 5), NOW)
        await add_article(connection, 1, STORY, story_id=1, topics=("own-1",))
    return other.id


@pytest.mark.parametrize("action", ["why", "mute", "nope"])
async def test_a_story_of_another_chats_own_topic_is_not_shown(ann: Room, desk: Desk, action: str) -> None:
    await private_story(desk)
    menu = await ann.says("/topics")
    notice = await ann.forges(menu, f"{action}:1")
    assert STORY not in ann.answers[-1].text
    assert "no longer stored" in (notice or ann.answers[-1].text)


async def test_a_story_that_was_sent_or_met_an_open_topic_is_shown(ann: Room, desk: Desk) -> None:
    await private_story(desk)
    menu = await ann.says("/topics")
    async with desk.database.transaction() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        await add_delivery(connection, chat.id, 1, "sent", topic_ids="gone", message_id=5)
        await add_article(connection, 2, "Harun bridge falls", story_id=2, topics=("harun",))
    await ann.forges(menu, "why:1")
    assert STORY in ann.answers[-1].text
    await ann.forges(menu, "why:2")
    assert "Harun bridge falls" in ann.answers[-1].text


async def test_a_headline_is_no_command_in_lists_and_reasons(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    hostile = "@everyone: /forget Harun #now"
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, hostile, hostile, publisher="@press", story_id=1, topics=("harun",))
    await ann.says("/latest")
    await ann.says("/search harun")
    await ann.forges(ann.answers[0], "why:1")
    for answer in ann.answers[1:]:
        assert "Harun" in answer.text
        assert names_and_commands(answer.text) == []
