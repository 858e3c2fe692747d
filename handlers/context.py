"""What every handler uses: the desk, the current chat, and a way to reply in it."""

import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import (
    Bot,
    Message,
    Update,
)
from telegram.constants import ChatType
from telegram.error import ChatMigrated
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.delivery.pace import Pace
from bot.hours.allowance import Allowance
from bot.messages.callback import Press
from bot.messages.speech.say import ENGLISH, Say
from bot.model import Alert, Chat
from handlers.answers import Answers, NotNowError, Place
from handlers.footing import for_chat, silence_note, too_late
from handlers.neighbours import Neighbours
from handlers.policy import Access
from handlers.sending import edit, send
from handlers.updates import chat_of, heard_language, message_of, name_of, place_of, thread_of
from storage import chats, wishes
from storage.database import Database
from storage.topics import OwnTopics

log = logging.getLogger(__name__)

_DESK = "desk"


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed found at an address that an admin gave."""

    url: str
    title: str
    publisher: str
    language: str
    newest: tuple[str, ...]
    """Titles of its newest entries."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that handlers depend on; built once, by `bot.desk.app`."""

    database: Database
    clock: Callable[[], datetime]
    """Now, in UTC."""
    admins: frozenset[int] = frozenset()
    """Telegram user ids of the bot's admins."""
    access: Access = field(default_factory=Access)
    own_topics: OwnTopics = field(default_factory=lambda: OwnTopics(20, 2000))
    """How many topics of its own a chat, or a user in all chats, may create, and all of them together."""
    max_age: timedelta | None = timedelta(hours=48)
    """Older articles never alert; None: articles of any age do."""
    kinds: frozenset[str] = frozenset({"news"})
    """The kinds of report that alert chats which did not choose any."""
    allowance: Allowance | None = None
    """How many commands and buttons each user may send; None: any number."""
    silent_allowance: Allowance | None = None
    """How many inline queries and reactions each user may send; None: any number."""
    answers: Answers = field(default_factory=lambda: Answers(Pace(30.0, time.monotonic())))
    """How everything that handlers send leaves."""
    neighbours: Neighbours = field(default_factory=Neighbours)
    """Which groups have other bots."""
    find_feed: Callable[[str], Awaitable[FoundFeed]] | None = None
    """Reads the feed at an address, or the one its page links to; raises FeedError.

    None: only the configuration adds feeds.
    """


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with the desk in it, and with the language of the chat."""

    say: Say = ENGLISH
    """Speaks to the chat of the update; `handlers.language` sets it before any other handler runs."""
    paused_reason: str | None = None
    """Why Telegram did not let us write to the chat of the update until now; set like `say`."""
    all_paused: bool = False
    """Whether the chat paused every topic that it follows; set like `say`."""

    managed: Chat | None = None
    """Another chat, which the sender manages from the private one (`handlers.managing`)."""

    @property
    def desk(self) -> Desk:
        """The desk that `attach` stored."""
        desk: Desk = self.application.bot_data[_DESK]
        return desk

    @property
    def words(self) -> str:
        """The words after the command, as one text."""
        return " ".join(self.args or [])


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context]]
CommandAction = Callable[[Update, Context], Coroutine[Any, Any, None]]
ButtonAction = Callable[[Update, Context, Press], Awaitable[str]]
"""What a button does; returns the text of the notice that Telegram shows for the press, or ""."""


def attach(application: App, desk: Desk) -> None:
    """Give the desk to every handler of the application."""
    application.bot_data[_DESK] = desk


async def register_chat(update: Update, context: Context, connection: AsyncConnection) -> Chat:
    """The chat, or forum topic of a group, from which the update came; stored if it is new.

    A private chat that writes to the bot can be written to, whatever Telegram said before, so it is resumed.
    Where the sender manages another chat, it is that one.
    """
    if context.managed is not None:
        return (await chats.by_id(connection, [context.managed.id]))[context.managed.id]
    telegram_chat = chat_of(update)
    telegram_id, kind = telegram_chat.id, telegram_chat.type
    if kind == ChatType.GROUP and (moved_to := await chats.moved_to(connection, telegram_id)) is not None:
        telegram_id, kind = moved_to, ChatType.SUPERGROUP  # an old menu, pressed where the group was
    chat = await chats.register(
        connection,
        telegram_id,
        thread_of(update),
        kind,
        name_of(telegram_chat),
        context.desk.clock(),
        heard_language(update) if update.effective_user is not None else None,
    )
    if chat.paused_reason is not None and telegram_chat.type == ChatType.PRIVATE:
        await chats.resume(connection, telegram_chat.id)
        return replace(chat, paused_reason=None)
    return chat


async def current_chat(update: Update, context: Context) -> Chat:
    """`register_chat` on its own, for handlers that then only read.

    Nothing is written where nothing changed: who only asks does not wait for a station that writes.
    """
    async with context.desk.database.reading() as connection:
        known = await _unchanged(update, context, connection)
    if known is not None:
        return known
    async with context.desk.database.transaction() as connection:
        return await register_chat(update, context, connection)


async def _unchanged(update: Update, context: Context, connection: AsyncConnection) -> Chat | None:
    """The stored chat, where `register_chat` would give it as it is."""
    if context.managed is not None:
        return await register_chat(update, context, connection)
    telegram_chat = chat_of(update)
    chat = await chats.find(connection, telegram_chat.id, thread_of(update))
    if chat is None or telegram_chat.type == ChatType.GROUP:
        return None
    private = telegram_chat.type == ChatType.PRIVATE
    follows_language = private and not chat.language_chosen and chat.language != heard_language(update)
    changed = (chat.kind, chat.title) != (telegram_chat.type, name_of(telegram_chat)) or follows_language
    return None if changed or (private and chat.paused_reason is not None) else chat


def runs_the_bot(update: Update, context: Context) -> bool:
    """Whether the sender is one of `[telegram] admins`."""
    user = update.effective_user
    return user is not None and user.id in context.desk.admins


async def reply(update: Update, context: Context, alert: Alert | str, *, to: int | None = None) -> None:
    """Answer with `alert`, or a text of Telegram HTML, in the chat (and forum topic) of the update.

    `to` is the id of the message that it replies to. Where Telegram accepts no answer for a while, the chat
    gets an apology later. Raises TelegramError if Telegram refuses the answer for good.
    """
    shown = alert if isinstance(alert, Alert) else Alert(alert)
    message = await _with_footing(update, context, shown, context.paused_reason)
    place = place_of(update)
    try:
        await answer(update, context, partial(send, context.bot, place, message, to))
    except ChatMigrated as error:
        moved = replace(place, telegram_id=error.new_chat_id, kind=ChatType.SUPERGROUP)
        await context.desk.answers.give(moved, partial(send, context.bot, moved, message, None))


async def answer(update: Update, context: Context, call: Callable[[], Awaitable[object]]) -> None:
    """Send what `call` sends to the chat of the update, or apologise there later; see `reply`."""
    place, answers = place_of(update), context.desk.answers
    try:
        await answers.give(place, call)
        await _note_heard(context, place)
    except ChatMigrated as error:
        await _move(context, place, error.new_chat_id)
        raise
    except NotNowError:
        asked = message_of(update)
        asked_id = asked.message_id if asked is not None else None
        answers.owe(place, partial(_apologise, context.bot, context.say, place, asked_id))


async def _move(context: Context, place: Place, new_id: int) -> None:
    """The group became a supergroup, and no update said so: move what is stored about it."""
    async with context.desk.database.transaction() as connection:
        await chats.move(connection, place.telegram_id, new_id)
    log.info("chat %s became %s", place.telegram_id, new_id)


async def _note_heard(context: Context, place: Place) -> None:
    """An answer arrived: a chat that was paused because it could not be written to gets alerts again."""
    if context.paused_reason is None:
        return
    context.paused_reason = None
    async with context.desk.database.transaction() as connection:
        await chats.resume(connection, place.telegram_id)
    log.info("chat %s resumed: an answer arrived", place.telegram_id)


async def rewrite(update: Update, context: Context, alert: Alert) -> None:
    """Replace the message whose button was pressed by `alert`; later, if Telegram does not accept it now.

    The same text again, or a message too old to be edited, is not an error worth reporting.
    """
    query = update.callback_query
    if query is None:
        return
    message_id = query.message.message_id if query.message is not None else 0
    message = await _with_footing(update, context, alert, None)
    change = partial(edit, query, message)
    try:
        await context.desk.answers.change(place_of(update), message_id, change)
    except ChatMigrated:
        await reply(update, context, alert)


async def _with_footing(update: Update, context: Context, alert: Alert, paused_reason: str | None) -> Alert:
    """The message with what stands under it (`handlers.footing`)."""
    message = for_chat(context.say, context.managed, alert)
    all_paused = await _all_paused(update, context)
    note = silence_note(context.say, paused_reason, all_paused, context.managed)
    return replace(message, html=f"{message.html}\n\n{note}") if note else message


async def _all_paused(update: Update, context: Context) -> bool:
    """Whether every topic is paused still, after what the handler did: it may have unfollowed them."""
    if not context.all_paused:
        return False
    try:
        async with context.desk.database.reading() as connection:
            managed = context.managed
            chat = managed or await chats.find(connection, chat_of(update).id, thread_of(update))
            return chat is not None and wishes.all_paused(await wishes.of_chat(connection, chat.id))
    except (SQLAlchemyError, OSError):  # what is answered may be an apology for just that
        return False


async def _apologise(bot: Bot, say: Say, place: Place, to: int | None, count: int) -> Message:
    return await send(bot, place, Alert(too_late(say, count)), to)
