"""Stories found to be one, and one found to be two: nobody is alerted again, nothing that waits is lost."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from storage import outbox, regroup, stories, tables, verdicts
from storage.database import Database
from tests.outbox import NOW, add_chats, queue, rows, seed

GONE, KEPT = 2, 1
SENT: dict[str, Any] = {"state": "sent", "settled_at": NOW}
DUE: dict[str, Any] = {"state": "due"}
FLYING: dict[str, Any] = {"state": "due", "leased_until_at": NOW}
HELD: dict[str, Any] = {"state": "held", "due_at": NOW + timedelta(hours=8)}


async def alerted(database: Database, story: int, fields: dict[str, Any]) -> None:
    message = 100 + story if fields is SENT else None
    row = {"chat_id": 1, "kind": "alert", "story_id": story, "alert_id": story, "text_html": None}
    await queue(database, row | fields | {"message_id": message})


async def merge(database: Database) -> None:
    async with database.transaction() as connection:
        await regroup.merge(connection, GONE, KEPT, NOW)


async def alerts(database: Database) -> Sequence[Any]:
    return await rows(database, "story_id", "alert_id", "state", kind="alert")


@pytest.mark.parametrize(
    ("gone", "kept", "left"),
    [
        (SENT, None, [(KEPT, GONE, "sent")]),
        (DUE, None, [(KEPT, GONE, "due")]),
        (SENT, DUE, [(KEPT, GONE, "sent")]),
        (SENT, HELD, [(KEPT, GONE, "sent")]),
        (FLYING, DUE, [(KEPT, GONE, "due")]),
        (DUE, SENT, [(GONE, GONE, "cancelled"), (KEPT, KEPT, "sent")]),
        (HELD, SENT, [(GONE, GONE, "cancelled"), (KEPT, KEPT, "sent")]),
        (DUE, DUE, [(GONE, GONE, "cancelled"), (KEPT, KEPT, "due")]),
        (SENT, SENT, [(GONE, GONE, "sent"), (KEPT, KEPT, "sent")]),
    ],
)
async def test_a_chat_is_sent_one_alert_of_two_stories_that_are_one(
    database: Database, gone: dict[str, Any], kept: dict[str, Any] | None, left: list[tuple[int, int, str]]
) -> None:
    await seed(database)
    await alerted(database, GONE, gone)
    if kept is not None:
        await alerted(database, KEPT, kept)
    await merge(database)
    assert await alerts(database) == left
    async with database.transaction() as connection:
        assert await outbox.enqueue_alert(connection, KEPT, KEPT, ["raqqa"], NOW, NOW) == 0


async def test_what_waits_of_the_story_that_is_no_more_goes_on_with_the_other(database: Database) -> None:
    await seed(database, (1, 2))
    await alerted(database, GONE, SENT)
    await alerted(database, KEPT, SENT)
    waiting = {"story_id": GONE, "alert_id": GONE, "text_html": None}
    await queue(
        database,
        {"chat_id": 1, "kind": "update", **waiting},
        {"chat_id": 1, "kind": "edit", **waiting},
        {"chat_id": 2, "kind": "edit", **waiting},
    )
    await merge(database)
    assert await rows(database, "story_id", "state", kind="update") == [(KEPT, "due")]
    # Chat 1 has an alert of each, and the edit was of the one that is edited no more.
    assert await rows(database, "chat_id", "story_id", "state", kind="edit") == [
        (1, KEPT, "cancelled"),
        (2, KEPT, "due"),
    ]


async def test_of_two_edits_that_wait_one_is_left(database: Database) -> None:
    await seed(database)
    edit = {"chat_id": 1, "kind": "edit", "alert_id": 1, "text_html": None}
    await queue(database, {**edit, "story_id": KEPT}, {**edit, "story_id": GONE})
    await merge(database)
    assert await rows(database, "story_id", "state") == [(KEPT, "due"), (KEPT, "cancelled")]


async def test_a_muted_story_stays_silent_when_it_becomes_part_of_another(database: Database) -> None:
    await seed(database, (1, 2))
    async with database.transaction() as connection:
        await verdicts.mute_story(connection, 1, GONE, NOW)
        await verdicts.mute_story(connection, 2, GONE, NOW)
        await verdicts.mute_story(connection, 2, KEPT, NOW)
        await regroup.merge(connection, GONE, KEPT, NOW)
        assert await outbox.enqueue_alert(connection, KEPT, KEPT, ["raqqa"], NOW, NOW) == 0
        muted = await connection.execute(select(tables.story_mutes.c.chat_id, tables.story_mutes.c.story_id))
        assert sorted(map(tuple, muted)) == [(1, KEPT), (2, KEPT)]


async def test_stories_merged_one_after_another_are_the_last_one(database: Database) -> None:
    await seed(database)
    async with database.transaction() as connection:
        await regroup.merge(connection, 3, 2, NOW)
        await regroup.merge(connection, 2, 1, NOW)
        assert await stories.current(connection, [1, 2, 3, 9]) == {1: 1, 2: 1, 3: 1, 9: 9}
        await add_chats(connection, [5], ["raqqa"])
        row = {"chat_id": 5, "kind": "alert", "story_id": 3, "due_at": NOW, "created_at": NOW}
        await connection.execute(insert(tables.outbox), row)
        assert await outbox.enqueue_alert(connection, 1, 1, ["raqqa"], NOW, NOW) == 1


async def test_reports_of_another_event_found_a_story_and_what_waits_to_tell_them_is_cancelled(
    database: Database,
) -> None:
    await seed(database)
    box, articles = tables.outbox, tables.articles
    async with database.transaction() as connection:
        story = {"story_id": 1}
        await connection.execute(update(articles).values(story))
        await connection.execute(update(articles).where(articles.c.id == 3).values(copy_of=1))
        when = {"created_at": NOW, "due_at": NOW + timedelta(hours=1), "facts": [], "kind": "update"}
        told = [when | story | {"id": 10 + n, "position": n, "report_id": n} for n in (1, 2, 3)]
        await connection.execute(insert(tables.alerts), told)
        row = {"chat_id": 1, "kind": "update", "story_id": 1, "created_at": NOW, "due_at": NOW}
        states = ((11, "due"), (12, "sent"), (13, "held"))
        await connection.execute(insert(box), [row | {"alert_id": n, "state": state} for n, state in states])
        await regroup.part(connection, regroup.PartedStory(1, 2, frozenset({2, 3}), "other country"), NOW)
    assert await rows(database, "alert_id", "state", kind="update") == [
        (11, "due"),
        (12, "sent"),
        (13, "cancelled"),
    ]
    async with database.reading() as connection:
        placed = select(articles.c.id, articles.c.story_id, articles.c.copy_of).order_by(articles.c.id)
        assert [tuple(row) for row in await connection.execute(placed)] == [
            (1, 1, None),
            (2, 2, None),
            (3, 2, None),
        ]


async def test_a_story_that_was_merged_by_mistake_is_itself_again(database: Database) -> None:
    await seed(database, (1, 2))
    async with database.transaction() as connection:
        articles = tables.articles
        await connection.execute(update(articles).values(story_id=articles.c.id))
    await alerted(database, GONE, SENT)
    await alerted(database, KEPT, SENT)
    await merge(database)
    async with database.transaction() as connection:
        await regroup.part(connection, regroup.PartedStory(KEPT, GONE, frozenset({GONE}), "other place"), NOW)
        assert await stories.current(connection, [GONE]) == {GONE: GONE}
        # Chat 1 has the alert of both; chat 2 has none.
        assert await outbox.enqueue_alert(connection, GONE, GONE, ["raqqa"], NOW, NOW) == 1


async def test_a_chat_that_was_told_of_an_event_with_another_is_not_alerted_of_it(database: Database) -> None:
    await seed(database, (1, 2))
    await alerted(database, 1, SENT)
    async with database.transaction() as connection:
        assert await outbox.anybody_new(connection, 2, ["raqqa"], left_id=1)
        assert await outbox.enqueue_alert(connection, 2, 2, ["raqqa"], NOW, NOW, left_id=1) == 1
        assert not await outbox.anybody_new(connection, 2, ["raqqa"], left_id=1)
        assert await outbox.anybody_new(connection, 2, ["raqqa"])
