"""What is no command is answered too, with one helpful line; in private only."""

from typing import Any

import pytest

from bot.demo.standin.server import BotApi
from tests.handlers.conftest import ANN, Room

_FILE = {"file_id": "a", "file_unique_id": "a"}
PHOTO: dict[str, Any] = {"photo": [_FILE | {"width": 9, "height": 9}]}
CONTENTS: dict[str, dict[str, Any]] = {
    "photo": PHOTO,
    "voice": {"voice": _FILE | {"duration": 3}},
    "sticker": {
        "sticker": _FILE
        | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
    },
    "location": {"location": {"latitude": 35.9, "longitude": 39.0}},
    "document": {"document": _FILE},
    "contact": {"contact": {"phone_number": "1", "first_name": "X"}},
}


async def shows(room: Room, content: dict[str, Any], caption: str = "") -> str:
    before = len(room.answers)
    room.api.user_shows(room.chat_id, content, caption=caption)
    await room.api.wait_for(lambda: len(room.answers) > before)
    return room.answers[-1].text


@pytest.mark.parametrize("kind", CONTENTS)
async def test_whatever_is_sent_in_private_is_answered(ann: Room, kind: str) -> None:
    answer = await shows(ann, CONTENTS[kind])
    assert answer.startswith("I can only read text.")
    assert "\n" not in answer


async def test_a_captioned_command_is_told_to_stand_alone(ann: Room) -> None:
    assert "as a message of its own" in await shows(ann, PHOTO, caption="/subscribe harun")


async def test_an_album_is_answered_once(ann: Room) -> None:
    for _ in range(5):
        ann.api.user_shows(ANN, PHOTO | {"media_group_id": "9"})
    await ann.says("/help")
    assert [answer.text.split(".")[0] for answer in ann.answers[:-1]] == ["I can only read text"]


async def test_an_edited_command_does_not_run_and_says_so(ann: Room) -> None:
    ann.api.user_sends(ANN, "/subscribe harun", edited=True)
    await ann.api.wait_for(lambda: ann.answers)
    assert ann.answers[0].text.startswith("I do not run edited commands.")
    ann.api.user_sends(ANN, "just a word", edited=True)
    assert "You follow" not in (await ann.says("/topics")).text
    assert len(ann.answers) == 2


async def test_groups_and_service_messages_are_left_alone(ann: Room, group: Room, api: BotApi) -> None:
    api.user_shows(group.chat_id, PHOTO)
    api.user_sends(group.chat_id, "/subscribe harun", edited=True, user=1)
    api.user_shows(ANN, {"delete_chat_photo": True})
    await ann.says("/help")
    assert not group.answers
    assert len(ann.answers) == 1


async def test_a_command_for_another_bot_is_answered_in_private(ann: Room) -> None:
    assert (await ann.says("/latest@other_bot")).text == (
        "There is no command /latest@other_bot. Did you mean /latest?"
    )
