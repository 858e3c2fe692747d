"""Export and deletion of a chat's data."""

import json
import re
from pathlib import Path

from bot.model import AlertKind, AlertRecord, Fact, SourcedFact
from handlers.context import Desk
from storage import alerts, chats, topics
from tests.handlers.conftest import ANN, Room
from tests.stored import NOW, add_article, add_delivery


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


async def test_forget_leaves_no_trace_of_an_own_topic(ann: Room, desk: Desk) -> None:
    """Neither its query nor its id, in no table, no free page and not in the log."""
    secret = "quxzibar"
    await ann.presses(await ann.says(f"/track any(weir, {secret})"), "Track it")
    async with desk.database.transaction() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        (topic_id,) = await topics.followed(connection, chat.id)
        await add_article(connection, 1, "Weir breaks at Osk", story_id=1, topics=(topic_id, "harun"))
        sentence = Fact("The weir broke.", "The weir broke.", 0, 15)
        facts = tuple(SourcedFact(sentence, 1, topic) for topic in (topic_id, "harun", None))
        record = AlertRecord(0, 1, AlertKind.ALERT, 0, facts, NOW, NOW)
        alert_id = await alerts.create(connection, record)
        row = {"alert_id": alert_id, "topic_ids": topic_id, "message_id": 9}
        await add_delivery(connection, chat.id, 1, "sent", **row)
    assert topic_id.startswith("own-")
    assert topic_id.encode() in stored_bytes(desk)
    await ann.presses(await ann.says("/forget"), "Delete everything")
    left = stored_bytes(desk)
    assert secret.encode() not in left
    assert topic_id.encode() not in left
    async with desk.database.reading() as connection:
        (kept,) = (await alerts.of_stories(connection, [1]))[1]
    assert [fact.topic_id for fact in kept.facts] == ["", "harun", None]


async def test_the_id_of_an_own_topic_is_not_its_query(ann: Room, desk: Desk) -> None:
    ids = []
    for word in ("zebra", "okapi"):
        question = await ann.says(f"/track {word}")
        ids.append(question.buttons[0][0].data)
        await ann.presses(question, "Track it")
    assert all(re.fullmatch(r"track:own-[0-9a-f]{16}:yes", data or "") for data in ids)
    assert ids[0] != ids[1]
    assert "There is no topic called “own”" in (await ann.says("/subscribe own")).text


def stored_bytes(desk: Desk) -> bytes:
    """Everything in the files of the database."""
    path = Path(desk.database.engine.url.database or "")
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
