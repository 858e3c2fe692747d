"""`/track` and `/untrack`: a chat's own topics."""

import secrets

from babel.core import Locale
from telegram import Update

from bot.errors import QueryError
from bot.messages.callback import Press, pack
from bot.messages.markup import JOINER, escape, shorten
from bot.messages.mistakes import mistake_words
from bot.messages.speech.say import ENGLISH, Say, msg
from bot.model import Alert, Button, Topic
from bot.news import query
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.matching.cost import check_cost
from bot.news.places.spellings import called
from handlers.buttons import OUTDATED
from handlers.context import Context, current_chat, register_chat, reply, rewrite
from handlers.naming import exactly_named, find_topics
from handlers.preview import LOOK_BACK, Preview, frequency, preview, save_matches
from handlers.roles import refusal
from handlers.topics import OFFER, choices, visible_topic
from handlers.updates import first_line, sender_of
from handlers.wanted import title, titled
from storage import topics
from storage.topics import OwnTopics

_NAME_UNITS = 40
_EXAMPLES = 3
_BROADEST = 0.2
"""Share of all articles above which a topic is refused."""
_CHECKED_ENOUGH = 200
"""Articles that must have been checked to tell."""
_FLOOD = 30
"""Stories a day above which a topic is called broad."""
_CARET_BEFORE, _CARET_AFTER = 20, 12
"""Characters shown on either side of a mistake: as many as a phone shows without breaking the line."""
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
        await reply(update, context, answer or await _proposal(update, context, words))


async def press_propose(update: Update, context: Context, press: Press) -> str:
    """Track the words in the title of the message, although a topic covers them."""
    if refused := await refusal(update, context):
        return refused
    words = titled(update)
    if not words:
        return context.say(OUTDATED)
    answer = _too_common(context.say, words) or await _proposal(update, context, words)
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
        label = say("Follow {topic}", topic=shorten(topic.name, _NAME_UNITS))
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
    await rewrite(update, context, await _proposal(update, context, place.query(words), words))
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
            answer = _full(context.say, counted, desk.own_topics) or expired
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


def caret(error: QueryError, say: Say = ENGLISH) -> str:
    """A mistake in a query, narrow enough for a phone: a caret under its place, and how to fix it; HTML."""
    complete = len(error.query) <= _CARET_BEFORE + _CARET_AFTER
    start = 0 if complete else max(0, error.position - _CARET_BEFORE)
    end = len(error.query) if complete else min(len(error.query), error.position + _CARET_AFTER)
    shown = ("…" if start else "") + error.query[start:end] + ("…" if end < len(error.query) else "")
    spaces = " " * (error.position - start + bool(start))
    message = mistake_words(error.message, say)
    message = message[:1].upper() + message[1:]
    # Not `escape`, which would collapse spaces and so shift the caret.
    line = shown.translate(_PLAIN).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<pre>{line}\n{spaces}^</pre>\n{escape(shorten(message, 500))}"


_PLAIN = dict.fromkeys((*range(32), 127), " ")


async def _proposal(update: Update, context: Context, text: str, name: str = "") -> Alert:
    """The question whether to track a query, under a `name` of its own if it has one."""
    desk = context.desk
    try:
        parsed = query.parse(text)
        check_cost(parsed)
    except QueryError as error:
        return Alert(caret(error, context.say))
    chat, maker_id = await current_chat(update, context), sender_of(update)
    # The id is random, because it is found in logs and alerts, and the query is the chat's own affair.
    name = shorten(name or text, _NAME_UNITS).replace(JOINER, "")
    topic = Topic(f"own-{secrets.token_hex(8)}", name, text, chat.id)
    async with desk.database.reading() as connection:
        if await topics.is_tracked(connection, chat.id, text):
            named = f"<b>{escape(topic.name)}</b>"
            return Alert(context.say("You already track {topic}. /topics lists it.", topic=named))
        counted = await topics.count_own(connection, chat.id, maker_id)
    if full := _full(context.say, counted, desk.own_topics):
        return Alert(full)
    found = await preview(desk, parsed, topic.id)
    if found.checked >= _CHECKED_ENOUGH and len(found.matched) > _BROADEST * found.checked:
        share = round(100 * len(found.matched) / found.checked)
        text = context.say(
            "That would be about {share} of every 100 articles. Add words to narrow it.", share=share
        )
        return Alert(text)
    async with desk.database.transaction() as connection:
        await topics.propose(connection, chat.id, topic, desk.clock(), maker_id)
    explanation = escape(shorten(query.explain(parsed, context.say), 1500))
    proposal = f"<b>{escape(topic.name)}</b>\n{explanation}\n\n{_estimate(context.say, found)}"
    buttons = (
        Button(context.say("Track it"), data=pack("track", topic.id, "yes")),
        Button(context.say("Cancel"), data=pack("track", topic.id, "no")),
    )
    return Alert(proposal, (buttons, *_other_names(context.say, text)))


def _other_names(say: Say, words: str) -> tuple[tuple[Button, ...], ...]:
    """A button for each place of that name, to look for it in other languages too."""
    places = {place.country: place for place in called(words)}
    if len(places) == 1:
        return ((Button(say("In other languages too"), data=pack("names", *places)),),)
    known = Locale.parse(say.language).territories
    return tuple(
        (
            Button(
                say("In other languages: {place}", place=shorten(known.get(code, code), 30)),
                data=pack("names", code),
            ),
        )
        for code in places
    )


def _estimate(say: Say, preview: Preview) -> str:
    """How many stories the topic would have found, with examples; HTML."""
    days = LOOK_BACK.days
    if not preview.matched:
        return say(
            "It would have found nothing in the last {days} days: the subject may be rare, or the query too "
            "narrow.",
            days=days,
        )
    broad = "\n" + say("That is a lot. Add a word to narrow it.") if preview.stories / days > _FLOOD else ""
    examples = [
        f"• {escape(shorten(title, 150))} ({escape(shorten(publisher, 50))})"
        for title, publisher in preview.titles[:_EXAMPLES]
    ]
    number = say.plural("{number} story", "{number} stories", preview.stories)
    found = say(
        "In the last {days} days: {count}, {frequency}. For example:",
        days=days,
        count=number if preview.complete else say("about {count}", count=number),
        frequency=frequency(say, preview),
    )
    return "\n".join((found, *examples)) + broad


def _full(say: Say, counted: OwnTopics, most: OwnTopics) -> str:
    """Why no more topics may be created; empty if one may."""
    if counted.of_each >= most.of_each:
        return say(
            "You have {number} topics of your own, which is the limit. /untrack deletes one.",
            number=most.of_each,
        )
    if not counted.within(most):
        return say(
            "This bot has as many topics made in chats as it can match. /topics lists those for everybody."
        )
    return ""


def _removed(say: Say, topic: Topic) -> str:
    return say("You no longer track {topic}.", topic=f"<b>{escape(topic.name)}</b>")
