"""`/topics`, `/subscribe` and `/unsubscribe`, and the buttons that do the same."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.messages.callback import Press, pack
from bot.messages.markup import escape, shorten
from bot.model import Alert, Button, Chat, Topic
from handlers.context import Context, here, may_change, reply, rewrite
from handlers.naming import find_topics
from storage import topics

PAGE = 7
"""Topics on a page of the keyboard; from 8 on there are pages."""
ADMINS_ONLY = "Only admins of this chat can change what comes here. Reading is for everybody: try /latest."
OFFER = "New reports come by themselves; /latest shows what is known so far."
_MOST_CHOICES = 8
_LABEL_UNITS = 40


async def show_topics(update: Update, context: Context) -> None:
    """The keyboard of topics: tap to follow or unfollow."""
    async with context.desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        menu = await topic_menu(connection, chat, 0)
    await reply(update, context, menu)


async def subscribe(update: Update, context: Context) -> None:
    """Follow the topic that is named; without a name, show them all."""
    if not context.args:
        await show_topics(update, context)
    elif not await may_change(update, context):
        await reply(update, context, ADMINS_ONLY)
    else:
        await reply(update, context, await _subscribe(update, context))


async def unsubscribe(update: Update, context: Context) -> None:
    """Follow the named topic no more; without a name, offer those that are followed."""
    if not await may_change(update, context):
        await reply(update, context, ADMINS_ONLY)
    else:
        await reply(update, context, await _unsubscribe(update, context))


async def press_topic(update: Update, context: Context, press: Press) -> str:
    """A tap on the keyboard: follow if not followed, else unfollow, and redraw."""
    if not await may_change(update, context):
        return ADMINS_ONLY
    desk = context.desk
    async with desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        topic = next(
            (one for one in await topics.visible(connection, chat.id) if one.id == press.text(0)), None
        )
        if topic is None:
            said, note = "That topic is no more.", ""
        elif await topics.subscribe(connection, chat.id, topic.id, desk.clock()):
            said = f"You follow {topic.name} now."
            note = f"You follow <b>{escape(topic.name)}</b> now. {OFFER}"
        else:
            await topics.unsubscribe(connection, chat.id, topic.id)
            said, note = f"You no longer follow {topic.name}.", ""
        menu = await topic_menu(connection, chat, press.number(1) or 0, note=note)
    if update.callback_query is not None:
        await rewrite(update.callback_query, menu)
    return said


async def press_page(update: Update, context: Context, press: Press) -> str:
    """Another page of the keyboard."""
    async with context.desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        menu = await topic_menu(connection, chat, press.number(0) or 0)
    if update.callback_query is not None:
        await rewrite(update.callback_query, menu)
    return ""


async def press_follow(update: Update, context: Context, press: Press) -> str:
    """One of several topics that a name might mean: follow it."""
    return await _press_choice(update, context, press, follow=True)


async def press_leave(update: Update, context: Context, press: Press) -> str:
    """One of several topics that a name might mean: unfollow it."""
    return await _press_choice(update, context, press, follow=False)


async def topic_menu(
    connection: AsyncConnection, chat: Chat, page: int, *, note: str = "", head: str = ""
) -> Alert:
    """The keyboard of topics with ticks; `head` and `note` are HTML before and after its words."""
    known = await topics.visible(connection, chat.id)
    followed = set(await topics.followed(connection, chat.id))
    pages = max(1, -(-len(known) // PAGE)) if len(known) > PAGE else 1
    page = min(page, pages - 1)
    rows: list[tuple[Button, ...]] = [
        (Button(_label(topic, topic.id in followed), data=pack("topic", topic.id, page)),)
        for topic in known[page * PAGE : (page + 1) * PAGE]
    ]
    turn = [Button("‹ Back", data=pack("topics", page - 1))] if page else []
    turn += [Button("More ›", data=pack("topics", page + 1))] if page + 1 < pages else []
    if turn:
        rows.append(tuple(turn))
    names = [escape(shorten(topic.name, _LABEL_UNITS)) for topic in known if topic.id in followed]
    lines = [
        head or "<b>Topics</b>\nTap to follow or unfollow. /track makes one of your own.",
        f"Followed: {', '.join(names)}" if names else "",
        note,
        f"Page {page + 1} of {pages}" if pages > 1 else "",
    ]
    return Alert("\n\n".join(filter(None, lines)), tuple(rows))


def choices(text: str, found: Sequence[Topic], action: str, *arguments: str) -> Alert:
    """A question with a button for each topic; `text` is HTML."""
    shown = found[:_MOST_CHOICES]
    return Alert(
        text,
        tuple(
            (Button(shorten(one.name, _LABEL_UNITS), data=pack(action, one.id, *arguments)),) for one in shown
        ),
    )


def unknown_topic(said: str, known: Sequence[Topic], action: str, *arguments: str) -> Alert:
    """The answer to a name that no topic has."""
    text = f"No topic is called “{escape(shorten(said, 80))}”."
    if not known:
        return Alert(f"{text} Make your own: /track {escape(shorten(said, 80))}")
    return choices(f"{text} These are there, or make your own with /track:", known, action, *arguments)


async def _subscribe(update: Update, context: Context) -> Alert:
    desk = context.desk
    async with desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        known = await topics.visible(connection, chat.id)
        found = find_topics(context.words, known)
        if len(found) == 1:
            new = await topics.subscribe(connection, chat.id, found[0].id, desk.clock())
            return Alert(_following(found[0], new))
    if found:
        return choices("Which one do you mean?", found, "follow")
    return unknown_topic(context.words, known, "follow")


async def _unsubscribe(update: Update, context: Context) -> Alert:
    async with context.desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        followed = set(await topics.followed(connection, chat.id))
        mine = [one for one in await topics.visible(connection, chat.id) if one.id in followed]
        found = find_topics(context.words, mine)
        if len(found) == 1:
            await topics.unsubscribe(connection, chat.id, found[0].id)
            return Alert(f"You no longer follow <b>{escape(found[0].name)}</b>.")
    if not mine:
        return Alert("You follow no topics. /topics shows what there is.")
    if found or not context.args:
        return choices("Which one do you mean?", found or mine, "leave")
    text = f"You follow no topic called “{escape(shorten(context.words, 80))}”. You follow these:"
    return choices(text, mine, "leave")


async def _press_choice(update: Update, context: Context, press: Press, *, follow: bool) -> str:
    if not await may_change(update, context):
        return ADMINS_ONLY
    desk = context.desk
    async with desk.database.transaction() as connection:
        chat = await here(update, context, connection)
        topic = next(
            (one for one in await topics.visible(connection, chat.id) if one.id == press.text(0)), None
        )
        if topic is None:
            said = "That topic is no more. /topics shows what there is."
        elif follow:
            said = _following(topic, await topics.subscribe(connection, chat.id, topic.id, desk.clock()))
        else:
            await topics.unsubscribe(connection, chat.id, topic.id)
            said = f"You no longer follow <b>{escape(topic.name)}</b>."
    if update.callback_query is not None:
        await rewrite(update.callback_query, Alert(said))
    return ""


def _following(topic: Topic, new: bool) -> str:
    name = f"<b>{escape(topic.name)}</b>"
    return (
        f"You follow {name} now. {OFFER}" if new else f"You follow {name} already. /latest shows the newest."
    )


def _label(topic: Topic, followed: bool) -> str:
    own = " (own)" if topic.owner_chat_id is not None else ""
    return ("✅ " if followed else "") + shorten(topic.name, _LABEL_UNITS) + own
