"""A chat's own topics: proposed, confirmed, limited, removed."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.errors import QueryError
from handlers.context import Desk
from handlers.proposal import caret
from storage import chats, pages, tables, topics
from storage.pages import ReadPage
from tests.handlers.conftest import ANN, Room
from tests.handlers.test_topics import labels
from tests.stored import NOW, add_article

FLOOD = "The weir at Osk broke on Tuesday. Water from the weir flooded the lower town, and the weir is gone."


async def own(desk: Desk) -> list[str]:
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        return [topic.name for topic in await topics.visible(connection, chat.id) if topic.owner_chat_id]


async def stored(desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Weir breaks at Osk", FLOOD, published_at=NOW - timedelta(days=2))
        await add_article(connection, 2, "Chess open ends", "A draw in the last round. Nobody won.")
        await add_article(connection, 3, "Weir broke long ago", FLOOD, published_at=NOW - timedelta(days=20))


async def test_track_shows_what_it_would_have_found_and_asks(ann: Room, desk: Desk) -> None:
    await stored(desk)
    question = await ann.says("/track weir flood")
    assert question.text.startswith("weir flood\nFinds articles about weir and flood")
    assert "In the last 7 days: 1 story, about 1 story a week. For example:" in question.text
    assert question.text.endswith("• Weir breaks at Osk (Harbour Post)")
    assert await own(desk) == []
    await ann.presses(question, "Track it")
    assert question.text.startswith("You now track weir flood.")
    assert await own(desk) == ["weir flood"]
    assert "Weir breaks at Osk" in (await ann.says("/latest weir")).text
    assert "✅ weir flood (own)" in labels(await ann.says("/topics"))
    assert "already" in (await ann.says("/track weir flood")).text


async def test_a_page_that_was_read_adds_no_article_to_a_new_topic(ann: Room, desk: Desk) -> None:
    """What stands beside an article on its page made it match, and `/latest` listed it."""
    page = "The choir sang. Elsewhere on this page: the weir at Osk broke, and the weir flooded the town."
    async with desk.database.transaction() as connection:
        for number, title in ((1, "Harvest choir sings"), (2, "Weir breaks at Osk")):
            await add_article(connection, number, title, "It was a fine day in Osk.")
            await connection.execute(update(tables.articles).values(page_state="wanted"))
            await pages.settle(connection, [ReadPage(number, page)])
    question = await ann.says("/track weir")
    assert "In the last 7 days: 1 story" in question.text
    await ann.presses(question, "Track it")
    listed = (await ann.says("/latest weir")).text
    assert "Weir breaks at Osk" in listed
    assert "Harvest choir sings" not in listed


async def test_of_a_page_read_by_an_older_version_only_the_title_counts(ann: Room, desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Harvest choir sings", "The weir at Osk broke on Tuesday.")
        await connection.execute(update(tables.articles).values(page_state="fetched"))
    assert "It would have found nothing in the last 7 days:" in (await ann.says("/track weir")).text


async def test_a_proposal_can_be_declined(ann: Room, desk: Desk) -> None:
    question = await ann.says("/track zebra crossing")
    assert "It would have found nothing in the last 7 days:" in question.text
    await ann.presses(question, "Cancel")
    assert question.text == "Not tracked."
    assert await own(desk) == []


async def test_an_older_proposal_has_expired(ann: Room, desk: Desk) -> None:
    first = await ann.says("/track zebra")
    await ann.says("/track okapi")
    await ann.presses(first, "Track it")
    assert first.text == "That proposal has expired. Send /track again."


async def test_own_topics_are_limited(ann: Room, desk: Desk) -> None:
    for word in ("zebra", "okapi"):
        await ann.presses(await ann.says(f"/track {word}"), "Track it")
    answer = await ann.says("/track gnu")
    assert answer.text == "You have 2 topics of your own, which is the limit. /untrack deletes one."
    assert sorted(await own(desk)) == ["okapi", "zebra"]


async def test_untrack_by_name_and_by_button(ann: Room, desk: Desk) -> None:
    assert "no topics of your own" in (await ann.says("/untrack")).text
    for word in ("zebra", "okapi"):
        await ann.presses(await ann.says(f"/track {word}"), "Track it")
    assert (await ann.says("/untrack zebr")).text == "You no longer track zebra."
    which = await ann.says("/untrack")
    assert labels(which) == ["okapi"]
    await ann.presses(which, "okapi")
    assert which.text == "You no longer track okapi."
    assert await own(desk) == []


async def test_a_wrong_query_gets_a_caret(ann: Room) -> None:
    answer = await ann.says('/track "drone <strike')
    assert '"drone <strike\n' in answer.text
    assert "^" in answer.text
    assert [entity.type for entity in answer.entities] == ["pre"]
    assert "What should I look for?" in (await ann.says("/track")).text


@pytest.mark.parametrize(
    ("query", "position", "shown"),
    [
        ("a & b", 2, "<pre>a &amp; b\n  ^</pre>\nWrong &lt;here&gt;"),
        ("x" * 100, 50, f"<pre>…{'x' * 32}…\n{' ' * 21}^</pre>\nWrong &lt;here&gt;"),
    ],
)
def test_the_caret_is_under_the_mistake(query: str, position: int, shown: str) -> None:
    assert caret(QueryError("wrong <here>", query, position)) == shown


async def test_in_a_group_only_admins_track(group: Room, desk: Desk) -> None:
    member = Room(group.api, group.chat_id, user=2)
    for command in ("/track zebra", "/untrack"):
        assert "Only admins" in (await member.says(command)).text
    question = await group.says("/track zebra")
    assert "Only admins" in await group.presses(question, "Track it", user=2)


async def test_a_query_that_would_slow_the_desk_is_refused(ann: Room, desk: Desk) -> None:
    answer = await ann.says("/track " + " OR ".join(["(go* NEAR/50 ki*)"] * 20))
    assert "It would take too long to match: too many words begin like go*, ki*" in answer.text
    assert answer.buttons == ()


async def test_a_query_that_most_articles_meet_is_refused(ann: Room, desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        for number in range(1, 251):
            text = FLOOD if number % 2 else "A draw in the last round of chess."
            await add_article(connection, number, f"Weir {number}" if number % 2 else "Chess", text)
    answer = await ann.says("/track weir")
    assert answer.text == "That would be about 50 of every 100 articles. Add words to narrow it."


async def test_forum_topics_of_a_group_share_its_quota(group: Room, desk: Desk) -> None:
    for thread, word in ((11, "zebra"), (12, "okapi")):
        room = Room(group.api, group.chat_id, user=1, thread_id=thread)
        await room.presses(await room.says(f"/track {word}"), "Track it")
    room = Room(group.api, group.chat_id, user=1, thread_id=13)
    assert "2 topics of your own, which is the limit" in (await room.says("/track gnu")).text


async def test_a_user_has_one_quota_in_all_chats(group: Room, desk: Desk) -> None:
    alone = Room(group.api, 1)
    for word in ("zebra", "okapi"):
        await alone.presses(await alone.says(f"/track {word}"), "Track it")
    assert "which is the limit" in (await group.says("/track gnu")).text


async def test_a_suspended_topic_is_shown_and_can_be_deleted(ann: Room, desk: Desk) -> None:
    await ann.presses(await ann.says("/track zebra"), "Track it")
    async with desk.database.transaction() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        (topic_id,) = await topics.followed(connection, chat.id)
        await topics.suspend(connection, [topic_id])
    menu = await ann.says("/topics")
    assert "Suspended, too slow to match: zebra. /untrack deletes them." in menu.text
    assert "zebra (own)" not in labels(menu)
    assert (await ann.says("/untrack zebra")).text == "You no longer track zebra."
    assert "Suspended" not in (await ann.says("/topics")).text


async def test_a_place_is_offered_under_its_names_in_other_languages(ann: Room, desk: Desk) -> None:
    question = await ann.says("/track Raqqah")
    assert "In other languages too" in labels(question)
    await ann.presses(question, "In other languages too")
    explained = question.text.translate({0x2068: None, 0x2069: None})
    assert explained.startswith("Raqqah\nFinds articles about any of (Raqqah"), "without isolates"
    assert "الرقة" in question.text
    assert "Ракка" in question.text
    await ann.presses(question, "Track it")
    assert question.text.startswith("You now track Raqqah.")
    assert await own(desk) == ["Raqqah"]


async def test_of_places_with_one_name_the_country_is_asked(ann: Room) -> None:
    question = await ann.says("/track Tripoli")
    assert [label for label in labels(question) if "languages" in label][:2] == [
        "In other languages: Libya",
        "In other languages: Lebanon",
    ]
    assert await ann.forges(question, "names:XX") != ""
    await ann.presses(question, "In other languages: Lebanon")
    assert "طرابلس" in question.text


async def test_other_words_are_no_places(ann: Room) -> None:
    assert not [label for label in labels(await ann.says("/track weir flood")) if "languages" in label]
