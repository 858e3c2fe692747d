"""The deliver station: what goes out, in what order, at what pace, and what becomes of the rest."""

import asyncio
import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.delivery.pace import GROUP_PER_WINDOW, GROUP_WINDOW_S, KEPT_FOR_ANSWERS, Pace
from bot.delivery.prepare import Renderers, Sender
from bot.delivery.recall import open_pace
from bot.delivery.station import DeliverLimits, DeliverReport, deliver_due
from bot.model import (
    Alert,
    AlertKind,
    Chat,
    ChatGone,
    ChatMoved,
    Delivery,
    Outcome,
    Rejected,
    Sent,
    ThreadGone,
    Throttled,
    Unknown,
)
from storage import chats, digests, outbox, reasons, tables
from storage.database import Database
from tests.outbox import (
    NOW,
    RENDERERS,
    Clock,
    Recorder,
    add_chats,
    queue,
    render_alerts,
    render_digests,
    rows,
    seed,
)
from tests.statements import caught

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ALERT = {"kind": "alert", "alert_id": 1, "story_id": 1, "text_html": None, "topic_ids": "raqqa"}


class Desk:
    """A deliver station on a database, with a clock set by the test and a recording sender."""

    def __init__(self, database: Database, per_second: float = math.inf, **limits: Any) -> None:
        self.database = database
        self.clock = Clock()
        self.steady = self.clock.steady()
        self.telegram = Recorder()
        self.pace = Pace(per_second, self.clock.seconds)
        self.limits = DeliverLimits(**limits)

    async def deliver(self, renderers: Renderers = RENDERERS, **options: Any) -> DeliverReport:
        given = {"draw": lambda: 1.0, **options}
        return await deliver_due(
            self.database, self.telegram.sender(), renderers, self.steady, self.pace, self.limits, **given
        )

    def texts(self, telegram_id: int = 1) -> list[str]:
        return [text for chat, text in self.telegram.sent if chat == telegram_id]


async def desk(database: Database, chats: Sequence[int] = (1,), stories: int = 3, **limits: Any) -> Desk:
    await seed(database, chats, stories)
    return Desk(database, **limits)


async def fan_out(database: Database, *stories: int, at: Any = NOW, flood: bool = False) -> None:
    """Alerts of these stories, each of a feed that told of nothing else; or all of one feed."""
    async with database.transaction() as connection:
        for nth, story in enumerate(stories):
            turn = nth if flood else 0
            await outbox.enqueue_alert(connection, story, story, ["raqqa"], at, at, turn=turn)


async def test_at_a_slow_pace_no_message_waits_longer_than_its_lease(sqlite_database: Database) -> None:
    many = range(1, 401)
    station = await desk(sqlite_database, many, per_second=2.0, concurrency=300)
    await queue(sqlite_database, *[{"chat_id": chat} for chat in many])
    await station.deliver(linger_s=60)
    assert sorted(chat for chat, _ in station.telegram.sent) == list(many), "each once"


async def test_every_chat_gets_its_alerts_in_order_and_each_is_settled(database: Database) -> None:
    station = await desk(database, (1, 2, -3))
    await fan_out(database, 1, 2, 3)
    report = await station.deliver()
    assert report == DeliverReport(sent=9)
    for chat in (1, 2, -3):
        assert station.texts(chat) == [f"alert {n} for raqqa" for n in (1, 2, 3)]
    assert set(await rows(database, "state", "settled_at", "leased_until_at")) == {("sent", NOW, None)}
    assert await station.deliver() == DeliverReport()


async def test_an_update_answers_the_alert_and_an_edit_changes_it(sqlite_database: Database) -> None:
    station = await desk(sqlite_database)
    await fan_out(sqlite_database, 1)
    await station.deliver()
    news = {"chat_id": 1, "alert_id": 2, "story_id": 1, "text_html": None}
    await queue(sqlite_database, {**news, "kind": "update"}, {**news, "kind": "edit", "alert_id": 1})
    assert (await station.deliver()).sent == 2
    assert station.telegram.calls[-1][1:3] == ("update 2 for ", 101)
    assert station.telegram.edits == [(1, 101, "edit 1 for ")]
    await queue(sqlite_database, {**news, "kind": "edit"})
    await station.deliver()
    assert station.telegram.edits[1:] == [(1, 102, "edit 2 for ")], "the update that stands for the alert"


async def test_an_alert_goes_before_the_updates_and_edits_that_wait(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, stories=20, concurrency=2, per_hour=0)
    told = {"chat_id": 1, "state": "sent", "settled_at": NOW, "topic_ids": "raqqa"}
    numbers = range(1, 20)
    await queue(
        sqlite_database,
        *[{**told, "kind": "alert", "alert_id": n, "story_id": n, "message_id": n} for n in numbers],
    )
    async with sqlite_database.transaction() as connection:
        for story in numbers:
            await outbox.enqueue_edits(connection, story, NOW - timedelta(minutes=1), NOW)
        await outbox.enqueue_update(connection, 2, 1, NOW, NOW - timedelta(minutes=1))
    await fan_out(sqlite_database, 20)
    order: list[AlertKind] = []

    async def noting(claimed: Sequence[Delivery]) -> dict[int, Alert]:
        order.extend(delivery.kind for delivery in claimed)
        return await render_alerts(claimed)

    assert (await station.deliver(Renderers(noting, RENDERERS.digests))).sent == 21
    assert order == [AlertKind.ALERT, *[AlertKind.EDIT] * 19, AlertKind.UPDATE]


async def test_a_429_holds_up_its_chat_exactly_as_long_as_told_and_no_other(database: Database) -> None:
    station = await desk(database, (1, 2))
    await fan_out(database, 1, 2)
    station.telegram.answer(1, Throttled(35))
    report = await station.deliver()
    assert (report.sent, report.next_at) == (2, NOW + timedelta(seconds=35))
    assert await rows(database, "state", chat_id=1) == ["due", "due"]
    station.clock.go(seconds=34)
    assert (await station.deliver()).sent == 0
    station.clock.go(seconds=1)
    assert (await station.deliver()).sent == 2
    assert station.texts() == ["alert 1 for raqqa", "alert 2 for raqqa"]
    assert await rows(database, "attempts") == [0] * 4


async def test_a_429_for_the_whole_bot_stops_everybody(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, (1, 2, 3), concurrency=1)
    await fan_out(sqlite_database, 1)
    station.telegram.answer(1, Throttled(20, everywhere=True))
    assert (await station.deliver()).sent == 0
    assert len(station.telegram.calls) == 1
    station.clock.go(seconds=20)
    assert (await station.deliver()).sent == 3


@pytest.mark.parametrize("reason", ["Forbidden: bot was blocked by the user", "Bad Request: chat not found"])
async def test_a_chat_that_is_gone_is_paused_and_comes_back_with_its_subscriptions(
    database: Database, reason: str
) -> None:
    station = await desk(database, (1, 2))
    await fan_out(database, 1, 2)
    station.telegram.answer(1, ChatGone(reason))
    report = await station.deliver()
    assert (report.sent, report.paused_chats) == (2, 1)
    assert await rows(database, "state", "reason", chat_id=1) == [("cancelled", reason)] * 2
    await fan_out(database, 3)
    assert (await station.deliver()).sent == 1
    async with database.transaction() as connection:
        assert await chats.resume(connection, 1)
        await add_story(connection, 4)
    await fan_out(database, 4)
    await station.deliver()
    assert station.texts(1) == ["alert 4 for raqqa"]


async def add_story(connection: Any, number: int) -> None:
    report = {"feed_id": 1, "publisher": "P", "url": "u", "title": "t", "text": "x", "language": "en"}
    dated = {"published_at": NOW, "dated": True, "first_seen_at": NOW, "baseline": False}
    await connection.execute(insert(tables.articles), {"id": number, **report, **dated})
    times = {"founded_at": NOW, "last_report_at": NOW}
    await connection.execute(insert(tables.stories), {"id": number, "headline": "s", **times})
    alert = {"kind": "alert", "position": 0, "facts": [], "created_at": NOW, "due_at": NOW}
    await connection.execute(insert(tables.alerts), {"story_id": number, **alert})


async def test_a_group_that_became_a_supergroup_gets_everything_there(database: Database) -> None:
    station = await desk(database, (-1, -2))
    await fan_out(database, 1, 2)
    station.telegram.answer(-1, ChatMoved(-100))
    assert (await station.deliver()).sent == 4
    assert station.texts(-100) == ["alert 1 for raqqa", "alert 2 for raqqa"]
    async with database.reading() as connection:
        found = await chats.find(connection, -100)
        assert found is not None
        assert found.kind == "supergroup"


async def test_a_group_that_moved_to_a_chat_we_know_is_merged_with_it(database: Database) -> None:
    station = await desk(database, (-1, -100))
    await fan_out(database, 1)
    station.telegram.answer(-1, ChatMoved(-100))
    await station.deliver()
    assert station.telegram.sent == [(-100, "alert 1 for raqqa")]
    async with database.reading() as connection:
        assert len((await connection.execute(select(tables.chats.c.id))).all()) == 1
        assert len((await connection.execute(select(tables.subscriptions.c.topic_id))).all()) == 1


async def test_a_forum_topic_that_is_gone_falls_back_to_the_general_one(database: Database) -> None:
    station = await desk(database, (-100,))
    async with database.transaction() as connection:
        await connection.execute(update(tables.chats).values(thread_id=5))
    await fan_out(database, 1)
    station.telegram.answer(-100, ThreadGone("message thread not found"))
    assert (await station.deliver()).sent == 2
    assert [chat.thread_id for chat, *_ in station.telegram.calls] == [5, None, None]
    assert any("was deleted. Its alerts come here" in text for text in station.texts(-100))


async def test_a_refused_message_goes_out_plain_and_refused_again_is_kept(database: Database) -> None:
    station = await desk(database, (1, 2), admins=(9,))
    async with database.transaction() as connection:
        await add_chats(connection, [9])
    await fan_out(database, 1)
    station.telegram.answer(1, Rejected("can't parse entities"))
    station.telegram.answer(2, Rejected("can't parse entities"), Rejected("message is too long"))
    report = await station.deliver()
    assert (report.sent, report.given_up) == (2, 1)
    assert [plain for chat, _, _, plain in station.telegram.calls if chat.id == 1] == [False, True]
    dead = await rows(database, "chat_id", "reason", "payload", state="dead")
    assert dead == [(2, "message is too long", "alert 1 for raqqa")]
    assert "message is too long" in station.texts(9)[0]


async def test_admins_hear_of_dead_letters_once_an_hour(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, (1,), admins=(1,))
    station.telegram.answer(1, *[Rejected("no")] * 4)
    await queue(sqlite_database, *[{"chat_id": 1, "text_html": f"n{n}"} for n in range(2)])
    assert (await station.deliver()).given_up == 2
    assert len(station.texts()) == 1


async def test_an_unknown_outcome_is_tried_again_later_and_given_up_in_the_end(database: Database) -> None:
    station = await desk(database, give_up_after=timedelta(hours=3))
    await fan_out(database, 1)
    station.telegram.answer(1, *[Unknown("timed out")] * 10_000)
    waits = []
    for _ in range(50):
        report = await station.deliver()
        if report.next_at is None:
            break
        waits.append((report.next_at - station.clock.now).total_seconds())
        station.clock.go(seconds=waits[-1])
    assert waits[:11] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]
    assert timedelta(hours=3) <= station.clock.now - NOW < timedelta(hours=3, minutes=16)
    ((reason, payload),) = await rows(database, "reason", "payload", state="dead")
    assert reason.endswith("attempts: timed out")
    assert payload == "alert 1 for raqqa"


async def test_a_sender_that_raises_loses_nothing(sqlite_database: Database) -> None:
    station = await desk(sqlite_database)
    await fan_out(sqlite_database, 1)

    async def broken(chat: Chat, alert: Alert, *, reply_to: int | None, plain: bool) -> Outcome:
        raise RuntimeError("a bug")

    sender = Sender(broken, station.telegram.edit)
    report = await deliver_due(
        sqlite_database, sender, RENDERERS, station.steady, station.pace, station.limits
    )
    assert report.sent == 0
    assert await rows(sqlite_database, "state", "reason") == [("due", "RuntimeError: a bug")]


async def test_one_message_that_cannot_be_rendered_stops_no_other(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, (1, 2, 3, 4))
    await fan_out(sqlite_database, 1)

    async def brittle(deliveries: Sequence[Delivery]) -> dict[int, Alert]:
        if any(delivery.chat.id == 2 for delivery in deliveries):
            raise ValueError("a bug")
        return {key: alert for key, alert in (await render_alerts(deliveries)).items() if key != 3}

    report = await station.deliver(Renderers(brittle, render_digests))
    assert (report.sent, report.given_up) == (2, 2)
    assert await rows(sqlite_database, "state") == ["sent", "dead", "dead", "sent"]


async def test_what_exceeds_the_cap_is_gathered_into_one_digest_when_the_hour_has_passed(
    database: Database,
) -> None:
    station = await desk(database, stories=5, per_hour=2)
    await fan_out(database, 1)
    await station.deliver()
    station.clock.go(minutes=10)
    await fan_out(database, 2, 3, 4, 5, at=station.clock.now)
    report = await station.deliver()
    assert (report.sent, report.held) == (2, 3), "alert 2, and a word that the rest must wait"
    station.clock.go(minutes=49)
    assert (await station.deliver()).sent == 0
    station.clock.go(minutes=1)
    await station.deliver()
    assert station.texts()[3:] == ["digest: alert 3, alert 4, alert 5"]
    assert set(await rows(database, "state")) == {"sent"}
    assert await rows(database, "message_id", kind="alert") == [101, 102, 104, 104, 104]
    async with database.reading() as connection:
        assert await reasons.stories_of_message(connection, 1, 104) == [3, 4, 5]


async def test_a_flood_leaves_places_within_the_cap_to_other_feeds(database: Database) -> None:
    """What it may not have comes in the digest, and no update comes before its alert."""
    station = await desk(database, stories=5, per_hour=4)
    await fan_out(database, 1, 2, 3, 4, flood=True)
    assert (await station.deliver()).held == 1
    station.clock.go(minutes=10)
    await fan_out(database, 5, at=station.clock.now)
    async with database.transaction() as connection:
        await outbox.enqueue_update(connection, 5, 4, station.clock.now, station.clock.now)
    await station.deliver()
    alerts = [f"alert {n} for raqqa" for n in (1, 2, 3, 5)]
    assert [text for text in station.texts() if "alert " in text] == alerts
    assert station.texts()[3].startswith("Some sources send many alerts. Theirs wait now")
    station.clock.go(minutes=50)
    await station.deliver()
    assert station.texts()[-1] == "digest: alert 4, update 5"


async def test_quiet_muted_and_digest_chats_lose_nothing(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, ())
    async with sqlite_database.transaction() as connection:
        await add_chats(connection, [1], ["raqqa"], quiet_from="11:00", quiet_to="13:00")
        await add_chats(connection, [2], ["raqqa"], muted_until_at=NOW + 2 * HOUR)
        await add_chats(connection, [3], ["raqqa"], digest_at="16:00", timezone="Europe/Paris")
    await fan_out(sqlite_database, 1, 2)
    report = await station.deliver()
    assert (report.sent, report.held, report.next_at) == (0, 6, None)
    for hours, chat in ((1, 1), (1, 2), (1, 3)):
        station.clock.go(hours=hours)
        assert (await station.deliver()).sent == 1
        assert station.telegram.sent[-1] == (chat, "digest: alert 1, alert 2")


async def test_a_digest_that_comes_due_in_a_mute_waits_for_its_end(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, ())
    async with sqlite_database.transaction() as connection:
        await add_chats(connection, [1], ["raqqa"], digest_at="13:00")
    await fan_out(sqlite_database, 1)
    await station.deliver()
    async with sqlite_database.transaction() as connection:
        await connection.execute(update(tables.chats).values(muted_until_at=NOW + 3 * HOUR))
    station.clock.go(hours=1)
    assert (await station.deliver()).held == 1
    async with sqlite_database.transaction() as connection:
        await connection.execute(update(tables.chats).values(muted_until_at=None))
        await digests.retime(connection, 1, station.clock.now)
    await station.deliver()
    assert station.texts() == ["digest: alert 1"]


async def test_a_digest_that_cannot_be_rendered_keeps_no_other_back(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, chats=(1, 2))
    first, second = await queue(
        sqlite_database,
        {"chat_id": 1, "kind": "digest", "text_html": None},
        {"chat_id": 2, "kind": "digest", "text_html": None},
    )
    held = {"kind": "alert", "alert_id": 1, "story_id": 1, "state": "held"}
    await queue(
        sqlite_database,
        {"chat_id": 1, **held, "digest_id": first},
        {"chat_id": 2, **held, "digest_id": second},
    )

    async def brittle(held: Mapping[int, Sequence[Delivery]]) -> dict[int, Alert]:
        if first in held:
            raise ValueError("broken")
        return await render_digests(held)

    report = await station.deliver(Renderers(RENDERERS.alerts, brittle))
    assert (report.sent, report.given_up) == (1, 1)
    assert station.telegram.sent == [(2, "digest: alert 1")]


async def test_a_digest_of_which_nothing_is_left_is_not_sent(sqlite_database: Database) -> None:
    station = await desk(sqlite_database)
    await queue(sqlite_database, {"chat_id": 1, "kind": "digest", "text_html": None})
    assert (await station.deliver()).sent == 0
    assert await rows(sqlite_database, "state") == ["cancelled"]


async def test_a_long_queue_of_one_chat_holds_up_no_other(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, (1, 2))
    station.pace = Pace(30, station.clock.seconds)
    await queue(sqlite_database, *[{"chat_id": 1, "text_html": str(n)} for n in range(500)])
    await queue(sqlite_database, {"chat_id": 2})
    await station.deliver()
    assert station.texts(2) == ["hi"]
    assert station.texts(1) == ["0", "1", "2"]
    assert sum(station.clock.slept) < 1.0


async def test_forum_topics_share_the_limit_of_their_group(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, ())
    station.pace = Pace(30, station.clock.seconds)
    async with sqlite_database.transaction() as connection:
        for row in (1, 2):
            forum: dict[str, Any] = {"telegram_id": -100, "thread_id": row, "kind": "supergroup"}
            await add_chats(connection, [row], **forum)
    for _ in range(GROUP_PER_WINDOW - KEPT_FOR_ANSWERS - 1):
        station.pace.remember(-100, "supergroup", station.clock.seconds)
    await queue(sqlite_database, {"chat_id": 1, "text_html": "one"}, {"chat_id": 2, "text_html": "two"})
    # Both rows are claimed while one message is allowed; the other must wait for the window to pass.
    report = await station.deliver()
    assert station.texts(-100) == ["one"]
    assert report.next_at == NOW + timedelta(seconds=GROUP_WINDOW_S)
    station.clock.go(seconds=GROUP_WINDOW_S - 1)
    assert (await station.deliver()).sent == 0
    station.clock.go(seconds=1)
    assert (await station.deliver()).sent == 1
    assert station.texts(-100) == ["one", "two"]


async def test_a_group_with_many_forum_topics_keeps_nobody_waiting(database: Database) -> None:
    station = await desk(database, (1,))
    station.pace = Pace(30, station.clock.seconds)
    threads = range(2, 102)
    async with database.transaction() as connection:
        for row in threads:
            await add_chats(connection, [row], telegram_id=-100, thread_id=row, kind="supergroup")
    for _ in range(GROUP_PER_WINDOW):
        station.pace.remember(-100, "supergroup", station.clock.seconds)
    await queue(database, *[{"chat_id": chat, "text_html": "full"} for chat in (*threads, 1)])
    with caught(database) as found:
        report = await station.deliver()
    assert (report.sent, station.texts(1)) == (1, ["full"])
    claims = sum(statement.startswith("WITH heads") for statement, _ in found)
    assert claims <= 6  # not all 32 topics at a time
    station.clock.go(seconds=GROUP_WINDOW_S)
    report = await station.deliver()
    assert (report.sent, len(station.texts(-100))) == (18, 18)


async def test_lingering_sends_at_the_pace_of_the_chat_in_order(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, (1, -2))
    station.pace = Pace(30, station.clock.seconds)
    for chat in (1, 2):
        await queue(sqlite_database, *[{"chat_id": chat, "text_html": str(n)} for n in range(25)])
    report = await station.deliver(linger_s=90)
    assert report.sent == 50
    assert station.texts(1) == station.texts(-2) == [str(n) for n in range(25)]
    assert 61 <= (station.clock.now - NOW).total_seconds() < 65


async def test_a_restart_remembers_what_telegram_counts(database: Database) -> None:
    station = await desk(database, (1, -2))
    sent = {"state": "sent", "settled_at": NOW - timedelta(seconds=1)}
    await queue(database, *[{"chat_id": 2, **sent}] * 20, *[{"chat_id": 1, **sent}] * 3)
    pace = await open_pace(database, 30, station.steady)
    now = station.clock.seconds
    assert pace.chat_wait(Chat(2, -2, None, "group"), now) == pytest.approx(60, abs=1.1)
    assert pace.chat_wait(Chat(1, 1, None, "private"), now) == 0.0
    assert pace.chat_wait(Chat(1, 1, None, "private"), now - 0.5) == pytest.approx(0.5)


async def test_no_more_is_in_flight_than_allowed_until_it_is_settled(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, range(1, 51), concurrency=5)
    await fan_out(sqlite_database, 1)
    most = 0

    async def send(chat: Chat, alert: Alert, *, reply_to: int | None, plain: bool) -> Outcome:
        nonlocal most
        await asyncio.sleep(0)
        sent = len(await rows(sqlite_database, "id", state="sent"))
        station.telegram.calls.append((chat, alert.html, reply_to, plain))
        most = max(most, len(station.telegram.calls) - sent)
        return Sent(1)

    sender = Sender(send, station.telegram.edit)
    report = await deliver_due(
        sqlite_database, sender, RENDERERS, station.steady, station.pace, station.limits
    )
    assert report.sent == 50
    assert 1 < most <= 5


async def test_stopping_finishes_what_is_in_flight_and_gives_the_rest_back(
    sqlite_database: Database,
) -> None:
    station = await desk(sqlite_database, range(1, 21))
    station.pace = Pace(10, station.clock.seconds)
    await fan_out(sqlite_database, 1)
    stopping = asyncio.Event()

    async def send(chat: Chat, alert: Alert, *, reply_to: int | None, plain: bool) -> Outcome:
        if chat.id == 3:
            stopping.set()
        return await station.telegram.send(chat, alert, reply_to=reply_to, plain=plain)

    sender = Sender(send, station.telegram.edit)
    await deliver_due(
        sqlite_database, sender, RENDERERS, station.steady, station.pace, station.limits, stopping=stopping
    )
    states = await rows(sqlite_database, "state")
    assert states.count("sent") == len(station.telegram.sent) < 10
    station.clock.go(seconds=1)
    assert (await station.deliver()).sent == 20 - states.count("sent")


async def test_who_loses_the_lease_sends_no_further_and_gives_the_rest_back(
    sqlite_database: Database,
) -> None:
    station = await desk(sqlite_database, range(1, 21))
    station.pace = Pace(10, station.clock.seconds)
    await fan_out(sqlite_database, 1)
    report = await station.deliver(allowed=lambda: len(station.telegram.sent) < 3)
    assert (report.sent, report.trouble) == (3, None)
    assert set(await rows(sqlite_database, "leased_until_at", state="due")) <= {None, station.clock.now}
    assert (await station.deliver(allowed=lambda: True, linger_s=5.0)).sent == 17


async def test_an_outage_costs_few_attempts_and_ends_with_the_first_answer(sqlite_database: Database) -> None:
    station = await desk(sqlite_database, range(1, 101), concurrency=8)
    await fan_out(sqlite_database, 1)
    for chat in range(1, 101):
        station.telegram.answer(chat, *[Unknown("connection refused")] * 50)
    await station.deliver()
    attempts = len(station.telegram.calls)
    assert attempts <= 30
    station.telegram.outcomes.clear()
    station.clock.go(minutes=2)
    assert (await station.deliver()).sent == 100


async def test_a_clock_that_jumps_back_an_hour_makes_no_storm_and_no_stall(database: Database) -> None:
    station = await desk(database, (1, 2, 3), stories=3, per_hour=2)
    await fan_out(database, 1)
    station.telegram.answer(2, Throttled(30))
    station.telegram.answer(3, Unknown("no answer"))
    assert (await station.deliver()).sent == 1
    station.clock.jump(hours=-1)
    await fan_out(database, 2, at=station.clock.now)
    later = {**ALERT, "story_id": 3, "alert_id": 3, "created_at": station.clock.now}
    await queue(database, {"chat_id": 1, **later, "due_at": station.clock.now + 10 * MINUTE})
    station.clock.go(seconds=1)
    assert (await station.deliver()).sent == 3  # chats 1 and 3; 2 waits its 30 s, the gathered one its 10 min
    station.clock.go(seconds=29)
    assert (await station.deliver()).sent == 2
    station.clock.go(minutes=9)
    assert (await station.deliver()).sent == 0
    station.clock.go(seconds=30)
    assert (await station.deliver()).held == 1  # the cap counts across the jump: two within the hour
    station.clock.go(minutes=50)
    await station.deliver()
    *alerts, told, digest = station.texts(1)
    assert [*alerts, digest] == ["alert 1 for raqqa", "alert 2 for raqqa", "digest: alert 3"]
    assert told.startswith("You got 2 alerts within an hour")


async def test_a_database_that_fails_costs_a_round_and_nothing_else(sqlite_database: Database) -> None:
    station = await desk(sqlite_database)
    await fan_out(sqlite_database, 1)
    nowhere = Database.open("sqlite:////nonexistent/folder/sitrep.db")
    station.database = nowhere
    report = await station.deliver()
    assert report.trouble is not None
    assert "unable to open database file" in report.trouble
    station.database = sqlite_database
    assert (await station.deliver()).sent == 1
    await nowhere.close()


async def test_a_render_that_meets_a_failing_database_gives_nothing_up(sqlite_database: Database) -> None:
    station = await desk(sqlite_database)
    await fan_out(sqlite_database, 1)

    async def fails(_deliveries: Sequence[Delivery]) -> dict[int, Alert]:
        raise OSError("disk I/O error")

    assert (await station.deliver(Renderers(fails, render_digests))).trouble is not None
    station.clock.go(seconds=90)
    assert (await station.deliver()).sent == 1


async def test_a_step_that_cannot_be_written_down_is_buried_and_stops_no_other(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    station = await desk(sqlite_database, (1, 2))
    await fan_out(sqlite_database, 1)
    station.telegram.answer(1, Sent(2**80))
    report = await station.deliver()
    assert (report.sent, report.given_up) == (1, 1)
    assert await rows(sqlite_database, "state") == ["dead", "sent"]
