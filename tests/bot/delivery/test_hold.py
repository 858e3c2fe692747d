"""Which messages wait for a digest, and until when."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.delivery.hold import OTHERS_FIRST, Hold, PastHour, held_until, hold
from bot.model import AlertKind, Chat

HOUR = timedelta(hours=1)
NOON = datetime(2026, 1, 9, 12, 0, tzinfo=UTC)  # a Friday; 13:00 in Paris
PARIS = Chat(1, 1, None, "private", timezone="Europe/Paris")
MUTED = replace(PARIS, muted_until_at=NOON + 2 * HOUR)
QUIET = replace(PARIS, quiet_from=time(12), quiet_to=time(14, 30))
DIGEST = replace(PARIS, digest_at=time(8))
ALERT = AlertKind.ALERT


@pytest.mark.parametrize(
    ("chat", "expected"),
    [
        (PARIS, None),
        (MUTED, Hold(NOON + 2 * HOUR, "muted")),
        (replace(MUTED, muted_until_at=NOON), None),
        (QUIET, Hold(NOON + 1.5 * HOUR, "quiet hours")),
        (replace(QUIET, quiet_to=time(12, 30)), None),
        (DIGEST, Hold(NOON + 19 * HOUR, "digest")),
        (replace(DIGEST, digest_weekdays_only=True), Hold(NOON + 67 * HOUR, "digest")),
        # The mute ends within the quiet hours, so the alert waits for their end.
        (replace(MUTED, quiet_from=time(14), quiet_to=time(18)), Hold(NOON + 5 * HOUR, "muted")),
        # The digest falls into the quiet hours, or into the mute.
        (replace(DIGEST, quiet_from=time(22), quiet_to=time(9)), Hold(NOON + 20 * HOUR, "digest")),
        (replace(DIGEST, muted_until_at=NOON + 30 * HOUR), Hold(NOON + 30 * HOUR, "muted")),
        # The mute ends before the digest.
        (replace(DIGEST, muted_until_at=NOON + 2 * HOUR), Hold(NOON + 19 * HOUR, "muted")),
        (replace(PARIS, quiet_from=time(12)), None),
        (replace(PARIS, quiet_to=time(14, 30)), None),
    ],
)
def test_an_alert_is_held_by_the_chats_settings(chat: Chat, expected: Hold | None) -> None:
    assert hold(chat, ALERT, NOON) == expected
    assert held_until(chat, NOON) == (expected.until_at if expected else NOON)


def test_the_cap_holds_alerts_and_updates_until_the_hour_has_passed() -> None:
    until, reason = NOON + HOUR / 2, "more than 20 alerts an hour"
    full = PastHour(20, 20, until)
    for kind in (AlertKind.ALERT, AlertKind.UPDATE):
        assert hold(PARIS, kind, NOON, full) == Hold(until, reason, capped=True)
    assert hold(PARIS, AlertKind.DIGEST, NOON, full) is None
    assert hold(QUIET, ALERT, NOON, full) == Hold(NOON + 1.5 * HOUR, reason)
    assert hold(PARIS, ALERT, NOON, replace(full, until_at=NOON)) is None
    assert hold(PARIS, ALERT, NOON, replace(full, had=19)) is None


@pytest.mark.parametrize(
    ("per_hour", "turn", "most"),
    [(20, 0, 20), (20, 1, 19), (20, 4, 16), (20, 5, 15), (20, 500, 15), (4, 9, 3), (3, 9, 3), (1, 9, 1)],
)
def test_the_more_stories_a_feed_told_the_more_places_it_leaves_to_others(
    per_hour: int, turn: int, most: int
) -> None:
    until = NOON + HOUR / 2
    assert hold(PARIS, ALERT, NOON, PastHour(per_hour, most - 1, until), turn) is None
    held = hold(PARIS, ALERT, NOON, PastHour(per_hour, most, until), turn)
    assert held is not None
    assert held.until_at == until
    assert (held.reason == OTHERS_FIRST) == (most < per_hour)


def test_a_digest_waits_for_mute_and_quiet_hours_only() -> None:
    assert hold(DIGEST, AlertKind.DIGEST, NOON) is None
    assert hold(MUTED, AlertKind.DIGEST, NOON) == Hold(NOON + 2 * HOUR, "muted")
    assert hold(QUIET, AlertKind.DIGEST, NOON) == Hold(NOON + 1.5 * HOUR, "quiet hours")


@pytest.mark.parametrize("kind", [AlertKind.EDIT, AlertKind.NOTICE])
def test_edits_and_notices_are_never_held(kind: AlertKind) -> None:
    assert hold(replace(MUTED, digest_at=time(8)), kind, NOON, PastHour(20, 20, NOON + HOUR)) is None
