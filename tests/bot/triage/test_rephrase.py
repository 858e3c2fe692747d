"""The optional writer within triage: its words are told where they can be trusted, the extract elsewhere."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.messages.alert import grounded_text
from bot.model import Fact, Match, SourcedFact, StoredArticle
from bot.news.reports import PlacedArticle
from bot.triage.rephrase import in_new_words, rephrase
from bot.triage.writer import Writer, WriterLimits

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SENTENCE = "Twelve soldiers were killed in a car bomb attack on a base near Raqqa on Sunday, the army said."
SHORTER = "Twelve soldiers were killed in a car bomb attack on a base near Raqqa, the army said."
LIE = "Twenty soldiers were killed in a car bomb attack on a base near Raqqa, the army said."


def report(silence: str | None = None) -> PlacedArticle:
    article = StoredArticle(
        1, 1, "Post", "http://post.example/1", "Bomb near Raqqa", SENTENCE, "en", NOW, True, NOW, False
    )
    return PlacedArticle(article, (Match("raqqa", ("Raqqa",), 1.0),), None, silence)


async def always(_: date) -> bool:
    return True


@asynccontextmanager
async def writer(answer: str) -> AsyncIterator[Writer]:
    """A writer whose model always answers one bullet with `answer`."""

    async def complete(_: web.Request) -> web.Response:
        said = json.dumps({"bullets": [{"bullet": 1, "text": answer, "sentences": [1]}]})
        body: dict[str, Any] = {"choices": [{"message": {"content": said}}]}
        return web.json_response(body)

    app = web.Application()
    app.router.add_post("/v1/chat/completions", complete)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        yield Writer(session, WriterLimits(url, "model"), always)
    await runner.cleanup()


async def test_words_that_can_be_trusted_are_told_and_pass_the_check_of_the_render_step() -> None:
    async with writer(SHORTER) as made:
        ((chosen, said),) = (await rephrase(made, [report()], NOW)).items()
    assert said.text == SHORTER
    (told,) = in_new_words([SourcedFact(chosen, 1)], {chosen: said})
    assert grounded_text(told.fact, told.extract_text) == SHORTER


async def test_a_lie_is_not_told() -> None:
    async with writer(LIE) as made:
        assert await rephrase(made, [report()], NOW) == {}
    lie = Fact(LIE, SENTENCE, 0, len(SENTENCE))
    assert grounded_text(lie, SENTENCE) == SENTENCE


@pytest.mark.parametrize("silence", ["baseline", "too old"])
async def test_what_alerts_nobody_is_not_sent_to_the_model(silence: str) -> None:
    async with writer(SHORTER) as made:
        assert await rephrase(made, [report(silence)], NOW) == {}


async def test_without_a_writer_facts_stay_as_they_were_chosen() -> None:
    assert await rephrase(None, [report()], NOW) == {}
    fact = SourcedFact(Fact(SENTENCE, SENTENCE, 0, len(SENTENCE)), 1)
    assert in_new_words([fact], {}) == (fact,)
