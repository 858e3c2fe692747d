"""What every handler is given: the desk, the chat at hand, and a way to answer in it."""

import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
    User,
)
from telegram import Chat as TelegramChat
from telegram.constants import ChatMemberStatus, ChatType, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.messages.callback import Press
from bot.messages.markup import clean
from bot.model import Alert, Button, Chat
from storage import chats
from storage.database import Database

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_DESK = "desk"
_ADMIN = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that was read at an address an admin gave."""

    url: str
    title: str
    publisher: str
    language: str
    newest: tuple[str, ...]
    """Titles of its newest entries."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that handlers depend on; built once, by `bot.desk.app`."""

    database: Database
    clock: Callable[[], datetime]
    """Now, in UTC."""
    admins: frozenset[int] = frozenset()
    """Telegram user ids of those who run the bot."""
    own_topics: int = 20
    """How many topics of its own a chat may have."""
    max_age: timedelta | None = timedelta(hours=48)
    """Older articles never alert; None: any age does."""
    find_feed: Callable[[str], Awaitable[FoundFeed]] | None = None
    """Reads the feed at or behind an address; raises FeedError. None: configuration alone adds feeds."""


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with the desk in it."""

    @property
    def desk(self) -> Desk:
        """What `attach` put there."""
        desk: Desk = self.application.bot_data[_DESK]
        return desk

    @property
    def words(self) -> str:
        """What stands behind a command, as one text."""
        return " ".join(self.args or [])


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context]]
Command = Callable[[Update, Context], Coroutine[Any, Any, None]]
Pressed = Callable[[Update, Context, Press], Awaitable[str]]
"""What a button does; gives the words of the small notice that Telegram shows for it, or none."""


def attach(application: App, desk: Desk) -> None:
    """Give the desk to every handler of the application."""
    application.bot_data[_DESK] = desk


async def here(update: Update, context: Context, connection: AsyncConnection) -> Chat:
    """The chat, or forum topic of a group, from which the update came; made known if it was not.

    A private chat that speaks can be written to, whatever Telegram said before, so it is paused no more.
    """
    there = chat_of(update)
    title = there.title or " ".join(filter(None, (there.first_name, there.last_name)))
    chat = await chats.register(
        connection, there.id, thread_of(update), there.type, clean(title), context.desk.clock()
    )
    if chat.paused_reason is not None and there.type == ChatType.PRIVATE:
        await chats.resume(connection, there.id)
        return replace(chat, paused_reason=None)
    return chat


async def enter(update: Update, context: Context) -> Chat:
    """`here` in a transaction of its own, for handlers that go on to read at length."""
    async with context.desk.database.transaction() as connection:
        return await here(update, context, connection)


def chat_of(update: Update) -> TelegramChat:
    """Telegram's chat of an update that has one; commands and buttons always do."""
    assert update.effective_chat is not None
    return update.effective_chat


def thread_of(update: Update) -> int | None:
    """The forum topic; Telegram also numbers plain threads of replies, which are none."""
    message = message_of(update)
    return message.message_thread_id if message is not None and message.is_topic_message else None


def message_of(update: Update) -> Message | None:
    """The command, or the message under which a button was pressed, unless it is too old to be known."""
    query = update.callback_query
    found = query.message if query is not None else update.effective_message
    return found if isinstance(found, Message) else None


def is_private(update: Update) -> bool:
    """Whether one person talks to the bot."""
    return chat_of(update).type == ChatType.PRIVATE


async def may_change(update: Update, context: Context) -> bool:
    """Whether who acts may change what this chat gets: anybody in private, only its admins elsewhere.

    A channel's posts are its admins'; an anonymous admin writes in the name of the group itself.
    """
    there = chat_of(update)
    if there.type == ChatType.PRIVATE:
        return True
    message = update.effective_message
    if update.callback_query is None and message is not None and message.sender_chat is not None:
        return message.sender_chat.id == there.id
    user = update.effective_user
    return user is not None and await _is_admin(context, there.id, user)


async def _is_admin(context: Context, chat_id: int, user: User) -> bool:
    try:
        member = await context.bot.get_chat_member(chat_id, user.id)
    except TelegramError as error:
        log.warning("chat %s: cannot tell whether user %s is an admin: %s", chat_id, user.id, error)
        return False
    return member.status in _ADMIN


def runs_the_bot(update: Update, context: Context) -> bool:
    """Whether who acts is one of `[telegram] admins`."""
    user = update.effective_user
    return user is not None and user.id in context.desk.admins


async def reply(update: Update, context: Context, alert: Alert | str, *, to: int | None = None) -> Message:
    """Answer in the chat (and forum topic) of the update; a text is taken for Telegram HTML.

    `to` is the message of the chat that it answers.
    """
    message = alert if isinstance(alert, Alert) else Alert(alert)
    return await context.bot.send_message(
        chat_of(update).id,
        message.html,
        parse_mode=ParseMode.HTML,
        message_thread_id=thread_of(update),
        link_preview_options=NO_PREVIEW,
        reply_markup=keyboard(message.buttons),
        reply_to_message_id=to,
        allow_sending_without_reply=None if to is None else True,
    )


async def rewrite(query: CallbackQuery, alert: Alert) -> None:
    """Put `alert` in the place of the message under which the button was pressed.

    The same text again, or a message too old to be edited, is no error worth a word.
    """
    with contextlib.suppress(BadRequest):
        await query.edit_message_text(
            alert.html,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(alert.buttons),
        )


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """Buttons as PTB wants them; None for none."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(one.text, url=one.url, callback_data=one.data) for one in row] for row in rows]
    )
