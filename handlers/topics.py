"""`/topics`, `/subscribe` and `/unsubscribe`, and the buttons that do the same."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.messages.callback import Press, pack
from bot.messages.markup import escape, shorten
from bot.messages.paging import BACK_MORE, page_buttons, page_note
from bot.messages.speech.say import Say, msg
from bot.model import Alert, Button, Chat, Topic
from handlers.context import Context, current_chat, register_chat, reply, rewrite
from handlers.naming import Named, find_topics, name_several
from handlers.roles import refusal
from storage import matches, topics, wishes

PAGE = 7
"""Topics on a page of the keyboard."""
OFFER = msg("Alerts come automatically; /latest shows what is known so far.")
NO_TOPICS = msg("You do not follow any topics. /topics lists all topics.")
TOPIC_GONE = msg("That topic no longer exists.")
WHICH_TOPIC = msg("Which topic do you mean?")
_MENU = msg("<b>Topics</b>\nTap a topic to follow or unfollow it. /track creates your own.")
SEVERAL_PAUSED = msg("Paused, without alerts: {topics}. /resume starts them again.")
_SUSPENDED = msg("Suspended, too slow to match: {topics}. /untrack deletes them.")
_NOW_FOLLOWED = msg("You now follow {topics}. Alerts come automatically; /latest shows what is known so far.")
_FOLLOWED_BEFORE = msg("You already follow {topic}. Try /latest.")
_NOW_LEFT = msg("You no longer follow {topics}.")
_FOLLOW, _LEAVE = "on", "off"
_MOST_CHOICES = 8
_MOST_WANTING = 3
_LABEL_UNITS = 40


async def show_topics(update: Update, context: Context) -> None:
    """Show the keyboard of topics: a tap follows or unfollows."""
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        menu = await topic_menu(connection, context.say, chat, 0)
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
            notice, note = context.say(TOPIC_GONE), ""
        elif press.text(2) != _LEAVE and (
            await topics.subscribe(connection, chat.id, topic.id, desk.clock()) or press.text(2) == _FOLLOW
        ):
            notice = context.say("You now follow {topic}.", topic=topic.name)
            note = following(context.say, topic, new=True)
        else:
            await topics.unsubscribe(connection, chat.id, topic.id)
            notice, note = context.say("You no longer follow {topic}.", topic=topic.name), ""
        menu = await topic_menu(connection, context.say, chat, press.number(1) or 0, note=note)
    await rewrite(update, context, menu)
    return notice


async def press_page(update: Update, context: Context, press: Press) -> str:
    """Show another page of the keyboard."""
    chat = await current_chat(update, context)
    async with context.desk.database.reading() as connection:
        menu = await topic_menu(connection, context.say, chat, press.number(0) or 0)
    await rewrite(update, context, menu)
    return ""


async def press_follow(update: Update, context: Context, press: Press) -> str:
    """Follow the topic chosen from several that matched a name."""
    return await _press_choice(update, context, press, follow=True)


async def press_leave(update: Update, context: Context, press: Press) -> str:
    """Unfollow the topic chosen from several that matched a name."""
    return await _press_choice(update, context, press, follow=False)


async def topic_menu(
    connection: AsyncConnection, say: Say, chat: Chat, page: int, *, note: str = "", head: str = ""
) -> Alert:
    """The keyboard of topics, followed ones ticked; `head` and `note` are HTML, its first and last line."""
    known = await topics.visible(connection, chat.id)
    followed = set(await topics.followed(connection, chat.id))
    suspended = await topics.suspended(connection, chat.id)
    slow = [say.isolated(escape(shorten(topic.name, _LABEL_UNITS))) for topic in suspended]
    pages = max(1, -(-len(known) // PAGE))
    page = min(page, pages - 1)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                _label(say, topic, topic.id in followed),
                data=pack("topic", topic.id, page, _LEAVE if topic.id in followed else _FOLLOW),
            ),
        )
        for topic in known[page * PAGE : (page + 1) * PAGE]
    ]
    rows += await _wanting(connection, say, known)
    rows += page_buttons(say, page, pages, BACK_MORE, lambda number: pack("topics", number))
    wanted = await wishes.of_chat(connection, chat.id)
    mine = [topic for topic in known if topic.id in followed]
    names = [say.isolated(escape(shorten(topic.name, _LABEL_UNITS))) for topic in mine]
    paused = [
        name for topic, name in zip(mine, names, strict=True) if wanted.get(topic.id, wishes.Wish()).paused
    ]
    lines = [
        head or say(_MENU),
        say("You follow: {topics}", topics=say.listed(names)) if names else "",
        say(SEVERAL_PAUSED, topics=say.listed(paused)) if 0 < len(paused) < len(names) else "",
        say(_SUSPENDED, topics=say.listed(slow)) if slow else "",
        note,
        *page_note(say, page, pages),
    ]
    return Alert("\n\n".join(filter(None, lines)), tuple(rows))


async def _wanting(connection: AsyncConnection, say: Say, known: Sequence[Topic]) -> list[tuple[Button, ...]]:
    """A button for each own topic that misses reports of its stories: in which words do they tell them?"""
    own = {topic.id: topic for topic in known if topic.owner_chat_id is not None}
    wanting = await matches.with_unmet(connection, own) if own else set()
    rows: list[tuple[Button, ...]] = []
    for topic_id in [topic_id for topic_id in own if topic_id in wanting][:_MOST_WANTING]:
        name = shorten(own[topic_id].name, _LABEL_UNITS)
        rows.append((Button(say("Words that {topic} misses", topic=name), data=pack("missed", topic_id)),))
    return rows


def choices(text: str, offered: Sequence[Topic], action: str, *arguments: str) -> Alert:
    """A question with a button for each topic; `text` is HTML."""
    rows = (
        (Button(shorten(topic.name, _LABEL_UNITS), data=pack(action, topic.id, *arguments)),)
        for topic in offered[:_MOST_CHOICES]
    )
    return Alert(text, tuple(rows))


def unknown_topic(say: Say, name: str, known: Sequence[Topic], action: str, *arguments: str) -> Alert:
    """The reply to a name that no topic has: the topics to choose from."""
    typed = escape(shorten(name, 80))
    if not known:
        command = f"/track {typed}"
        return Alert(
            say("There is no topic called “{name}”. Create your own: {command}", name=typed, command=command)
        )
    text = say(
        "There is no topic called “{name}”. Choose one of these, or create your own with /track:", name=typed
    )
    return choices(text, known, action, *arguments)


async def visible_topic(connection: AsyncConnection, chat: Chat, topic_id: str) -> Topic | None:
    """The topic with this id, where it exists and the chat may follow it."""
    known = await topics.visible(connection, chat.id)
    return next((topic for topic in known if topic.id == topic_id), None)


async def followed_topics(connection: AsyncConnection, chat: Chat) -> list[Topic]:
    """The topics that the chat follows, in the order of the keyboard."""
    followed = set(await topics.followed(connection, chat.id))
    return [topic for topic in await topics.visible(connection, chat.id) if topic.id in followed]


async def _subscribe(update: Update, context: Context) -> Alert:
    say = context.say
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        known = await topics.visible(connection, chat.id)
        named = name_several(context.words, known)
        if len(named.meant) == 1 and not named.unclear:
            new = await follow_topic(connection, context, chat, named.meant[0])
            return Alert(following(say, named.meant[0], new))
        new = any([await follow_topic(connection, context, chat, topic) for topic in named.meant])
    if named.meant:
        names = _listed(say, named.meant)
        text = say(_NOW_FOLLOWED, topics=names) if new else say(_FOLLOWED_BEFORE, topic=names)
        return Alert("\n".join([text, *unclear(say, named)]))
    if len(named.unclear) == 1 and (meant := find_topics(context.words, known)):
        return choices(say(WHICH_TOPIC), meant, "follow")
    return unknown_topic(say, context.words, known, "follow")


async def follow_topic(connection: AsyncConnection, context: Context, chat: Chat, topic: Topic) -> bool:
    """Follow a topic, or wake it if it is paused; False if the chat followed it already."""
    new = await topics.subscribe(connection, chat.id, topic.id, context.desk.clock())
    await wishes.resume(connection, chat.id, [topic.id])
    return new


async def _unsubscribe(update: Update, context: Context) -> Alert:
    say = context.say
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        mine = await followed_topics(connection, chat)
        named = name_several(context.words, mine)
        for topic in named.meant:
            await topics.unsubscribe(connection, chat.id, topic.id)
    if not mine:
        return Alert(say(NO_TOPICS))
    if len(named.meant) == 1 and not named.unclear:
        return Alert(_left(say, named.meant[0]))
    if named.meant:
        return Alert("\n".join([say(_NOW_LEFT, topics=_listed(say, named.meant)), *unclear(say, named)]))
    meant = find_topics(context.words, mine)
    if meant or not context.args:
        return choices(say("Which topic should I unfollow?"), meant or mine, "leave")
    name = escape(shorten(context.words, 80))
    text = say("You do not follow a topic called “{name}”. You follow these:", name=name)
    return choices(text, mine, "leave")


def _listed(say: Say, some: Sequence[Topic]) -> str:
    return say.listed(say.isolated(f"<b>{escape(topic.name)}</b>") for topic in some)


def unclear(say: Say, named: Named) -> list[str]:
    """A line for each name that no single topic has."""
    return [not_known(say, name) for name in named.unclear]


def not_known(say: Say, name: str) -> str:
    """That no single topic has this name; HTML."""
    return say(
        "I do not know which topic “{name}” is. /topics lists them all.", name=escape(shorten(name, 80))
    )


async def _press_choice(update: Update, context: Context, press: Press, *, follow: bool) -> str:
    if refused := await refusal(update, context):
        return refused
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        topic = await visible_topic(connection, chat, press.text(0))
        if topic is None:
            answer = context.say("That topic no longer exists. /topics lists all topics.")
        elif follow:
            new = await follow_topic(connection, context, chat, topic)
            answer = following(context.say, topic, new)
        else:
            await topics.unsubscribe(connection, chat.id, topic.id)
            answer = _left(context.say, topic)
    await rewrite(update, context, Alert(answer))
    return ""


def following(say: Say, topic: Topic, new: bool) -> str:
    """That the chat follows the topic, now or already; HTML."""
    name = f"<b>{escape(topic.name)}</b>"
    if not new:
        return say(_FOLLOWED_BEFORE, topic=name)
    return say("You now follow {topic}.", topic=name) + f" {say(OFFER)}"


def _left(say: Say, topic: Topic) -> str:
    return say("You no longer follow {topic}.", topic=f"<b>{escape(topic.name)}</b>")


def _label(say: Say, topic: Topic, followed: bool) -> str:
    name = shorten(topic.name, _LABEL_UNITS)
    own = say("{topic} (own)", topic=name) if topic.owner_chat_id is not None else name
    return ("✅ " if followed else "") + own
