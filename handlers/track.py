"""`/track` and `/untrack`: a chat's own topics."""

import re
from hashlib import blake2b

from telegram import Update

from bot.errors import QueryError
from bot.messages.callback import Press, pack
from bot.messages.markup import escape, shorten
from bot.model import Alert, Button, Chat, Topic
from bot.news import query
from handlers.context import Context, enter, here, may_change, reply, rewrite
from handlers.naming import find_topics
from handlers.preview import LOOK_BACK, Preview, per_day, preview, remember
from handlers.topics import ADMINS_ONLY, OFFER, choices
from storage import topics

_NAME_UNITS = 40
_EXAMPLES = 3
_FLOOD = 30
"""Stories a day from which on a topic is called broad."""
_CARET_BEFORE, _CARET_AFTER = 20, 12
"""Characters shown on either side of a mistake: as many as a phone shows without breaking the line."""
_USAGE = (
    'Write what to look for:\n<code>/track "drone strike" Ukraine</code>\n'
    "<code>/track (dam OR reservoir) collapse*</code>\n<code>/track ceasefire NEAR/8 Gaza -football</code>\n"
    "Plain words count in all their forms, quoted ones only as typed."
)
_SLUG = re.compile(r"[^a-z0-9]+")


async def track(update: Update, context: Context) -> None:
    """Read the query, show what it would have found, and ask whether to keep it."""
    if not await may_change(update, context):
        await reply(update, context, ADMINS_ONLY)
    elif not context.args:
        await reply(update, context, _USAGE)
    else:
        await reply(update, context, await _proposal(update, context))


async def press_track(update: Update, context: Context, press: Press) -> str:
    """The answer to the proposal: keep the topic, or not."""
    if not await may_change(update, context):
        return ADMINS_ONLY
    desk, topic_id = context.desk, press.text(0)
    async with desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        if press.text(1) == "no":
            await topics.remove_own(connection, chat.id, topic_id)
            said = "Not tracked."
        elif (
            topic := await topics.confirm(connection, chat.id, topic_id, desk.own_topics, desk.clock())
        ) is None:
            full = await topics.count_own(connection, chat.id) >= desk.own_topics
            said = _full(desk.own_topics) if full else "That proposal is gone; send /track again."
        else:
            said = f"You track <b>{escape(topic.name)}</b> now. {OFFER}"
    if press.text(1) != "no" and topic is not None:
        await remember(desk, await preview(desk, query.parse(topic.query), topic.id))
    if update.callback_query is not None:
        await rewrite(update.callback_query, Alert(said))
    return ""


async def untrack(update: Update, context: Context) -> None:
    """Delete an own topic by its name; without one, offer them all."""
    if not await may_change(update, context):
        await reply(update, context, ADMINS_ONLY)
        return
    async with context.desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        known = await topics.visible(connection, chat.id)
        own = [topic for topic in known if topic.owner_chat_id is not None]
        exact = [topic for topic in own if topic.query == context.words]
        found = exact or find_topics(context.words, own)
        if len(found) == 1:
            await topics.remove_own(connection, chat.id, found[0].id)
    if len(found) == 1:
        await reply(update, context, _removed(found[0]))
    elif not own:
        await reply(update, context, "You have no topics of your own. /track makes one.")
    else:
        await reply(update, context, choices("Which one shall go?", found or own, "untrack"))


async def press_untrack(update: Update, context: Context, press: Press) -> str:
    """One of several own topics: delete it."""
    if not await may_change(update, context):
        return ADMINS_ONLY
    async with context.desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        known = {topic.id: topic for topic in await topics.visible(connection, chat.id)}
        gone = await topics.remove_own(connection, chat.id, press.text(0))
    said = (
        _removed(known[press.text(0)]) if gone and press.text(0) in known else "That topic is gone already."
    )
    if update.callback_query is not None:
        await rewrite(update.callback_query, Alert(said))
    return ""


def caret(error: QueryError) -> str:
    """A mistake in a query with a caret under its place, narrow enough for a phone, and the mend; HTML."""
    whole = len(error.query) <= _CARET_BEFORE + _CARET_AFTER
    start = 0 if whole else max(0, error.position - _CARET_BEFORE)
    end = len(error.query) if whole else min(len(error.query), error.position + _CARET_AFTER)
    shown = ("…" if start else "") + error.query[start:end] + ("…" if end < len(error.query) else "")
    spaces = " " * (error.position - start + bool(start))
    message = error.message[:1].upper() + error.message[1:]
    # Not `escape`, which would close up spaces and so shift the place.
    line = shown.translate(_PLAIN).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<pre>{line}\n{spaces}^</pre>\n{escape(shorten(message, 500))}"


_PLAIN = dict.fromkeys((*range(32), 127), " ")


async def _proposal(update: Update, context: Context) -> Alert:
    desk, said = context.desk, context.words
    try:
        wanted = query.parse(said)
    except QueryError as error:
        return Alert(caret(error))
    chat = await enter(update, context)
    topic = Topic(_own_id(chat, said), shorten(said, _NAME_UNITS), said, chat.id)
    async with desk.database.transaction() as connection:
        known = {one.id for one in await topics.visible(connection, chat.id)}
        if topic.id in known:
            return Alert(f"You track <b>{escape(topic.name)}</b> already. /topics shows it.")
        if await topics.count_own(connection, chat.id) >= desk.own_topics:
            return Alert(_full(desk.own_topics))
        await topics.propose(connection, chat.id, topic, desk.clock())
    seen = await preview(desk, wanted, topic.id)
    text = f"<b>{escape(topic.name)}</b>\n{escape(shorten(query.explain(wanted), 1500))}\n\n{_estimate(seen)}"
    buttons = (
        Button("Track it", data=pack("track", topic.id, "yes")),
        Button("Cancel", data=pack("track", topic.id, "no")),
    )
    return Alert(text, (buttons,))


def _estimate(seen: Preview) -> str:
    """How much the topic would have brought, with examples; HTML."""
    span = f"the last {LOOK_BACK.days} days"
    if not seen.found:
        return f"It would have found nothing in {span}. Perhaps it is rare, perhaps too narrow."
    broad = " That is a lot: another word would narrow it." if seen.stories / LOOK_BACK.days > _FLOOD else ""
    examples = [
        f"• {escape(shorten(title, 150))} ({escape(shorten(publisher, 50))})"
        for title, publisher in seen.titles[:_EXAMPLES]
    ]
    number = "1 story" if seen.stories == 1 else f"{seen.stories} stories"
    counted = number if seen.whole else f"about {number}"
    return "\n".join((f"In {span}: {counted}, {per_day(seen)}, like:", *examples)) + broad


def _own_id(chat: Chat, said: str) -> str:
    """The same for the same chat and query, so that asking twice makes one topic."""
    slug = _SLUG.sub("-", said.casefold()).strip("-")[:16].strip("-") or "own"
    return f"{slug}-{blake2b(f'{chat.id} {said}'.encode(), digest_size=6).hexdigest()}"


def _full(most: int) -> str:
    return f"You have {most} topics of your own, which is the limit. /untrack removes one."


def _removed(topic: Topic) -> str:
    return f"You no longer track <b>{escape(topic.name)}</b>."
