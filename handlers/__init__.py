"""What a Telegram update can trigger: a file per intent; here, the tables of commands and buttons."""

import logging
from functools import partial
from typing import Final

from telegram import (
    Update,
)
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot.messages.speech.say import say_in
from handlers import (
    access,
    addressed,
    admin,
    alerts,
    buttons,
    chats,
    digest,
    editors,
    feedback,
    gate,
    help,
    inline,
    language,
    latest,
    managing,
    pausing,
    privacy,
    reading,
    search,
    settings,
    start,
    timeline,
    topics,
    track,
    unknown,
    wanted,
    why,
    widening,
)
from handlers.context import App, ButtonAction, CommandAction, Context, Desk, attach, reply
from handlers.footing import ALL_CHATS
from handlers.menu import ChatCommand, set_menus
from handlers.updates import heard_language

log = logging.getLogger(__name__)

CONTEXT_TYPES: Final = ContextTypes(context=Context)
"""For `ApplicationBuilder.context_types`."""
ALLOWED_UPDATES: Final = [
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "message_reaction",
]
"""The kinds of update that Sitrep listens to."""


async def _show_help(update: Update, context: Context) -> None:
    await help.show_help(update, context, COMMANDS, ADMIN_COMMANDS)


async def _channel(update: Update, context: Context) -> None:
    await managing.channel(update, context, {entry.name: entry.run for entry in COMMANDS})


COMMANDS: Final = (
    ChatCommand("latest", latest.latest, "The latest stories on your topics"),
    ChatCommand("topics", topics.show_topics, "Follow or unfollow topics"),
    ChatCommand("search", search.search, "Search past stories"),
    ChatCommand("timeline", timeline.timeline, "A topic's activity as a chart"),
    ChatCommand("why", why.why, "Why you got an alert, or did not"),
    ChatCommand("subscribe", topics.subscribe, "Follow a topic by name", admins_only=True),
    ChatCommand("unsubscribe", topics.unsubscribe, "Unfollow a topic", admins_only=True),
    ChatCommand("track", track.track, "Create your own topic", admins_only=True),
    ChatCommand("untrack", track.untrack, "Delete one of your own topics", admins_only=True),
    ChatCommand("pause", pausing.pause, "Stop alerts on a topic, or all: /pause TOPIC", admins_only=True),
    ChatCommand("resume", pausing.resume, "Start paused alerts again", admins_only=True),
    ChatCommand("settings", settings.show_settings, "When and how you get alerts"),
    ChatCommand("mute", settings.mute, "Mute alerts for a while: 2h, 8h, 1d, off", admins_only=True),
    ChatCommand("quiet", settings.quiet, "Set quiet hours: 22:00-07:00", admins_only=True),
    ChatCommand("digest", settings.digest, "Get one digest a day: 08:00", admins_only=True),
    ChatCommand("timezone", settings.timezone, "Set your timezone: Europe/Paris", admins_only=True),
    ChatCommand("language", language.language, "Choose my language", admins_only=True),
    ChatCommand("languages", reading.languages, "Choose the languages you read", admins_only=True),
    ChatCommand("channel", _channel, "Manage your channels and groups from here"),
    ChatCommand("roles", editors.roles, "Let others change topics and settings", admins_only=True),
    ChatCommand("export", privacy.export, "Download everything stored about this chat", admins_only=True),
    ChatCommand("forget", privacy.forget, "Delete everything stored about this chat", admins_only=True),
    ChatCommand("help", _show_help, "List all commands"),
    ChatCommand("start", start.start, "Start, or resume alerts"),
)
ADMIN_COMMANDS: Final = (
    ChatCommand("feeds", admin.show_feeds, "All feeds and their health"),
    ChatCommand("stats", admin.show_stats, "Statistics about this bot"),
    ChatCommand("guests", access.show_guests, "Who is waiting to be let in"),
    ChatCommand("addfeed", admin.add_feed, "Add a feed by its address or its site's"),
    ChatCommand("removefeed", admin.remove_feed, "Stop polling a feed"),
)
ALIASES: Final = (
    ("list", topics.show_topics),
    ("stop", pausing.stop),
    ("follow", topics.subscribe),
    ("unfollow", topics.unsubscribe),
    ("unmute", settings.unmute),
)
"""What people try. No menu shows them; in groups, where other bots have them, only with our name (`gate`)."""
PLAIN_WORDS: Final[dict[str, CommandAction]] = {
    "help": _show_help,
    "latest": latest.latest,
    "list": topics.show_topics,
    "settings": settings.show_settings,
    "start": start.start,
    "stop": pausing.stop,
    "topics": topics.show_topics,
}
"""Commands that change no setting: in private they may be written without the slash."""
BUTTONS: Final[dict[str, ButtonAction]] = {
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
    "nope": feedback.press_not_relevant,
    "because": feedback.press_reason,
    "digest": digest.press_digest,
    "track": track.press_track,
    "untrack": track.press_untrack,
    "propose": track.press_propose,
    "names": track.press_names,
    "missed": widening.press_missed,
    "widen": widening.press_widen,
    "set": settings.press_setting,
    "wish": pausing.press_wishes,
    "pause": pausing.press_pause,
    "language": language.press_language,
    ALL_CHATS: managing.press_channels,
    "manage": managing.press_manage,
    "forget": privacy.press_forget,
    "feeds": admin.press_feeds,
    "addfeed": admin.press_add_feed,
    "guest": access.press_guest,
}


def register(application: App, desk: Desk) -> None:
    """Add every handler to the application, which was built with CONTEXT_TYPES, and give them the desk."""
    attach(application, desk)
    commands = frozenset(entry.name for entry in (*COMMANDS, *ADMIN_COMMANDS))
    application.add_handler(TypeHandler(Update, language.listen), group=-2)
    application.add_handler(TypeHandler(Update, partial(gate.gate, known=commands)), group=-1)
    for entry in (*COMMANDS, *ADMIN_COMMANDS):
        application.add_handler(CommandHandler(entry.name, entry.run, filters=unknown.FRESH))
    for alias, run in ALIASES:
        application.add_handler(CommandHandler(alias, run, filters=unknown.FRESH))
    names = [entry.name for entry in COMMANDS]
    application.add_handler(
        MessageHandler(filters.COMMAND & unknown.FRESH, partial(unknown.unknown_command, known=names))
    )
    application.add_handler(
        MessageHandler(
            filters.TEXT & filters.ChatType.PRIVATE & unknown.FRESH,
            partial(wanted.plain_text, commands=PLAIN_WORDS),
        )
    )
    private = filters.ChatType.PRIVATE
    application.add_handler(
        MessageHandler(filters.COMMAND & private & filters.UpdateType.EDITED_MESSAGE, unknown.edited_command)
    )
    application.add_handler(MessageHandler(filters.StatusUpdate.NEW_CHAT_MEMBERS, addressed.note_new_bots))
    application.add_handler(
        MessageHandler(filters.StatusUpdate.FORUM_TOPIC_REOPENED, chats.forum_topic_reopened)
    )
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, chats.moved_to_supergroup))
    application.add_handler(
        MessageHandler(~filters.StatusUpdate.ALL & private & unknown.FRESH, unknown.other_content)
    )
    application.add_handler(InlineQueryHandler(inline.offer))
    application.add_handler(CallbackQueryHandler(partial(buttons.press, table=BUTTONS, enter=managing.enter)))
    application.add_handler(MessageReactionHandler(feedback.reacted))
    application.add_handler(ChatMemberHandler(chats.membership_changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(on_error)


async def set_menu(application: App, desk: Desk) -> None:
    """Register the command menus; see `handlers.menu`."""
    await set_menus(application, COMMANDS, ADMIN_COMMANDS, desk.admins)


async def on_error(update: object, context: Context) -> None:
    """Log an error that a handler did not expect, and apologise in the chat."""
    error = context.error
    if isinstance(error, Forbidden):
        log.info("Telegram refused an answer: %s", error)
        return
    log.error("failed to handle an update", exc_info=error)
    if (
        isinstance(update, Update)
        and update.effective_chat is not None
        and update.effective_message is not None
    ):
        try:
            await reply(update, context, say_in(heard_language(update))(buttons.SORRY))
        except TelegramError as refused:
            log.info("cannot apologise in the chat: %s", refused)
