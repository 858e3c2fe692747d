"""Export and deletion of a chat's data."""

import json

from handlers.context import Desk
from storage import chats
from tests.handlers.conftest import ANN, Room


async def test_export_sends_everything_stored(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    sent = await ann.says("/export")
    assert sent.file is not None
    assert sent.file[0] == "sitrep.json"
    kept = json.loads(sent.file[1])
    assert kept["chat"]["telegram_id"] == ANN
    assert [follow["topic_id"] for follow in kept["follows"]] == ["harun"]


async def test_forget_asks_first(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    question = await ann.says("/forget")
    assert await ann.presses(question, "Cancel") == "Nothing was deleted."
    question = await ann.says("/forget")
    assert "Everything stored about this chat was deleted" in await ann.presses(question, "Delete everything")
    async with desk.database.reading() as connection:
        assert await chats.find(connection, ANN) is None
    assert "You do not follow any topics yet" in (await ann.says("/latest")).text


async def test_in_a_group_a_member_cannot_press_it(group: Room, desk: Desk) -> None:
    question = await group.says("/forget")
    assert "Only admins" in await group.presses(question, "Delete everything", user=2)
    async with desk.database.reading() as connection:
        assert await chats.find(connection, group.chat_id) is None
