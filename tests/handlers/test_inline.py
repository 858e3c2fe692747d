"""Inline mode: stories to share in any chat."""

from datetime import timedelta

from bot.demo.standin.state import InlineAnswer
from handlers.context import Desk
from tests.handlers.conftest import ANN, Room
from tests.stored import NOW, add_article

STRANGER = 555


async def offered(room: Room, query: str, user: int = STRANGER, offset: str = "") -> InlineAnswer:
    query_id = room.api.user_types(user, query, offset=offset)
    answers = await room.api.wait_for(
        lambda: [answer for answer in room.api.inline_answers if answer.query_id == query_id]
    )
    return answers[0]


async def add_stories(desk: Desk, count: int) -> None:
    async with desk.database.transaction() as connection:
        for number in range(1, count + 1):
            await add_article(
                connection, number, f"Bridge {number} falls",
                f"Bridge {number} fell at dawn in Harun valley.",
                published_at=NOW - timedelta(minutes=number), story_id=number,
                topics=("harun",) if number % 2 else ("dams",),
            )  # fmt: skip


async def test_a_topic_gives_its_newest_stories_to_share(ann: Room, desk: Desk) -> None:
    await add_stories(desk, 4)
    answer = await offered(ann, "harun")
    assert [result.title for result in answer.results] == ["Bridge 1 falls", "Bridge 3 falls"]
    assert answer.is_personal
    first = answer.results[0]
    assert first.description == "Bridge 1 fell at dawn in Harun valley."
    assert first.text.startswith("Harun valley\nBridge 1 falls\n\n• Bridge 1 fell at dawn in Harun valley.")
    assert {"date_time", "expandable_blockquote"} <= {entity.type for entity in first.entities}
    (read,), (follow,) = first.buttons
    assert (read.text, read.url) == ("Read", "https://example.com/1")
    assert follow.text == "Follow Harun valley"
    assert follow.url == "https://t.me/sitrep_demo_bot?start=harun"


async def test_words_search_and_nothing_gives_the_newest_of_what_one_follows(ann: Room, desk: Desk) -> None:
    await add_stories(desk, 4)
    await ann.says("/search bridge")  # brings the index up to date
    assert [result.title for result in (await offered(ann, '"bridge 2"')).results] == ["Bridge 2 falls"]
    assert len((await offered(ann, "")).results) == 4
    await ann.says("/subscribe dams")
    assert [result.title for result in (await offered(ann, "", ANN)).results] == [
        "Bridge 2 falls", "Bridge 4 falls",
    ]  # fmt: skip
    assert (await offered(ann, "zebra")).results == ()


async def test_scrolling_on_gives_more(ann: Room, desk: Desk) -> None:
    await add_stories(desk, 26)
    first = await offered(ann, "")
    second = await offered(ann, "", offset=first.next_offset)
    third = await offered(ann, "", offset=second.next_offset)
    sizes = [len(answer.results) for answer in (first, second, third)]
    assert (sizes, third.next_offset) == ([10, 10, 6], "")
    assert len({result.id for answer in (first, second, third) for result in answer.results}) == 26
    assert (await offered(ann, "", offset="99999999999999999999")).results == ()
    assert len((await offered(ann, "x" * 256, offset="-1")).results) == 0


async def test_results_are_in_the_language_of_who_types(ann: Room, desk: Desk) -> None:
    await add_stories(desk, 1)
    ann.api.speaks(STRANGER, "tr")
    (result,) = (await offered(ann, "harun")).results
    assert [button.text for row in result.buttons for button in row] == ["Oku", "Takip et: Harun valley"]


async def test_other_peoples_own_topics_are_not_offered(ann: Room, desk: Desk) -> None:
    await add_stories(desk, 1)
    asked = await ann.says("/track bridge")
    await ann.presses(asked, "Track it")
    (mine,), (theirs,) = (await offered(ann, "bridge", ANN)).results, (await offered(ann, "bridge")).results
    assert mine.text.startswith("Harun valley\n"), "others read it too"
    assert theirs.text.startswith("Harun valley\n")
    assert [button.text for row in mine.buttons for button in row] == ["Read", "Follow Harun valley"]
