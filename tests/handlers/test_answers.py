"""Every command and every press is answered, whatever Telegram does meanwhile."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter

from bot.delivery.pace import Pace
from bot.demo.standin.faults import Fault, FaultRates, Limits
from bot.demo.standin.server import BotApi
from handlers.answers import PATIENCE_S, Answers, NotNowError, Place
from handlers.context import Desk
from handlers.footing import TOO_LATE, TOO_LATE_FOR_SEVERAL
from tests.handlers.conftest import ANN, Room, Serve

HURRY = 25.0
"""So many seconds of the bot and its Telegram pass in one of the test."""
HERE = Place(ANN, "private")


class Hours:
    """A clock that stands still until somebody sleeps."""

    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


def hurried() -> float:
    return time.monotonic() * HURRY


async def nap(seconds: float) -> None:
    await asyncio.sleep(seconds / HURRY)


@pytest.fixture
def desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Its pace, and all pauses, pass in a hurry."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    return replace(desk, answers=Answers(Pace(30.0, hurried()), hurried, nap))


@pytest.fixture
async def api(request: pytest.FixtureRequest) -> AsyncIterator[BotApi]:
    """With the parameter "strict" a Telegram that keeps its limits and often fails."""
    strict = getattr(request, "param", "") == "strict"
    rates = FaultRates(throttled=0.05, server_error=0.03, drop_before=0.01, drop_after=0.01)
    limits = Limits() if strict else None
    async with BotApi(limits=limits, rates=rates if strict else None, seed=16, clock=hurried) as server:
        yield server


def owed(texts: list[str]) -> int:
    """How many commands the apologies among `texts` speak of."""
    several = re.compile(re.escape(TOO_LATE_FOR_SEVERAL).replace(r"\{number\}", r"(\d+)"))
    counts = [int(found[1]) for text in texts if (found := several.fullmatch(text))]
    return texts.count(TOO_LATE) + sum(counts)


def answers(texts: list[str]) -> int:
    """How many of `texts` answer a command themselves."""
    return sum("/latest" in text for text in texts)


@pytest.mark.parametrize("api", ["strict"], indirect=True)
async def test_every_one_of_200_commands_is_answered(api: BotApi, desk: Desk, serve: Serve) -> None:
    asked = dict.fromkeys(range(101, 141), 4) | {-1001: 26, -1002: 14}
    for chat_id in (-1001, -1002):
        api.add_chat(chat_id, "supergroup", title="Desk", admins=[1], members=[2])
    await serve(desk)
    for turn in range(26):
        for chat_id, count in asked.items():
            if turn < count:
                api.user_sends(chat_id, "/help", user=chat_id if chat_id > 0 else 1 + turn % 2)

    def unanswered() -> list[int]:
        texts = {chat_id: [message.text for message in api.messages(chat_id)] for chat_id in asked}
        return [chat for chat, count in asked.items() if answers(texts[chat]) + owed(texts[chat]) < count]

    await api.wait_for(lambda: not unanswered())
    assert sum(asked.values()) == 200


async def test_eight_commands_at_once_are_all_answered_despite_a_429(
    api: BotApi, desk: Desk, serve: Serve
) -> None:
    await serve(desk)
    api.fail_next(ANN, Fault.throttled(1), Fault.server_error(), Fault.drop_before())
    for _ in range(8):
        api.user_sends(ANN, "/help")
    ann = Room(api, ANN)
    await api.wait_for(lambda: len(ann.answers) == 8)
    assert answers([answer.text for answer in ann.answers]) == 8


async def test_a_chat_that_must_wait_keeps_nobody_else_waiting(api: BotApi, desk: Desk, serve: Serve) -> None:
    await serve(desk)
    api.faults.fail_always(ANN, Fault.server_error())
    api.user_sends(ANN, "/help")
    api.user_sends(8, "/help")
    await api.wait_for(lambda: api.messages(8))
    assert not api.messages(ANN)
    api.faults.clear(ANN)
    await api.wait_for(lambda: api.messages(ANN))


async def test_an_answer_that_comes_too_late_is_a_short_apology(
    api: BotApi, desk: Desk, serve: Serve
) -> None:
    await serve(desk)
    api.fail_next(ANN, Fault.throttled(20), Fault.throttled(1))
    ann = Room(api, ANN)
    assert (await ann.says("/help")).text == TOO_LATE
    assert ann.answers[0].reply_to is not None
    assert "/latest" in (await ann.says("/help")).text


async def test_a_press_that_meets_a_429_changes_its_setting_once(
    api: BotApi, desk: Desk, serve: Serve
) -> None:
    await serve(desk)
    ann = Room(api, ANN)
    menu = await ann.says("/topics")
    api.fail_next(ANN, Fault.throttled(20), Fault.throttled(1))
    assert await ann.presses(menu, "Dams") == "You now follow Dams."
    await api.wait_for(lambda: "You follow: Dams" in menu.text)
    assert menu.edits == 1


async def test_two_taps_on_one_button_are_one_wish(api: BotApi, desk: Desk, serve: Serve) -> None:
    await serve(desk)
    ann = Room(api, ANN)
    menu = await ann.says("/topics")
    before = len(api.callback_answers)
    for _ in range(2):
        api.user_presses(menu, "Dams")
    await api.wait_for(lambda: len(api.callback_answers) == before + 2)
    assert "You follow: Dams" in menu.text


async def test_a_notice_is_sent_again_until_it_arrives() -> None:
    hours = Hours()
    answers = Answers(Pace(30.0, 0.0), hours.now, hours.sleep)
    meets: list[Exception | None] = [RetryAfter(timedelta(seconds=1)), NetworkError("reset"), None]

    async def call() -> str:
        if (error := meets.pop(0)) is not None:
            raise error
        return "done"

    assert await answers.persist(call) == "done"
    assert 1 < hours.at < PATIENCE_S


async def test_patience_ends_and_what_is_final_is_final() -> None:
    hours = Hours()
    answers = Answers(Pace(30.0, 0.0), hours.now, hours.sleep)
    tried = []

    async def down() -> None:
        tried.append(hours.at)
        raise NetworkError("connection reset")

    async def blocked() -> None:
        raise Forbidden("bot was blocked by the user")

    with pytest.raises(NotNowError):
        await answers.give(HERE, down)
    assert len(tried) > 3
    assert tried[-1] <= PATIENCE_S
    with pytest.raises(Forbidden):
        await answers.give(HERE, blocked)
    before = hours.at
    with pytest.raises(NotNowError):
        await answers.persist(down)
    assert hours.at - before <= PATIENCE_S


async def test_what_is_still_owed_ends_with_the_program() -> None:
    answers = Answers(Pace(30.0, time.monotonic()))

    async def down(count: int) -> None:
        raise RetryAfter(timedelta(seconds=60))

    answers.owe(HERE, down)
    await asyncio.sleep(0)
    await answers.close()
    assert answers._tasks == set()
    assert answers._owed == {}


async def test_only_the_latest_of_two_late_edits_counts() -> None:
    hours = Hours()
    answers = Answers(Pace(30.0, 0.0), hours.now, hours.sleep)
    shown: list[str] = []
    up = asyncio.Event()

    async def draw(text: str) -> None:
        if not up.is_set():
            raise NetworkError("down")
        shown.append(text)

    await answers.change(HERE, 1, lambda: draw("first"))
    await answers.change(HERE, 1, lambda: draw("second"))
    await answers.change(HERE, 2, lambda: draw("another message"))
    up.set()
    await asyncio.gather(*answers._tasks)
    assert sorted(shown) == ["another message", "second"]
    await answers.change(HERE, 1, lambda: draw("third"))
    assert shown[-1] == "third"
