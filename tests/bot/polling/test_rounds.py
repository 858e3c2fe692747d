"""Rounds of polling: a slow one holds up none of the others."""

import asyncio
import gc

import pytest

from bot.polling.rounds import Rounds


class Polls:
    """Rounds that end when they are told to."""

    def __init__(self) -> None:
        self.begun = self.ended = 0
        self.may_end = asyncio.Event()
        self.is_slow = True

    async def __call__(self) -> None:
        self.begun += 1
        if self.is_slow:
            await self.may_end.wait()
        self.ended += 1


async def test_a_round_begins_while_a_slow_one_goes_on() -> None:
    polls = Polls()
    rounds = Rounds(polls, patience_s=0.01)
    await rounds.run()
    polls.is_slow = False
    await rounds.run()
    assert (polls.begun, polls.ended) == (2, 1)
    polls.may_end.set()
    await rounds.run()
    assert (polls.begun, polls.ended) == (3, 3)


async def test_what_a_round_raises_is_raised_by_the_run_that_finds_it_over() -> None:
    async def fail() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        await Rounds(fail).run()


async def test_of_rounds_that_fail_together_none_is_logged_as_never_asked_for() -> None:
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    down = asyncio.Event()

    async def fail() -> None:
        await down.wait()
        raise OSError("disk full")

    rounds = Rounds(fail, patience_s=0.0)
    for _ in range(3):
        await rounds.run()
    down.set()
    await asyncio.sleep(0)
    with pytest.raises(OSError, match="disk full"):
        await rounds.run()
    await rounds.close()
    del rounds
    gc.collect()
    assert complaints == []


async def test_closing_ends_the_rounds() -> None:
    polls = Polls()
    rounds = Rounds(polls, patience_s=0.01)
    await rounds.run()
    await rounds.close()
    polls.may_end.set()
    assert (polls.begun, polls.ended) == (1, 0)
