"""What `/track` proposes: a topic of the chat's own, what it would have found, and what it misses."""

import secrets

from babel.core import Locale
from telegram import Update

from bot.errors import QueryError
from bot.messages.callback import pack
from bot.messages.markup import JOINER, escape, shorten
from bot.messages.mistakes import mistake_words
from bot.messages.speech.say import ENGLISH, Say
from bot.model import Alert, Button, Topic
from bot.news import query
from bot.news.matching.cost import check_cost
from bot.news.places.spellings import called
from handlers.context import Context, current_chat
from handlers.missed import also_seen, missed
from handlers.preview import LOOK_BACK, Preview, frequency, preview
from handlers.updates import sender_of
from storage import topics
from storage.topics import OwnTopics

NAME_UNITS = 40
_EXAMPLES = 3
_BROADEST = 0.2
"""Share of all articles above which a topic is refused."""
_CHECKED_ENOUGH = 200
"""Articles that must have been checked to tell."""
_FLOOD = 30
"""Stories a day above which a topic is called broad."""
_CARET_BEFORE, _CARET_AFTER = 20, 12
"""Characters shown on either side of a mistake: as many as a phone shows without breaking the line."""


async def proposal(update: Update, context: Context, text: str, name: str = "") -> Alert:
    """The question whether to track a query, under a `name` of its own if it has one."""
    desk = context.desk
    try:
        parsed = query.parse(text)
        check_cost(parsed)
    except QueryError as error:
        return Alert(caret(error, context.say))
    chat, maker_id = await current_chat(update, context), sender_of(update)
    # The id is random, because it is found in logs and alerts, and the query is the chat's own affair.
    name = shorten(name or text, NAME_UNITS).replace(JOINER, "")
    topic = Topic(f"own-{secrets.token_hex(8)}", name, text, chat.id)
    async with desk.database.reading() as connection:
        tracked = await topics.tracked(connection, chat.id, text)
        counted = await topics.count_own(connection, chat.id, maker_id)
    if tracked is None and (refused := full(context.say, counted, desk.own_topics)):
        return Alert(refused)
    found = await preview(desk, parsed, topic.id)
    note, more = also_seen(context.say, tracked or topic, await missed(desk, parsed, found))
    if tracked is not None:
        named = f"<b>{escape(tracked.name)}</b>"
        shown = context.say("You already track {topic}. /topics lists it.", topic=named)
        return Alert("\n\n".join(filter(None, (shown, note))), more)
    if found.checked >= _CHECKED_ENOUGH and len(found.matched) > _BROADEST * found.checked:
        share = round(100 * len(found.matched) / found.checked)
        text = context.say(
            "That would be about {share} of every 100 articles. Add words to narrow it.", share=share
        )
        return Alert(text)
    async with desk.database.transaction() as connection:
        await topics.propose(connection, chat.id, topic, desk.clock(), maker_id)
    explanation = escape(shorten(query.explain(parsed, context.say), 1500))
    shown = f"<b>{escape(topic.name)}</b>\n{explanation}\n\n{_estimate(context.say, found)}"
    buttons = (
        Button(context.say("Track it"), data=pack("track", topic.id, "yes")),
        Button(context.say("Cancel"), data=pack("track", topic.id, "no")),
    )
    return Alert("\n\n".join(filter(None, (shown, note))), (buttons, *more, *_other_names(context.say, text)))


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


def full(say: Say, counted: OwnTopics, most: OwnTopics) -> str:
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
