"""The buttons under an alert, /why and the muting of stories."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from bot.messages.alert import render_alert
from bot.messages.compose import stories_for
from bot.model import Effect, EffectKind
from bot.news.articles.identity import identities
from handlers.context import Desk
from handlers.sending import NO_PREVIEW, keyboard
from storage import chats, effects, tables
from storage.database import insert_or_ignore
from tests.handlers.conftest import ANN, Room, sender
from tests.stored import NOW, add_article, add_delivery


async def alerted(room: Room, desk: Desk, topics: str = "harun") -> Message:
    """A story with two reports, and the message that reported it to this chat."""
    await room.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Bridge falls", story_id=1, topics=("harun", "dams"))
        await add_article(
            connection, 2, "Harun bridge down", publisher="Delta Wire", story_id=1, topics=("harun",)
        )
        chat = await chats.find(connection, room.chat_id)
        assert chat is not None
        story = (await stories_for(connection, [1], ["harun"]))[1]
    alert = render_alert(story, ["Harun valley"], now=NOW)
    async with sender(room.api) as bot:
        sent = await bot.send_message(
            room.chat_id,
            alert.html,
            "HTML",
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(alert.buttons),
        )
    async with desk.database.transaction() as connection:
        row = {"topic_ids": topics, "message_id": sent.message_id, "settled_at": NOW}
        await add_delivery(connection, chat.id, 1, "sent", **row)
    return room.answers[-1]


async def rows(desk: Desk, table: str) -> list[tuple[object, ...]]:
    async with desk.database.reading() as connection:
        return [tuple(row) for row in await connection.execute(select(tables.metadata.tables[table]))]


async def test_why_shows_the_words_that_matched(ann: Room, desk: Desk) -> None:
    alert = await alerted(ann, desk)
    await ann.presses(alert, "Why this?")
    why = ann.answers[-1]
    assert why.text == (
        "Bridge falls\nIt matched your topic Harun valley:\n"
        "• Harbour Post: “Harun” (score 0.90)\n• Delta Wire: “Harun” (score 0.90)"
    )
    assert why.reply_to == alert.id
    assert (await ann.says("/why", reply_to=alert.id)).text == why.text


async def test_a_story_is_muted_and_unmuted(ann: Room, desk: Desk) -> None:
    alert = await alerted(ann, desk)
    assert "no more updates" in await ann.presses(alert, "Mute story")
    assert len(await rows(desk, "story_mutes")) == 1
    undo = ann.answers[-1]
    assert undo.reply_to == alert.id
    assert "Unmuted" in await ann.presses(undo, "Unmute")
    assert await rows(desk, "story_mutes") == []
    assert "Muted" in (await ann.says("/mute", reply_to=alert.id)).text
    assert len(await rows(desk, "story_mutes")) == 1


async def test_a_second_tap_on_mute_sends_nothing_more(ann: Room, desk: Desk) -> None:
    alert = await alerted(ann, desk)
    await ann.presses(alert, "Mute story")
    sent = len(ann.answers)
    assert "no more updates" in await ann.presses(alert, "Mute story")
    await ann.says("/help")
    assert len(ann.answers) == sent + 1
    assert (await ann.says("/mute", reply_to=alert.id)).buttons[0][0].text == "Unmute"


async def test_in_a_group_only_admins_mute_and_judge(group: Room, desk: Desk) -> None:
    alert = await alerted(group, desk)
    assert "Only admins" in await group.presses(alert, "Mute story", user=2)
    assert "Only admins" in await group.presses(alert, "Not relevant", user=2)
    assert await rows(desk, "feedback") == []
    assert "no more updates" in await group.presses(alert, "Mute story", user=1)
    assert "Noted" in await group.presses(alert, "Not relevant", user=1)
    assert len(await rows(desk, "story_mutes")) == 1


async def test_buttons_of_a_deleted_story_say_so(ann: Room, desk: Desk) -> None:
    alert = await alerted(ann, desk)
    async with desk.database.transaction() as connection:
        await connection.execute(tables.articles.delete())
    assert "no longer stored" in await ann.presses(alert, "Mute story")
    assert "no longer stored" in await ann.presses(alert, "Not relevant")
    await ann.presses(alert, "Why this?")
    assert ann.answers[-1].text == "That story is no longer stored."


async def test_buttons_of_a_merged_story_act_on_the_story_it_became(ann: Room, desk: Desk) -> None:
    alert = await alerted(ann, desk)
    async with desk.database.transaction() as connection:
        await add_article(connection, 3, "Bridge and dam fall", story_id=3)
        await connection.execute(update(tables.articles).values(story_id=3))
        await connection.execute(update(tables.stories).where(tables.stories.c.id == 1).values(merged_into=3))
    await ann.presses(alert, "Mute story")
    assert [row[1] for row in await rows(desk, "story_mutes")] == [3]


async def known(desk: Desk, article_id: int, publisher: str = "Harbour Post") -> str:
    """Make an article known by its address, as polling does; returns the address."""
    url = f"https://example.com/{article_id}"
    async with desk.database.transaction() as connection:
        for key in identities(publisher, None, url):
            row = {"key": key, "article_id": article_id}
            await connection.execute(insert_or_ignore(connection, tables.article_keys), row)
    return url


async def test_why_says_what_kind_each_report_is_and_what_it_did(ann: Room, desk: Desk) -> None:
    alert = await alerted(ann, desk)
    arrest = Effect(EffectKind.DEVELOPS, ("not told before: arrest",), "arrest")
    async with desk.database.transaction() as connection:
        await connection.execute(update(tables.articles).values(kind="news", kind_reasons=["a statement"]))
        await effects.save(connection, {1: Effect(EffectKind.FOUNDS), 2: arrest})
    assert (await ann.says("/why", reply_to=alert.id)).text.endswith(
        "What its reports did:\n"
        "• Harbour Post: reported the event first. News (a statement).\n"
        "• Delta Wire: brought news (not told before: arrest). News (a statement)."
    )
    answer = await ann.says(f"/why {await known(desk, 1)}")
    assert answer.text.endswith("What it did: reported the event first.\nNews (a statement).")


async def test_why_with_the_link_of_an_alert(ann: Room, desk: Desk) -> None:
    await alerted(ann, desk)
    answer = await ann.says(f"/why {await known(desk, 1)}?utm_source=x")
    assert answer.text == (
        "Bridge falls\nHarbour Post, 15:00 UTC\n• Harun valley: “Harun” (score 0.90)\n"
        "An alert about it was sent: 15:00 UTC."
    )
    async with desk.database.transaction() as connection:
        await connection.execute(update(tables.feeds).values(publisher="Delta Wire"))
    answer = await ann.says(f"/why {await known(desk, 2, 'Delta Wire')}")
    assert "It is part of the story “Bridge falls”." in answer.text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"silence": "too old"}, "It did not alert: it was older than 48h when it came."),
        ({"silence": "baseline"}, "It did not alert: it was already in the feed"),
        (
            {"silence": "kind: analysis", "kind": "analysis", "kind_reasons": ["labelled analysis"]},
            "It did not alert you: reports of the kind “Analysis” are switched off in this chat. "
            "/settings switches them on.\nAn analysis (labelled ",
        ),
        (
            {"kind": "analysis", "kind_score": -2.0, "kind_reasons": ["labelled analysis"]},
            "It did not alert you: reports of the kind “Analysis” are switched off in this chat. ",
        ),
        (
            {"kind": "analysis", "kind_score": 2.0, "kind_reasons": ["labelled analysis"]},
            "It did not alert you: you did not follow the topic when it came.",
        ),
        (
            {"kind": "news", "kind_score": -0.3, "kind_reasons": ["title: no act at all"]},
            "Not surely news, so it alerts without a sound (title: no act at all).",
        ),
        ({}, "It did not alert you: you did not follow the topic when it came."),
        ({"triaged_at": None, "story_id": None}, "It is still being processed."),
    ],
)
async def test_why_an_article_did_not_alert(
    ann: Room, desk: Desk, fields: dict[str, object], reason: str
) -> None:
    await ann.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Harun bridge falls", story_id=1, topics=("harun",))
        if fields:
            await connection.execute(update(tables.articles).values(**fields))
    assert reason in (await ann.says(f"/why {await known(desk, 1)}")).text


async def test_why_a_report_of_a_kind_that_is_on_did_not_alert(ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    await ann.presses(await ann.says("/settings"), "Kinds of report")
    await ann.presses(ann.answers[-1], "Analysis")
    async with desk.database.transaction() as connection:
        await add_article(
            connection, 1, "Harun bridge falls", story_id=1, topics=("harun",), silence="kind: analysis"
        )
    answer = await ann.says(f"/why {await known(desk, 1)}")
    assert "reports of the kind “Analysis” were switched off when it came, or its event was" in answer.text


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("due", "An alert about it is on its way to you."),
        ("held", "It is waiting for your next digest: quiet hours."),
        ("cancelled", "Its alert was cancelled: quiet hours."),
        ("dead", "Telegram refused its alert: quiet hours."),
    ],
)
async def test_why_an_alert_has_not_come_yet(ann: Room, desk: Desk, state: str, reason: str) -> None:
    await ann.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Harun bridge falls", story_id=1, topics=("harun",))
        chat = await chats.find(connection, ANN)
        assert chat is not None
        await add_delivery(connection, chat.id, 1, state, reason="quiet hours")
    assert reason in (await ann.says(f"/why {await known(desk, 1)}")).text


async def test_why_an_article_matched_no_topic(ann: Room, desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        passing = "Nothing happened here. " * 60 + "A man from Harun was there. " + "It was quiet. " * 60
        await add_article(connection, 1, "Chess open ends", passing)
        await add_article(connection, 2, "Harun bridge falls in Harun", published_at=NOW - timedelta(days=1))
    url = await known(desk, 1)
    assert "You do not follow any topics." in (await ann.says(f"/why {url}")).text
    await ann.says("/subscribe harun")
    await ann.says("/subscribe dams")
    answer = (await ann.says(f"/why {url}")).text
    assert "• Harun valley: only mentioned: “Harun” (score 0." in answer
    assert "• Dams: the article does not have its words" in answer
    assert "It matched none of the topics that you follow, so it did not alert you." in answer
    assert "the topic is newer than the article" in (await ann.says(f"/why {await known(desk, 2)}")).text


async def test_why_without_an_alert_or_link_says_how(ann: Room, api: BotApi) -> None:
    hello = await ann.says("/why")
    assert "Reply to an alert with /why" in hello.text
    assert "not one of my alerts" in (await ann.says("/why", reply_to=hello.id)).text
    assert "has not seen that article" in (await ann.says("/why https://example.com/never")).text


async def updated(room: Room, desk: Desk, **more: object) -> None:
    """A third report of the story, which brought an update; `more` are columns of its row in the outbox."""
    async with desk.database.transaction() as connection:
        await add_article(
            connection, 3, "Harun bridge: two held", publisher="Gulf Daily", story_id=1, topics=("harun",)
        )
        record = {"story_id": 1, "kind": "update", "position": 1, "facts": [], "created_at": NOW}
        made = await connection.execute(
            insert(tables.alerts).returning(tables.alerts.c.id), record | {"due_at": NOW, "report_id": 3}
        )
        chat = await chats.find(connection, room.chat_id, room.thread_id)
        assert chat is not None
        row = {"kind": "update", "alert_id": made.scalar_one(), "topic_ids": "harun"} | more
        await add_delivery(connection, chat.id, 1, **row)


async def test_why_says_that_an_update_waits_though_its_alert_was_sent(ann: Room, desk: Desk) -> None:
    alert = await alerted(ann, desk)
    await updated(ann, desk, due_at=NOW + timedelta(minutes=7))
    waits = "An update about it waits until 15:07 UTC, because the updates of a story are spaced."
    assert waits in (await ann.says(f"/why {await known(desk, 3)}")).text
    assert waits in (await ann.says("/why", reply_to=alert.id)).text
    assert "An alert about it was sent" in (await ann.says(f"/why {await known(desk, 1)}")).text


async def test_why_says_when_an_update_was_sent(ann: Room, desk: Desk) -> None:
    await alerted(ann, desk)
    await updated(ann, desk, state="sent", settled_at=NOW, message_id=9)
    answer = await ann.says(f"/why {await known(desk, 3)}")
    assert "An update about it was sent: 15:00 UTC." in answer.text


async def test_why_in_a_forum_topic(ann: Room, desk: Desk, api: BotApi) -> None:
    api.add_chat(-1003, "supergroup", title="Forum", admins=[1], forum_threads=[5])
    topic = Room(api, -1003, user=1, thread_id=5)
    assert (await topic.says("/why")).text.startswith("Reply to an alert with /why")
    await topic.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Bridge falls", story_id=1, topics=("harun",))
        chat = await chats.find(connection, -1003, 5)
        assert chat is not None
        alert = topic.answers[-1]
        row = {"topic_ids": "harun", "message_id": alert.id, "settled_at": NOW}
        await add_delivery(connection, chat.id, 1, "sent", **row)
    assert "It matched your topic Harun valley" in (await topic.says("/why", reply_to=alert.id)).text
    assert "Muted until" in (await topic.says("/mute 1h")).text
