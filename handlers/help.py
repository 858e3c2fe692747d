"""`/help`: every command, in one message."""

from telegram import Update

from handlers.context import Context, is_private, reply, runs_the_bot

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


async def show_help(update: Update, context: Context) -> None:
    """List every command."""
    admin_part = _FOR_ADMINS_OF_THE_BOT if runs_the_bot(update, context) else ""
    await reply(update, context, _HELP + admin_part + ("" if is_private(update) else _IN_GROUPS))
