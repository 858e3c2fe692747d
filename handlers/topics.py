"""`/topics`, `/subscribe` and `/unsubscribe`, and the buttons that do the same."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.messages.callback import Press, pack
from bot.messages.markup import escape, shorten
from bot.model import Alert, Button, Chat, Topic
from handlers.context import Context, register_chat, reply, rewrite
from handlers.naming import find_topics
from handlers.paging import BACK_MORE, page_buttons
from handlers.roles import refusal
from storage import topics

PAGE = 7
"""Topics on a page of the keyboard."""
OFFER = "Alerts come automatically; /latest shows what is known so far."
NO_TOPICS = "You do not follow any topics. /topics lists all topics."
TOPIC_GONE = "That topic no longer exists."
WHICH_TOPIC = "Which topic do you mean?"
_FOLLOW, _LEAVE = "on", "off"
_MOST_CHOICES = 8
_LABEL_UNITS = 40


async def show_topics(update: Update, context: Context) -> None:
    """Show the keyboard of topics: a tap follows or unfollows."""
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        menu = await topic_menu(connection, chat, 0)
    await reply(update, context, menu)


async def subscribe(update: Update, context: Context) -> None:
    """Follow the named topic; without a name, show all topics."""
    if not context.args:
        await show_topics(update, context)
    elif refused := await refusal(update, context):
        await reply(update, context, refused)
    else:
        await reply(update, context, await _subscribe(update, context))


async def unsubscribe(update: Update, context: Context) -> None:
    """Unfollow the named topic; without a name, offer those that are followed."""
    if refused := await refusal(update, context):
        await reply(update, context, refused)
    else:
        await reply(update, context, await _unsubscribe(update, context))


async def press_topic(update: Update, context: Context, press: Press) -> str:
    """A tap on the keyboard: follow or unfollow, as the button says, and redraw.

    The button carries what was wanted, so that a second tap on the same picture is no undo. Those of older
    versions do not: they follow what is not followed, and unfollow what is.
    """
    if refused := await refusal(update, context):
        return refused
    desk = context.desk
    async with desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        topic = await visible_topic(connection, chat, press.text(0))
        if topic is None:
            notice, note = TOPIC_GONE, ""
        elif press.text(2) != _LEAVE and (
            await topics.subscribe(connection, chat.id, topic.id, desk.clock()) or press.text(2) == _FOLLOW
        ):
            notice = f"You now follow {topic.name}."
            note = _following(topic, new=True)
        else:
            await topics.unsubscribe(connection, chat.id, topic.id)
            notice, note = f"You no longer follow {topic.name}.", ""
        menu = await topic_menu(connection, chat, press.number(1) or 0, note=note)
    await rewrite(update, context, menu)
    return notice


async def press_page(update: Update, context: Context, press: Press) -> str:
    """Show another page of the keyboard."""
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        menu = await topic_menu(connection, chat, press.number(0) or 0)
    await rewrite(update, context, menu)
    return ""


async def press_follow(update: Update, context: Context, press: Press) -> str:
    """Follow the topic chosen from several that matched a name."""
    return await _press_choice(update, context, press, follow=True)


async def press_leave(update: Update, context: Context, press: Press) -> str:
    """Unfollow the topic chosen from several that matched a name."""
    return await _press_choice(update, context, press, follow=False)


async def topic_menu(
    connection: AsyncConnection, chat: Chat, page: int, *, note: str = "", head: str = ""
) -> Alert:
    """The keyboard of topics, followed ones ticked; `head` and `note` are HTML, its first and last line."""
    known = await topics.visible(connection, chat.id)
    followed = set(await topics.followed(connection, chat.id))
    suspended = await topics.suspended(connection, chat.id)
    slow = [escape(shorten(topic.name, _LABEL_UNITS)) for topic in suspended]
    pages = max(1, -(-len(known) // PAGE))
    page = min(page, pages - 1)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                _label(topic, topic.id in followed),
                data=pack("topic", topic.id, page, _LEAVE if topic.id in followed else _FOLLOW),
            ),
        )
        for topic in known[page * PAGE : (page + 1) * PAGE]
    ]
    rows += page_buttons(page, pages, BACK_MORE, lambda number: pack("topics", number))
    names = [escape(shorten(topic.name, _LABEL_UNITS)) for topic in known if topic.id in followed]
    lines = [
        head or "<b>Topics</b>\nTap a topic to follow or unfollow it. /track creates your own.",
        f"You follow: {', '.join(names)}" if names else "",
        f"Suspended, too slow to match: {', '.join(slow)}. /untrack deletes them." if slow else "",
        note,
        f"Page {page + 1} of {pages}" if pages > 1 else "",
    ]
    return Alert("\n\n".join(filter(None, lines)), tuple(rows))


def choices(text: str, offered: Sequence[Topic], action: str, *arguments: str) -> Alert:
    """A question with a button for each topic; `text` is HTML."""
    rows = (
        (Button(shorten(topic.name, _LABEL_UNITS), data=pack(action, topic.id, *arguments)),)
        for topic in offered[:_MOST_CHOICES]
    )
    return Alert(text, tuple(rows))


def unknown_topic(name: str, known: Sequence[Topic], action: str, *arguments: str) -> Alert:
    """The reply to a name that no topic has: the topics to choose from."""
    text = f"There is no topic called “{escape(shorten(name, 80))}”."
    if not known:
        return Alert(f"{text} Create your own: /track {escape(shorten(name, 80))}")
    return choices(f"{text} Choose one of these, or create your own with /track:", known, action, *arguments)


async def visible_topic(connection: AsyncConnection, chat: Chat, topic_id: str) -> Topic | None:
    """The topic with this id, where it exists and the chat may follow it."""
    known = await topics.visible(connection, chat.id)
    return next((topic for topic in known if topic.id == topic_id), None)


async def _subscribe(update: Update, context: Context) -> Alert:
    desk = context.desk
    async with desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        known = await topics.visible(connection, chat.id)
        meant = find_topics(context.words, known)
        if len(meant) == 1:
            new = await topics.subscribe(connection, chat.id, meant[0].id, desk.clock())
            return Alert(_following(meant[0], new))
    if meant:
        return choices(WHICH_TOPIC, meant, "follow")
    return unknown_topic(context.words, known, "follow")


async def _unsubscribe(update: Update, context: Context) -> Alert:
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        followed = set(await topics.followed(connection, chat.id))
        mine = [topic for topic in await topics.visible(connection, chat.id) if topic.id in followed]
        meant = find_topics(context.words, mine)
        if len(meant) == 1:
            await topics.unsubscribe(connection, chat.id, meant[0].id)
            return Alert(_left(meant[0]))
    if not mine:
        return Alert(NO_TOPICS)
    if meant or not context.args:
        return choices("Which topic should I unfollow?", meant or mine, "leave")
    text = f"You do not follow a topic called “{escape(shorten(context.words, 80))}”. You follow these:"
    return choices(text, mine, "leave")


async def _press_choice(update: Update, context: Context, press: Press, *, follow: bool) -> str:
    if refused := await refusal(update, context):
        return refused
    desk = context.desk
    async with desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        topic = await visible_topic(connection, chat, press.text(0))
        if topic is None:
            answer = f"{TOPIC_GONE} /topics lists all topics."
        elif follow:
            answer = _following(topic, await topics.subscribe(connection, chat.id, topic.id, desk.clock()))
        else:
            await topics.unsubscribe(connection, chat.id, topic.id)
            answer = _left(topic)
    await rewrite(update, context, Alert(answer))
    return ""


def _following(topic: Topic, new: bool) -> str:
    name = f"<b>{escape(topic.name)}</b>"
    return f"You now follow {name}. {OFFER}" if new else f"You already follow {name}. Try /latest."


def _left(topic: Topic) -> str:
    return f"You no longer follow <b>{escape(topic.name)}</b>."


def _label(topic: Topic, followed: bool) -> str:
    own = " (own)" if topic.owner_chat_id is not None else ""
    return ("✅ " if followed else "") + shorten(topic.name, _LABEL_UNITS) + own
