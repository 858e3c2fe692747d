"""One user who sends commands without end gets a kind word, then silence; everybody else is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery.pace import Pace
from bot.demo.standin.server import BotApi
from bot.hours.allowance import Allowance
from handlers.context import Desk
from handlers.gate import SLOW_DOWN
from tests.handlers.conftest import ANN, Clock, Room
from tests.handlers.test_alerts import alerted, rows

WELCOME = "/latest"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, allowance=Allowance(3, 0.5), silent_allowance=Allowance(2, 0.5))


async def test_a_kind_word_then_silence_then_answers_again(
    ann: Room, boss: Room, api: BotApi, clock: Clock
) -> None:
    for _ in range(3):
        assert WELCOME in (await ann.says("/help")).text
    assert (await ann.says("/help")).text == SLOW_DOWN
    for _ in range(30):
        api.user_sends(ANN, "/help")
    assert WELCOME in (await boss.says("/help")).text, "others are answered, after all of those"
    assert len(ann.answers) == 4
    clock.now += timedelta(seconds=2)
    assert WELCOME in (await ann.says("/help")).text


async def test_buttons_count_too(ann: Room) -> None:
    menu = await ann.says("/topics")
    for topic in ("topic:dams:0", "topic:delta:0"):
        assert "You now follow" in await ann.forges(menu, topic)
    assert await ann.forges(menu, "topics:0") == SLOW_DOWN


async def test_in_a_group_only_what_is_meant_for_the_bot_counts(group: Room, api: BotApi) -> None:
    for text in ("good morning", "/weather", "/help@other_bot") * 5:
        api.user_sends(group.chat_id, text, user=2)
    member = Room(api, group.chat_id, user=2)
    assert WELCOME in (await member.says("/help@sitrep_demo_bot")).text
    assert SLOW_DOWN not in [answer.text for answer in group.answers]


async def test_inline_queries_have_an_allowance_of_their_own(ann: Room, api: BotApi, clock: Clock) -> None:
    sent = [api.user_types(ANN, f"harun {number}") for number in range(30)]
    other = api.user_types(555, "harun")
    await api.wait_for(lambda: [answer for answer in api.inline_answers if answer.query_id == other])
    assert WELCOME in (await ann.says("/help")).text
    clock.now += timedelta(seconds=2)
    sent.append(api.user_types(ANN, "harun again"))
    await api.wait_for(lambda: [answer for answer in api.inline_answers if answer.query_id == sent[-1]])
    answered = [answer.query_id for answer in api.inline_answers]
    assert [query for query in sent if query in answered] == [*sent[:2], sent[-1]]


async def test_reactions_beyond_an_allowance_are_not_stored(group: Room, desk: Desk, api: BotApi) -> None:
    alert = await alerted(group, desk)
    for emoji in ("👍", "👍", "👎"):
        api.user_reacts(alert, emoji, user=2)
    api.user_reacts(alert, "👎", user=1)
    await group.says("/latest")
    assert [row[1:3] for row in await rows(desk, "feedback")] == [(1, "disliked")], "another's counts"
    api.user_reacts(alert, user=1)
    for emoji in ("👍", "👎"):
        api.user_reacts(alert, emoji, user=2)
    await group.says("/latest")
    assert not await rows(desk, "feedback")


async def test_members_of_a_group_have_each_their_own(group: Room, api: BotApi) -> None:
    member = Room(api, group.chat_id, user=2)
    for _ in range(4):
        await member.says("/help")
    assert group.answers[-1].text == SLOW_DOWN
    assert WELCOME in (await group.says("/help")).text


def test_answers_take_their_place_before_alerts() -> None:
    pace = Pace(10, 0.0)
    assert pace.wait(0.0) == 0.0
    waits = [pace.turn(chat_id, "private", 0.0, 5.0) for chat_id in range(1, 5)]
    assert waits == pytest.approx([0.0, 0.1, 0.2, 0.3])
    assert pace.wait(0.0) == pytest.approx(0.4), "alerts wait for the places that answers took"
    assert pace.wait(0.5) == 0.0
