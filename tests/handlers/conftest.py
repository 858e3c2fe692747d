"""A bot as users meet it: a real PTB application that polls the stand-in over HTTP."""

import contextlib
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import cast
from weakref import WeakKeyDictionary

import pytest
from telegram import Bot
from telegram.ext import ApplicationBuilder

from bot.delivery.pace import Pace
from bot.delivery.transport import AiohttpRequest
from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from bot.model import Topic
from handlers import ALLOWED_UPDATES, CONTEXT_TYPES, register
from handlers.answers import Answers
from handlers.context import App, Desk
from handlers.turns import ChatTurns
from storage import topics
from storage.database import Database
from storage.topics import OwnTopics
from tests.stored import NOW

ANN = 7
BOSS = 99
HARUN = Topic("harun", "Harun valley", "Harun")
DELTA = Topic("delta", "Delta floods", "delta flood")
DAMS = Topic("dams", "Dams", "dam")


_RUNNING: WeakKeyDictionary[BotApi, App] = WeakKeyDictionary()
"""The application that answers at each stand-in."""


class Clock:
    """The desk's clock, stopped until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def sender(api: BotApi) -> Bot:
    """A bot that only sends. Without the product's requests, PTB makes its own, and loads all certificates
    for each."""
    return Bot(
        api.token, base_url=api.bot_url, request=AiohttpRequest(), get_updates_request=AiohttpRequest(1)
    )


class Room:
    """What tests do in one chat: send a message or press a button, and get the bot's answer."""

    def __init__(
        self, api: BotApi, chat_id: int, user: int | None = None, thread_id: int | None = None
    ) -> None:
        self.api, self.chat_id, self.user, self.thread_id = api, chat_id, user, thread_id

    @property
    def answers(self) -> list[Message]:
        """Everything that the bot sent here."""
        return self.api.messages(self.chat_id)

    async def says(self, text: str, reply_to: int | None = None) -> Message:
        """Send `text` and wait for the answer, and until all earlier updates are handled."""
        before = len(self.answers)
        self.api.user_sends(self.chat_id, text, user=self.user, thread_id=self.thread_id, reply_to=reply_to)
        await self.api.wait_for(lambda: len(self.answers) > before)
        if self.api in _RUNNING:
            await _RUNNING[self.api].update_queue.join()
        return self.answers[-1]

    async def presses(self, message: Message, button: str, user: int | None = None) -> str:
        """Press the button, wait until the press is answered, and return the notice."""
        return await self._answer(self.api.user_presses(message, button, user=user or self.user))

    async def forges(self, message: Message, data: str, user: int | None = None) -> str:
        """Send button data of one's own, and return the notice."""
        return await self._answer(self.api.user_forges(message, data, user=user or self.user))

    async def _answer(self, query_id: str) -> str:
        answers = await self.api.wait_for(
            lambda: [answer for answer in self.api.callback_answers if answer.query_id == query_id]
        )
        return answers[0].text or ""


Serve = Callable[[Desk], Awaitable[None]]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk(sqlite_database: Database, clock: Clock) -> Desk:
    async with sqlite_database.transaction() as connection:
        await topics.sync_configured(connection, [HARUN, DELTA, DAMS], NOW)
    answers = Answers(Pace(math.inf, 0.0))
    return Desk(sqlite_database, clock, frozenset({BOSS}), own_topics=OwnTopics(2, 50), answers=answers)


@pytest.fixture
async def serve(api: BotApi) -> AsyncIterator[Serve]:
    """Starts the bot for a desk; it stops with the test."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(desk: Desk) -> None:
            built = (
                ApplicationBuilder()
                .token(api.token)
                .base_url(api.bot_url)
                .base_file_url(api.file_url)
                .request(AiohttpRequest())
                .get_updates_request(AiohttpRequest(2))
                .context_types(CONTEXT_TYPES)
                .concurrent_updates(ChatTurns())
                .job_queue(None)
                .build()
            )
            # PTB's types tie the job queue to the context type; here there is no job queue.
            application = cast(App, built)
            register(application, desk)
            stack.push_async_callback(desk.answers.close)
            await stack.enter_async_context(application)
            await application.start()
            _RUNNING[api] = application
            stack.push_async_callback(application.stop)
            assert application.updater is not None
            await application.updater.start_polling(timeout=5, allowed_updates=ALLOWED_UPDATES)
            stack.push_async_callback(application.updater.stop)

        yield start


@pytest.fixture
async def ann(api: BotApi, desk: Desk, serve: Serve) -> Room:
    """A private chat with the running bot."""
    await serve(desk)
    return Room(api, ANN)


@pytest.fixture
async def boss(api: BotApi, ann: Room) -> Room:
    """The private chat of an admin of the bot."""
    return Room(api, BOSS)


@pytest.fixture
async def group(api: BotApi, ann: Room) -> Room:
    """A supergroup with an admin (1) and a member (2); `user` is the admin."""
    api.add_chat(-1001, "supergroup", title="Desk", admins=[1], members=[2])
    return Room(api, -1001, user=1)
