"""What one process did and when each of its roles last worked, as Prometheus metrics and as a verdict."""

import time
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.delivery.station import DeliverReport
from bot.model import Outcome, Throttled, Unknown
from bot.polling.report import PollReport
from bot.triage.station import TriageReport

_TO_PHONE = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200)
_UNREACHABLE = 5
"""After this many messages in a row without an answer, delivery does not work."""


class _Metrics:
    """The metrics of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.polls = Counter("sitrep_polls", "Feeds polled.", ["result"], registry=registry)
        self.failures = Counter(
            "sitrep_poll_failures",
            "Polls that failed, by HTTP status (0: no answer).",
            ["status"],
            registry=registry,
        )
        self.articles = Counter("sitrep_articles", "New articles.", registry=registry)
        self.matched = Counter("sitrep_matched", "Articles about a topic.", registry=registry)
        self.alerts = Counter("sitrep_alerts", "Stories alerted and updated.", ["kind"], registry=registry)
        self.queued = Counter("sitrep_queued", "Messages queued.", registry=registry)
        self.messages = Counter("sitrep_messages", "Messages by outcome.", ["outcome"], registry=registry)
        self.held = Counter("sitrep_held", "Messages held for a digest.", registry=registry)
        self.throttled = Counter("sitrep_throttled", "Answers 429 of Telegram.", registry=registry)
        self.to_phone = Histogram(
            "sitrep_feed_to_phone_seconds",
            "From an article's arrival to Telegram's acceptance of its alert.",
            buckets=_TO_PHONE,
            registry=registry,
        )
        self.lag = Histogram(
            "sitrep_event_loop_lag_seconds",
            "How late the event loop is.",
            buckets=(0.005, 0.01, 0.05, 0.1, 0.5, 1, 5),
            registry=registry,
        )
        self.depth = Gauge("sitrep_outbox", "Rows of the outbox by state.", ["state"], registry=registry)
        self.age = Gauge("sitrep_outbox_oldest_seconds", "How long the oldest is due.", registry=registry)
        self.silence = Gauge(
            "sitrep_role_silence_seconds",
            "Since a role of this process last worked.",
            ["role"],
            registry=registry,
        )


class Vitals:
    """Counts what stations report, and remembers when each role last worked.

    `timer` gives seconds of a clock that only goes forward.
    """

    def __init__(self, roles: Collection[str], timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self._started = timer()
        self._worked: dict[str, float] = {}
        self._standing_by: set[str] = set()
        self._roles = sorted(roles)
        self._unanswered = 0
        self._metrics = _Metrics()
        self.registry = self._metrics.registry

    def worked(self, role: str) -> None:
        """Note that a role did its work, or had none."""
        self._worked[role] = self._timer()
        self._standing_by.discard(role)

    def stood_by(self, role: str) -> None:
        """Note that another process does the work of a role, and this one is ready to take over.

        That is all that is asked of this process, but no sign that the work is done: the other may hang.
        """
        self._worked[role] = self._timer()
        self._standing_by.add(role)

    def polled(self, report: PollReport) -> None:
        """Count a round of polling; one in which no feed answered is none."""
        for feed in report.feeds:
            self._metrics.polls.labels("failed" if feed.error else "ok").inc()
            if feed.error:
                self._metrics.failures.labels(str(feed.status)).inc()
        self._metrics.articles.inc(report.new)
        if not report.outage:
            self.worked("poll")

    def triaged(self, report: TriageReport) -> None:
        """Count a round of triage."""
        self._metrics.matched.inc(report.matched)
        self._metrics.alerts.labels("alert").inc(report.announcements.alerts)
        self._metrics.alerts.labels("update").inc(report.announcements.updates)
        self._metrics.queued.inc(report.announcements.queued)
        self.worked("triage")

    def delivered(self, report: DeliverReport) -> None:
        """Count a round of delivery; one that ended early, or during an outage of Telegram, is none."""
        self._metrics.held.inc(report.held)
        if report.trouble is None and self._unanswered < _UNREACHABLE:
            self.worked("deliver")

    def answered(self, outcome: Outcome) -> None:
        """Count what became of a message."""
        self._metrics.messages.labels(type(outcome).__name__.lower()).inc()
        if isinstance(outcome, Throttled):
            self._metrics.throttled.inc()
        self._unanswered = self._unanswered + 1 if isinstance(outcome, Unknown) else 0

    def arrived(self, after: timedelta) -> None:
        """Count an alert that Telegram accepted `after` its article arrived."""
        self._metrics.to_phone.observe(max(0.0, after.total_seconds()))

    def lagged(self, seconds: float) -> None:
        """Count by how much the event loop was late."""
        self._metrics.lag.observe(max(0.0, seconds))

    def outbox(self, depth: Mapping[str, int], oldest_s: float) -> None:
        """Note how many rows wait, by state, and for how long the oldest has been due."""
        for state in ("due", "held"):
            self._metrics.depth.labels(state).set(depth.get(state, 0))
        self._metrics.age.set(oldest_s)

    def silence(self) -> dict[str, float]:
        """Seconds since each role of this process last worked, or since the start if it never did."""
        now = self._timer()
        return {role: now - self._worked.get(role, self._started) for role in self._roles}

    def alive(self, max_age_s: float) -> list[str]:
        """The roles whose work this process did within `max_age_s`, not those for which it stands by."""
        now = self._timer()
        working = [role for role in self._roles if role not in self._standing_by]
        return [role for role in working if now - self._worked.get(role, float("-inf")) <= max_age_s]

    def exposition(self) -> bytes:
        """All metrics in Prometheus's text format."""
        for role, seconds in self.silence().items():
            self._metrics.silence.labels(role).set(seconds)
        return generate_latest(self.registry)

    def totals(self) -> dict[str, int]:
        """Sums for the summary in the log."""
        return {
            "polls": int(self._sum("sitrep_polls_total")),
            "failed": int(self._sum("sitrep_poll_failures_total")),
            "articles": int(self._sum("sitrep_articles_total")),
            "matched": int(self._sum("sitrep_matched_total")),
            "queued": int(self._sum("sitrep_queued_total")),
            "sent": int(self.registry.get_sample_value("sitrep_messages_total", {"outcome": "sent"}) or 0),
            "throttled": int(self._sum("sitrep_throttled_total")),
        }

    def _sum(self, name: str) -> float:
        families = self.registry.collect()
        return sum(sample.value for family in families for sample in family.samples if sample.name == name)
