"""`/settings`, `/mute`, `/quiet`, `/digest`, `/timezone`: a menu of buttons, and commands for the same."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Final

from telegram import Update

from bot.delivery.hold import held_until
from bot.hours.timezones import load_names
from bot.messages.callback import Press, pack
from bot.messages.markup import escape
from bot.messages.reasons import stored_reason
from bot.messages.speech.languages import LANGUAGES
from bot.messages.speech.say import Say, msg, say_in
from bot.model import Alert, Button, Chat
from handlers.alerts import mute_answered
from handlers.buttons import OUTDATED
from handlers.context import Context, Desk, current_chat, register_chat, reply, rewrite
from handlers.footing import silence_note
from handlers.preferences import (
    KIND_NAMES,
    SETTERS,
    NotUnderstoodError,
    describe,
    describe_digest,
    describe_kinds,
    describe_mute,
    describe_quiet,
    describe_timezone,
)
from handlers.roles import refusal
from handlers.updates import answered_message
from storage import chats, digests, wishes

_TITLES: Final = {
    "mute": msg("Mute"),
    "quiet": msg("Quiet hours"),
    "digest": msg("Digest"),
    "timezone": msg("Timezone"),
    "kinds": msg("Kinds of report"),
}
# Buttons carry no colons, so times of day are hours here.
_CHOICES: Final[dict[str, tuple[tuple[tuple[str, str], ...], ...]]] = {
    "mute": (
        ((msg("1 hour"), "1h"), (msg("2 hours"), "2h"), (msg("8 hours"), "8h")),
        ((msg("1 day"), "1d"), (msg("1 week"), "7d"), (msg("Off"), "off")),
    ),
    "quiet": (
        (("22:00-07:00", "22-7"), ("23:00-08:00", "23-8")),
        (("00:00-06:00", "0-6"), (msg("Off"), "off")),
    ),
    "digest": (
        (("07:00", "7"), ("08:00", "8"), ("12:00", "12"), ("18:00", "18")),
        ((msg("08:00 weekdays"), "8 weekdays"), (msg("Off"), "off")),
    ),
    "timezone": (
        (("UTC", "UTC"), (msg("London"), "Europe/London"), (msg("Berlin"), "Europe/Berlin")),
        (
            (msg("Istanbul"), "Europe/Istanbul"),
            (msg("Damascus"), "Asia/Damascus"),
            (msg("Baghdad"), "Asia/Baghdad"),
        ),
        (
            (msg("Dubai"), "Asia/Dubai"),
            (msg("New York"), "America/New_York"),
            (msg("Los Angeles"), "America/Los_Angeles"),
        ),
    ),
}
_OTHERS: Final = {
    "mute": msg("For another duration, write for example <code>/mute 3h</code>"),
    "quiet": msg("For other hours, write for example <code>/quiet 21:30-06:30</code>"),
    "digest": msg("For another time, write for example <code>/digest 06:45</code>"),
    "timezone": msg("For another place, write for example <code>/timezone Beirut</code>"),
    "kinds": msg(
        "Tap a kind to switch it on or off. It comes without a sound, and only if you have had no alert of "
        "its event yet. What is off can still be read with /latest and /search."
    ),
}


_IN_UTC = msg("That is UTC. To use your own time, write for example <code>/timezone Beirut</code>.")


async def show_settings(update: Update, context: Context) -> None:
    """Show every setting, with a button for each."""
    chat = await current_chat(update, context)
    await reply(update, context, await _overview(context.say, context.desk, chat))


async def mute(update: Update, context: Context) -> None:
    """Mute alerts for a while; in reply to an alert, mute its story."""
    answered = answered_message(update)
    on_story = not context.args and answered is not None and not await refusal(update, context)
    if not on_story or answered is None or not await mute_answered(update, context, answered.message_id):
        await _change(update, context, "mute")


async def unmute(update: Update, context: Context) -> None:
    """End a mute: `/mute off`."""
    context.args = ["off"]
    await _change(update, context, "mute")


async def quiet(update: Update, context: Context) -> None:
    """Hold alerts every day between two times."""
    await _change(update, context, "quiet")


async def digest(update: Update, context: Context) -> None:
    """Gather alerts into one digest a day."""
    await _change(update, context, "digest")


async def timezone(update: Update, context: Context) -> None:
    """Set the timezone of quiet hours and digests."""
    if context.args:
        await asyncio.to_thread(load_names)
    await _change(update, context, "timezone")


async def press_setting(update: Update, context: Context, press: Press) -> str:
    """A button of the menu: open a setting, go back, or choose a value."""
    what, value = press.text(0), press.text(1)
    desk, notice = context.desk, ""
    if value and (refused := await refusal(update, context)):
        return refused
    chat = await current_chat(update, context)
    if what in SETTERS and value:
        try:
            chat = await _save(update, context, what, value)
            notice = context.say("Saved.")
        except NotUnderstoodError:
            notice = context.say(OUTDATED)
    say = say_in(context.say.language, chat.timezone)
    shown = (
        _part(say, desk, chat, what, context.all_paused)
        if what in SETTERS
        else await _overview(say, desk, chat)
    )
    await rewrite(update, context, shown)
    return notice


async def _change(update: Update, context: Context, what: str) -> None:
    """The command `/what WORDS`: set it, or show its buttons where there are no words."""
    if not context.args:
        chat = await current_chat(update, context)
        await reply(update, context, _part(context.say, context.desk, chat, what, context.all_paused))
        return
    if refused := await refusal(update, context):
        await reply(update, context, refused)
        return
    try:
        chat = await _save(update, context, what, context.words)
    except NotUnderstoodError as error:
        rows = tuple((Button(value, data=pack("set", what, value)),) for value in error.suggestions)
        await reply(update, context, Alert(context.say(error.text, name=error.name), rows))
        return
    say = say_in(context.say.language, chat.timezone)
    text = describe(say, chat, what, context.desk.clock())
    if what == "mute" and context.all_paused and chat.muted_until_at is None:
        text = silence_note(say, None, True, context.managed)
        context.all_paused = False  # the answer is that note
    in_utc = chat.timezone == "UTC" and (
        (what == "quiet" and chat.quiet_from is not None) or (what == "digest" and chat.digest_at is not None)
    )
    await reply(update, context, f"{text}\n{say(_IN_UTC)}" if in_utc else text)


async def _save(update: Update, context: Context, what: str, words: str) -> Chat:
    """Store the setting and reschedule what is held for the chat accordingly. Raises NotUnderstoodError."""
    desk = context.desk
    now = desk.clock()
    async with desk.database.transaction() as connection:
        chat = await register_chat(update, context, connection)
        chat = SETTERS[what](_with_kinds(desk, chat) if what == "kinds" else chat, words, now)
        await chats.save_settings(connection, chat)
        await digests.retime(connection, chat.id, held_until(chat, now))
    return chat


def _with_kinds(desk: Desk, chat: Chat) -> Chat:
    """The chat with the operator's kinds of report where it chose none itself."""
    return chat if chat.kinds is not None else replace(chat, kinds=desk.kinds)


async def _overview(say: Say, desk: Desk, chat: Chat) -> Alert:
    now = desk.clock()
    async with desk.database.reading() as connection:
        held = await digests.waiting(connection, chat.id)
        paused = wishes.all_paused(await wishes.of_chat(connection, chat.id))
    muted = chat.muted_until_at is not None and chat.muted_until_at > now
    lines = [
        say("<b>Settings for this chat</b>"),
        *([] if paused and not muted else [describe_mute(say, chat, now)]),
        describe_quiet(say, chat),
        describe_digest(say, chat),
        describe_timezone(say, chat, now),
        describe_kinds(say, _with_kinds(desk, chat)),
        *(_waiting(say, some, now) for some in held),
    ]
    buttons = [Button(say(title), data=pack("set", what)) for what, title in _TITLES.items()]
    language = Button(LANGUAGES[say.language].name, data=pack("language"))
    single = Button(say("Topic by topic"), data=pack("wish"))
    rows = tuple(buttons[:2]), tuple(buttons[2:4]), (*buttons[4:], single), (language,)
    return Alert("\n".join(lines), rows)


def _waiting(say: Say, waiting: digests.Waiting, now: datetime) -> str:
    """How many alerts are held, why, and until when."""
    return say.plural(
        "{number} alert waits ({reason}); it comes {time}.",
        "{number} alerts wait ({reason}); they come together {time}.",
        waiting.count,
        reason=escape(stored_reason(waiting.reason, say)),
        time=say.moment(waiting.until_at, now),
    )


def _part(say: Say, desk: Desk, chat: Chat, what: str, all_paused: bool) -> Alert:
    now, chat = desk.clock(), _with_kinds(desk, chat)
    lines = [f"<b>{say(_TITLES[what])}</b>", describe(say, chat, what, now), say(_OTHERS[what])]
    if what == "mute" and all_paused and (chat.muted_until_at is None or chat.muted_until_at <= now):
        del lines[1]  # alerts are not on: the note under the menu says why
    text = "\n".join(lines)
    choices = _kind_choices(say, chat) if what == "kinds" else _ticked(say, chat, what, now)
    rows = [tuple(Button(label, data=pack("set", what, value)) for label, value in row) for row in choices]
    return Alert(text, (*rows, (Button(say("‹ All settings"), data=pack("set", "all")),)))


def _ticked(say: Say, chat: Chat, what: str, now: datetime) -> list[tuple[tuple[str, str], ...]]:
    """A button for each choice, with a tick on what is chosen."""
    return [
        tuple(
            (f"✓ {say(label)}" if _is_chosen(chat, what, value, now) else say(label), value)
            for label, value in row
        )
        for row in _CHOICES[what]
    ]


def _is_chosen(chat: Chat, what: str, value: str, now: datetime) -> bool:
    """Whether to choose a value would change nothing.

    A mute runs out, so none of its lengths is chosen for long: the line above the buttons says until when.
    """
    if what == "mute":
        return value == "off" and (chat.muted_until_at is None or chat.muted_until_at <= now)
    return SETTERS[what](chat, value, now) == chat


def _kind_choices(say: Say, chat: Chat) -> list[tuple[tuple[str, str], ...]]:
    """A button for each kind, which says what it will be: pressed twice, it does the same again."""
    on = chat.kinds or frozenset()
    buttons = [
        (f"✓ {say(name)}", f"{kind} off") if kind in on else (say(name), f"{kind} on")
        for kind, name in KIND_NAMES.items()
    ]
    return [tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2)]
