"""`/start` and `/help`."""

from telegram import Update

from bot.messages.markup import escape
from handlers.context import Context, here, is_private, may_change, reply, runs_the_bot
from handlers.naming import find_topics
from handlers.topics import OFFER, topic_menu
from storage import chats, topics

_WELCOME = (
    "<b>Sitrep tells you what happened, not what was published.</b>\n"
    "Follow topics: one alert per event, a few facts in the publishers' own words, each with its source.\n"
    "Tap a topic below, or make your own with /track."
)
_HELP = """<b>What you can ask</b>

/topics - tap to follow or unfollow
/subscribe TOPIC, /unsubscribe TOPIC
/latest [TOPIC] - the newest stories with their facts
/track QUERY - a topic of your own; /untrack removes it
/search WORDS - stories of the past
/timeline TOPIC [7d|30d] - a picture of the days
/why - in reply to an alert, or with a link: why it came, or did not

<b>When alerts come</b>

/settings - all of the following by buttons
/mute 2h - silence for a while; in reply to an alert: mute that story
/quiet 22:00-07:00 - silence every night
/digest 08:00 - everything in one message a day
/timezone Europe/Paris
What is held back comes later in one message; nothing is lost.

<b>Your data</b>

/export - all that is kept about this chat
/forget - delete it"""
_FOR_THOSE_WHO_RUN_IT = """

<b>Running this bot</b>

/feeds - all feeds and how they do
/addfeed URL, /removefeed NUMBER
/stats - the desk in numbers"""
_IN_GROUPS = "\n\nIn groups and channels only admins change what comes."


async def start(update: Update, context: Context) -> None:
    """Greet, wake a paused chat, and follow the topic of a deep link (t.me/bot?start=TOPIC)."""
    desk = context.desk
    note = ""
    allowed = await may_change(update, context)
    async with desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        await chats.resume(connection, chat.telegram_id)
        if context.args and allowed:
            found = find_topics(context.words, await topics.visible(connection, chat.id))
            if len(found) == 1:
                await topics.subscribe(connection, chat.id, found[0].id, desk.clock())
                note = f"You follow <b>{escape(found[0].name)}</b> now. {OFFER}"
        menu = await topic_menu(connection, chat, 0, note=note, head=_WELCOME)
    await reply(update, context, menu)


async def show_help(update: Update, context: Context) -> None:
    """Every command in a line."""
    more = _FOR_THOSE_WHO_RUN_IT if runs_the_bot(update, context) else ""
    await reply(update, context, _HELP + more + ("" if is_private(update) else _IN_GROUPS))
