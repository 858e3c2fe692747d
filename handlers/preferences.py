"""A chat's settings, read from words and put into words: pure, shared by commands and the menu."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.hours.durations import parse_seconds
from bot.hours.times import format_clock, parse_digest, parse_quiet
from bot.hours.timezones import find_timezone, zone_label
from bot.messages.markup import escape, shorten
from bot.messages.speech.say import Say, msg
from bot.model import Chat

_SHORTEST_MUTE_S, _LONGEST_MUTE_S = 60.0, 366 * 86_400.0
KIND_NAMES: Final = {
    "live": msg("Live pages"),
    "analysis": msg("Analysis"),
    "opinion": msg("Opinion"),
    "feature": msg("Features"),
    "media": msg("Video and audio"),
    "listing": msg("Round-ups"),
    "promo": msg("Promotion"),
}
"""The kinds of report that a chat may switch on and off, as people read them; news is always on."""
OFF = frozenset({"off", "no", "none", "never", "stop", "0"})


class NotUnderstoodError(Exception):
    """The text is not a value of the setting; `text` tells the person how to write one (HTML, to be said)."""

    def __init__(self, text: str, suggestions: tuple[str, ...] = (), name: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.name = name
        """What was typed, for a `{name}` in the text; HTML."""
        self.suggestions = suggestions
        """Values that may have been meant, each valid as it is."""


def set_mute(chat: Chat, words: str, now: datetime) -> Chat:
    """Mute alerts from `now` for a duration. Raises NotUnderstoodError."""
    if words.casefold() in OFF:
        return replace(chat, muted_until_at=None)
    seconds = parse_seconds(words)
    if seconds is None or not _SHORTEST_MUTE_S <= seconds <= _LONGEST_MUTE_S:
        raise NotUnderstoodError(
            msg("For how long? Try <code>/mute 2h</code>, <code>/mute 1d</code> or <code>/mute off</code>.")
        )
    return replace(chat, muted_until_at=now + timedelta(seconds=seconds))


def set_quiet(chat: Chat, words: str, now: datetime) -> Chat:
    """Hold alerts every day between two times. Raises NotUnderstoodError."""
    if words.casefold() in OFF:
        return replace(chat, quiet_from=None, quiet_to=None)
    hours = parse_quiet(words)
    if hours is None:
        raise NotUnderstoodError(
            msg("From when to when? Try <code>/quiet 22:00-07:00</code> or <code>/quiet off</code>.")
        )
    return replace(chat, quiet_from=hours[0], quiet_to=hours[1])


def set_digest(chat: Chat, words: str, now: datetime) -> Chat:
    """Gather alerts into one digest a day. Raises NotUnderstoodError."""
    if words.casefold() in OFF:
        return replace(chat, digest_at=None, digest_weekdays_only=False)
    digest = parse_digest(words)
    if digest is None:
        raise NotUnderstoodError(
            msg(
                "At what time? Try <code>/digest 08:00</code>, <code>/digest 08:00 weekdays</code> or "
                "<code>/digest off</code>."
            )
        )
    return replace(chat, digest_at=digest.at, digest_weekdays_only=digest.weekdays_only)


def set_timezone(chat: Chat, words: str, now: datetime) -> Chat:
    """Set the timezone of quiet hours and digests. Raises NotUnderstoodError, perhaps with suggestions."""
    search = find_timezone(words)
    if search.name is not None:
        return replace(chat, timezone=search.name)
    if search.suggestions:
        raise NotUnderstoodError(msg("Which timezone do you mean?"), search.suggestions)
    raise NotUnderstoodError(
        msg(
            "There is no timezone called “{name}”. Try a city or an IANA name: "
            "<code>/timezone Europe/Paris</code>."
        ),
        name=escape(shorten(words, 60)),
    )


def set_kind(chat: Chat, words: str, now: datetime) -> Chat:
    """Switch a kind of report on or off: "analysis on". `chat` has kinds. Raises NotUnderstoodError."""
    kind, _, state = words.rpartition(" ")
    if chat.kinds is None or kind not in KIND_NAMES or state not in ("on", "off"):
        raise NotUnderstoodError(msg("Which kind of report? /settings has a button for each."))
    kinds = chat.kinds | {kind} if state == "on" else chat.kinds - {kind}
    return replace(chat, kinds=kinds | {"news"})


SETTERS: Final[dict[str, Callable[[Chat, str, datetime], Chat]]] = {
    "mute": set_mute,
    "quiet": set_quiet,
    "digest": set_digest,
    "timezone": set_timezone,
    "kinds": set_kind,
}


def describe(say: Say, chat: Chat, what: str, now: datetime) -> str:
    """The current value of one setting, in a sentence of HTML."""
    if what == "mute":
        return describe_mute(say, chat, now)
    if what == "quiet":
        return describe_quiet(say, chat)
    if what == "kinds":
        return describe_kinds(say, chat)
    return describe_digest(say, chat) if what == "digest" else describe_timezone(say, chat, now)


def describe_mute(say: Say, chat: Chat, now: datetime) -> str:
    """Whether alerts are muted, and until when."""
    if chat.muted_until_at is None or chat.muted_until_at <= now:
        return say("Alerts are on.")
    until = say.moment(chat.muted_until_at, now)
    return say("Muted until {time}. Alerts held until then come in one message afterwards.", time=until)


def describe_quiet(say: Say, chat: Chat) -> str:
    """The quiet hours."""
    if chat.quiet_from is None or chat.quiet_to is None:
        return say("No quiet hours.")
    return say(
        "Quiet hours: {hours} ({zone}). Alerts held then come in one message afterwards.",
        hours=f"{format_clock(chat.quiet_from)}-{format_clock(chat.quiet_to)}",
        zone=escape(zone_label(chat.timezone)),
    )


def describe_digest(say: Say, chat: Chat) -> str:
    """The daily digest."""
    if chat.digest_at is None:
        return say("No digest: each alert is its own message.")
    time, zone = format_clock(chat.digest_at), escape(zone_label(chat.timezone))
    if chat.digest_weekdays_only:
        return say("One digest Monday to Friday at {time} ({zone}).", time=time, zone=zone)
    return say("One digest every day at {time} ({zone}).", time=time, zone=zone)


def describe_timezone(say: Say, chat: Chat, now: datetime) -> str:
    """The timezone, with its current time as a check."""
    time = f"{now.astimezone(ZoneInfo(chat.timezone)):%H:%M}"
    return say("Timezone: {zone}, where it is now {time}.", zone=escape(zone_label(chat.timezone)), time=time)


def describe_kinds(say: Say, chat: Chat) -> str:
    """The kinds of report that alert the chat, which has some."""
    others = [say(name) for kind, name in KIND_NAMES.items() if kind in (chat.kinds or ())]
    if others:
        return say("News alerts, and: {kinds}.", kinds=say.listed(others))
    return say("Only news alerts, and live pages where they are the first to tell of an event.")
