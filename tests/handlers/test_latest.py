"""`/latest` and `/search`: stories with their facts, five at a time."""

from datetime import timedelta

from sqlalchemy import update

from handlers.context import Desk
from storage import chats, tables
from tests.handlers.conftest import ANN, Clock, Room
from tests.stored import NOW, add_article

TEXT = (
    "The old bridge over the Harun river fell on Monday morning, the mayor said. "
    "Two trucks were on the bridge when it collapsed into the water. "
    "Engineers had warned of rust in its cables for nine years."
)


async def stored(
    desk: Desk, count: int, hours_apart: float = 30.0, topic: str = "harun", first: int = 1
) -> None:
    """Stories of one report each, the last one newest."""
    async with desk.database.transaction() as connection:
        for number in range(count):
            at = NOW - timedelta(hours=hours_apart * (count - 1 - number), minutes=5)
            key = first + number
            await add_article(
                connection, key, f"Bridge {key} falls", TEXT, published_at=at, story_id=key, topics=(topic,)
            )


def headlines(text: str) -> list[str]:
    return [line for line in text.split("\n") if "falls" in line]


async def test_the_newest_stories_come_with_facts_source_and_time(ann: Room, desk: Desk) -> None:
    await stored(desk, 2)
    await ann.says("/subscribe harun")
    answer = await ann.says("/latest")
    assert answer.text.startswith("Latest on your topics\n\nBridge 2 falls\n• ")
    assert "\n• Two trucks were on the bridge" in answer.text
    assert "Harun valley · 1 publisher, unconfirmed: Harbour Post · 14:55 UTC" in answer.text
    assert "Harbour Post · 3 Mar, 08:55 UTC" in answer.text
    assert [entity.url for entity in answer.entities if entity.url][:1] == ["https://example.com/2"]
    assert not answer.preview


async def test_stories_without_a_news_report_say_what_they_are(ann: Room, desk: Desk) -> None:
    await stored(desk, 2)
    async with desk.database.transaction() as connection:
        await connection.execute(update(tables.articles).values(kind="analysis"))
    assert headlines((await ann.says("/latest harun")).text) == [
        "Analysis · Bridge 2 falls",
        "Analysis · Bridge 1 falls",
    ]
    assert "Analysis · Bridge 2 falls" in (await ann.says("/search bridge")).text
    async with desk.database.transaction() as connection:
        await add_article(connection, 3, "Also", TEXT, published_at=NOW, story_id=2, topics=("harun",))
    assert headlines((await ann.says("/latest harun")).text)[0] == "Bridge 2 falls"


async def test_a_named_topic_needs_no_subscription(ann: Room, desk: Desk) -> None:
    await stored(desk, 1)
    assert headlines((await ann.says("/latest valley")).text) == ["Bridge 1 falls"]
    assert "No stories in the last 7 days." in (await ann.says("/latest dams")).text
    assert "There is no topic called" in (await ann.says("/latest zebra")).text
    choice = await ann.says("/latest d")
    await ann.presses(choice, "Dams")
    assert choice.text == "Dams: latest\n\nNo stories in the last 7 days."


async def test_a_chat_that_follows_nothing_sees_the_topics(ann: Room, desk: Desk) -> None:
    answer = await ann.says("/latest")
    assert "You do not follow any topics yet." in answer.text
    await ann.presses(answer, "Dams")
    assert "No stories in the last 7 days." in (await ann.says("/latest")).text


async def test_old_stories_are_left_out(ann: Room, desk: Desk, clock: Clock) -> None:
    await stored(desk, 1)
    clock.now += timedelta(days=8)
    assert "No stories in the last 7 days." in (await ann.says("/latest harun")).text


async def test_pages_of_five(ann: Room, desk: Desk) -> None:
    await stored(desk, 5, first=7, topic="dams")
    await stored(desk, 6, hours_apart=25)
    answer = await ann.says("/latest harun")
    assert headlines(answer.text) == [f"Bridge {n} falls" for n in (6, 5, 4, 3, 2)]
    assert answer.text.endswith("Page 1 of 2")
    await ann.presses(answer, "Older ›")
    assert headlines(answer.text) == ["Bridge 1 falls"]
    await ann.presses(answer, "‹ Newer")
    assert headlines(answer.text)[0] == "Bridge 6 falls"


async def test_stories_since_the_last_question_are_marked(ann: Room, desk: Desk, clock: Clock) -> None:
    await stored(desk, 1)
    assert "🆕" not in (await ann.says("/latest harun")).text
    clock.now += timedelta(hours=1)
    async with desk.database.transaction() as connection:
        at = clock.now - timedelta(minutes=5)
        await add_article(connection, 9, "Dam 9 falls", TEXT, published_at=at, story_id=9, topics=("harun",))
    clock.now += timedelta(minutes=1)
    assert headlines((await ann.says("/latest harun")).text) == ["🆕 Dam 9 falls", "Bridge 1 falls"]
    clock.now += timedelta(minutes=1)
    assert "🆕" not in (await ann.says("/latest harun")).text


async def test_the_mark_stays_while_pages_are_turned(ann: Room, desk: Desk, clock: Clock) -> None:
    await ann.says("/latest harun")
    await stored(desk, 6, hours_apart=25)
    async with desk.database.transaction() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        await chats.note_asked(connection, chat.id, NOW - timedelta(days=6))
    answer = await ann.says("/latest harun")
    assert sum(line.startswith("🆕 Bridge") for line in answer.text.split("\n")) == 5
    assert "🆕 since you last asked" in answer.text
    await ann.presses(answer, "Older ›")
    assert headlines(answer.text) == ["🆕 Bridge 1 falls"]


async def test_on_a_busy_day_the_most_corroborated_come_first(ann: Room, desk: Desk) -> None:
    await stored(desk, 6, hours_apart=1)
    async with desk.database.transaction() as connection:
        for number, publisher in ((20, "Delta Wire"), (21, "Third Voice")):
            await add_article(
                connection, number, "Also", TEXT, publisher=publisher, published_at=NOW - timedelta(hours=6),
                story_id=2, topics=("harun",),
            )  # fmt: skip
    answer = await ann.says("/latest harun")
    assert headlines(answer.text)[:2] == ["Bridge 2 falls", "Bridge 6 falls"]
    assert "3 publishers: Harbour Post [1] · Delta Wire [2] · Third Voice [3]" in answer.text


async def test_search_finds_stories_and_pages_them(ann: Room, desk: Desk) -> None:
    await stored(desk, 6)
    answer = await ann.says('/search "rust in" <cables>')
    assert answer.text.startswith('Search: "rust in" <cables>\n\nBridge 6 falls')
    assert "Page 1 of 2" in answer.text
    await ann.presses(answer, "Older ›")
    assert headlines(answer.text) == ["Bridge 1 falls"]
    assert answer.text.startswith('Search: "rust in" <cables>')
    await ann.presses(answer, "‹ Newer")
    assert headlines(answer.text)[0] == "Bridge 6 falls"
    assert "No stored article has all of these words." in (await ann.says("/search zebra")).text
    assert "What should I search for?" in (await ann.says("/search")).text


async def test_a_story_is_told_in_the_language_that_the_chat_reads(ann: Room, desk: Desk) -> None:
    await stored(desk, 1)
    bridge = "Die alte Brücke über den Harun ist am Montag eingestürzt, sagte der Bürgermeister."
    async with desk.database.transaction() as connection:
        await add_article(
            connection, 2, "Harun-Brücke eingestürzt", bridge, published_at=NOW, language="de", story_id=1,
            topics=("harun",),
        )  # fmt: skip
    asked = ("/latest harun", "/search bridge")
    assert all(["Bridge 1 falls" in (await ann.says(words)).text for words in asked])
    await ann.says("/languages de")
    for words in asked:
        answer = (await ann.says(words)).text
        assert "Harun-Brücke eingestürzt" in answer
        assert "Bridge 1 falls" not in answer
