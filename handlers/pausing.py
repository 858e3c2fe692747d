"""`/pause` and `/resume`, for one topic or all; and what each topic may do: be silent, break quiet hours."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from bot.hours.durations import parse_seconds
from bot.messages.callback import Press, pack
from bot.messages.markup import escape, shorten
from bot.messages.speech.say import Say, msg
from bot.model import Alert, Button, Chat, Topic
from handlers.buttons import OUTDATED
from handlers.context import Context, register_chat, reply, rewrite
from handlers.naming import EVERYTHING, Named, find_topics, name_several
from handlers.roles import refusal
from handlers.topics import NO_TOPICS, SEVERAL_PAUSED, TOPIC_GONE, choices, followed_topics, unclear
from storage import chats, wishes
from storage.wishes import Wish

_ALL = EVERYTHING | {"*"}
_EVERY = "*"
_LABEL_UNITS = 40
_STOP = msg(
    "/pause stops all alerts until /resume; /mute 2h stops them for a while and gathers them; "
    "/unsubscribe leaves a topic; /forget deletes everything stored about this chat."
)
_PAUSED_ALL = msg(
    "Paused: you get no more alerts, and nothing is kept for later. /latest still answers, and /resume "
    "starts the alerts again. To get what happens meanwhile in one message, use /mute instead."
)
_PAUSED_ONE = msg("Paused: <b>{topic}</b>. /resume starts it again; /latest still shows its stories.")
RESUMED_ALL = msg("Alerts are on again for all your topics. /latest shows what happened meanwhile.")
_RESUMED_ONE = msg("Alerts are on again: <b>{topic}</b>. /latest shows what happened meanwhile.")
_TITLE = msg("<b>Your topics, one by one</b>\nTap a topic to make it silent, urgent or paused.")
_SILENT = msg("Its alerts make no sound.")
_LOUD = msg("Its alerts make a sound.")
_URGENT = msg(
    "In quiet hours, what is important comes at once: deaths, claims, ceasefires and the like, or what three "
    "publishers report."
)
_PATIENT = msg("In quiet hours, everything waits.")
_PAUSED = msg("It is paused: no alerts until you resume it.")
_BUTTONS: Final = {
    ("silent", "on"): msg("🔕 Make it silent"),
    ("silent", "off"): msg("🔔 Make it sound"),
    ("urgent", "on"): msg("🌙 Let important news through"),
    ("urgent", "off"): msg("🌙 Hold everything in quiet hours"),
    ("paused", "on"): msg("⏸ Pause"),
    ("paused", "off"): msg("▶ Resume"),
}


async def pause(update: Update, context: Context) -> None:
    """Stop the alerts of the named topic, or of all."""
    await _change(update, context, paused=True)


async def resume(update: Update, context: Context) -> None:
    """Start them again; a chat that Telegram had shut to us is written to again as well."""
    await _change(update, context, paused=False)


async def stop(update: Update, context: Context) -> None:
    """What people try first: say what stops what, with a button for the likeliest."""
    button = Button(context.say("⏸ Pause all alerts"), data=pack("pause", _EVERY, "on"))
    await reply(update, context, Alert(context.say(_STOP), ((button,),)))


async def press_pause(update: Update, context: Context, press: Press) -> str:
    """Pause or resume the topic chosen from several that matched a name."""
    if refused := await refusal(update, context):
        return refused
    paused = press.text(1) != "off"
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        mine = {topic.id: topic for topic in await followed_topics(connection, chat)}
        topic = mine.get(press.text(0))
        if press.text(0) == _EVERY:
            await _set_paused(connection, context, chat, list(mine), paused)
        elif topic is None:
            return context.say(TOPIC_GONE)
        else:
            await _set_paused(connection, context, chat, [topic.id], paused)
    if topic is None:
        await rewrite(update, context, Alert(context.say(_PAUSED_ALL if paused else RESUMED_ALL)))
        return ""
    text = _PAUSED_ONE if paused else _RESUMED_ONE
    await rewrite(update, context, Alert(context.say(text, topic=escape(topic.name))))
    return ""


async def press_wishes(update: Update, context: Context, press: Press) -> str:
    """Show the followed topics, or what one of them does, and change that."""
    topic_id, what, value = press.text(0), press.text(1), press.text(2)
    if what and (refused := await refusal(update, context)):
        return refused
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        mine = {topic.id: topic for topic in await followed_topics(connection, chat)}
        known = await wishes.of_chat(connection, chat.id)
        if not topic_id:
            shown = _list(context.say, list(mine.values()), known)
        elif topic_id not in mine:
            return context.say(TOPIC_GONE)
        else:
            if what and (what, value) not in _BUTTONS:
                return context.say(OUTDATED)
            if what:
                await _wish(connection, context, chat, topic_id, known[topic_id], what, value == "on")
                known = await wishes.of_chat(connection, chat.id)
            shown = _options(context.say, mine[topic_id], known[topic_id])
    await rewrite(update, context, shown)
    return context.say("Saved.") if what else ""


async def _wish(
    connection: AsyncConnection,
    context: Context,
    chat: Chat,
    topic_id: str,
    wish: Wish,
    what: str,
    on: bool,
) -> None:
    if what == "paused":
        await _set_paused(connection, context, chat, [topic_id], on)
    else:
        changed = replace(wish, silent=on) if what == "silent" else replace(wish, urgent=on)
        await wishes.save(connection, chat.id, topic_id, changed)


async def _change(update: Update, context: Context, *, paused: bool) -> None:
    if refused := await refusal(update, context):
        await reply(update, context, refused)
        return
    if paused and parse_seconds(context.words) is not None:  # "/pause 2h" is what /mute does
        await stop(update, context)
        return
    async with context.desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        mine = await followed_topics(connection, chat)
        everything = not context.args or context.words.casefold() in _ALL
        named = Named(tuple(mine), ()) if everything else name_several(context.words, mine)
        if named.meant:
            await _set_paused(connection, context, chat, [topic.id for topic in named.meant], paused)
        if not paused and everything:
            await chats.resume(connection, chat.telegram_id)
    await reply(update, context, _answer(context, mine, named, everything, paused))


def _answer(
    context: Context, mine: Sequence[Topic], named: Named, everything: bool, paused: bool
) -> Alert | str:
    say = context.say
    if not mine:
        return say(NO_TOPICS)
    if everything:
        return say(_PAUSED_ALL if paused else RESUMED_ALL)
    if not named.meant:
        text = say("Which topic should I pause?") if paused else say("Which topic should I resume?")
        meant = find_topics(context.words, mine)
        return choices(text, meant or mine, "pause", "on" if paused else "off")
    names = say.listed(say.isolated(escape(topic.name)) for topic in named.meant)
    if paused and len(named.meant) > 1:
        done = say(SEVERAL_PAUSED, topics=names)
    else:
        done = say(_PAUSED_ONE if paused else _RESUMED_ONE, topic=names)
    return "\n".join([done, *unclear(say, named)])


async def _set_paused(
    connection: AsyncConnection, context: Context, chat: Chat, topic_ids: Sequence[str], paused: bool
) -> None:
    if paused:
        await wishes.pause(connection, chat.id, topic_ids, context.desk.clock())
    else:
        await wishes.resume(connection, chat.id, topic_ids)
    context.all_paused = False  # the answer says so itself


def _list(say: Say, mine: Sequence[Topic], known: dict[str, Wish]) -> Alert:
    rows = [
        (Button(_marks(known[topic.id]) + shorten(topic.name, _LABEL_UNITS), data=pack("wish", topic.id)),)
        for topic in mine
    ]
    back = (Button(say("‹ All settings"), data=pack("set", "all")),)
    return Alert(say(_TITLE) if mine else say(NO_TOPICS), (*rows, back))


def _marks(wish: Wish) -> str:
    marks = [mark for mark, on in (("⏸", wish.paused), ("🔕", wish.silent), ("🌙", wish.urgent)) if on]
    return "".join(marks) + " " if marks else ""


def _options(say: Say, topic: Topic, wish: Wish) -> Alert:
    lines = [f"<b>{escape(topic.name)}</b>", say(_SILENT if wish.silent else _LOUD)]
    lines.append(say(_URGENT if wish.urgent else _PATIENT))
    if wish.paused:
        lines.append(say(_PAUSED))
    rows = []
    for what, on in (("silent", wish.silent), ("urgent", wish.urgent), ("paused", wish.paused)):
        value = "off" if on else "on"
        rows.append((Button(say(_BUTTONS[what, value]), data=pack("wish", topic.id, what, value)),))
    return Alert("\n".join(lines), (*rows, (Button(say("‹ All topics"), data=pack("wish")),)))
