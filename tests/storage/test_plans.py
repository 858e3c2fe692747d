"""No statement of the hot paths reads a table that grows from end to end, on either database.

The statements are those that the functions execute, caught on their way. On PostgreSQL sequential scans are
forbidden for the plan: for small tables they are right, but what still needs one has no index to serve it.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import (
    articles,
    deliveries,
    digests,
    feeds,
    history,
    matches,
    outbox,
    pages,
    polls,
    pulses,
    retention,
    stats,
    stories,
)
from storage.database import Database
from storage.deliveries import Moment
from storage.retention import Keep
from tests.outbox import queue, seed
from tests.stored import NOW

GROWING = ("articles", "article_keys", "matches", "outbox", "stories", "alerts")
MOMENT = Moment(NOW, NOW)
HOUR_AGO = NOW - timedelta(hours=1)
Path = Callable[[AsyncConnection], Awaitable[object]]

HOT: dict[str, Path] = {
    "poll: known": lambda c: articles.known_by_keys(c, ["a", "b"]),
    "poll: claim": lambda c: polls.claim_due(c, NOW, 10, NOW),
    "triage: untriaged": lambda c: matches.untriaged(c, 10, NOW),
    "triage: open stories": lambda c: matches.grouped_since(c, HOUR_AGO),
    "triage: matches": lambda c: matches.of_articles(c, [1, 2]),
    "triage: edited": lambda c: outbox.edited_at(c, [1, 2]),
    "triage: alert": lambda c: outbox.enqueue_alert(c, 1, 1, ["dams"], NOW, NOW),
    "triage: update": lambda c: outbox.enqueue_update(c, 1, 1, NOW, NOW),
    "triage: edits": lambda c: outbox.enqueue_edits(c, 1, NOW, NOW),
    "pages: wanted": lambda c: pages.wanted(c, 10),
    "deliver: ready": lambda c: deliveries.anything_ready(c, MOMENT),
    "deliver: claim": lambda c: deliveries.claim(c, MOMENT, NOW, 10),
    "deliver: next": lambda c: deliveries.next_ready_at(c, MOMENT),
    "deliver: sent": lambda c: deliveries.sent_since(c, HOUR_AGO),
    "deliver: recent": lambda c: digests.recent(c, [1, 2], HOUR_AGO),
    "deliver: gather": lambda c: digests.anything_to_gather(c, MOMENT),
    "deliver: members": lambda c: digests.members(c, 1),
    "chat: arrived": lambda c: history.arrived_at(c, [1, 2]),
    "chat: records": lambda c: stories.records(c, [1, 2]),
    "chat: topics of": lambda c: stories.topics_of(c, [1, 2]),
    "chat: /latest": lambda c: stories.newest(c, ["dams", "ports"], HOUR_AGO, 10),
    "chat: /timeline": lambda c: history.reported(c, "dams", HOUR_AGO),
    "chat: /feeds": lambda c: feeds.list_all(c, NOW),
    "chat: /stats": lambda c: stats.stats(c, NOW),
    "desk: prune": lambda c: retention.prune(c, Keep(timedelta(days=90), timedelta(days=730)), NOW),
    "watch: outbox": lambda c: pulses.outbox_state(c, NOW),
    "watch: arrivals": lambda c: pulses.arrivals(c, HOUR_AGO, NOW),
}


@asynccontextmanager
async def caught(database: Database) -> AsyncIterator[list[tuple[str, object]]]:
    """The statements that are executed in the block, with their parameters."""
    found: list[tuple[str, object]] = []

    def catch(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        found.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", catch)
    try:
        yield found
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", catch)


async def scans(connection: AsyncConnection, statement: str, parameters: object) -> list[str]:
    """The lines of the statement's plan that read a growing table from end to end."""
    sqlite = connection.dialect.name == "sqlite"
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


@pytest.mark.parametrize("name", HOT)
async def test_no_hot_path_reads_a_growing_table_from_end_to_end(database: Database, name: str) -> None:
    async with caught(database) as found, database.transaction() as connection:
        await HOT[name](connection)
        statements = [item for item in found if re.match(r"\s*(SELECT|WITH|UPDATE|INSERT|DELETE)", item[0])]
    assert statements
    async with database.reading() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        for statement, parameters in statements:
            assert await scans(connection, statement, parameters) == [], statement


@pytest.mark.parametrize("yields", [False, True])
async def test_a_claim_reads_no_row_whose_turn_it_is_not(database: Database, yields: bool) -> None:
    """Neither what is due later, nor what lets others go first, is read to find the next rows; nor sorted."""
    await seed(database)
    await queue(database, *[{"chat_id": 1, "yields": place % 2 == 0} for place in range(200)])
    async with database.transaction() as connection:
        await connection.execute(text("ANALYZE outbox"))
    async with caught(database) as found, database.transaction() as connection:
        await deliveries.claim(connection, MOMENT, NOW, 10)
    claims = [(statement, values) for statement, values in found if statement.startswith("WITH heads")]
    async with database.reading() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if not sqlite:
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
            await connection.execute(text("SET LOCAL enable_bitmapscan = off"))
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
