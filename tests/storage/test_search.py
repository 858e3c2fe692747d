"""Words are found in stored articles, the same on both databases."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import search, tables
from storage.database import Database
from tests.outbox import NOW
from tests.stored import add_article

ARTICLES = {
    1: ("Bridge in Harun falls", "Two trucks were on the bridge when it collapsed."),
    2: ("Floods reach the delta", "Soldiers carried sacks. A bridge of Zürich's kind was closed."),
    3: ("Chess: a draw", "Nothing else."),
    4: ("مدينة الرقة", "خبر قصير."),
}


async def stored(database: Database) -> None:
    async with database.transaction() as connection:
        for key, (title, text) in ARTICLES.items():
            await add_article(connection, key, title, text)
        assert not await search.refresh(connection)


WANTED = {
    "bridge": [2, 1],
    "BRIDGES": [2, 1],
    "bridge trucks": [1],
    "soldier sack": [2],
    '"two trucks"': [1],
    '"trucks two': [],
    "bridge -trucks": [2],
    "-trucks": [],
    "الرقة": [4],
    "absent": [],
    "AND OR NOT ( ) * ^ : ' \" {}": [],
    "bridge) OR (chess": [],
    "": [],
    '"': [],
}


async def test_words_are_found(database: Database) -> None:
    await stored(database)
    async with database.reading() as connection:
        found = {words: await search.find_stories(connection, words, 10) for words in WANTED}
    assert found == WANTED


async def test_what_comes_later_is_found_and_what_is_gone_is_not(database: Database) -> None:
    await stored(database)
    async with database.transaction() as connection:
        await add_article(connection, 5, "The new bridge")
        await add_article(connection, 6, "The same bridge", story_id=2)
        await connection.execute(tables.articles.delete().where(tables.articles.c.id == 1))
        await search.refresh(connection)
        assert await search.find_stories(connection, "bridge", 10) == [2, 5]
        assert await search.find_stories(connection, "bridge", 1) == [2]


async def test_what_left_the_index_takes_no_room_for_long(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL frees the room by itself")
    monkeypatch.setattr(search, "LEAST_FORGOTTEN", 10)

    async def pages(connection: AsyncConnection) -> int:
        size = "SELECT sum(length(block)) FROM article_search_data"
        return int(await connection.scalar(text(size)) or 0)

    async with database.transaction() as connection:
        for key in range(1, 41):
            await add_article(connection, key, f"Word{key}a", f"Word{key}b word{key}c")
            await search.refresh(connection)
        full = await pages(connection)
        gone = list(range(1, 31))
        await search.forget(connection, gone[:9], NOW)
        assert not await search.tidy(connection, NOW)
        await search.forget(connection, gone[9:], NOW)
        await connection.execute(tables.articles.delete().where(tables.articles.c.id.in_(gone)))
        assert await pages(connection) > full
        slices = 0
        while await search.tidy(connection, NOW):
            slices += 1
        assert 0 < slices < 10
        assert await pages(connection) < full / 2
        assert await search.find_stories(connection, "word31b", 10) == [31]
        assert await search.find_stories(connection, "word3b", 10) == []
        assert not await search.tidy(connection, NOW)
