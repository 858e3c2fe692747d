"""`/start` and `/help`."""

from telegram import Update

from bot.messages.markup import escape
from handlers.context import Context, is_private, may_change, register_chat, reply, runs_the_bot
from handlers.naming import find_topics
from handlers.topics import OFFER, topic_menu
from storage import chats, topics

_WELCOME = (
    "<b>Sitrep tells you what happened, not what was published.</b>\n"
    "Follow a topic and get one alert per event: a few facts in the publishers' own words, with sources.\n"
    "Tap a topic below, or create your own with /track."
)
_HELP = """<b>Commands</b>

/topics - follow or unfollow topics with a tap
/subscribe TOPIC, /unsubscribe TOPIC - the same by name
/latest [TOPIC] - the latest stories with their facts
/track QUERY - create your own topic; /untrack deletes it
/search WORDS - search past stories
/timeline TOPIC [7d|30d] - a chart of its activity
/why - reply to an alert, or add a link: why you got that alert, or did not

<b>When you get alerts</b>

/settings - everything below, with buttons
/mute 2h - no alerts for a while; in reply to an alert: mute its story
/quiet 22:00-07:00 - no alerts at night
/digest 08:00 - one digest a day
/timezone Europe/Paris - the timezone of these times
Held alerts come later in one message; none are lost.

<b>Your data</b>

/export - download everything stored about this chat
/forget - delete it"""
_FOR_ADMINS_OF_THE_BOT = """

<b>Running this bot</b>

/feeds - all feeds and their health
/addfeed URL, /removefeed NUMBER
/stats - statistics about this bot"""
_IN_GROUPS = "\n\nIn groups and channels, only admins can change topics and settings."


async def start(update: Update, context: Context) -> None:
    """Greet, resume a paused chat, and follow the topic of a deep link (t.me/bot?start=TOPIC)."""
    desk = context.desk
    note = ""
    allowed = await may_change(update, context)
    async with desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        await chats.resume(connection, chat.telegram_id)
        if context.args and allowed:
            meant = find_topics(context.words, await topics.visible(connection, chat.id))
            if len(meant) == 1:
                await topics.subscribe(connection, chat.id, meant[0].id, desk.clock())
                note = f"You now follow <b>{escape(meant[0].name)}</b>. {OFFER}"
        menu = await topic_menu(connection, chat, 0, note=note, head=_WELCOME)
    await reply(update, context, menu)


async def show_help(update: Update, context: Context) -> None:
    """List every command."""
    admin_part = _FOR_ADMINS_OF_THE_BOT if runs_the_bot(update, context) else ""
    await reply(update, context, _HELP + admin_part + ("" if is_private(update) else _IN_GROUPS))
