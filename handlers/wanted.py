"""Words without a command, in private: what may be done with them, as buttons."""

from collections.abc import Mapping

from telegram import Update

from bot.messages.callback import pack
from bot.messages.markup import escape, shorten
from bot.messages.speech.say import Say, msg
from bot.model import Alert, Button, Topic
from handlers.context import CommandAction, Context, current_chat, reply
from handlers.naming import find_topics
from handlers.updates import first_line, message_of
from storage import topics

_WORDS_UNITS = 150
_MOST_WORDS = 8
_LABEL_UNITS = 40
_MOST_TOPICS = 3
_SENTENCE = msg(
    "I only understand commands. /latest shows the latest stories, /search WORDS searches them, "
    "and /help lists all commands."
)


async def plain_text(update: Update, context: Context, commands: Mapping[str, CommandAction]) -> None:
    """Offer what the words may mean: follow a topic, see its latest stories, search, track.

    A word that is the name of one of the `commands`, and of no topic, is that command without its slash.
    """
    message = message_of(update)
    words = ((message.text if message else None) or "").strip()
    if not words or len(words.split()) > _MOST_WORDS or len(words) > _WORDS_UNITS:
        await reply(update, context, context.say(_SENTENCE))
        return
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        known = await topics.visible(connection, chat.id)
        followed = await topics.followed(connection, chat.id)
    meant = find_topics(words, known)[:_MOST_TOPICS]
    if not meant and (command := commands.get(words.casefold().rstrip("?!."))) is not None:
        await command(update, context)
        return
    await reply(update, context, _offer(context.say, words, meant, followed))


def title(say: Say, words: str) -> str:
    """The title of a message about a person's own words, as HTML; `titled` reads them there."""
    return f"<b>{say('Your words')}: {escape(shorten(words, _WORDS_UNITS))}</b>"


def titled(update: Update) -> str:
    """The words in the title of the message whose button was pressed; empty if it has none."""
    return first_line(update).partition(": ")[2]


def _offer(say: Say, words: str, meant: list[Topic], followed: list[str]) -> Alert:
    rows: list[tuple[Button, ...]] = []
    for topic in meant:
        name = shorten(topic.name, _LABEL_UNITS)
        latest = Button(say("Latest: {topic}", topic=name), data=pack("latest", topic.id, 0, 0))
        follow = Button(say("Follow {topic}", topic=name), data=pack("follow", topic.id))
        rows += [(latest,)] if topic.id in followed else [(follow,), (latest,)]
    search = Button(say("Search past stories"), data=pack("search", 0))
    track = Button(say("Track these words"), data=pack("propose"))
    rows.append((search,) if meant else (search, track))
    lines = [title(say, words)]
    if not meant:
        lines.append(say("No topic has that name. /topics lists the topics, and /help all commands."))
    elif len(meant) == 1 and meant[0].id in followed:
        lines.append(say("You follow this topic. What would you like to see?"))
    else:
        lines.append(say("What would you like?"))
    return Alert("\n".join(lines), tuple(rows))
