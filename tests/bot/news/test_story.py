"""Reports of one event are one story, and those of others are not."""

from datetime import UTC, datetime

from bot.news.story import Report, StoryIndex

RAQQA_ITEMS = [
    ("Market reopens in Raqqa", "The covered market of Raqqa reopened on Saturday with 40 stalls."),
    ("Flood cuts the road to Raqqa", "A flood cut the road from Aleppo to Raqqa on Sunday, engineers said."),
    ("Raqqa hospital gets a scanner", "The hospital of Raqqa received its first scanner in ten years."),
    (
        "Car bomb kills five in Raqqa",
        "A car bomb killed five people in the city of Raqqa on Sunday, officials said.",
    ),
    (
        "Gunmen shoot mayor of Raqqa",
        "Gunmen on motorcycles wounded the mayor of Raqqa outside his home on Sunday.",
    ),
]


def test_short_items_that_share_a_place_and_a_day_are_five_events_even_in_an_empty_index() -> None:
    """Most feeds give a title and one line. A shared place is no shared event: a false merge is the worst error."""
    index = StoryIndex()
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    placed = [index.place(Report(i, title, text, f"P{i}", at)) for i, (title, text) in enumerate(RAQQA_ITEMS)]
    assert [one.founded for one in placed] == [True] * 5


def test_two_short_items_about_one_bomb_are_one_event() -> None:
    index = StoryIndex()
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for i, (title, text) in enumerate(RAQQA_ITEMS):
        index.place(Report(i, title, text, f"P{i}", at))
    again = Report(
        9, "Raqqa car bomb leaves five dead", "Five people died when a car bomb exploded in Raqqa on Sunday."
    )
    assert index.place(again).story_id == 3
