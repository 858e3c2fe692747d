"""A feed's state after a poll: after a document, an unchanged answer, a failure, or our own outage; and
whether it has moved, is gone for good, or is stale."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.feeds.draft import Document
from bot.model import Feed, FeedResponse
from bot.polling.cadence import gone_due, interval_s, next_due, outage_due, quieter, retry_due

POLLS_UNTIL_MOVED = 3
"""Polls in a row that must get the same permanent redirect before the feed's address changes."""
GONE_AFTER = timedelta(days=30)
"""How long a server must say that a feed is gone (RFC 9110, section 15.5.11) before it is believed."""
FULL_EVERY = timedelta(days=1)
"""How often a document is asked for in full, because some servers answer "not modified" for ever."""
STALE_AFTER = timedelta(days=14)
_STALE_RHYTHMS = 3
_USUAL_RHYTHM_S = 15 * 86_400.0
_LONGEST_RHYTHM_S = 365 * 86_400.0
_GONE = "HTTP 410"


@dataclass(frozen=True, slots=True)
class Cadence:
    """`[poll] every` in seconds, and a number in [0, 1) that keeps feeds from being polled all at once."""

    every_s: float
    spread: float = 0.5


def after_document(
    feed: Feed, response: FeedResponse, document: Document, body_hash: str, now: datetime, cadence: Cadence
) -> Feed:
    """The feed after a document that was read; the first is its baseline, unless it is empty or breaks off.

    What breaks off twice in a row has no more to give.
    """
    header = document.feed
    # Link headers take precedence (WebSub section 4).
    hub_url, self_url = header.hub_url, header.self_url
    if response.hub_url is not None:
        hub_url, self_url = response.hub_url, response.self_url or header.self_url
    dates = [min(draft.published_at, now) for draft in document.drafts if draft.published_at is not None]
    is_baseline = bool(document.drafts) and not (document.breaks_off and feed.body_hash is None)
    wait_s = interval_s(
        now,
        dates,
        every_s=cadence.every_s,
        asked_s=_asked(header.ttl_s, response.max_age_s),
    )
    due_at = next_due(
        now, wait_s, every_s=cadence.every_s, spread=cadence.spread, skip_hours=header.skip_hours,
        skip_days=header.skip_days, first=feed.baselined_at is None,
    )  # fmt: skip
    return replace(
        _answered(feed, response, now, wait_s, due_at),
        title=header.title or feed.title,
        body_hash=body_hash,
        baselined_at=feed.baselined_at or (now if is_baseline else None),
        last_error=document.warning,
        hub_url=hub_url,
        self_url=self_url,
        skip_hours=header.skip_hours,
        skip_days=header.skip_days,
        newest_at=max(dates, default=now if document.drafts else feed.newest_at),
        rhythm_s=(max(dates) - min(dates)).total_seconds() / (len(dates) - 1) if len(dates) > 1 else None,
    )


def after_unchanged(feed: Feed, response: FeedResponse, now: datetime, cadence: Cadence) -> Feed:
    """The feed after a 304, or after the same body as last time."""
    wait_s = quieter(feed.interval_s or cadence.every_s, every_s=cadence.every_s)
    if response.max_age_s is not None:
        wait_s = max(wait_s, response.max_age_s)
    due_at = next_due(
        now, wait_s, every_s=cadence.every_s, spread=cadence.spread, skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
    )  # fmt: skip
    return _answered(feed, response, now, wait_s, due_at)


def after_failure(feed: Feed, response: FeedResponse, error: str, now: datetime, cadence: Cadence) -> Feed:
    """The feed after a failure of its own: it is polled less often, and never dropped."""
    if response.status == 410 and not _says_gone(feed):
        feed = replace(feed, failures=0, failing_since_at=now)
    failures = feed.failures + 1
    if response.status == 410:
        due_at = gone_due(now, failures, every_s=cadence.every_s, spread=cadence.spread)
    else:
        due_at = retry_due(
            now, failures, every_s=cadence.every_s, spread=cadence.spread,
            retry_after_s=response.retry_after_s,
        )  # fmt: skip
    return replace(
        feed,
        failures=failures,
        failing_since_at=feed.failing_since_at or now,
        last_polled_at=now,
        last_error=error,
        due_at=due_at,
        moved_url=None,
        moved_polls=0,
    )


def after_outage(feed: Feed, error: str, now: datetime, cadence: Cadence) -> Feed:
    """The feed after a failure of our own network, which does not count against it."""
    due_at = outage_due(now, every_s=cadence.every_s, spread=cadence.spread)
    return replace(feed, last_polled_at=now, last_error=error, due_at=due_at)


def has_moved(feed: Feed) -> bool:
    """Whether the permanent redirect was seen often enough to change the feed's address."""
    return feed.moved_url is not None and feed.moved_polls >= POLLS_UNTIL_MOVED


def is_gone(feed: Feed, now: datetime) -> bool:
    """Whether the server has said for a month that the feed is gone, so that it is not polled again.

    A feed of the configuration is never gone: whoever wrote it there may know better.
    """
    since = feed.failing_since_at
    return feed.origin != "config" and _says_gone(feed) and since is not None and now - since >= GONE_AFTER


def is_stale(feed: Feed, now: datetime) -> bool:
    """Whether a feed that answers has had nothing new for weeks longer than its rhythm."""
    if feed.newest_at is None or feed.failures:
        return False
    rhythm = timedelta(seconds=min(feed.rhythm_s or _USUAL_RHYTHM_S, _LONGEST_RHYTHM_S))
    return now - feed.newest_at > STALE_AFTER + _STALE_RHYTHMS * rhythm


def wants_all(feed: Feed, now: datetime) -> bool:
    """Whether to ask for the whole document, whatever validators came with the last one."""
    return feed.full_at is not None and now - feed.full_at >= FULL_EVERY


def _says_gone(feed: Feed) -> bool:
    return bool(feed.failures) and (feed.last_error or "").startswith(_GONE)


def _answered(feed: Feed, response: FeedResponse, now: datetime, wait_s: float, due_at: datetime) -> Feed:
    same_move = response.moved_url is not None and response.moved_url == feed.moved_url
    fallback = feed if response.status == 304 else response
    return replace(
        feed,
        etag=response.etag or fallback.etag,
        last_modified=response.last_modified or fallback.last_modified,
        full_at=feed.full_at if response.status == 304 else now,
        due_at=due_at,
        interval_s=wait_s,
        last_polled_at=now,
        last_success_at=now,
        failing_since_at=None,
        failures=0,
        last_error=None,
        moved_url=response.moved_url,
        moved_polls=feed.moved_polls + 1 if same_move else int(response.moved_url is not None),
    )


def _asked(ttl_s: float | None, max_age_s: float | None) -> Collection[float]:
    return [seconds for seconds in (ttl_s, max_age_s) if seconds is not None]
