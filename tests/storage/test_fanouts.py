"""Fan-outs go in slices, each committed by itself, and queue what one statement for all chats would queue."""

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import alerts, fanouts, outbox, regroup, tables
from storage.database import Database
from tests.outbox import NOW, add_chats, queue, rows, seed, send_alerts
from tests.statements import caught

CHATS = range(1, 12)


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of two chats at once, then of three."""
    monkeypatch.setattr(fanouts, "FIRST", 2)


async def rest(database: Database) -> list[int]:
    """Queue the rest, a transaction a slice; returns how many rows each queued."""
    queued = []
    async with database.reading() as connection:
        left = await fanouts.anything_left(connection)
    while left:
        async with database.transaction() as connection:
            queued.append(await fanouts.go_on(connection, 3))
            left = await fanouts.anything_left(connection)
    return queued


async def alert(connection: AsyncConnection, *topics: str, story: int = 1, turn: int = 0) -> int:
    return await outbox.enqueue_alert(connection, story, story, topics or ("raqqa",), NOW, NOW, turn=turn)


async def add_update(connection: AsyncConnection, story: int = 1) -> int:
    row = {"story_id": story, "kind": "update", "position": 1, "facts": [], "created_at": NOW, "due_at": NOW}
    made = await connection.execute(insert(tables.alerts).values(row).returning(tables.alerts.c.id))
    return int(made.scalar_one())


@pytest.mark.usefixtures("slices")
async def test_every_follower_is_queued_once_slice_by_slice(database: Database) -> None:
    await seed(database, CHATS)
    async with database.transaction() as connection:
        assert await alert(connection) == 2
    assert await rest(database) == [3, 3, 3, 0]
    assert await rows(database, "chat_id") == list(CHATS)


@pytest.mark.usefixtures("slices")
async def test_a_chat_that_follows_several_topics_gets_one_row_that_names_them(database: Database) -> None:
    await seed(database, (), topics=("raqqa", "isis"))
    async with database.transaction() as connection:
        await add_chats(connection, (1, 2, 5, 6, 7, 8), ["raqqa", "isis"])
        await add_chats(connection, (3, 4, 9), ["raqqa"])
        await add_chats(connection, (10, 11), ["isis"])
        await alert(connection, "raqqa", "isis")
    await rest(database)
    found = dict(await rows(database, "chat_id", "topic_ids"))
    assert sorted(found) == list(CHATS)
    assert len(await rows(database, "id")) == len(CHATS)
    assert {chat for chat in found if "," in found[chat]} == {1, 2, 5, 6, 7, 8}


@pytest.mark.usefixtures("slices")
async def test_an_update_decided_meanwhile_follows_every_alert_that_was_sent(database: Database) -> None:
    await seed(database, CHATS)
    async with database.transaction() as connection:
        await alert(connection, turn=3)
    early = set(await rows(database, "chat_id"))
    await send_alerts(database)
    async with database.transaction() as connection:
        update_id = await add_update(connection)
        assert await outbox.enqueue_update(connection, update_id, 1, NOW, NOW) == 0
    await rest(database)
    found = await rows(database, "chat_id", "kind", "turn")
    for chat in CHATS:
        mine = [(kind, turn) for owner, kind, turn in found if owner == chat]
        follows = [("update", 3)] if chat in early else []
        assert mine == [("alert", 3), *follows], "an alert that waits tells the update's news itself"


@pytest.mark.usefixtures("slices")
async def test_an_update_of_a_story_goes_slice_by_slice_to_those_told_of_one_that_it_took_in(
    database: Database,
) -> None:
    await seed(database, CHATS)
    async with database.transaction() as connection:
        await alert(connection, story=2)
    await rest(database)
    await send_alerts(database)
    async with database.transaction() as connection:
        await connection.execute(update(tables.stories).where(tables.stories.c.id == 2).values(merged_into=1))
        assert await outbox.enqueue_update(connection, await add_update(connection), 1, NOW, NOW) == 2
    assert await rest(database) == [3, 3, 3, 0]
    assert await rows(database, "chat_id", kind="update") == list(CHATS)


@pytest.mark.usefixtures("slices")
async def test_stories_take_turns(database: Database) -> None:
    await seed(database, CHATS)
    async with database.transaction() as connection:
        await alert(connection, story=1)
        await alert(connection, story=2)
    for _ in range(4):
        async with database.transaction() as connection:
            await fanouts.go_on(connection, 3)
    assert [len(await rows(database, "id", story_id=story)) for story in (1, 2)] == [8, 8]


@pytest.mark.usefixtures("slices")
async def test_edits_and_further_topics_reach_every_alert(database: Database) -> None:
    await seed(database, CHATS, topics=("raqqa", "isis"))
    async with database.transaction() as connection:
        await alert(connection, "raqqa")
    await rest(database)
    sent = {"state": "sent", "message_id": 1, "settled_at": NOW}
    async with database.transaction() as connection:
        await connection.execute(update(tables.outbox).values(sent))
        await outbox.name_topics(connection, 1, ["isis"], NOW)
    await rest(database)
    async with database.transaction() as connection:
        assert await outbox.enqueue_edits(connection, 1, NOW, NOW) == 2
    assert await rest(database) == [3, 3, 3, 0]
    assert await rows(database, "topic_ids", kind="alert") == ["raqqa,isis"] * len(CHATS)
    assert await rows(database, "chat_id", kind="edit") == list(CHATS)


@pytest.mark.usefixtures("slices")
async def test_newcomers_get_the_alert_as_it_stands_from_one_more_record(database: Database) -> None:
    await seed(database, (1, 2, 3))
    async with database.transaction() as connection:
        await alert(connection)
    await rest(database)
    async with database.transaction() as connection:
        await outbox.enqueue_newcomers(connection, 1, ["raqqa"], NOW)
    await rest(database)
    async with database.reading() as connection:
        assert len((await alerts.of_stories(connection, [1]))[1]) == 1  # nobody is new
    async with database.transaction() as connection:
        await alerts.renew(connection, 1, "as it stands", ())
        await add_chats(connection, range(4, 9), ["raqqa"])
        await outbox.enqueue_newcomers(connection, 1, ["raqqa"], NOW, silent=True, turn=4)
    await rest(database)
    async with database.reading() as connection:
        first, second = (await alerts.of_stories(connection, [1]))[1]
    assert (second.headline, second.position, second.silent, first.silent) == ("as it stands", 1, True, False)
    assert await rows(database, "chat_id", "turn", alert_id=second.id) == [(c, 4) for c in range(4, 9)]


@pytest.mark.usefixtures("slices")
async def test_two_stories_that_become_one_meanwhile_alert_every_chat_once(database: Database) -> None:
    await seed(database, CHATS)
    async with database.transaction() as connection:
        await alert(connection, story=1)
        await alert(connection, story=2)
    async with database.transaction() as connection:
        await fanouts.go_on(connection, 3)
        await regroup.merge(connection, 2, 1, NOW)
    await rest(database)
    due = await rows(database, "chat_id", state="due")
    assert sorted(due) == list(CHATS)


@pytest.mark.usefixtures("slices")
async def test_an_update_of_another_event_goes_no_further(database: Database) -> None:
    await seed(database, CHATS)
    async with database.transaction() as connection:
        await alert(connection)
    await rest(database)
    await send_alerts(database)
    async with database.transaction() as connection:
        update_id = await add_update(connection)
        of_report = update(tables.alerts).where(tables.alerts.c.id == update_id).values(report_id=2)
        await connection.execute(of_report)
        await outbox.enqueue_update(connection, update_id, 1, NOW, NOW)
        parted = regroup.PartedStory(1, 2, frozenset({2}), "elsewhere")
        await regroup.part(connection, parted, NOW)
    assert await rest(database) == []
    assert await rows(database, "state", kind="update") == ["cancelled"] * 2


@pytest.mark.usefixtures("slices")
async def test_a_slice_that_fails_is_queued_again_as_if_it_had_not_been(database: Database) -> None:
    await seed(database, CHATS)
    async with database.transaction() as connection:
        await alert(connection)

    async def fail_after_a_slice() -> None:
        async with database.transaction() as connection:
            await fanouts.go_on(connection, 3)
            raise ConnectionError

    for _ in range(5):
        with pytest.raises(ConnectionError):
            await fail_after_a_slice()
        async with database.transaction() as connection:
            await fanouts.go_on(connection, 3)
    assert await rows(database, "chat_id") == list(CHATS)
    async with database.reading() as connection:
        assert (await connection.execute(select(tables.fanouts))).all() == []


async def test_a_story_that_meets_very_many_topics_takes_few_statements(database: Database) -> None:
    topics = [f"own-{number}" for number in range(300)]
    await seed(database, (1, 2), topics=topics)
    with caught(database) as found:
        async with database.transaction() as connection:
            assert await alert(connection, *topics) == 2
    assert len(found) < 12
    further = [f"further-{number}" for number in range(300)]
    async with database.transaction() as connection:
        made = [{"id": topic, "name": topic, "query": topic, "created_at": NOW} for topic in further]
        await connection.execute(insert(tables.topics), made)
    with caught(database) as found:
        async with database.transaction() as connection:
            await outbox.name_topics(connection, 1, further, NOW)
    assert len(found) < 300 + 12, "one to name each"


@pytest.mark.usefixtures("slices")
async def test_the_messages_of_two_stories_become_those_of_one_slice_by_slice(database: Database) -> None:
    await seed(database, CHATS)
    sent = {"kind": "alert", "story_id": 2, "alert_id": 2, "state": "sent", "topic_ids": "raqqa"}
    due = {"kind": "alert", "story_id": 1, "alert_id": 1, "state": "due"}
    await queue(database, *({"chat_id": chat} | sent for chat in CHATS))
    await queue(database, *({"chat_id": chat} | due for chat in CHATS if chat % 2))
    async with database.transaction() as connection:
        await regroup.merge(connection, 2, 1, NOW)
    assert await rows(database, "chat_id", story_id=1, state="sent") == [1, 2]
    async with database.transaction() as connection:
        update_id = await add_update(connection)
        assert await outbox.enqueue_update(connection, update_id, 1, NOW, NOW) == 0  # not before all moved
    await rest(database)
    alerts_left = await rows(database, "chat_id", "story_id", "state", kind="alert")
    assert sorted(alerts_left) == [(chat, 1, "sent") for chat in CHATS]
    assert sorted(await rows(database, "chat_id", kind="update")) == list(CHATS)
