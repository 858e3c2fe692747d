"""The menus of commands that Telegram shows: one for each kind of chat, in each language."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import RetryAfter, TelegramError

from bot.messages.speech.languages import DEFAULT, LANGUAGES
from bot.messages.speech.say import say_in
from handlers.context import App, CommandAction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChatCommand:
    """A command: its name, what runs it, and its line in Telegram's menu."""

    name: str
    run: CommandAction
    description: str
    """In English, up to 256 characters in every language (Bot API, BotCommand)."""
    admins_only: bool = False
    """Whether only admins can use it in groups."""


async def set_menus(
    application: App,
    commands: Sequence[ChatCommand],
    for_admins: Sequence[ChatCommand],
    admins: Iterable[int],
) -> None:
    """Register the menus for private chats, groups, their admins, and the bot's admins.

    Telegram shows each reader the menu in the language of their Telegram, or else the English one. A menu
    that it refuses (for an admin who never wrote to the bot) is logged and skipped; where it asks for a
    pause, the rest stays as it was until the next start.
    """
    for_members = [entry for entry in commands if not entry.admins_only]
    menus: list[tuple[BotCommandScope, Sequence[ChatCommand]]] = [
        (BotCommandScopeAllPrivateChats(), commands),
        (BotCommandScopeAllGroupChats(), for_members),
        (BotCommandScopeAllChatAdministrators(), commands),
        *((BotCommandScopeChat(user), (*commands, *for_admins)) for user in sorted(admins)),
    ]
    for language in LANGUAGES:
        for scope, entries in menus:
            try:
                await _set_menu(application, scope, entries, language)
            except RetryAfter as error:
                log.warning("no more command menus are set for now: %s", error)
                return
            except TelegramError as error:
                log.warning("cannot set the command menu for %s: %s", scope.to_dict(), error)


async def _set_menu(
    application: App, scope: BotCommandScope, entries: Sequence[ChatCommand], language: str
) -> None:
    say = say_in(language)
    lines = [BotCommand(entry.name, say(entry.description)) for entry in entries]
    code = None if language == DEFAULT else language
    await application.bot.set_my_commands(lines, scope=scope, language_code=code)
