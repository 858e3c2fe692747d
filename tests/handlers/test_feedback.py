"""What followers say of alerts: not relevant, and why; reactions; and what the operator sees of it."""

import pytest

from bot.demo.standin.server import BotApi
from handlers.context import Desk
from storage import tables
from tests.handlers.conftest import Room
from tests.handlers.test_alerts import alerted, rows


async def said(desk: Desk) -> list[tuple[object, ...]]:
    """(story, verdict, topics, reason) of all feedback."""
    assert [column.name for column in tables.feedback.c] == [
        "chat_id", "story_id", "verdict", "topic_ids", "created_at", "reason",
    ]  # fmt: skip
    return [(row[1], row[2], row[3], row[5]) for row in await rows(desk, "feedback")]


async def test_not_relevant_is_stored_and_asked_once_why(ann: Room, desk: Desk) -> None:
    alert = await alerted(ann, desk, topics="dams,harun")
    before, buttons = len(ann.answers), alert.buttons
    assert await ann.presses(alert, "Not relevant") == "Noted. Why is it not relevant?"
    assert await said(desk) == [(1, "not relevant", "dams,harun", None)]
    labels = [button.text for row in alert.buttons for button in row]
    assert labels == ["Not about the topic", "Not news", "Old news", "Wrong"]
    assert "Noted, thank you." in await ann.presses(alert, "Old news")
    assert await said(desk) == [(1, "not relevant", "dams,harun", "old")]
    assert [button.text for row in alert.buttons for button in row] == [
        button.text for row in buttons for button in row
    ]
    assert "Noted, thank you." in await ann.presses(alert, "Not relevant")
    assert "Not relevant" in [button.text for row in alert.buttons for button in row], "it asks once"
    assert len(ann.answers) == before, "nothing is posted"


@pytest.mark.parametrize("data", ["because:1:nonsense", "because::old", "because:1:old"])
async def test_a_reason_for_nothing_is_not_stored(ann: Room, desk: Desk, data: str) -> None:
    alert = await alerted(ann, desk)
    await ann.forges(alert, data)
    assert await said(desk) == []


async def test_reactions_are_feedback_and_can_be_taken_back(group: Room, desk: Desk, api: BotApi) -> None:
    alert = await alerted(group, desk)
    for emoji, stored in (("👎", "disliked"), ("👍", "liked"), ("🤔", "liked"), (None, None)):
        api.user_reacts(alert, *([emoji] if emoji else []), user=2)
        await group.says("/latest")
        assert [row[1] for row in await said(desk)] == ([stored] if stored else [])


async def test_a_reaction_does_not_replace_a_verdict(ann: Room, desk: Desk, api: BotApi) -> None:
    alert = await alerted(ann, desk)
    await ann.presses(alert, "Not relevant")
    api.user_reacts(alert, "👍")
    api.user_reacts(alert)
    await ann.says("/help")
    assert await said(desk) == [(1, "not relevant", "harun", None)]


async def test_the_operator_sees_feedback_topic_by_topic(ann: Room, boss: Room, desk: Desk) -> None:
    assert "Feedback" not in (await boss.says("/stats")).text
    alert = await alerted(ann, desk)
    await ann.presses(alert, "Not relevant")
    await ann.presses(alert, "Not about the topic")
    shown = (await boss.says("/stats")).text
    assert "Feedback, last 30 days\n• Harun valley: 1 not relevant (1 not about it); 👍 0, 👎 0" in shown
