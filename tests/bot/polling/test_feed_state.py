"""What a poll leaves behind in its feed: validators, due time, failures, address, hub."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.draft import Document, Draft
from bot.model import Feed, FeedResponse, ParsedFeed
from bot.polling.feed_state import (
    Cadence,
    after_document,
    after_failure,
    after_outage,
    after_unchanged,
    has_moved,
    is_gone,
    is_stale,
    wants_all,
)

NOW = datetime(2026, 5, 5, 12, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=40)
EVERY = Cadence(300)
URL = "https://post.example/feed"
NEW_URL = "https://post.example/new"
HUB, HUB_TOO = "https://hub.example/", "https://hub2.example/"
FEED = Feed(
    7, URL, "Post", title="Post", etag='"1"', last_modified="Mon", body_hash="old", due_at=NOW,
    baselined_at=LONG_AGO, last_polled_at=LONG_AGO, last_success_at=LONG_AGO, interval_s=1000.0,
)  # fmt: skip
FAILING = replace(FEED, failing_since_at=LONG_AGO, failures=4, last_error="HTTP 500")
OK = FeedResponse(URL, 200, b"<rss/>", etag='"2"', last_modified="Tue")
UNCHANGED = FeedResponse(URL, 304)


def document(*ages: timedelta | None, warning: str | None = None, **header: object) -> Document:
    """A document with an entry of each age; None: an entry without a date."""
    drafts = [Draft(None, URL, "x", "x", None if age is None else NOW - age) for age in ages]
    return Document(replace(ParsedFeed("Post on the web", ()), **header), drafts, warning)  # type: ignore[arg-type]


def read(feed: Feed = FEED, response: FeedResponse = OK, page: Document | None = None) -> Feed:
    return after_document(feed, response, page or document(), "new", NOW, EVERY)


def seconds(feed: Feed) -> float:
    assert feed.due_at is not None
    return (feed.due_at - NOW).total_seconds()


def test_a_document_renews_everything_that_a_poll_learns() -> None:
    hours = frozenset({3, 4})
    page = document(hub_url=HUB, self_url=URL, skip_hours=hours, warning="cut off")
    due_at = NOW + timedelta(seconds=3420)  # nothing is dated, so an hour: the middle of [54 min, 60 min]
    assert read(FAILING, OK, page) == replace(
        FEED, title="Post on the web", etag='"2"', last_modified="Tue", body_hash="new", due_at=due_at,
        last_polled_at=NOW, last_success_at=NOW, last_error="cut off", interval_s=3600.0, hub_url=HUB,
        self_url=URL, skip_hours=hours, full_at=NOW,
    )  # fmt: skip


def test_the_first_document_is_the_baseline_and_no_later_one() -> None:
    assert read(replace(FEED, baselined_at=None), page=document(None)).baselined_at == NOW
    assert read().baselined_at == LONG_AGO


def test_the_first_poll_is_followed_by_one_within_the_whole_interval() -> None:
    """Feeds are added together; those of a day ago have parted already."""
    early = Cadence(300, spread=0.0)
    first = after_document(replace(FEED, baselined_at=None), OK, document(), "new", NOW, early)
    assert seconds(first) == 300
    assert seconds(after_document(FEED, OK, document(), "new", NOW, early)) == 3240


def test_a_document_without_a_title_keeps_the_known_one() -> None:
    assert read(page=document(title="")).title == "Post"


def test_the_interval_follows_the_entries_with_a_date() -> None:
    hourly = [timedelta(hours=hour) for hour in range(1, 25)]
    assert read(page=document(*hourly, None, None)).interval_s == 450


@pytest.mark.parametrize(
    ("ttl_s", "max_age_s", "expected"),
    [
        (None, None, 450),
        (900, None, 900),
        (None, 1200, 1200),
        (900, 1200, 1200),
        (1500, 60, 1500),
        (0, 0, 450),
    ],
)
def test_the_interval_respects_what_the_publisher_asks_for(
    ttl_s: float | None, max_age_s: float | None, expected: float
) -> None:
    page = document(*[timedelta(hours=hour) for hour in range(1, 25)], ttl_s=ttl_s)
    assert read(response=replace(OK, max_age_s=max_age_s), page=page).interval_s == expected


def test_days_that_the_publisher_excludes_are_waited_out() -> None:
    tuesday, wednesday = 1, 2
    due_at = read(page=document(skip_days=frozenset({tuesday, wednesday}))).due_at
    assert due_at == datetime(2026, 5, 7, 0, 5, tzinfo=UTC)
    asleep = replace(FEED, skip_days=frozenset({tuesday}), skip_hours=frozenset({0, 1}))
    assert after_unchanged(asleep, UNCHANGED, NOW, EVERY).due_at == datetime(2026, 5, 6, 2, 5, tzinfo=UTC)
    everyday = read(page=document(skip_days=frozenset(range(7)))).due_at
    assert everyday == read().due_at


def test_hours_that_the_publisher_excludes_are_waited_out() -> None:
    assert read(page=document(skip_hours=frozenset({13}))).due_at == NOW.replace(hour=14, minute=5)
    asleep = replace(FEED, skip_hours=frozenset({12, 13}))
    assert after_unchanged(asleep, UNCHANGED, NOW, EVERY).due_at == NOW.replace(hour=14, minute=5)
    assert read(asleep).skip_hours == frozenset()


@pytest.mark.parametrize(
    ("in_document", "in_headers", "expected"),
    [
        ((None, None), (None, None), (None, None)),
        ((HUB, URL), (None, None), (HUB, URL)),
        ((HUB, URL), (HUB_TOO, NEW_URL), (HUB_TOO, NEW_URL)),
        ((HUB, URL), (HUB_TOO, None), (HUB_TOO, URL)),
        # A self link alone names no hub, so it does not replace the document's pair.
        ((HUB, URL), (None, NEW_URL), (HUB, URL)),
    ],
)
def test_link_headers_name_the_hub_before_the_document_does(
    in_document: tuple[str | None, str | None],
    in_headers: tuple[str | None, str | None],
    expected: tuple[str | None, str | None],
) -> None:
    response = replace(OK, hub_url=in_headers[0], self_url=in_headers[1])
    page = document(hub_url=in_document[0], self_url=in_document[1])
    feed = read(replace(FEED, hub_url="https://gone.example/", self_url="x"), response, page)
    assert (feed.hub_url, feed.self_url) == expected


def test_an_unchanged_feed_keeps_what_it_knows_and_is_polled_a_little_less() -> None:
    feed = replace(FAILING, hub_url=HUB, self_url=URL)
    assert after_unchanged(feed, UNCHANGED, NOW, EVERY) == replace(
        FEED, hub_url=HUB, self_url=URL, due_at=NOW + timedelta(seconds=1020), interval_s=1020.0,
        last_polled_at=NOW, last_success_at=NOW,
    )  # fmt: skip
    new = replace(FEED, interval_s=None)
    assert after_unchanged(new, UNCHANGED, NOW, EVERY).interval_s == 306


def test_an_unchanged_feed_is_not_asked_before_its_answer_is_stale() -> None:
    assert after_unchanged(FEED, replace(UNCHANGED, max_age_s=2000), NOW, EVERY).interval_s == 2000
    assert after_unchanged(FEED, replace(UNCHANGED, max_age_s=60), NOW, EVERY).interval_s == 1020


@pytest.mark.parametrize(
    ("status", "etag", "last_modified", "expected"),
    [
        (200, '"2"', "Tue", ('"2"', "Tue")),
        # A 200 without validators has none: the old ones belong to another body.
        (200, None, None, (None, None)),
        (200, '"2"', None, ('"2"', None)),
        (304, None, None, ('"1"', "Mon")),
        (304, '"2"', None, ('"2"', "Mon")),
        (304, None, "Tue", ('"1"', "Tue")),
    ],
)
def test_validators(
    status: int, etag: str | None, last_modified: str | None, expected: tuple[str | None, str | None]
) -> None:
    response = FeedResponse(URL, status, etag=etag, last_modified=last_modified)
    for feed in (read(response=response), after_unchanged(FEED, response, NOW, EVERY)):
        assert (feed.etag, feed.last_modified) == expected


def test_due_times_part_by_the_cadences_spread() -> None:
    waits = []
    for cadence in (Cadence(300, spread=0.0), Cadence(300, spread=0.9)):
        states = (
            after_unchanged(FEED, UNCHANGED, NOW, cadence),
            after_document(FEED, OK, document(), "new", NOW, cadence),
            after_failure(FEED, OK, "x", NOW, cadence),
            after_outage(FEED, "x", NOW, cadence),
        )
        waits.append([seconds(feed) for feed in states])
    assert waits == [[969, 3240, 60, 300], [pytest.approx(1060.8), 3564, pytest.approx(70.8), 570]]


def test_a_failure_counts_and_backs_off_and_forgets_a_move() -> None:
    moving = replace(FAILING, moved_url=NEW_URL, moved_polls=2)
    assert after_failure(moving, FeedResponse(URL, 503), "HTTP 503", NOW, EVERY) == replace(
        FAILING, failures=5, last_error="HTTP 503", last_polled_at=NOW,
        due_at=NOW + timedelta(seconds=60 * 2**4 * 1.1),
    )  # fmt: skip
    assert after_failure(FEED, FeedResponse(URL, 503), "HTTP 503", NOW, EVERY).failing_since_at == NOW
    after = after_failure(FEED, FeedResponse(URL, 429, retry_after_s=900), "HTTP 429", NOW, EVERY)
    assert seconds(after) == 900


def test_an_outage_of_our_own_does_not_count_against_the_feed() -> None:
    moving = replace(FAILING, moved_url=NEW_URL, moved_polls=2)
    assert after_outage(moving, "no route", NOW, EVERY) == replace(
        moving, last_polled_at=NOW, last_error="no route", due_at=NOW + timedelta(seconds=450)
    )
    fast = Cadence(600, 0.5)
    assert seconds(after_outage(FEED, "no route", NOW, fast)) == 900


def test_an_address_changes_after_the_same_redirect_three_times_in_a_row() -> None:
    moved = replace(OK, moved_url=NEW_URL)
    feed, polls = FEED, []
    elsewhere = replace(OK, moved_url="https://else.example/")
    for response in (moved, moved, OK, moved, elsewhere, moved, moved, moved):
        feed = read(feed, response)
        polls.append((feed.moved_url, feed.moved_polls, has_moved(feed)))
    assert polls == [
        (NEW_URL, 1, False),
        (NEW_URL, 2, False),
        (None, 0, False),
        (NEW_URL, 1, False),
        ("https://else.example/", 1, False),
        (NEW_URL, 1, False),
        (NEW_URL, 2, False),
        (NEW_URL, 3, True),
    ]
    third = after_unchanged(replace(feed, moved_polls=2), replace(UNCHANGED, moved_url=NEW_URL), NOW, EVERY)
    assert has_moved(third)
    assert not has_moved(replace(feed, moved_url=None))


GONE = FeedResponse(URL, 410, error="HTTP 410: the publisher says that the feed is gone")
BUSY = FeedResponse(URL, 500, error="HTTP 500")
ADDED = replace(FEED, origin="admin")


def _after(feed: Feed, *answers: FeedResponse, days: float = 1) -> Feed:
    for number, answer in enumerate(answers):
        feed = after_failure(feed, answer, answer.error or "", NOW + timedelta(days=days * number), EVERY)
    return feed


def test_a_server_must_say_for_a_month_that_a_feed_is_gone() -> None:
    once = _after(ADDED, GONE)
    assert once.due_at is not None
    assert once.due_at - NOW >= timedelta(hours=6)
    later = NOW + timedelta(days=29)
    assert not is_gone(once, later)
    assert is_gone(once, NOW + timedelta(days=30))
    assert not is_gone(replace(once, origin="config"), NOW + timedelta(days=300))
    twice = _after(ADDED, GONE, GONE)
    assert twice.due_at is not None
    assert twice.due_at - NOW >= timedelta(days=2)
    assert twice.failing_since_at == NOW


def test_the_month_begins_with_the_first_410() -> None:
    failing = _after(ADDED, BUSY, GONE, days=40)
    assert not is_gone(failing, NOW + timedelta(days=69))
    assert is_gone(failing, NOW + timedelta(days=70))
    assert not is_gone(_after(ADDED, GONE, BUSY, days=40), NOW + timedelta(days=99))
    assert not is_gone(_after(ADDED, BUSY), NOW + timedelta(days=99))


@pytest.mark.parametrize(
    ("newest_days", "rhythm_days", "stale"),
    [(13, 0.1, False), (15, 0.1, True), (34, 7, False), (36, 7, True), (58, None, False), (60, None, True)],
)
def test_a_feed_is_stale_weeks_after_its_rhythm(
    newest_days: float, rhythm_days: float | None, stale: bool
) -> None:
    feed = replace(
        FEED,
        newest_at=NOW - timedelta(days=newest_days),
        rhythm_s=None if rhythm_days is None else rhythm_days * 86_400,
    )
    assert is_stale(feed, NOW) is stale
    assert not is_stale(replace(feed, failures=1), NOW)
    assert not is_stale(replace(feed, newest_at=None), NOW)


def test_a_document_is_asked_for_in_full_once_a_day() -> None:
    read_it = read(FEED, OK, document())
    assert read_it.full_at == NOW
    later = after_unchanged(read_it, UNCHANGED, NOW + timedelta(hours=23), EVERY)
    assert later.full_at == NOW
    assert not wants_all(later, NOW + timedelta(hours=23))
    assert wants_all(later, NOW + timedelta(hours=24))
    assert not wants_all(FEED, NOW)


def test_an_empty_document_is_no_baseline() -> None:
    assert read(replace(FEED, baselined_at=None), OK, document()).baselined_at is None
