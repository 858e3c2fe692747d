"""Which of a story's followers hear of it first."""

import pytest
from sqlalchemy import literal, select, update

from storage import tables
from storage.database import Database
from storage.followers import Chats, Takers, anybody_hears_first, listed, told_of
from tests.outbox import queue, seed

BY_CHOICE, BY_DEFAULT = (Takers(frozenset({"live", "opinion"}), by_default) for by_default in (False, True))


async def hears(
    database: Database,
    takers: Takers | None = None,
    topics: tuple[str, ...] = ("raqqa",),
    some: Chats = Chats(),  # noqa: B008
) -> bool:
    async with database.reading() as connection:
        told = await told_of(connection, 1)
        return await anybody_hears_first(connection, 1, told, topics, takers, some)


@pytest.mark.parametrize(
    ("reads", "language", "heard"),
    [
        (None, "ar", True),
        ("en", "en", True),
        ("en", "en-GB", True),
        ("fr,en", "EN", True),
        ("fr,pt-br", "pt-BR", True),
        ("en", "ar", False),
        ("fr,de", "en", False),
        ("pt-br", "pt", False),
    ],
)
async def test_a_chat_hears_of_what_it_reads(
    sqlite_database: Database, reads: str | None, language: str, heard: bool
) -> None:
    await seed(sqlite_database, reads=reads)
    async with sqlite_database.transaction() as connection:
        await connection.execute(update(tables.articles).values(language=language, story_id=1))
    assert await hears(sqlite_database) is heard


async def test_each_condition_keeps_a_chat_out(sqlite_database: Database) -> None:
    await seed(sqlite_database, (4,))
    assert await hears(sqlite_database)
    assert await hears(sqlite_database, BY_DEFAULT)
    assert not await hears(sqlite_database, BY_CHOICE)
    assert not await hears(sqlite_database, topics=("harun",))
    for some, within in ((Chats(3), True), (Chats(4), False), (Chats(0, 4), True), (Chats(0, 3), False)):
        assert await hears(sqlite_database, some=some) is within
    async with sqlite_database.transaction() as connection:
        await connection.execute(update(tables.chats).values(kinds="news,opinion"))
    assert await hears(sqlite_database, BY_CHOICE)
    async with sqlite_database.transaction() as connection:
        await connection.execute(update(tables.chats).values(kinds="news"))
    assert not await hears(sqlite_database, BY_DEFAULT)
    await queue(sqlite_database, {"chat_id": 4, "kind": "update", "story_id": 1, "alert_id": 1})
    assert await hears(sqlite_database), "an update is no alert"
    await queue(sqlite_database, {"chat_id": 4, "kind": "alert", "story_id": 2, "alert_id": 2})
    assert await hears(sqlite_database), "nor is the alert of another story"
    await queue(sqlite_database, {"chat_id": 4, "kind": "alert", "story_id": 1, "alert_id": 1})
    assert not await hears(sqlite_database)


@pytest.mark.parametrize(
    ("one", "many", "found"),
    [
        ("raqqa", "isis,raqqa", True),
        ("raqqa", "raqqa", True),
        ("raqqa", "ar-raqqa", False),
        ("raqqa", "raqqa2,isis", False),
        ("a", "", False),
    ],
)
async def test_an_id_is_listed_whole(sqlite_database: Database, one: str, many: str, found: bool) -> None:
    async with sqlite_database.reading() as connection:
        assert await connection.scalar(select(listed(literal(one), literal(many)))) == found
