"""`/track` and `/untrack`: a chat's own topics."""

from telegram import Update

from bot.messages.callback import Press, pack
from bot.messages.markup import escape, shorten
from bot.messages.speech.say import Say, msg
from bot.model import Alert, Button, Topic
from bot.news import query
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.places.spellings import called
from handlers.buttons import OUTDATED
from handlers.context import Context, current_chat, register_chat, reply, rewrite
from handlers.naming import exactly_named, find_topics
from handlers.preview import preview, save_matches
from handlers.proposal import NAME_UNITS, full, proposal
from handlers.roles import refusal
from handlers.topics import OFFER, choices, visible_topic
from handlers.updates import first_line, sender_of
from handlers.wanted import title, titled
from storage import topics

_USAGE = msg(
    'What should I look for? Try:\n<code>/track "drone strike" Ukraine</code>\n'
    "<code>/track (dam OR reservoir) collapse*</code>\n<code>/track ceasefire NEAR/8 Gaza -football</code>\n"
    "Plain words match in all their forms, quoted words exactly as typed."
)


async def track(update: Update, context: Context) -> None:
    """Read the query, show what it would have found, and ask whether to track it."""
    if refused := await refusal(update, context):
        await reply(update, context, refused)
    elif not context.args:
        await reply(update, context, context.say(_USAGE))
    else:
        words = context.words
        answer = _too_common(context.say, words) or await _existing(update, context, words)
        await reply(update, context, answer or await proposal(update, context, words))


async def press_propose(update: Update, context: Context, press: Press) -> str:
    """Track the words in the title of the message, although a topic covers them."""
    if refused := await refusal(update, context):
        return refused
    words = titled(update)
    if not words:
        return context.say(OUTDATED)
    answer = _too_common(context.say, words) or await proposal(update, context, words)
    await rewrite(update, context, answer)
    return ""


def _too_common(say: Say, words: str) -> Alert | None:
    """A warning where the query has nothing but words that are in almost every text."""
    bare = [word.casefold() for word in words.split()]
    if not all(word in FUNCTION_WORDS for word in bare):
        return None
    text = say(
        "“{words}” is in almost every article. Name what you want to hear about: a place, a person, a group.",
        words=escape(shorten(words, 80)),
    )
    return Alert(text)


async def _existing(update: Update, context: Context, words: str) -> Alert | None:
    """The offer to follow the topic that covers the words already; None where none does."""
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        known = await topics.visible(connection, chat.id)
        followed = await topics.followed(connection, chat.id)
    shared = [topic for topic in exactly_named(words, known) if topic.owner_chat_id is None]
    if len(shared) != 1:
        return None
    say, topic = context.say, shared[0]
    name = f"<b>{escape(topic.name)}</b>"
    lines = [title(say, words), say("The topic {topic} covers that already, in more words.", topic=name)]
    rows = [(Button(say("Track these words alone"), data=pack("propose")),)]
    if topic.id in followed:
        lines.append(say("You follow it."))
    else:
        label = say("Follow {topic}", topic=shorten(topic.name, NAME_UNITS))
        rows.insert(0, (Button(label, data=pack("follow", topic.id)),))
    return Alert("\n".join(lines), tuple(rows))


async def press_names(update: Update, context: Context, press: Press) -> str:
    """Propose to track the place in the title of the message under its names in all languages."""
    if refused := await refusal(update, context):
        return refused
    words = first_line(update)
    place = next((place for place in called(words) if place.country == press.text(0)), None)
    if place is None:
        return context.say(OUTDATED)
    await rewrite(update, context, await proposal(update, context, place.query(words), words))
    return ""


async def press_track(update: Update, context: Context, press: Press) -> str:
    """Keep the proposed topic, or not, as the button says."""
    if refused := await refusal(update, context):
        return refused
    desk, topic_id = context.desk, press.text(0)
    async with desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        if press.text(1) == "no":
            await topics.remove_own(connection, chat.id, topic_id)
            answer = context.say("Not tracked.")
        elif (
            topic := await topics.confirm(connection, chat.id, topic_id, desk.own_topics, desk.clock())
        ) is None:
            counted = await topics.count_own(connection, chat.id, sender_of(update))
            expired = context.say("That proposal has expired. Send /track again.")
            answer = full(context.say, counted, desk.own_topics) or expired
        else:
            tracked = context.say("You now track {topic}.", topic=f"<b>{escape(topic.name)}</b>")
            answer = f"{tracked} {context.say(OFFER)}"
    if press.text(1) != "no" and topic is not None:
        await save_matches(desk, await preview(desk, query.parse(topic.query), topic.id))
    await rewrite(update, context, Alert(answer))
    return ""


async def untrack(update: Update, context: Context) -> None:
    """Delete one of the chat's own topics by its name; without a name, offer them all."""
    if refused := await refusal(update, context):
        await reply(update, context, refused)
        return
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        known = await topics.visible(connection, chat.id)
        own = [topic for topic in known if topic.owner_chat_id is not None]
        own += await topics.suspended(connection, chat.id)
        exact = [topic for topic in own if topic.query == context.words]
        meant = exact or find_topics(context.words, own)
        if len(meant) == 1:
            await topics.remove_own(connection, chat.id, meant[0].id)
    if len(meant) == 1:
        await reply(update, context, _removed(context.say, meant[0]))
    elif not own:
        await reply(update, context, context.say("You have no topics of your own. /track creates one."))
    else:
        which = context.say("Which one should I remove?")
        await reply(update, context, choices(which, meant or own, "untrack"))


async def press_untrack(update: Update, context: Context, press: Press) -> str:
    """Delete the topic chosen from the chat's own."""
    if refused := await refusal(update, context):
        return refused
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        topic = await visible_topic(connection, chat, press.text(0)) or next(
            (one for one in await topics.suspended(connection, chat.id) if one.id == press.text(0)), None
        )
        removed = await topics.remove_own(connection, chat.id, press.text(0))
    gone = context.say("That topic was already deleted.")
    answer = _removed(context.say, topic) if removed and topic is not None else gone
    await rewrite(update, context, Alert(answer))
    return ""


def _removed(say: Say, topic: Topic) -> str:
    return say("You no longer track {topic}.", topic=f"<b>{escape(topic.name)}</b>")
