"""What a chat's own topic misses: suggested with the proposal and later, and added by a button."""

from datetime import timedelta

from sqlalchemy import insert

from bot.demo.standin.chatroom import Message
from handlers.context import Desk
from handlers.missed import fingerprint
from storage import chats, matched_topics, tables, topics
from tests.handlers.conftest import ANN, Clock, Room
from tests.handlers.test_topics import labels
from tests.stored import add_article

ADD = "Add Oska (Turkish)"


async def stored(desk: Desk) -> None:
    """Two stories that English and Turkish reports tell, and what else there is in Turkish."""
    async with desk.database.transaction() as connection:
        for story, title, turkish in (
            (1, "Weir breaks at Osk", "Oska'da bent yıkıldı. Dün Oska kentinde su yükseldi."),
            (3, "Weir at Osk to be rebuilt", "Yeni bent yapılacak. Vali Oska kentine geldi."),
        ):
            await add_article(connection, story, title, story_id=story)
            await add_article(connection, story + 1, "Haber", turkish, language="tr", story_id=story)
        for number in range(10, 65):
            await add_article(connection, number, "Haber", "Bugün kentine bütçe verildi.", language="tr")


async def queries(desk: Desk) -> list[str]:
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        return [topic.query for topic in await topics.visible(connection, chat.id) if topic.owner_chat_id]


async def confirmed(ann: Room, desk: Desk) -> Message:
    """The topic, tracked without what it misses, and one missed report by triage's word."""
    await stored(desk)
    question = await ann.says("/track weir")
    await ann.presses(question, "Track it")
    async with desk.database.transaction() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        (topic_id,) = await topics.followed(connection, chat.id)
        match = {"article_id": 2, "topic_id": topic_id, "score": 0.0, "terms": []}
        await connection.execute(insert(tables.matches), match)
    return question


async def test_a_proposal_shows_what_it_misses_and_a_press_adds_it(ann: Room, desk: Desk) -> None:
    await stored(desk)
    question = await ann.says("/track weir")
    assert "Also seen in reports of the same stories: lang:tr(Oska), lang:tr(bent). Add?" in question.text
    await ann.presses(question, ADD)
    assert question.text.startswith("weir\nFinds articles about (weir or Oska in Turkish)")
    assert ADD not in labels(question)
    await ann.presses(question, "Track it")
    assert await queries(desk) == ["weir OR lang:tr(Oska)"]


async def test_nothing_is_said_where_nothing_is_missed(ann: Room) -> None:
    question = await ann.says("/track weir")
    assert "Also seen" not in question.text
    assert labels(question) == ["Track it", "Cancel"]


async def test_a_tracked_topic_gets_the_word_once(ann: Room, desk: Desk, clock: Clock) -> None:
    await confirmed(ann, desk)
    async with desk.database.reading() as connection:
        before = await matched_topics.version(connection)
    clock.now += timedelta(hours=1)
    known, menu = await ann.says("/track weir"), await ann.says("/topics")
    assert known.text.startswith("You already track weir.")
    await ann.presses(menu, "Words that weir misses")
    assert menu.text.startswith("weir\n\nAlso seen")
    await ann.presses(menu, ADD)
    assert menu.text == "weir now looks for lang:tr(Oska) too."
    assert await queries(desk) == ["weir OR lang:tr(Oska)"]
    await ann.says("/languages tr")
    assert "Oska kentinde su" in (await ann.says("/latest weir")).text
    assert await ann.presses(known, ADD) == "This button no longer works."
    assert await queries(desk) == ["weir OR lang:tr(Oska)"]
    async with desk.database.reading() as connection:
        assert await matched_topics.version(connection) != before, "the stations notice"


async def test_only_admins_of_a_group_widen_its_topics(group: Room, desk: Desk) -> None:
    await stored(desk)
    question = await group.says("/track weir")
    assert "Only admins" in await group.presses(question, ADD, user=2)
    await group.presses(question, ADD)
    assert "Oska in Turkish" in question.text


async def test_forged_buttons_change_nothing(ann: Room, desk: Desk) -> None:
    menu = await confirmed(ann, desk)
    async with desk.database.reading() as connection:
        chat = await chats.find(connection, ANN)
        assert chat is not None
        (topic_id,) = await topics.followed(connection, chat.id)
    shown = await ann.says("/track weir")
    for data in (
        f"widen:{topic_id}:0:{fingerprint('weir OR flood')}",
        f"widen:{topic_id}:9:{fingerprint('weir OR lang:tr(Oska)')}",
        f"widen:harun:0:{fingerprint('Harun OR lang:tr(Oska)')}",
        "widen",
    ):
        assert await ann.forges(shown, data) == "This button no longer works."
    assert await ann.forges(menu, "missed:harun") == "That topic no longer exists."
    assert await queries(desk) == ["weir"]
