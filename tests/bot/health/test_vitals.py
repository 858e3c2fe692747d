"""What a process counts, and when a role of it counts as alive."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.delivery.station import DeliverReport
from bot.health.vitals import Vitals
from bot.model import Sent, Throttled, Unknown
from bot.polling.report import FeedReport, PollReport
from bot.triage.announce import Announcements
from bot.triage.station import TriageReport


@dataclass
class Timer:
    at: float = 0.0

    def __call__(self) -> float:
        return self.at


def polled(error: str | None, status: int = 200, *, outage: bool = False) -> PollReport:
    row = FeedReport(
        url="http://a.example/", publisher="Post", status=status, entries=3, new=0 if error else 2,
        edited=0, off_topic=0, next_due_at=None, baseline=False, duration_s=0.1, error=error,
    )  # fmt: skip
    return PollReport((row,), outage)


def test_it_counts_what_the_stations_report() -> None:
    vitals = Vitals(["poll", "triage", "deliver"])
    vitals.polled(polled(None))
    vitals.polled(polled("gone", 404))
    vitals.triaged(TriageReport(5, 2, Announcements(1, 1, 30)))
    for outcome in (Sent(1), Sent(2), Throttled(3.0), Unknown("no answer")):
        vitals.answered(outcome)
    vitals.arrived(timedelta(seconds=0.4))
    vitals.lagged(0.02)
    vitals.outbox({"due": 7}, 12.0)
    assert vitals.totals() == {
        "polls": 2, "failed": 1, "articles": 2, "matched": 2, "queued": 30, "sent": 2, "throttled": 1,
    }  # fmt: skip
    text = vitals.exposition().decode()
    for line in (
        'sitrep_poll_failures_total{status="404"} 1.0',
        'sitrep_feed_to_phone_seconds_bucket{le="0.5"} 1.0',
        'sitrep_outbox{state="due"} 7.0',
        "sitrep_outbox_oldest_seconds 12.0",
        'sitrep_messages_total{outcome="unknown"} 1.0',
    ):
        assert line in text


def test_a_process_that_stands_by_is_well_and_no_sign_that_its_role_is() -> None:
    timer = Timer()
    vitals = Vitals(["deliver", "poll"], timer)
    timer.at = 10.0
    vitals.stood_by("deliver")
    vitals.worked("poll")
    assert vitals.silence()["deliver"] == 0.0
    assert vitals.alive(45) == ["poll"]
    vitals.worked("deliver")
    assert vitals.alive(45) == ["deliver", "poll"]


def test_a_role_is_alive_while_it_works() -> None:
    timer = Timer()
    vitals = Vitals(["poll", "triage"], timer)
    timer.at = 10.0
    assert vitals.alive(45) == [], "none has worked yet"
    assert vitals.silence() == {"poll": 10.0, "triage": 10.0}
    vitals.triaged(TriageReport())
    vitals.polled(polled("no answer", 0, outage=True))
    assert vitals.alive(45) == ["triage"], "a round in which no feed answers is none"
    vitals.polled(polled(None))
    timer.at = 60.0
    assert vitals.alive(45) == []
    assert vitals.alive(50) == ["poll", "triage"]


@pytest.mark.parametrize("outcome", [Sent(1), Throttled(1.0)])
def test_delivery_that_nobody_answers_does_not_work(outcome: Sent | Throttled) -> None:
    vitals = Vitals(["deliver"])
    vitals.delivered(DeliverReport(trouble="the database failed"))
    assert vitals.alive(45) == []
    for _ in range(5):
        vitals.answered(Unknown("no answer"))
    vitals.delivered(DeliverReport())
    assert vitals.alive(45) == []
    vitals.answered(outcome)
    vitals.delivered(DeliverReport())
    assert vitals.alive(45) == ["deliver"]
