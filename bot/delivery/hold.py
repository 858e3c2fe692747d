"""Whether an alert is held for a digest: mute, quiet hours, digest mode, and the cap on alerts an hour."""

from dataclasses import dataclass
from datetime import datetime

from bot.hours.times import DigestTime, next_digest, quiet_until
from bot.model import AlertKind, Chat

OTHERS_FIRST = "other sources first"
_HELD = (AlertKind.ALERT, AlertKind.UPDATE)


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep it until `until_at`, then send it in a digest."""

    until_at: datetime
    reason: str
    """"muted", "quiet hours", "digest", "more than N alerts an hour" or "other sources first"."""
    capped: bool = False
    """Whether it waits because of the cap alone, or of the place that is left to other sources."""


@dataclass(frozen=True, slots=True)
class PastHour:
    """What a chat may have of alerts and updates in an hour, and had in the last one."""

    per_hour: int
    had: int
    until_at: datetime
    """When the first of those that it had is an hour old."""

    def hold(self, turn: int) -> Hold | None:
        """Why the alert of a feed that told of `turn` stories in the hour must wait; None if it need not.

        The more a feed told, the more it leaves to the others, up to a quarter of what the chat may have: a
        flood takes no other feed's place.
        """
        if self.had >= self.per_hour:
            return Hold(self.until_at, f"more than {self.per_hour} alerts an hour", capped=True)
        if self.had >= self.per_hour - min(turn, self.per_hour // 4):
            return Hold(self.until_at, OTHERS_FIRST, capped=True)
        return None


def hold(
    chat: Chat,
    kind: AlertKind,
    now: datetime,
    past_hour: PastHour | None = None,
    turn: int = 0,
    *,
    breaks_quiet_hours: bool = False,
) -> Hold | None:
    """Why a message of this kind must not go to the chat at `now`, and until when; None if it may.

    `past_hour` is None where the chat had nothing, or may have everything; `turn` is that of the message.
    Edits are silent and notices are expected, so neither is held; a digest waits only for mute and quiet
    hours to end. `breaks_quiet_hours`: the chat wants this one in quiet hours too; it may still be muted or
    capped.
    """
    if kind not in (*_HELD, AlertKind.DIGEST):
        return None
    held: Hold | None = None
    if kind in _HELD:
        held = _gathered(chat, now)
        if held is None and past_hour is not None and past_hour.until_at > now:
            held = past_hour.hold(turn)
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
