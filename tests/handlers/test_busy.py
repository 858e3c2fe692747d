"""Who only asks is answered while a station writes: on SQLite, which has one writer at a time."""

import pytest

from handlers.context import Desk
from tests.handlers.conftest import Room


@pytest.mark.parametrize("command", ["/start", "/topics", "/settings", "/latest", "/help", "/why", "harun"])
async def test_questions_are_answered_while_the_database_is_being_written(
    ann: Room, desk: Desk, command: str
) -> None:
    await ann.says("/subscribe harun")
    async with desk.database.transaction():
        before = len(ann.answers)
        ann.api.user_sends(ann.chat_id, command)
        await ann.api.wait_for(lambda: len(ann.answers) > before)
    assert "Something went wrong" not in ann.answers[-1].text
