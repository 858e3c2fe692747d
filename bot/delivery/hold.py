"""Whether an alert is held for a digest: mute, quiet hours, digest mode, and the cap on alerts an hour."""

from dataclasses import dataclass
from datetime import datetime

from bot.hours.times import DigestTime, next_digest, quiet_until
from bot.model import AlertKind, Chat

_HELD = (AlertKind.ALERT, AlertKind.UPDATE)


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep it until `until_at`, then send it in a digest."""

    until_at: datetime
    reason: str
    """"muted", "quiet hours", "digest" or "more than N alerts an hour"."""
    capped: bool = False
    """Whether it waits because of the cap alone."""


def hold(
    chat: Chat,
    kind: AlertKind,
    now: datetime,
    capped_until_at: datetime | None = None,
    per_hour: int = 0,
    *,
    breaks_quiet_hours: bool = False,
) -> Hold | None:
    """Why a message of this kind must not go to the chat at `now`, and until when; None if it may.

    `capped_until_at` is set if the chat had its `per_hour` alerts within the last hour. Edits are silent and
    notices are expected, so neither is held; a digest waits only for mute and quiet hours to end.
    `breaks_quiet_hours`: the chat wants this one in quiet hours too; it may still be muted or capped.
    """
    if kind not in (*_HELD, AlertKind.DIGEST):
        return None
    held: Hold | None = None
    if kind in _HELD:
        held = _gathered(chat, now)
        if held is None and capped_until_at is not None and capped_until_at > now:
            held = Hold(capped_until_at, f"more than {per_hour} alerts an hour", capped=True)
    return _silenced(chat, now, held, breaks_quiet_hours)


def held_until(chat: Chat, now: datetime) -> datetime:
    """When held alerts may go to the chat under its present settings; `now` if nothing holds them."""
    reason = hold(chat, AlertKind.ALERT, now)
    return reason.until_at if reason else now


def _gathered(chat: Chat, now: datetime) -> Hold | None:
    if chat.digest_at is None:
        return None
    digest = DigestTime(chat.digest_at, chat.digest_weekdays_only)
    return Hold(next_digest(digest, chat.timezone, now), "digest")


def _silenced(chat: Chat, now: datetime, held: Hold | None, breaks_quiet_hours: bool) -> Hold | None:
    """`held` extended, or a new hold, for mute and quiet hours; a mute may end within quiet hours."""
    if chat.muted_until_at is not None and chat.muted_until_at > now:
        until = chat.muted_until_at if held is None else max(held.until_at, chat.muted_until_at)
        held = Hold(until, "muted")
    if chat.quiet_from is not None and chat.quiet_to is not None and not breaks_quiet_hours:
        at = now if held is None else held.until_at
        end = quiet_until(chat.quiet_from, chat.quiet_to, chat.timezone, at)
        if end is not None:
            held = Hold(end, "quiet hours" if held is None else held.reason)
    return held
