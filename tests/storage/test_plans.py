"""No statement of the hot paths reads a table that grows from end to end, on either database.

The statements are those that the functions execute, caught on their way. On PostgreSQL sequential scans are
forbidden for the plan: for small tables they are right, but what still needs one has no index to serve it.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import AlertKind, Chat, Delivery, Effect, EffectKind
from storage import (
    alerts,
    articles,
    chats,
    deliveries,
    digests,
    effects,
    fanouts,
    feeds,
    groups,
    history,
    matched_topics,
    matches,
    open_reports,
    outbox,
    pages,
    polls,
    privacy,
    pulses,
    reasons,
    regroup,
    retention,
    shares,
    stats,
    stories,
    tables,
    verdicts,
    wishes,
)
from storage.database import Database
from storage.deliveries import Moment
from storage.delivery_rows import deliveries_of, remaining
from storage.fanout_rows import FanOutKind
from storage.followers import Takers
from storage.matches import Decision
from storage.regroup import PartedStory
from storage.retention import Keep
from tests.outbox import NOW, queue, seed
from tests.statements import caught

GROWING = ("articles", "article_keys", "matches", "outbox", "stories", "alerts", "clues")
MOMENT = Moment(NOW, NOW)
HOUR_AGO = NOW - timedelta(hours=1)
Path = Callable[[AsyncConnection], Awaitable[object]]

TAKERS = Takers(frozenset({"opinion"}), by_default=False)
SENT = Delivery(1, Chat(1, 1, None, "private"), AlertKind.ALERT, 0, NOW)
DECISION = Decision(1, 1, None, None, edited=True)
PARTED = PartedStory(1, 2, frozenset({2}), "elsewhere")


def fan_out(kind: FanOutKind) -> Path:
    """A further slice of a fan-out of this kind."""

    async def go_on(connection: AsyncConnection) -> None:
        alert_id = None if kind is FanOutKind.NEWCOMERS else 1
        row: dict[str, object] = {
            "story_id": 1,
            "kind": kind.value,
            "left_id": 2 if kind is FanOutKind.MERGE else None,
            "alert_id": alert_id,
            "topic_ids": "raqqa,isis",
        }
        row |= {"by_default": False, "silent": False, "due_at": NOW, "created_at": NOW, "done_to": 1}
        await connection.execute(insert(tables.fanouts), row)
        await fanouts.go_on(connection, 2)

    return go_on


async def load(connection: AsyncConnection) -> None:
    rows = await connection.execute(select(tables.outbox).where(tables.outbox.c.id.in_([1, 2, 3])))
    await deliveries_of(connection, rows.all())


async def read_open(connection: AsyncConnection, story_ids: Sequence[int] | None = None) -> None:
    async for _ in open_reports.read(connection, open_reports.Since(HOUR_AGO, HOUR_AGO, 5), story_ids):
        pass


HOT: dict[str, dict[str, Path]] = {
    "poll": {
        "known": lambda c: articles.known_by_keys(c, ["a", "b"]),
        "freed": lambda c: articles.free_keys(c, [("a", 1)]),
        "claim": lambda c: polls.claim_due(c, NOW, 10, NOW),
        "filter": lambda c: matched_topics.version(c),
    },
    "triage": {
        "untriaged": lambda c: matches.untriaged(c, 10, NOW),
        "open stories": lambda c: read_open(c),
        "doubtful stories": lambda c: read_open(c, [1, 2]),
        "matches": lambda c: matches.of_articles(c, [1, 2]),
        "best matches": lambda c: matches.best_of_articles(c, [1, 2], 5),
        "reports": lambda c: matches.reports_of(c, [1, 2], 40),
        "told": lambda c: alerts.of_stories(c, [1, 2]),
        "spent": lambda c: shares.spent(c, HOUR_AGO),
        "off topic": lambda c: matches.settle_unmatched(c, [1, 2], NOW),
        "settle": lambda c: matches.settle(c, [DECISION], NOW),
        "clues": lambda c: open_reports.keep(c, {1: "[]"}, NOW),
        "effects": lambda c: effects.save(c, {1: Effect(EffectKind.DEVELOPS)}),
        "touch": lambda c: stories.touch(c, 1, NOW, "t", ()),
        "topics before": lambda c: stories.topics_before(c, 1, [1]),
        "renew": lambda c: alerts.renew(c, 1, "t", ()),
        "edited": lambda c: outbox.edited_at(c, [1, 2]),
        "alert": lambda c: outbox.enqueue_alert(c, 1, 1, ["raqqa"], NOW, NOW),
        "anybody new": lambda c: outbox.anybody_new(c, 1, ["raqqa"], 2, TAKERS),
        "newcomers": lambda c: outbox.enqueue_newcomers(c, 2, ["raqqa"], NOW),
        "topic": lambda c: outbox.name_topics(c, 1, ["isis"], NOW),
        "update": lambda c: outbox.enqueue_update(c, 1, 1, NOW, NOW),
        "edits": lambda c: outbox.enqueue_edits(c, 1, NOW, NOW),
        "merge": lambda c: regroup.merge(c, 2, 1, NOW),
        "part": lambda c: regroup.part(c, PARTED, NOW),
        **{f"slice of {kind.value}": fan_out(kind) for kind in FanOutKind},
        "pages": lambda c: pages.wanted(c, 10),
        "page problems": lambda c: pages.problems(c, HOUR_AGO),
        "page texts": lambda c: pages.texts_of(c, ["P"], HOUR_AGO, 10),
    },
    "deliver": {
        "ready": lambda c: deliveries.anything_ready(c, MOMENT),
        "claim": lambda c: deliveries.claim(c, MOMENT, NOW, 10),
        "load": load,
        "next": lambda c: deliveries.next_ready_at(c, MOMENT),
        "sent": lambda c: deliveries.sent_since(c, HOUR_AGO),
        "last seen": lambda c: deliveries.last_seen_at(c),
        "recent": lambda c: digests.recent(c, [1, 2], HOUR_AGO),
        "weights": lambda c: wishes.weights(c, [1, 2]),
        "capped": lambda c: digests.is_capped(c, 1, "quiet hours"),
        "anything to gather": lambda c: digests.anything_to_gather(c, MOMENT),
        "gather": lambda c: digests.gather(c, MOMENT),
        "members": lambda c: digests.members(c, [1, 2]),
        "hold": lambda c: digests.hold(c, [(1, NOW, "muted")]),
        "remaining": lambda c: remaining(c, [SENT]),
        "settle": lambda c: deliveries.mark_sent(c, [(1, 7)], NOW),
        "settle a digest": lambda c: deliveries.mark_digested(c, 1, 7, NOW),
        "release": lambda c: deliveries.release(c, [(1, NOW)]),
        "put off": lambda c: groups.put_off(c, -100, MOMENT, NOW),
        "pause": lambda c: chats.pause(c, 1, "blocked", NOW),
        "cited": lambda c: stories.sources_of(c, [1, 2]),
    },
    "chat": {
        "arrived": lambda c: history.arrived_at(c, [1, 2]),
        "records": lambda c: stories.records(c, [1, 2]),
        "topics of": lambda c: stories.topics_of(c, [1, 2]),
        "/latest": lambda c: stories.newest(c, ["dams", "ports"], HOUR_AGO, 10),
        "/timeline": lambda c: history.reported(c, "dams", HOUR_AGO),
        "/track": lambda c: history.recent_ids(c, HOUR_AGO, 100),
        "/untrack": lambda c: alerts.forget_topics(c, ["dams"]),
        "/why": lambda c: reasons.dispatches(c, 1, 1),
        "a button": lambda c: reasons.may_see(c, 1, 1),
        "a reply": lambda c: reasons.stories_of_message(c, 1, 7),
        "a reaction": lambda c: verdicts.told_in(c, 1, 7),
        "/mute": lambda c: verdicts.mute_story(c, 1, 1, NOW),
        "/quiet": lambda c: digests.retime(c, 1, NOW),
        "/pause": lambda c: wishes.pause(c, 1, ["raqqa"], NOW),
        "/export": lambda c: privacy.export(c, 1),
        "/feeds": lambda c: feeds.list_all(c, NOW),
        "/stats": lambda c: stats.stats(c, NOW),
    },
    "desk": {
        "prune": lambda c: retention.prune(c, Keep(timedelta(days=90), timedelta(days=730)), NOW),
        "outbox": lambda c: pulses.outbox_state(c, NOW),
        "arrivals": lambda c: pulses.arrivals(c, HOUR_AGO, NOW),
        "overflows": lambda c: shares.overflows(c, NOW),
    },
}


async def scans(connection: AsyncConnection, statement: str, parameters: object) -> list[str]:
    """The lines of the statement's plan that read a growing table from end to end."""
    sqlite = connection.dialect.name == "sqlite"
    if re.fullmatch(r"SELECT [\w.]+ \s*FROM \w+ ORDER BY \w+\.id DESC\s+LIMIT \S+( OFFSET \S+)?", statement):
        return []  # the newest row, which SQLite calls a scan too
    explain = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
    rows = await connection.exec_driver_sql(explain + statement, parameters)  # type: ignore[arg-type]
    lines = [str(row[-1]) for row in rows]
    names = "|".join(GROWING)
    if sqlite:
        # A partial index holds only what still waits, so reading all of it is what is wanted.
        whole = re.compile(
            rf"\bSCAN (?:{names})\b(?!.*USING (?:COVERING )?INDEX \w*(?:untriaged|waiting|pages)\w*)"
        )
    else:
        whole = re.compile(rf"\bSeq Scan on (?:{names})\b")
    return [line for line in lines if whole.search(line)]


@pytest.mark.parametrize("station", HOT)
async def test_no_hot_path_reads_a_growing_table_from_end_to_end(database: Database, station: str) -> None:
    await seed(database, (1, 2), topics=("raqqa", "isis"))
    held = {"chat_id": 1, "kind": "alert", "alert_id": 3, "story_id": 3, "state": "held"}
    await queue(database, held, {"chat_id": 2, "kind": "update", "alert_id": 3, "story_id": 3})
    for name, path in HOT[station].items():
        with caught(database) as found:
            async with database.transaction() as connection:
                await path(connection)
                statements = [
                    item for item in found if re.match(r"\s*(SELECT|WITH|UPDATE|INSERT|DELETE)", item[0])
                ]
        assert statements, name
        async with database.reading() as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(text("SET LOCAL enable_seqscan = off"))
            for statement, parameters in statements:
                given = parameters[0] if isinstance(parameters, list) else parameters  # of many, one
                assert await scans(connection, statement, given) == [], f"{station}, {name}: {statement}"


@pytest.mark.parametrize("yields", [False, True])
async def test_a_claim_reads_no_row_whose_turn_it_is_not(database: Database, yields: bool) -> None:
    """Neither what is due later, nor what lets others go first, is read to find the next rows; nor sorted."""
    await seed(database)
    places = [{"chat_id": 1, "yields": place % 2 == 0, "turn": place % 5} for place in range(200)]
    await queue(database, *places)
    async with database.transaction() as connection:
        await connection.execute(text("ANALYZE outbox"))
    with caught(database) as found:
        async with database.transaction() as connection:
            await deliveries.claim(connection, MOMENT, NOW, 10)
    claims = [(statement, values) for statement, values in found if statement.startswith("WITH heads")]
    async with database.reading() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if not sqlite:
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
            await connection.execute(text("SET LOCAL enable_bitmapscan = off"))
            await connection.execute(text("SET LOCAL enable_sort = off"))  # cheap for 200 rows
        explain = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
        rows = await connection.exec_driver_sql(explain + claims[yields][0], claims[yields][1])  # type: ignore[arg-type]
        plan = "\n".join(str(row[-1]) for row in rows)
    if sqlite:
        assert "SEARCH candidate USING INDEX ix_outbox_turn (state=? AND yields=? AND due_at<?)" in plan
        assert "SEARCH queued USING INDEX ix_outbox_chat_id_state (chat_id=? AND state=?)" in plan
        assert "TEMP B-TREE" not in plan
    else:
        assert "Index Scan using ix_outbox_turn on outbox candidate" in plan
        assert "Index Scan using ix_outbox_chat_id_state on outbox queued" in plan
        assert "Sort" not in plan


async def test_a_scan_is_noticed(database: Database) -> None:
    async with database.reading() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        assert await scans(connection, "SELECT count(*) FROM outbox WHERE payload IS NULL", ())
        assert not await scans(connection, "SELECT id FROM outbox WHERE id = 5", ())
