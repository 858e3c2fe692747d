"""Everything that a Telegram update can trigger; a file per intent, and here the tables of all of it."""

import logging
from dataclasses import dataclass
from functools import partial
from typing import Final

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Update,
)
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from handlers import (
    admin,
    alerts,
    buttons,
    chats,
    latest,
    privacy,
    search,
    settings,
    start,
    timeline,
    topics,
    track,
    unknown,
    why,
)
from handlers.context import App, Command, Context, Desk, Pressed, attach, reply

log = logging.getLogger(__name__)

CONTEXT_TYPES: Final = ContextTypes(context=Context)
"""For `ApplicationBuilder.context_types`."""
ALLOWED_UPDATES: Final = ["message", "channel_post", "callback_query", "my_chat_member"]
"""All that Sitrep listens to; edits are not among them."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A command: its name, what runs it, and its line in Telegram's menu."""

    name: str
    run: Command
    menu: str
    slow: bool = False
    """Whether other updates are served while it works."""
    changes: bool = False
    """Whether in groups it is only for admins."""


COMMANDS: Final = (
    Listing("latest", latest.latest, "The newest stories of what you follow", slow=True),
    Listing("topics", topics.show_topics, "Tap to follow or unfollow"),
    Listing("search", search.search, "Stories of the past that have your words", slow=True),
    Listing("timeline", timeline.timeline, "A picture of a topic's days", slow=True),
    Listing("why", why.why, "Why an alert came, or did not"),
    Listing("subscribe", topics.subscribe, "Follow a topic by its name", changes=True),
    Listing("unsubscribe", topics.unsubscribe, "Follow a topic no more", changes=True),
    Listing("track", track.track, "Make a topic of your own", slow=True, changes=True),
    Listing("untrack", track.untrack, "Remove a topic of your own", changes=True),
    Listing("settings", settings.show_settings, "When and how alerts come"),
    Listing("mute", settings.mute, "Silence for a while: 2h, 8h, 1d, off", changes=True),
    Listing("quiet", settings.quiet, "Silence every night: 22:00-07:00", changes=True),
    Listing("digest", settings.digest, "Everything in one message a day: 08:00", changes=True),
    Listing("timezone", settings.timezone, "Your clock: Europe/Paris", changes=True),
    Listing("export", privacy.export, "All that is kept about this chat", changes=True),
    Listing("forget", privacy.forget, "Delete all that is kept about this chat", changes=True),
    Listing("help", start.show_help, "What you can ask"),
    Listing("start", start.start, "Begin, or wake me up again"),
)
ADMIN_COMMANDS: Final = (
    Listing("feeds", admin.show_feeds, "Feeds and how they do"),
    Listing("stats", admin.show_stats, "The desk in numbers"),
    Listing("addfeed", admin.add_feed, "Add a feed or a site", slow=True),
    Listing("removefeed", admin.remove_feed, "Poll a feed no more"),
)
BUTTONS: Final[dict[str, Pressed]] = {
    "topic": topics.press_topic,
    "topics": topics.press_page,
    "follow": topics.press_follow,
    "leave": topics.press_leave,
    "latest": latest.press_latest,
    "search": search.press_search,
    "timeline": timeline.press_timeline,
    "why": why.press_why,
    "mute": alerts.press_mute,
    alerts.UNMUTE: alerts.press_unmute,
    "nope": alerts.press_not_relevant,
    "track": track.press_track,
    "untrack": track.press_untrack,
    "set": settings.press_setting,
    "forget": privacy.press_forget,
    "feeds": admin.press_feeds,
    "addfeed": admin.press_add_feed,
}


def register(application: App, desk: Desk) -> None:
    """Put every handler into the application, which was built with CONTEXT_TYPES, and give them the desk."""
    attach(application, desk)
    for entry in (*COMMANDS, *ADMIN_COMMANDS):
        application.add_handler(
            CommandHandler(entry.name, entry.run, filters=unknown.FRESH, block=not entry.slow)
        )
    names = [entry.name for entry in COMMANDS]
    application.add_handler(
        MessageHandler(filters.COMMAND & unknown.FRESH, partial(unknown.unknown_command, known=names))
    )
    application.add_handler(
        MessageHandler(filters.TEXT & filters.ChatType.PRIVATE & unknown.FRESH, unknown.plain_text)
    )
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, chats.moved))
    application.add_handler(CallbackQueryHandler(partial(buttons.press, table=BUTTONS), block=False))
    application.add_handler(ChatMemberHandler(chats.my_standing, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(on_error)


async def set_menu(application: App, desk: Desk) -> None:
    """Register the command menus: private chats, groups, their admins, and those who run the bot.

    A menu that Telegram does not take (an admin who never spoke to the bot) is logged and left out.
    """
    reading = [entry for entry in COMMANDS if not entry.changes]
    menus: list[tuple[BotCommandScope, tuple[Listing, ...]]] = [
        (BotCommandScopeAllPrivateChats(), COMMANDS),
        (BotCommandScopeAllGroupChats(), tuple(reading)),
        (BotCommandScopeAllChatAdministrators(), COMMANDS),
        *((BotCommandScopeChat(user), (*COMMANDS, *ADMIN_COMMANDS)) for user in sorted(desk.admins)),
    ]
    for scope, entries in menus:
        lines = [BotCommand(entry.name, entry.menu) for entry in entries]
        try:
            await application.bot.set_my_commands(lines, scope=scope)
        except TelegramError as error:
            log.warning("no command menu for %s: %s", scope.to_dict(), error)


async def on_error(update: object, context: Context) -> None:
    """Log what a handler could not cope with, and say one polite line."""
    error = context.error
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        log.warning("Telegram could not be reached: %s", error)
        return
    if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
        log.info("Telegram refused an answer: %s", error)
        return
    log.error("an update could not be handled", exc_info=error)
    if (
        isinstance(update, Update)
        and update.effective_chat is not None
        and update.effective_message is not None
    ):
        try:
            await reply(update, context, buttons.SORRY)
        except TelegramError as refused:
            log.info("nor could that be said: %s", refused)
