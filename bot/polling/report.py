"""One feed's poll on its way into the database, and its row in reports and logs."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.feeds.draft import Draft
from bot.log import redact
from bot.model import Feed, FeedResponse

log = logging.getLogger(__name__)


@dataclass(slots=True)
class FeedPoll:
    """One feed's poll: `before` is the feed as claimed, `after` the feed as it will be stored.

    Where nobody set the feed's language, `before` has that of the document.
    """

    before: Feed
    after: Feed
    response: FeedResponse
    duration_s: float
    drafts: Sequence[Draft] = ()
    site_url: str = ""
    read: bool = False
    """Whether a document arrived and was read; otherwise it was unchanged or missing."""
    new: int = 0
    edited: int = 0
    off_topic: int = 0
    """New articles about no topic, which triage need not look at."""
    merged: bool = False
    put_off: bool = False
    """Whether the host was too busy: the feed was not fetched and is due later."""
    error: str | None = None
    """Why the poll could not be stored."""
    gone: bool = False
    """Whether the feed is not polled again."""


@dataclass(frozen=True, slots=True)
class FeedReport:
    """How one feed's poll went."""

    url: str
    """Without credentials."""
    publisher: str
    status: int
    """HTTP status; 0 where no answer came."""
    entries: int
    new: int
    edited: int
    off_topic: int
    baseline: bool
    error: str | None
    next_due_at: datetime | None
    """None if the feed is no longer polled (410, or merged with another feed)."""
    duration_s: float


@dataclass(frozen=True, slots=True)
class PollReport:
    """How a run of the station went; feeds in the order in which they were stored."""

    feeds: tuple[FeedReport, ...] = ()
    outage: bool = False
    """Whether no feed answered at all, so that our own network must be down."""

    @property
    def new(self) -> int:
        """Number of new articles stored."""
        return sum(feed.new for feed in self.feeds)

    @property
    def off_topic(self) -> int:
        """Number of new articles that are about no topic."""
        return sum(feed.off_topic for feed in self.feeds)

    @property
    def failed(self) -> int:
        """Number of feeds that could not be polled or stored."""
        return sum(feed.error is not None for feed in self.feeds)


def report_of(poll: FeedPoll) -> FeedReport:
    """The report of a poll that was stored, or could not be."""
    after = poll.after
    return FeedReport(
        url=redact(poll.before.url),
        publisher=after.publisher,
        status=poll.response.status,
        entries=len(poll.drafts),
        new=poll.new,
        edited=poll.edited,
        off_topic=poll.off_topic,
        baseline=poll.before.baselined_at is None and poll.read,
        error=_error(poll),
        next_due_at=None if poll.gone or poll.merged else after.due_at,
        duration_s=poll.duration_s,
    )


def log_poll(poll: FeedPoll, *, quiet: bool) -> None:
    """Log a failure, a damaged document or a merge; `quiet` skips failures when one line covers them all."""
    after, url = poll.after, redact(poll.before.url)
    error = _error(poll)
    if error is not None and not quiet and poll.error is None:
        due = f"polled again at {after.due_at:%Y-%m-%d %H:%M:%S}Z" if after.due_at else ""
        log.warning(
            "feed failed feed=%s publisher=%r failures=%d reason=%r next=%r",
            url, after.publisher, after.failures, error, "not polled again" if poll.gone else due,
        )  # fmt: skip
    elif error is None and after.last_error:
        log.warning("feed damaged feed=%s publisher=%r reason=%r", url, after.publisher, after.last_error)
    if poll.merged:
        log.info("feed merged feed=%s into=%s", url, redact(after.moved_url or ""))


def _error(poll: FeedPoll) -> str | None:
    """Why the poll failed, if it did; a damaged document that still gave entries is not a failure."""
    failed = poll.after.last_success_at != poll.after.last_polled_at
    return poll.error or (poll.after.last_error if failed else None)
