"""What a chat may choose, read from words, and how it is said: pure, shared by commands and the menu."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.hours.times import (
    format_clock,
    format_duration,
    parse_digest,
    parse_duration,
    parse_quiet,
)
from bot.hours.timezones import find_timezone
from bot.messages.markup import escape, shorten
from bot.model import Chat

OFF = frozenset({"off", "no", "none", "never", "stop", "0"})


class NotUnderstoodError(Exception):
    """What was typed is no such setting; `str()` is HTML for the person and says how to write it."""

    def __init__(self, html: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(html)
        self.suggestions = suggestions
        """What may have been meant, each to be chosen as it stands."""


def set_mute(chat: Chat, said: str, now: datetime) -> Chat:
    """Silence for a while from `now`. Raises NotUnderstoodError."""
    if said.casefold() in OFF:
        return replace(chat, muted_until_at=None)
    duration = parse_duration(said)
    if duration is None:
        raise NotUnderstoodError(
            "Write how long: <code>/mute 2h</code>, <code>/mute 1d</code> or <code>/mute off</code>."
        )
    return replace(chat, muted_until_at=now + duration)


def set_quiet(chat: Chat, said: str, now: datetime) -> Chat:
    """Silence every day between two times. Raises NotUnderstoodError."""
    if said.casefold() in OFF:
        return replace(chat, quiet_from=None, quiet_to=None)
    hours = parse_quiet(said)
    if hours is None:
        raise NotUnderstoodError(
            "Write from when to when: <code>/quiet 22:00-07:00</code> or <code>/quiet off</code>."
        )
    return replace(chat, quiet_from=hours[0], quiet_to=hours[1])


def set_digest(chat: Chat, said: str, now: datetime) -> Chat:
    """Everything in one message a day. Raises NotUnderstoodError."""
    if said.casefold() in OFF:
        return replace(chat, digest_at=None, digest_weekdays_only=False)
    digest = parse_digest(said)
    if digest is None:
        raise NotUnderstoodError(
            "Write when: <code>/digest 08:00</code>, <code>/digest 08:00 weekdays</code> "
            "or <code>/digest off</code>."
        )
    return replace(chat, digest_at=digest.at, digest_weekdays_only=digest.weekdays_only)


def set_timezone(chat: Chat, said: str, now: datetime) -> Chat:
    """The clock by which quiet hours and digests go. Raises NotUnderstoodError, perhaps with suggestions."""
    found = find_timezone(said)
    if found.name is not None:
        return replace(chat, timezone=found.name)
    if found.suggestions:
        raise NotUnderstoodError("Which one do you mean?", found.suggestions)
    raise NotUnderstoodError(
        f"No timezone is called “{escape(shorten(said, 60))}”. Write a city or an IANA name: "
        "<code>/timezone Europe/Paris</code>."
    )


SETTERS: Final[dict[str, Callable[[Chat, str, datetime], Chat]]] = {
    "mute": set_mute,
    "quiet": set_quiet,
    "digest": set_digest,
    "timezone": set_timezone,
}


def say(chat: Chat, what: str, now: datetime) -> str:
    """How one setting stands, in a sentence of HTML."""
    if what == "mute":
        return say_mute(chat, now)
    if what == "quiet":
        return say_quiet(chat)
    return say_digest(chat) if what == "digest" else say_timezone(chat, now)


def say_mute(chat: Chat, now: datetime) -> str:
    """Whether alerts come at all just now."""
    if chat.muted_until_at is None or chat.muted_until_at <= now:
        return "Alerts come as they happen."
    until = chat.muted_until_at.astimezone(ZoneInfo(chat.timezone))
    length = format_duration(chat.muted_until_at - now)
    return f"Muted for {length}, until {until:%a} {until.day} {until:%b %H:%M}. What comes meanwhile is kept."


def say_quiet(chat: Chat) -> str:
    """The quiet hours."""
    if chat.quiet_from is None or chat.quiet_to is None:
        return "No quiet hours."
    hours = f"{format_clock(chat.quiet_from)}-{format_clock(chat.quiet_to)}"
    return f"Quiet from {hours} ({escape(chat.timezone)}). What comes then is told in one message afterwards."


def say_digest(chat: Chat) -> str:
    """The daily digest."""
    if chat.digest_at is None:
        return "No digest: each alert is a message of its own."
    days = "Monday to Friday" if chat.digest_weekdays_only else "every day"
    return f"One digest {days} at {format_clock(chat.digest_at)} ({escape(chat.timezone)})."


def say_timezone(chat: Chat, now: datetime) -> str:
    """The timezone, with its clock to check by."""
    return (
        f"Timezone: {escape(chat.timezone)}, where it is {now.astimezone(ZoneInfo(chat.timezone)):%H:%M} now."
    )
