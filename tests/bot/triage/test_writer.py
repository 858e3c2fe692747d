"""The writer against an endpoint that lies, stalls, talks nonsense and fails."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.model import Fact
from bot.triage.writer import REST, Spend, Writer, WriterLimits

NOW = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
TEXT = (
    "At least 12 soldiers were killed when a bomb hit their bus in Tell on Monday, officials said. "
    "The army did not comment.\nRebels took Orn last week after a long siege of the town."
)
FACTS = (
    Fact(TEXT[:93], TEXT[:93], 0, 93),
    Fact("Rebels took Orn last week.", "Rebels took Orn last week after a long siege of the town.", 120, 177),
)
GOOD = {"bullet": 1, "text": "At least 12 soldiers were killed in Tell, officials said.", "sentences": [1]}
LIE = {"bullet": 2, "text": "Rebels took Raqqa last week after a long siege.", "sentences": [3]}


class Endpoint:
    """A stand-in for an endpoint of the OpenAI kind."""

    def __init__(self) -> None:
        self.requests: list[dict[str, object]] = []
        self.keys: list[str | None] = []
        self.answer: Callable[[], Awaitable[web.StreamResponse]]

    def says(self, content: object, status: int = 200) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        self.gives(json.dumps({"choices": [{"message": {"content": text}}]}), status)

    def gives(self, body: str, status: int = 200) -> None:
        async def answer() -> web.StreamResponse:
            return web.Response(text=body, status=status)

        self.answer = answer

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(await request.json())
        self.keys.append(request.headers.get("Authorization"))
        return await self.answer()


@pytest.fixture
async def endpoint() -> AsyncIterator[tuple[Endpoint, str]]:
    stand_in = Endpoint()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", stand_in.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield stand_in, f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    await runner.cleanup()


async def always(_: date) -> bool:
    return True


@asynccontextmanager
async def writer(limits: WriterLimits, spend: Spend = always) -> AsyncIterator[Writer]:
    async with aiohttp.ClientSession() as session:
        yield Writer(session, limits, spend)


async def rewrite(url: str, limits: WriterLimits | None = None) -> tuple[Fact, ...]:
    async with writer(limits or WriterLimits(url, "small", timeout_s=60)) as made:
        return await made.rewrite(TEXT, "en", FACTS, NOW)


async def test_a_true_bullet_is_used_and_a_lie_is_not(endpoint: tuple[Endpoint, str]) -> None:
    stand_in, url = endpoint
    stand_in.says({"bullets": [GOOD, LIE]})
    first, second = await rewrite(url, WriterLimits(url, "small", key="k3y"))
    assert first == Fact(str(GOOD["text"]), TEXT[:93], 0, 93)
    assert second == FACTS[1]
    assert stand_in.requests[0]["model"] == "small"
    assert "3. Rebels took Orn" in json.dumps(stand_in.requests[0])
    assert stand_in.keys == ["Bearer k3y"]


async def test_json_in_a_fence_is_read(endpoint: tuple[Endpoint, str]) -> None:
    stand_in, url = endpoint
    stand_in.says(f"Sure!\n```json\n{json.dumps({'bullets': [GOOD]})}\n```")
    assert (await rewrite(url))[0].text == GOOD["text"]


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        "{",
        "}{",
        "[]",
        {"bullets": None},
        {"bullets": [1, None, "x"]},
        {"bullets": [{**GOOD, "sentences": []}]},
        {"bullets": [{**GOOD, "sentences": [99]}]},
        {"bullets": [{**GOOD, "sentences": [3]}]},
        {"bullets": [{**GOOD, "sentences": ["1"]}]},
        {"bullets": [{**GOOD, "bullet": 7}]},
        {"bullets": [{**GOOD, "bullet": True}]},
        {"bullets": [{**GOOD, "text": 5}]},
    ],
)
async def test_nonsense_changes_nothing(endpoint: tuple[Endpoint, str], content: object) -> None:
    stand_in, url = endpoint
    stand_in.says(content)
    assert await rewrite(url) == FACTS


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 200),
        ("null", 200),
        ('{"choices": []}', 200),
        ("x" * 100_000, 200),
        ("down", 500),
        ("", 204),
        ("", 302),
    ],
)
async def test_broken_answers_change_nothing(endpoint: tuple[Endpoint, str], body: str, status: int) -> None:
    stand_in, url = endpoint
    stand_in.gives(body, status)
    assert await rewrite(url) == FACTS


async def test_a_stalled_endpoint_is_not_waited_for(endpoint: tuple[Endpoint, str]) -> None:
    stand_in, url = endpoint
    released = asyncio.Event()

    async def stall() -> web.StreamResponse:
        await released.wait()
        return web.Response()

    stand_in.answer = stall
    assert await rewrite(url, WriterLimits(url, "small", timeout_s=0.05)) == FACTS
    released.set()


async def test_nobody_there() -> None:
    assert await rewrite("http://127.0.0.1:9/v1") == FACTS


async def test_nothing_is_asked_once_the_days_budget_is_spent(endpoint: tuple[Endpoint, str]) -> None:
    stand_in, url = endpoint
    stand_in.says({"bullets": [GOOD]})
    left = {NOW.date(): 2}

    async def spend(day: date) -> bool:
        left[day] = left.get(day, 2) - 1
        return left[day] >= 0

    async with writer(WriterLimits(url, "small"), spend) as made:
        asked = []
        for when in (NOW, NOW, NOW, NOW + timedelta(days=1)):
            told = await made.rewrite(TEXT, "en", FACTS, when)
            asked.append((told != FACTS, len(stand_in.requests)))
    assert asked == [(True, 1), (True, 2), (False, 2), (True, 3)]


async def test_an_endpoint_that_is_down_is_left_alone_for_a_minute(endpoint: tuple[Endpoint, str]) -> None:
    stand_in, url = endpoint
    stand_in.gives("down", 503)
    async with writer(WriterLimits(url, "small")) as made:
        assert await made.rewrite(TEXT, "en", FACTS, NOW) == FACTS
        stand_in.says({"bullets": [GOOD]})
        assert await made.rewrite(TEXT, "en", FACTS, NOW + REST / 2) == FACTS
        assert len(stand_in.requests) == 1
        assert await made.rewrite(TEXT, "en", FACTS, NOW + REST) != FACTS


def test_the_key_is_not_shown() -> None:
    assert "k3y" not in repr(WriterLimits("http://x", "small", key="k3y"))
