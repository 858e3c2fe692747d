"""Add a word to a chat's own topic: the words that it misses, and what a press of their buttons does."""

from telegram import Update
from telegram.constants import MessageEntityType

from bot.errors import QueryError
from bot.messages.callback import Press, pack
from bot.messages.markup import escape
from bot.messages.mistakes import mistake_words
from bot.messages.speech.say import msg
from bot.model import Alert, Button, Topic
from bot.news import query
from bot.news.matching.cost import check_cost
from bot.news.query.widen import parts, widened
from handlers.buttons import OUTDATED
from handlers.context import Context, current_chat, rewrite
from handlers.missed import also_seen, fingerprint, missed
from handlers.preview import Preview, preview, save_matches
from handlers.proposal import proposal
from handlers.roles import refusal
from handlers.topics import TOPIC_GONE, visible_topic
from handlers.updates import message_of
from storage import topics

_NOTHING = msg("No word stands out in the reports that it misses.")


async def press_missed(update: Update, context: Context, press: Press) -> str:
    """Show the words that one of the chat's own topics misses."""
    if refused := await refusal(update, context):
        return refused
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        topic = await visible_topic(connection, chat, press.text(0))
    if topic is None or topic.owner_chat_id is None:
        return context.say(TOPIC_GONE)
    found = await preview(context.desk, query.parse(topic.query), topic.id)
    await rewrite(update, context, await _page(context, topic, found))
    return ""


async def press_widen(update: Update, context: Context, press: Press) -> str:
    """Add the word to the topic, or to the proposal of one.

    The word is read from the message. What the button's data tell is the query that comes of it: any other is
    refused, so that a topic which has changed since, by this very word perhaps, stays as it is.
    """
    if refused := await refusal(update, context):
        return refused
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        draft = await topics.draft(connection, chat.id, press.text(0))
        topic = draft or await visible_topic(connection, chat, press.text(0))
    word = _word(update, press.number(1))
    if topic is None or topic.owner_chat_id is None or not word:
        return context.say(OUTDATED)
    try:
        wider = _wider(topic.query, word, press.text(2))
        if wider is None:
            return context.say(OUTDATED)
        check_cost(query.parse(wider))
    except QueryError as error:
        return mistake_words(error.message, context.say)
    if draft is not None:
        await rewrite(update, context, await proposal(update, context, wider, topic.name))
        return ""
    return await _change(update, context, topic, wider, word)


async def _change(update: Update, context: Context, topic: Topic, wider: str, word: str) -> str:
    desk, changed = context.desk, Topic(topic.id, topic.name, wider, topic.owner_chat_id)
    async with desk.database.transaction() as connection:
        if not await topics.change_query(connection, topic, wider, desk.clock()):
            return context.say(OUTDATED)
    found = await preview(desk, query.parse(wider), topic.id)
    await save_matches(desk, found)
    named = f"<b>{escape(topic.name)}</b>"
    done = context.say("{topic} now looks for {word} too.", topic=named, word=escape(word))
    await rewrite(update, context, await _page(context, changed, found, done))
    return ""


async def _page(context: Context, topic: Topic, found: Preview, done: str = "") -> Alert:
    """The words that a topic misses, after what was `done`, HTML."""
    say = context.say
    note, rows = also_seen(say, topic, await missed(context.desk, query.parse(topic.query), found))
    back = (Button(say("‹ All topics"), data=pack("topics", 0)),)
    if not done:
        done, note = f"<b>{escape(topic.name)}</b>", note or say(_NOTHING)
    return Alert("\n\n".join(filter(None, (done, note))), (*rows, back))


def _word(update: Update, number: int | None) -> str:
    """The word of that number in the message; empty if it names none."""
    message = message_of(update)
    if message is None or number is None:
        return ""
    named = list(message.parse_entities([MessageEntityType.CODE]).values())
    return named[number] if number < len(named) else ""


def _wider(text: str, word: str, wanted: str) -> str | None:
    """The query with the word, where `fingerprint` says that it is the wanted one."""
    query.parse(word)
    required = sum(not part.excludes for part in parts(text))
    options = (widened(text, word, number) for number in (None, *range(required)))
    return next((option for option in options if fingerprint(option) == wanted), None)
