"""A chart of a topic's days."""

import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.messages.days import Day
from handlers.context import Desk
from handlers.timeline import days_of
from storage.history import TopicStory
from tests.handlers.conftest import Room
from tests.handlers.test_topics import labels
from tests.stored import NOW, add_article


async def test_a_chart_with_the_numbers_in_its_caption(ann: Room, desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        for number, days in enumerate((0, 2, 2, 40), 1):
            await add_article(
                connection, number, f"Bridge {number} falls", published_at=NOW - timedelta(days=days),
                story_id=number, topics=("harun",),
            )  # fmt: skip
    picture = await ann.says("/timeline harun")
    assert picture.kind == "photo"
    assert picture.file is not None
    assert picture.file[1].startswith(b"\x89PNG")
    assert picture.text.startswith("Harun valley\nThu 26 Feb – 4 Mar 2026: 3 stories")
    assert "Bridge 2 falls" in picture.text
    assert "Tue 3 Feb – 4 Mar 2026" in (await ann.says("/timeline valley 30d")).text
    assert "Tue 3 Feb – 4 Mar 2026" in (await ann.says("/timeline valley 30")).text
    assert "Tue 3 Feb – 4 Mar 2026" in (await ann.says("/timeline valley 30 days")).text


async def test_without_pillow_the_days_come_in_words(
    ann: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delitem(sys.modules, "bot.messages.chart", raising=False)
    monkeypatch.setitem(sys.modules, "PIL", None)
    told = await ann.says("/timeline harun")
    assert told.kind == "text"
    assert told.text.startswith("Harun valley\nThu 26 Feb")
    assert "pip install 'sitrep[charts]'" in caplog.text


async def test_without_a_clear_topic_it_asks(ann: Room) -> None:
    which = await ann.says("/timeline 30d")
    assert labels(which) == ["Dams", "Delta floods", "Harun valley"]
    await ann.presses(which, "Dams")
    assert ann.answers[-1].kind == "photo"
    assert "There is no topic called" in (await ann.says("/timeline zebra")).text
    await ann.says("/subscribe dams")
    assert (await ann.says("/timeline")).text.startswith("Dams")
    assert labels(await ann.says("/timeline d")) == ["Dams", "Delta floods"]


async def test_a_number_in_a_name_is_no_span(ann: Room) -> None:
    proposal = await ann.says("/track boeing 737")
    await ann.presses(proposal, "Track it")
    assert (await ann.says("/timeline boeing 737")).text.startswith("boeing 737\nThu 26 Feb")


def test_a_story_counts_on_its_first_day_with_all_its_publishers() -> None:
    at = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    reports = [
        TopicStory(1, at, frozenset({"A"}), "One"),
        TopicStory(2, at, frozenset({"A", "B"}), "Two"),
        TopicStory(3, at + timedelta(minutes=2), frozenset({"C"}), "Three"),
    ]
    assert days_of(reports, date(2026, 2, 28), 3) == [
        Day(date(2026, 2, 28), 0, 0, None),
        Day(date(2026, 3, 1), 2, 2, "Two"),
        Day(date(2026, 3, 2), 1, 1, "Three"),
    ]
