"""When to poll a feed next, as pure arithmetic on instants."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

LONGEST_S = 3600.0
"""Even the quietest feed is polled this often."""
LONGEST_BACK_OFF_S = 12 * 3600.0
LONGEST_RETRY_AFTER_S = 24 * 3600.0
LITERAL_BELOW_S = 60.0
"""An `every_s` below this is meant for your own servers and is taken literally; see `interval_s`."""

_POLLS_PER_ENTRY = 8
"""Polls in the mean time between two entries: news is seen when it is at most an eighth of that old."""
_JITTER = 0.1
_FIRST_BACK_OFF_S = 60.0
_GONE_FIRST_S, _GONE_AGAIN_S = 6 * 3600.0, 24 * 3600.0


def interval_s(
    now: datetime, published: Sequence[datetime], *, every_s: float, asked_s: Collection[float] = ()
) -> float:
    """Seconds between two polls of a feed, within [every_s, 1 h].

    The feed's own rhythm decides: the mean time between entries over the last day or week, whichever is
    busier. `asked_s` holds the intervals that the publisher asks for (ttl, sy:updatePeriod, Cache-Control
    max-age, Expires); the longest is respected up to the limit of an hour. `published` are the dates of the
    entries in the last document. An `every_s` of less than a minute is itself the interval.
    """
    if every_s < LITERAL_BELOW_S:
        return every_s
    a_day_ago, a_week_ago = now - timedelta(days=1), now - timedelta(days=7)
    day = sum([moment >= a_day_ago for moment in published])
    week = sum([moment >= a_week_ago for moment in published])
    entries_a_day = max(day, week / 7)
    rhythm_s = 86400 / entries_a_day / _POLLS_PER_ENTRY if entries_a_day else LONGEST_S
    return _within(max(rhythm_s, *asked_s) if asked_s else rhythm_s, every_s)


def next_due(
    now: datetime,
    interval_s: float,
    *,
    every_s: float,
    spread: float,
    skip_hours: Collection[int] = (),
    skip_days: Collection[int] = (),
    first: bool = False,
) -> datetime:
    """When a feed that answered is due again.

    `spread` in [0, 1) picks a moment within a tenth of the interval, so that feeds polled together drift
    apart. After a feed's `first` poll it picks a moment within the whole interval, because feeds are added
    together. Hours and days (UTC) that the publisher excludes (RSS skipHours, skipDays; Monday is 0) are
    skipped, unless all are excluded.
    """
    if every_s < LITERAL_BELOW_S:
        return now + timedelta(seconds=every_s)
    due = now + timedelta(seconds=_wait_s(_within(interval_s, every_s), every_s, spread, first=first))
    if due.hour not in skip_hours and due.weekday() not in skip_days:
        return due
    for later in range(1, 24 * 8):
        hour = (due + timedelta(hours=later)).replace(minute=0, second=0, microsecond=0)
        if hour.hour not in skip_hours and hour.weekday() not in skip_days:
            return hour + timedelta(minutes=10 * spread)
    return due


def retry_due(
    now: datetime, failures: int, *, every_s: float, spread: float, retry_after_s: float | None = None
) -> datetime:
    """When a feed that failed `failures` times in a row (1 or more) is due again.

    The wait starts at a minute and doubles up to 12 hours; `spread` in [0, 1) adds up to a fifth, or takes
    it off at the limit. A Retry-After from the server is used instead, up to a day.
    """
    if retry_after_s is not None:
        wait_s = min(max(retry_after_s, every_s), LONGEST_RETRY_AFTER_S)
        return now + timedelta(seconds=wait_s)
    back_off_s = min(_FIRST_BACK_OFF_S * 2 ** min(failures - 1, 20), LONGEST_BACK_OFF_S)
    longest_s = LONGEST_BACK_OFF_S * (1 - 0.2 * spread)
    return now + timedelta(seconds=min(back_off_s * (1 + 0.2 * spread), longest_s))


def gone_due(now: datetime, failures: int, *, every_s: float, spread: float) -> datetime:
    """When to ask a server again that says that a feed is gone: after six hours, later once a day."""
    wait_s = _GONE_FIRST_S if failures <= 1 else _GONE_AGAIN_S
    return now + timedelta(seconds=max(wait_s * (1 + _JITTER * spread), every_s))


def outage_due(now: datetime, *, every_s: float, spread: float) -> datetime:
    """When to try again after an outage of our own network: soon, because the feed is not at fault."""
    return now + timedelta(seconds=max(every_s, _FIRST_BACK_OFF_S) * (1 + spread))


def quieter(interval_s: float, *, every_s: float) -> float:
    """A feed's interval after a poll that found nothing changed: a fiftieth longer."""
    return _within(interval_s * 1.02, every_s)


def _wait_s(interval_s: float, every_s: float, spread: float, *, first: bool) -> float:
    """A wait from a window of a tenth of the interval around it, shifted to lie within the limits."""
    width_s = interval_s * _JITTER
    from_s = max(every_s, min(interval_s - width_s / 2, LONGEST_S - width_s))
    if first and interval_s - every_s > width_s:
        from_s, width_s = every_s, interval_s - every_s
    return from_s + width_s * spread


def _within(seconds: float, every_s: float) -> float:
    return min(max(seconds, every_s), max(LONGEST_S, every_s))
